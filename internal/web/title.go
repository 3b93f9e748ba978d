package web

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// titleFault says what is wrong with a title. It stands in the subject of every
// letter, so it may not name a person by number.
func titleFault(title string) *fault.Error {
	n := len([]rune(title))
	switch {
	case strings.TrimSpace(title) == "":
		return said("no_title", "title", nil)
	case n > longestTitle:
		return fault.New(fault.Invalid, "title_too_long", wording.Args{"Count": n, "Most": longestTitle}).On("title")
	case personalNumber(title):
		return said("personal_number", "title", nil)
	}
	return nil
}

// Ten or twelve digits, perhaps parted before the last four.
var looksPersonal = regexp.MustCompile(`(?:^|\D)((?:\d{2})?\d{6}[-+ ]?\d{4})(?:\D|$)`)

// personalNumber says whether text holds a Swedish personal identity number, or
// a coordination number: a date, and a last digit that checks.
func personalNumber(text string) bool {
	for _, found := range looksPersonal.FindAllStringSubmatch(text, -1) {
		digits := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, found[1])
		digits = digits[len(digits)-10:]
		if isDay(digits[:6]) && checks(digits) {
			return true
		}
	}
	return false
}

// isDay says whether six digits are a date. A coordination number adds 60 to
// the day.
func isDay(digits string) bool {
	day, err := strconv.Atoi(digits[4:])
	if err != nil {
		return false
	}
	if day > 60 {
		day -= 60
	}
	_, err = time.Parse("060102", digits[:4]+strconv.Itoa(100 + day)[1:])
	return err == nil
}

// checks says whether the last of ten digits follows from the others.
func checks(digits string) bool {
	sum := 0
	for i, r := range digits {
		n := int(r - '0')
		if i%2 == 0 {
			n *= 2
		}
		sum += n/10 + n%10
	}
	return sum%10 == 0
}
