package mail_test

import (
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// ofYear is a letter with somebody's year, of which something has changed.
func ofYear(t testing.TB) engine.LetterFacts {
	t.Helper()
	facts := minimal(t, "year_plan")
	facts.Proposal = engine.Proposal{ID: "m", Collaboration: "kalmar-lgl", Workflow: "meeting.lgl", Number: "LGL-M 2026-003", Title: "Länsgemensam ledning", State: "planned", Opened: facts.At}
	facts.Why, facts.Body, facts.Party = string(people.WhySeat), "lgl", "lgl"
	facts.Also = []engine.Quality{{Party: "beredning.secretary", Why: string(people.WhySeat), Body: "beredning"}}
	day := func(month, day int) engine.Occasion {
		return engine.Occasion{Date: calendar.Date{Year: 2026, Month: time.Month(4 + month), Day: day}}
	}
	lgl, papers := text("Länsgemensam ledning", "Joint leadership"), text("Stoppdatum för handlingar", "Last day for papers")
	june := day(2, 5)
	june.Time, june.End = "09:00", "12:00"
	autumn := day(5, 11)
	autumn.Time, autumn.End = "09:00", "12:00"
	facts.Event = engine.Event{ID: "e7", Seq: 2, Kind: engine.Announced, Data: engine.Data{Year: 2026, Again: true, Plan: []engine.YearLine{
		{Title: lgl, At: day(-2, 6), For: []string{"lgl"}}, // has been
		{Title: papers, Of: lgl, Duty: true, At: day(1, 13), Change: engine.YearMoved, Was: calendar.Date{Year: 2026, Month: 5, Day: 7}, For: []string{"beredning.secretary"},
			Why: text("15 arbetsdagar före 5 juni 2026", "15 workdays before 5 June 2026")},
		{Title: lgl, At: june, Change: engine.YearMoved, Was: calendar.Date{Year: 2026, Month: 5, Day: 29}, For: []string{"lgl"},
			Why: text("första fredagen i februari, april, juni, september och november", "the first Friday of February, April, June, September and November")},
		{Title: text("Skolchefernas möte", "The heads of schools"), At: day(3, 1), Change: engine.YearNew, For: []string{"school_heads"}},
		{Title: lgl, At: autumn, Change: engine.YearNew, For: []string{"lgl"}},
		{Title: text("Presidiekonferens", "Presidium conference"), At: day(6, 23), Change: engine.YearGone, Was: calendar.Date{Year: 2026, Month: 10, Day: 23}, For: []string{"lgl"}},
	}}}
	return facts
}

// Who has the letter of a year reads of its own days alone, and of what has changed first.
func TestALetterOfAYearTellsItsReadersDays(t *testing.T) {
	facts := ofYear(t)
	letter, err := writer(t).Message(facts, now)
	if err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{
		"Flyttat: Länsgemensam ledning, till fredag 5 juni 2026 (v. 23) kl. 09.00–12.00 från fredag 29 maj 2026 (v. 22)",
		"Inställt: Presidiekonferens", "Stoppdatum för handlingar, Länsgemensam ledning (15 arbetsdagar före 5 juni 2026)",
		"https://beredd.samverkan.example/aret/2026", "https://beredd.samverkan.example/installningar/kalendrar",
	} {
		if !strings.Contains(letter.Text, says) {
			t.Errorf("the letter does not say %q:\n%s", says, letter.Text)
		}
	}
	facts.Event.Data.Named = "2026/27"
	if over, err := writer(t).Message(facts, now); err != nil || !strings.Contains(over.Subject+over.Text, "2026/27") || !strings.Contains(over.Text, "/aret/2026") {
		t.Errorf("a year over the new year is called %s, %v", over.Subject, err)
	}
	facts.Event.Data.Named = ""
	for _, hides := range []string{"Skolchefernas", "6 februari", "LGL-M"} {
		if strings.Contains(letter.Text+letter.Subject, hides) {
			t.Errorf("the letter tells of %q", hides)
		}
	}
	if got := parse(t, raw(t, writer(t), facts)).Header.Get("References"); got != "" {
		t.Errorf("it stands in a meeting's thread: %s", got)
	}
	facts.Event.Data.Again = false
	first, err := writer(t).Message(in(wording.English, facts), now)
	if err != nil {
		t.Fatal(err)
	}
	if first.Subject != "Plan of 2026: 2 meetings, 1 last day" {
		t.Errorf("the subject is %q", first.Subject)
	}
}
