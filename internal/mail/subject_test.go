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
			seen := letter.Subject + "\n" + letter.Preheader
			subjects[seen] = true
			title := flow.Round(round).Title.In("sv")
			if !strings.Contains(seen, title) || !strings.Contains(letter.Subject, "Gemensam rutin") || !strings.HasSuffix(letter.Subject, "[LGL 2026-014]") {
				t.Errorf("%s: %q doesn't name %q and the proposal", name, seen, title)
			}
		}
		if len(subjects) != 2 {
			t.Errorf("%s: %v", name, subjects)
		}
	}
}

// A question with a long name leaves room for the proposal's title, by which who gets the
// letter knows it: the list of mail names the question beside the subject then.
func TestASubjectKeepsTheTitleBesideALongQuestion(t *testing.T) {
	kalmar := pack(t)
	flow := kalmar.Workflows[0]
	long := "Spridning i de samordnande gruppernas egna kanaler"
	flow.Round("dissemination").Title = text(long, "Dissemination in the channels of the coordinating groups")
	second := *flow.Round("dissemination")
	second.Name = "publication"
	flow.Rounds = append(flow.Rounds, second)
	w, err := mail.NewWriter(readLetters(t), letterhead, site(t), kalmar)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"asked", "reminder", "receipt", "answer_changed"} {
		letter, err := w.Letter(filled(t, name), now)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(letter.Subject, "Gemensam rutin för utskrivning") {
			t.Errorf("%s: %q has lost the title of the proposal", name, letter.Subject)
		}
		if strings.Count(letter.Preheader, long) != 1 {
			t.Errorf("%s: %q doesn't name the question once", name, letter.Preheader)
		}
	}
}
