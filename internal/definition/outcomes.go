package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// An Outcome is what a round may have come to when it ends, in one word.
type Outcome struct {
	Name  string
	Title wording.Text
	When  *Guard // nil for the last, which holds when no other does
	Pos   source.Pos
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
	s.r.named(n, func(e source.Entry) {
		if len(r.Outcomes) > 0 && r.Outcomes[len(r.Outcomes)-1].When == nil {
			s.r.fail(e.Key.Pos, "never_chosen", wording.Args{"Found": r.Outcomes[len(r.Outcomes)-1].Name})
		}
		r.Outcomes = append(r.Outcomes, s.roundOutcome(e, r))
	})
	if n.Kind == source.Mapping && len(r.Outcomes) == 0 {
		s.r.fail(n.Pos, "nothing", nil)
	}
	if last := len(r.Outcomes) - 1; last >= 0 && r.Outcomes[last].When != nil {
		s.r.fail(r.Outcomes[last].Pos, "no_otherwise", wording.Args{"Found": r.Outcomes[last].Name})
	}
	if len(r.Outcomes) > 0 && r.Deadline != nil && r.Expiry == nil {
		r.Expiry = &Expiry{Pos: n.Pos}
	}
}

func (s *scope) roundOutcome(e source.Entry, r *Round) Outcome {
	if slices.Contains(endings, e.Key.Text) {
		s.r.fail(e.Key.Pos, "reserved", wording.Args{"Found": e.Key.Text})
	}
	o := Outcome{Name: e.Key.Text, Title: wording.Same(Humanised(e.Key.Text)), Pos: e.Key.Pos}
	t := s.r.table(grammar.Outcome, e.Value, e.Key.Pos)
	defer t.done()
	if n, ok := t.must("title"); ok {
		o.Title = s.r.title(n, source.Error)
	}
	if n, ok := t.opt("when"); ok {
		o.When = s.guard(n, r)
	}
	return o
}

// outcome reads what a round is expected to have come to; "" for nothing yet.
func (s *story) outcome(n source.Node, round *Round) *string {
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
// outcome("round"), or the answers that answer("round", "who") may be.
func (v *named) outcomesOf(call *ast.CallNode) (known []string, code string) {
	callee, ok := call.Callee.(*ast.IdentifierNode)
	if ok && callee.Value == "answer" && len(call.Arguments) > 0 {
		return v.answersOfWho(call)
	}
	if !ok || callee.Value != "outcome" || len(call.Arguments) != 1 {
		return nil, ""
	}
	if round, ok := call.Arguments[0].(*ast.StringNode); ok && slices.Contains(v.scope.rounds, round.Value) {
		return v.scope.outcomes[round.Value], "unknown_outcome"
	}
	return nil, ""
}

// checkOutcomes reports what a round can never come to, and what it may come to
// without anything following or anybody being able to take a step. Such a place is
// marked as stuck.
func (s *scope) checkOutcomes(g *graph, d *doubted, stuck []bool) {
	for i := range s.flow.Rounds {
		r := &s.flow.Rounds[i]
		if i < mostRounds && s.alwaysFirst(g.ends[i]) {
			continue
		}
		for o := range r.Outcomes {
			if o < len(r.Outcomes)-1 && !r.Outcomes[o].When.isDead() && (i < mostRounds && g.ends[i].never(o) || r.taken(o)) {
				s.r.fail(r.Outcomes[o].Pos, "never_outcome", wording.Args{"Found": r.Outcomes[o].Name, "Round": r.Title})
			}
		}
	}
	out, told := g.out(), map[source.Pos]bool{}
	for _, at := range d.order() {
		o, r := s.unheard(g, at)
		if o == nil || len(out[at]) > 0 || stuck[at] || d.least[at] >= revised {
			continue
		}
		stuck[at] = true
		if !told[o.Pos] {
			told[o.Pos] = true
			s.r.note(d.severity(at), o.Pos, "unheard_outcome", wording.Args{"Round": r.Title, "Found": o.Name, "State": g.stateOf(at).Title})
		}
	}
}

// alwaysFirst reports the first outcome of a round that holds in whatever way the round
// ends: it never comes to another.
func (s *scope) alwaysFirst(e *ends) bool {
	r := e.round
	other := func(c class) bool { return len(c.outcomes) == 0 || c.outcomes[0] != surely }
	if len(r.Outcomes) < 2 || r.Outcomes[0].When == nil || r.Outcomes[0].When.isDead() || len(e.classes) == 0 || slices.ContainsFunc(e.classes, other) {
		return false
	}
	when := r.Outcomes[0].When
	s.r.fail(when.Pos, "always_outcome", wording.Args{"Found": r.Outcomes[0].Name, "Round": r.Title, "When": when.Source})
	for _, o := range r.Outcomes[1:] {
		if o.When != nil {
			o.When.dead = true // what waits for it follows from that
		}
	}
	return true
}

// unheard is what a round has come to at a place where a proposal waits for
// another of its outcomes; nil where there is none.
func (s *scope) unheard(g *graph, at int) (*Outcome, *Round) {
	st := g.stateOf(at)
	if settled(st) {
		return nil, nil
	}
	for _, t := range s.exits(st.Name) {
		for _, on := range t.On {
			i := g.roundAt(on.Name)
			if on.Kind != OnOutcome || i < 0 || i >= mostRounds {
				continue
			}
			if _, class, over := g.ends[i].ended(g.places[at].rounds[i]); over {
				if o := slices.Index(g.ends[i].classes[class].outcomes, surely); o >= 0 {
					return &s.flow.Rounds[i].Outcomes[o], &s.flow.Rounds[i]
				}
			}
		}
	}
	return nil, nil
}

// taken says whether an earlier outcome has the very condition of one.
func (r *Round) taken(outcome int) bool {
	when := r.Outcomes[outcome].When // nil where a condition was refused, or left out by mistake
	return when != nil && slices.ContainsFunc(r.Outcomes[:outcome], func(earlier Outcome) bool {
		return earlier.When != nil && earlier.When.Source == when.Source
	})
}

// never says whether a round comes to an outcome in none of its classes.
func (e *ends) never(outcome int) bool {
	return !slices.ContainsFunc(e.classes, func(c class) bool { return len(c.outcomes) == 0 || c.outcomes[outcome] != never })
}

func (g *Guard) isDead() bool { return g != nil && g.dead }
