package calendar

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/wording"
)

// A saidToken is one word of a day that somebody has written.
type saidToken struct {
	kind             saidKind
	day, month, year int
	weekday          time.Weekday
	period           func(year int) Span
	text             string
}

type saidKind int

const (
	saidDate    saidKind = iota // a day with its month, perhaps its year
	saidDay                     // a day alone
	saidMonth                   // a month
	saidYear                    // a year
	saidPeriod                  // a week, a quarter, a season
	saidWeekday                 // a day of the week
	saidJoin                    // and
	saidThrough                 // to
	saidFiller                  // nothing
)

// A saidForm is one way to write something, read where it stands first.
type saidForm struct {
	pattern *regexp.Regexp
	read    func(found []string) (saidToken, bool)
}

// saidOrdinals are how people say which quarter or half.
var saidOrdinals = map[string]int{
	"första": 1, "andra": 2, "tredje": 3, "fjärde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4,
	"1:a": 1, "2:a": 2, "3:e": 3, "4:e": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "1": 1, "2": 2, "3": 3, "4": 4,
}

const ordinal = `(första|andra|tredje|fjärde|first|second|third|fourth|[1-4]:[ae]|1st|2nd|3rd|4th|[1-4])`

// saidTimes are when in the day it is, and are taken out first.
var saidTimes = regexp.MustCompile(`(?:\b(?:kl|at)\b\.?\s*(\d{1,2})(?:[.:](\d{2}))?|\b(\d{1,2}):(\d{2}))(?:\s*[-–—]\s*(\d{1,2})(?:[.:](\d{2}))?)?`)

// saidForms are tried in order.
var saidForms = []saidForm{
	{regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})\b`), func(f []string) (saidToken, bool) {
		return saidToken{kind: saidDate, year: number(f[1]), month: number(f[2]), day: number(f[3])}, true
	}},
	{regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})\.(\d{4})?`), func(f []string) (saidToken, bool) {
		return saidToken{kind: saidDate, year: number(f[3]), month: number(f[2]), day: number(f[1])}, true
	}},
	{regexp.MustCompile(`^(\d{1,2})/(\d{1,2})(?:[/ -](\d{4})|/(\d{2}))?\b`), func(f []string) (saidToken, bool) {
		year := number(f[3])
		if f[4] != "" {
			year = 2000 + number(f[4])
		}
		return saidToken{kind: saidDate, year: year, month: number(f[2]), day: number(f[1])}, true
	}},
	{regexp.MustCompile(`^(\d{4})-(\d{2})\b`), func(f []string) (saidToken, bool) {
		m := number(f[2])
		return saidToken{kind: saidMonth, month: m, year: number(f[1])}, m >= 1 && m <= 12
	}},
	{regexp.MustCompile(`^(?:v\.?|vecka|veckorna|week|w)\s*(\d{1,2})(?:\s*[-–—]\s*(\d{1,2}))?\b`), readWeeks},
	{regexp.MustCompile(`^(?:q|kv\.?|kvartal|quarter)\s*([1-4])\b`), func(f []string) (saidToken, bool) { return parts(4, number(f[1])), true }},
	{regexp.MustCompile(`^` + ordinal + `\s+(?:kvartalet|kvartal|quarter)`), func(f []string) (saidToken, bool) { return parts(4, saidOrdinals[f[1]]), true }},
	{regexp.MustCompile(`^(?:h|halvår)\s*([12])\b`), func(f []string) (saidToken, bool) { return parts(2, number(f[1])), true }},
	{regexp.MustCompile(`^` + ordinal + `\s+(?:halvåret|halvår|half)`), func(f []string) (saidToken, bool) { return parts(2, saidOrdinals[f[1]]), saidOrdinals[f[1]] < 3 }},
	{regexp.MustCompile(`^(början|inledningen|mitten|slutet|beginning|middle|end)\s+(?:av|of)\s+(\pL+)`), readThird},
	{regexp.MustCompile(`^(\d{1,2})(?::[ae]|st|nd|rd|th)?\b`), func(f []string) (saidToken, bool) {
		return saidToken{kind: saidDay, day: number(f[1])}, true
	}},
	{regexp.MustCompile(`^((?:19|20|21)\d{2})\b`), func(f []string) (saidToken, bool) { return saidToken{kind: saidYear, year: number(f[1])}, true }},
	{regexp.MustCompile(`^(?:[-–—]+|till(?: och med)?|tom|t\.?\s?o\.?\s?m\.?|to|until|through)(?:\s|\b|$)`), func([]string) (saidToken, bool) { return saidToken{kind: saidThrough}, true }},
	{regexp.MustCompile(`^(?:[,;/&+]|och\b|samt\b|and\b)`), func([]string) (saidToken, bool) { return saidToken{kind: saidJoin}, true }},
	{regexp.MustCompile(`^(\pL+)\.?`), readSaidWord},
}

// saidTokens are a text's words, and when in the day it is.
func saidTokens(text string) (tokens []saidToken, said Said, refused *Unread) {
	rest := strings.ToLower(strings.Join(strings.Fields(text), " "))
	rest, said = takeTimes(rest)
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimLeft(rest, " ()") {
		t, length := saidAt(rest)
		if length == 0 {
			word, _, _ := strings.Cut(rest, " ")
			return nil, said, unread("word", wording.Args{"Found": word})
		}
		t.text, rest = strings.TrimSpace(rest[:length]), rest[length:]
		if t.kind != saidFiller {
			tokens = append(tokens, t)
		}
	}
	return tokens, said, nil
}

