package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// An Outcome is what a round may have come to when it ends, in one word.
type Outcome struct {
	Name  string
	Title wording.Text
	When  *Guard // nil for the last, which holds when no other does
	Pos   Pos
}

// Outcome finds one of a round's outcomes by name, or nil.
func (r *Round) Outcome(name string) *Outcome {
	for i := range r.Outcomes {
		if r.Outcomes[i].Name == name {
			return &r.Outcomes[i]
		}
	}
	return nil
}

// endings are what becomes of any round, which no outcome can be called.
var endings = []string{"opened", "complete", "expired"}

// roundOutcomes reads what a round may have come to. With outcomes silence is an
// end like any other: the round closes at its last word unless it says otherwise.
func (s *scope) roundOutcomes(t *table, r *Round) {
	n, ok := t.opt("outcomes")
	if !ok {
		return
	}
	s.r.named(n, func(e entry) {
		if len(r.Outcomes) > 0 && r.Outcomes[len(r.Outcomes)-1].When == nil {
			s.r.fail(e.key.pos, "never_chosen", wording.Args{"Found": r.Outcomes[len(r.Outcomes)-1].Name})
		}
		r.Outcomes = append(r.Outcomes, s.roundOutcome(e, r))
	})
	if n.kind == mapping && len(r.Outcomes) == 0 {
		s.r.fail(n.pos, "nothing", nil)
	}
	if last := len(r.Outcomes) - 1; last >= 0 && r.Outcomes[last].When != nil {
		s.r.fail(r.Outcomes[last].Pos, "no_otherwise", wording.Args{"Found": r.Outcomes[last].Name})
	}
	if len(r.Outcomes) > 0 && r.Deadline != nil && r.Expiry == nil {
		r.Expiry = &Expiry{Pos: n.pos}
	}
}

func (s *scope) roundOutcome(e entry, r *Round) Outcome {
	if slices.Contains(endings, e.key.text) {
		s.r.fail(e.key.pos, "reserved", wording.Args{"Found": e.key.text})
	}
	o := Outcome{Name: e.key.text, Title: wording.Same(humanised(e.key.text)), Pos: e.key.pos}
	t := s.r.table(e.value, e.key.pos)
	defer t.done()
	if n, ok := t.must("title"); ok {
		o.Title = s.r.title(n, Error)
	}
	if n, ok := t.opt("when"); ok {
		o.When = s.guard(n, r)
	}
	return o
}

// outcome reads what a round is expected to have come to; "" for nothing yet.
func (s *story) outcome(n node, round *Round) *string {
	word := s.orNone(n)
	if word == "" || round == nil {
		return &word
	}
	var names []string
	for _, o := range round.Outcomes {
		names = append(names, o.Name)
	}
	if !slices.Contains(names, word) {
		s.r.unknown(n, "outcome", names)
	}
	return &word
}

// outcomesOf are the outcomes of the round that a guard asks for by
// outcome("round").
func (v *named) outcomesOf(call *ast.CallNode) (known []string, code string) {
	callee, ok := call.Callee.(*ast.IdentifierNode)
	if !ok || callee.Value != "outcome" || len(call.Arguments) != 1 {
		return nil, ""
	}
	if round, ok := call.Arguments[0].(*ast.StringNode); ok && slices.Contains(v.scope.rounds, round.Value) {
		return v.scope.outcomes[round.Value], "unknown_outcome"
	}
	return nil, ""
}

// checkOutcomes reports what a round may come to without anything following, or
// anybody being able to take a step.
func (s *scope) checkOutcomes(g *graph) {
	for i := range s.flow.Rounds {
		r := &s.flow.Rounds[i]
		for _, o := range r.Outcomes {
			if st := s.unheard(g, i, o.Name); st != nil {
				s.r.fail(o.Pos, "unheard_outcome", wording.Args{"Round": r.Title, "Found": o.Name, "State": st.Title})
			}
		}
	}
}

// unheard is a state where a proposal waits for the round, and for ever when that
// comes to outcome; nil where there is none.
func (s *scope) unheard(g *graph, round int, outcome string) *State {
	r := s.flow.Rounds[round]
	for at := range s.flow.States {
		st := &s.flow.States[at]
		exits := s.exits(st.Name)
		waits := slices.ContainsFunc(exits, func(t *Transition) bool {
			return slices.ContainsFunc(t.On, func(on Trigger) bool { return on.Kind == OnOutcome && on.Name == r.Name })
		})
		if !waits || st.Final || g.cut || round >= mostRounds {
			continue
		}
		open := slices.ContainsFunc(g.places, func(p place) bool { return p.state == at && g.isOpen(round, p) })
		goesOn := slices.ContainsFunc(exits, func(t *Transition) bool { return s.goesOn(t, &r, outcome) })
		if open && !goesOn {
			return st
		}
	}
	return nil
}

// goesOn says whether a step may be taken once a round has come to an outcome: by
// somebody, or by anything but another outcome of that round.
func (s *scope) goesOn(t *Transition, r *Round, outcome string) bool {
	if t.unread || t.assumed || slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind != people.System }) {
		return true
	}
	if r.Expiry != nil && r.Expiry.Transition == t.Name {
		return true
	}
	return slices.ContainsFunc(t.On, func(on Trigger) bool {
		return on.Kind != OnOutcome || on.Name != r.Name || on.Outcome == outcome
	})
}
