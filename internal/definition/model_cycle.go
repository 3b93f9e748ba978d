package definition

import (
	"iter"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Cycle is the year (årshjul): the meetings that come again, and the days that
// hang on them or stand by themselves.
type Cycle struct {
	Key      string
	Title    wording.Text
	Begins   calendar.YearDay // its first day; zero is 1 January
	Phases   []Phase
	Meetings []Series
	Hung     []Series // those that a line of before_each or after_each is; not among Meetings
	Yearly   []Yearly
	Pos      source.Pos
}

// Series finds a series by name, "lgl" or "lgl.preparation", or nil.
func (c *Cycle) Series(name string) *Series {
	for s := range c.Every() {
		if s.Name == name {
			return s
		}
	}
	return nil
}

// Every is each series of the cycle: those with days of their own, then those that
// hang on them.
func (c *Cycle) Every() iter.Seq[*Series] {
	return func(yield func(*Series) bool) {
		for _, all := range [][]Series{c.Meetings, c.Hung} {
			for i := range all {
				if !yield(&all[i]) {
					return
				}
			}
		}
	}
}

// A Series is one recurring meeting.
type Series struct {
	Name   string
	Title  wording.Text
	Bodies []string
	Place  string
	Rule   *calendar.Rule
	Dates  []calendar.Date                 // beside those of the rule, or alone
	Lasts  map[calendar.Date]calendar.Date // of those that are several days on end the last, by the first
	Except []calendar.Date                 // on which the rule's meeting is not held
	Times  int                             // a year, of one whose days are proposed and not told; 0 where they are
	In     []time.Month                    // when those days are looked for; empty is all the year
	Start  string                          // "09:00"
	End    string
	Else   string // when a rule's date is closed: "next workday", "previous workday", ""
	Quiet  bool   // a rule's date leaves quiet weeks too
	Late   LateRule
	Stands []StandingItem // on every agenda, by itself
	Before []Duty
	After  []Duty
	Hangs  *Hanging // what it comes before or after; nil of one that has days of its own
	Pos    source.Pos
	said   string // its lines of cycle.yaml, as its edition names them

	datedAt []source.Pos // where each of its dates stands
	ruledAt source.Pos   // and its rule
}

// A StandingItem is one that stands on every agenda of a series, by itself.
type StandingItem struct {
	Title wording.Text
	Kind  string // formal, information, round or decision
	Last  bool   // it stands after what is put on the agenda
}

// A LateRule is what becomes of a proposal that is put on a meeting's agenda after the
// last day for papers, or once the agenda is sent.
type LateRule string

// The rules.
const (
	ChairDecides LateRule = ""             // it waits for the chair's or the secretary's yes
	RefuseLate   LateRule = "refuse"       // nobody may
	NextMeeting  LateRule = "next meeting" // it comes to the next meeting of the series
)

// A Hanging says that a meeting is held so long before or after each of another
// series, as the one that prepares it.
type Hanging struct {
	Series string
	When   calendar.Offset
	Days   int // that it lasts; 0 is one
}

// A Duty is what somebody is to do by a day that is counted from each meeting of a
// series.
type Duty struct {
	Name    string
	When    calendar.Offset
	Meeting bool // it is a meeting itself
	Days    int  // that such a meeting lasts, where the pack says
	Charge
}

// A Phase is a part of the year that deadlines may belong to.
type Phase struct {
	Name  string
	Title wording.Text
	Pos   source.Pos
}

// A Yearly is a deadline that the year itself has.
type Yearly struct {
	Name  string
	Every string           // year, half-year, quarter, month, or "" where by: says all
	By    []*calendar.Rule // the days, by rule
	On    []Span           // or each day told
	Phase wording.Text     // what it is a part of, where the pack says
	Charge
	said string     // its lines of cycle.yaml, as its edition names them
	byAt source.Pos // of by:
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
	Pos      source.Pos
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
