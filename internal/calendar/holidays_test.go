package calendar_test

import (
	"sync"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// The law on public holidays (1989:253), worked out here independently of the
// calendar: Easter by Gauss, the movable Saturdays by looking for them.
func lawful(year int) map[calendar.Date]string {
	easter := gaussEaster(year)
	midsummer := saturdayFrom(calendar.Date{Year: year, Month: time.June, Day: 20})
	return map[calendar.Date]string{
		{Year: year, Month: time.January, Day: 1}: "nyårsdagen",
		{Year: year, Month: time.January, Day: 6}: "trettondedag jul",
		easter.AddDays(-2):                        "långfredagen",
		easter:                                    "påskdagen",
		easter.AddDays(1):                         "annandag påsk",
		{Year: year, Month: time.May, Day: 1}:     "första maj",
		easter.AddDays(39):                        "Kristi himmelsfärdsdag",
		easter.AddDays(49):                        "pingstdagen",
		{Year: year, Month: time.June, Day: 6}:    "Sveriges nationaldag",
		midsummer.AddDays(-1):                     "midsommarafton",
		midsummer:                                 "midsommardagen",
		saturdayFrom(calendar.Date{Year: year, Month: time.October, Day: 31}): "alla helgons dag",
		{Year: year, Month: time.December, Day: 24}:                           "julafton",
		{Year: year, Month: time.December, Day: 25}:                           "juldagen",
		{Year: year, Month: time.December, Day: 26}:                           "annandag jul",
		{Year: year, Month: time.December, Day: 31}:                           "nyårsafton",
	}
}

// gaussEaster is Gauss's rule with his two corrections, for 1900 to 2099.
func gaussEaster(year int) calendar.Date {
	a, b, c := year%19, year%4, year%7
	d := (19*a + 24) % 30
	e := (2*b + 4*c + 6*d + 5) % 7
	days := 22 + d + e
	if d == 29 && e == 6 || d == 28 && e == 6 && a > 10 {
		days -= 7
	}
	return calendar.Date{Year: year, Month: time.March, Day: 1}.AddDays(days - 1)
}

func saturdayFrom(d calendar.Date) calendar.Date {
	for d.Weekday() != time.Saturday {
		d = d.AddDays(1)
	}
	return d
}

func TestEveryDayOfSevenYearsIsClosedForItsReason(t *testing.T) {
	c := calendar.New(calendar.Config{Zone: stockholm})
	for year := 2026; year <= 2032; year++ {
		holidays := lawful(year)
		for d := (calendar.Date{Year: year, Month: time.January, Day: 1}); d.Year == year; d = d.AddDays(1) {
			want := holidays[d]
			if want == "" {
				want = map[time.Weekday]string{time.Saturday: "lördag", time.Sunday: "söndag"}[d.Weekday()]
			}
			why, closed := c.Closed(d)
			if closed != (want != "") || why.In(wording.Swedish) != want || c.Workday(d) == closed {
				t.Errorf("%s: closed %v for %q, want %q; a workday: %v", d, closed, why.In(wording.Swedish), want, c.Workday(d))
			}
		}
	}
}

// Dates that the almanac prints, so that the rule above isn't wrong with us.
func TestHolidaysStandAsInTheAlmanac(t *testing.T) {
	for date, sv := range map[string]string{
		"2026-04-03": "långfredagen", "2027-03-26": "långfredagen", "2028-04-14": "långfredagen", "2029-03-30": "långfredagen",
		"2030-04-22": "annandag påsk", "2031-04-14": "annandag påsk", "2032-03-29": "annandag påsk",
		"2026-05-14": "Kristi himmelsfärdsdag", "2027-05-06": "Kristi himmelsfärdsdag",
		"2026-06-19": "midsommarafton", "2027-06-25": "midsommarafton", "2026-10-31": "alla helgons dag",
	} {
		if why, _ := kalmar.Closed(day(date)); why.In(wording.Swedish) != sv {
			t.Errorf("%s is closed for %q, want %q", date, why.In(wording.Swedish), sv)
		}
	}
}

func TestADayIsNamedInBothLanguages(t *testing.T) {
	for _, row := range []struct{ sentence, date, sv, en string }{
		{"a holiday", "2026-04-03", "långfredagen", "Good Friday"},
		{"an eve that offices close", "2026-12-24", "julafton", "Christmas Eve"},
		{"a Saturday", "2026-04-04", "lördag", "Saturday"},
		{"a holiday's name goes before the Sunday's", "2026-04-05", "påskdagen", "Easter Sunday"},
		{"a closed day of one's own, in the words it was given", "2026-05-15", "klämdag", "klämdag"},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			why, closed := kalmar.Closed(day(row.date))
			if !closed {
				t.Fatalf("%s is open", row.date)
			}
			says(t, why, row.sv, row.en)
		})
	}
	c := calendar.New(calendar.Config{Closed: map[calendar.Date]wording.Text{
		day("2026-05-15"): nil, day("2026-12-25"): wording.Same("stängt"),
	}})
	unnamed, _ := c.Closed(day("2026-05-15"))
	says(t, unnamed, "egen stängd dag", "own closed day")
	christmas, _ := c.Closed(day("2026-12-25"))
	says(t, christmas, "juldagen", "Christmas Day")
}

func TestYearsBeyondTheRememberedAreKnownToo(t *testing.T) {
	for _, date := range []string{"1950-12-25", "2500-12-25"} {
		if why, _ := kalmar.Closed(day(date)); why.In(wording.Swedish) != "juldagen" {
			t.Errorf("%s is %q", date, why.In(wording.Swedish))
		}
	}
}

func TestManyMayAskAtOnce(t *testing.T) {
	c := calendar.New(calendar.Config{})
	var asked sync.WaitGroup
	for range 8 {
		asked.Go(func() {
			for year := 2020; year < 2040; year++ {
				if c.Workday(calendar.Date{Year: year, Month: time.December, Day: 25}) {
					t.Errorf("Christmas Day of %d is a workday", year)
				}
			}
		})
	}
	asked.Wait()
}

func BenchmarkWorkday(b *testing.B) {
	d := day("2026-03-02")
	b.ReportAllocs()
	for b.Loop() {
		kalmar.Workday(d)
	}
}
