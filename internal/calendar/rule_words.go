package calendar

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// items splits a list, "a, b and c", into its items, each the words of one.
func items(words []string) []string {
	var found []string
	var item []string
	for _, word := range words {
		if word == "," || word == "and" {
			found = append(found, strings.Join(item, " "))
			item = nil
			continue
		}
		item = append(item, word)
	}
	return append(found, strings.Join(item, " "))
}

// monthNamed finds a month by its English name.
func monthNamed(name string) (time.Month, error) {
	for _, month := range everyMonth() {
		if strings.EqualFold(month.String(), name) {
			return month, nil
		}
	}
	return 0, fmt.Errorf("%q is not a month", name)
}

// yearly reads a date that every year has: "15 May". Its year is 2001.
func yearly(item string) (Date, error) {
	if strings.EqualFold(item, "29 February") {
		return Date{}, errors.New("29 February does not come every year; say \"last day of February\"")
	}
	t, err := time.Parse("2 January 2006", item+" 2001")
	if err != nil {
		return Date{}, fmt.Errorf("%q is not a day and a month", item)
	}
	return DateOf(t), nil
}
