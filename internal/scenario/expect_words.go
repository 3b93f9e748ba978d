package scenario

import (
	"strings"

	"beredd/internal/definition"
)

// misworded is a letter that does not say what it should, or says what it should
// not: the letter whole, so that whoever reads sees what it does say.
func (p *player) misworded(want definition.MailExpect, sent Sent) []string {
	if len(want.Says)+len(want.Hides) == 0 {
		return nil
	}
	if sent.Text == nil {
		return []string{line(sent)}
	}
	text, err := sent.Text()
	if err != nil {
		return []string{line(sent), err.Error()}
	}
	for _, part := range want.Says {
		if !says(text, part) {
			return append([]string{line(sent)}, strings.Split(text, "\n")...)
		}
	}
	for _, part := range want.Hides {
		if says(text, part) {
			return append([]string{line(sent)}, strings.Split(text, "\n")...)
		}
	}
	return nil
}

// says whether a text has a part, however its lines are broken and in whatever
// case.
func says(text, part string) bool {
	return strings.Contains(plain(text), plain(part))
}

func plain(text string) string { return strings.ToLower(strings.Join(strings.Fields(text), " ")) }
