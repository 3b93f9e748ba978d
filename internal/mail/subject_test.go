package mail_test

import (
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/mail"
)

// Two questions about one proposal give letters that can be told apart in a list
// of mail.
func TestASubjectNamesTheQuestionWhereThereAreSeveral(t *testing.T) {
	kalmar := pack(t)
	flow := kalmar.Workflows[0]
	second := *flow.Round("dissemination")
	second.Name, second.Title = "publication", text("Publicering", "Publication")
	flow.Rounds = append(flow.Rounds, second)
	w, err := mail.NewWriter(readLetters(t), letterhead, site(t), kalmar)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"asked", "reminder", "receipt"} {
		subjects := map[string]bool{}
		for _, round := range []string{"dissemination", "publication"} {
			facts := filled(t, name)
			facts.Proposal.Rounds = append([]engine.Round(nil), facts.Proposal.Rounds...)
			facts.Proposal.Rounds[0].Name, facts.Event.Data.Round = round, round
			letter, err := w.Letter(facts, now)
			if err != nil {
				t.Fatal(err)
			}
			subjects[letter.Subject] = true
			title := flow.Round(round).Title.In("sv")
			if !strings.Contains(letter.Subject, title+" · Gemensam") || !strings.HasSuffix(letter.Subject, "[LGL 2026-014]") {
				t.Errorf("%s: %q doesn't name %q", name, letter.Subject, title)
			}
		}
		if len(subjects) != 2 {
			t.Errorf("%s: %v", name, subjects)
		}
	}
}
