package simulation_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// hearing is what the model makes of one change: it holds each event to the table,
// and gathers whom letters should have reached.
type hearing struct {
	*model
	town
	act     engine.Act
	change  engine.Change
	reached map[string]bool
	was     model // as it was before
	unsure  bool  // of who is reached
	follows bool  // what happens follows by itself from a step that nobody takes
}

// hear follows a change event by event, and says what in it should not be.
func (m *model) hear(w town, act engine.Act, change engine.Change) string {
	w.out = m.out
	h := &hearing{model: m, town: w, act: act, change: change, reached: map[string]bool{}, was: *m}
	h.unsure = act.Family != nil
	for i, e := range change.Events {
		h.unsure = h.unsure || e.Kind == engine.Veiled // whose links are sent anew the model does not follow
		if wrong := h.event(e, i == 0 && act.Kind == engine.Do && act.Family == nil); wrong != "" {
			return wrong
		}
	}
	h.tend()
	h.still(m.flow.State(m.state) != nil && slices.ContainsFunc(change.Events, func(e engine.Event) bool {
		return e.Kind == engine.Proposed || e.Kind == engine.Transited && e.Data.From != e.Data.To
	}))
	for _, check := range []func() string{h.stands, h.agrees, h.letters, h.dates, h.quiet} {
		if wrong := check(); wrong != "" {
			return wrong
		}
	}
	return ""
}

func (h *hearing) event(e engine.Event, byPerson bool) string {
	m, d := h.model, e.Data
	switch e.Kind {
	case engine.Proposed:
		m.born(h.town, h.act, h.change)
		m.been = map[string]int{m.state: 1}
		m.hand(definition.TextChanged, m.submitter)
		h.tell(definition.OnState, m.state, nil)
	case engine.Transited:
		return h.moved(e, byPerson)
	case engine.Edited, engine.Attached:
		*m = *m.with(h.town, nil, h.act.Inputs)
		m.hand(definition.TextChanged, e.Private.Person)
		m.counts(h.change.Proposal)
	case engine.Opened:
		return h.opened(e)
	case engine.Completed, engine.Closed, engine.Expired:
		return h.ended(e)
	case engine.Answered, engine.Changed:
		if a := m.isOf(d); a != nil && a.said != nil {
			a.said[d.Respondent] = d.Answer
			a.cast(h.act)
			h.reach(h.town.reached(m, a, d.Respondent)...)
			h.reach(h.addresses(m, people.Party{Kind: people.APerson, Name: e.Private.Person})...)
			h.unsure = h.unsure || a.line.Through != nil
		}
	case engine.Reminded:
		h.reminded(d)
	case engine.Escalated:
		h.escalated(d)
	case engine.Consented, engine.TookBack, engine.AgreedNoMore, engine.Followed, engine.Unfollowed, engine.Recused, engine.Unrecused, engine.PassedOn, engine.Extended, engine.AnsweredUnasked:
		return h.beside(e)
	case engine.TurnPassed:
		h.passed()
	case engine.MeetingSet: // late for one meeting, it is taken up at the next
		h.unsure = true
		m.meeting = d.Occasion.Date.String()
	case engine.MeetingGone:
		h.unsure = true
		m.meeting = ""
	default: // clocks, windows, families, answers that fall: the model knows nothing of them
		h.unsure = true
		m.adopt(e, h.change.Proposal)
	}
	return ""
}

// born is a proposal as it is made.
func (m *model) born(w town, act engine.Act, change engine.Change) {
	m.state, m.entered, m.submitter, m.bodies = m.flow.States[0].Name, w.today, change.Proposal.Submitter, change.Proposal.Bodies
	m.values = map[string]any{}
	*m = *m.with(w, nil, act.Inputs)
	m.counts(change.Proposal)
	if act.Family != nil || act.Kind != engine.Propose {
		m.adoptText(change.Proposal)
	}
}

