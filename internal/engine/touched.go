package engine

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/wording"
)

// touchedBy gathers changes by the proposal that they are of.
func touchedBy(o Order, ripples []Ripple, foreseen []Foreseen, now time.Time) (all []Touched) {
	at := map[string]int{}
	for _, f := range foreseen {
		i, seen := at[f.Proposal.ID]
		if !seen {
			i = len(all)
			at[f.Proposal.ID] = i
			all = append(all, Touched{Before: f.Before})
		}
		t := &all[i]
		t.After = f.Proposal
		t.Told = append(t.Told, f.Notices...)
		if family := f.Act.Family; family != nil {
			t.Because = family.From.Number
		}
	}
	for i := range all {
		t := &all[i]
		t.Why = whyOf(ripples, t)
		t.Was, t.Now = OccasionOf(t.Before), OccasionOf(t.After)
		if t.Before.ID == "" {
			t.Was = Occasion{}
		}
		if !t.After.Closed.IsZero() {
			t.Now = Occasion{}
		}
		t.Dates = movedDates(t.Before, t.After, nil, t.After.Changed)
		t.Duties = o.movedDuties(t)
		t.Unmet = unmetOf(o.Pack, t.Before, t.After, now)
	}
	slices.SortStableFunc(all, func(a, b Touched) int {
		return cmp.Or(b.day().DaysUntil(a.day()), strings.Compare(a.After.Number, b.After.Number))
	})
	return all
}

// whyOf is how the day is worked out that a ripple gives.
func whyOf(ripples []Ripple, t *Touched) wording.Text {
	for _, r := range ripples {
		switch {
		case r.Act.Kind == Adopt || r.Act.Kind == "":
		case r.Proposal != "" && r.Proposal == t.After.ID,
			r.Act.Kind == Propose && t.After.Origin != nil && r.Act.Origin.Key == t.After.Origin.Key:
			return r.Why
		}
	}
	return nil
}

// day is the day that a list puts it on.
func (t *Touched) day() calendar.Date {
	switch {
	case !t.Now.Date.IsZero():
		return t.Now.Date
	case !t.Was.Date.IsZero():
		return t.Was.Date
	case t.After.Meeting != nil:
		return t.After.Meeting.Date
	}
	return calendar.Date{}
}

// movedDuties are what is to be done before and after a meeting, where its day moves:
// as the pack had it for the day before, and as it has it now.
func (o Order) movedDuties(t *Touched) (moved []MovedDuty) {
	before := map[string]calendar.Moment{}
	for _, duty := range dutiesOn(o.force, t.After.Workflow, t.Was.Date) {
		before[duty.Name] = duty.Moment
	}
	for _, duty := range dutiesOn(o.Pack, t.After.Workflow, t.Now.Date) {
		was, had := before[duty.Name]
		delete(before, duty.Name)
		if had && was.Date == duty.Moment.Date {
			continue
		}
		m := MovedDuty{Name: duty.Name, Title: duty.Title, Before: was, After: duty.Moment}
		for _, offset := range duty.Charge.Remind {
			m.Remind = append(m.Remind, o.Pack.Calendar.Today(o.Pack.Calendar.Remind(m.After, offset)))
		}
		moved = append(moved, m)
	}
	for _, duty := range dutiesOn(o.force, t.After.Workflow, t.Was.Date) {
		if was, gone := before[duty.Name]; gone {
			moved = append(moved, MovedDuty{Name: duty.Name, Title: duty.Title, Before: was})
		}
	}
	return moved
}

// dutiesOn is what is to be done around a meeting on a day, nothing where there is none.
func dutiesOn(pack *definition.Pack, workflow string, day calendar.Date) []definition.Planned {
	if pack == nil || pack.Cycle == nil || day.IsZero() || !isMeeting(workflow) {
		return nil
	}
	series := pack.Cycle.Series(SeriesOf(workflow))
	if series == nil {
		return nil
	}
	return pack.DutiesOf(series, day)
}
