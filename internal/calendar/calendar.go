// Package calendar counts civil dates the way an office does: workdays, the
// Swedish public holidays and the eves that offices close, a collaboration's own
// closed days and quiet weeks, "15 workdays before" and "first Friday of March".
// Every date it gives comes with the explanation of how it was found.
//
// It is pure: the time it is now is always passed in. It does not know what a
// date is for.
package calendar

import (
	"maps"
	"slices"
	"sync/atomic"
	"time"
	_ "time/tzdata" // a zone is found also on a machine that has no zone files

	"beredd/internal/wording"
)

// A Config is what a collaboration says about its days.
type Config struct {
	Zone   *time.Location        // where its dates are counted; nil is Europe/Stockholm
	Open   Clock                 // office hours, 07:30 and 16:30 unless said;
	Shut   Clock                 // letters that can wait go between them
	Closed map[Date]wording.Text // its own closed days, beside the public holidays
	Yearly []Closing             // and those that every year has
	Quiet  []Weeks               // ISO weeks, every year, in which reminders wait
	Still  []Span                // and days of some year in which they do, school holidays say
	Hushed []*Rule               // and those that every year has; none counts workdays

	Holidays string // whose public holidays it keeps, of Countries; "" is Sweden's
}

// Weeks is a range of ISO weeks, both ends included. One whose First is greater
// than its Last goes over the new year: 52 to 1.
type Weeks struct{ First, Last int }

// has says whether week is one of ws.
func (ws Weeks) has(week int) bool {
	if ws.First <= ws.Last {
		return ws.First <= week && week <= ws.Last
	}
	return week >= ws.First || week <= ws.Last
}

// A Calendar answers for one collaboration's days. What it answers never
// changes, and many may ask it at once.
type Calendar struct {
	config Config
	years  [lastKept - firstKept + 1]atomic.Pointer[year]
	memory memory
}

// New makes the calendar of a collaboration. It keeps nothing of config that
// the caller could change later.
func New(config Config) *Calendar {
	if config.Zone == nil {
		config.Zone = stockholm()
	}
	if config.Open == (Clock{}) {
		config.Open = Clock{7, 30}
	}
	if config.Shut == (Clock{}) {
		config.Shut = Clock{16, 30}
	}
	config.Closed = maps.Clone(config.Closed)
	config.Yearly = slices.Clone(config.Yearly)
	config.Quiet, config.Still, config.Hushed = slices.Clone(config.Quiet), slices.Clone(config.Still), slices.Clone(config.Hushed)
	return &Calendar{config: config}
}

// Zone is where the collaboration's dates are counted.
func (c *Calendar) Zone() *time.Location { return c.config.Zone }

// Hours are the office's, in the calendar's zone.
func (c *Calendar) Hours() (open, shut Clock) { return c.config.Open, c.config.Shut }

// QuietWeeks are the weeks in which reminders wait, as the collaboration says them.
func (c *Calendar) QuietWeeks() []Weeks { return slices.Clone(c.config.Quiet) }

// Today is the civil date at now in the calendar's zone.
func (c *Calendar) Today(now time.Time) Date { return DateOf(now.In(c.config.Zone)) }

// A Moment is a deadline: a civil date, the instant at which it has passed, and
// how it was found. A deadline without a time of day ends with its day, so its
// instant is then the midnight that follows.
type Moment struct {
	Date        Date         `json:"date"`
	Time        string       `json:"time,omitempty"` // "12:00" where one is set, else the whole day
	At          time.Time    `json:"at"`
	Zone        string       `json:"zone"`
	Explanation wording.Text `json:"explanation"`
}

// stockholm is the zone of a collaboration that names none.
func stockholm() *time.Location {
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		panic("calendar: " + err.Error()) // the zone files are part of the program
	}
	return zone
}
