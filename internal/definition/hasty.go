package definition

import (
	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// checkHasty warns of a question that is complete as it is put, before anybody has
// answered: its condition holds of no answers at all.
func (s *scope) checkHasty() {
	for i := range s.flow.Rounds {
		r := &s.flow.Rounds[i]
		_, most, sized := s.electorate(r)
		g := r.Complete.When
		if g == nil || g.dead || r.unread || !sized || most == 0 || len(r.Answers) == 0 {
			continue
		}
		none := tally{round: r, asked: most, given: make([]int, len(r.Answers))}
		for _, on := range r.Opens {
			counted := func(n ast.Node, hand string) verdict {
				if v := none.weigh(n, hand); v != maybe {
					return v
				}
				return passedOnce(n, on)
			}
			if g.weigh(known{counted: counted}) == surely {
				s.r.warn(g.Pos, "hasty", wording.Args{"Found": g.Source, "Round": r.Title})
				break
			}
		}
	}
}

// passedOnce weighs how often what opens a round has happened: once at least, as it opens.
func passedOnce(n ast.Node, on Trigger) verdict {
	b, ok := n.(*ast.BinaryNode)
	if !ok || mirrored[b.Operator] == "" {
		return maybe
	}
	left, right, operator := b.Left, b.Right, b.Operator
	if function, _ := askedPast(left); function == "" {
		left, right, operator = right, left, mirrored[operator]
	}
	if function, name := askedPast(left); function != "times" || name != on.Name {
		return maybe
	}
	return often(true, operator, right)
}
