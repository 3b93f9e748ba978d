package mail_test

import (
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// said is a letter's text on one line, as its reader reads it.
func said(t *testing.T, facts engine.LetterFacts) string {
	t.Helper()
	letter, err := writer(t).Message(facts, time.Date(2026, 4, 8, 8, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(letter.Text), " ")
}

func TestTheAnswersOfSeveralRoundsAreToldApart(t *testing.T) {
	facts := filled(t, "disseminated")
	facts.Notice.Round, facts.Notice.Respondent = "", ""
	round := &facts.Proposal.Rounds[0]
	if text := said(t, facts); strings.Contains(text, "Spridning i organisationerna:") || strings.Contains(text, "utan svar") {
		t.Errorf("one round that is open: %s", text)
	}
	round.ClosedAt = round.OpenedAt.AddDate(0, 1, 0)
	if text := said(t, facts); !strings.Contains(text, "1 mottaget, 1 sprids, 1 utan svar") {
		t.Errorf("one round that closed on a silent one: %s", text)
	}
	facts.Proposal.Rounds = append(facts.Proposal.Rounds, *round)
	if text := said(t, facts); strings.Count(text, "Spridning i organisationerna: 1 mottaget, 1 sprids, 1 utan svar") != 2 {
		t.Errorf("two rounds: %s", text)
	}
}

func TestALetterThatAsksDoesNotSayThatAnotherHasTheTurn(t *testing.T) {
	holder := wording.Say(wording.Swedish, "mail.fact.holder", nil) + ":"
	if text := said(t, filled(t, "asked")); strings.Contains(text, holder) {
		t.Errorf("who is asked is told whose turn it is: %s", text)
	}
	told := filled(t, "to_prepare")
	told.Notice.Round, told.Notice.Respondent = "", ""
	if text := said(t, told); !strings.Contains(text, holder) {
		t.Errorf("who is told is not told whose turn it is: %s", text)
	}
}

func TestALastDayIsNotExplainedByItself(t *testing.T) {
	facts := filled(t, "to_prepare")
	facts.Notice.Round, facts.Notice.Respondent = "", ""
	facts.Proposal.Deadlines[0].Moment = pack(t).Calendar.On(facts.Proposal.Meeting.Date, "", "")
	day := facts.Proposal.Meeting.Date.Prose(wording.Swedish)
	if text := said(t, facts); !strings.Contains(text, day) || strings.Contains(text, "("+day) {
		t.Errorf("the day %s: %s", day, text)
	}
}
