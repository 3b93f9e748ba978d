package rewrite_test

import (
	"errors"
	"io/fs"
	"strings"
	"testing"

	"beredd/internal/definition/rewrite"
	"beredd/workflows"
)

// What is changed in an entry is changed there alone: every other line stands as it
// was, with its comments, and what was written in one line stays in one.
func TestAnEntryIsRewrittenAndNothingElse(t *testing.T) {
	text, err := fs.ReadFile(workflows.FS, "kalmar-lgl/cycle.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		at       string
		value    any
		old, new string
	}{
		{"meetings lgl on", "second Friday of March, May", "on: first Friday of February, April, June, September, November", `on: "second Friday of March, May"`},
		{"meetings lgl time", "13:00-15:00", `time: "09:00-12:00"`, `time: "13:00-15:00"`},
		{"meetings lgl else", "previous workday", "else: next workday                       # Good Friday", "else: previous workday                       # Good Friday"},
		{"meetings presidium dates", []string{"2027-02-19"}, "dates: [2018-02-16, 2018-10-26, 2026-02-20, 2026-10-23, 2027-02-19, 2027-10-22]", "dates: [2027-02-19]"},
		{"before_each lgl #0 when", "20 workdays before", "when: 15 workdays before, time: \"12:00\", who: [children", "when: 20 workdays before, time: \"12:00\", who: [children"},
		{"before_each lgl #0 title en", "Papers, at last", "en: Last day for papers}, when: 15", "en: \"Papers, at last\"}, when: 15"},
		{"before_each lgl #2 else", nil, "when: 7 days before, else: previous workday, who", "when: 7 days before, who"},
		{"before_each schools #0 remind", "2 workdays before", "who: lgl.secretary}\n\nafter", "who: lgl.secretary, remind: 2 workdays before}\n\nafter"},
		{"deadlines sip_report remind", nil, "    to: information_transfer\n    remind: [10 workdays before, 2 workdays before]\n    escalate", "    to: information_transfer\n    escalate"},
		{"meetings presidium avoid", "closed days", "2027-10-22]\n    time: \"09:00-15:00\"\n", "2027-10-22]\n    time: \"09:00-15:00\"\n    avoid: closed days\n"},
		{"before_each presidium #+", []rewrite.Pair{{Key: "name", Value: "papers"}, {Key: "when", Value: "5 workdays before"}, {Key: "who", Value: "beredning"}},
			"who: presidium.secretary}\n  schools", "who: presidium.secretary}\n    - {name: papers, when: 5 workdays before, who: beredning}\n  schools"},
		{"after_each schools #+", []rewrite.Pair{{Key: "name", Value: "notes"}}, "to: coordinator}}\n\ndeadlines", "to: coordinator}}\n  schools:\n    - {name: notes}\n\ndeadlines"},
	} {
		want := strings.Replace(string(text), row.old, row.new, 1)
		if want == string(text) && row.value != nil {
			t.Fatalf("%s: the file has no %q", row.at, row.old)
		}
		got, err := rewrite.Entry(string(text), strings.Fields(row.at), row.value)
		if err != nil || got != want {
			t.Errorf("%s: %v%s", row.at, err, differing(got, want))
		}
	}
}

// differing is the first line in which two texts differ.
func differing(got, want string) string {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return "\ngot  " + a[i] + "\nwant " + b[i]
		}
	}
	return ""
}

// A whole entry is added and taken away, also the first and the last of its kind.
func TestAnEntryIsAddedAndTakenAway(t *testing.T) {
	series := []rewrite.Pair{
		{Key: "title", Value: []rewrite.Pair{{Key: "sv", Value: "Nya rådet: möte"}, {Key: "en", Value: "New"}}}, {Key: "body", Value: "rad"},
		{Key: "on", Value: "first Friday of March"}, {Key: "time", Value: "09:00"}, {Key: "note", Value: nil},
	}
	bare := "# Our year.\ncycle: X\n"
	got, err := rewrite.Entry(bare, []string{"meetings", "rad"}, series[:4])
	if err != nil {
		t.Fatal(err)
	}
	want := bare + "meetings:\n  rad:\n    title: {sv: \"Nya rådet: möte\", en: New}\n    body: rad\n    on: first Friday of March\n    time: \"09:00\"\n"
	if got != want {
		t.Errorf("added:\n%s", got)
	}
	if back, err := rewrite.Entry(got, []string{"meetings", "rad"}, nil); err != nil || back != bare {
		t.Errorf("taken away: %v\n%s", err, back)
	}
	if same, err := rewrite.Entry(bare, []string{"deadlines", "x"}, nil); err != nil || same != bare {
		t.Errorf("what is not there is taken away: %v\n%s", err, same)
	}
	begun, err := rewrite.Entry("", []string{"cycle"}, "X")
	if err != nil || begun != "cycle: X\n" {
		t.Errorf("begun as %q", begun)
	}
}

// What is written so that a change would touch more than its entry is left to whoever
// reads the file.
func TestWhatCannotBeRewrittenByItselfIsLeft(t *testing.T) {
	for name, text := range map[string]string{
		"an anchor": "a: &x {b: 1}\nc: *x\n", "a text of several lines": "a:\n  b: |\n    1\n    2\n", "a comment within": "a: {b: 1, # why\n  c: 2}\n",
	} {
		at := []string{"a", "b"}
		if name == "a comment within" {
			at = []string{"a", "d"}
		}
		if got, err := rewrite.Entry(text, at, "3"); !errors.Is(err, rewrite.ErrByHand) {
			t.Errorf("%s: %v\n%s", name, err, got)
		}
	}
}
