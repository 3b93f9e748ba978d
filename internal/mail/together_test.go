package mail_test

import (
	"strings"
	"testing"
	"time"

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

// Who comes back is not asked for what has been answered meanwhile, but told of that.
func TestACopyOnReturnAsksForNothingThatIsDone(t *testing.T) {
	facts, _ := together(t, "while_away")
	asked := &facts.Along[1]
	*asked = filled(t, "asked")
	asked.ID, asked.Mail, asked.Bundle, asked.Respondent, asked.Organization = facts.Along[0].ID+"x", facts.Mail, facts.Bundle, "torsas", "torsas"
	open := said(t, facts)
	if !strings.Contains(open, "Svara på frågan") || strings.Contains(open, "Besvarad") {
		t.Errorf("what nobody has answered is not asked: %s", open)
	}
	round := &asked.Proposal.Rounds[0]
	round.Respondents[1] = engine.Respondent{
		Organization: "torsas", Answer: "spread", Final: true, By: "borgholm_social", At: time.Date(2026, 4, 20, 9, 0, 0, 0, time.UTC)}
	done := said(t, facts)
	if !strings.Contains(done, "Besvarad: Torsås kommun svarade ”Sprids” måndag 20 april 2026 (v. 17), genom Socialchef Borgholm.") || !strings.Contains(done, "Se svaret: https://") {
		t.Errorf("it is not told who answered: %s", done)
	}
	if strings.Contains(done, "Öppna länken, välj ett svar") {
		t.Errorf("it asks for what is done: %s", done)
	}
	round.Respondents[1] = engine.Respondent{Organization: "torsas"}
	round.ClosedAt = now
	if shut := said(t, facts); !strings.Contains(shut, "Frågan är stängd. Inget svar behövs.") {
		t.Errorf("it asks what is closed: %s", shut)
	}
}
