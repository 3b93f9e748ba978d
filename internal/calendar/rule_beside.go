package calendar

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rickar/cal/v2"
	"github.com/rickar/cal/v2/aa"
	"github.com/rickar/cal/v2/se"

	"beredd/internal/wording"
)

// beside is a day that is counted from one that every year has: the first Monday after
// 15 August, the Friday after Ascension Day.
type beside struct {
	ordinal string // of a weekday: the first, or the last before; "" where offset says all
	offset  Offset
	from    anchor
}

// An anchor is a day of every year: a date, or a feast that moves.
type anchor struct {
	day   YearDay
	feast string // "" of a date
}

// feasts are the feasts that move, and those that a weekday decides. They can be counted
// from whichever country's holidays are kept.
var feasts = []struct {
	said, name string
	on         *cal.Holiday
}{
	{"Good Friday", "good_friday", aa.GoodFriday},
	{"Easter", "easter", se.Paskdagen},
	{"Easter Monday", "easter_monday", aa.EasterMonday},
	{"Ascension Day", "ascension", aa.AscensionDay},
	{"Pentecost", "pentecost", se.Pingstdagen},
	{"Midsummer Eve", "midsummer_eve", se.Midsommarafton},
	{"All Saints", "all_saints", se.AllaHelgonsDag},
}

// farthestBeside is how many days off a rule may count.
const farthestBeside = 366

// readBeside reads ORDINAL WEEKDAY SIDE ANCHOR, or an offset before one: "2 weeks after
// 6 January", "the day before Midsummer Eve".
func readBeside(words []string) (ruleKind, error) {
	at := slices.IndexFunc(words, func(word string) bool { return Side(word) == Before || Side(word) == After })
	from, err := readAnchor(strings.Join(words[at+1:], " "))
	if err != nil {
		return nil, err
	}
	r, said := beside{from: from}, words[:at+1]
	if day, ok := weekdayNamed(said[min(1, at)]); ok && len(said) == 3 && slices.Contains(ordinals, strings.ToLower(said[0])) {
		r.ordinal, r.offset = strings.ToLower(said[0]), Offset{Weekday: &day, Side: Side(said[2])}
		if r.ordinal == "last" && r.offset.Side == After {
			err = fmt.Errorf("no %s is the last after a day", said[1])
		}
		return r, err
	}
	if len(said) == 3 && said[0] == "the" && said[1] == "day" {
		said = []string{"1", "day", said[2]}
	}
	offset, ok := offsetOf(said)
	if _, most := offset.Period.Days(); !ok || offset.Period.exact() || most > farthestBeside {
		return nil, fmt.Errorf("%q does not say which day %s another, such as \"first Monday after\", \"the day after\" or \"2 weeks before\"", strings.Join(said, " "), words[at])
	}
	r.offset = offset
	return r, nil
}

// readAnchor reads a day of every year, or a feast.
func readAnchor(said string) (anchor, error) {
	for _, f := range feasts {
		if strings.EqualFold(f.said, said) {
			return anchor{feast: f.said}, nil
		}
	}
	day, err := ParseYearDay(said)
	if err != nil {
		var known []string
		for _, f := range feasts {
			known = append(known, f.said)
		}
		err = fmt.Errorf("%q is neither a day of every year, such as 15 August, nor one of %s", said, strings.Join(known, ", "))
	}
	return anchor{day: day}, err
}

// in is the anchor's day of a year.
func (a anchor) in(year int) Date {
	for _, f := range feasts {
		if f.said == a.feast {
			return DateOf(calculated(f.on, year)[0].Add(12 * time.Hour))
		}
	}
	return a.day.In(year)
}

// text is the anchor as people say it: "15 augusti", "Kristi himmelsfärdsdag".
func (a anchor) text() wording.Text {
	for _, f := range feasts {
		if f.said == a.feast {
			return wording.Both("calendar.holiday."+f.name, nil)
		}
	}
	return a.day.Text()
}

// dates counts from the anchor of the year, be the day in the next or the one before.
func (r beside) dates(c *Calendar, year int) []Date {
	date := c.Counted(r.from.in(year), r.offset)
	step := 7
	if r.offset.Side == Before {
		step = -step
	}
	if r.ordinal != "" && r.ordinal != "last" {
		date = date.AddDays(step * slices.Index(ordinals, r.ordinal))
	}
	return []Date{date}
}

// sentence is "första måndagen efter 15 augusti 2026: måndag 17 augusti 2026 (v. 34)".
func (r beside) sentence(date Date) sentence {
	at := r.from.nearest(date, r.offset.Side)
	from := plain(at)
	if r.from.feast != "" {
		from = wording.Both("calendar.rule.feast", wording.Args{"Name": r.from.text(), "Date": from})
	}
	said := r.said(from)
	return func(day wording.Text) wording.Text {
		return wording.Both("calendar.rule.beside", wording.Args{"Said": said, "Day": day})
	}
}

// nearest is the anchor's day that a date is counted from: the last before what comes
// after it, or the first after what comes before.
func (a anchor) nearest(date Date, side Side) Date {
	year := date.Year
	for side == After && a.in(year).After(date) {
		year--
	}
	for side == Before && a.in(year).Before(date) {
		year++
	}
	return a.in(year)
}

func (r beside) text() wording.Text { return r.said(r.from.text()) }

// said is the rule by the day that it counts from.
func (r beside) said(from wording.Text) wording.Text {
	args := wording.Args{"Period": r.offset.distance(), "From": from}
	switch {
	case r.ordinal != "":
		args["Period"] = wording.Both("calendar.rule.nth", wording.Args{
			"Ordinal": wording.Both("calendar.rule."+r.ordinal, nil), "Which": weekdayText(*r.offset.Weekday)})
	case r.offset.Period == Period{1, Days}:
		args["Period"] = wording.Both("calendar.rule.the_day", nil)
	}
	return wording.Both("calendar.rule.said."+string(r.offset.Side), args)
}
