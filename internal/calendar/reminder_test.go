package calendar_test

import (
	"testing"

	"beredd/internal/calendar"
)

func TestRemindersGoWhenTheOfficeOpens(t *testing.T) {
	for _, row := range []struct{ sentence, due, offset, want string }{
		{"workdays before", "2026-03-02", "5 workdays before", "2026-02-23 07:30 +0100"},
		{"on the day", "2026-03-02", "on the day", "2026-03-02 07:30 +0100"},
		{"days after", "2026-03-02", "7 days after", "2026-03-09 07:30 +0100"},
		{"on another side of the spring change", "2027-03-29", "7 days before", "2027-03-22 07:30 +0100"},
		{"on another side of the autumn change", "2026-10-26", "4 days before", "2026-10-22 07:30 +0200"},
		{"before, named on a Saturday: on Friday", "2026-02-21", "14 days before", "2026-02-06 07:30 +0100"},
		{"before, named on Good Friday: on Thursday", "2026-04-10", "7 days before", "2026-04-02 07:30 +0200"},
		{"on the day, on Easter Monday: on Maundy Thursday", "2026-04-06", "on the day", "2026-04-02 07:30 +0200"},
		{"after, named on a Saturday: on Monday", "2026-02-06", "1 day after", "2026-02-09 07:30 +0100"},
		{"after, named on Good Friday: on Tuesday", "2026-04-02", "1 day after", "2026-04-07 07:30 +0200"},
		{"in a quiet week: after the quiet weeks", "2026-07-20", "7 days before", "2026-08-03 07:30 +0200"},
		{"on a quiet Sunday: after the quiet weeks", "2026-08-02", "on the day", "2026-08-03 07:30 +0200"},
		{"after a deadline in a quiet week", "2026-07-01", "7 days after", "2026-08-03 07:30 +0200"},
		{"on the last day before the quiet weeks", "2026-07-03", "on the day", "2026-07-03 07:30 +0200"},
		{"the Friday two weeks before a Tuesday meeting", "2026-04-07", "the Friday 2 weeks before", "2026-03-27 07:30 +0100"},
		{"hours before the day's end are exact", "2026-03-02", "2 hours before", "2026-03-02 22:00 +0100"},
		{"hours after it are exact, on closed days too", "2026-03-06", "10 hours after", "2026-03-07 10:00 +0100"},
	} {
		m := kalmar.On(day(row.due), "", "")
		if got := shown(kalmar.Remind(m, offset(row.offset))); got != row.want {
			t.Errorf("%s: %s, want %s", row.sentence, got, row.want)
		}
	}
}

func TestHoursAreCountedFromTheTimeOfDay(t *testing.T) {
	noon := kalmar.On(day("2026-10-25"), "12:00", "")
	if got := shown(kalmar.Remind(noon, offset("12 hours before"))); got != "2026-10-25 01:00 +0200" {
		t.Errorf("twelve hours before noon as the clocks go back is %s", got)
	}
}

func TestOthersAreToldWhenItIsLate(t *testing.T) {
	for _, row := range []struct{ sentence, due, period, want string }{
		{"workdays after", "2026-03-02", "3 workdays", "2026-03-05 07:30 +0100"},
		{"days after, on a Saturday: on Monday", "2026-03-02", "5 days", "2026-03-09 07:30 +0100"},
		{"over Easter", "2026-04-02", "1 workday", "2026-04-07 07:30 +0200"},
		{"in a quiet week: after the quiet weeks", "2026-07-01", "14 days", "2026-08-03 07:30 +0200"},
		{"hours are exact", "2026-03-02", "8 hours", "2026-03-03 08:00 +0100"},
	} {
		m := kalmar.On(day(row.due), "", "")
		if got := shown(kalmar.After(m, period(row.period))); got != row.want {
			t.Errorf("%s: %s, want %s", row.sentence, got, row.want)
		}
	}
}

