package prose_test

import (
	"strings"
	"testing"

	"beredd/internal/prose"
)

// said is pieces as somebody reads them who sees only letters.
func said(pieces []prose.Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch {
		case p.Added:
			b.WriteString("{" + p.Text + "}")
		case p.Removed:
			b.WriteString("[" + p.Text + "]")
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestTwoVersionsAreToldApartByTheirWords(t *testing.T) {
	for _, row := range []struct{ before, after, want string }{
		{"att anta rutinen", "att anta rutinen", ""},
		{"att anta  rutinen", "att anta\nrutinen ", ""},
		{"att anta rutinen från 1 mars", "att anta rutinen från 1 april", "att anta rutinen från 1 [mars]{april}"},
		{"att anta rutinen", "att inte anta rutinen", "att {inte }anta rutinen"},
		{"", "nytt", "{nytt}"}, {"gammalt", "", "[gammalt]"},
	} {
		if got := said(prose.Differ(row.before, row.after)); got != row.want {
			t.Errorf("%q and %q: %q, want %q", row.before, row.after, got, row.want)
		}
	}
}

func FuzzBothVersionsAreInTheirDifference(f *testing.F) {
	f.Add("a b c", "a c d")
	f.Add("å  ä", " ö")
	f.Fuzz(func(t *testing.T, before, after string) {
		pieces := prose.Differ(before, after)
		if pieces == nil {
			return
		}
		var old, now strings.Builder
		for _, p := range pieces {
			if !p.Added {
				old.WriteString(p.Text)
			}
			if !p.Removed {
				now.WriteString(p.Text)
			}
		}
		if old.String() != before || now.String() != after {
			t.Errorf("%q and %q are %+v", before, after, pieces)
		}
	})
}
