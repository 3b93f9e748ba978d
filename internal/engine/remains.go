package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// A Remainder is one thing that is left to do of what has been decided.
type Remainder struct {
	DueDate
	Waits  []Respondent // whose answers are missing, of a round
	Silent bool         // they never came, and are not taken any more
}

// DecidedOn is the day on which p was decided, or given at a meeting; zero of what is
// neither.
func (p Proposal) DecidedOn(pack *definition.Pack) calendar.Date {
	switch {
	case p.Decision != nil:
		return p.Decision.On
	case p.Workflow == definition.AssignmentFlow:
		return pack.Calendar.Today(p.Opened)
	}
	return calendar.Date{}
}

// Remains is what is left to do of a decision or an assignment: the questions that
// lack answers, what will be asked on a day to come, and where nothing else is left of
// one that is open, the turn of whoever holds it. Nothing open is ever without any.
func Remains(pack *definition.Pack, p Proposal) []Remainder {
	if p.DecidedOn(pack).IsZero() {
		return nil
	}
	var left []Remainder
	for _, round := range p.Rounds {
		if one, ok := p.remainder(pack, round); ok {
			left = append(left, one)
		}
	}
	for _, due := range Planned(pack, p) {
		left = append(left, Remainder{DueDate: due})
	}
	waits := func(r Remainder) bool { return !r.Silent }
	if p.Closed.IsZero() && !slices.ContainsFunc(left, waits) {
		one := Remainder{DueDate: p.dueDate(aboutState, p.State)}
		if d := p.StateDeadline(); d != nil && d.Status == Running {
			one.Moment = d.Moment
		}
		left = append(left, one)
	}
	return left
}

// remainder is what is left of a round, and false where nothing is.
func (p Proposal) remainder(pack *definition.Pack, round Round) (Remainder, bool) {
	one := Remainder{DueDate: p.dueDate(aboutRound, round.Name)}
	for _, r := range round.Respondents {
		if r.Waits() && round.owes(r) {
			one.Waits = append(one.Waits, r)
		}
	}
	one.Outstanding = len(one.Waits)
	switch {
	case round.Withdrawn:
		return one, false
	case round.Open():
		if d := p.RoundDeadline(round.ID); d != nil && d.Status != Paused {
			one.Moment = d.Moment
		}
		return one, true
	case round.ClosedAt.IsZero():
		one.About, one.Waits, one.Outstanding = aboutOpening, nil, 0
		if !round.OpensOn.IsZero() {
			one.Moment = pack.Calendar.On(round.OpensOn, "", "")
		}
		return one, true
	}
	one.Silent = round.Expired && !round.Complete
	return one, one.Silent && len(one.Waits) > 0
}

// dueDate is something of p's that is due, on no day yet.
func (p Proposal) dueDate(about, name string) DueDate {
	return DueDate{
		Proposal: p.ID, Workflow: p.Workflow, Edition: p.Edition, Number: p.Number, Title: p.Title, About: about, Name: name,
		Holder: p.Holder, Status: Running,
	}
}
