package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// statesAndTransitions reads where a proposal can stand and how it moves.
func (s *scope) statesAndTransitions(t *table) {
	if n, ok := t.must("states"); ok {
		s.r.named(n, func(e source.Entry) { s.flow.States = append(s.flow.States, s.state(e)) })
	}
	if n, ok := t.must("transitions"); ok {
		s.r.named(n, func(e source.Entry) { s.flow.Transitions = append(s.flow.Transitions, s.transition(e)) })
	}
	s.givenOnlyWith()
}

func (s *scope) state(e source.Entry) State {
	s.free(e.Key)
	t := s.r.table(grammar.State, e.Value, e.Key.Pos)
	st := State{Name: e.Key.Text, Pos: e.Key.Pos, Title: wording.Same(Humanised(e.Key.Text))}
	if n, ok := t.must("title"); ok {
		st.Title = s.r.title(n, source.Error)
	}
	if n, ok := t.opt("task"); ok {
		st.Task = s.r.title(n, source.Warning)
	}
	if n, ok := t.opt("final"); ok {
		st.Final = s.r.yes(n)
	}
	st.HeldBy = s.holder(t)
	if n, ok := t.opt("deadline"); ok {
		st.Deadline, st.Forever = s.deadline(n, nil)
	}
	if n, ok := t.opt("needs"); ok {
		st.Needs = s.words(n, nil)
	}
	s.edits(t, &st)
	st.unread = t.node.Kind != source.Mapping || t.done()
	return st
}

// holder reads whose turn it is in a state: a role's, its submitter's, or theirs whom a
// field of the proposal names.
func (s *scope) holder(t *table) string {
	n, ok := t.opt("held_by")
	if !ok {
		return ""
	}
	if field, chosen := strings.CutPrefix(n.Text, ProposalWord+"."); chosen && n.Kind == source.Scalar {
		return s.holderChosen(n, field)
	}
	role := s.r.word(n)
	if role == BySubmitter && s.ofYear {
		s.r.fail(n.Pos, "year_submitter", wording.Args{"Found": role})
		return ""
	}
	if known := slices.Concat(s.roles, []string{BySubmitter}, s.choosable()); role != "" && !slices.Contains(known, role) {
		s.r.unknown(n, "role", known)
	}
	return role
}

// reservedNames are those that to: and on: lines, and the state machine beneath,
// read as something else.
var reservedNames = []string{
	Back, Here, "meeting", "rounds", "event", "state", "before_event", "leave_state", "enter_state", "after_event",
}

// free refuses a name of a state, transition or round that means something already.
func (s *scope) free(key source.Node) {
	if slices.Contains(reservedNames, key.Text) {
		s.r.fail(key.Pos, "reserved", wording.Args{"Found": key.Text})
	}
}

func (s *scope) transition(e source.Entry) Transition {
	s.free(e.Key)
	if slices.Contains(s.states, e.Key.Text) {
		s.r.fail(e.Key.Pos, "name_clash", wording.Args{"Found": e.Key.Text})
	}
	t := s.r.table(grammar.Transition, e.Value, e.Key.Pos)
	defer t.done()
	tr := Transition{Name: e.Key.Text, Pos: e.Key.Pos, Title: t.titled(e.Key.Text)}
	from, ok := t.must("from")
	if ok {
		tr.From, tr.Everywhere = s.sources(from)
	}
	s.torn = s.torn || len(tr.From) == 0
	to, led := t.must("to")
	s.who(t, &tr)
	if led {
		tr.To = s.targets(to, tr.From, s.flow.Round(tr.AtHand()))
		s.awayFrom(&tr, from)
	}
	s.torn = s.torn || len(tr.To) == 0
	s.what(t, &tr)
	s.closing(t, &tr)
	return tr
}

// who reads who takes a transition, or what fires it.
func (s *scope) who(t *table, tr *Transition) {
	by, byPeople := t.opt("by")
	if byPeople {
		tr.By, tr.Together = s.takers(by)
	}
	if but, ok := t.opt("but"); ok {
		tr.Narrow = s.notTaken(but, tr.By)
	}
	on, byItself := t.opt("on")
	if byItself {
		tr.On = s.triggers(on, true)
	}
	tr.unread = t.node.Kind != source.Mapping || byPeople && len(tr.By) == 0 || byItself && len(tr.On) == 0
}

