package agenda

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// An Entry is one thing that is recorded of a meeting: one click of the
// secretary's. Which of its fields count is said by What.
type Entry struct {
	What        Recorded    `json:"what"`
	Item        string      `json:"item,omitempty"`     // its id; of all but presence and adjusters
	Present     Presence    `json:"present,omitzero"`   // who; of presence
	At          string      `json:"at,omitempty"`       // when, "09:40": of presence, TakenUp and Settled; "" is the beginning of what came, and the end of who left
	Result      Result      `json:"result,omitempty"`   // of Settled
	Decision    []string    `json:"decision,omitempty"` // of Settled, as points
	Step        string      `json:"step,omitempty"`     // of Settled by a proposal's own step: which
	Nth         int         `json:"nth,omitempty"`      // of Said, Voted, Reserved and Assigned: which one is replaced, from 1; 0 adds one. Replaced by nothing it is gone
	Part        Part        `json:"part,omitzero"`      // of Said
	Vote        Vote        `json:"vote,omitzero"`      // of Voted
	Reservation Reservation `json:"reservation,omitzero"`
	Assignment  Assignment  `json:"assignment,omitzero"`
	Names       []string    `json:"names,omitempty"` // of Recused who had a conflict of interest, of Adjusting who approve: all of them
}

// Recorded is what an entry says.
type Recorded string

// What may be recorded.
const (
	Came      Recorded = "came"
	Left      Recorded = "left"
	Excused   Recorded = "excused" // has said that it can't come
	Absent    Recorded = "absent"  // was never there: takes back what was recorded
	TakenUp   Recorded = "taken_up"
	Settled   Recorded = "settled"  // with Open it is taken up anew
	Said      Recorded = "said"     // a passage of the minutes
	Voted     Recorded = "voted"    // a vote was taken
	Reserved  Recorded = "reserved" // against the decision
	Recused   Recorded = "recused"  // had a conflict of interest and left
	Assigned  Recorded = "assigned" // somebody is to do something
	Adjusting Recorded = "adjusters"
)

// Record writes one entry.
func (g Gathering) Record(e Entry) (Gathering, *fault.Error) {
	at, f := Clock(e.At)
	if f != nil {
		return g, f.On("at")
	}
	e.At = at
	g = g.clone()
	switch e.What {
	case Came, Left, Excused, Absent:
		return g.attend(e)
	case Adjusting:
		g.Adjusters = e.Names
		return g, nil
	}
	i := g.index(e.Item)
	if i < 0 {
		return g, fault.New(fault.NotFound, "unknown_item", nil)
	}
	if gone := e.Nth > 0 && e.Vote.nothing(); e.What == Voted && !gone {
		if e.Vote, f = g.voted(g.Items[i], e.Vote); f != nil {
			return g, f
		}
	}
	f = g.Items[i].record(e)
	return g, f
}

// Clock reads a time of day as people write it, "9.40" or "09:40", "" for none.
func Clock(text string) (string, *fault.Error) {
	said := strings.ReplaceAll(strings.TrimSpace(text), ".", ":")
	if said == "" {
		return "", nil
	}
	if strings.Index(said, ":") == 1 {
		said = "0" + said
	}
	at, err := calendar.ParseClock(said)
	if err != nil {
		return "", fault.New(fault.Invalid, "not_a_clock", wording.Args{"Value": text})
	}
	return at.String(), nil
}

// record writes an entry about the item.
func (i *Item) record(e Entry) (f *fault.Error) {
	switch e.What {
	case TakenUp:
		i.At = e.At
	case Settled:
		return i.settle(e)
	case Recused:
		i.Recused = e.Names
	case Said:
		i.Parts, f = put(i.Parts, e.Nth, e.Part, e.Part.empty())
	case Voted:
		i.Votes, f = put(i.Votes, e.Nth, e.Vote, e.Vote.nothing())
	case Reserved:
		i.Reserved, f = put(i.Reserved, e.Nth, e.Reservation, e.Reservation.Who == "")
	case Assigned:
		i.Assigned, f = put(i.Assigned, e.Nth, e.Assignment, e.Assignment.What == "")
	default:
		return fault.New(fault.Invalid, "unknown_act", wording.Args{"Act": string(e.What)})
	}
	return f
}

// settle says what became of the item. A decision that departs from the proposed
// one must say what it is, but where the proposal's own step made it, which may be
// confidential.
func (i *Item) settle(e Entry) *fault.Error {
	if !slices.Contains(Results(), e.Result) {
		return fault.New(fault.Invalid, "item_result", nil).On("result")
	}
	if e.Result == Amended && len(e.Decision) == 0 && e.Step == "" {
		return fault.New(fault.Invalid, "item_amended", nil).On("decision")
	}
	if i.To != (Matter{}) {
		return fault.New(fault.Conflict, "item_settled", wording.Args{"Item": i.Title})
	}
	if i.At == "" {
		i.At = e.At
	}
	i.Result, i.Decision, i.Step = e.Result, e.Decision, e.Step
	if e.Result == AsProposed && len(e.Decision) == 0 {
		i.Decision = i.ProposedPoints()
	}
	return nil
}

// Results lists the results that an item may have, and that it has none.
func Results() []Result {
	return []Result{Open, Noted, AsProposed, Amended, Rejected, ReferredBack, Postponed, Withdrawn}
}

// ProposedPoints are the points of the proposed decision, as the record has them.
func (i Item) ProposedPoints() []string {
	var points []string
	for _, part := range i.Parts {
		if part.Kind == Proposed {
			points = append(points, part.Points...)
		}
	}
	return points
}

func (p Part) empty() bool {
	return strings.TrimSpace(p.Text) == "" && len(p.Points) == 0 && p.Kind != Upcoming
}

// put is a list with one more at its end, with another in place of the nth from 1,
// or without that where there is nothing to put.
func put[T any](list []T, nth int, one T, nothing bool) ([]T, *fault.Error) {
	list = slices.Clone(list)
	switch {
	case nth < 0 || nth > len(list):
		return list, fault.New(fault.Conflict, "record_moved", nil)
	case nth > 0 && nothing:
		return slices.Delete(list, nth-1, nth), nil
	case nth > 0:
		list[nth-1] = one
		return list, nil
	case nothing:
		return list, fault.New(fault.Invalid, "nothing_recorded", nil)
	}
	return append(list, one), nil
}

// Points are the points of a text: its lines, without the marks before them.
func Points(text string) []string {
	var points []string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		for _, mark := range []string{"- ", "– ", "• ", "* "} {
			line = strings.TrimPrefix(line, mark)
		}
		if line != "" {
			points = append(points, line)
		}
	}
	return points
}
