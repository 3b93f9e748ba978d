package simulation_test

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
)

// A joint is a step that several take together, on its way: to what, and who has agreed
// to that, each with the parties that it may count for.
type joint struct {
	given map[string]any
	said  map[string][]people.Party
	asked map[string]bool // the parties whose word has been asked for
}

// anybody is the town with those in it that take no part in a proposal.
func (w town) anybody() town {
	w.out = nil
	return w
}

// isOneOf says whether a person belongs to one of some parties.
func (w town) isOneOf(m *model, person string, parties []people.Party) bool {
	return slices.ContainsFunc(parties, func(p people.Party) bool { return w.may(m, person, p) })
}

// takers are those whose word a step that several take together needs, one by one.
func (w town) takers(m *model, t *definition.Transition) (all []people.Party) {
	w = w.without(m, t)
	for _, party := range t.By {
		if named := w.inPlace(m, []people.Party{party}); party.Kind == people.Chosen && len(named) > 0 {
			all = append(all, named...)
			continue
		}
		if party.Kind == people.Role {
			party.Kind, party.Name = people.ABody, m.bodies[party.Name]
		}
		switch {
		case party.Each:
			for _, person := range w.seats(party.Name, party.Seat, true) {
				all = append(all, people.Party{Kind: people.APerson, Name: person})
			}
		case party.Kind == people.Organizations:
			for _, o := range w.pack.People.Organizations {
				if (party.OfKind == "" || o.Kind == party.OfKind) && w.on(o.From, o.To) {
					all = append(all, people.Party{Kind: people.AnOrg, Name: o.Key})
				}
			}
		default:
			all = append(all, party)
		}
	}
	return w.asFarAsThereAre(m, all)
}

// asFarAsThereAre are some takers with the vice chair for a chair who must be another of
// them too, and without those whom nobody but another of them can be.
func (w town) asFarAsThereAre(m *model, takers []people.Party) (all []people.Party) {
	left := w.everybody(m, takers).missing(takers)
	for i := range takers {
		if len(left) == 0 {
			return takers
		}
		if takers[i].Seat == people.Chair {
			vice := slices.Clone(takers)
			vice[i].Seat = people.ViceChair
			if fewer := w.everybody(m, vice).missing(vice); len(fewer) < len(left) {
				takers, left = vice, fewer
			}
		}
	}
	alone := w.everybody(m, takers)
	for _, taker := range takers {
		somebody := slices.ContainsFunc(slices.Collect(maps.Values(alone.said)), func(as []people.Party) bool { return slices.Contains(as, taker) })
		if !somebody || !slices.Contains(left, taker) {
			all = append(all, taker)
		}
	}
	return all
}

// everybody is a joint step to which all have agreed who are one of its takers.
func (w town) everybody(m *model, takers []people.Party) *joint {
	j := &joint{said: map[string][]people.Party{}}
	for _, person := range w.pack.People.Persons {
		for _, taker := range takers {
			if w.may(m, person.Key, taker) {
				j.said[person.Key] = append(j.said[person.Key], taker)
			}
		}
	}
	return j
}

// missing are the takers for whom none of those who have agreed is left, each of whom
// counts for one: as many as can be are played, the first before later ones.
func (j *joint) missing(takers []people.Party) (left []people.Party) {
	var filled []people.Party
	for _, taker := range takers {
		if j.fills(append(slices.Clone(filled), taker), nil) {
			filled = append(filled, taker)
			continue
		}
		left = append(left, taker)
	}
	return left
}

// fills tries every way for each of some takers to have a person of its own.
func (j *joint) fills(takers []people.Party, used []string) bool {
	if len(takers) == 0 {
		return true
	}
	for _, person := range slices.Sorted(maps.Keys(j.said)) {
		if slices.Contains(j.said[person], takers[0]) && !slices.Contains(used, person) && j.fills(takers[1:], append(slices.Clone(used), person)) {
			return true
		}
	}
	return false
}

// spoken is how a joint step stands once somebody has agreed to it too, and whether it is
// put anew by that, to something else than what others have agreed to.
func (m *model) spoken(w town, t *definition.Transition, act engine.Act) (after *joint, anew bool) {
	given := map[string]any{}
	for word, value := range m.joined(t, act.Inputs) {
		if _, papers := value.([]engine.Document); !papers && word != "comment" {
			given[word] = value
		}
	}
	w = w.without(m, t)
	after = &joint{given, map[string][]people.Party{}, map[string]bool{}}
	before := m.words[t.Name]
	if before != nil && reflect.DeepEqual(before.given, given) {
		after.said, after.asked = maps.Clone(before.said), maps.Clone(before.asked)
	} else {
		anew = before != nil
	}
	if after.said[act.Actor.Person] == nil {
		for _, taker := range w.takers(m, t) {
			if w.may(m, act.Actor.Person, taker) {
				after.said[act.Actor.Person] = append(after.said[act.Actor.Person], taker)
			}
		}
	}
	return after, anew
}

