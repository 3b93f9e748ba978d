package simulation_test

import (
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// within says whether a day is in a window, of one year or of every year. What begins with
// what happens, or with a date of the proposal, the model does not follow.
func within(window *definition.Window, day calendar.Date) (inside, known bool) {
	from, to := window.From.Date, window.To.Date
	if at := window.From.Yearly; !at.IsZero() {
		var begins, ends bool
		from, begins = inYear(at, day.Year)
		to, ends = inYear(window.To.Yearly, day.Year)
		if !begins || !ends {
			return false, false
		}
	}
	if from.IsZero() || to.IsZero() {
		return false, false
	}
	if to.Before(from) { // over the new year
		return !day.Before(from) || !day.After(to), true
	}
	return !day.Before(from) && !day.After(to), true
}

// inYear is a day of every year in one of them.
func inYear(at calendar.YearDay, year int) (calendar.Date, bool) {
	if at.Feast == "" {
		return calendar.Date{Year: year, Month: at.Month, Day: at.Day}, true
	}
	day, known := feast(at.Feast, year)
	sign := 1
	if at.From.Side == calendar.Before {
		sign = -1
	}
	unit := at.From.Period.Unit
	switch {
	case !known:
		return day, false
	case at.From.Side == "":
		return day, true
	case at.From.Weekday != nil && at.From.Period.IsZero():
		return weekdayFrom(day.AddDays(sign), *at.From.Weekday, sign), true
	case at.From.Weekday == nil && unit == calendar.Days:
		return day.AddDays(sign * at.From.Period.Count), true
	case at.From.Weekday == nil && unit == calendar.WholeWeeks:
		return day.AddDays(sign * 7 * at.From.Period.Count), true
	}
	return day, false
}

// weekdayFrom is the first such weekday from a day, forwards or backwards.
func weekdayFrom(day calendar.Date, weekday time.Weekday, sign int) calendar.Date {
	for day.Weekday() != weekday {
		day = day.AddDays(sign)
	}
	return day
}

// paschalMoons are the full moons of spring by the year's golden number, as the church's
// tables have them from 1900 to 2199: days of March, of which the 32nd is 1 April.
var paschalMoons = [19]int{45, 34, 23, 42, 31, 49, 39, 28, 47, 36, 25, 44, 33, 22, 41, 30, 48, 38, 27}

// feast is a feast that moves, in one year: Easter is the Sunday after the full moon.
func feast(name string, year int) (calendar.Date, bool) {
	full := calendar.Date{Year: year, Month: time.March, Day: 1}.AddDays(paschalMoons[year%19] - 1)
	easter := weekdayFrom(full.AddDays(1), time.Sunday, 1)
	switch name {
	case "Midsummer Eve":
		return weekdayFrom(calendar.Date{Year: year, Month: time.June, Day: 19}, time.Friday, 1), true
	case "All Saints":
		return weekdayFrom(calendar.Date{Year: year, Month: time.October, Day: 31}, time.Saturday, 1), true
	}
	off, known := map[string]int{"Good Friday": -2, "Easter": 0, "Easter Monday": 1, "Ascension Day": 39, "Pentecost": 49}[name]
	return easter.AddDays(off), known
}

// shut says whether a window that a step may not be taken in is open today. Of other windows,
// and of exceptions from them, the model knows nothing.
func (w town) shut(flow *definition.Workflow, t *definition.Transition) (shut, known bool) {
	if len(t.Windows.OnlyDuring)+len(t.Windows.OnlyAfter) > 0 || t.Windows.Unless != "" {
		return false, false
	}
	for _, name := range t.Windows.NotDuring {
		inside, known := within(flow.Window(name), w.today)
		if !known {
			return false, false
		}
		shut = shut || inside
	}
	return shut, true
}
