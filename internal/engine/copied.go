package engine

import (
	"context"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// copies lay out anew what the year before the order's had, on the same weekday of the
// same week: the meetings of series, and the deadlines, of which the cycle has no day of
// its own in the order's days. What was cancelled is not copied. A copy is somebody's
// choice, and pinned.
func (o Order) copies(ctx context.Context, years Years, today calendar.Date) ([]Ripple, error) {
	from, to := o.From, o.To
	from.Year, to.Year = from.Year-1, to.Year-1
	last, err := years.LaidOut(ctx, o.Pack.Key, from, to)
	if err != nil {
		return nil, err
	}
	dated, planned := map[string]bool{}, o.Pack.Plan(o.From, o.To)
	for _, one := range planned {
		dated[one.Workflow] = dated[one.Workflow] || !one.Proposed
	}
	copies, byHand := []Ripple(nil), o.byHand(last, planned)
	for _, p := range last {
		flow := o.Pack.Workflow(p.Workflow)
		if flow == nil || dated[p.Workflow] || p.State == stateCancelled || o.hangs(p.Workflow) {
			continue
		}
		if r := o.copyOf(p); !r.Now.Date.Before(today) {
			copies = append(copies, r)
		}
	}
	copies, err = o.unlaid(ctx, years, copies)
	return append(byHand, copies...), err
}

// byHand tells of each of last year's that somebody moved from where the cycle had it,
// and where this year's is: whoever copies a year decides whether it should move too.
func (o Order) byHand(last []Proposal, planned []definition.Planned) (moved []Ripple) {
	from, to := o.From, o.To
	from.Year, to.Year = from.Year-1, to.Year-1
	stood := map[string]calendar.Date{}
	for _, one := range o.Pack.Plan(from.AddDays(-margin), to.AddDays(margin)) {
		stood[one.Key] = one.Moment.Date
	}
	for _, p := range last {
		if p.Origin == nil || !p.Origin.Pinned || p.State == stateCancelled || o.Pack.Workflow(p.Workflow) == nil {
			continue
		}
		by, ruled := stood[p.Origin.Key]
		if !ruled {
			by = keyDay(p.Origin.Key)
		}
		copied := o.copyOf(p)
		if by == p.FallsOn() {
			continue
		}
		copied.Act, copied.Stays, copied.Was, copied.Proposal, copied.Number = Act{}, StaysByHand, OccasionOf(p), p.ID, p.Number
		for _, one := range planned {
			if one.Workflow == p.Workflow && !one.Proposed && (!ruled || apart(keyDay(one.Key), o.again(keyDay(p.Origin.Key))) <= pairable) {
				copied.Now.Date, copied.Why = one.Moment.Date, one.Moment.Explanation
				break
			}
		}
		moved = append(moved, copied)
	}
	return moved
}

// again is a day of last year's in the order's.
func (o Order) again(day calendar.Date) calendar.Date {
	return o.Pack.Calendar.Again(day, o.From.Year+weekYears(day, o.From), "").Date
}

// hangs says whether a meeting's day is that of another meeting.
func (o Order) hangs(workflow string) bool {
	series := (*definition.Series)(nil)
	if o.Pack.Cycle != nil {
		series = o.Pack.Cycle.Series(SeriesOf(workflow))
	}
	return series != nil && series.Hangs != nil
}

// copyOf is one of last year's on its day in this.
func (o Order) copyOf(p Proposal) Ripple {
	was := OccasionOf(p)
	m := o.Pack.Calendar.Again(was.Date, o.From.Year+weekYears(was.Date, o.From), was.Time)
	now := was
	now.Date, now.Until = m.Date, ""
	if until, err := calendar.ParseDate(was.Until); err == nil {
		now.Until = m.Date.AddDays(was.Date.DaysUntil(until)).String()
	}
	inputs := map[string]any{"date": now.Date.String()}
	for word, text := range map[string]string{"time": now.Time, "end": now.End, "until": now.Until, "place": now.Place} {
		if text != "" {
			inputs[word] = text
		}
	}
	if !p.IsMeeting() {
		inputs = map[string]any{dueWord: now.Date.String()}
	}
	return Ripple{
		Workflow: p.Workflow, Title: o.Pack.Workflow(p.Workflow).Title, Now: now, Why: m.Explanation,
		Act: Act{Kind: Propose, Collaboration: o.Pack.Key, Workflow: p.Workflow, Inputs: inputs,
			Origin: &Origin{Key: p.Workflow + "/" + now.Date.String(), Pinned: true}},
	}
}

// weekYears is how many years from the order's the year is that counts the weeks of the
// copy: 1 January may be in the last week of the year before.
func weekYears(was, from calendar.Date) int {
	year, _ := was.ISOWeek()
	return year - (from.Year - 1)
}

// unlaid are the copies that nobody has laid out.
func (o Order) unlaid(ctx context.Context, years Years, copies []Ripple) ([]Ripple, error) {
	keys := make([]string, len(copies))
	for i, r := range copies {
		keys[i] = r.Act.Origin.Key
	}
	if len(keys) == 0 {
		return nil, nil
	}
	laid, err := years.ByOrigin(ctx, o.Pack.Key, keys)
	copies = slices.DeleteFunc(copies, func(r Ripple) bool {
		return slices.ContainsFunc(laid, func(p Proposal) bool { return p.Origin.Key == r.Act.Origin.Key })
	})
	slices.SortStableFunc(copies, func(a, b Ripple) int { return strings.Compare(a.Now.Date.String(), b.Now.Date.String()) })
	return copies, err
}
