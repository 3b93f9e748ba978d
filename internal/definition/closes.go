package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// Closing is when a round ends.
type Closing string

// When it may.
const (
	WhenComplete Closing = ""            // as soon as it has the answers that complete: asks for
	Early        Closing = "early"       // also as soon as no answer can change its outcome
	AtDeadline   Closing = "at deadline" // at its deadline's moment, never before and never after
)

// MostWays is in how many ways a round may still end for it to be known that all
// come to the same.
const MostWays = 20_000

// Ways is in how many ways as many respondents may still answer, or stay silent.
func (r *Round) Ways(respondents int) int {
	ways := 1
	for i := 1; i <= len(r.Answers); i++ {
		ways = ways * (respondents + i) / i
		if ways > MostWays {
			return MostWays + 1
		}
	}
	return ways
}

// roundCloses reads when a round ends. One that ends at its deadline has no word
// about what makes it end before, or what follows if it doesn't.
func (s *scope) roundCloses(t *table, r *Round) {
	n, ok := t.opt("closes")
	if !ok {
		return
	}
	switch s.r.choice(n, grammar.Closings...) {
	case string(Early):
		r.Closes = Early
		s.closesEarly(n, r)
	case string(AtDeadline):
		r.Closes = AtDeadline
		s.closesAtDeadline(t, n, r)
	}
}

func (s *scope) closesEarly(n source.Node, r *Round) {
	if len(r.Outcomes) == 0 {
		s.r.fail(n.Pos, "early_needs_outcomes", nil)
	}
	for _, o := range r.Outcomes {
		if found := o.When.unforeseen(s.flow); found != "" {
			s.unforeseen(r, o.When.Pos, found)
		}
	}
	if s.tried(r) > MostWays {
		s.r.warn(n.Pos, "early_too_many", wording.Args{"Found": r.Name, "Most": MostWays})
	}
}

// tried is how many ends of a round must be tried for it to be known that all come to
// the same, with everybody left: none where its outcomes compare sums alone.
func (s *scope) tried(r *Round) int {
	f := foreseeing{round: r}
	if !slices.ContainsFunc(r.Outcomes, func(o Outcome) bool { return !f.compares(o.When) }) {
		return 0
	}
	if kinds, persons := r.TellsApart(); !kinds && !persons {
		return r.Ways(s.asked(r))
	}
	return power(len(r.Answers)+1, s.asked(r))
}

// unforeseen reports what nobody can know beforehand of an outcome, with what says as
// much as the seats do of how many could have answered.
func (s *scope) unforeseen(r *Round, at source.Pos, found string) {
	if found != "seats" {
		s.r.fail(at, "early_needs_counts", wording.Args{"Found": found})
		return
	}
	instead := "asked"
	for _, a := range r.Answers {
		if a.Out {
			instead += ` + count("` + a.Name + `")`
		}
	}
	s.r.fail(at, "early_needs_asked", wording.Args{"Found": found, "Instead": instead})
}

func (s *scope) closesAtDeadline(t *table, n source.Node, r *Round) {
	if r.Deadline == nil {
		s.r.fail(n.Pos, "closes_without_deadline", nil)
		return
	}
	for _, key := range []string{"complete", "on expiry", "on_expiry"} {
		if other, ok := t.node.Get(key); ok {
			s.r.fail(other.Pos, "closes_and_late", wording.Args{"Found": key})
		}
	}
	if len(r.Deadline.Escalate) > 0 {
		s.r.fail(r.Deadline.Pos, "closes_and_late", wording.Args{"Found": "escalate"})
	}
	if r.Deadline.Every != nil {
		s.r.fail(r.Deadline.Pos, "closes_and_late", wording.Args{"Found": "every"})
	}
	if r.Expiry == nil {
		r.Expiry = &Expiry{Pos: n.Pos} // it ends with the answers that there are
	}
}

// unforeseen is a part of a guard that nobody can know beforehand, though all
// answers to come were known; "" where there is none.
func (g *Guard) unforeseen(w *Workflow) string {
	if g == nil {
		return ""
	}
	v := &foresight{flow: w, known: slices.Concat(counting, told, still)}
	ast.Walk(&g.tree, v)
	return v.found
}

type foresight struct {
	flow  *Workflow
	known []string
	found string
}

// counting are the functions that the number of each answer decides, told those that
// who gave it does, and still those that stand still meanwhile.
var (
	told     = []string{"answer", "weight", "asked_of", "answered_of", "weight_of"}
	counting = []string{"count", "none", "complete", "open", "outcome"}
	still    = []string{"times", "last", "len", "lower", "trim", "plus", "later", "earlier", "latest_known", "next", "days", "workdays"}
)

// Visit is called for each part of the expression.
func (v *foresight) Visit(part *ast.Node) {
	switch part := (*part).(type) {
	case *ast.IdentifierNode:
		if slices.Contains([]string{"today", "now", "input", "transition"}, part.Value) {
			v.found = part.Value
		}
	case *ast.CallNode:
		if callee, ok := part.Callee.(*ast.IdentifierNode); ok && !slices.Contains(v.known, callee.Value) {
			v.found = callee.Value
		}
	case *ast.MemberNode:
		if slices.Contains(whoMet, part.String()) {
			v.found = part.String()
		}
		v.computed(part)
	}
}

// computed finds a computed field that does not stand still: answers to come are
// tried in the conditions of the outcomes, and not in what these name.
func (v *foresight) computed(part *ast.MemberNode) {
	name, ok := part.Property.(*ast.StringNode)
	if !ok || part.String() != "proposal."+name.Value {
		return
	}
	if f := v.flow.Field(name.Value); f != nil && f.Is != nil && f.Is.tree != nil {
		within := &foresight{flow: v.flow, known: still}
		ast.Walk(&f.Is.tree, within)
		if within.found != "" {
			v.found = part.String()
		}
	}
}
