package calendar

import (
	"strings"
	"time"

	"beredd/internal/wording"
)

// A sentence tells how a date was found, given the date in prose.
type sentence func(day wording.Text) wording.Text

// itself is the sentence of a date that was named and not counted.
func itself(day wording.Text) wording.Text { return day }

// sentence tells that o from start is found: "20 arbetsdagar efter 2 februari
// 2026: måndag 2 mars 2026 (v. 10); ingen stängd dag emellan".
func (c *Calendar) sentence(start Date, o Offset, found Date) sentence {
	count := counted(o, plain(start))
	return func(day wording.Text) wording.Text {
		said := count(day)
		switch o.Period.Unit {
		case Workdays:
			return c.withBetween(said, start, found)
		case Months, Years:
			return withMonthEnd(said, start, found, o)
		}
		return said
	}
}

// counted tells what was counted from where, without more.
func counted(o Offset, from wording.Text) sentence {
	return func(day wording.Text) wording.Text {
		if o.Side != Before && o.Side != After {
			return wording.Both("calendar.counted.same", wording.Args{"Day": day})
		}
		return wording.Both("calendar.counted."+string(o.Side), wording.Args{
			"Period": o.distance(), "From": from, "Day": day,
		})
	}
}

// withMonthEnd adds that the month was too short for start's day.
func withMonthEnd(said wording.Text, start, found Date, o Offset) wording.Text {
	if o.Weekday != nil || found.Day == start.Day {
		return said
	}
	return wording.Both("calendar.month_end", wording.Args{"Found": said})
}

// withClosed adds why d is a closed day, if it is one.
func (c *Calendar) withClosed(said wording.Text, d Date) wording.Text {
	why, closed := c.Closed(d)
	if !closed {
		return said
	}
	return wording.Both("calendar.closed", wording.Args{"Found": said, "Why": why})
}

// handful is how many closed days an explanation names before it counts the rest.
const handful = 5

// withBetween adds which of the days between are closed, weekends aside.
func (c *Calendar) withBetween(said wording.Text, from, to Date) wording.Text {
	days := c.closedBetween(from, to)
	if len(days) == 0 {
		return wording.Both("calendar.between_none", wording.Args{"Found": said})
	}
	listed := c.list(days[:min(len(days), handful)])
	if more := len(days) - handful; more > 0 {
		listed = wording.Both("calendar.and_more", wording.Args{"Days": listed, "Count": more})
	}
	return wording.Both("calendar.between_some", wording.Args{"Found": said, "Days": listed})
}

// closedBetween lists the closed days from Monday to Friday that lie between two
// dates, in order, the dates themselves left out.
func (c *Calendar) closedBetween(from, to Date) []Date {
	if to.Before(from) {
		from, to = to, from
	}
	var days []Date
	for day := from.AddDays(1); day.Before(to); day = day.AddDays(1) {
		if !c.Workday(day) && !weekend(day) {
			days = append(days, day)
		}
	}
	return days
}

// list names closed days: "långfredagen 3 april, annandag påsk 6 april".
func (c *Calendar) list(days []Date) wording.Text {
	return each(func(l wording.Language) string {
		var said []string
		for _, day := range days {
			name, _ := c.Closed(day)
			said = append(said, wording.Say(l, "calendar.closed_on", wording.Args{"Name": name, "Date": day.Short(l)}))
		}
		return strings.Join(said, ", ")
	})
}

// prose is the date in full in every language.
func prose(d Date) wording.Text { return each(d.Prose) }

// plain is the date with its year in every language: "2 februari 2026".
func plain(d Date) wording.Text {
	return each(func(l wording.Language) string { return d.say(l, wording.PlainDay) })
}

// timed is the date in full, with its time of day where it has one.
func timed(d Date, clock *Clock) wording.Text {
	if clock == nil {
		return prose(d)
	}
	return atClock(prose(d), *clock)
}

// atClock adds a time of day to a date: "kl. 12.00".
func atClock(day wording.Text, clock Clock) wording.Text {
	shown := time.Date(2000, 1, 1, clock.Hour, clock.Minute, 0, 0, time.UTC)
	hour := each(func(l wording.Language) string { return wording.Hour(l, shown) })
	return wording.Both("calendar.at_clock", wording.Args{"Day": day, "Hour": hour})
}

// each says something in every language.
func each(say func(wording.Language) string) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		t[l] = say(l)
	}
	return t
}
