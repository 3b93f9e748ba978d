package workflows_test

import (
	"regexp"
	"slices"
	"strings"
)

// wrongly puts another value in place of one of the year's; of cycle.yaml unless the
// place is the collaboration's.
func wrongly(kind, value string, places ...string) mistake {
	return turned(kind, func(string) string { return value }, places...)
}

// turned makes a value of the year another; "" where it cannot be made of this one. The
// places are keys with dots between.
func turned(kind string, turn func(text string) string, places ...string) mistake {
	return mistake{kind: "of the year " + kind, plant: func(p *planting, s spot) *planted {
		if !cyclic(s.file) && !(collaborative(s.file) && slices.Contains([]string{"closed_days", "quiet_weeks", "office_hours", "holidays"}, s.path[0])) {
			return nil
		}
		if !slices.ContainsFunc(places, func(place string) bool { return s.under(strings.Split(place, ".")...) }) {
			return nil
		}
		text := turn(strings.Trim(p.text(s), `"`))
		if text == "" {
			return nil
		}
		return changed(s, s.value, text)
	}}
}

// ofOneDay plants nothing in a meeting that goes on for several days: it may end earlier
// in the day than it began.
func ofOneDay(m mistake) mistake {
	return mistake{kind: m.kind, plant: func(p *planting, s spot) *planted {
		if len(s.path) > 1 && s.path[0] == "meetings" {
			if rule := p.find(s.file, "meetings", s.path[1], "on"); rule != nil && strings.Contains(p.text(*rule), " to ") {
				return nil
			}
		}
		return m.plant(p, s)
	}}
}

// swapped puts one text for another.
func swapped(from *regexp.Regexp, to string) func(string) string {
	return func(text string) string {
		if turned := from.ReplaceAllString(text, to); turned != text {
			return `"` + turned + `"`
		}
		return ""
	}
}

// said puts a word more first in a mapping that lacks it.
func said(kind, key, value string, places ...string) mistake {
	return mistake{kind: "of the year " + kind, plant: func(p *planting, s spot) *planted {
		text := p.text(s)
		if !cyclic(s.file) || !strings.HasPrefix(text, "{") || !slices.ContainsFunc(places, func(place string) bool { return s.under(strings.Split(place, ".")...) }) {
			return nil
		}
		if p.find(s.file, append(slices.Clone(s.path), key)...) != nil {
			return nil
		}
		return changed(s, span{s.value.from + 1, s.value.from + 1}, key+": "+value+", ")
	}}
}

// hardly is a mistake that need only be warned of.
func hardly(m mistake) mistake {
	m.warns = true
	return m
}

var (
	aWeekday  = regexp.MustCompile(`(Mon|Tues|Wednes|Thurs|Fri)day`)
	aMonth    = regexp.MustCompile(`(January|February|March|April|June|August|September|October|November|December)`)
	anOrdinal = regexp.MustCompile(`^(first|second|third|fourth|last) `)
	aSide     = regexp.MustCompile(` (before|after)$`)
	aUnit     = regexp.MustCompile(`(workdays|days|weeks)`)
	theEnd    = regexp.MustCompile(`^(\d\d:\d\d)-\d\d:\d\d$`)
	aDayOf    = regexp.MustCompile(`^\d+ [A-Z][a-z]+$`)
)

