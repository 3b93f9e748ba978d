package definition

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/wording"
)

// A value that cannot be read is mostly one of the language's sayings with a slip in it:
// a Swedish word, a letter wrong, a space too many, a sign from a word processor. What is
// put right so is suggested only where it can then be read.

// sayings are the words that times, days and numbers of them are said with.
var sayings = []string{
	"minutes", "hours", "days", "workdays", "weeks", "months", "years", "minute", "hour", "day", "workday", "week", "month", "year", "quarter",
	"before", "after", "on", "the", "of", "every", "except", "from", "to", "and", "next", "previous", "same", "closed", "even", "odd", "until", "meeting",
	"first", "second", "third", "fourth", "fifth", "last",
	"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
	"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
}

// readable are the sayings that a slip can be put right of, with what reads them.
var readable = map[string]func(string) bool{
	"bool":     func(s string) bool { return s == "true" || s == "false" },
	"number":   func(s string) bool { _, err := strconv.Atoi(s); return err == nil },
	"amount":   func(s string) bool { _, err := strconv.ParseFloat(s, 64); return err == nil },
	"weight":   func(s string) bool { _, err := strconv.ParseFloat(s, 64); return err == nil },
	"date":     func(s string) bool { _, err := calendar.ParseDate(s); return err == nil },
	"year_day": func(s string) bool { _, err := calendar.ParseYearDay(s); return err == nil },
	"rule":     func(s string) bool { _, err := calendar.ParseRule(s); return err == nil },
	"period":   func(s string) bool { _, err := calendar.ParsePeriod(s); return err == nil || s == "forever" },
	"offset":   func(s string) bool { _, err := calendar.ParseOffset(s); return err == nil },
	"clock":    func(s string) bool { _, err := calendar.ParseClock(s); return err == nil },
	"hours":    func(s string) bool { return hoursLike.MatchString(s) },
	"instant":  func(s string) bool { _, err := calendar.ParseDate(s); return err == nil },
	"edge": func(s string) bool {
		_, err := calendar.ParseYearDay(s)
		_, moves := calendar.ParseMovable(s)
		return err == nil || moves == nil
	},
	"complete":   func(s string) bool { return s == "all" || fraction.MatchString(s) },
	"fraction":   fraction.MatchString,
	"weeks":      weekRange.MatchString,
	"wait":       func(s string) bool { _, err := calendar.ParsePeriod(s); return err == nil || s == "next" },
	"offset_of":  func(string) bool { return false },
	"key":        plainKey.MatchString,
	"dashed_key": dashedKey.MatchString,
}