func TestACalendarThatIsAlwaysQuietHoldsNothing(t *testing.T) {
	c := calendar.New(calendar.Config{Quiet: []calendar.Weeks{{First: 1, Last: 53}}})
	if got := shown(c.Remind(c.On(day("2026-03-02"), "", ""), offset("on the day"))); got != "2026-03-02 07:30 +0100" {
		t.Errorf("its reminder goes at %s", got)
	}
}

func TestAnOffsetNamesADate(t *testing.T) {
	for _, row := range []struct{ sentence, from, offset, want, sv, en string }{
		{"workdays before a meeting", "2026-03-06", "15 workdays before", "2026-02-13",
			"15 arbetsdagar före 6 mars 2026: fredag 13 februari 2026 (v. 7); ingen stängd dag emellan",
			"15 workdays before 6 March 2026: Friday 13 February 2026 (week 7); no closed day between"},
		{"workdays back over Easter", "2026-04-09", "4 workdays before", "2026-04-01",
			"4 arbetsdagar före 9 april 2026: onsdag 1 april 2026 (v. 14); däremellan är stängt: långfredagen 3 april, annandag påsk 6 april",
			"4 workdays before 9 April 2026: Wednesday 1 April 2026 (week 14); closed between: Good Friday 3 April, Easter Monday 6 April"},
		{"a weekday of an earlier week", "2026-03-06", "the Friday 2 weeks before", "2026-02-20",
			"fredagen 2 veckor före 6 mars 2026: fredag 20 februari 2026 (v. 8)",
			"the Friday 2 weeks before 6 March 2026: Friday 20 February 2026 (week 8)"},
		{"of the week before a Monday", "2026-03-09", "the Friday 1 week before", "2026-03-06",
			"fredagen 1 vecka före 9 mars 2026: fredag 6 mars 2026 (v. 10)",
			"the Friday 1 week before 9 March 2026: Friday 6 March 2026 (week 10)"},
		{"the Friday before a Tuesday", "2026-04-07", "the Friday before", "2026-04-03",
			"fredagen före 7 april 2026: fredag 3 april 2026 (v. 14), då det är stängt (långfredagen)",
			"the Friday before 7 April 2026: Friday 3 April 2026 (week 14), which is closed (Good Friday)"},
		{"the Friday before a Friday is a week off", "2026-03-06", "the Friday before", "2026-02-27",
			"fredagen före 6 mars 2026: fredag 27 februari 2026 (v. 9)", "the Friday before 6 March 2026: Friday 27 February 2026 (week 9)"},
		{"the Monday after a Sunday is the next day", "2026-03-08", "the Monday after", "2026-03-09",
			"måndagen efter 8 mars 2026: måndag 9 mars 2026 (v. 11)", "the Monday after 8 March 2026: Monday 9 March 2026 (week 11)"},
		{"a Sunday ends its week", "2026-03-09", "the Sunday 1 week after", "2026-03-22",
			"söndagen 1 vecka efter 9 mars 2026: söndag 22 mars 2026 (v. 12), då det är stängt (söndag)",
			"the Sunday 1 week after 9 March 2026: Sunday 22 March 2026 (week 12), which is closed (Sunday)"},
		{"a closed day is not moved, but told", "2026-04-10", "7 days before", "2026-04-03",
			"7 dagar före 10 april 2026: fredag 3 april 2026 (v. 14), då det är stängt (långfredagen)",
			"7 days before 10 April 2026: Friday 3 April 2026 (week 14), which is closed (Good Friday)"},
		{"the day itself", "2026-03-06", "on the day", "2026-03-06",
			"samma dag: fredag 6 mars 2026 (v. 10)", "on the day: Friday 6 March 2026 (week 10)"},
		{"hours leave the date", "2026-03-06", "2 hours before", "2026-03-06",
			"2 timmar före 6 mars 2026: fredag 6 mars 2026 (v. 10)", "2 hours before 6 March 2026: Friday 6 March 2026 (week 10)"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			found, text := kalmar.Counting(day(row.from), offset(row.offset))
			if found != day(row.want) {
				t.Errorf("it is %s, want %s", found, row.want)
			}
			says(t, text, row.sv, row.en)
		})
	}
}
