package wording_test

import (
	"testing"
	"time"

	"beredd/internal/wording"
)

func TestDatesReadAsProse(t *testing.T) {
	wednesday := time.Date(2027, 3, 24, 10, 15, 0, 0, time.UTC)
	newYear := time.Date(2027, 1, 1, 7, 5, 0, 0, time.UTC)
	for _, row := range []struct {
		sentence string
		say      func(wording.Language, time.Time) string
		at       time.Time
		sv, en   string
	}{
		{"a day has its weekday and week", wording.Day, wednesday, "onsdag 24 mars 2027 (v. 12)", "Wednesday 24 March 2027 (week 12)"},
		{"a week belongs to the year of its Thursday", wording.Day, newYear, "fredag 1 januari 2027 (v. 53)", "Friday 1 January 2027 (week 53)"},
		{"a plain day has its year", wording.PlainDay, wednesday, "24 mars 2027", "24 March 2027"},
		{"a short day has none", wording.ShortDay, wednesday, "24 mars", "24 March"},
		{"an hour has a dot in Swedish", wording.Hour, wednesday, "10.15", "10:15"},
		{"an hour has two digits", wording.Hour, newYear, "07.05", "07:05"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			if got := row.say(wording.Swedish, row.at); got != row.sv {
				t.Errorf("in Swedish %q, want %q", got, row.sv)
			}
			if got := row.say(wording.English, row.at); got != row.en {
				t.Errorf("in English %q, want %q", got, row.en)
			}
			if got := row.say("fi", row.at); got != row.sv {
				t.Errorf("in a language we don't speak %q, want the Swedish %q", got, row.sv)
			}
		})
	}
}
