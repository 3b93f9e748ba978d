package definition

import (
	"iter"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Cycle is the year (årshjul): the meetings that come again, and the days that
// hang on them or stand by themselves.
type Cycle struct {
	Key      string
	Title    wording.Text
	Meetings []Series
	Yearly   []Yearly
	Pos      Pos
}

// A Series is one recurring meeting.
type Series struct {
	Name   string
	Title  wording.Text
	Bodies []string
	Rule   *calendar.Rule
	Dates  []calendar.Date
	Times  int          // a year, of one whose days are proposed and not told; 0 where they are
	In     []time.Month // when those days are looked for; empty is all the year
	Start  string       // "09:00"
	End    string
	Else   string // when a rule's date is closed: "next workday", "previous workday", ""
	Before []Duty
	After  []Duty
	Pos    Pos
}

// A Duty is what somebody is to do by a day that is counted from each meeting of a
// series.
type Duty struct {
	Name    string
	When    calendar.Offset
	Meeting bool // it is a meeting itself
	Charge
}

// A Yearly is a deadline that the year itself has.
type Yearly struct {
	Name  string
	Every string           // year, half-year, quarter, month, or "" where by: says all
	By    []*calendar.Rule // the days, by rule
	On    []Span           // or each day told
	Phase wording.Text     // what it is a part of, where the pack says
	Charge
}

// A Span is a day, or several on end. A deadline is its last.
type Span struct{ From, To calendar.Date }

// A Charge is whose something of the year is, and what reminds of it.
type Charge struct {
	Title    wording.Text
	Start    string // "12:00", or "" for the end of the day
	End      string
	Who      []people.Party
	To       []people.Party // whom it is handed to
	ToOthers []string       // and those outside the collaboration, by name
	Remind   []calendar.Offset
	Escalate []Escalation
	Else     string // when the day is closed
	Pos      Pos
}

// Charges are all that somebody is to do in the year, by the pack's order: what
// hangs on meetings first.
func (c *Cycle) Charges() iter.Seq[Charge] {
	return func(yield func(Charge) bool) {
		for _, m := range c.Meetings {
			for _, duties := range [][]Duty{m.Before, m.After} {
				for _, d := range duties {
					if !yield(d.Charge) {
						return
					}
				}
			}
		}
		for _, y := range c.Yearly {
			if !yield(y.Charge) {
				return
			}
		}
	}
}
