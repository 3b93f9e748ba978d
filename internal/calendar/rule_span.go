package calendar

import (
	"fmt"
	"slices"
	"strings"

	"beredd/internal/wording"
)

// spanned is several days on end of every year. The last is its date.
type spanned struct{ from, to YearDay }

// readSpanned reads DAY MONTH to DAY MONTH.
func readSpanned(words []string) (ruleKind, error) {
	at := slices.Index(words, "to")
	from, err := ParseYearDay(strings.Join(words[:at], " "))
	if err != nil {
		return nil, err
	}
	to, err := ParseYearDay(strings.Join(words[at+1:], " "))
	if err == nil && from == to {
		err = fmt.Errorf("it ends on the day it begins")
	}
	return spanned{from, to}, err
}

func (r spanned) dates(_ *Calendar, year int) []Date { return []Date{r.to.In(year)} }

// sentence is "1 juni–31 augusti: måndag 31 augusti 2026 (v. 36)".
func (r spanned) sentence(last Date) sentence {
	return func(day wording.Text) wording.Text {
		return wording.Both("calendar.rule.spanned", wording.Args{"From": plain(r.begins(last)), "Day": day})
	}
}

// begins is the first day of those that end on last: in the year before where the days
// go over the new year.
func (r spanned) begins(last Date) Date {
	first := r.from.In(last.Year)
	if first.After(last) {
		return r.from.In(last.Year - 1)
	}
	return first
}

// opens is the day alone: it speaks for itself.
func (r spanned) opens(Date) sentence { return itself }

// A lasting rule is of several days on end. What it calls a date is the last of them,
// by which a deadline is due.
type lasting interface {
	begins(last Date) Date
	opens(first Date) sentence // as sentence, of the first day
}

// Begins is the first of the days that a rule means by one that it names: the day
// itself, but where the rule is of several days on end.
func (r *Rule) Begins(named Date) Date {
	if several, ok := r.kind.(lasting); ok {
		return several.begins(named)
	}
	return named
}

// Spans says whether the rule is of several days on end.
func (r *Rule) Spans() bool {
	_, several := r.kind.(lasting)
	return several
}
