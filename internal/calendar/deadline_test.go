package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

func TestADeadlineIsSoLongAfter(t *testing.T) {
	for _, row := range []struct {
		sentence               string
		from, period           string
		clock, otherwise       string
		date, time, at, sv, en string
	}{
		{"workdays end with their day", "2026-02-02 09:00", "20 workdays", "", "",
			"2026-03-02", "", "2026-03-03 00:00 +0100",
			"20 arbetsdagar efter 2 februari 2026: måndag 2 mars 2026 (v. 10); ingen stängd dag emellan",
			"20 workdays after 2 February 2026: Monday 2 March 2026 (week 10); no closed day between"},
		{"workdays over Easter name what was closed", "2026-03-27 09:00", "10 workdays", "12:00", "",
			"2026-04-14", "12:00", "2026-04-14 12:00 +0200",
			"10 arbetsdagar efter 27 mars 2026: tisdag 14 april 2026 (v. 16) kl. 12.00; däremellan är stängt: långfredagen 3 april, annandag påsk 6 april",
			"10 workdays after 27 March 2026: Tuesday 14 April 2026 (week 16) at 12:00; closed between: Good Friday 3 April, Easter Monday 6 April"},
		{"a long count names a handful", "2026-03-27 09:00", "190 workdays", "", "",
			"2026-12-30", "", "2026-12-31 00:00 +0100",
			"190 arbetsdagar efter 27 mars 2026: onsdag 30 december 2026 (v. 53); däremellan är stängt: långfredagen 3 april, annandag påsk 6 april, första maj, Kristi himmelsfärdsdag 14 maj, klämdag 15 maj och 3 dagar till",
			"190 workdays after 27 March 2026: Wednesday 30 December 2026 (week 53); closed between: Good Friday 3 April, Easter Monday 6 April, May Day 1 May, Ascension Day 14 May, klämdag 15 May and 3 more days"},
		{"a date that is closed says so and stays", "2026-03-04 09:00", "30 days", "", "",
			"2026-04-03", "", "2026-04-04 00:00 +0200",
			"30 dagar efter 4 mars 2026: fredag 3 april 2026 (v. 14), då det är stängt (långfredagen)",
			"30 days after 4 March 2026: Friday 3 April 2026 (week 14), which is closed (Good Friday)"},
		{"or moves on to the next workday", "2026-03-04 09:00", "30 days", "12:00", calendar.ElseNext,
			"2026-04-07", "12:00", "2026-04-07 12:00 +0200",
			"30 dagar efter 4 mars 2026: fredag 3 april 2026 (v. 14), då det är stängt (långfredagen); flyttad till nästa arbetsdag, tisdag 7 april 2026 (v. 15) kl. 12.00",
			"30 days after 4 March 2026: Friday 3 April 2026 (week 14), which is closed (Good Friday); moved to the next workday, Tuesday 7 April 2026 (week 15) at 12:00"},
		{"or back to the one before", "2026-03-04 09:00", "30 days", "", calendar.ElsePrevious,
			"2026-04-02", "", "2026-04-03 00:00 +0200",
			"30 dagar efter 4 mars 2026: fredag 3 april 2026 (v. 14), då det är stängt (långfredagen); flyttad till närmast föregående arbetsdag, torsdag 2 april 2026 (v. 14)",
			"30 days after 4 March 2026: Friday 3 April 2026 (week 14), which is closed (Good Friday); moved to the workday before, Thursday 2 April 2026 (week 14)"},
		{"a workday does not move", "2026-03-02 09:00", "30 days", "", calendar.ElseNext,
			"2026-04-01", "", "2026-04-02 00:00 +0200",
			"30 dagar efter 2 mars 2026: onsdag 1 april 2026 (v. 14)",
			"30 days after 2 March 2026: Wednesday 1 April 2026 (week 14)"},
		{"a month from the thirty-first ends with the month", "2028-01-31 09:00", "1 month", "", "",
			"2028-02-29", "", "2028-03-01 00:00 +0100",
			"1 månad efter 31 januari 2028: tisdag 29 februari 2028 (v. 9), månadens sista dag",
			"1 month after 31 January 2028: Tuesday 29 February 2028 (week 9), the last day of the month"},
		{"a year after the leap day", "2028-02-29 09:00", "1 year", "", "",
			"2029-02-28", "", "2029-03-01 00:00 +0100",
			"1 år efter 29 februari 2028: onsdag 28 februari 2029 (v. 9), månadens sista dag",
			"1 year after 29 February 2028: Wednesday 28 February 2029 (week 9), the last day of the month"},
		{"weeks into week 53", "2026-12-14 09:00", "2 weeks", "", "",
			"2026-12-28", "", "2026-12-29 00:00 +0100",
			"2 veckor efter 14 december 2026: måndag 28 december 2026 (v. 53)",
			"2 weeks after 14 December 2026: Monday 28 December 2026 (week 53)"},
		{"hours are exact, to the minute", "2026-02-02 09:00", "48 hours", "", "",
			"2026-02-04", "09:00", "2026-02-04 09:00 +0100",
			"48 timmar efter 2 februari 2026 kl. 09.00: onsdag 4 februari 2026 (v. 6) kl. 09.00",
			"48 hours after 2 February 2026 at 09:00: Wednesday 4 February 2026 (week 6) at 09:00"},
		{"hours over the spring change are an hour later by the clock", "2027-03-27 08:00", "24 hours", "", "",
			"2027-03-28", "09:00", "2027-03-28 09:00 +0200",
			"24 timmar efter 27 mars 2027 kl. 08.00: söndag 28 mars 2027 (v. 12) kl. 09.00, då det är stängt (påskdagen)",
			"24 hours after 27 March 2027 at 08:00: Sunday 28 March 2027 (week 12) at 09:00, which is closed (Easter Sunday)"},
		{"hours that end on a Saturday may move, and keep their time", "2026-02-06 15:00", "24 hours", "", calendar.ElseNext,
			"2026-02-09", "15:00", "2026-02-09 15:00 +0100",
			"24 timmar efter 6 februari 2026 kl. 15.00: lördag 7 februari 2026 (v. 6), då det är stängt (lördag); flyttad till nästa arbetsdag, måndag 9 februari 2026 (v. 7) kl. 15.00",
			"24 hours after 6 February 2026 at 15:00: Saturday 7 February 2026 (week 6), which is closed (Saturday); moved to the next workday, Monday 9 February 2026 (week 7) at 15:00"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			m := kalmar.Within(at(row.from), period(row.period), row.clock, row.otherwise)
			if m.Date != day(row.date) || m.Time != row.time || shown(m.At) != row.at || m.Zone != "Europe/Stockholm" {
				t.Errorf("it is %s %q at %s in %s, want %s %q at %s", m.Date, m.Time, shown(m.At), m.Zone, row.date, row.time, row.at)
			}
			says(t, m.Explanation, row.sv, row.en)
		})
	}
}

