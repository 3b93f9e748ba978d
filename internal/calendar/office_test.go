package calendar_test

import (
	"testing"
	"time"

	"beredd/internal/calendar"
)

// Letters that can wait, and digests at eight, by a calendar on the wall: Sweden's
// offices from 07:30 to 16:30, quiet in weeks 28 to 31.
func TestLettersThatCanWaitGoInOfficeHours(t *testing.T) {
	days := calendar.New(calendar.Config{Zone: stockholm, Holidays: "sweden", Open: calendar.Clock{Hour: 7, Minute: 30}, Shut: calendar.Clock{Hour: 16, Minute: 30},
		Quiet: []calendar.Weeks{{First: 28, Last: 31}}})
	eight := calendar.Clock{Hour: 8}
	for _, row := range []struct{ at, office, daily, weekly string }{
		{"2026-02-03 10:00", "2026-02-03 10:00", "2026-02-04 08:00", "2026-02-09 08:00"}, // a Tuesday
		{"2026-02-02 07:59", "2026-02-02 07:59", "2026-02-02 08:00", "2026-02-02 08:00"}, // a Monday, just before
		{"2026-02-02 08:00", "2026-02-02 08:00", "2026-02-03 08:00", "2026-02-09 08:00"}, // and then: none twice
		{"2026-02-02 05:00", "2026-02-02 07:30", "2026-02-02 08:00", "2026-02-02 08:00"},
		{"2026-02-06 16:30", "2026-02-09 07:30", "2026-02-09 08:00", "2026-02-09 08:00"}, // Friday, as it shuts
		{"2026-04-02 17:00", "2026-04-07 07:30", "2026-04-07 08:00", "2026-04-07 08:00"}, // over Easter: Monday is closed
		{"2026-04-06 09:00", "2026-04-07 07:30", "2026-04-07 08:00", "2026-04-07 08:00"}, // Easter Monday itself
		{"2026-03-29 01:59", "2026-03-30 07:30", "2026-03-30 08:00", "2026-03-30 08:00"}, // the night that lacks an hour
		{"2026-10-25 02:30", "2026-10-26 07:30", "2026-10-26 08:00", "2026-10-26 08:00"}, // and the one that has it twice
		{"2026-12-30 17:00", "2027-01-04 07:30", "2027-01-04 08:00", "2027-01-04 08:00"}, // New Year's Eve is closed, and the weekend follows
		{"2026-07-03 18:00", "2026-08-03 07:30", "2026-08-03 08:00", "2026-08-03 08:00"}, // into the quiet weeks
		{"2026-07-15 10:00", "2026-08-03 07:30", "2026-08-03 08:00", "2026-08-03 08:00"}, // and in them
	} {
		at, err := time.ParseInLocation("2006-01-02 15:04", row.at, stockholm)
		if err != nil {
			t.Fatal(err)
		}
		for _, one := range []struct {
			what, want string
			got        time.Time
		}{
			{"waits for the office", row.office, days.InOffice(at)},
			{"goes daily", row.daily, days.DailyAfter(at, eight)},
			{"goes weekly", row.weekly, days.WeeklyAfter(at, eight)},
		} {
			if got := one.got.In(stockholm).Format("2006-01-02 15:04"); got != one.want {
				t.Errorf("what is written at %s and %s goes at %s, want %s", row.at, one.what, got, one.want)
			}
		}
	}
}
