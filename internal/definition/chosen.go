package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// ProposalWord begins the name of whoever a field of the proposal names: proposal.FIELD.
const ProposalWord = "proposal"

// chosen reads of whom a field of type party names some.
func (s *scope) chosen(t *table, f *Field) {
	n, ok := t.opt("of")
	switch {
	case ok && f.Type != Chosen:
		s.r.fail(n.Pos, "of_no_party", wording.Args{"Field": f.Name})
	case ok:
		f.Of = s.chosenOf(n)
	case f.Type == Chosen:
		s.r.fail(t.at, "chosen_of_whom", wording.Args{"Field": f.Name})
	}
	if f.Type != Chosen {
		return
	}
	if n, ok := t.opt("many"); ok {
		f.Many = s.r.yes(n)
	}
	if n, ok := t.node.Get("is"); ok {
		s.r.fail(n.Pos, "chosen_computed", wording.Args{"Field": f.Name})
	}
}

// chosenOf reads those whom one chooses among: somebody before there is a proposal.
func (s *scope) chosenOf(n source.Node) (of []people.Party) {
	for _, p := range s.told(n) {
		if p.Kind == people.Submitter {
			s.r.fail(n.Pos, "opened_by_nobody", wording.Args{"Found": p.String()})
			continue
		}
		of = append(of, p)
	}
	if len(of) > 0 && s.asked(&Round{Asks: of}) == 0 {
		s.r.fail(n.Pos, "chooses_nobody", nil)
	}
	return of
}

// chosenParty is whoever a field of the proposal names.
func (s *scope) chosenParty(n source.Node, field string) (people.Party, bool) {
	f := s.flow.Field(field)
	switch {
	case f == nil:
		s.unknownParty(n, n.Text, "")
		return people.Party{}, false
	case f.Type != Chosen:
		s.r.fail(n.Pos, "not_chosen", wording.Args{"Found": n.Text, "Type": string(f.Type), "Field": f.Name})
		return people.Party{}, false
	}
	return people.Party{Kind: people.Chosen, Name: field}, true
}

// choosable are the parties that fields of the proposal name.
func (s *scope) choosable() (names []string) {
	for _, f := range s.flow.Fields {
		if f.Type == Chosen {
			names = append(names, ProposalWord+"."+f.Name)
		}
	}
	return names
}

// chosenLimit reads how many a field names at least or at most.
func (s *scope) chosenLimit(n source.Node, key string, f *Field) *float64 {
	count := s.r.number(n, 1)
	if all := s.asked(&Round{Asks: f.Of}); key == "min" && len(f.Of) > 0 && count > all {
		s.r.fail(n.Pos, "chooses_too_few", wording.Args{"Found": n.Text, "Count": all})
	}
	limit := float64(count)
	return &limit
}

// holderChosen reads a field that names whose turn it is: one, for a turn is not shared.
func (s *scope) holderChosen(n source.Node, field string) string {
	if s.ofYear {
		s.r.fail(n.Pos, "year_submitter", wording.Args{"Found": n.Text})
		return ""
	}
	if _, ok := s.chosenParty(n, field); !ok {
		return ""
	}
	if s.flow.Field(field).Many {
		s.r.fail(n.Pos, "held_by_many", wording.Args{"Found": n.Text, "Field": field})
		return ""
	}
	return ProposalWord + "." + field
}

// possible are some parties, with all those whom a field may name in the place of whom it
// names.
func (s *scope) possible(parties ...people.Party) []people.Party {
	var all []people.Party
	for _, p := range parties {
		if f := s.flow.Field(p.Name); p.Kind == people.Chosen && f != nil {
			all = append(all, f.Of...)
			continue
		}
		all = append(all, p)
	}
	return all
}

// isChosen says whether a party is whoever a proposal names.
func isChosen(p people.Party) bool { return p.Kind == people.Chosen }

// whom are those whom a round asks, or for each of whom it opens a proposal.
func (r *Round) whom() []people.Party {
	if r.Starts != nil {
		return r.Starts.Each
	}
	return r.Asks
}

// Chooses says whether a round asks whom the proposal names.
func (r *Round) Chooses() bool { return slices.ContainsFunc(r.whom(), isChosen) }