// counts counts a proposal's papers, those of each kind apart, but for those that came with
// answers.
func (m *model) counts(p engine.Proposal) {
	m.papers, m.values = 0, maps.Clone(m.values)
	for _, f := range m.flow.Fields {
		if f.Type == definition.Document {
			delete(m.values, f.Name)
		}
	}
	for _, d := range p.Documents {
		if d.From != "" {
			continue
		}
		m.papers++
		if d.Kind != "" {
			n, _ := m.values[d.Kind].(int)
			m.values[d.Kind] = n + 1
		}
	}
}

// adopt takes what the model cannot know of itself from the proposal.
func (m *model) adopt(e engine.Event, p engine.Proposal) {
	if a := m.latest(e.Data.Round); a != nil && e.Kind == engine.AnswersFell {
		a.moved = true
	}
	for _, r := range p.Rounds {
		for _, a := range m.asks {
			if a.id == r.ID {
				for _, who := range r.Respondents {
					if _, ok := a.said[who.Key()]; ok {
						a.said[who.Key()] = who.Answer
					}
				}
			}
		}
	}
}

func (m *model) adoptText(p engine.Proposal) {
	maps.Copy(m.values, p.Fields)
	m.values["title"], m.values["summary"], m.values["proposed_decision"] = p.Title, p.Summary, p.Proposed
}

// moved holds a step to the table.
func (h *hearing) moved(e engine.Event, byPerson bool) string {
	m, d := h.model, e.Data
	t := m.flow.Transition(d.Transition)
	if d.From != m.state || !slices.Contains(t.From, m.state) {
		return fmt.Sprintf("%s does not lead from %s", t.Name, m.state)
	}
	act := engine.Act{Transition: t.Name}
	h.follows = !byPerson
	if byPerson {
		act = h.act
		if t.Together {
			if all, _ := m.spoken(h.town, t, act); len(all.missing(h.takers(m, t))) > 0 {
				return fmt.Sprintf("%s was taken without the word of %v", t.Name, all.missing(h.takers(m, t)))
			}
		}
		act.Inputs = m.joined(t, act.Inputs)
	} else if len(t.On) == 0 && h.act.Family == nil && !h.silence(t) {
		return fmt.Sprintf("nobody took %s", t.Name)
	}
	after := m.with(h.town, t, act.Inputs)
	if own := h.change.Proposal.Meeting; own != nil && turnsAway(h.pack) {
		after.meeting = own.Date.String()
	}
	if v := after.target(h.town, t, act); v.sure && v.to != d.To && t.Windows.IsZero() && len(m.flow.Lends(t)) == 0 && (v.to != "" || byPerson) {
		return fmt.Sprintf("%s leads to %q by the table, and led to %s", t.Name, v.to, d.To)
	}
	before := *m
	before.values, before.decision = after.values, after.decision
	*m = *after
	m.values = maps.Clone(m.values)
	if wrong := h.hasSet(t, &before, act, d.Sets); wrong != "" {
		return wrong
	}
	if wrong := h.inherited(t, e); wrong != "" {
		return wrong
	}
	m.took(t, e, byPerson)
	m.been = maps.Clone(m.been)
	m.been[t.Name]++
	if d.To != d.From {
		m.been[d.To]++
		m.from, m.state, m.entered = d.From, d.To, h.today
	}
	m.counts(h.change.Proposal)
	h.unsure = h.unsure || d.Reopens || len(t.Closes) > 0 // who was asked is told that the question falls
	if d.Reopens || len(m.flow.Lends(t)) > 0 || h.act.Family != nil {
		m.decision = nil
		if h.change.Proposal.Decision != nil {
			m.decision = map[string]any{}
			h.unsure = true
		}
		m.adoptText(h.change.Proposal)
	}
	h.tell(definition.OnTransition, t.Name, nil)
	h.tellFollowers()
	if d.To != d.From {
		h.tell(definition.OnState, d.To, nil)
		h.tellTakers()
	}
	return ""
}