func TestADayIsADayWhenTheClocksChange(t *testing.T) {
	for _, row := range []struct{ sentence, from, period, clock, want string }{
		{"into winter time 2026, with its day", "2026-10-24 09:00", "1 day", "", "2026-10-26 00:00 +0100"},
		{"into winter time 2026, at noon", "2026-10-24 12:00", "1 day", "12:00", "2026-10-25 12:00 +0100"},
		{"into summer time 2027", "2027-03-27 12:00", "1 day", "12:00", "2027-03-28 12:00 +0200"},
		{"into the hour that summer time leaps over", "2027-03-27 12:00", "1 day", "02:30", "2027-03-28 03:00 +0200"},
		{"into winter time 2027", "2027-10-30 12:00", "1 day", "12:00", "2027-10-31 12:00 +0100"},
		{"into the hour that comes twice", "2027-10-30 12:00", "1 day", "02:30", "2027-10-31 02:30 +0200"},
		{"hours through the doubled hour", "2027-10-31 01:30", "2 hours", "", "2027-10-31 02:30 +0100"},
	} {
		if got := shown(kalmar.Within(at(row.from), period(row.period), row.clock, "").At); got != row.want {
			t.Errorf("%s: %s, want %s", row.sentence, got, row.want)
		}
	}
}

func TestADeadlineCountsFromTheZonesDate(t *testing.T) {
	lateUTC := time.Date(2026, 2, 1, 23, 30, 0, 0, time.UTC) // 2 February in Stockholm
	if m := kalmar.Within(lateUTC, period("20 workdays"), "", ""); m.Date != day("2026-03-02") {
		t.Errorf("it is %s", m.Date)
	}
}

