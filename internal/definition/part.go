package definition

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Part is some of those whom a round asks: a chamber, the members of one kind.
type Part struct {
	Name string
	Of   []people.Party
	Pos  source.Pos
}

// Part is who a part of a round is, nil where it has none of the name.
func (r *Round) Part(name string) []people.Party {
	for _, p := range r.Parts {
		if p.Name == name {
			return p.Of
		}
	}
	return nil
}

// roundParts reads of whom conditions may count the answers apart, who must be some of
// those that the round asks.
func (s *scope) roundParts(t *table, r *Round) {
	n, ok := t.opt("parts")
	if !ok {
		return
	}
	asked := s.respondents(r)
	s.r.named(n, func(e source.Entry) {
		p := Part{Name: e.Key.Text, Pos: e.Key.Pos, Of: s.parties(e.Value)}
		if e.Value.Kind == source.Nothing {
			s.r.fail(e.Key.Pos, "nothing", nil)
		}
		here := s.respondents(&Round{Asks: p.Of})
		if len(p.Of) > 0 && len(asked) > 0 && !slices.ContainsFunc(here, func(who string) bool { return slices.Contains(asked, who) }) {
			s.r.fail(e.Value.Pos, "part_of_nobody", wording.Args{"Found": p.Name, "Round": r.Title})
		}
		r.Parts = append(r.Parts, p)
	})
}

// countable are what may be counted of a round by name: its answers, and those of its parts.
func (s *scope) countable(round string) []string {
	all := slices.Clone(s.answers[round])
	for _, part := range s.parts[round] {
		for _, answer := range s.answers[round] {
			all = append(all, part+"."+answer)
		}
	}
	return all
}

// countableOf are what may be counted of a round, or of every round where none is at hand.
func (s *scope) countableOf(round *Round) []string {
	if round != nil {
		return s.countable(round.Name)
	}
	var all []string
	for _, name := range s.rounds {
		all = append(all, s.countable(name)...)
	}
	return all
}

// parted checks asked_of("part") and asked_of("round", "part"), and their like.
func (v *named) parted(function string, call *ast.CallNode) {
	round := v.round
	switch {
	case len(call.Arguments) == 2:
		name := call.Arguments[0].(*ast.StringNode)
		if round = v.scope.flow.Round(name.Value); round == nil {
			v.among("unknown_round", name, v.scope.rounds)
			return
		}
	case round == nil:
		v.problem("no_round_at_hand", []ast.Node{call.Callee}, wording.Args{"Found": function})
		return
	}
	v.among("unknown_part", call.Arguments[len(call.Arguments)-1], v.scope.parts[round.Name])
}

// withinPart weighs a condition that holds a count of a part against a number: there are
// never more than the part has.
func (s *scope) withinPart(n ast.Node, hand string) verdict {
	compared, ok := n.(*ast.BinaryNode)
	if !ok {
		return maybe
	}
	sides := []struct {
		count, bound ast.Node
		least        []string // the operators by which the count is at least the bound
		more         []string // by which it is more
	}{{compared.Left, compared.Right, []string{">=", "=="}, []string{">"}}, {compared.Right, compared.Left, []string{"<=", "=="}, []string{"<"}}}
	for _, side := range sides {
		bound, isNumber := side.bound.(*ast.IntegerNode)
		most, isCount := s.mostOfPart(side.count, hand)
		if !isNumber || !isCount {
			continue
		}
		if slices.Contains(side.least, compared.Operator) && bound.Value > most || slices.Contains(side.more, compared.Operator) && bound.Value >= most {
			return never
		}
	}
	return maybe
}

// mostOfPart is how many a count of a part comes to at most, where it is one.
func (s *scope) mostOfPart(n ast.Node, hand string) (most int, ok bool) {
	call, ok := n.(*ast.CallNode)
	if !ok || len(call.Arguments) == 0 {
		return 0, false
	}
	callee, named := call.Callee.(*ast.IdentifierNode)
	word, text := call.Arguments[len(call.Arguments)-1].(*ast.StringNode)
	if !named || !text || !slices.Contains([]string{"count", "asked_of", "answered_of"}, callee.Value) {
		return 0, false
	}
	name := hand
	if len(call.Arguments) == 2 {
		if round, text := call.Arguments[0].(*ast.StringNode); text {
			name = round.Value
		}
	}
	part, _, dotted := strings.Cut(word.Value, ".")
	r := s.flow.Round(name)
	if r == nil || r.Again == Adds || r.Part(part) == nil || !dotted && callee.Value == "count" {
		return 0, false
	}
	for _, p := range r.Part(part) {
		most += s.size(p)
	}
	return most, true
}