// opened holds those that a round asks to its line.
func (h *hearing) opened(e engine.Event) string {
	m := h.model
	line := m.flow.Round(e.Data.Round)
	var round *engine.Round
	for i := range h.change.Proposal.Rounds {
		r := &h.change.Proposal.Rounds[i]
		known := slices.ContainsFunc(m.asks, func(a *asking) bool { return a.id == r.ID })
		if r.Name == line.Name && !known && !r.OpenedAt.IsZero() && round == nil {
			round = r
		}
	}
	if round == nil {
		return line.Name + " opened, and is not there"
	}
	a := &asking{id: round.ID, line: line, open: true, began: h.today, nth: e.Data.Nth, said: map[string]string{}}
	for _, r := range round.Respondents {
		a.said[r.Key()] = ""
		if slices.Contains(e.Data.Kept, r.Key()) {
			a.said[r.Key()] = r.Answer
		}
	}
	m.asks = append(m.asks, a)
	want := h.left(m, line.Narrow, h.asked(m, line.Asks))
	if got := slices.Sorted(maps.Keys(a.said)); line.Starts == nil && line.Through == nil && !slices.Equal(slices.Sorted(slices.Values(want)), got) {
		return fmt.Sprintf("%s asks %v by the table, and asked %v", line.Name, want, got)
	}
	for _, key := range want {
		if a.said[key] == "" {
			h.reach(h.town.reached(m, a, key)...)
		}
	}
	h.unsure = h.unsure || line.Starts != nil || line.Through != nil
	h.tell(definition.OnOpened, line.Name, a)
	return ""
}

// ended holds the end of a round to its answers and its date.
func (h *hearing) ended(e engine.Event) string {
	a := h.isOf(e.Data)
	if a == nil {
		return ""
	}
	if full, known := a.full(h); e.Kind == engine.Completed && e.Data.How == "" && known && !full {
		return fmt.Sprintf("%s closed as complete with %v", a.line.Name, a.said)
	}
	if due, known := h.lastDay(h.model, a); e.Kind == engine.Expired && known && !h.today.After(due) {
		return fmt.Sprintf("%s expired before its date %s", a.line.Name, due)
	}
	if sure, known := a.certain(h); e.Data.How == "early" && known && !sure {
		return fmt.Sprintf("%s closed early, and could still have come to something else with %v", a.line.Name, a.said)
	}
	if t := a.clock; t != nil && t.still { // its answers may be changed as long as it would have gone on
		t.due, _ = h.counted(h.today, calendar.Period{Count: t.left, Unit: a.line.Deadline.Within.Unit}, 1, "")
		t.still = false
	}
	dropped := e.Kind == engine.Closed && h.act.Kind != engine.CloseRound
	h.follows = h.follows && dropped
	a.open, a.expired, a.outcome, a.withdrawn = false, e.Kind == engine.Expired, e.Data.Outcome, dropped
	a.early = e.Data.How == "early"
	if came, known := a.comesTo(h); known && !dropped && came != e.Data.Outcome {
		return fmt.Sprintf("%s came to %s, and by the table to %s", a.line.Name, e.Data.Outcome, came)
	}
	if e.Data.Outcome != "" {
		h.tell(definition.OnOutcome, a.line.Name+"."+e.Data.Outcome, a)
	}
	if a.expired {
		h.tell(definition.OnExpiry, a.line.Name, a)
	}
	if a.ended() {
		h.tell(definition.OnComplete, a.line.Name, a)
	}
	return ""
}

// full says whether a round has the answers that it asks for.
func (a *asking) full(h *hearing) (full, known bool) {
	if special(a.line) {
		return false, false
	}
	asked, answered := a.count()
	if len(a.said) == 0 && a.line.Narrow.Narrows() {
		return true, true
	}
	switch c := a.line.Complete; {
	case c.When != nil:
		return h.holds(h.town, c.When, h.act, a)
	case c.Fraction[1] > 0:
		return answered*c.Fraction[1] >= c.Fraction[0]*asked, true
	case c.Count > 0:
		return answered >= min(c.Count, asked), true
	}
	return answered == asked, true
}

