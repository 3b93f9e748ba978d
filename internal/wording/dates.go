package wording

import (
	"strconv"
	"time"
)

// These functions write dates as prose. Each takes the fields that t shows and
// converts nothing, so t must already be in the zone that its reader lives by.

// Day is a date in full: "onsdag 24 mars 2027 (v. 12)". The number is the ISO
// week's, which is the one that Swedish offices plan by.
func Day(l Language, t time.Time) string {
	_, week := t.ISOWeek()
	label := map[Language]string{Swedish: " (v. ", English: " (week "}[spoken(l)]
	return Weekday(l, t.Weekday()) + " " + PlainDay(l, t) + label + strconv.Itoa(week) + ")"
}

// PlainDay is a date with its year: "24 mars 2027".
func PlainDay(l Language, t time.Time) string {
	return ShortDay(l, t) + " " + strconv.Itoa(t.Year())
}

// ShortDay is a date whose year is plain from where it stands: "24 mars".
func ShortDay(l Language, t time.Time) string {
	return strconv.Itoa(t.Day()) + " " + Month(l, t.Month())
}

// Hour is a time of day, to the minute: "10.15", in English "10:15".
func Hour(l Language, t time.Time) string {
	return t.Format(map[Language]string{Swedish: "15.04", English: "15:04"}[spoken(l)])
}

// Weekday names a day of the week as it stands inside a sentence: "onsdag".
func Weekday(l Language, day time.Weekday) string { return weekdays[spoken(l)][day] }

// Month names a month as it stands inside a sentence: "mars".
func Month(l Language, month time.Month) string { return months[spoken(l)][month-1] }

// spoken is l, or the default language where the catalogue doesn't speak l.
func spoken(l Language) Language {
	if Known(l) {
		return l
	}
	return Swedish
}

// weekdays begins with Sunday, as time.Weekday does.
var weekdays = map[Language][7]string{
	Swedish: {"söndag", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag"},
	English: {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"},
}

var months = map[Language][12]string{
	Swedish: {"januari", "februari", "mars", "april", "maj", "juni",
		"juli", "augusti", "september", "oktober", "november", "december"},
	English: {"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"},
}
