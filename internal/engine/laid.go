package engine

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// A Laid is a meeting that has been laid out, as much of it as others ask for.
type Laid struct {
	Kin
	Title  string
	State  string
	Series string
	Bodies []string
	Date   calendar.Date
	Time   string
}

// LaidOf is a meeting as others ask for it.
func LaidOf(p Proposal) Laid {
	l := Laid{Kin: kinOf(p), Title: p.Title, State: p.State, Series: SeriesOf(p.Workflow)}
	if p.Meeting != nil {
		l.Date, l.Time = p.Meeting.Date, p.Meeting.Time
	}
	if p.Gathering != nil {
		l.Bodies = p.Gathering.Bodies
	}
	return l
}

// meeting is the meeting as a proposal has it that is taken up there.
func (l Laid) meeting() *Meeting {
	m := &Meeting{ID: l.ID, Name: l.Series, Date: l.Date, Time: l.Time}
	if len(l.Bodies) > 0 {
		m.Body = l.Bodies[0]
	}
	return m
}

// matter is the meeting as an agenda names it.
func (l Laid) matter() agenda.Matter {
	return agenda.Matter{ID: l.ID, Number: l.Number, Title: l.Title}
}

// takesUp says whether the meeting is still to be held.
func (l Laid) takesUp() bool { return slices.Contains(beforeMeeting, l.State) }

// gathers says whether a body meets there; "" is any.
func (l Laid) gathers(body string) bool { return body == "" || slices.Contains(l.Bodies, body) }

// laidOn is the meeting of a body that is laid out on a date, or nil.
func (d *deciding) laidOn(date calendar.Date, body string) *Laid {
	for i := range d.act.Laid {
		if l := &d.act.Laid[i]; l.Date == date && l.gathers(body) && l.takesUp() {
			return l
		}
	}
	return nil
}

// laidNext is the first meeting still to be held after a date: of a series, or
// where that has none or is "", of a body; or nil.
func (d *deciding) laidNext(series, body string, after calendar.Date) *Laid {
	next := func(of func(Laid) bool) *Laid {
		for i := range d.act.Laid {
			if l := &d.act.Laid[i]; l.takesUp() && l.ID != d.p.ID && l.Date.After(after) && !l.Date.Before(d.today) && of(*l) {
				return l
			}
		}
		return nil
	}
	if series != "" {
		if l := next(func(l Laid) bool { return l.Series == series }); l != nil {
			return l
		}
	}
	if body == "" {
		return nil
	}
	return next(func(l Laid) bool { return l.gathers(body) })
}

// matterOf is a meeting as an agenda names it, by id alone where it is closed.
func (d *deciding) matterOf(id string) agenda.Matter {
	for _, l := range d.act.Laid {
		if l.ID == id {
			return l.matter()
		}
	}
	return agenda.Matter{ID: id}
}

// laid finds the meetings that an act must know of before it is decided, the first
// to be held first. Of what has to do with no meeting it asks nothing.
func (e *Engine) laid(ctx context.Context, pack *definition.Pack, p Proposal, act Act) ([]Laid, error) {
	flows := meetingFlows(pack)
	if len(flows) == 0 || !asksForMeetings(p, act) && !putsUp(pack, p, act) {
		return nil, nil
	}
	open, err := e.store.Open(ctx, act.Collaboration, flows)
	if err != nil {
		return nil, fmt.Errorf("asking which meetings are laid out: %w", err)
	}
	return LaidOut(open), nil
}

// putsUp says whether a step that follows from an act may put the proposal up at the next
// meeting of a body.
func putsUp(pack *definition.Pack, p Proposal, act Act) bool {
	flow := pack.At(p.Workflow, p.Edition).Workflow(p.Workflow)
	if act.Kind == Propose {
		flow = pack.Workflow(act.Workflow)
	}
	return flow != nil && flow.SetsMeetings()
}

// LaidOut are meetings as others ask for them, the first to be held first.
func LaidOut(meetings []Proposal) []Laid {
	laid := make([]Laid, len(meetings))
	for i, m := range meetings {
		laid[i] = LaidOf(m)
	}
	slices.SortStableFunc(laid, func(a, b Laid) int {
		return cmp.Or(b.Date.DaysUntil(a.Date), strings.Compare(a.Time, b.Time))
	})
	return laid
}

// meetingFlows are the workflows of a pack's meetings.
func meetingFlows(pack *definition.Pack) []string {
	var keys []string
	for _, w := range pack.Year {
		if isMeeting(w.Key) {
			keys = append(keys, w.Key)
		}
	}
	return keys
}

// asksForMeetings says whether what follows from an act may have to do with other
// meetings than the proposal's own.
func asksForMeetings(p Proposal, act Act) bool {
	_, given := act.Inputs["meeting"]
	switch act.Kind {
	case Propose:
		return given
	case Do:
		_, decides := act.Inputs["decision"]
		return given || decides || p.Meeting != nil
	case Tell:
		return p.Meeting != nil || act.Family.News == MeetsOn
	case Arrange:
		return true
	case Record:
		return act.Entry != nil && (act.Entry.Result == agenda.Postponed || act.Entry.What == agenda.Assigned)
	}
	return false
}

// stopOf is when nothing more may be put on a meeting's agenda by itself: the latest
// of the duties before it that say so, zero where it has none.
func stopOf(pack *definition.Pack, m Meeting) (stop time.Time) {
	if pack.Cycle == nil {
		return stop
	}
	for _, series := range pack.Cycle.Meetings {
		for _, duty := range series.Before {
			if series.Name != m.Name || !slices.Contains(stopDates, duty.Name) {
				continue
			}
			if at := pack.Calendar.From(m.Date, duty.When, duty.Start, duty.Else).At; at.After(stop) {
				stop = at
			}
		}
	}
	return stop
}

// stopDates are the names of duties that say until when papers are taken.
var stopDates = []string{"stop_date", "papers"}
