package calendar

import (
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/se"

	"beredd/internal/wording"
)

// A holiday is a public holiday, or an eve on which offices are closed, by the
// catalogue's name for it.
type holiday struct {
	name string
	on   *cal.Holiday
}

// holidays lists them as they come in the year. Those that are always Sundays
// stand here for their names.
func holidays() []holiday {
	return []holiday{
		{"new_year", se.Nyarsdagen},
		{"epiphany", se.TrettondedagJul},
		{"good_friday", se.Langfredagen},
		{"easter", se.Paskdagen},
		{"easter_monday", se.AnnandagPask},
		{"first_of_may", se.ForstaMaj},
		{"ascension", se.KristiHimmelfardsdag},
		{"pentecost", se.Pingstdagen},
		{"national_day", se.Nationaldagen},
		{"midsummer_eve", se.Midsommarafton},
		{"midsummer", se.Midsommardagen},
		{"all_saints", se.AllaHelgonsDag},
		{"christmas_eve", se.Julafton},
		{"christmas", se.Juldagen},
		{"boxing_day", se.AnnandagJul},
		{"new_years_eve", se.Nyarsafton},
	}
}

// A year is what is known of one year's days.
type year struct {
	open  [13][32]bool // the workdays, by month and day
	names map[Date]wording.Text
	quiet map[Date]bool // the days in which reminders wait, beside those of quiet weeks
}

// The years that a calendar remembers once it has been asked for them. It
// answers for all others too, working them out each time.
const (
	firstKept = 1970
	lastKept  = 2169
)

// year gives a year's days. Two that ask first at once both work them out, and
// find the same.
func (c *Calendar) year(number int) *year {
	if number < firstKept || number > lastKept {
		return c.workOut(number)
	}
	kept := &c.years[number-firstKept]
	if known := kept.Load(); known != nil {
		return known
	}
	known := c.workOut(number)
	kept.Store(known)
	return known
}

// workOut finds what is closed in a year, and why. Where a day is closed for
// two reasons, the public holiday's name goes before the collaboration's own.
func (c *Calendar) workOut(number int) *year {
	y := &year{names: map[Date]wording.Text{}, quiet: c.hushed(number)}
	for _, own := range c.config.Yearly {
		for _, day := range own.days(c, number) {
			y.names[day] = named(own.Name)
		}
	}
	for day, name := range c.config.Closed {
		if day.Year == number {
			y.names[day] = named(name)
		}
	}
	for _, h := range c.kept() {
		for _, day := range calculated(h.on, number) {
			noon := day.Add(12 * time.Hour) // the library gives midnight, which a zone may leap over
			y.names[DateOf(noon)] = h.name
		}
	}
	for day := (Date{number, time.January, 1}); day.Year == number; day = day.AddDays(1) {
		_, closed := y.names[day]
		y.open[day.Month][day.Day] = !closed && !weekend(day)
	}
	return y
}

// calculated are the days on which a holiday is kept in a year: its own, and the one
// that offices close for instead where that is another.
func calculated(h *cal.Holiday, year int) []time.Time {
	var days []time.Time
	own, observed := h.Calc(year)
	for _, day := range []time.Time{own, observed} {
		if !day.IsZero() {
			days = append(days, day)
		}
	}
	return days
}

// named is what a collaboration calls its closed day, or just that it's closed.
func named(name wording.Text) wording.Text {
	if len(name) == 0 {
		return wording.Both("calendar.own_closed_day", nil)
	}
	return name
}

func weekend(d Date) bool {
	day := d.Weekday()
	return day == time.Saturday || day == time.Sunday
}