var (
	hoursLike = regexp.MustCompile(`^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$`)
	oneHour   = regexp.MustCompile(`^\s*(\d{1,2})(?:[.:](\d\d))?\s*$`)
	percent   = regexp.MustCompile(`^(\d{1,3}) ?%$`)
	glued     = regexp.MustCompile(`^(\d+)([A-Za-zåäö]+)$`)
	dayFirst  = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/. -](\d{4})$`)
	tight     = regexp.MustCompile(`^(\d{4})(\d\d)(\d\d)$`)
	yearFirst = regexp.MustCompile(`^(\d{4})[./-](\d{1,2})[./-](\d{1,2})$`)
	inWords   = regexp.MustCompile(`^(\d{1,2}) (\S+) (\d{4})$`)
	aDay      = regexp.MustCompile(`(?:(\d{4})-(\d\d)-(\d\d))|\b(\d{1,2}) ([A-Z][a-z]+)\b`)
)

// meant is what was probably meant by a text that cannot be read, or "".
func meant(text, want string) string {
	reads := readable[want]
	if reads == nil || text == "" {
		return ""
	}
	ways := []string{guess.Translated(text), figures(text), inOrder(text), clocks(text), said(text), text + " before", text + " days", guess.Nearest(text, []string{"all", "true", "false", "forever", "next"})}
	if strings.HasSuffix(want, "key") {
		ways = []string{asKey(text)}
	}
	for _, way := range ways {
		if way != "" && way != text && reads(way) {
			return way
		}
	}
	return ""
}

// figures puts a share or a number in figures as the language has them.
func figures(text string) string {
	if found := percent.FindStringSubmatch(text); found != nil {
		return found[1] + "/100"
	}
	return strings.Replace(text, ",", ".", 1)
}

// inOrder is a date with its parts in order, or a number without its sign of percent.
func inOrder(text string) string {
	if found := percent.FindStringSubmatch(text); found != nil {
		return found[1]
	}
	for _, form := range []struct {
		looks            *regexp.Regexp
		year, month, day int
	}{{dayFirst, 3, 2, 1}, {tight, 1, 2, 3}, {yearFirst, 1, 2, 3}, {yearFirst, 1, 3, 2}, {inWords, 3, 2, 1}} {
		found := form.looks.FindStringSubmatch(text)
		if found == nil {
			continue
		}
		month := slices.Index(grammar.Months, english(found[form.month])) + 1
		if month == 0 {
			month = atoi(found[form.month])
		}
		date := fmt.Sprintf("%s-%02d-%02d", found[form.year], month, atoi(found[form.day]))
		if _, err := calendar.ParseDate(date); err == nil {
			return date
		}
	}
	return ""
}

// clocks is a time of day, or two, as the language writes them.
func clocks(text string) string {
	parts := strings.Split(strings.NewReplacer("–", "-", "kl.", "", "kl", "").Replace(text), "-")
	for i, part := range parts {
		found := oneHour.FindStringSubmatch(part)
		if found == nil {
			return ""
		}
		parts[i] = fmt.Sprintf("%02d:%02d", atoi(found[1]), atoi(found[2]))
	}
	return strings.Join(parts, "-")
}

// asKey is a name of the letters that names have.
func asKey(text string) string {
	plain := strings.NewReplacer("å", "a", "ä", "a", "ö", "o", "é", "e", "ü", "u", " ", "_", "-", "_").Replace(strings.ToLower(text))
	return strings.Trim(plain, "_")
}

// said is a saying with each of its words in English, and as it is spelt.
func said(text string) string {
	text = strings.NewReplacer("–", "-", ",", " , ", "work days", "workdays", "work day", "workday", "working days", "workdays", "business days", "workdays", "banking days", "workdays", "school days", "workdays", "bankdagar", "workdays", "skoldagar", "workdays").Replace(text)
	var words []string
	for _, word := range strings.Fields(text) {
		if parts := glued.FindStringSubmatch(word); parts != nil && !strings.HasSuffix(word, "th") {
			words = append(words, parts[1], english(parts[2]))
			continue
		}
		words = append(words, english(word))
	}
	return strings.ReplaceAll(strings.Join(words, " "), " ,", ",")
}

// english is a word of the sayings: itself, its translation, or the one that is near.
func english(word string) string {
	lower := strings.ToLower(word)
	for _, known := range sayings {
		if strings.ToLower(known) == lower {
			return known
		}
	}
	if to := guess.Translated(word); to != "" {
		return to
	}
	if word == "" || word[0] >= '0' && word[0] <= '9' || len(word) < 3 {
		return word
	}
	if near := guess.Nearest(word, sayings); near != "" {
		return near
	}
	return word
}

// noSuchDay says of a day in a text that no month has it: which month, and how many
// days it has.
func noSuchDay(text string) (wording.Args, bool) {
	found := aDay.FindStringSubmatch(text)
	if found == nil {
		return nil, false
	}
	year, month, day := 2024, slices.Index(grammar.Months, found[5])+1, atoi(found[4])
	if found[1] != "" {
		year, month, day = atoi(found[1]), atoi(found[2]), atoi(found[3])
	}
	if month < 1 || month > 12 {
		return wording.Args{"Found": text, "Months": 12}, found[1] != ""
	}
	days := calendar.Date{Year: year, Month: 1, Day: 1}.AddMonths(month).AddDays(-1).Day
	if day >= 1 && day <= days {
		return nil, false
	}
	name := wording.Text{}
	for _, l := range wording.Languages() {
		name[l] = wording.Month(l, calendar.Date{Year: year, Month: 1, Day: 1}.AddMonths(month-1).Month)
	}
	return wording.Args{"Found": text, "Month": name, "Days": days, "Months": 0}, true
}