// Askable are those whom a round asks, with all those whom the proposal may name in the
// place of whom it names.
func (r *Round) Askable() []people.Party {
	if r.askable == nil {
		return r.Asks
	}
	return r.askable
}

// MayAskNobody says whether all whom the round would ask may be left out.
func (r *Round) MayAskNobody() bool {
	return r.Narrow.Narrows() || r.Chooses() && !slices.ContainsFunc(r.whom(), func(p people.Party) bool { return !isChosen(p) })
}

// ChosenTitle is what people call whoever a field of the proposal names: "those chosen
// under “Reviewers”". It is nil of any other party.
func (w *Workflow) ChosenTitle(p people.Party) wording.Text {
	if !isChosen(p) {
		return nil
	}
	f := Field{Title: wording.Same(p.Name)}
	if own := w.Field(p.Name); own != nil {
		f = *own
	}
	return wording.Both(map[bool]string{false: "people.chosen_one", true: "people.chosen_many"}[f.Many], wording.Args{"Field": f.Title})
}

// checkChosen warns of states and steps that wait for somebody whom nobody need have
// chosen, and of questions that may be put to nobody.
func (s *scope) checkChosen() {
	for i := range s.flow.States {
		st := &s.flow.States[i]
		if field := st.HeldByChosen(); field != "" && !s.flow.surelyIn(field, st.Name) {
			s.r.warn(st.Pos, "held_may_lack", wording.Args{"Found": st.Name, "Field": field})
		}
	}
	for i := range s.flow.Transitions {
		s.checkChosenTakers(&s.flow.Transitions[i])
	}
	for i := range s.flow.Rounds {
		s.checkChosenAsked(&s.flow.Rounds[i])
	}
}

// checkChosenTakers warns of a step that nobody else can take, and that no condition keeps
// from being taken before.
func (s *scope) checkChosenTakers(t *Transition) {
	fixed := slices.ContainsFunc(t.By, func(p people.Party) bool { return !isChosen(p) })
	if len(t.By) == 0 || len(t.On) > 0 || t.When != nil || fixed && !t.Together {
		return
	}
	for _, from := range t.From {
		st := s.flow.State(from)
		lacks := func(p people.Party) bool { // whose turn it is is stood for
			return isChosen(p) && !s.flow.surelyIn(p.Name, from) && (st == nil || st.HeldByChosen() != p.Name)
		}
		some := slices.IndexFunc(t.By, lacks)
		all := !slices.ContainsFunc(t.By, func(p people.Party) bool { return !lacks(p) })
		if some >= 0 && st != nil && (t.Together || all) {
			s.r.warn(t.Pos, "chosen_may_lack", wording.Args{"Found": t.Name, "Field": t.By[some].Name, "State": st.Title})
			return
		}
	}
}

// checkChosenAsked warns of a round that asks none but those whom the proposal may lack as
// it opens, and that no condition keeps from opening then.
func (s *scope) checkChosenAsked(r *Round) {
	if !r.MayAskNobody() || !r.Chooses() {
		return
	}
	for _, on := range r.Opens {
		if on.When == nil && !slices.ContainsFunc(r.whom(), func(p people.Party) bool { return s.flow.surelyOn(p.Name, on) }) {
			s.r.warn(r.Pos, "asks_may_lack", wording.Args{"Found": r.Name, "Field": r.whom()[0].Name})
			return
		}
	}
}

// surelyIn says whether every proposal in a state has been asked for a word.
func (w *Workflow) surelyIn(word, state string) bool {
	had := w.hadIn(word)
	at := slices.IndexFunc(w.States, func(s State) bool { return s.Name == state })
	return at >= 0 && had[at]
}

// surelyOn says whether every proposal to which something happens has been asked for a
// word by then, or where that is not known.
func (w *Workflow) surelyOn(word string, on Trigger) bool {
	switch on.Kind {
	case OnState:
		return w.surelyIn(word, on.Name)
	case OnTransition:
		t := w.Transition(on.Name)
		return t == nil || slices.Contains(t.Needs, word) || t.SetsField(word) || !slices.ContainsFunc(t.From, func(from string) bool { return !w.surelyIn(word, from) })
	}
	return true
}
