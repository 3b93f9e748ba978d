package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// wholes are what conditions count in whole numbers.
var wholes = []string{"count", "answered_of", "asked_of", "times", "days", "workdays"}

// checkFractions warns of a count that is held against a part of one: that is never a share
// of those who answered, as complete: 2/3 is.
func (s *scope) checkFractions() {
	for _, g := range s.guards {
		tree := g.tree
		v := &fractions{}
		ast.Walk(&tree, v)
		if v.found != nil && !g.dead {
			s.r.warn(g.Pos, "count_fraction", wording.Args{"Found": v.found.String(), "Instead": v.instead()})
		}
	}
}

// fractions finds the first such comparison of a condition.
type fractions struct {
	found       *ast.BinaryNode
	count, part ast.Node
	operator    string
}

// Visit is called for each part of an expression.
func (v *fractions) Visit(part *ast.Node) {
	b, ok := (*part).(*ast.BinaryNode)
	if !ok || mirrored[b.Operator] == "" || v.found != nil {
		return
	}
	left, right, operator := b.Left, b.Right, b.Operator
	if !countsWhole(left) {
		left, right, operator = right, left, mirrored[operator]
	}
	nothing := func(ast.Node) (float64, bool) { return 0, false }
	if value, known := reckoned(right, nothing); countsWhole(left) && known && value > 0 && value < 1 {
		v.found, v.count, v.part, v.operator = b, left, right, operator
	}
}

// instead is the comparison with a share of those who have answered.
func (v *fractions) instead() string {
	return v.count.String() + " " + v.operator + " " + v.part.String() + " * answered"
}

// countsWhole says whether an expression counts, and so is a whole number.
func countsWhole(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value == "answered" || n.Value == "asked"
	case *ast.CallNode:
		callee, named := n.Callee.(*ast.IdentifierNode)
		return named && slices.Contains(wholes, callee.Value)
	case *ast.BinaryNode:
		return (n.Operator == "+" || n.Operator == "-") && countsWhole(n.Left) && countsWhole(n.Right)
	}
	return false
}
