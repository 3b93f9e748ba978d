package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// deadline reads a deadline: line, of a round or of a state, whose round is nil. It is
// "forever", a period, a date that the proposal carries, or says more.
func (s *scope) deadline(n source.Node, of *Round) (d *Deadline, forever bool) {
	if n.Word() == "forever" {
		return nil, true
	}
	d = &Deadline{Pos: n.Pos}
	switch {
	case DateNamed(n) != nil:
		d.At = s.dateRef(n)
		return d, false
	case n.Kind == source.Scalar && meant(n.Word(), "period") == "forever":
		s.r.wrong(n, "period")
		return nil, true
	case n.Kind == source.Scalar:
		d.Within = s.r.period(n)
		return d, false
	}
	form := grammar.Deadline
	if of != nil {
		form = grammar.RoundDeadline
	}
	t := s.r.table(form, n, source.Pos{})
	defer t.done()
	s.due(t, d)
	if n, ok := t.opt("stops"); ok {
		d.Still, d.Stops = s.stops(n)
		s.undateNamed(n, "stops", d)
		if of != nil && slices.Contains(d.Stops, of.Name) {
			s.r.fail(n.Pos, "stops_itself", wording.Args{"Found": of.Name})
		}
	}
	if of != nil {
		s.runs(t, d)
	}
	s.ends(t, d)
	return d, false
}

// stops reads during what a time stands still: windows of the calendar, whose days are
// known beforehand, and rounds.
func (s *scope) stops(n source.Node) (windows, rounds []string) {
	for _, name := range s.listed(n, "stop", slices.Concat(s.rounds, s.windows)) {
		if slices.Contains(s.windows, name) {
			windows = append(windows, name)
		} else {
			rounds = append(rounds, name)
		}
	}
	s.standStill(n)
	return windows, rounds
}

// runs reads in which states a round's time runs.
func (s *scope) runs(t *table, d *Deadline) {
	n, ok := t.opt("runs")
	if !ok {
		return
	}
	d.Runs = s.namedStates(n)
	s.undateNamed(n, "runs", d)
}

// undated refuses that the time stands still of what is to be done at a date.
func (s *scope) undateNamed(n source.Node, word string, d *Deadline) {
	if d.At != nil {
		s.r.fail(n.Pos, "stops_dated", wording.Args{"Found": word})
	}
}

// ends reads at what time of day it ends, and who is told before and after.
func (s *scope) ends(t *table, d *Deadline) {
	if n, ok := t.opt("time"); ok {
		d.Time = s.r.clock(n)
		if s.flow.HasHour(d.At) {
			s.r.fail(n.Pos, "time_twice", wording.Args{"Found": n.Text, "Date": d.At.String()})
		}
	}
	if n, ok := t.opt("else"); ok {
		d.Else = s.r.choice(n, grammar.ElseDays...)
	}
	s.reminders(t, d)
	if n, ok := t.opt("escalate"); ok {
		d.Escalate = s.escalations(n)
	}
}

// due reads by when: one of within and at.
func (s *scope) due(t *table, d *Deadline) {
	within, counted := t.opt("within")
	at, dated := t.opt("at")
	if counted {
		d.Within = s.r.period(within)
	}
	if dated {
		d.At = s.dateRef(at)
	}
	if counted == dated && t.node.Kind == source.Mapping {
		s.r.fail(t.at, "within_or_at", nil)
	}
}

// reminders reads what reminds, before and after.
func (s *scope) reminders(t *table, d *Deadline) {
	if n, ok := t.opt("remind"); ok {
		for _, item := range n.Each() {
			remind := s.r.offset(item)
			if d.At == nil && d.Within.Count > 0 && remind.Side == calendar.Before && longer(remind.Period, d.Within) {
				s.r.fail(item.Pos, "reminds_early", wording.Args{"Found": item.Word(), "Within": d.Within.Text()})
			}
			d.Remind = append(d.Remind, remind)
		}
	}
	n, ok := t.opt("every")
	if !ok {
		return
	}
	if period, err := calendar.ParsePeriod(n.Word()); err == nil { // it can only be after
		d.Every = &calendar.Offset{Period: period, Side: calendar.After}
		return
	}
	every := s.r.offset(n)
	if every.Side != calendar.After && every.Side != "" {
		s.r.wrong(n, "every")
	}
	d.Every = &every
}

// longer says whether a period surely is longer than another, whatever days are closed.
func longer(one, other calendar.Period) bool {
	if one.Unit == other.Unit {
		return one.Count > other.Count
	}
	least, _ := one.Days()
	_, most := other.Days()
	return least > most
}

// escalations reads who is told when a deadline has been passed for long, in the
// order of time.
func (s *scope) escalations(n source.Node) []Escalation {
	var steps []Escalation
	for _, item := range n.Each() {
		t := s.r.table(grammar.Escalation, item, source.Pos{})
		var e Escalation
		if n, ok := t.must("after"); ok {
			e.After = s.r.period(n)
		}
		if n, ok := t.must("to"); ok {
			e.To = s.written(n)
		}
		t.done()
		steps = append(steps, e)
	}
	for i := 1; i < len(steps); i++ {
		if before := steps[i-1].After; longer(before, steps[i].After) {
			s.r.fail(n.Items[i].Pos, "escalations_unordered", wording.Args{"Found": steps[i].After.String(), "Before": before.String()})
		}
	}
	return steps
}
