package engine_test

import (
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
)

// When letters go, by what the pack says of them and what their recipient has chosen.
// The office is open from 07:30 to 16:30.
func TestLettersGoAsThePackSays(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	const night, day = "2026-03-06 22:00", "2026-03-06 10:00" // a Friday
	for _, c := range []struct {
		when        string
		post        definition.Post
		letter      string
		round       string // of one that asks something besides
		person      string
		now, chosen string
		want        string // "" is at once
	}{
		{"a task comes at night unless the pack says", nil, "to_prepare", "", "anna", night, "", ""},
		{"a task in office hours waits for Monday", definition.Post{"task": {Goes: definition.GoesOffice}}, "to_prepare", "", "anna", night, "", "2026-03-09 07:30"},
		{"and comes at once when the office is open", definition.Post{"task": {Goes: definition.GoesOffice}}, "to_prepare", "", "anna", day, "", ""},
		{"one task has its own hour", definition.Post{"to_prepare": {Goes: definition.GoesOffice}}, "to_prepare", "", "anna", night, "", "2026-03-09 07:30"},
		{"and another has not", definition.Post{"to_prepare": {Goes: definition.GoesOffice}}, "to_review", "", "anna", night, "", ""},
		{"a receipt in office hours", definition.Post{"receipt": {Goes: definition.GoesOffice}}, "receipt", "", "anna", night, "", "2026-03-09 07:30"},
		{"an escalation at any hour", definition.Post{"escalation": {Goes: definition.GoesAtOnce}}, "escalation", "", "anna", night, "", ""},
		{"information at any hour", definition.Post{"information": {Goes: definition.GoesAtOnce}}, "information", "", "anna", night, "", ""},
		{"even to who has chosen it at once", definition.Post{"information": {Goes: definition.GoesAtOnce}}, "information", "", "anna", night, "at_once", ""},
		{"information gathered by the pack", definition.Post{"information": {Goes: definition.GoesWeekly}}, "information", "", "anna", day, "", "2026-03-09 08:00"},
		{"is as its recipient wants", definition.Post{"information": {Goes: definition.GoesWeekly}}, "information", "", "anna", day, "at_once", ""},
		{"or is not at all", definition.Post{"information": {Goes: definition.GoesWeekly}}, "information", "", "anna", day, "never", "never"},
		{"but what is required comes as the pack says", definition.Post{"information": {Goes: definition.GoesDaily, Required: definition.OfEverybody}}, "information", "", "anna", day, "never", "2026-03-09 08:00"},
		{"a decision is required", nil, "decision", "", "anna", day, "never", ""},
		{"unless the pack says", definition.Post{"decision": {Required: definition.OfNobody}}, "decision", "", "anna", day, "never", "never"},
		{"a person may turn it off", definition.Post{"decision": {Required: definition.OfMailboxes}}, "decision", "", "anna", day, "never", "never"},
		{"a function mailbox may not", definition.Post{"decision": {Required: definition.OfMailboxes}}, "decision", "", "", day, "never", ""},
		{"a decision that asks is a task", definition.Post{"decision": {Goes: definition.GoesWeekly, Required: definition.OfNobody}}, "decision", "r1", "anna", day, "never", ""},
	} {
		t.Run(c.when, func(t *testing.T) {
			t.Parallel()
			now, err := time.ParseInLocation("2006-01-02 15:04", c.now, zone)
			if err != nil {
				t.Fatal(err)
			}
			pack := &definition.Pack{Calendar: calendar.New(calendar.Config{}), Post: c.post}
			facts := engine.LetterFacts{Delivery: engine.Delivery{Notice: engine.Notice{Letter: c.letter, Round: c.round, Person: c.person, Mail: "anna@nybro.example"}}}
			facts.Choices = engine.LetterChoices{engine.InformationLetter: engine.Pace(c.chosen)}
			route, got := facts.Route(pack, 0, now), ""
			switch {
			case route.Unwanted:
				got = "never"
			case route.At.After(now):
				got = route.At.In(zone).Format("2006-01-02 15:04")
			}
			if got != c.want {
				t.Errorf("it goes at %q, want %q", got, c.want)
			}
		})
	}
}
