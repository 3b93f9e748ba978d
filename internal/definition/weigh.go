package definition

import (
	"github.com/expr-lang/expr/ast"
)

// A verdict is what is known of a guard before anything runs: where a proposal
// stands and came from decides some, all else may fall out either way.
type verdict int

const (
	maybe verdict = iota
	surely
	never
)

// known is what is known when a guard is weighed; what is nil is not.
type known struct {
	names    map[string]string                         // state, came_from
	complete func(round string) verdict                // what complete("round") is
	open     func(round string) verdict                // what open("round") is
	outcome  func(round string) (came string, ok bool) // what outcome("round") is
	counted  func(n ast.Node, hand string) verdict     // what a condition about counts is
	assumed  func(n ast.Node, hand string) (v verdict) // what a condition is taken to be; maybe is nothing
	hand     string                                    // the round at hand
}

// weigh says what is known of a guard; none always holds.
func (g *Guard) weigh(k known) verdict {
	if g == nil {
		return surely
	}
	if g.dead {
		return maybe
	}
	k.hand = g.hand
	return k.weigh(g.tree)
}

func (k known) weigh(n ast.Node) verdict {
	switch n := n.(type) {
	case *ast.BoolNode:
		return truth(n.Value)
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			return k.weigh(n.Node).not()
		}
	case *ast.BinaryNode:
		switch n.Operator {
		case "&&", "and":
			return both(k.weigh(n.Left), k.weigh(n.Right))
		case "||", "or":
			return either(k.weigh(n.Left), k.weigh(n.Right))
		}
		if what, holds, ok := yesOrNo(n); ok && holds {
			return k.weigh(what)
		} else if ok {
			return k.weigh(what).not()
		}
	}
	return k.leaf(n)
}

// leaf weighs a condition that is not put together of others.
func (k known) leaf(n ast.Node) verdict {
	if k.assumed != nil {
		if v := k.assumed(n, k.hand); v != maybe {
			return v
		}
	}
	if k.counted != nil {
		if v := k.counted(n, k.hand); v != maybe {
			return v
		}
	}
	switch n := n.(type) {
	case *ast.BinaryNode:
		return k.binary(n)
	case *ast.CallNode:
		return k.call(n)
	}
	return maybe
}

func (k known) binary(n *ast.BinaryNode) verdict {
	switch n.Operator {
	case "==", "!=":
		left, one := k.text(n.Left)
		right, other := k.text(n.Right)
		if one && other {
			return truth((left == right) == (n.Operator == "=="))
		}
	case "in":
		return k.among(n)
	}
	return maybe
}

// among weighs state in ["a", "b"].
func (k known) among(n *ast.BinaryNode) verdict {
	what, ok := k.text(n.Left)
	list, isList := n.Right.(*ast.ArrayNode)
	if !ok || !isList {
		return maybe
	}
	for _, item := range list.Nodes {
		text, ok := k.text(item)
		if !ok {
			return maybe
		}
		if text == what {
			return surely
		}
	}
	return never
}

// call weighs complete("round") and open("round").
func (k known) call(n *ast.CallNode) verdict {
	callee, ok := n.Callee.(*ast.IdentifierNode)
	if !ok || len(n.Arguments) != 1 {
		return maybe
	}
	round, ok := n.Arguments[0].(*ast.StringNode)
	switch {
	case ok && callee.Value == "complete" && k.complete != nil:
		return k.complete(round.Value)
	case ok && callee.Value == "open" && k.open != nil:
		return k.open(round.Value)
	}
	return maybe
}

// text is a text in quotes, or one of the names that are known.
func (k known) text(n ast.Node) (string, bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.IdentifierNode:
		text, ok := k.names[n.Value]
		return text, ok
	case *ast.CallNode: // what a round has come to
		callee, ok := n.Callee.(*ast.IdentifierNode)
		if !ok || callee.Value != "outcome" || len(n.Arguments) != 1 {
			return "", false
		}
		if round, ok := n.Arguments[0].(*ast.StringNode); ok && k.outcome != nil {
			return k.outcome(round.Value)
		}
	}
	return "", false
}

func truth(yes bool) verdict {
	if yes {
		return surely
	}
	return never
}

func (v verdict) not() verdict {
	switch v {
	case surely:
		return never
	case never:
		return surely
	}
	return maybe
}

func both(a, b verdict) verdict {
	switch {
	case a == never || b == never:
		return never
	case a == surely && b == surely:
		return surely
	}
	return maybe
}

func either(a, b verdict) verdict { return both(a.not(), b.not()).not() }