// saidAt reads what stands first, and how long it is; 0 where nothing is read.
func saidAt(rest string) (saidToken, int) {
	for _, form := range saidForms {
		if found := form.pattern.FindStringSubmatch(rest); found != nil {
			if t, ok := form.read(found); ok {
				return t, len(found[0])
			}
		}
	}
	return saidToken{}, 0
}

func takeTimes(text string) (string, Said) {
	var said Said
	found := saidTimes.FindStringSubmatchIndex(text)
	if found == nil {
		return text, said
	}
	group := func(n int) string {
		if found[2*n] < 0 {
			return ""
		}
		return text[found[2*n]:found[2*n+1]]
	}
	clock := func(hour, minute string) string {
		if c, err := ParseClock(fmt.Sprintf("%02d:%02d", number(hour), number(minute))); err == nil && hour != "" {
			return c.String()
		}
		return ""
	}
	said.Start = clock(group(1)+group(3), group(2)+group(4))
	said.End = clock(group(5), group(6))
	if said.Start == "" {
		return text, Said{}
	}
	return text[:found[0]] + " " + text[found[1]:], said
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return 0
	}
	return n
}

// parts is one of the equal parts of a year.
func parts(of, nth int) saidToken {
	n := 12 / of
	return saidToken{kind: saidPeriod, period: func(year int) Span { return months(year, (nth-1)*n+1, n) }}
}

func readWeeks(found []string) (saidToken, bool) {
	first := number(found[1])
	last := first
	if found[2] != "" {
		last = number(found[2])
	}
	return saidToken{kind: saidPeriod, period: func(year int) Span {
		from, there := monday(year, first)
		to, both := monday(year, last)
		if !there || !both {
			return Span{}
		}
		return Span{from, to.AddDays(4)}
	}}, true
}

// monday begins an ISO week, false where the year has no week of that number.
func monday(year, week int) (Date, bool) {
	fourth := Date{Year: year, Month: time.January, Day: 4} // is always in week 1
	day := fourth.AddDays((week-1)*7 - (int(fourth.Weekday())+6)%7)
	y, w := day.ISOWeek()
	return day, y == year && w == week
}

// readThird reads a third of a month: "slutet av mars".
func readThird(found []string) (saidToken, bool) {
	month := monthSaid(found[2])
	if month == 0 {
		return saidToken{}, false
	}
	return saidToken{kind: saidPeriod, period: func(year int) Span {
		whole := months(year, month, 1)
		switch found[1] {
		case "mitten", "middle":
			return Span{whole.From.AddDays(10), whole.From.AddDays(19)}
		case "slutet", "end":
			return Span{whole.From.AddDays(20), whole.To}
		}
		return Span{whole.From, whole.From.AddDays(9)}
	}}, true
}

// readSaidWord reads a month, a day of the week, a season, or a word that says
// nothing of when.
func readSaidWord(found []string) (saidToken, bool) {
	word := found[1]
	if month := monthSaid(word); month != 0 {
		return saidToken{kind: saidMonth, month: month}, true
	}
	if day, ok := weekdaySaid(word); ok {
		return saidToken{kind: saidWeekday, weekday: day}, true
	}
	for first, words := range seasons {
		if slices.Contains(words, word) {
			return saidToken{kind: saidPeriod, period: func(year int) Span { return months(year, first, 3) }}, true
		}
	}
	return saidToken{kind: saidFiller}, slices.Contains(saidFillers, word)
}

// seasons begin in the month that is their key.
var seasons = map[int][]string{
	3: {"våren", "vår", "vårens", "spring"}, 6: {"sommaren", "sommar", "summer"},
	9: {"hösten", "höst", "höstens", "autumn", "fall"}, 12: {"vintern", "vinter", "winter"},
}

var saidFillers = []string{"den", "dagen", "datum", "from", "från", "fr", "senast", "by", "under", "in", "on", "i", "of", "the", "ca", "cirka", "omkring", "preliminärt", "prel", "no", "later", "than", "latest"}

// saidMonths are the months' names, from January, Swedish and English, as long as
// they are told apart.
var saidMonths = [12][]string{
	{"januari", "january"}, {"februari", "february"}, {"mars", "march"}, {"april"}, {"maj", "may"}, {"juni", "june"},
	{"juli", "july"}, {"augusti", "august"}, {"september"}, {"oktober", "october"}, {"november"}, {"december"},
}

// monthSaid is the month that a word names, whole or by three letters or more; 0
// where it names none.
func monthSaid(word string) int {
	for i, names := range saidMonths {
		for _, name := range names {
			if word == name || len(word) >= 3 && strings.HasPrefix(name, word) {
				return i + 1
			}
		}
	}
	return 0
}

// saidWeekdays are the days of the week, from Sunday, Swedish and English.
var saidWeekdays = [7][]string{
	{"söndag", "söndagen", "sön", "sunday", "sun"}, {"måndag", "måndagen", "mån", "monday", "mon"}, {"tisdag", "tisdagen", "tis", "tuesday", "tue"},
	{"onsdag", "onsdagen", "ons", "wednesday", "wed"}, {"torsdag", "torsdagen", "tors", "tor", "thursday", "thu"},
	{"fredag", "fredagen", "fre", "friday", "fri"}, {"lördag", "lördagen", "lör", "saturday", "sat"},
}

func weekdaySaid(word string) (time.Weekday, bool) {
	for i, names := range saidWeekdays {
		if slices.Contains(names, word) {
			return time.Weekday(i), true
		}
	}
	return 0, false
}
