package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// Planned are the rounds of a proposal that open on a date that it has already,
// though what lets them wait for it has not happened: the follow-up of a decision
// that is still being spread.
func Planned(pack *definition.Pack, p Proposal) []DueDate {
	pack = pack.At(p.Workflow, p.Edition)
	flow := pack.Workflow(p.Workflow)
	if flow == nil || !p.Closed.IsZero() {
		return nil
	}
	d := &deciding{pack: pack, flow: flow, p: p}
	var planned []DueDate
	for _, line := range flow.Rounds {
		if line.At == nil || line.At.Recurs() || slices.ContainsFunc(p.Rounds, func(r Round) bool { return r.Name == line.Name && (r.ClosedAt.IsZero() || !r.OpenedAt.IsZero()) }) {
			continue
		}
		if date := d.date(line.At); !date.IsZero() {
			planned = append(planned, p.planned(pack, line.Name, date))
		}
	}
	return planned
}

func (p Proposal) planned(pack *definition.Pack, round string, on calendar.Date) DueDate {
	return DueDate{
		Proposal: p.ID, Workflow: p.Workflow, Edition: p.Edition, Number: p.Number, Title: p.Title, About: aboutOpening, Name: round, Holder: p.Holder,
		Moment: pack.Calendar.On(on, "", calendar.ElseNext), Status: Running, Planned: true,
	}
}