func TestADeadlineOnADate(t *testing.T) {
	for _, row := range []struct{ sentence, date, clock, otherwise, at, sv, en string }{
		{"a whole day", "2027-03-24", "", "", "2027-03-25 00:00 +0100",
			"onsdag 24 mars 2027 (v. 12)", "Wednesday 24 March 2027 (week 12)"},
		{"a time of day", "2027-03-24", "10:15", calendar.ElseNext, "2027-03-24 10:15 +0100",
			"onsdag 24 mars 2027 (v. 12) kl. 10.15", "Wednesday 24 March 2027 (week 12) at 10:15"},
		{"a whole day as the clocks go back", "2026-10-25", "", "", "2026-10-26 00:00 +0100",
			"söndag 25 oktober 2026 (v. 43), då det är stängt (söndag)", "Sunday 25 October 2026 (week 43), which is closed (Sunday)"},
		{"moved from the collaboration's own closed day", "2026-05-15", "", calendar.ElseNext, "2026-05-19 00:00 +0200",
			"fredag 15 maj 2026 (v. 20), då det är stängt (klämdag); flyttad till nästa arbetsdag, måndag 18 maj 2026 (v. 21)",
			"Friday 15 May 2026 (week 20), which is closed (klämdag); moved to the next workday, Monday 18 May 2026 (week 21)"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			m := kalmar.On(day(row.date), row.clock, row.otherwise)
			if shown(m.At) != row.at || m.Time != row.clock {
				t.Errorf("it is at %s %q, want %s", shown(m.At), m.Time, row.at)
			}
			says(t, m.Explanation, row.sv, row.en)
		})
	}
}

func TestTimePasses(t *testing.T) {
	m := kalmar.Elapse(at("2026-02-02 09:00"), period("180 days"))
	if shown(m.At) != "2026-08-01 07:30 +0200" || m.Time != "07:30" {
		t.Errorf("180 days have passed at %s %q", shown(m.At), m.Time)
	}
	says(t, m.Explanation, "180 dagar efter 2 februari 2026: lördag 1 augusti 2026 (v. 31) kl. 07.30",
		"180 days after 2 February 2026: Saturday 1 August 2026 (week 31) at 07:30")
	if m := kalmar.Elapse(at("2026-02-02 09:17"), period("90 minutes")); shown(m.At) != "2026-02-02 10:47 +0100" {
		t.Errorf("90 minutes have passed at %s", shown(m.At))
	}
	if m := kalmar.Elapse(at("2026-02-02 09:17"), calendar.Period{}); shown(m.At) != "2026-02-02 09:17 +0100" {
		t.Errorf("no time has passed at %s, which is not now", shown(m.At))
	}
}

func TestADeadlineTravelsAsJSON(t *testing.T) {
	sent := kalmar.Within(at("2026-02-02 09:00"), period("20 workdays"), "12:00", "")
	text, err := json.Marshal(sent)
	if err != nil {
		t.Fatal(err)
	}
	var got calendar.Moment
	if err := json.Unmarshal(text, &got); err != nil || got.Date != sent.Date || !got.At.Equal(sent.At) || got.Time != "12:00" {
		t.Errorf("read %+v from %s, %v", got, text, err)
	}
	says(t, got.Explanation, sent.Explanation.In("sv"), sent.Explanation.In("en"))
}

func TestADefectiveCallerIsToldSo(t *testing.T) {
	for sentence, call := range map[string]func(){
		"a time that nobody checked":  func() { kalmar.On(day("2026-03-02"), "12.00", "") },
		"a move that nobody knows of": func() { kalmar.On(day("2026-03-02"), "", "sometime") },
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s was taken as something else", sentence)
				}
			}()
			call()
		}()
	}
}

func TestAnAnswerIsTheCallersToChange(t *testing.T) {
	ask := func() calendar.Moment { return kalmar.On(day("2026-09-01"), "", "") }
	ask().Explanation[wording.Swedish] = "struket"
	says(t, ask().Explanation, "tisdag 1 september 2026 (v. 36)", "Tuesday 1 September 2026 (week 36)")
}

func TestManyQuestionsHaveTheirOwnAnswers(t *testing.T) {
	for n := range 3000 {
		d := day("2026-01-01").AddDays(n)
		if m := kalmar.On(d, "", ""); m.Date != d || m.Explanation.In(wording.English)[:6] != d.Prose(wording.English)[:6] {
			t.Fatalf("asked for %s, answered %s: %s", d, m.Date, m.Explanation)
		}
		if m := kalmar.Within(d.At(calendar.Clock{Hour: 9}, stockholm), period("1 day"), "", ""); m.Date != d.AddDays(1) {
			t.Fatalf("asked for a day after %s, answered %s", d, m.Date)
		}
	}
}

func BenchmarkWithin(b *testing.B) {
	from, p := at("2026-03-27 09:00"), period("20 workdays")
	b.ReportAllocs()
	for b.Loop() {
		kalmar.Within(from, p, "", "")
	}
}

// The first proposal of a day that asks for a deadline pays for the sentences.
func BenchmarkWithinNew(b *testing.B) {
	p := period("20 workdays")
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		kalmar.Within(day("2026-03-27").AddDays(n%5000).At(calendar.Clock{Hour: 9}, stockholm), p, "", "")
	}
}
