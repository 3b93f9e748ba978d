package calendar_test

import (
	"testing"

	"beredd/internal/calendar"
)

func TestPeriodsAreRead(t *testing.T) {
	for _, row := range []struct {
		text   string
		want   calendar.Period
		back   string
		sv, en string
	}{
		{"20 workdays", calendar.Period{Count: 20, Unit: calendar.Workdays}, "20 workdays", "20 arbetsdagar", "20 workdays"},
		{"1 workday", calendar.Period{Count: 1, Unit: calendar.Workdays}, "1 workday", "1 arbetsdag", "1 workday"},
		{"1 day", calendar.Period{Count: 1, Unit: calendar.Days}, "1 day", "1 dag", "1 day"},
		{"30 days", calendar.Period{Count: 30, Unit: calendar.Days}, "30 days", "30 dagar", "30 days"},
		{"2 weeks", calendar.Period{Count: 2, Unit: calendar.WholeWeeks}, "2 weeks", "2 veckor", "2 weeks"},
		{"6 months", calendar.Period{Count: 6, Unit: calendar.Months}, "6 months", "6 månader", "6 months"},
		{"1 year", calendar.Period{Count: 1, Unit: calendar.Years}, "1 year", "1 år", "1 year"},
		{"48 hours", calendar.Period{Count: 48, Unit: calendar.Hours}, "48 hours", "48 timmar", "48 hours"},
		{"1 minute", calendar.Period{Count: 1, Unit: calendar.Minutes}, "1 minute", "1 minut", "1 minute"},
		{"  5   days ", calendar.Period{Count: 5, Unit: calendar.Days}, "5 days", "5 dagar", "5 days"},
	} {
		t.Run(row.text, func(t *testing.T) {
			got, err := calendar.ParsePeriod(row.text)
			if err != nil || got != row.want || got.String() != row.back || got.IsZero() {
				t.Errorf("read %#v as %s, %v", got, got, err)
			}
			says(t, got.Text(), row.sv, row.en)
		})
	}
}

func TestWhatIsNoPeriodIsRefused(t *testing.T) {
	for _, text := range []string{"", "20", "workdays", "20 arbetsdagar", "0 days", "-3 days", "2.5 days",
		"20workdays", "twenty days", "20 workdays before", "999999999 workdays", "99999999999999999999 days", "20\ndayses"} {
		p, err := calendar.ParsePeriod(text)
		if err == nil {
			t.Errorf("%q was read as %s", text, p)
			continue
		}
		tellsWhat(t, err, firstWord(text), "20 workdays")
	}
}

func TestOffsetsAreRead(t *testing.T) {
	for _, row := range []struct{ text, sv, en string }{
		{"5 workdays before", "5 arbetsdagar före", "5 workdays before"},
		{"1 workday before", "1 arbetsdag före", "1 workday before"},
		{"on the day", "samma dag", "on the day"},
		{"14 days after", "14 dagar efter", "14 days after"},
		{"2 hours before", "2 timmar före", "2 hours before"},
		{"the Friday 2 weeks before", "fredagen 2 veckor före", "the Friday 2 weeks before"},
		{"the Friday before", "fredagen före", "the Friday before"},
		{"the Monday 1 week after", "måndagen 1 vecka efter", "the Monday 1 week after"},
	} {
		t.Run(row.text, func(t *testing.T) {
			o, err := calendar.ParseOffset(row.text)
			if err != nil || o.String() != row.text {
				t.Fatalf("read as %q, %v", o, err)
			}
			says(t, o.Text(), row.sv, row.en)
		})
	}
}

func TestWhatIsNoOffsetIsRefused(t *testing.T) {
	for _, text := range []string{"", "before", "5 workdays", "5 workdays earlier", "5 workdays on", "the day",
		"on the Friday", "the Friday 2 days before", "the Fredag 2 weeks before", "Friday 2 weeks before", "the Friday on", "the before"} {
		o, err := calendar.ParseOffset(text)
		if err == nil {
			t.Errorf("%q was read as %s", text, o)
			continue
		}
		tellsWhat(t, err, text, "the Friday 2 weeks before")
	}
}

func TestNothingSaysNothing(t *testing.T) {
	if s := (calendar.Period{}).String() + (calendar.Offset{}).String(); s != "" {
		t.Errorf("nothing says %q", s)
	}
	says(t, calendar.Period{}.Text(), "", "")
	says(t, calendar.Offset{}.Text(), "", "")
}

func firstWord(s string) string {
	for i, r := range s {
		if r == ' ' || r == '\n' {
			return s[:i]
		}
	}
	return s
}
