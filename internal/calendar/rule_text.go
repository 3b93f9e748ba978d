package calendar

import (
	"strconv"

	"beredd/internal/wording"
)

// Text is the rule as people say it, without the days of any year: "första fredagen i
// februari och april", "15 maj och 15 november", "tisdagen i vecka 7 och 23".
func (r *Rule) Text() wording.Text { return r.kind.text() }

func (days fixed) text() wording.Text {
	return enumerated(days, func(d YearDay, l wording.Language) string { return d.Text().In(l) })
}

func (r spanned) text() wording.Text {
	return wording.Both("calendar.rule.spanned", wording.Args{"From": r.from.Text(), "Day": r.to.Text()})
}

func (m monthly) text() wording.Text {
	args := wording.Args{"Number": m.number, "Which": m.which(), "Spans": m.spansText()}
	if m.number > 0 {
		return wording.Both("calendar.rule.said.numbered", args)
	}
	args["Ordinal"] = wording.Both("calendar.rule."+m.ordinal, nil)
	return wording.Both("calendar.rule.said.occurrence", args)
}

// spansText are the months, or that it is every month, quarter or half-year.
func (m monthly) spansText() wording.Text {
	switch {
	case m.told:
		return wording.Both("calendar.rule.said.begun_"+m.of, wording.Args{"Begins": m.begins.Text()})
	case m.of != "month" || len(m.spans) == len(everyMonth()):
		return wording.Both("calendar.rule.said."+m.of, nil)
	}
	return enumerated(m.spans, func(s span, l wording.Language) string { return wording.Month(l, everyMonth()[s.skipped]) })
}

func (r inWeeks) text() wording.Text {
	weeks := enumerated(r.weeks, func(week int, _ wording.Language) string { return strconv.Itoa(week) })
	if len(r.weeks) > lastWeek/3 {
		weeks = wording.Both("calendar.rule.said.odd", nil)
		if r.weeks[0]%2 == 0 {
			weeks = wording.Both("calendar.rule.said.even", nil)
		}
		return wording.Both("calendar.rule.said.weeks", wording.Args{"Which": weekdayText(r.weekday), "Weeks": weeks})
	}
	return wording.Both("calendar.rule.said.in_weeks", wording.Args{"Which": weekdayText(r.weekday), "Weeks": weeks})
}

func (r weekly) text() wording.Text {
	said := wording.Both("calendar.rule.said.every", wording.Args{"Count": r.interval, "Weekday": each(func(l wording.Language) string { return wording.Weekday(l, r.weekday) })})
	if r.from.IsZero() {
		return said
	}
	return wording.Both("calendar.rule.said.from", wording.Args{"Said": said, "From": plain(r.from)})
}

// enumerated is several things in one sentence.
func enumerated[T any](all []T, say func(T, wording.Language) string) wording.Text {
	return each(func(l wording.Language) string {
		var words []string
		for _, one := range all {
			words = append(words, say(one, l))
		}
		return wording.List(l, words)
	})
}
