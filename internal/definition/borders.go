package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// Borders are the numbers that conditions hold each of a proposal's numbers against, by
// its field: where something else begins to happen.
func (w *Workflow) Borders() map[string][]float64 {
	b := &bordering{all: map[string][]float64{}}
	guards := w.steering()
	for _, t := range w.Transitions {
		for _, n := range t.NeedsWhen {
			guards = append(guards, n.When)
		}
	}
	for _, g := range guards {
		ast.Walk(&g.tree, b)
	}
	for i := range w.Fields {
		if is := w.Fields[i].Is; is != nil && is.tree != nil {
			ast.Walk(&is.tree, b)
		}
	}
	return b.all
}

// bordering gathers the numbers of comparisons.
type bordering struct{ all map[string][]float64 }

// Visit is called for each part of a condition.
func (b *bordering) Visit(part *ast.Node) {
	compared, ok := (*part).(*ast.BinaryNode)
	if !ok || !slices.Contains([]string{"<", "<=", ">", ">=", "==", "!="}, compared.Operator) {
		return
	}
	for _, sides := range [][2]ast.Node{{compared.Left, compared.Right}, {compared.Right, compared.Left}} {
		member, ok := sides[0].(*ast.MemberNode)
		number, counts := constant(sides[1])
		if !ok || !counts {
			continue
		}
		if field, ok := member.Property.(*ast.StringNode); ok && !slices.Contains(b.all[field.Value], number) {
			b.all[field.Value] = append(b.all[field.Value], number)
		}
	}
}

// constant is the number that a part of a condition is, if it is one.
func constant(part ast.Node) (float64, bool) {
	switch part := part.(type) {
	case *ast.IntegerNode:
		return float64(part.Value), true
	case *ast.FloatNode:
		return part.Value, true
	}
	return 0, false
}
