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
	dated := map[string]bool{}
	for _, one := range o.Pack.Plan(o.From, o.To) {
		dated[one.Workflow] = dated[one.Workflow] || !one.Proposed
	}
	var copies []Ripple
	for _, p := range last {
		flow := o.Pack.Workflow(p.Workflow)
		if flow == nil || dated[p.Workflow] || p.State == stateCancelled || o.hangs(p.Workflow) {
			continue
		}
		if r := o.copyOf(p); !r.Now.Date.Before(today) {
			copies = append(copies, r)
		}
	}
	return o.unlaid(ctx, years, copies)
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
