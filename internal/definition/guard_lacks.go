package definition

import "github.com/expr-lang/expr/ast"

// Lacks names the fields of a proposal that a guard which does not hold would
// have, and that are empty: those whose filling in would take it closer to
// holding. What can't be told simply is left out.
func (g *Guard) Lacks(proposal map[string]any) []string {
	if g == nil {
		return nil
	}
	lacks, _ := lacking(g.tree, proposal)
	return lacks
}

// lacking says whether a condition holds, as far as a proposal's own fields tell,
// and what it lacks where it fails.
func lacking(n ast.Node, proposal map[string]any) ([]string, verdict) {
	switch n := n.(type) {
	case *ast.MemberNode:
		name, ok := ownField(n)
		value, isBool := proposal[name].(bool)
		switch {
		case !ok || !isBool:
			return nil, maybe
		case value:
			return nil, surely
		}
		return []string{name}, never
	case *ast.BinaryNode:
		return lackingOfTwo(n, proposal)
	}
	return nil, maybe
}

func lackingOfTwo(n *ast.BinaryNode, proposal map[string]any) ([]string, verdict) {
	switch n.Operator {
	case "&&", "and", "||", "or":
		return lackingInBoth(n, proposal)
	case "==", "!=":
		return lackingText(n, proposal)
	}
	return nil, maybe
}

// lackingInBoth weighs what two conditions say: of "or" nothing is lacking until both fail.
func lackingInBoth(n *ast.BinaryNode, proposal map[string]any) ([]string, verdict) {
	left, one := lacking(n.Left, proposal)
	right, other := lacking(n.Right, proposal)
	both := append(left, right...)
	either := n.Operator == "||" || n.Operator == "or"
	switch {
	case either && (one == surely || other == surely), one == surely && other == surely:
		return nil, surely
	case !either && (one == never || other == never), one == never && other == never:
		return both, never
	}
	return nil, maybe
}

// lackingText weighs a field against a text.
func lackingText(n *ast.BinaryNode, proposal map[string]any) ([]string, verdict) {
	member, isMember := n.Left.(*ast.MemberNode)
	text, isText := n.Right.(*ast.StringNode)
	if !isMember || !isText {
		return nil, maybe
	}
	name, ok := ownField(member)
	value, isString := proposal[name].(string)
	switch {
	case !ok || !isString:
		return nil, maybe
	case (value == text.Value) == (n.Operator == "=="):
		return nil, surely
	case value == "":
		return []string{name}, never
	}
	return nil, never
}

// ownField is the X of "proposal.X".
func ownField(n *ast.MemberNode) (string, bool) {
	owner, isName := n.Node.(*ast.IdentifierNode)
	property, isText := n.Property.(*ast.StringNode)
	if !isName || !isText || owner.Value != "proposal" {
		return "", false
	}
	return property.Value, true
}
