package calendar

import (
	"regexp"
	"strings"
	"time"

	"beredd/internal/wording"
)

// ReadRule reads a rule as a pack writes it, or as people say it in Swedish, which is
// what Text answers: "första måndagen efter 15 augusti", "27–30 december", "v. 28–30".
// The rule is by its text as a pack writes it.
func ReadRule(said string) (*Rule, error) {
	rule, err := ParseRule(said)
	if err == nil {
		return rule, nil
	}
	if swedish, wrong := ParseRule(fromSwedish(said)); wrong == nil {
		return swedish, nil
	}
	return nil, err
}

// swedishRule are the words of a rule in Swedish, but for the names of days and months.
var swedishRule = map[string]string{
	"första": "first", "andra": "second", "tredje": "third", "fjärde": "fourth", "sista": "last",
	"arbetsdagen": "workday", "dagen": "day", "månad": "month", "kvartal": "quarter", "halvår": "half-year",
	"i": "of", "och": "and", "utom": "except", "från": "from", "efter": "after", "före": "before",
	"varje": "every", "jämna": "even", "udda": "odd", "veckor": "weeks", "vecka": "week", "veckorna": "week",
	"dag": "day", "dagar": "days", "månader": "months", "arbetsdag": "workday", "arbetsdagar": "workdays",
	"till": "to", "av": "of",
}

// A turnOfRule puts Swedish words in the order and the number that a pack has them in.
type turnOfRule struct {
	found *regexp.Regexp
	said  string
}

const (
	aDayName   = `(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)`
	aMonthName = `(January|February|March|April|May|June|July|August|September|October|November|December)`
)

// turnsOfRule come after one another, first on the words as they are written.
var turnsOfRule = []turnOfRule{
	{regexp.MustCompile(`till och med|t\.?\s?o\.?\s?m\.?\s`), "to "},
	{regexp.MustCompile(`\s*[–—]\s*`), " to "},
	{regexp.MustCompile(`(^|[^\d-])(\d{1,2})\s*-\s*(\d{1,2})($|[^\d-])`), "$1$2 to $3$4"},
	{regexp.MustCompile(`\bv\.?\s*(\d)`), "vecka $1"},
	{regexp.MustCompile(`\bvarannan\b`), "var 2:a"},
}

// turnsOfWords come after the words are English.
var turnsOfWords = []turnOfRule{
	{regexp.MustCompile(`^of `), ""},
	{regexp.MustCompile(`\b(\d{1,2}) to (\d{1,2}) ` + aMonthName), "$1 $3 to $2 $3"},
	{regexp.MustCompile(`^den (\d{1,2}) of`), "${1}th of"},
	{regexp.MustCompile(` of året\b`), ""},
	{regexp.MustCompile(`^` + aDayName + ` every week$`), "every $1"},
	{regexp.MustCompile(`^(.*\b` + aDayName + `) (.*) to ` + aDayName + `$`), "$1 to $4 $3"},
	{regexp.MustCompile(`^(` + aDayName + `(?: \d+ \w+)?|day) (after|before)\b`), "the $1 $3"},
}

// everyOther is "every second Tuesday from": the weekday may stand before or after.
var everyOther = regexp.MustCompile(`^(?:` + aDayName + ` )?var (\S+) (\w+)(?: of week)? from (.*)$`)

// fromSwedish is a rule in Swedish as a pack would write it, or something that is none.
func fromSwedish(said string) string {
	said = strings.ToLower(strings.Join(strings.Fields(said), " "))
	for _, f := range feasts {
		said = strings.ReplaceAll(said, strings.ToLower(wording.Say(wording.Swedish, "calendar.holiday."+f.name, nil)), f.said)
	}
	for _, turn := range turnsOfRule {
		said = turn.found.ReplaceAllString(said, turn.said)
	}
	words := strings.Fields(strings.ReplaceAll(said, ",", " , "))
	for i, word := range words {
		words[i] = inEnglish(word)
	}
	said = strings.ReplaceAll(strings.Join(words, " "), " , ", ", ")
	for _, turn := range turnsOfWords {
		said = turn.found.ReplaceAllString(said, turn.said)
	}
	return inTurns(said)
}

func inEnglish(word string) string {
	if day, ok := weekdaySaid(word); ok {
		return day.String()
	}
	if english, ok := swedishRule[word]; ok {
		return english
	}
	for i, names := range saidMonths {
		if names[0] == word {
			return time.Month(i + 1).String()
		}
	}
	return word
}

// inTurns is "Tuesday var 2:a week from 13 January 2026" as "every second Tuesday from
// 2026-01-13".
func inTurns(said string) string {
	found := everyOther.FindStringSubmatch(said)
	if found == nil {
		return said
	}
	day, often := found[1], found[2]
	if day == "" {
		day = found[3]
	}
	if nth, ok := saidOrdinals[often]; ok {
		often = ordinals[nth-1]
	}
	from, err := ReadDays(found[4], 0)
	if err != nil || len(from.Spans) != 1 {
		return said
	}
	if number := strings.TrimSuffix(often, ":e"); number != often {
		return "every " + number + " weeks from " + from.Spans[0].From.String()
	}
	return "every " + often + " " + day + " from " + from.Spans[0].From.String()
}
