package store

import (
	"fmt"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// kept is what a change comes to in rows: the proposal's own, and those of each
// sheet in order.
type kept struct {
	change    engine.Change
	proposal  []any             // the columns of proposalColumns
	deadlines map[string]string // of the proposal, as JSON, by id
	rows      [][][]any
}

// keptOf lays a change out. Of a new proposal the number must be set. What of the
// proposal stands as it stood before needs no writing anew.
// Unlisted it is written without what only lists, the outbox and audits ask for.
func keptOf(c engine.Change, before remembered, unlisted bool) (*kept, error) {
	pen := pens.Get().(*pen)
	defer pens.Put(pen)
	pen.err = nil
	k := &kept{change: c, deadlines: pen.deadlinesOf(c.Proposal, before)}
	k.proposal = append(columnsOf(c.Proposal), pen.body(c.Proposal, k.deadlines))
	if k.rows = make([][][]any, len(sheets)); unlisted {
		k.rows[0], k.rows[5] = historyRows(c, pen), errandRows(c, pen)
	} else {
		k.rows = [][][]any{
			historyRows(c, pen), noticeRows(c, pen), deadlineRows(c, k.deadlines),
			roundRows(c), respondentRows(c, pen), errandRows(c, pen), textRows(c),
		}
	}
	if pen.err != nil {
		return nil, fmt.Errorf("writing proposal %s as JSON: %w", c.Proposal.ID, pen.err)
	}
	return k, nil
}

// columnsOf are the values that lists choose and sort proposals by, in the order
// of proposalColumns but for the body.
func columnsOf(p engine.Proposal) []any {
	due := dueOf(p)
	timer := wakes(p)
	asked, answered := outstanding(p)
	origin := ""
	if p.Origin != nil {
		origin = p.Origin.Key
	}
	return []any{
		p.Title, p.State, p.Holder, day(due.Date), at(due.At), p.Decision != nil, asked, answered,
		at(p.Changed), at(p.Closed), at(timer.DueAt), orNull(timer.ID), p.Version, p.Head, p.Edition, p.Secret.String(),
		day(p.FallsOn()), orNull(origin), orNull(p.TakenUp()),
	}
}

func day(d calendar.Date) any {
	if d.IsZero() {
		return nil
	}
	return d.String()
}

// dueOf is what p must keep first: the moment of a running deadline of its state,
// a round or a clock, or no moment. What time does by itself nobody must keep.
func dueOf(p engine.Proposal) calendar.Moment {
	var first calendar.Moment
	for _, d := range p.Deadlines {
		if d.Status != engine.Running || !slices.Contains(toKeep, d.About) || !p.Binds(d) {
			continue
		}
		if first.At.IsZero() || d.Moment.At.Before(first.At) {
			first = d.Moment
		}
	}
	return first
}

// What a deadline may be about, of those that somebody must keep.
const (
	aboutState = "state"
	aboutRound = "round"
	aboutClock = "clock"

	aboutExtension = "extension"
)

var toKeep = []string{aboutState, aboutRound, aboutExtension, aboutClock}

// wakes is the first timer that is neither done nor void.
func wakes(p engine.Proposal) engine.Timer {
	var first engine.Timer
	for _, d := range p.Deadlines {
		for _, t := range d.Timers {
			if !t.Done.IsZero() || t.Void {
				continue
			}
			if first.ID == "" || t.DueAt.Before(first.DueAt) {
				first = t
			}
		}
	}
	return first
}

// outstanding counts the respondents of open rounds, and those that are settled.
func outstanding(p engine.Proposal) (asked, answered int) {
	for _, r := range p.Rounds {
		if r.OpenedAt.IsZero() || !r.ClosedAt.IsZero() {
			continue
		}
		done, of := r.Count()
		asked, answered = asked+of, answered+done
	}
	return asked, answered
}

func historyRows(c engine.Change, pen *pen) [][]any {
	var rows [][]any
	for step, e := range c.Events {
		rows = append(rows, []any{e.Seq, e.ID, at(e.At), orNull(e.Act), step, string(e.Kind), caused(c.Notices, e.ID),
			pen.text(e), pen.text(e.Private), e.Salt, e.Prev, e.Hash})
	}
	return rows
}

// orNull keeps those apart that have no key, timer or place.
func orNull(key string) any {
	if key == "" {
		return nil
	}
	return key
}

func caused(notices []engine.Notice, event string) int {
	n := 0
	for _, notice := range notices {
		if notice.Event == event {
			n++
		}
	}
	return n
}

func noticeRows(c engine.Change, pen *pen) [][]any {
	rows := make([][]any, 0, len(c.Notices))
	room := make([]any, 0, 6*len(c.Notices))
	var made any // most are of the same instant
	for i, n := range c.Notices {
		if i == 0 || n.At != c.Notices[i-1].At {
			made = at(n.At)
		}
		room = append(room, n.ID, n.Event, seqOf(c, n.Event), made, n.Addressee(), pen.notice(n))
		rows = append(rows, room[len(room)-6:])
	}
	return rows
}

// seqOf is the number of one of the change's events, by which history is found.
func seqOf(c engine.Change, event string) int {
	for _, e := range c.Events {
		if e.ID == event {
			return e.Seq
		}
	}
	return c.Proposal.Version
}

func deadlineRows(c engine.Change, written map[string]string) [][]any {
	var rows [][]any
	for _, d := range c.Deadlines {
		rows = append(rows, []any{d.ID, d.About, d.Name, d.Round, string(d.Status), day(d.Moment.Date), at(d.Moment.At), written[d.ID]})
	}
	return rows
}

func roundRows(c engine.Change) [][]any {
	var rows [][]any
	for _, r := range c.Rounds {
		rows = append(rows, []any{r.ID, r.Name, at(r.OpenedAt), at(r.ClosedAt)})
	}
	return rows
}

func respondentRows(c engine.Change, pen *pen) [][]any {
	var rows [][]any
	for _, round := range c.Rounds {
		for _, r := range round.Respondents {
			rows = append(rows, []any{round.ID, r.Key(), r.Answer, r.IsSettled(), pen.text(r)})
		}
	}
	return rows
}

// textRows is what the proposal is found by, where it may have changed.
func textRows(c engine.Change) [][]any {
	if c.Before > 0 && !slices.ContainsFunc(c.Events, touchesText) {
		return nil
	}
	return [][]any{{foundBy(c.Proposal)}}
}

// touchesText says whether an event may have changed the proposal's text: by its
// kind, or because something was given with it.
func touchesText(e engine.Event) bool {
	switch e.Kind {
	case engine.Proposed, engine.Edited, engine.Attached:
		return true
	case engine.Transited:
		d := e.Data
		return len(d.Inputs) > 0 || len(d.Changed) > 0 || len(d.Documents) > 0 || len(d.Sets) > 0 || len(e.Private.Texts) > 0
	}
	return false
}
