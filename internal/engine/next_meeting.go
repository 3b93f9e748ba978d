package engine

import (
	"cmp"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// putUp is resolveMeeting where the step itself puts the proposal up at the next meeting of
// a body. Where none is known that takes it up, the step is refused.
func (d *deciding) putUp(t *definition.Transition) *fault.Error {
	body := cmp.Or(d.p.Bodies[t.Meets], t.Meets)
	next := d.nextMeeting(body)
	if next == nil {
		return fault.New(fault.Conflict, "none_to_come", wording.Args{"What": t.Title, "Body": d.pack.People.Describe(people.Party{Kind: people.ABody, Name: body})})
	}
	d.given["meeting"] = next.Date.String()
	d.p.Meeting = next
	return nil
}

// nextMeeting is the first meeting of a body that has not begun and takes up what is put on
// its agenda now: of those that are laid out, else as the cycle has them; nil where there is
// none.
func (d *deciding) nextMeeting(body string) *Meeting {
	var coming []Meeting
	for _, l := range d.act.Laid {
		if l.takesUp() && l.gathers(body) && l.ID != d.p.ID {
			coming = append(coming, *l.meeting())
		}
	}
	if len(coming) == 0 {
		coming = MeetingsOf(d.pack, body, d.today, d.today.AddMonths(14))
	}
	for _, m := range coming {
		if m.Begins(d.pack.Calendar).After(d.now) && !d.turns(m) {
			return &m
		}
	}
	return nil
}
