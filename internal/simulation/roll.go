package simulation

import (
	"slices"

	"beredd/internal/engine"
	"beredd/internal/people"
)

// rollOf is who came to the meeting that takes a proposal up, once it has been, where
// the pack asks for that and nobody has laid the meeting out, which else has a record of
// its own. Who is away is drawn once for each proposal: then a stand-in comes, and the
// body's substitutes do.
func (l *life) rollOf(m *matter) *engine.Roll {
	meeting := m.p.Meeting
	if meeting == nil || meeting.ID != "" || !m.flow.AsksWhoMet() || meeting.Date.After(l.today()) {
		return nil
	}
	if m.roll != nil && m.met == *meeting {
		return m.roll
	}
	m.roll, m.met = &engine.Roll{}, *meeting
	dir := l.pack.People
	for _, voice := range dir.Holders(meeting.Body, people.EveryMember, meeting.Date) {
		switch p := dir.Person(voice); {
		case !l.chance.in(l.plan.Habits.Away):
			m.roll.Persons = append(m.roll.Persons, voice)
		case p != nil && p.Substitute != nil && dir.StandsFor(p.Substitute.Person, voice, meeting.Date):
			m.roll.Persons = append(m.roll.Persons, p.Substitute.Person)
		}
	}
	for _, substitute := range dir.Holders(meeting.Body, people.SubstituteMember, meeting.Date) {
		if !slices.Contains(m.roll.Persons, substitute) {
			m.roll.Persons = append(m.roll.Persons, substitute)
		}
	}
	return m.roll
}
