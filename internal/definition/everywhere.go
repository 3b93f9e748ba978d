package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// EveryOpen is what a step leads from that leads from each state that is not final.
const EveryOpen = "every open state"

// sources reads the states that a transition leads from, and which of them it does
// because they are open and not by their names.
func (s *scope) sources(n source.Node) (from, everywhere []string) {
	var named []source.Node
	for _, item := range n.Each() {
		if open, ok := s.openStates(item); ok {
			everywhere = append(everywhere, open...)
		} else if !s.vague(item) {
			named = append(named, item)
		}
	}
	from = s.namedStates(source.Node{Kind: source.List, Pos: n.Pos, Items: named})
	everywhere = slices.DeleteFunc(firstOfEach(everywhere), func(name string) bool { return slices.Contains(from, name) })
	return append(from, everywhere...), everywhere
}

// vague tells who writes that it may be any state how that is said.
func (s *scope) vague(item source.Node) bool {
	if !slices.Contains([]string{"*", "any", "all", "every", "any state", "every state", "all states", "any open state", "all open states", "every open"}, item.Text) {
		return false
	}
	s.r.fail(item.Pos, "unknown_state", wording.Args{"Found": item.Text, "Expected": oneOfThe("state", s.states), "Suggestion": EveryOpen})
	s.torn = true
	return true
}

// openStates reads "every open state", or {every: open state, but: […]}; false where the
// item is a name.
func (s *scope) openStates(item source.Node) (open []string, ok bool) {
	var but []string
	switch {
	case item.Kind == source.Mapping:
		t := s.r.table(grammar.EveryState, item, source.Pos{})
		defer t.done()
		if n, ok := t.must("every"); ok {
			s.r.choice(n, strings.TrimPrefix(EveryOpen, "every "))
		}
		if n, ok := t.opt("but"); ok {
			but = s.butStates(n)
		}
	case item.Kind != source.Scalar || item.Text != EveryOpen:
		return nil, false
	}
	for _, st := range s.flow.States {
		if !st.Final && !slices.Contains(but, st.Name) {
			open = append(open, st.Name)
		}
	}
	if len(open) == 0 {
		s.r.fail(item.Pos, "no_open_state", nil)
	}
	return open, true
}

// butStates reads which states are left out of the open ones.
func (s *scope) butStates(n source.Node) (but []string) {
	for _, item := range n.Each() {
		name := s.known(item, s.states)
		if st := s.flow.State(name); st != nil && st.Final {
			s.r.fail(item.Pos, "not_open", wording.Args{"Found": name})
		}
		but = append(but, name)
	}
	return but
}

// awayFrom leaves the state that a step leads to out of those that it leads from because
// they are open: where it stands there already it does not go there.
func (s *scope) awayFrom(t *Transition, from source.Node) {
	if t.Stays() || len(t.To) != 1 || !slices.Contains(t.Everywhere, t.To[0].State) {
		return
	}
	is := func(name string) bool { return name == t.To[0].State }
	t.From, t.Everywhere = slices.DeleteFunc(t.From, is), slices.DeleteFunc(t.Everywhere, is)
	if len(t.From) == 0 {
		s.r.fail(from.Pos, "no_open_state", nil)
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