// joined is what an act gives with what others have given before it to a joint step.
func (m *model) joined(t *definition.Transition, given map[string]any) map[string]any {
	all := map[string]any{}
	if j := m.words[t.Name]; j != nil && t.Together {
		maps.Copy(all, j.given)
	}
	maps.Copy(all, given)
	return all
}

// weighWord refuses the word of who has given it, and of who stands for nobody that is
// still missing.
func (m *model) weighWord(w town, t *definition.Transition, act engine.Act) verdict {
	before := m.words[t.Name]
	after, anew := m.spoken(w, t, act)
	if before == nil || anew {
		return verdict{}
	}
	waits := before.missing(w.takers(m, t))
	if len(waits) > 0 && (before.said[act.Actor.Person] != nil || len(after.missing(w.takers(m, t))) == len(waits)) {
		return refused(fault.Forbidden)
	}
	return verdict{}
}

// weighBeside says what comes of an act beside a proposal's steps and questions.
func (m *model) weighBeside(w town, act engine.Act) verdict {
	actor := act.Actor.Person
	switch act.Kind {
	case engine.Recuse, engine.Unrecuse:
		return m.weighConflict(w, act)
	case engine.TakeBack:
		if j := m.words[act.Transition]; j == nil || j.said[actor] == nil {
			return refused(fault.Conflict)
		}
		return verdict{sure: true}
	case engine.Follow, engine.Unfollow:
		p := w.pack.People.Person(actor)
		switch follows := slices.Contains(m.follow, actor); {
		case m.flow.Confidential != nil:
			return verdict{}
		case p == nil || !w.on(p.From, p.To):
			return refused(fault.Forbidden)
		case follows == (act.Kind == engine.Follow):
			return refused(fault.Conflict)
		}
		return verdict{sure: true}
	case engine.PassOn:
		return m.weighHanding(w, act)
	case engine.Extend:
		return m.weighExtension(w, act)
	}
	return verdict{}
}

func (m *model) weighConflict(w town, act engine.Act) verdict {
	line, person := m.flow.Conflict, act.Actor.Person
	if line == nil {
		return refused(fault.Conflict)
	}
	if act.Respondent != "" {
		person = act.Respondent
	}
	all := w.anybody()
	mayFor := person == act.Actor.Person || all.isOneOf(m, act.Actor.Person, line.Others)
	stands := slices.Contains(m.out, person)
	switch {
	case !mayFor, !all.isOneOf(m, person, line.By):
		return refused(fault.Forbidden)
	case stands == (act.Kind == engine.Recuse):
		return refused(fault.Conflict)
	case act.Kind == engine.Recuse && act.Inputs["reason"] == nil:
		return refused(fault.Invalid)
	}
	return verdict{sure: true}
}

func (m *model) weighHanding(w town, act engine.Act) verdict {
	at := slices.IndexFunc(m.asks, func(a *asking) bool { return a.id == act.Round })
	if at < 0 {
		return verdict{}
	}
	a := m.asks[at]
	said, asked := a.said[act.Respondent]
	switch {
	case special(a.line), m.flow.Confidential != nil:
		return verdict{}
	case !asked, !w.answers(m, a, act):
		return refused(fault.Forbidden)
	case !a.open, said != "" && settles(a.line, said):
		return refused(fault.Gone)
	case act.To == act.Actor.Person, act.To == a.deputy[act.Respondent], !w.speaks(act.To, act.Respondent, ""):
		return refused(fault.Invalid)
	}
	return verdict{sure: true}
}

// beside follows what happens beside steps and questions.
func (h *hearing) beside(e engine.Event) string {
	m := h.model
	switch e.Kind {
	case engine.Consented:
		return h.consented(m.flow.Transition(e.Data.Transition), e)
	case engine.TookBack:
		m.unsay(e.Private.Person, e.Data.Transition)
	case engine.Followed:
		m.follow = append(m.follow, e.Private.Person)
	case engine.Unfollowed:
		m.follow = slices.DeleteFunc(m.follow, func(p string) bool { return p == e.Private.Person })
	case engine.Recused:
		h.recused(e.Private.Texts[engine.RecusedPerson])
	case engine.Unrecused:
		h.rejoined(e.Private.Texts[engine.RecusedPerson])
	case engine.PassedOn:
		h.handed(e)
	case engine.Extended:
		h.extended(e)
	case engine.AnsweredUnasked:
		h.unasked(e)
	}
	return ""
}

