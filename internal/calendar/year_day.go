package calendar

import (
	"fmt"
	"strconv"
	"time"

	"beredd/internal/wording"
)

// A YearDay is a day that every year has: 15 June. The zero YearDay is none.
type YearDay struct {
	Month time.Month
	Day   int
	Feast string // of one that moves: the feast that it is, or is counted from
	From  Offset // and how far from it
	Said  string // and how a pack writes that
}

// ParseYearDay reads "15 June". 29 February does not come every year.
func ParseYearDay(s string) (YearDay, error) {
	date, err := yearly(s)
	if err != nil {
		return YearDay{}, err
	}
	return YearDay{Month: date.Month, Day: date.Day}, nil
}

// IsZero says whether there is no day.
func (d YearDay) IsZero() bool { return d == YearDay{} }

// String is the day as a pack writes it.
func (d YearDay) String() string {
	if d.Moves() {
		return d.Said
	}
	return fmt.Sprintf("%d %s", d.Day, d.Month)
}

// Text is the day as people say it.
func (d YearDay) Text() wording.Text {
	if d.Moves() {
		return d.movedText()
	}
	t := wording.Text{}
	for _, l := range wording.Languages() {
		t[l] = fmt.Sprintf("%d %s", d.Day, wording.Month(l, d.Month))
	}
	return t
}

// In is the day of one year.
func (d YearDay) In(year int) Date {
	if d.Moves() {
		return d.moved(year)
	}
	return Date{year, d.Month, d.Day}
}

// YearName is a year from its first day to its last as people say it: "2026", or
// "2026/27" of one that goes over the new year.
func YearName(first, last Date) string {
	if first.Year == last.Year {
		return strconv.Itoa(first.Year)
	}
	return fmt.Sprintf("%d/%02d", first.Year, last.Year%100)
}

// Next is the day after it, in a year without 29 February; of a day that moves none.
func (d YearDay) Next() YearDay {
	if d.Moves() {
		return YearDay{}
	}
	next := d.In(2001).AddDays(1)
	return YearDay{Month: next.Month, Day: next.Day}
}
