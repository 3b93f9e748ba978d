package web

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/fault"
)

// fieldConfirmed lists, in a form, the texts that the writer lets stand though
// they hold what looks like a personal identity number.
const fieldConfirmed = "anda"

// codePersonal is the refusal of such a text, until it is confirmed.
const codePersonal = "web_personal_number_in_text"

// textFault is what is wrong with the texts of a form before anybody weighs what
// they say.
func (s *Server) textFault(r *http.Request, fields []definition.Field, given map[string]any) *fault.Error {
	if title, ok := given["title"]; ok {
		if f := titleFault(fmt.Sprint(title)); f != nil {
			return f
		}
	}
	return s.personalFault(r, fields, given)
}

// personalFault refuses the texts of a form that hold a personal identity number
// and that the writer has not confirmed. It is nil where there are none. A title
// has a rule of its own: there is nothing to confirm.
func (s *Server) personalFault(r *http.Request, fields []definition.Field, given map[string]any) *fault.Error {
	var found []*fault.Error
	for _, field := range fields {
		if field.Type != definition.Text || field.Name == "title" || !personalNumber(fmt.Sprint(orEmpty(given[field.Name]))) {
			continue
		}
		if slices.Contains(r.PostForm[fieldConfirmed], field.Name) {
			s.Log.InfoContext(r.Context(), "a text was confirmed that looks as if it held a personal identity number",
				"request", visitOf(r).id, "field", field.Name)
			continue
		}
		found = append(found, fault.New(fault.Invalid, codePersonal, nil).On(field.Name))
	}
	return fault.Join(found...)
}

// Six or eight digits and four, perhaps parted, and no digit after.
var looksPersonal = regexp.MustCompile(`^(?:18|19|20)?\d{6}[-+\x{2010}-\x{2013}\x{2212} \x{a0}]?\d{4}(?:\D|$)`)

// personalNumber says whether text holds a Swedish personal identity number, or
// a coordination number: a date, and a last digit that checks. A number of an
// organization has no date in it.
func personalNumber(text string) bool {
	before := 'x'
	for i, r := range text {
		if isDigit(r) && !isDigit(before) && personalAt(text[i:]) {
			return true
		}
		before = r
	}
	return false
}

// personalAt says whether text begins with such a number.
func personalAt(text string) bool {
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
