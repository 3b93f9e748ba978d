package calendar

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"beredd/internal/wording"
)

// A Unit is what a period counts.
type Unit string

// The units. Minutes and hours are exact lengths of time; the others count
// civil dates, so that a day is a day also when the clocks change.
const (
	Minutes    Unit = "minutes"
	Hours      Unit = "hours"
	Days       Unit = "days"
	Workdays   Unit = "workdays"
	WholeWeeks Unit = "weeks" // Weeks is a range of numbered ones
	Months     Unit = "months"
	Years      Unit = "years"
)

// A Period is so many of a unit: "20 workdays". The zero Period is none.
type Period struct {
	Count int
	Unit  Unit
}

// mostCounted is far beyond any deadline, and small enough to count through.
const mostCounted = 100_000

// ParsePeriod reads "20 workdays", "1 day" or "48 hours".
func ParsePeriod(s string) (Period, error) {
	p, ok := periodOf(strings.Fields(s))
	if !ok {
		return Period{}, fmt.Errorf("%q is not a period; expected a number and minutes, hours, days, workdays, weeks, months or years, such as \"20 workdays\"", s)
	}
	return p, nil
}

// periodOf reads a period from its two words.
func periodOf(words []string) (Period, bool) {
	if len(words) != 2 {
		return Period{}, false
	}
	count, err := strconv.Atoi(words[0])
	if err != nil || count < 1 || count > mostCounted {
		return Period{}, false
	}
	unit := Unit(words[1])
	if !strings.HasSuffix(words[1], "s") {
		unit += "s"
	}
	switch unit {
	case Minutes, Hours, Days, Workdays, WholeWeeks, Months, Years:
		return Period{count, unit}, true
	}
	return Period{}, false
}

// IsZero says whether there is no period.
func (p Period) IsZero() bool { return p == Period{} }

// String is the period as ParsePeriod reads it, or "" for none.
func (p Period) String() string {
	switch {
	case p.IsZero():
		return ""
	case p.Count == 1:
		return "1 " + strings.TrimSuffix(string(p.Unit), "s")
	}
	return strconv.Itoa(p.Count) + " " + string(p.Unit)
}

// Text is the period in prose: "20 arbetsdagar".
func (p Period) Text() wording.Text {
	if p.IsZero() {
		return wording.Text{}
	}
	return wording.Both("calendar.period."+string(p.Unit), wording.Args{"Count": p.Count})
}

// Days is how many days a period is at least and at most, whatever days are closed.
func (p Period) Days() (least, most float64) {
	n := float64(p.Count)
	switch p.Unit {
	case Minutes:
		return n / 24 / 60, n / 24 / 60
	case Hours:
		return n / 24, n / 24
	case Workdays:
		return n, 2*n + 10
	case WholeWeeks:
		return 7 * n, 7 * n
	case Months:
		return 28 * n, 31 * n
	case Years:
		return 365 * n, 366 * n
	}
	return n, n
}

// exact says whether the period is a length of time rather than civil dates.
func (p Period) exact() bool { return p.Unit == Minutes || p.Unit == Hours }

// More is a period that is longer by as much as one is longer than another was, all of
// its kind: less where it is shorter.
func (p Period) More(was, is Period) Period {
	if !p.exact() {
		p.Count += is.Count - was.Count
		return p
	}
	p = Period{Count: int((p.length() + is.length() - was.length()) / time.Minute), Unit: Minutes}
	if p.Count%60 == 0 {
		p.Count, p.Unit = p.Count/60, Hours
	}
	return p
}

// length is how long an exact period is.
func (p Period) length() time.Duration {
	if p.Unit == Hours {
		return time.Duration(p.Count) * time.Hour
	}
	return time.Duration(p.Count) * time.Minute
}
