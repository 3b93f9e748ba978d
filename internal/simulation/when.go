package simulation

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
)

// How many workdays people take, in the middle, when no date presses them, when a
// date has passed, and when they come back to what they could not do.
const (
	unpressed = 8
	overdue   = 4
	again     = 4
	absence   = 8
	most      = 80 // times that something is tried in one state
)

// meanToStep sets when somebody next takes a step with a proposal.
func (l *life) meanToStep(m *matter) {
	state := m.flow.State(m.p.State)
	if state == nil || !l.peopleStep(m) {
		return
	}
	if state.Final {
		if l.chance.in(l.plan.Habits.Reopen) {
			l.meet(m, l.later(l.chance.about(3*unpressed)))
		}
		return
	}
	day := l.later(l.wait(m.p.StateDeadline()))
	if meeting := m.p.Meeting; meeting != nil && !meeting.Date.Before(l.today()) && l.deciding(m) {
		day = meeting.Date
	}
	l.meet(m, day)
}

// peopleStep says whether people take any step from where a proposal stands.
func (l *life) peopleStep(m *matter) bool {
	for i := range m.flow.Transitions {
		if t := &m.flow.Transitions[i]; len(t.By) > 0 && leads(t, m.p.State) {
			return true
		}
	}
	return false
}

// wait is how many workdays somebody lets go before a date, or after it, or where
// there is none.
func (l *life) wait(d *engine.Deadline) int {
	n := l.chance.about(unpressed)
	if d != nil {
		left := max(0, l.days.WorkdaysUntil(l.today(), d.Moment.Date))
		n = (l.chance.IntN(left+1) + l.chance.IntN(left+1)) / 2
		if l.chance.in(l.plan.Habits.Late) {
			n = left + 1 + l.chance.about(overdue)
		}
	}
	if l.chance.in(l.plan.Habits.Away) {
		n += l.chance.about(absence)
	}
	return n
}

// later is so many workdays from today. Most of what would be done in a quiet week
// is done after it.
func (l *life) later(workdays int) calendar.Date {
	day := l.days.AddWorkdays(l.today(), workdays)
	for l.days.Quiet(day) && !l.chance.in(15) {
		day = l.days.NextWorkday(day.AddDays(1))
	}
	return l.days.NextWorkday(day)
}

// meet sets a step to a day, or where a deciding body takes it to the first day
// from then on that it meets.
func (l *life) meet(m *matter, day calendar.Date) {
	if l.deciding(m) {
		if own := m.p.Meeting; own == nil || own.Date.Before(day) {
			day = l.meetingFrom(day, m.p.Holder)
		}
	}
	at := l.during(day)
	if own := m.p.Meeting; own != nil && own.Date == day && m.flow.AsksWhoMet() { // who came is known when it has begun
		if begun := l.days.On(day, own.Time, "").At.Add(time.Hour); at.Before(begun) {
			at = begun
		}
	}
	l.agenda.add(intent{at: at, what: stepping, proposal: m.p.ID, visit: m.visit})
}

// deciding says whether a proposal is held by a body that decides, or is taken up at a
// meeting of those who must be there.
func (l *life) deciding(m *matter) bool {
	if m.p.Meeting != nil && m.flow.AsksWhoMet() {
		return true
	}
	body := l.pack.People.Body(m.p.Holder)
	return body != nil && body.Kind == "deciding"
}

// meetingFrom is the first day from one on that a body meets, or that day where the
// cycle knows of no meeting.
func (l *life) meetingFrom(day calendar.Date, body string) calendar.Date {
	for year := day.Year; year <= day.Year+1; year++ {
		for _, o := range l.occasions(year) {
			if !o.Date.Before(day) && o.Series.Gathers(body) {
				return o.Date
			}
		}
	}
	return day
}

// occasions are the cycle's meetings of a year.
func (l *life) occasions(year int) []definition.Occasion {
	if l.pack.Cycle == nil {
		return nil
	}
	if _, known := l.meets[year]; !known {
		l.meets[year] = l.pack.Cycle.Occasions(l.days, year)
	}
	return l.meets[year]
}

// during is some minute of a day's office hours, and never before now.
func (l *life) during(day calendar.Date) time.Time {
	open, shut := l.days.Hours()
	minutes := max(1, (shut.Hour-open.Hour)*60+shut.Minute-open.Minute)
	at := day.At(open, l.days.Zone()).Add(time.Duration(l.chance.IntN(minutes)) * time.Minute)
	if soon := l.world.Now().Add(time.Minute); at.Before(soon) {
		return soon
	}
	return at
}

func (l *life) today() calendar.Date { return l.days.Today(l.world.Now()) }
