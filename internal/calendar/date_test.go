package calendar_test

import (
	"encoding/json"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

func TestDatesAreRead(t *testing.T) {
	for _, row := range []struct {
		sentence, text string
		exists         bool
	}{
		{"an ordinary day", "2026-03-02", true},
		{"a leap day in a leap year", "2028-02-29", true},
		{"no leap day in another year", "2026-02-29", false},
		{"February never has thirty days", "2026-02-30", false},
		{"there is no thirteenth month", "2027-13-01", false},
		{"the month has two digits", "2026-3-02", false},
		{"an instant is not a date", "2026-03-02T00:00:00Z", false},
		{"nothing is not a date", "", false},
		{"words are not a date", "i morgon", false},
	} {
		t.Run(row.sentence, func(t *testing.T) {
			d, err := calendar.ParseDate(row.text)
			if (err == nil) != row.exists {
				t.Fatalf("ParseDate(%q) gave %v, %v", row.text, d, err)
			}
			if row.exists && d.String() != row.text {
				t.Errorf("it became %s", d)
			}
			if !row.exists {
				tellsWhat(t, err, row.text, "2026-03-02")
			}
		})
	}
}

func TestDatesAreCounted(t *testing.T) {
	for _, row := range []struct {
		sentence string
		got      calendar.Date
		want     string
	}{
		{"a day after the leap day", day("2028-02-29").AddDays(1), "2028-03-01"},
		{"a day after 28 February in an ordinary year", day("2026-02-28").AddDays(1), "2026-03-01"},
		{"a day before New Year's Day", day("2027-01-01").AddDays(-1), "2026-12-31"},
		{"a day over the spring change", day("2027-03-28").AddDays(1), "2027-03-29"},
		{"a month after 31 January", day("2026-01-31").AddMonths(1), "2026-02-28"},
		{"a month after 31 January in a leap year", day("2028-01-31").AddMonths(1), "2028-02-29"},
		{"a month after 30 April keeps the thirtieth", day("2026-04-30").AddMonths(1), "2026-05-30"},
		{"a month before 31 March", day("2026-03-31").AddMonths(-1), "2026-02-28"},
		{"fifteen months on", day("2026-11-15").AddMonths(15), "2028-02-15"},
		{"a year after the leap day", day("2028-02-29").AddMonths(12), "2029-02-28"},
	} {
		if got := row.got.String(); got != row.want {
			t.Errorf("%s: %s, want %s", row.sentence, got, row.want)
		}
	}
}

func TestWeeksAreISOWeeks(t *testing.T) {
	for _, row := range []struct {
		date       string
		year, week int
	}{
		{"2026-12-28", 2026, 53}, {"2027-01-03", 2026, 53}, {"2027-01-04", 2027, 1},
		{"2026-01-01", 2026, 1}, {"2024-12-30", 2025, 1}, {"2032-12-31", 2032, 53},
	} {
		if year, week := day(row.date).ISOWeek(); year != row.year || week != row.week {
			t.Errorf("%s is in week %d of %d, want %d of %d", row.date, week, year, row.week, row.year)
		}
	}
}

func TestDatesAreCompared(t *testing.T) {
	early, late := day("2026-12-31"), day("2027-01-01")
	if !early.Before(late) || late.Before(early) || early.Before(early) {
		t.Error("Before is wrong over the new year")
	}
	if !late.After(early) || early.After(late) || early.After(early) {
		t.Error("After is wrong over the new year")
	}
	if n := early.DaysUntil(day("2027-12-31")); n != 365 {
		t.Errorf("a year has %d days", n)
	}
	if n := late.DaysUntil(early); n != -1 {
		t.Errorf("yesterday is %d days on", n)
	}
}

func TestDatesAreStored(t *testing.T) {
	pq := time.Date(2026, 3, 2, 0, 0, 0, 0, time.FixedZone("", 0))
	for _, row := range []struct {
		sentence string
		stored   any
		want     string
	}{
		{"PostgreSQL gives midnight at +0000", pq, "2026-03-02"},
		{"midnight elsewhere is still its own date", pq.In(time.FixedZone("", 7200)), "2026-03-02"},
		{"SQLite gives text", "2026-03-02", "2026-03-02"},
		{"or bytes", []byte("2026-03-02"), "2026-03-02"},
		{"NULL is no date", nil, ""},
	} {
		d := day("1999-01-01")
		if err := d.Scan(row.stored); err != nil || d.String() != row.want {
			t.Errorf("%s: %q, %v", row.sentence, d, err)
		}
	}
	var d calendar.Date
	for _, wrong := range []any{42, "2026-02-30", []byte("x")} {
		if err := d.Scan(wrong); err == nil {
			t.Errorf("%v was read as %s", wrong, d)
		}
	}
	if v, err := day("2026-03-02").Value(); v != "2026-03-02" || err != nil {
		t.Errorf("a date is stored as %v, %v", v, err)
	}
	if v, err := (calendar.Date{}).Value(); v != nil || err != nil {
		t.Errorf("no date is stored as %v, %v", v, err)
	}
}

func TestDatesTravelAsJSON(t *testing.T) {
	type letter struct {
		Due, None calendar.Date
		Closed    map[calendar.Date]string
	}
	sent := letter{Due: day("2026-03-02"), Closed: map[calendar.Date]string{day("2026-05-15"): "klämdag"}}
	text, err := json.Marshal(sent)
	if want := `{"Due":"2026-03-02","None":"","Closed":{"2026-05-15":"klämdag"}}`; err != nil || string(text) != want {
		t.Fatalf("wrote %s, %v", text, err)
	}
	var got letter
	if err := json.Unmarshal(text, &got); err != nil || got.Due != sent.Due || !got.None.IsZero() || got.Closed[day("2026-05-15")] != "klämdag" {
		t.Errorf("read %+v, %v", got, err)
	}
	if err := json.Unmarshal([]byte(`{"Due":"2026-02-30"}`), &got); err == nil {
		t.Error("an impossible date was read")
	}
}

func TestNoDateSaysNothing(t *testing.T) {
	var none calendar.Date
	if none.String() != "" || none.Prose(wording.Swedish) != "" || none.Short(wording.English) != "" {
		t.Error("no date says something")
	}
	if got := day("2027-03-24").Prose(wording.Swedish); got != "onsdag 24 mars 2027 (v. 12)" {
		t.Errorf("said %q", got)
	}
	if got := day("2027-03-24").Short(wording.English); got != "24 March" {
		t.Errorf("said %q", got)
	}
}
