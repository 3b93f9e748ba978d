package engine

import (
	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// coming is the day that a reference to a day of every year counts from: the first
// for which what it names is not before today.
func (d *deciding) coming(ref *definition.DateRef) calendar.Date {
	today := d.pack.Calendar.Today(d.now)
	for year := today.Year - 1; ; year++ {
		day := ref.Yearly.In(year)
		if named := d.pack.Calendar.Counted(day, ref.Offset); !named.Before(today) {
			return day
		}
	}
}

// toCome is that of m, or where m has been already, of the year after it.
func (d *deciding) toCome(ref *definition.DateRef, day calendar.Date, m func(calendar.Date) calendar.Moment) calendar.Moment {
	moment := m(day)
	if ref.Recurs() && !moment.At.After(d.now) {
		return m(ref.Yearly.In(day.Year + 1))
	}
	return moment
}
