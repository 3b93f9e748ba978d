package people

import (
	"slices"

	"beredd/internal/calendar"
)

// Turns are the days after one on which somebody comes or has left: a seat, a person or
// an organization begins, or has ended the day before. They are in order.
func (d *Directory) Turns(after calendar.Date) (days []calendar.Date) {
	add := func(from, to calendar.Date) {
		if from.After(after) {
			days = append(days, from)
		}
		if !to.IsZero() && !to.Before(after) {
			days = append(days, to.AddDays(1))
		}
	}
	for _, o := range d.Organizations {
		add(o.From, o.To)
	}
	for _, p := range d.Persons {
		add(p.From, p.To)
	}
	for _, b := range d.Bodies {
		for _, s := range b.Seats {
			add(s.From, s.To)
		}
	}
	slices.SortFunc(days, func(a, b calendar.Date) int {
		if a.Before(b) {
			return -1
		}
		return 1
	})
	return slices.Compact(days)
}
