// Package privacy finds in what people write what should not go by mail: personal
// identity numbers, and words that a pack names. It does not know where the text
// stands, nor what is done about it.
package privacy

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Six or eight digits and four, perhaps parted, and no digit after.
var looksPersonal = regexp.MustCompile(`^(?:18|19|20)?\d{6}[ \x{a0}]?[-+\x{2010}-\x{2013}\x{2212}]?[ \x{a0}]?\d{4}(?:\D|$)`)

// HoldsNumber says whether text holds a Swedish personal identity number, or a
// coordination number: a date, and a last digit that checks. A number of an
// organization has no date in it.
func HoldsNumber(text string) bool {
	before := 'x'
	for i, r := range text {
		if isDigit(r) && !isDigit(before) && numberAt(text[i:]) {
			return true
		}
		before = r
	}
	return false
}

// numberAt says whether text begins with such a number.
func numberAt(text string) bool {
	found := looksPersonal.FindString(text)
	if found == "" {
		return false
	}
	digits := strings.Map(func(r rune) rune {
		if !isDigit(r) {
			return -1
		}
		return r
	}, found)
	digits = digits[len(digits)-10:]
	return isDay(digits[:6]) && checks(digits)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

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
