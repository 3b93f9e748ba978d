package calendar

import (
	"fmt"
	"strings"
	"time"

	"beredd/internal/wording"
)

// A Side is where an offset lies from the date it is counted from.
type Side string

// The sides.
const (
	Before Side = "before"
	On     Side = "on"
	After  Side = "after"
)

// An Offset names a date by another: "5 workdays before", "on the day".
type Offset struct {
	Period Period // zero on the day itself
	Side   Side
	// Weekday, where it is set, picks that day of the ISO week so many weeks
	// off: "the Friday 2 weeks before". Period is then in weeks, or zero for the
	// nearest such day: "the Friday before".
	Weekday *time.Weekday
}

// ParseOffset reads "5 workdays before", "on the day", "14 days after",
// "2 hours before", "the Friday before" or "the Friday 2 weeks before".
func ParseOffset(s string) (Offset, error) {
	words := strings.Fields(s)
	if strings.Join(words, " ") == "on the day" {
		return Offset{Side: On}, nil
	}
	o, ok := offsetOf(words)
	if !ok {
		return Offset{}, fmt.Errorf("%q does not name a day; expected such as \"5 workdays before\", \"on the day\", \"14 days after\" or \"the Friday 2 weeks before\"", s)
	}
	return o, nil
}

// offsetOf reads [the WEEKDAY] COUNT UNIT SIDE, or the WEEKDAY SIDE.
func offsetOf(words []string) (Offset, bool) {
	var o Offset
	if len(words) >= 3 && words[0] == "the" {
		day, ok := weekdayNamed(words[1])
		if !ok {
			return Offset{}, false
		}
		o.Weekday, words = &day, words[2:]
	}
	if len(words) == 1 && o.Weekday != nil {
		o.Side = Side(words[0])
		return o, o.Side == Before || o.Side == After
	}
	if len(words) != 3 {
		return Offset{}, false
	}
	period, ok := periodOf(words[:2])
	o.Period, o.Side = period, Side(words[2])
	fits := o.Weekday == nil || period.Unit == WholeWeeks
	return o, ok && fits && (o.Side == Before || o.Side == After)
}

// weekdayNamed finds a day of the week by its English name.
func weekdayNamed(name string) (time.Weekday, bool) {
	for day := time.Sunday; day <= time.Saturday; day++ {
		if strings.EqualFold(day.String(), name) {
			return day, true
		}
	}
	return 0, false
}

// String is the offset as ParseOffset reads it, or "" for none.
func (o Offset) String() string {
	switch {
	case o.Side == "":
		return ""
	case o.Side == On:
		return "on the day"
	case o.Weekday != nil && o.Period.IsZero():
		return fmt.Sprintf("the %s %s", o.Weekday, o.Side)
	case o.Weekday != nil:
		return fmt.Sprintf("the %s %s %s", o.Weekday, o.Period, o.Side)
	}
	return o.Period.String() + " " + string(o.Side)
}

// Text is the offset in prose: "5 arbetsdagar före", "samma dag".
func (o Offset) Text() wording.Text {
	switch o.Side {
	case "":
		return wording.Text{}
	case On:
		return wording.Both("calendar.offset.same", nil)
	}
	return wording.Both("calendar.offset."+string(o.Side), wording.Args{"Period": o.distance()})
}

// distance is how far off, in prose: "5 arbetsdagar", "fredagen 2 veckor".
func (o Offset) distance() wording.Text {
	if o.Weekday == nil {
		return o.Period.Text()
	}
	if o.Period.IsZero() {
		return wording.Both("calendar.offset.nearest", wording.Args{"Weekday": weekdayText(*o.Weekday)})
	}
	return wording.Both("calendar.offset.weekday", wording.Args{
		"Weekday": weekdayText(*o.Weekday),
		"Period":  o.Period.Text(),
	})
}

// weekdayText is a day of the week as one speaks of a certain one: "fredagen".
func weekdayText(day time.Weekday) wording.Text {
	return wording.Both("calendar.which."+strings.ToLower(day.String()), nil)
}
