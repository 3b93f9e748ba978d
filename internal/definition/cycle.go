package definition

import (
	"maps"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// cycle reads cycle.yaml: the year's meetings, and what hangs on them.
func (r *reader) cycle(src source.File, p *Pack) *Cycle {
	t := r.table(grammar.Cycle, src.Root, src.Root.Pos)
	defer t.done()
	c := &Cycle{Pos: src.Root.Pos}
	if n, ok := t.must("cycle"); ok {
		c.Key = r.word(n)
	}
	if n, ok := t.opt("title"); ok {
		c.Title = r.title(n, source.Warning)
	}
	if n, ok := t.opt("year_begins"); ok {
		c.Begins = r.yearDay(n)
	}
	if n, ok := t.opt("phases"); ok {
		r.named(n, func(e source.Entry) {
			c.Phases = append(c.Phases, Phase{Name: e.Key.Text, Title: r.title(e.Value, source.Warning), Pos: e.Key.Pos})
		})
	}
	s := &scope{r: r, people: p.People, flow: &Workflow{}, begins: c.Begins, ofYear: true}
	if n, ok := t.opt("meetings"); ok {
		r.named(n, func(e source.Entry) { c.Meetings = append(c.Meetings, s.series(e)) })
	}
	s.around(t, c)
	if n, ok := t.opt("deadlines"); ok {
		r.named(n, func(e source.Entry) { c.Yearly = append(c.Yearly, s.yearly(e, c)) })
	}
	if !r.published {
		r.checkYear(c, p.Calendar)
	}
	return c
}

// series reads one recurring meeting.
func (s *scope) series(e source.Entry) Series {
	t := s.r.table(grammar.Meeting, e.Value, e.Key.Pos)
	defer t.done()
	m := Series{Name: e.Key.Text, Pos: e.Key.Pos, Title: wording.Same(Humanised(e.Key.Text)), said: e.Value.Plainly()}
	if n, ok := t.opt("title"); ok {
		m.Title = s.r.title(n, source.Warning)
	}
	if n, ok := t.must("body"); ok {
		m.Bodies = s.meets(n)
	}
	if !t.has("title") && len(m.Bodies) > 0 {
		m.Title = s.people.Body(m.Bodies[0]).Title
	}
	at, timed := t.opt("time")
	if n, ok := t.opt("place"); ok {
		m.Place = s.r.word(n)
	}
	if n, ok := t.opt("late_items"); ok {
		m.Late = s.lateRule(n)
	}
	if n, ok := t.opt("standing_items"); ok {
		m.Stands = s.standing(n)
	}
	s.dayOf(t, &m)
	if timed {
		m.Start, m.End = s.hoursOf(at, m)
	}
	return m
}

// hoursOf reads when a series' meetings begin and end. Those that all last several days may
// end earlier in the day than they begin: from lunch to lunch.
func (s *scope) hoursOf(n source.Node, m Series) (start, end string) {
	if m.neverOneDay() {
		if start, end, ok := hoursOver(n.Word()); ok {
			return start, end
		}
	}
	return s.from(n)
}

// standing reads what stands on every agenda: each title once.
func (s *scope) standing(n source.Node) (all []StandingItem) {
	s.r.listed(n)
	for _, item := range n.Each() {
		t := s.r.table(grammar.Standing, item, item.Pos)
		one := StandingItem{Kind: "formal"}
		if n, ok := t.must("title"); ok {
			one.Title = s.r.title(n, source.Warning)
		}
		if n, ok := t.opt("kind"); ok {
			one.Kind = s.r.choice(n, grammar.StandingKinds...)
		}
		if n, ok := t.opt("last"); ok {
			one.Last = s.r.yes(n)
		}
		t.done()
		if slices.ContainsFunc(all, func(other StandingItem) bool { return maps.Equal(other.Title, one.Title) }) {
			s.r.fail(item.Pos, "standing_twice", wording.Args{"Found": one.Title})
		}
		all = append(all, one)
	}
	return all
}

// lateRule reads what becomes of what comes late. What goes without saying may be said.
func (s *scope) lateRule(n source.Node) LateRule {
	if word := s.r.choice(n, grammar.LateItems...); word != "the chair decides" {
		return LateRule(word)
	}
	return ChairDecides
}

// from reads "09:00-12:00", or when it begins alone.
func (s *scope) from(n source.Node) (start, end string) {
	if strings.Contains(n.Text, "-") {
		return s.r.hours(n)
	}
	return s.r.clock(n), ""
}

// meets reads the bodies that meet.
func (s *scope) meets(n source.Node) []string {
	var bodies []string
	s.r.listed(n)
	for _, item := range n.Each() {
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

func (s *scope) rule(n source.Node) *calendar.Rule {
	word := s.r.word(n)
	if word == "" {
		return nil
	}
	rule, err := calendar.ParseRule(word)
	if err != nil {
		if rule, err = calendar.ParseRule(s.r.wrong(n, "rule")); err != nil {
			return nil
		}
	}
	return rule.InYearFrom(s.begins)
}

func (s *scope) months(n source.Node) []time.Month {
	var months []time.Month
	for _, item := range n.Each() {
		if at := slices.Index(grammar.Months, s.r.choice(item, grammar.Months...)); at >= 0 {
			months = append(months, time.Month(at+1))
		}
	}
	return months
}

// around reads what comes before and after each meeting.
func (s *scope) around(t *table, c *Cycle) {
	var series []string
	for _, m := range c.Meetings {
		series = append(series, m.Name)
	}
	for _, section := range []string{"before_each", "after_each"} {
		n, ok := t.opt(section)
		if ok && n.Kind != source.Mapping {
			s.r.wrong(n, "table")
		}
		for _, e := range n.Entries {
			at := slices.Index(series, e.Key.Text)
			if at < 0 {
				s.r.unknown(e.Key, "series", series)
			}
			if e.Value.Kind == source.Nothing {
				s.r.fail(e.Value.Pos, "nothing", nil)
			}
			for _, item := range e.Value.Each() {
				duty := s.duty(item)
				if at >= 0 && !duty.Meeting {
					c.Meetings[at].said += section + item.Plainly()
				}
				switch {
				case at < 0:
				case duty.Meeting:
					s.hang(c, &c.Meetings[at], duty, item)
					s.r.checkSide(section, duty)
				case section == "before_each":
					c.Meetings[at].Before = append(c.Meetings[at].Before, duty)
				default:
					c.Meetings[at].After = append(c.Meetings[at].After, duty)
				}
			}
		}
	}
}

// duty reads what is to be done by a day counted from a meeting.
func (s *scope) duty(item source.Node) Duty {
	t := s.r.table(grammar.Duty, item, source.Pos{})
	defer t.done()
	d := Duty{}
	if n, ok := t.must("name"); ok {
		d.Name = n.Text
		s.r.key(n, plainKey)
	}
	if n, ok := t.must("when"); ok {
		d.When = s.r.offset(n)
	}
	if n, ok := t.opt("meeting"); ok {
		d.Meeting = s.r.yes(n)
	}
	if n, ok := t.opt("lasts"); ok {
		d.Days = s.lasts(n, d)
	}
	d.Charge = s.charge(t, d.Name, Series{Hangs: &Hanging{Days: d.Days}})
	return d
}

// lasts reads how many days a meeting that hangs on another goes on for.
func (s *scope) lasts(n source.Node, d Duty) int {
	word := s.r.word(n)
	period, err := calendar.ParsePeriod(word)
	switch {
	case word == "":
		return 0
	case err != nil || period.Unit != calendar.Days || period.Count < 1 || period.Count > longestMeeting:
		s.r.wrong(n, "lasts")
		return 0
	case !d.Meeting:
		s.r.fail(n.Pos, "lasts_no_meeting", wording.Args{"Found": d.Name})
	}
	return period.Count
}

// charge reads whose something of the year is, and what reminds of it.
func (s *scope) charge(t *table, name string, meets Series) Charge {
	c := Charge{Title: wording.Same(Humanised(name)), Pos: t.at}
	if n, ok := t.opt("title"); ok {
		c.Title = s.r.title(n, source.Warning)
	}
	if n, ok := t.opt("time"); ok {
		c.Start, c.End = s.hoursOf(n, meets)
	}
	if n, ok := t.must("who"); ok {
		c.Who = s.told(n)
		s.r.listed(n)
	}
	if n, ok := t.opt("to"); ok {
		c.To, c.ToOthers = s.delivered(n)
	}
	if n, ok := t.opt("remind"); ok {
		for _, item := range n.Each() {
			c.Remind = append(c.Remind, s.r.offset(item))
		}
	}
	if n, ok := t.opt("escalate"); ok {
		c.Escalate = s.escalations(n)
	}
	if n, ok := t.opt("else"); ok {
		c.Else = s.r.choice(n, grammar.YearElse...)
	}
	return c
}

// delivered reads to whom the year's deadlines deliver. It may be somebody
// outside the collaboration, whose name only people read.
func (s *scope) delivered(n source.Node) (parties []people.Party, others []string) {
	for _, item := range n.Each() {
		if slices.Contains(s.names(), item.Word()) {
			parties = append(parties, s.parties(item)...)
		} else if word := s.r.word(item); word != "" {
			if near := guess.Nearest(word, s.names()); near != "" {
				s.r.warn(item.Pos, "taken_for_outside", wording.Args{"Found": word, "Suggestion": near})
			}
			others = append(others, word)
		}
	}
	return parties, others
}

// yearly reads a deadline that the year itself has.
func (s *scope) yearly(e source.Entry, c *Cycle) Yearly {
	t := s.r.table(grammar.Yearly, e.Value, e.Key.Pos)
	defer t.done()
	y := Yearly{Name: e.Key.Text, said: e.Value.Plainly()}
	if n, ok := t.opt("every"); ok {
		y.Every = s.r.choice(n, grammar.Recurring...)
	}
	by, fixed := t.opt("by")
	y.byAt = by.Pos
	s.r.listed(by)
	for _, item := range by.Each() {
		y.by(s.rule(item))
	}
	on, once := t.opt("on")
	s.r.listed(on)
	for _, item := range on.Each() {
		if span, ok := s.days(item); ok {
			if len(y.On) > 0 {
				s.inLine(item, []calendar.Date{y.On[len(y.On)-1].From}, span.From)
			}
			y.On = append(y.On, span)
		} else {
			y.by(s.rule(item))
		}
	}
	if n, ok := t.opt("phase"); ok {
		y.Phase = s.phase(n, c)
	}
	if !fixed && !once && t.node.Kind == source.Mapping {
		s.r.fail(t.at, "missing_key", wording.Args{"Found": "by"})
	}
	y.Charge = s.charge(t, e.Key.Text, Series{Hangs: &Hanging{}})
	return y
}

func (y *Yearly) by(rule *calendar.Rule) {
	if rule != nil {
		y.By = append(y.By, rule)
	}
}

// listed reports a list in which nothing stands.
func (r *reader) listed(n source.Node) {
	if n.Kind == source.List && len(n.Items) == 0 {
		r.fail(n.Pos, "nothing", nil)
	}
}