// tell gathers whom the pack's lines write to because something happened.
func (h *hearing) tell(kind definition.TriggerKind, name string, hand *asking) {
	for _, line := range h.flow.Notify {
		on := line.On.Name
		if line.On.Kind == definition.OnOutcome {
			on += "." + line.On.Outcome
		}
		if line.On.Kind != kind || on != name {
			continue
		}
		first, known := h.holds(h.town, line.On.When, h.act, hand)
		second, also := h.holds(h.town, line.When, h.act, hand)
		if !known || !also {
			h.unsure = true
		}
		h.unsure = h.unsure || line.Narrow.Narrows()
		for _, party := range line.To {
			if first && second && !line.Narrow.Narrows() {
				h.write(party)
			}
		}
	}
}

// tellFollowers tells of a step those who follow the proposal, where no line of the pack
// says what they are told.
func (h *hearing) tellFollowers() {
	for _, line := range h.flow.Notify {
		if slices.ContainsFunc(line.To, func(p people.Party) bool { return p.Kind == people.Followers }) {
			return
		}
	}
	h.write(people.Party{Kind: people.Followers})
}

// write reaches a party that a line of the pack writes to, but for whoever acts: nobody is
// told of what they have done themselves.
func (h *hearing) write(party people.Party) {
	if party.Kind == people.Handler || party.Kind == people.Kin { // of other proposals the model knows nothing
		h.unsure = true
		return
	}
	if party.Kind == people.Followers {
		h.unsure = h.unsure || h.flow.Confidential != nil && len(h.follow) > 0 // who may read
		for _, person := range h.follow {
			h.write(people.Party{Kind: people.APerson, Name: person})
		}
		return
	}
	others := h.town
	if !h.follows {
		others.acts = h.act.Actor.Person
	}
	all := others.addresses(h.model, party)
	if own := h.pack.People.Person(others.acts); own != nil && slices.Contains(all, strings.ToLower(own.Mail)) {
		h.unsure = true // in another's place, or at a mailbox: one letter of several qualities
	}
	h.reach(all...)
}

func (h *hearing) reach(addresses ...string) {
	for _, a := range addresses {
		h.reached[a] = true
	}
}

// reminded gathers whom a deadline waits for.
func (h *hearing) reminded(d engine.Data) {
	if d.About != "round" {
		h.reach(h.addresses(h.model, h.flow.State(h.state).Holder())...)
		return
	}
	a := h.latest(d.Name)
	if a == nil || special(a.line) {
		h.unsure = true
		return
	}
	for key, said := range a.said {
		_, extended := a.until[key]
		if a.aside[key] || extended != (d.Respondent != "") || extended && d.Respondent != key {
			continue
		}
		if said == "" || !settles(a.line, said) {
			h.reach(h.town.reached(h.model, a, key)...)
		}
	}
}

// escalated gathers whom a passed deadline is told to.
func (h *hearing) escalated(d engine.Data) {
	var line *definition.Deadline
	switch d.About {
	case "state":
		line = h.flow.State(d.Name).Deadline
	case "round":
		line = h.flow.Round(d.Name).Deadline
	}
	if line == nil || d.Step >= len(line.Escalate) {
		h.unsure = true
		return
	}
	for _, party := range line.Escalate[d.Step].To {
		h.unsure = h.unsure || party.Kind == people.Kin // of other proposals the model knows nothing
		h.reach(h.addresses(h.model, party)...)
	}
}

