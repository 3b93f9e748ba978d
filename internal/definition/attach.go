package definition

import (
	"regexp"
	"strconv"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// How much of a letter's papers goes with it, in bytes. What is attached takes a third
// more on its way, and few servers take letters of more than 25 MB.
const (
	usualAttached = 7_000_000
	mostAttached  = 18_000_000
)

// Attached is how many bytes of papers go with a letter of a kind, also where it asks
// something besides; 0 is none.
func (p Post) Attached(kind LetterKind, letter string) int64 {
	for _, name := range []string{letter, string(kind)} {
		if m, ok := p[name]; ok && m.Attach > 0 {
			return m.Attach
		}
	}
	return 0
}

var attachedSize = regexp.MustCompile(`^(\d{1,9}) ?(kB|MB)$`)

// attach reads whether papers go with letters, and how much of them. Letters that become
// one with others carry links alone.
func (r *reader) attach(n source.Node, kind LetterKind, goes Going) int64 {
	var most int64
	size := attachedSize.FindStringSubmatch(n.Text)
	switch {
	case n.Text == "false" || n.Text == "no":
		return 0
	case n.Text == "true" || n.Text == "yes":
		most = usualAttached
	case size != nil:
		most, _ = strconv.ParseInt(size[1], 10, 64) // of digits alone, and few
		most *= map[string]int64{"kB": 1000, "MB": 1000_000}[size[2]]
	default:
		r.wrong(n, "attach")
		return 0
	}
	switch {
	case most == 0 || most > mostAttached:
		r.fail(n.Pos, "letter_too_large", wording.Args{"Found": n.Text, "Most": mostAttached / 1000_000})
	case kind == ReminderLetter || goes == GoesDaily || goes == GoesWeekly:
		r.fail(n.Pos, "letter_gathered", wording.Args{"Kind": wording.Both("diff.mailing."+string(kind), nil)})
	}
	return most
}
