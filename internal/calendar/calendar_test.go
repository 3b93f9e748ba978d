package calendar_test

import (
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

var stockholm = mustZone("Europe/Stockholm")

// kalmar is the calendar that most sentences are about: ordinary hours, a
// closed day between Ascension Day and the weekend, and quiet weeks in July.
var kalmar = calendar.New(calendar.Config{
	Zone:   stockholm,
	Open:   calendar.Clock{Hour: 7, Minute: 30},
	Shut:   calendar.Clock{Hour: 16, Minute: 30},
	Closed: map[calendar.Date]wording.Text{day("2026-05-15"): {wording.Swedish: "klämdag"}},
	Quiet:  []calendar.Weeks{{First: 28, Last: 31}},
})

func TestACalendarHasSwedishDefaults(t *testing.T) {
	c := calendar.New(calendar.Config{})
	if c.Zone().String() != "Europe/Stockholm" {
		t.Errorf("its zone is %s", c.Zone())
	}
	if open, shut := c.Hours(); open.String() != "07:30" || shut.String() != "16:30" {
		t.Errorf("its hours are %s to %s", open, shut)
	}
}

func TestACalendarKeepsWhatItWasGiven(t *testing.T) {
	closed := map[calendar.Date]wording.Text{}
	quiet := []calendar.Weeks{{First: 28, Last: 31}}
	c := calendar.New(calendar.Config{Closed: closed, Quiet: quiet})
	closed[day("2026-03-02")] = wording.Same("later")
	quiet[0] = calendar.Weeks{First: 1, Last: 53}
	if !c.Workday(day("2026-03-02")) || c.Quiet(day("2026-03-02")) {
		t.Error("a calendar changed after it was made")
	}
}

func TestTodayIsTheZonesToday(t *testing.T) {
	lateUTC := time.Date(2026, 12, 24, 23, 30, 0, 0, time.UTC)
	if got := kalmar.Today(lateUTC); got != day("2026-12-25") {
		t.Errorf("at %s it is %s in Kalmar", lateUTC, got)
	}
}

func day(s string) calendar.Date {
	d, err := calendar.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func period(s string) calendar.Period {
	p, err := calendar.ParsePeriod(s)
	if err != nil {
		panic(err)
	}
	return p
}

func offset(s string) calendar.Offset {
	o, err := calendar.ParseOffset(s)
	if err != nil {
		panic(err)
	}
	return o
}

// at is an instant on Stockholm's wall clocks: "2026-02-02 09:00".
func at(s string) time.Time {
	t, err := time.ParseInLocation("2006-01-02 15:04", s, stockholm)
	if err != nil {
		panic(err)
	}
	return t
}

func mustZone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return zone
}

// shown is an instant with its offset, so that the two 02:30 of an autumn night
// differ.
func shown(t time.Time) string { return t.Format("2006-01-02 15:04 -0700") }

// tellsWhat checks that a refusal is one line with what was found and an example.
func tellsWhat(t *testing.T, err error, found, example string) {
	t.Helper()
	switch said := err.Error(); {
	case strings.Contains(said, "\n"):
		t.Errorf("the refusal has several lines: %s", said)
	case !strings.Contains(said, found):
		t.Errorf("the refusal doesn't say what was found: %s", said)
	case !strings.Contains(said, "expected") || !strings.Contains(said, example):
		t.Errorf("the refusal has no example: %s", said)
	}
}

// says checks an explanation in both languages.
func says(t *testing.T, text wording.Text, sv, en string) {
	t.Helper()
	if got := text.In(wording.Swedish); got != sv {
		t.Errorf("in Swedish it says\n  %s\nwant\n  %s", got, sv)
	}
	if got := text.In(wording.English); got != en {
		t.Errorf("in English it says\n  %s\nwant\n  %s", got, en)
	}
}
