package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"beredd/internal/wording"
)

// wholeWeeks are the days from Monday to Friday of some weeks of every year, those of
// ISO 8601. The last Friday is their date.
type wholeWeeks []Weeks

// readWholeWeeks reads week N, N to N, N-N. A week that not every year has ends nothing.
func readWholeWeeks(words []string) (ruleKind, error) {
	var all wholeWeeks
	for _, item := range items(words[1:]) {
		first, last, several := strings.Cut(strings.ReplaceAll(item, "-", " to "), " to ")
		if !several {
			last = first
		}
		var w Weeks
		var err error
		if w.First, err = weekNumber(first); err == nil {
			w.Last, err = weekNumber(last)
		}
		if err != nil {
			return nil, err
		}
		if w.Last < w.First && lastWeek-w.First+w.Last > lastWeek/2 {
			return nil, fmt.Errorf("%q goes backwards", item)
		}
		all = append(all, w)
	}
	return all, nil
}

func weekNumber(text string) (int, error) {
	week, err := strconv.Atoi(strings.TrimSpace(text))
	if err != nil || week < 1 || week > lastWeek {
		return 0, fmt.Errorf("%q is not the number of a week, 1 to %d", strings.TrimSpace(text), lastWeek)
	}
	return week, nil
}

func (r wholeWeeks) dates(_ *Calendar, year int) []Date {
	var dates []Date
	for _, w := range r {
		if days, ok := w.days(year); ok {
			dates = append(dates, days.To)
		}
	}
	return dates
}

// days are a range's from its first Monday to its last Friday; false in a year that has
// not those weeks.
func (ws Weeks) days(year int) (Span, bool) {
	ends := year
	if ws.Last < ws.First {
		ends++
	}
	from, begun := monday(year, ws.First)
	to, ended := monday(ends, ws.Last)
	return Span{from, to.AddDays(int(time.Friday - time.Monday))}, begun && ended
}

// begins is the Monday of the range that ends on last.
func (r wholeWeeks) begins(last Date) Date {
	for year := last.Year - 1; year <= last.Year; year++ {
		for _, w := range r {
			if days, ok := w.days(year); ok && days.To == last {
				return days.From
			}
		}
	}
	return last
}

// sentence is "vecka 28–30: 6 juli 2026 till och med fredag 24 juli 2026 (v. 30)".
func (r wholeWeeks) sentence(last Date) sentence {
	return func(day wording.Text) wording.Text {
		return wording.Both("calendar.rule.beside", wording.Args{
			"Said": r.text(), "Day": wording.Both("calendar.rule.spanned", wording.Args{"From": plain(r.begins(last)), "Day": day})})
	}
}

// opens is "vecka 34: måndag 17 augusti 2026 (v. 34)".
func (r wholeWeeks) opens(Date) sentence {
	return func(day wording.Text) wording.Text {
		return wording.Both("calendar.rule.beside", wording.Args{"Said": r.text(), "Day": day})
	}
}

func (r wholeWeeks) text() wording.Text {
	weeks := enumerated(r, func(w Weeks, _ wording.Language) string {
		if w.First == w.Last {
			return strconv.Itoa(w.First)
		}
		return strconv.Itoa(w.First) + "–" + strconv.Itoa(w.Last)
	})
	return wording.Both("calendar.rule.said.whole_weeks", wording.Args{"Weeks": weeks})
}
