package definition

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// cycle reads cycle.yaml: the year's meetings, and what hangs on them.
func (r *reader) cycle(src source, p *Pack) *Cycle {
	t := r.table(grammar.Cycle, src.root, src.root.pos)
	defer t.done()
	c := &Cycle{Pos: src.root.pos}
	if n, ok := t.must("cycle"); ok {
		c.Key = r.word(n)
	}
	if n, ok := t.opt("title"); ok {
		r.title(n, Warning)
	}
	s := &scope{r: r, people: p.People, flow: &Workflow{}}
	if n, ok := t.opt("meetings"); ok {
		r.named(n, func(e entry) { c.Meetings = append(c.Meetings, s.series(e)) })
	}
	s.around(t, c)
	if n, ok := t.opt("deadlines"); ok {
		r.named(n, func(e entry) { c.Other = append(c.Other, s.yearly(e)) })
	}
	return c
}

// series reads one recurring meeting.
func (s *scope) series(e entry) Series {
	t := s.r.table(grammar.Meeting, e.value, e.key.pos)
	defer t.done()
	m := Series{Name: e.key.text, Pos: e.key.pos, Title: wording.Same(humanised(e.key.text))}
	if n, ok := t.opt("title"); ok {
		m.Title = s.r.title(n, Warning)
	}
	if n, ok := t.must("body"); ok {
		m.Bodies = s.meets(n)
	}
	if !t.has("title") && len(m.Bodies) > 0 {
		m.Title = s.people.Body(m.Bodies[0]).Title
	}
	if n, ok := t.opt("time"); ok {
		m.Start, m.End = s.from(n)
	}
	s.dayOf(t, &m)
	return m
}

// from reads "09:00-12:00", or when it begins alone.
func (s *scope) from(n node) (start, end string) {
	if strings.Contains(n.text, "-") {
		return s.r.hours(n)
	}
	return s.r.clock(n), ""
}

// meets reads the bodies that meet.
func (s *scope) meets(n node) []string {
	var bodies []string
	for _, item := range n.each() {
		word := s.r.word(item)
		switch {
		case word == "":
		case s.people.Body(word) == nil:
			s.r.unknown(item, "body", bodyKeys(s.people))
		default:
			bodies = append(bodies, word)
		}
	}
	return bodies
}

// dayOf reads on which days a series meets.
func (s *scope) dayOf(t *table, m *Series) {
	on, ruled := t.opt("on")
	if ruled {
		m.Rule = s.rule(on)
	}
	dates, dated := t.opt("dates")
	for _, item := range dates.each() {
		m.Dates = append(m.Dates, s.r.date(item))
	}
	times, counted := t.opt("times_a_year")
	if counted {
		s.r.number(times, 1)
	}
	if n, ok := t.opt("in"); ok {
		s.months(n)
	}
	if n, ok := t.opt("avoid"); ok {
		s.r.choice(n, grammar.Avoided...)
	}
	if n, ok := t.opt("else"); ok {
		m.Else = s.r.choice(n, grammar.ElseDays...)
	} else if t.has("avoid") {
		m.Else = calendar.ElseNext
	}
	if !ruled && !dated && !counted && t.node.kind == mapping {
		s.r.fail(t.at, "never_meets", wording.Args{"Found": m.Name})
	}
}

func (s *scope) rule(n node) *calendar.Rule {
	word := s.r.word(n)
	if word == "" {
		return nil
	}
	rule, err := calendar.ParseRule(word)
	if err != nil {
		s.r.wrong(n, "rule")
		return nil
	}
	return rule
}

func (s *scope) months(n node) {
	for _, item := range n.each() {
		s.r.choice(item, grammar.Months...)
	}
}

// around reads what comes before and after each meeting.
func (s *scope) around(t *table, c *Cycle) {
	var series []string
	for _, m := range c.Meetings {
		series = append(series, m.Name)
	}
	for _, section := range []string{"before_each", "after_each"} {
		n, ok := t.opt(section)
		if ok && n.kind != mapping {
			s.r.wrong(n, "table")
		}
		for _, e := range n.entries {
			if !slices.Contains(series, e.key.text) {
				s.r.unknown(e.key, "series", series)
			}
			if e.value.kind == nothing {
				s.r.fail(e.value.pos, "nothing", nil)
			}
			for _, item := range e.value.each() {
				c.Other = append(c.Other, s.errand(item))
			}
		}
	}
}

// errand reads what is to be done by a day counted from a meeting.
func (s *scope) errand(item node) wording.Text {
	t := s.r.table(grammar.Errand, item, Pos{})
	defer t.done()
	name := ""
	if n, ok := t.must("name"); ok {
		name = n.text
		s.r.key(n, plainKey)
	}
	if n, ok := t.must("when"); ok {
		s.r.offset(n)
	}
	if n, ok := t.opt("meeting"); ok {
		s.r.yes(n)
	}
	return s.charge(t, name)
}

// charge reads whose an errand or a deadline of the year is, and what reminds. It
// answers what people call it.
func (s *scope) charge(t *table, name string) wording.Text {
	title := wording.Same(humanised(name))
	if n, ok := t.opt("title"); ok {
		title = s.r.title(n, Warning)
	}
	if n, ok := t.opt("time"); ok {
		s.from(n)
	}
	if n, ok := t.must("who"); ok {
		s.told(n)
	}
	if n, ok := t.opt("to"); ok {
		s.delivered(n)
	}
	if n, ok := t.opt("remind"); ok {
		for _, item := range n.each() {
			s.r.offset(item)
		}
	}
	if n, ok := t.opt("escalate"); ok {
		s.escalations(n)
	}
	if n, ok := t.opt("else"); ok {
		s.r.choice(n, grammar.ElseDays...)
	}
	return title
}

// delivered reads to whom the year's deadlines deliver. It may be somebody
// outside the collaboration, whose name only people read.
func (s *scope) delivered(n node) []people.Party {
	var parties []people.Party
	for _, item := range n.each() {
		if slices.Contains(s.names(), s.shown(item)) {
			parties = append(parties, s.parties(item)...)
		} else {
			s.r.word(item)
		}
	}
	return parties
}

// yearly reads a deadline that the year itself has.
func (s *scope) yearly(e entry) wording.Text {
	t := s.r.table(grammar.Yearly, e.value, e.key.pos)
	defer t.done()
	if n, ok := t.opt("every"); ok {
		s.r.choice(n, grammar.Recurring...)
	}
	by, fixed := t.opt("by")
	for _, item := range by.each() {
		s.rule(item)
	}
	on, once := t.opt("on")
	for _, item := range on.each() {
		if _, err := calendar.ParseDate(s.shown(item)); err != nil {
			s.rule(item)
		}
	}
	if !fixed && !once && t.node.kind == mapping {
		s.r.fail(t.at, "missing_key", wording.Args{"Found": "by"})
	}
	return s.charge(t, e.key.text)
}
