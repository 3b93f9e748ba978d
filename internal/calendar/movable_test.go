package calendar_test

import (
	"testing"

	"beredd/internal/calendar"
)

func TestADayOfEveryYearMayMoveWithAFeast(t *testing.T) {
	for _, row := range []struct{ said, in2026, in2027, sv string }{
		{"Good Friday", "2026-04-03", "2027-03-26", "långfredagen"},
		{"Easter Monday", "2026-04-06", "2027-03-29", "annandag påsk"},
		{"the Monday before Easter", "2026-03-30", "2027-03-22", "måndagen före påskdagen"},
		{"the day after Easter Monday", "2026-04-07", "2027-03-30", "dagen efter annandag påsk"},
		{"2 weeks after  Easter", "2026-04-19", "2027-04-11", "2 veckor efter påskdagen"},
		{"the day before Midsummer Eve", "2026-06-18", "2027-06-24", "dagen före midsommarafton"},
	} {
		day, err := calendar.ParseMovable(row.said)
		if err != nil {
			t.Errorf("%s: %v", row.said, err)
			continue
		}
		if got := day.In(2026).String(); got != row.in2026 {
			t.Errorf("%s is %s in 2026, want %s", row.said, got, row.in2026)
		}
		if got := day.In(2027).String(); got != row.in2027 {
			t.Errorf("%s is %s in 2027, want %s", row.said, got, row.in2027)
		}
		if got := day.Text().In("sv"); got != row.sv {
			t.Errorf("%s is said %q, want %q", row.said, got, row.sv)
		}
	}
	for _, said := range []string{"", "Good Fryday", "5 workdays before Easter", "300 days after Easter", "the Easter", "before Easter", "3 hours after Easter", "15 June", "2 weeks after 15 June"} {
		if day, err := calendar.ParseMovable(said); err == nil {
			t.Errorf("%q is read as %s", said, day)
		}
	}
}
