package calendar_test

import (
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// Whose public holidays are kept decides which days are workdays, and so when a time
// is out.
func TestHolidaysAreTheCountrysOwn(t *testing.T) {
	for _, row := range []struct {
		country string
		day     calendar.Date
		name    string // "" is a workday
	}{
		{"", calendar.Date{Year: 2026, Month: time.June, Day: 19}, "midsommarafton"},
		{"sweden", calendar.Date{Year: 2026, Month: time.January, Day: 6}, "trettondedag jul"},
		{"denmark", calendar.Date{Year: 2026, Month: time.June, Day: 19}, ""},
		{"denmark", calendar.Date{Year: 2026, Month: time.April, Day: 2}, "Skærtorsdag"},
		{"norway", calendar.Date{Year: 2028, Month: time.May, Day: 17}, "Grunnlovsdag"},
		{"germany", calendar.Date{Year: 2025, Month: time.October, Day: 3}, "Tag der Deutschen Einheit"},
		{"germany", calendar.Date{Year: 2026, Month: time.January, Day: 6}, ""},                    // some Länder alone
		{"united_kingdom", calendar.Date{Year: 2026, Month: time.December, Day: 28}, "Boxing Day"}, // instead of a Saturday
		{"united_kingdom", calendar.Date{Year: 2026, Month: time.April, Day: 6}, "Easter Monday"},
		{"scotland", calendar.Date{Year: 2026, Month: time.April, Day: 6}, ""},
		{"scotland", calendar.Date{Year: 2026, Month: time.August, Day: 3}, "Summer bank holiday"},
		{"scotland", calendar.Date{Year: 2026, Month: time.August, Day: 31}, ""},
		{"scotland", calendar.Date{Year: 2023, Month: time.January, Day: 2}, "2nd January"},
		{"scotland", calendar.Date{Year: 2023, Month: time.January, Day: 3}, "New Year's Day"}, // of a Sunday
		{"scotland", calendar.Date{Year: 2022, Month: time.January, Day: 3}, "New Year's Day"}, // of a Saturday
		{"scotland", calendar.Date{Year: 2022, Month: time.January, Day: 4}, "2nd January"},
		{"scotland", calendar.Date{Year: 2021, Month: time.January, Day: 4}, "2nd January"}, // of a Saturday, after a Friday
		{"scotland", calendar.Date{Year: 2027, Month: time.December, Day: 28}, "Boxing Day"},
		{"scotland", calendar.Date{Year: 2025, Month: time.December, Day: 1}, "St Andrew's Day"},
		{"switzerland", calendar.Date{Year: 2026, Month: time.January, Day: 6}, ""}, // some cantons alone, and so are the next two
		{"switzerland", calendar.Date{Year: 2026, Month: time.March, Day: 19}, ""},
		{"switzerland", calendar.Date{Year: 2026, Month: time.December, Day: 8}, ""},
		{"switzerland", calendar.Date{Year: 2028, Month: time.August, Day: 1}, "Bundesfeiertag"},
		{"finland", calendar.Date{Year: 2026, Month: time.June, Day: 19}, "juhannusaatto"},
		{"finland", calendar.Date{Year: 2028, Month: time.December, Day: 6}, "itsenäisyyspäivä"},
		{"finland", calendar.Date{Year: 2028, Month: time.June, Day: 6}, ""},
		{"finland", calendar.Date{Year: 2026, Month: time.June, Day: 9}, ""},
		{"aland", calendar.Date{Year: 2026, Month: time.June, Day: 9}, "Ålands självstyrelsedag"},
		{"iceland", calendar.Date{Year: 2026, Month: time.April, Day: 23}, "sumardagurinn fyrsti"},
		{"iceland", calendar.Date{Year: 2029, Month: time.April, Day: 19}, "sumardagurinn fyrsti"}, // the earliest it can be
		{"iceland", calendar.Date{Year: 2026, Month: time.August, Day: 3}, "frídagur verslunarmanna"},
		{"iceland", calendar.Date{Year: 2026, Month: time.April, Day: 2}, "skírdagur"},
		{"estonia", calendar.Date{Year: 2026, Month: time.February, Day: 24}, "iseseisvuspäev"},
		{"poland", calendar.Date{Year: 2024, Month: time.December, Day: 24}, ""},
		{"poland", calendar.Date{Year: 2026, Month: time.December, Day: 24}, "Wigilia Bożego Narodzenia"},
		{"belgium", calendar.Date{Year: 2026, Month: time.July, Day: 21}, "Nationale Feestdag"},
		{"none", calendar.Date{Year: 2025, Month: time.December, Day: 25}, ""},
	} {
		days := calendar.New(calendar.Config{Holidays: row.country})
		name, closed := days.Closed(row.day)
		if got := name.In(wording.Swedish); closed != (row.name != "") || got != row.name {
			t.Errorf("%s on %s: %q, want %q", row.country, row.day, got, row.name)
		}
	}
	if got := calendar.New(calendar.Config{Holidays: "denmark"}).AddWorkdays(calendar.Date{Year: 2026, Month: time.April, Day: 1}, 1); got.Day != 7 {
		t.Errorf("a workday after the Wednesday before a Danish Easter is %s", got)
	}
}

// Each country that may be named has holidays of its own.
func TestEveryCountryHasHolidays(t *testing.T) {
	for _, country := range calendar.Countries() {
		days, closed := calendar.New(calendar.Config{Holidays: country}), 0
		for day := (calendar.Date{Year: 2026, Month: time.January, Day: 1}); day.Year == 2026; day = day.AddDays(1) {
			if !days.Workday(day) && day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
				closed++
			}
		}
		least := 5
		if country == "switzerland" {
			least = 3 // its cantons have more, and 1 August is a Saturday
		}
		if country == calendar.NoHolidays && closed > 0 || country != calendar.NoHolidays && closed < least {
			t.Errorf("%s has %d closed weekdays", country, closed)
		}
	}
}
