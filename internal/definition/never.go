package definition

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// meantNever is how a pack says that answers never complete a round, which ends
// when its time is out.
const meantNever = "answered<0"

// checkHolds reports conditions that hold in no way in which rounds may end and
// what a proposal carries may fall out. Runs go on as if they might hold.
func (s *scope) checkHolds() {
	completions := map[*Guard]*Round{}
	for i := range s.flow.Rounds {
		if g := s.flow.Rounds[i].Complete.When; g != nil {
			completions[g] = &s.flow.Rounds[i]
		}
	}
	for _, g := range s.guards {
		if !s.neverHolds(g) {
			continue
		}
		g.dead = true
		if r := completions[g]; r != nil && s.flow.expires(r) && strings.ReplaceAll(g.Source, " ", "") == meantNever {
			continue // it is asked for: the round ends when its time is out
		}
		if r := completions[g]; r != nil {
			s.r.fail(g.Pos, "never_completes", wording.Args{"Found": g.Source, "Round": r.Title, "Why": s.because(g)})
			continue
		}
		s.r.fail(g.Pos, "never_holds", wording.Args{"Found": g.Source, "Why": s.because(g)})
	}
}

// neverHolds tries a condition in every way that it may fall out.
func (s *scope) neverHolds(g *Guard) bool {
	if (known{hand: g.hand, assumed: s.withinPart}).weigh(g.tree) == never {
		return true
	}
	free := newFreedom(s.flow, nil, place{})
	counted := make([][]ast.Node, len(s.flow.Rounds))
	for _, leaf := range leaves(g.tree) {
		if i := s.roundOf(leaf, g.hand); i >= 0 {
			counted[i] = append(counted[i], leaf)
			continue
		}
		if _, constant := leaf.(*ast.BoolNode); !constant {
			free.add(leaf, g.hand)
		}
	}
	factors := free.factors()
	for i, leaves := range counted {
		if len(leaves) > 0 {
			factors = append(factors, s.counts(i, leaves, g.hand))
		}
	}
	found, known := cases(factors, func(falls map[string]bool) bool {
		return g.weigh(known{assumed: assuming(falls)}) != never
	})
	return known && !found
}

// roundOf is the round whose counts alone a condition is about, if it is known how
// many that round asks; -1 for any other condition.
func (s *scope) roundOf(leaf ast.Node, hand string) int {
	return slices.IndexFunc(s.flow.Rounds, func(r Round) bool {
		_, _, sized := s.electorate(&r)
		return sized && !r.unread && len(r.Answers) > 0 && tally{round: &r}.counts(leaf, hand)
	})
}

// counts is the factor of a round: the ways in which it may stand, as far as some
// conditions about it can tell. A round that is not at hand may not have opened.
func (s *scope) counts(round int, leaves []ast.Node, hand string) factor {
	r := &s.flow.Rounds[round]
	least, most, _ := s.electorate(r)
	e := &ends{round: r}
	for _, leaf := range leaves {
		e.atoms = append(e.atoms, atom{leaf, hand})
	}
	all, _ := tallies(r, least, most, e.constants())
	if hand != r.Name {
		all = append(all, tally{round: r, given: make([]int, len(r.Answers))})
	}
	var cases factor
	seen := map[string]bool{}
	for _, t := range all {
		truths := e.truths(t)
		if key := string(truthBytes(truths)); !seen[key] {
			seen[key] = true
			falls := map[string]bool{}
			for i, leaf := range leaves {
				falls[leafKey(leaf, hand)] = truths[i] == surely
			}
			cases = append(cases, falls)
		}
	}
	return cases
}

// because says why a condition never holds: how many are asked, that what it is about
// never is so, or that its parts exclude each other.
func (s *scope) because(g *Guard) wording.Text {
	for _, leaf := range leaves(g.tree) {
		if i := s.roundOf(leaf, g.hand); i >= 0 {
			_, most, _ := s.electorate(&s.flow.Rounds[i])
			return wording.Both("check.why.asked", wording.Args{"Round": s.flow.Rounds[i].Title, "Asked": most})
		}
		if s.withinPart(leaf, g.hand) == never {
			return wording.Both("check.why.beyond", nil)
		}
	}
	if all := leaves(g.tree); len(all) == 1 {
		return wording.Both("check.why.beyond", nil)
	}
	return wording.Both("check.why.excluded", nil)
}
