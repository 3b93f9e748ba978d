package calendar

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/wording"
)

// InYearFrom is the rule as it is meant in a year that begins on another day than 1
// January: its quarters and half-years are those of that year, unless the rule says
// itself from when they are counted.
func (r *Rule) InYearFrom(begins YearDay) *Rule {
	m, ok := r.kind.(monthly)
	if !ok || m.of == "month" || m.told {
		return r
	}
	m.begins = begins.unlessJanuary()
	return &Rule{text: r.text, kind: m}
}

// unlessJanuary is the day, or none where years begin so anyhow.
func (d YearDay) unlessJanuary() YearDay {
	if d == (YearDay{Month: time.January, Day: 1}) {
		return YearDay{}
	}
	return d
}

// countedFrom splits "every quarter from 6 April" into the spans and the day from which
// they are counted; "from August" is its first day.
func countedFrom(words []string) (spans []string, from YearDay, err error) {
	at := slices.Index(words, "from")
	if at < 0 {
		return words, from, nil
	}
	said := strings.Join(words[at+1:], " ")
	if month, err := monthNamed(said); err == nil {
		return words[:at], YearDay{Month: month, Day: 1}, nil
	}
	from, err = ParseYearDay(said)
	return words[:at], from, err
}

// earliest is the first year that may have begun before some day of another.
func (m monthly) earliest(year int) int {
	if m.begins.IsZero() {
		return year
	}
	return year - 1
}

// spanned are the first and the last day of a span of the year that begins in begun.
func (m monthly) spanned(begun int, s span) (first, last Date) {
	begins := m.begins
	if begins.IsZero() {
		begins = YearDay{Month: time.January, Day: 1}
	}
	year := begins.In(begun)
	return year.AddMonths(s.skipped), year.AddMonths(s.skipped + s.count).AddDays(-1)
}

// spanOf names the span that a date lies in: "april 2026", "andra kvartalet 2026",
// "andra kvartalet av året från 1 augusti 2026".
func (m monthly) spanOf(date Date) wording.Text {
	for begun := m.earliest(date.Year); m.of != "month" && begun <= date.Year; begun++ {
		for i, s := range m.spans {
			first, last := m.spanned(begun, s)
			if date.Before(first) || date.After(last) {
				continue
			}
			ordinal := wording.Both("calendar.rule."+ordinals[i], nil)
			if m.begins.IsZero() {
				return wording.Both("calendar.span."+m.of, wording.Args{"Ordinal": ordinal, "Year": strconv.Itoa(begun)})
			}
			return wording.Both("calendar.span.begun_"+m.of, wording.Args{
				"Ordinal": ordinal, "Begins": plain(m.begins.In(begun))})
		}
	}
	return each(func(l wording.Language) string { return wording.Month(l, date.Month) + " " + strconv.Itoa(date.Year) })
}
