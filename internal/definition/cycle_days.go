package definition

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// dayOf reads on which days a series meets.
func (s *scope) dayOf(t *table, m *Series) {
	on, ruled := t.opt("on")
	if ruled {
		m.Rule, m.ruledAt = s.rule(on), on.Pos
	}
	dates, dated := t.opt("dates")
	for _, item := range dates.Each() {
		s.meetsOn(item, m)
	}
	if n, ok := t.opt("except"); ok {
		for _, item := range n.Each() {
			m.Except = append(m.Except, s.r.date(item))
		}
	}
	times, counted := t.opt("times_a_year")
	if counted {
		m.Times = s.r.number(times, 1)
	}
	if n, ok := t.opt("in"); ok {
		m.In = s.months(n)
	}
	s.avoided(t, m)
	if !ruled && !dated && !counted && t.node.Kind == source.Mapping {
		s.r.fail(t.at, "never_meets", wording.Args{"Found": m.Name})
	}
}

// avoided reads what a rule's days give way to, and which way.
func (s *scope) avoided(t *table, m *Series) {
	avoid, _ := t.opt("avoid")
	for _, item := range avoid.Each() {
		m.Quiet = s.r.choice(item, grammar.Avoided...) == quietWeeks || m.Quiet
	}
	if n, ok := t.opt("else"); ok {
		m.Else = s.r.choice(n, grammar.YearElse...)
	} else if t.has("avoid") {
		m.Else = calendar.ElseNext
	}
}

// quietWeeks are avoided by who says so; closed days go without saying then.
const quietWeeks = "quiet weeks"

// meetsOn reads a day on which a series meets, or several on end: one meeting.
func (s *scope) meetsOn(n source.Node, m *Series) {
	span, ok := s.days(n)
	if !ok {
		s.r.date(n)
		return
	}
	if slices.Contains(m.Dates, span.From) {
		s.r.fail(n.Pos, "named_twice", wording.Args{"Found": n.Word()})
		return
	}
	s.inLine(n, m.Dates, span.From)
	m.Dates, m.datedAt = append(m.Dates, span.From), append(m.datedAt, n.Pos)
	if span.To != span.From {
		if m.Lasts == nil {
			m.Lasts = map[calendar.Date]calendar.Date{}
		}
		m.Lasts[span.From] = span.To
	}
}

// farApart is how many days may lie between two dates that stand beside each other in a
// list for the year of the later to be believed.
const farApart = 9 * 365

// inLine asks whether the year is right of a date that stands in a list before an
// earlier one, or years after it.
func (s *scope) inLine(n source.Node, before []calendar.Date, day calendar.Date) {
	if len(before) == 0 || day.IsZero() {
		return
	}
	last := before[len(before)-1]
	if apart := last.DaysUntil(day); apart < 0 || apart > farApart {
		s.r.warn(n.Pos, "date_out_of_line", wording.Args{"Found": day.String(), "Before": last.String()})
	}
}

// days reads a date, or "2021-06-01 to 2021-08-31"; false where it is neither.
func (s *scope) days(n source.Node) (Span, bool) {
	first, last, several := strings.Cut(n.Word(), " to ")
	from, err := calendar.ParseDate(strings.TrimSpace(first))
	if err != nil || !several {
		return Span{from, from}, err == nil
	}
	to, err := calendar.ParseDate(strings.TrimSpace(last))
	if err != nil {
		s.r.wrong(n, "days")
		return Span{from, from}, true
	}
	if to.Before(from) {
		s.r.fail(n.Pos, "days_backwards", wording.Args{"Found": n.Word()})
	}
	return Span{from, to}, true
}

// yearDay reads a day that every year has.
func (r *reader) yearDay(n source.Node) calendar.YearDay {
	day, err := calendar.ParseYearDay(r.word(n))
	if err != nil && n.Kind == source.Scalar {
		day, _ = calendar.ParseYearDay(r.wrong(n, "year_day"))
	}
	return day
}

// phase reads which part of the year a deadline belongs to.
func (s *scope) phase(n source.Node, c *Cycle) wording.Text {
	word := s.r.word(n)
	var known []string
	for _, phase := range c.Phases {
		if phase.Name == word {
			return phase.Title
		}
		known = append(known, phase.Name)
	}
	if word != "" {
		s.r.unknown(n, "phase", known)
	}
	return nil
}