// ofYear are mistakes in a cycle, and in the days that an office is closed.
var ofYear = []mistake{
	turned("a weekday that is none", swapped(aWeekday, "${1}dag"), "meetings.*.on"),
	turned("a month that is none", swapped(aMonth, "${1}i"), "meetings.*.on", "deadlines.*.by.*", "deadlines.*.by"),
	turned("a fifth weekday", swapped(anOrdinal, "fifth "), "meetings.*.on"),
	turned("a weekday without its month", swapped(regexp.MustCompile(` of .*$`), ""), "meetings.*.on"),
	turned("a weekday of no months", swapped(regexp.MustCompile(` of .*$`), " of"), "meetings.*.on"),
	turned("a month twice", swapped(regexp.MustCompile(`of ([A-Z][a-z]+)\b`), "of $1, $1"), "meetings.*.on"),
	turned("an ordinal without its weekday", swapped(aWeekday, ""), "meetings.*.on"),
	hardly(wrongly("a meeting all summer", "1 June to 31 August", "meetings.*.on")),
	wrongly("a pair of days that ends as it begins", "first Friday to Friday of June", "meetings.*.on"),
	wrongly("days from a workday", "first workday to Friday of June", "meetings.*.on"),
	wrongly("a Monday after no day", "first Monday after", "meetings.*.on", "deadlines.*.by"),
	wrongly("a Monday after a day that no year has", "first Monday after 31 June", "meetings.*.on", "deadlines.*.by"),
	wrongly("a Friday after a feast that is none", "the Friday after Assension Day", "meetings.*.on", "deadlines.*.by"),
	wrongly("weeks backwards", "week 30 to 28", "meetings.*.on", "deadlines.*.by"),
	wrongly("a week that there is not", "week 54", "meetings.*.on", "deadlines.*.by"),
	wrongly("a meeting on a date as a rule", "2026-03-02", "meetings.*.on"),
	wrongly("a day that no year has", "30 February", "meetings.*.on", "deadlines.*.by", "deadlines.*.by.*"),
	wrongly("a day that not every year has", "29 February", "meetings.*.on", "deadlines.*.by", "deadlines.*.by.*"),
	wrongly("a week that no year has", "Tuesday of week 54", "meetings.*.on", "deadlines.*.by"),
	wrongly("week nought", "Tuesday of week 0", "meetings.*.on"),
	wrongly("weeks neither even nor odd", "Tuesday of uneven weeks", "meetings.*.on"),
	wrongly("the 31st of every month", "31st of every month", "meetings.*.on", "deadlines.*.by"),
	wrongly("every no weeks", "every 0 weeks from 2026-01-05", "meetings.*.on"),
	wrongly("every other week from no day", "every second Tuesday", "meetings.*.on"),
	wrongly("every other week from another weekday", "every second Tuesday from 2026-01-14", "meetings.*.on"),
	wrongly("quarters from no month", "last workday of every quarter from spring", "meetings.*.on", "deadlines.*.by"),
	wrongly("months counted from one", "last workday of every month from April", "meetings.*.on", "deadlines.*.by"),
	wrongly("months all but one that is none", "last Friday of every month except Juli", "meetings.*.on"),
	wrongly("nothing for a rule", `""`, "meetings.*.on"),
	ofOneDay(turned("a meeting that ends before it begins", swapped(theEnd, "${1}-00:30"), "meetings.*.time")),
	turned("a meeting that ends as it begins", swapped(theEnd, "${1}-${1}"), "meetings.*.time"),
	turned("a meeting that begins at 25", swapped(regexp.MustCompile(`^\d\d`), "25"), "meetings.*.time"),
	turned("hours with a point", swapped(regexp.MustCompile(`:`), "."), "meetings.*.time"),
	wrongly("a meeting on a day that there is not", "2026-02-30", "meetings.*.dates.*", "meetings.*.dates"),
	wrongly("a meeting that ends the day before", "2026-10-23 to 2026-10-22", "meetings.*.dates.*"),
	wrongly("a meeting that lasts to no day", "2026-10-22 to", "meetings.*.dates.*"),
	wrongly("a meeting on a day of no year", "2 March", "meetings.*.dates.*", "meetings.*.dates"),
	{kind: "of the year one day twice", plant: func(p *planting, s spot) *planted {
		if !cyclic(s.file) || !s.under("meetings", "*", "dates") || s.sort != "list" {
			return nil
		}
		day := p.text(*p.find(s.file, append(slices.Clone(s.path), "0")...))
		return changed(s, s.value, "["+day+", "+day+"]")
	}},
	said("an exception that is a weekday", "except", "Friday", "meetings.*"),
	said("an exception that no year has", "except", "2026-02-30", "meetings.*"),
	hardly(said("an exception from nothing", "except", "2026-07-05", "meetings.*")),
	said("no times a year", "times_a_year", "0", "meetings.*"),
	said("often a year", "times_a_year", "often", "meetings.*"),
	said("no rule for what comes late", "late_items", "next year", "meetings.*"),
	said("a standing item of no kind", "standing_items", "[{title: Opening, kind: prayer}]", "meetings.*"),
	said("a standing item without a title", "standing_items", "[{kind: formal}]", "meetings.*"),
	said("a standing item twice", "standing_items", "[{title: Opening}, {title: Opening, last: true}]", "meetings.*"),
	said("a month of another language", "in", "[maj]", "meetings.*"),
	wrongly("what nobody avoids", "holiday", "meetings.*.avoid", "meetings.*.avoid.*"),
	wrongly("a move to nowhere", "next day", "meetings.*.else", "before_each.*.*.else", "after_each.*.*.else", "deadlines.*.else"),
	said("a meeting that somebody is to do", "who", "coordinator", "meetings.*"),
	said("a meeting that reminds", "remind", "2 days before", "meetings.*"),
	said("a meeting by a day", "by", "31 May", "meetings.*"),
	said("a meeting that lasts", "within", "2 days", "meetings.*"),
	said("a deadline that meets", "meeting", "true", "deadlines.*"),
	said("a deadline counted from nothing", "when", "2 days before", "deadlines.*"),
	said("a deadline of no phase", "phase", "autmn", "deadlines.*"),
	said("a deadline every fortnight", "every", "fortnight", "deadlines.*"),
	turned("a meeting of a seat in a body", swapped(regexp.MustCompile(`^([a-z_]+)$`), "$1.chair"), "meetings.*.body"),
	wrongly("a meeting of a person", "[coordinator]", "meetings.*.body"),
	wrongly("a meeting of nobody", "[]", "meetings.*.body"),
	turned("no side of a meeting", swapped(aSide, ""), "before_each.*.*.when", "after_each.*.*.when"),
	turned("the wrong side of a meeting", swapped(regexp.MustCompile(` before$`), " after"), "before_each.*.*.when"),
	turned("the other wrong side of a meeting", swapped(regexp.MustCompile(` after$`), " before"), "after_each.*.*.when"),
	turned("days that are none", swapped(aUnit, "dayes"), "before_each.*.*.when", "after_each.*.*.when", "deadlines.*.remind", "deadlines.*.remind.*"),
	turned("a count in letters", swapped(regexp.MustCompile(`^\d+`), "ten"), "before_each.*.*.when", "after_each.*.*.when"),
	turned("a count of less than nothing", swapped(regexp.MustCompile(`^(\d+)`), "-$1"), "before_each.*.*.when", "after_each.*.*.when", "deadlines.*.remind"),
	wrongly("a day of a weekday that is none", "the Firday 2 weeks before", "before_each.*.*.when"),
	wrongly("a date in place of an offset", "2026-03-02", "before_each.*.*.when", "after_each.*.*.when"),
	wrongly("the time of a duty that no day has", `"24:30"`, "before_each.*.*.time"),
	said("a duty at a time that no day has", "time", `"12:60"`, "before_each.*.*", "after_each.*.*", "deadlines.*"),
	said("a duty on no day", "on", "5 May", "before_each.*.*", "after_each.*.*"),
	said("a duty that moves nowhere", "else", "next month", "before_each.*.*", "after_each.*.*"),
	said("a duty that reminds on no side", "remind", "2 workdays", "before_each.*.*", "deadlines.*"),
	said("a duty that escalates to nobody", "escalate", "{after: 2 days}", "before_each.*.*", "deadlines.*"),
	said("a duty that escalates at no time", "escalate", "{to: coordinator}", "before_each.*.*", "deadlines.*"),
	said("a duty that escalates out of order", "escalate", "[{after: 9 days, to: coordinator}, {after: 2 days, to: coordinator}]", "before_each.*.*", "deadlines.*"),
	said("a duty that escalates to the system", "escalate", "{after: 2 days, to: system}", "before_each.*.*", "deadlines.*"),
	wrongly("a duty of the system", "system", "before_each.*.*.who", "after_each.*.*.who", "deadlines.*.who"),
	wrongly("a duty of whoever opened", "submitter", "before_each.*.*.who", "after_each.*.*.who", "deadlines.*.who"),
	wrongly("a duty of a seat that is none", "coordinator.chairman", "before_each.*.*.who", "deadlines.*.who"),
	wrongly("a duty of a role of the meeting's workflow", "gathered", "before_each.*.*.who", "deadlines.*.who"),
	wrongly("a duty of nobody", "[]", "before_each.*.*.who", "after_each.*.*.who", "deadlines.*.who"),
	wrongly("a duty's name in two words", "stop date", "before_each.*.*.name", "after_each.*.*.name"),
	wrongly("a duty's name in capitals", "Notice", "before_each.*.*.name", "after_each.*.*.name"),
	lacking("whose a duty is", []string{"before_each", "*", "*", "who"}, []string{"after_each", "*", "*", "who"}, []string{"deadlines", "*", "who"}),
	lacking("when a duty is", []string{"before_each", "*", "*", "when"}, []string{"after_each", "*", "*", "when"}),
	lacking("a duty's name", []string{"before_each", "*", "*", "name"}, []string{"after_each", "*", "*", "name"}),
	lacking("the days of a deadline", []string{"deadlines", "*", "by"}, []string{"deadlines", "*", "on"}),
	lacking("the year's name", []string{"cycle"}),
	wrongly("a deadline that ends as it begins", "1 June to 1 June", "deadlines.*.by", "deadlines.*.by.*"),
	wrongly("a deadline that ends in a month that is none", "1 June to 31 Agust", "deadlines.*.by", "deadlines.*.by.*"),
	wrongly("a deadline by a day of one year as a rule", "2026-05-15", "deadlines.*.by", "deadlines.*.by.*"),
	wrongly("a deadline on a day that there is not", "2026-04-31", "deadlines.*.on"),
	wrongly("a deadline whose days end before they begin", "2026-05-31 to 2026-05-01", "deadlines.*.on"),
	wrongly("a deadline on no days", "[]", "deadlines.*.on", "deadlines.*.by"),
	hardly(turned("fewer days than it says", func(text string) string {
		if !aDayOf.MatchString(text) && !strings.HasPrefix(text, "[") {
			return ""
		}
		return "[3 March, 4 March, 5 March, 6 March, 9 March]"
	}, "deadlines.*.by")),
	wrongly("as often as nobody says", "fortnight", "deadlines.*.every"),
	wrongly("a year for a list of meetings", "[board]", "meetings", "deadlines"),
	wrongly("duties of no meeting", "[{name: notice, when: 7 days before, who: coordinator}]", "before_each", "after_each"),
	wrongly("a closed day that no year has", "[2026-02-30]", "closed_days"),
	wrongly("closed by workdays", "[last workday of December]", "closed_days"),
	wrongly("closed backwards", "[2026-12-30 to 2026-12-28]", "closed_days"),
	wrongly("closed in a month that is none", "[27 Dezember to 30 December]", "closed_days"),
	wrongly("closed after a feast that is none", "[the Friday after Assension Day]", "closed_days"),
	wrongly("quiet in a week that no year has", "[28-31, 54]", "quiet_weeks"),
	wrongly("quiet in week nought", "[0]", "quiet_weeks"),
	wrongly("quiet in a month", "[July]", "quiet_weeks"),
	wrongly("an office that closes before it opens", `"16:30-08:00"`, "office_hours"),
	wrongly("an office that opens at no hour", `"8-16"`, "office_hours"),
	{kind: "of the year holidays of no country", plant: func(p *planting, s spot) *planted {
		if !collaborative(s.file) || !s.under("office_hours") || p.find(s.file, "holidays") != nil {
			return nil
		}
		return changed(s, span{s.key.from, s.key.from}, "holidays: norwey\n")
	}},
	{kind: "of the year a beginning on no day", plant: func(p *planting, s spot) *planted {
		return p.above(s, "year_begins: 31 June\n")
	}},
	{kind: "of the year a beginning in a month alone", plant: func(p *planting, s spot) *planted {
		return p.above(s, "year_begins: July\n")
	}},
	{kind: "of the year phases that are not named", plant: func(p *planting, s spot) *planted {
		if !cyclic(s.file) || p.find(s.file, "phases") != nil {
			return nil
		}
		return p.above(s, "phases: [Spring, Autumn]\n")
	}},
	{kind: "of the year a section that there is not", plant: func(p *planting, s spot) *planted {
		return p.above(s, "before_every: {}\n")
	}},
	{kind: "of the year a meeting that there is twice", plant: func(p *planting, s spot) *planted {
		if !cyclic(s.file) || !s.under("meetings", "*") || s.flow {
			return nil
		}
		return changed(s, span{s.key.from, s.key.from}, s.name()+": {body: nobody}\n"+strings.Repeat(" ", s.key.from-1-strings.LastIndex(p.files[s.file][:s.key.from], "\n")))
	}},
	{kind: "of the year duties of a meeting that there is not", plant: func(p *planting, s spot) *planted {
		if !cyclic(s.file) || !s.under("before_each", "*") && !s.under("after_each", "*") {
			return nil
		}
		return changed(s, s.key, p.misspelt(s.name()))
	}},
	{kind: "of the year two duties of one name", plant: func(p *planting, s spot) *planted {
		if !cyclic(s.file) || !s.under("before_each", "*", "1", "name") {
			return nil
		}
		return changed(s, s.value, p.says(s.file, s.path[0], s.path[1], "0", "name"))
	}},
}

// above puts a line before the first of a cycle's, where it says none such.
func (p *planting) above(s spot, line string) *planted {
	key, _, _ := strings.Cut(line, ":")
	if !cyclic(s.file) || !s.under("cycle") || p.find(s.file, key) != nil {
		return nil
	}
	return changed(s, span{s.key.from, s.key.from}, line)
}