// consented is that somebody has agreed to a step, for which others are still waited.
func (h *hearing) consented(t *definition.Transition, e engine.Event) string {
	m := h.model
	before := m.words[t.Name]
	after, anew := m.spoken(h.town, t, h.act)
	left := after.missing(h.takers(m, t))
	if len(left) == 0 {
		return fmt.Sprintf("all have agreed to %s, and it was not taken", t.Name)
	}
	var asked []string
	for _, party := range left {
		if !after.asked[party.String()] { // each is asked once
			asked = append(asked, h.addresses(m, party)...)
		}
		after.asked[party.String()] = true
	}
	for person := range after.said {
		own := h.pack.People.Person(person)
		asked = slices.DeleteFunc(asked, func(mail string) bool { return mail == strings.ToLower(own.Mail) })
	}
	h.reach(asked...)
	if anew {
		h.fell(slices.Collect(maps.Keys(before.said)))
	}
	words := maps.Clone(m.words)
	if words == nil {
		words = map[string]*joint{}
	}
	words[t.Name] = after
	m.words = words
	m.counts(h.change.Proposal)
	return ""
}

// tellTakers tells those who take a step together from where the proposal has come, where
// nobody who holds it there is one of them.
func (h *hearing) tellTakers() {
	state := h.flow.State(h.state)
	for i := range h.flow.Transitions {
		t := &h.flow.Transitions[i]
		if !t.Together || state.Final || !slices.Contains(t.From, h.state) {
			continue
		}
		takers := h.takers(h.model, t)
		holders := h.seats(h.bodies[state.HeldBy], "", true)
		if state.HeldBy == "submitter" {
			holders = []string{h.submitter}
		}
		h.unsure = h.unsure || state.HeldByChosen() != ""
		if slices.ContainsFunc(holders, func(person string) bool { return h.isOneOf(h.model, person, takers) }) {
			continue
		}
		others := h.town
		others.acts = h.act.Actor.Person
		for _, party := range takers {
			h.reach(others.addresses(h.model, party)...)
		}
	}
}

// fell tells those whose word counts no more, but for who acts.
func (h *hearing) fell(persons []string) {
	for _, person := range persons {
		if person != h.act.Actor.Person {
			h.reach(h.addresses(h.model, people.Party{Kind: people.APerson, Name: person})...)
		}
	}
}

// unsay lets a person's word fall to one step, or to all of "".
func (m *model) unsay(person, transition string) {
	words := map[string]*joint{}
	for name, j := range m.words {
		left := &joint{j.given, maps.Clone(j.said), j.asked}
		if transition == "" || transition == name {
			delete(left.said, person)
		}
		if len(left.said) > 0 {
			words[name] = left
		}
	}
	m.words = words
}

// tend lets fall what was agreed to before the change of a proposal that is another after
// it, and what does not lead from where it stands.
func (h *hearing) tend() {
	m := h.model
	for _, e := range h.change.Events {
		switch {
		case e.Kind != engine.Transited:
		case e.Data.From != e.Data.To:
			m.words = nil
		default: // the words that took it are used up
			m.words = maps.Clone(m.words)
			delete(m.words, e.Data.Transition)
		}
	}
	if h.was.papers == m.papers && h.was.meeting == m.meeting && reflect.DeepEqual(h.was.values, m.values) {
		return
	}
	h.unsure = h.unsure || h.dated() // who had been told a day that moved is told it
	for name, j := range h.was.words {
		for person := range j.said {
			if m.words[name] != nil && (h.act.Kind != engine.Do || person != h.act.Actor.Person) {
				m.unsay(person, name)
				h.fell([]string{person})
			}
		}
	}
}

// dated says whether somebody may have been told a day that hangs on a date of the
// proposal.
func (h *hearing) dated() bool {
	at := func(line *definition.Deadline) bool { return line != nil && line.At != nil }
	return slices.ContainsFunc(h.flow.States, func(s definition.State) bool { return at(s.Deadline) }) ||
		slices.ContainsFunc(h.flow.Rounds, func(r definition.Round) bool { return at(r.Deadline) })
}

