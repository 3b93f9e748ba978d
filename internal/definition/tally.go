package definition

import (
	"math"
	"slices"

	"github.com/expr-lang/expr/ast"
)

// A tally is what a round may have come to: how many gave each of its answers, in
// their order, of how many that were asked.
type tally struct {
	round *Round
	asked int
	given []int
}

// answered is how many have settled: by a final answer, or by any where none of
// the round's is final.
func (t tally) answered() int {
	final := slices.ContainsFunc(t.round.Answers, func(a Answer) bool { return a.Final })
	n := 0
	for i, a := range t.round.Answers {
		if !a.Out && (a.Final || !final) {
			n += t.given[i]
		}
	}
	return n
}

// counted is how many are asked, but for those whose answers take them out.
func (t tally) counted() int {
	n := t.asked
	for i, a := range t.round.Answers {
		if a.Out {
			n -= t.given[i]
		}
	}
	return n
}

// completes says whether the round has the answers that its line asks for. One that
// closes early may be certain of its outcome before.
func (t tally) completes() verdict {
	if t.asked == 0 { // a round that asks nobody has ended as it opens
		return surely
	}
	if t.round.Closes == Early {
		return either(t.enough(), maybe)
	}
	return t.enough()
}

func (t tally) enough() verdict {
	answered := t.answered()
	switch c := t.round.Complete; {
	case c.When != nil:
		return c.When.weigh(known{counted: t.weigh})
	case c.Fraction[1] > 0:
		return truth(answered*c.Fraction[1] >= c.Fraction[0]*t.counted())
	case c.Count > 0:
		return truth(answered >= min(c.Count, t.counted()))
	}
	return truth(answered == t.counted())
}

// weigh is what a condition about this round's counts alone comes to; maybe for
// any other.
func (t tally) weigh(n ast.Node, hand string) verdict {
	switch n := n.(type) {
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok && callee.Value == "none" {
			if count, ok := t.count(n, hand); ok {
				return truth(count == 0)
			}
		}
	case *ast.BinaryNode:
		left, one := t.number(n.Left, hand)
		right, other := t.number(n.Right, hand)
		if one && other {
			return compared(n.Operator, left, right)
		}
	}
	return maybe
}

func compared(operator string, left, right float64) verdict {
	switch operator {
	case "==":
		return truth(left == right)
	case "!=":
		return truth(left != right)
	case "<":
		return truth(left < right)
	case "<=":
		return truth(left <= right)
	case ">":
		return truth(left > right)
	case ">=":
		return truth(left >= right)
	}
	return maybe
}

// number is what an expression over this round's counts comes to; not ok where it
// names anything else.
func (t tally) number(n ast.Node, hand string) (value float64, ok bool) {
	return reckoned(n, func(n ast.Node) (float64, bool) {
		switch n := n.(type) {
		case *ast.IdentifierNode:
			switch {
			case hand != t.round.Name:
			case n.Value == "asked":
				return float64(t.counted()), true
			case n.Value == "answered":
				return float64(t.answered()), true
			}
		case *ast.CallNode:
			if callee, named := n.Callee.(*ast.IdentifierNode); named && callee.Value == "count" {
				return t.count(n, hand)
			}
		}
		return 0, false
	})
}

// reckoned is what an expression of numbers comes to, where it is known what each name
// and call in it is; not ok where one is not.
func reckoned(n ast.Node, known func(ast.Node) (float64, bool)) (value float64, ok bool) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return float64(n.Value), true
	case *ast.FloatNode:
		return n.Value, true
	case *ast.UnaryNode:
		value, ok = reckoned(n.Node, known)
		return -value, ok && n.Operator == "-"
	case *ast.BinaryNode:
		left, one := reckoned(n.Left, known)
		right, other := reckoned(n.Right, known)
		if !one || !other {
			return 0, false
		}
		return operated(n.Operator, left, right)
	}
	return known(n)
}

// operated is what an operator makes of two numbers.
func operated(operator string, left, right float64) (float64, bool) {
	switch operator {
	case "+":
		return left + right, true
	case "-":
		return left - right, true
	case "*":
		return left * right, true
	case "/":
		return left / right, right != 0
	case "%":
		if right == 0 {
			return 0, false
		}
		return math.Mod(left, right), true
	}
	return 0, false
}

// count is what count("answer") or count("round", "answer") comes to, of this
// round.
func (t tally) count(n *ast.CallNode, hand string) (float64, bool) {
	words := make([]string, 0, 2)
	for _, a := range n.Arguments {
		word, ok := a.(*ast.StringNode)
		if !ok {
			return 0, false
		}
		words = append(words, word.Value)
	}
	if len(words) == 1 {
		words = []string{hand, words[0]}
	}
	if len(words) != 2 || words[0] != t.round.Name {
		return 0, false
	}
	at := slices.IndexFunc(t.round.Answers, func(a Answer) bool { return a.Name == words[1] })
	if at < 0 {
		return 0, false
	}
	return float64(t.given[at]), true
}

// counts says whether a condition is about this round's counts alone.
func (t tally) counts(n ast.Node, hand string) bool {
	zero := tally{t.round, 1, make([]int, len(t.round.Answers))}
	return zero.weigh(n, hand) != maybe
}