// stands compares where the proposal came to stand.
func (h *hearing) stands() string {
	p := h.change.Proposal
	if p.State != h.state || p.Closed.IsZero() == h.flow.State(h.state).Final {
		return fmt.Sprintf("it stands in %s, closed %v, and by the table in %s", p.State, !p.Closed.IsZero(), h.state)
	}
	if want := h.holder(); p.Holder != want {
		return fmt.Sprintf("the turn is with %q, and by the table with %q", p.Holder, want)
	}
	for _, a := range h.asks {
		for _, r := range p.Rounds {
			if r.ID != a.id {
				continue
			}
			if r.Open() != a.open {
				return fmt.Sprintf("%s is open: %v, and by the table %v", a.line.Name, r.Open(), a.open)
			}
			if !a.othersAgree(r) {
				return fmt.Sprintf("others have said %v in %s, and by the table %v", r.Others, a.line.Name, a.others)
			}
			for _, who := range r.Respondents {
				if a.said[who.Key()] != who.Answer && !who.Through && a.line.Starts == nil {
					return fmt.Sprintf("%s has said %q in %s, and by the table %q", who.Key(), who.Answer, a.line.Name, a.said[who.Key()])
				}
			}
		}
	}
	return ""
}

// letters compares whom letters go to.
func (h *hearing) letters() string {
	if h.unsure {
		return ""
	}
	got := map[string]bool{}
	for _, n := range h.change.Notices {
		got[strings.ToLower(n.Mail)] = true
	}
	for _, mail := range slices.Sorted(maps.Keys(h.reached)) {
		if !got[mail] {
			return "no letter to " + mail
		}
	}
	for _, mail := range slices.Sorted(maps.Keys(got)) {
		if !h.reached[mail] {
			return "a letter to " + mail + ", whom nothing in the pack writes to"
		}
	}
	return ""
}

// dates compares the deadlines of what the proposal stands in.
func (h *hearing) dates() string {
	p, state := h.change.Proposal, h.flow.State(h.state)
	if want, known := h.due(h.model, state.Deadline, h.entered); known && !state.Final {
		if d := p.StateDeadline(); d == nil || d.Moment.Date != want {
			return fmt.Sprintf("%s is due on %s by the table, and is not", h.state, want)
		}
	}
	if t := h.clock; t != nil && !t.still && !t.unsure {
		if d := p.StateDeadline(); d == nil || d.Moment.Date != t.due {
			return fmt.Sprintf("%s, whose time has stood still, is due on %s by the table, and is not", h.state, t.due)
		}
	}
	for _, a := range h.asks {
		want, known := h.dueOf(h.model, a)
		known = known && (a.clock == nil || !a.clock.still)
		if d := p.RoundDeadline(a.id); a.open && known && (d == nil || d.Moment.Date != want) {
			return fmt.Sprintf("%s is due on %s by the table, and is not", a.line.Name, want)
		}
	}
	return ""
}

// quiet says what should have happened by itself, and has not.
func (h *hearing) quiet() string {
	for _, a := range h.asks {
		if full, known := a.full(h); a.open && known && full && a.line.Closes != definition.AtDeadline {
			return fmt.Sprintf("%s has its answers, and is open", a.line.Name)
		}
		if sure, known := a.certain(h); a.open && known && sure && a.line.Closes == definition.Early {
			return fmt.Sprintf("%s can come to nothing else with %v, and is open", a.line.Name, a.said)
		}
	}
	for i := range h.flow.Transitions {
		t := &h.flow.Transitions[i]
		if !slices.Contains(t.From, h.state) || !t.Windows.IsZero() || len(t.Needs) > 0 {
			continue
		}
		for _, on := range t.On {
			a := h.latest(on.Name)
			if on.Kind != definition.OnComplete || !a.ended() || a.line.Again != "" || a.line.Starts != nil {
				continue
			}
			act := engine.Act{Transition: t.Name}
			fires, known := h.holds(h.town, on.When, act, a)
			if v := h.target(h.town, t, act); known && fires && v.sure && v.to != "" {
				return fmt.Sprintf("%s should have been taken by itself", t.Name)
			}
		}
	}
	return ""
}

// silence says whether a round has just ended whose time being out takes the step.
func (h *hearing) silence(t *definition.Transition) bool {
	return slices.ContainsFunc(h.change.Events, func(e engine.Event) bool {
		line := h.model.flow.Round(e.Data.Round)
		return e.Kind == engine.Expired && line != nil && line.Expiry != nil && line.Expiry.Transition == t.Name
	})
}
