package mail_test

import (
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// together are the letters that go in one, of two proposals, where name is what such a
// letter is called.
func together(t testing.TB, name string) (engine.LetterFacts, bool) {
	t.Helper()
	of := map[string][3]string{
		"digest":     {"information", "withdrawn", "disseminated"},
		"reminders":  {"reminder", "reminder", "escalation"},
		"while_away": {"decision", "information", "to_prepare"},
	}[name]
	if of[0] == "" {
		return engine.LetterFacts{}, false
	}
	var all []engine.LetterFacts
	for i, letter := range of {
		one := filled(t, letter)
		one.ID = one.ID[:len(one.ID)-1] + string(rune('1'+i))
		one.Why, one.Organization, one.Person, one.Name = string(people.WhyPerson), "", "secretary", "Sekreterare beredning"
		one.Mail, one.Round, one.Respondent = "sekreterare@samverkan.example", "", ""
		if name == "digest" {
			one.Why = string(people.WhyFollower)
		}
		if letter == "reminder" || letter == "escalation" {
			one.Event.Data.About, one.Event.Data.Name = "state", "prepared"
			one.About, one.Proposal.Decision, one.Why, one.Body = "deadline", nil, string(people.WhySeat), "beredning"
		}
		if i > 0 { // of another proposal
			p := &one.Proposal
			p.ID, p.Number, p.Title = p.ID[:len(p.ID)-1]+"f", "LGL 2026-021", "Riktlinje för hjälpmedel i särskilt boende"
			one.Notice.Proposal, one.Number, one.Title = p.ID, p.Number, p.Title
			p.Deadlines = append([]engine.Deadline{}, p.Deadlines...)
			p.Deadlines[0].Moment.Date = calendar.Date{Year: 2026, Month: 4, Day: 30}
			p.Deadlines[0].Moment.At = p.Deadlines[0].Moment.At.AddDate(0, 0, -7)
		}
		one.Bundle = map[string]string{"digest": one.DigestBundle(), "reminders": one.DayBundle(), "while_away": one.AwayBundle()}[name]
		all = append(all, one)
	}
	all[0].Along = all[1:]
	return all[0], true
}
