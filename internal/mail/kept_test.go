package mail_test

import (
	"bytes"
	"html"
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/mail"
	"beredd/internal/wording"
)

// What is kept of one letter for the next changes neither: every kind of letter reads to
// the byte as it does from a program that has written none before it.
func TestALetterIsTheSameAfterOthers(t *testing.T) {
	used := map[bool]*mail.Writer{false: writer(t), true: meetingWriter(t)}
	for _, l := range wording.Languages() {
		for _, name := range ofProposals() {
			after := used[slices.Contains(ofMeetings, name)]
			for _, to := range []string{"torsas", "borgholm"} {
				fresh, facts := usual(t, name)
				facts = in(l, facts)
				if facts.Respondent != "" {
					facts.Organization, facts.Respondent = to, to
				}
				facts.Notice.ID = to + "-" + name
				if got, want := raw(t, after, facts), raw(t, fresh, facts); !bytes.Equal(got, want) {
					t.Errorf("%s to %s in %s is\n%s\nafter others, and first\n%s", name, to, l, got, want)
				}
			}
		}
	}
}

// Two letters of the same lead each its own recipient to an answer, and neither the other's.
func TestNoLinkIsKeptBeyondItsLetter(t *testing.T) {
	w, facts := usual(t, "decision")
	other := facts
	other.Notice.ID, other.Organization, other.Respondent = "another", "torsas", "torsas"
	var letters [2]string
	for i, of := range []engine.LetterFacts{facts, other} {
		written, err := w.Message(of, now)
		if err != nil {
			t.Fatal(err)
		}
		letters[i] = written.Text + html.UnescapeString(written.HTML)
	}
	for i, of := range []engine.LetterFacts{facts, other} {
		own := site(t).Answer(of.Notice.Claim(link.Answer))
		if !strings.Contains(letters[i], own) || strings.Contains(letters[1-i], own) {
			t.Errorf("%s stands in the letters:\n%s\n%s", own, letters[i], letters[1-i])
		}
	}
}
