package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// everyOpen is what a step leads from that leads from each state that is not final.
const everyOpen = "every open state"

// sources reads the states that a transition leads from, and which of them it does
// because they are open and not by their names.
func (s *scope) sources(n node) (from, everywhere []string) {
	var named []node
	for _, item := range n.each() {
		if open, ok := s.openStates(item); ok {
			everywhere = append(everywhere, open...)
		} else if !s.vague(item) {
			named = append(named, item)
		}
	}
	from = s.namedStates(node{kind: list, pos: n.pos, items: named})
	everywhere = slices.DeleteFunc(firstOfEach(everywhere), func(name string) bool { return slices.Contains(from, name) })
	return append(from, everywhere...), everywhere
}

// vague tells who writes that it may be any state how that is said.
func (s *scope) vague(item node) bool {
	if !slices.Contains([]string{"any", "all", "every", "any state", "every state", "all states", "any open state", "all open states", "every open"}, item.text) {
		return false
	}
	s.r.fail(item.pos, "unknown_state", wording.Args{"Found": item.text, "Expected": oneOfThe("state", s.states), "Suggestion": everyOpen})
	s.torn = true
	return true
}

// openStates reads "every open state", or {every: open state, but: […]}; false where the
// item is a name.
func (s *scope) openStates(item node) (open []string, ok bool) {
	var but []string
	switch {
	case item.kind == mapping:
		t := s.r.table(grammar.EveryState, item, Pos{})
		defer t.done()
		if n, ok := t.must("every"); ok {
			s.r.choice(n, strings.TrimPrefix(everyOpen, "every "))
		}
		if n, ok := t.opt("but"); ok {
			but = s.butStates(n)
		}
	case item.kind != scalar || item.text != everyOpen:
		return nil, false
	}
	for _, st := range s.flow.States {
		if !st.Final && !slices.Contains(but, st.Name) {
			open = append(open, st.Name)
		}
	}
	if len(open) == 0 {
		s.r.fail(item.pos, "no_open_state", nil)
	}
	return open, true
}

// butStates reads which states are left out of the open ones.
func (s *scope) butStates(n node) (but []string) {
	for _, item := range n.each() {
		name := s.known(item, s.states)
		if st := s.flow.State(name); st != nil && st.Final {
			s.r.fail(item.pos, "not_open", wording.Args{"Found": name})
		}
		but = append(but, name)
	}
	return but
}

// awayFrom leaves the state that a step leads to out of those that it leads from because
// they are open: where it stands there already it does not go there.
func (s *scope) awayFrom(t *Transition, from node) {
	if t.Stays() || len(t.To) != 1 || !slices.Contains(t.Everywhere, t.To[0].State) {
		return
	}
	is := func(name string) bool { return name == t.To[0].State }
	t.From, t.Everywhere = slices.DeleteFunc(t.From, is), slices.DeleteFunc(t.Everywhere, is)
	if len(t.From) == 0 {
		s.r.fail(from.pos, "no_open_state", nil)
		s.torn = true
	}
}

// But are the open states that a step which leads from every open one does not lead from,
// beside the one that it leads to.
func (t *Transition) But(w *Workflow) (but []string) {
	for _, st := range w.States {
		leadsTo := !t.Stays() && len(t.To) == 1 && t.To[0].State == st.Name
		if !st.Final && !leadsTo && !slices.Contains(t.From, st.Name) {
			but = append(but, st.Name)
		}
	}
	return but
}