// recused takes a person out of everything in the proposal from now on.
func (h *hearing) recused(person string) {
	m := h.model
	left := func() (n map[string]int) {
		n = map[string]int{}
		for _, role := range m.flow.Roles {
			n[m.bodies[role]] = len(h.seats(m.bodies[role], "", false))
		}
		return n
	}
	h.reach(h.anybody().addresses(m, people.Party{Kind: people.APerson, Name: person})...)
	before, turns := left(), h.turns()
	m.out = append(slices.Clip(m.out), person)
	h.town.out = m.out
	m.unsay(person, "")
	h.pass(turns)
	for body, n := range left() {
		if n == 0 && before[body] > 0 {
			h.reach(h.addresses(m, people.Party{Kind: people.Coordinator})...)
		}
	}
	m.recount(person, true)
}

// rejoined lets a person take part again.
func (h *hearing) rejoined(person string) {
	m, turns := h.model, h.turns()
	m.out = slices.DeleteFunc(slices.Clone(m.out), func(p string) bool { return p == person })
	h.town.out = m.out
	h.pass(turns)
	m.recount(person, false)
}

// turns are the addresses of those who wait to act where the proposal stands: behind each
// line that wrote as it came there, each step that waits for words, each open question.
func (h *hearing) turns() map[string][]string {
	m, all := h.model, map[string][]string{}
	for i, line := range h.flow.Notify {
		t := h.flow.Transition(line.On.Name)
		if line.On.Kind == definition.OnTransition && t != nil && slices.ContainsFunc(t.To, func(to definition.Target) bool { return to.State == m.state || to.State == definition.Back }) {
			h.unsure = true // which step it came by the model does not know
		}
		if line.On.Kind != definition.OnState || line.On.Name != m.state {
			continue
		}
		h.unsure = h.unsure || line.On.When != nil || line.When != nil || line.Narrow.Narrows()
		for _, party := range line.To {
			all[fmt.Sprint("line ", i)] = append(all[fmt.Sprint("line ", i)], h.addresses(m, party)...)
		}
	}
	for name, words := range m.words {
		for _, party := range words.missing(h.takers(m, h.flow.Transition(name))) {
			all["step "+name] = append(all["step "+name], h.addresses(m, party)...)
		}
	}
	for _, a := range m.asks {
		for key, said := range a.said {
			if a.open && said == "" && a.line.Starts == nil && a.line.Through == nil {
				all["question "+a.id+key] = h.town.reached(m, a, key)
			}
		}
	}
	return all
}

// pass reaches those to whom has passed what others waited to do before.
func (h *hearing) pass(before map[string][]string) {
	lacks := func(some []string) func(string) bool {
		return func(mail string) bool { return !slices.Contains(some, mail) }
	}
	for key, now := range h.turns() {
		if was := before[key]; slices.ContainsFunc(was, lacks(now)) {
			h.reach(slices.DeleteFunc(slices.Clone(now), func(mail string) bool { return slices.Contains(was, mail) })...)
		}
	}
}

// recount lets the questions that are open count a person, or not; one whose secret answer
// is among the others' stays.
func (m *model) recount(person string, out bool) {
	for _, a := range m.asks {
		said, asked := a.said[person]
		if a.open && asked && !(a.line.Secret && said != "") {
			a.aside = maps.Clone(a.aside)
			if a.aside == nil {
				a.aside = map[string]bool{}
			}
			a.aside[person] = out
		}
	}
}

// handed lets a colleague have an organization's question, whose mailbox goes on having
// all letters; whoever had it is told.
func (h *hearing) handed(e engine.Event) {
	a, who, to := h.isOf(e.Data), e.Data.Respondent, e.Private.Texts[engine.PassedTo]
	mine := h.town
	mine.acts = h.act.Actor.Person
	h.reach(mine.reached(h.model, a, who)...)
	a.deputy = maps.Clone(a.deputy)
	if a.deputy == nil {
		a.deputy = map[string]string{}
	}
	a.deputy[who] = to
	h.reach(h.town.reached(h.model, a, who)...)
}

// agrees compares who has agreed to what.
func (h *hearing) agrees() string {
	got := map[string][]string{}
	for _, a := range h.change.Proposal.Agreements {
		for _, g := range a.Agreed {
			got[a.Transition] = append(got[a.Transition], g.Person)
		}
	}
	want := map[string][]string{}
	for name, j := range h.words {
		want[name] = slices.Collect(maps.Keys(j.said))
	}
	for _, t := range h.flow.Transitions {
		if a, b := slices.Sorted(slices.Values(got[t.Name])), slices.Sorted(slices.Values(want[t.Name])); !slices.Equal(a, b) {
			return fmt.Sprintf("%v have agreed to %s, and by the table %v", a, t.Name, b)
		}
	}
	return ""
}
