package definition

import (
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A ClosedDay is a line of closed_days: a day, several on end, or those that a rule gives
// every year.
type ClosedDay struct {
	Said  string // as the pack writes it
	Title wording.Text
	Days  Span           // zero where a rule says which
	Rule  *calendar.Rule // nil of days of one year
	Pos   source.Pos
}

// closed reads the collaboration's own closed days.
func (r *reader) closed(n source.Node) (all []ClosedDay) {
	add := func(item source.Node, title func() wording.Text) {
		if day, ok := r.closedDay(item); ok {
			day.Title = title()
			all = append(all, day)
		}
	}
	if n.Kind == source.Mapping {
		for _, e := range n.Entries {
			add(e.Key, func() wording.Text { return r.title(e.Value, source.Warning) })
		}
		return all
	}
	for _, item := range n.Each() {
		add(item, func() wording.Text { return wording.Both("check.closed_day", nil) })
	}
	return all
}

// closedDay reads a date, "2026-12-28 to 2026-12-30", or a rule that counts no workdays.
func (r *reader) closedDay(n source.Node) (ClosedDay, bool) {
	said := r.word(n)
	day := ClosedDay{Said: strings.Join(strings.Fields(said), " "), Pos: n.Pos}
	if said == "" {
		return day, false
	}
	if span, ok := (&scope{r: r}).days(n); ok {
		day.Days = span
		return day, !span.To.Before(span.From)
	}
	rule, err := calendar.ParseRule(said)
	if err != nil {
		r.wrong(n, "closed")
		return day, false
	}
	if rule.CountsWorkdays() {
		r.fail(n.Pos, "closed_by_workdays", wording.Args{"Found": said})
		return day, false
	}
	day.Rule = rule
	return day, true
}

// ReadClosedDay reads which days somebody writes that the collaboration is closed, as a
// pack does or as people say it: "2026-05-15", "28–30 december 2026", "27–30 december" for
// every year, "första måndagen efter 15 augusti". It answers them as a pack writes them.
func ReadClosedDay(said string) (string, bool) {
	said = strings.Join(strings.Fields(said), " ")
	r := &reader{}
	if day, ok := r.closedDay(source.Node{Kind: source.Scalar, Text: said}); ok {
		return day.Said, true
	}
	if rule, err := calendar.ReadRule(said); err == nil {
		return rule.String(), !rule.CountsWorkdays()
	}
	days, refused := calendar.ReadDays(said, 0)
	if refused != nil || len(days.Spans) != 1 || days.Start != "" {
		return "", false
	}
	if span := days.Spans[0]; !span.Single() {
		return span.From.String() + " to " + span.To.String(), true
	}
	return days.Spans[0].From.String(), true
}

// closes puts closed days into what a collaboration says of its calendar.
func closes(c *calendar.Config, days []ClosedDay) {
	c.Closed = map[calendar.Date]wording.Text{}
	for _, own := range days {
		if own.Rule != nil {
			c.Yearly = append(c.Yearly, calendar.Closing{Rule: own.Rule, Name: own.Title})
			continue
		}
		for day := own.Days.From; !day.After(own.Days.To); day = day.AddDays(1) {
			c.Closed[day] = own.Title
		}
	}
}

// closedAlready warns of days that are said to be closed, and are so in any case.
func (r *reader) closedAlready(own []ClosedDay, c calendar.Config) {
	c.Closed, c.Yearly = nil, nil
	usual := calendar.New(c)
	for _, line := range own {
		if why, all := line.closedBy(usual); all {
			r.warn(line.Pos, "closed_already", wording.Args{"Found": line.Said, "Why": why})
		}
	}
}

// closedBy says why a calendar is closed on every one of the days, of each year that is
// looked at; false where it is open on some.
func (d ClosedDay) closedBy(days *calendar.Calendar) (why wording.Text, all bool) {
	spans := []Span{d.Days}
	if d.Rule != nil {
		spans = nil
		from, to := watched()
		for _, last := range days.Named(d.Rule, from, to) {
			spans = append(spans, Span{d.Rule.Begins(last), last})
		}
	}
	for _, span := range spans {
		for day := span.From; !day.After(span.To); day = day.AddDays(1) {
			reason, closed := days.Closed(day)
			if !closed {
				return nil, false
			}
			if why == nil {
				why = reason
			}
		}
	}
	return why, why != nil
}