// what reads what a transition asks and gives.
func (s *scope) what(t *table, tr *Transition) {
	if n, ok := t.opt("needs"); ok {
		s.stepNeeds(n, tr)
	}
	if n, ok := t.opt("takes"); ok {
		tr.Takes = s.words(n, nil)
	}
	if n, ok := t.opt("when"); ok {
		tr.When = s.guard(n, s.flow.Round(tr.AtHand()))
	}
	if n, ok := t.opt("sets"); ok {
		s.settings(n, tr)
	}
	if n, ok := t.opt("submitter"); ok {
		tr.Submitter = s.heir(n, tr)
	}
	if n, ok := t.opt("reopens"); ok {
		tr.Reopens = s.r.yes(n)
	}
	if tr.Recommends() && tr.Decides() {
		s.r.warn(tr.Pos, "recommends_and_decides", wording.Args{"Found": tr.Name})
	}
	if n, ok := t.opt("when_not"); ok {
		tr.WhenNot = s.r.title(n, source.Warning)
	}
	tr.Windows = s.windowed(t)
}

// told reads who is asked: not the system.
func (s *scope) told(n source.Node) []people.Party { return s.notSystem(n, s.parties(n)) }

// written reads who is written to, and need do nothing: not the system.
func (s *scope) written(n source.Node) []people.Party { return s.notSystem(n, s.anybody(n)) }

func (s *scope) notSystem(n source.Node, parties []people.Party) []people.Party {
	if slices.ContainsFunc(parties, func(p people.Party) bool { return p.Kind == people.System }) {
		s.r.fail(n.Pos, "tells_system", nil)
	}
	return parties
}

// namedStates reads some states by their names, each once.
func (s *scope) namedStates(n source.Node) []string {
	var states []string
	for _, item := range n.Each() {
		name := s.known(item, s.states)
		switch {
		case name == "":
		case slices.Contains(states, name):
			s.r.fail(item.Pos, "named_twice", wording.Args{"Found": name})
		default:
			states = append(states, name)
		}
	}
	return states
}

// known reads the name of one of states. One that is misspelt is reported, and
// read as what was probably meant; where nothing is near, it is "".
func (s *scope) known(n source.Node, states []string) string {
	name := s.r.word(n)
	if name == "" || slices.Contains(states, name) {
		return name
	}
	s.r.unknown(n, "state", states)
	meant := guess.Nearest(name, states)
	s.torn = s.torn || meant == ""
	return meant
}

// targets reads where a transition leads: a state, back, here, or a list of which the
// first that fits is taken.
func (s *scope) targets(n source.Node, from []string, round *Round) (targets []Target) {
	for _, item := range n.Each() {
		if len(targets) > 0 && targets[len(targets)-1].When == nil {
			s.r.fail(item.Pos, "never_chosen", wording.Args{"Found": targets[len(targets)-1].State})
		}
		if isHere(item) && len(from) > 0 {
			targets = append(targets, s.here(item, from, round)...)
			continue
		}
		if t, ok := s.target(item, round); ok {
			targets = append(targets, t)
		}
	}
	if len(targets) > 0 && targets[len(targets)-1].When != nil {
		s.r.warn(n.Pos, "no_default", nil)
	}
	return targets
}

func (s *scope) target(item source.Node, round *Round) (Target, bool) {
	target := Target{Pos: item.Pos}
	state := item
	if item.Kind == source.Mapping {
		t := s.r.table(grammar.Target, item, source.Pos{})
		defer t.done()
		var ok bool
		if state, ok = t.must("state"); !ok {
			return target, false
		}
		if n, ok := t.opt("when"); ok {
			target.When = s.guard(n, round)
			target.Pos = n.Pos
		}
	}
	target.State = s.known(state, append(slices.Clone(s.states), Back, Here))
	return target, target.State != ""
}
