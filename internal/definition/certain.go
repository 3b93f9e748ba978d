package definition

import (
	"math"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
)

// A Voter is one of those whom a round counts: what it has answered, and whether it
// may still answer anything.
type Voter struct {
	Answer string
	Waits  bool
	Weight float64
	Parts  []string
}

// Certain is what a round comes to whatever those who wait may still answer or not, and
// whether that is certain. Where it is not said to be, it may be all the same: only
// conditions that compare sums are looked into, each by itself.
func (r *Round) Certain(voters []Voter) (outcome string, certain bool) {
	for _, o := range r.Outcomes {
		switch (foreseeing{r, voters}).holds(o.When) {
		case surely:
			return o.Name, true
		case maybe:
			return "", false
		}
	}
	return "", len(r.Outcomes) > 0
}

// foreseeing weighs conditions about how many gave which answer, and what they weigh,
// when some have not answered yet.
type foreseeing struct {
	round  *Round
	voters []Voter
}

func (f foreseeing) holds(g *Guard) verdict {
	return g.weigh(known{assumed: f.weigh})
}

// weigh compares two sums of what the voters count for: one of them is surely the
// greater if it is when everybody who waits answers as speaks most against it. Each
// adds to the sums for itself, so that nobody else's answer matters to that.
func (f foreseeing) weigh(n ast.Node, _ string) verdict {
	switch n := n.(type) {
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok && callee.Value == "none" {
			least, most, ok := f.bounds(sums{counted(n, "count"): 1})
			if !ok {
				return maybe
			}
			return within("==", least, most)
		}
	case *ast.BinaryNode:
		left, one := f.sums(n.Left)
		right, other := f.sums(n.Right)
		if !one || !other {
			return maybe
		}
		least, most, ok := f.bounds(left.plus(right, -1))
		if !ok {
			return maybe
		}
		return within(n.Operator, least, most)
	}
	return maybe
}

// within is how a number compares with nothing that lies somewhere between two.
func within(operator string, least, most float64) verdict {
	surelyIs := func(is, isNot bool) verdict {
		switch {
		case is:
			return surely
		case isNot:
			return never
		}
		return maybe
	}
	switch operator {
	case ">":
		return surelyIs(least > 0, most <= 0)
	case ">=":
		return surelyIs(least >= 0, most < 0)
	case "<":
		return surelyIs(most < 0, least >= 0)
	case "<=":
		return surelyIs(most <= 0, least > 0)
	case "==":
		return surelyIs(least == 0 && most == 0, least > 0 || most < 0)
	case "!=":
		return surelyIs(least > 0 || most < 0, least == 0 && most == 0)
	}
	return maybe
}

// A quantity is something that every voter adds to: count or weight of an answer,
// asked or answered; of a part or of all.
type quantity struct{ of, word string }

// sums are quantities, each so many times; that without a name is a number alone.
type sums map[quantity]float64

func (s sums) plus(other sums, times float64) sums {
	sum := sums{}
	for q, n := range s {
		sum[q] += n
	}
	for q, n := range other {
		sum[q] += times * n
	}
	return sum
}

// number is the sum where it is a number alone.
func (s sums) number() (float64, bool) {
	for q := range s {
		if q != (quantity{}) {
			return 0, false
		}
	}
	return s[quantity{}], true
}

// counted is the quantity that a call names, of whichever round.
func counted(n *ast.CallNode, of string) quantity {
	q := quantity{of: of}
	if len(n.Arguments) > 0 {
		if word, ok := n.Arguments[len(n.Arguments)-1].(*ast.StringNode); ok {
			q.word = word.Value
		}
	}
	return q
}

// sums reads an expression that adds up quantities of this round; not ok where it is
// anything else.
func (f foreseeing) sums(n ast.Node) (sums, bool) {
	switch n := n.(type) {
	case *ast.IntegerNode:
		return sums{{}: float64(n.Value)}, true
	case *ast.FloatNode:
		return sums{{}: n.Value}, true
	case *ast.IdentifierNode:
		return sums{{of: n.Value}: 1}, n.Value == "asked" || n.Value == "answered"
	case *ast.UnaryNode:
		inner, ok := f.sums(n.Node)
		return sums{}.plus(inner, -1), ok && n.Operator == "-"
	case *ast.CallNode:
		callee, ok := n.Callee.(*ast.IdentifierNode)
		if !ok || len(n.Arguments) > 1 && n.Arguments[0].String() != `"`+f.round.Name+`"` {
			return nil, false
		}
		return sums{counted(n, callee.Value): 1}, slices.Contains([]string{"count", "weight", "asked_of", "answered_of", "weight_of"}, callee.Value)
	case *ast.BinaryNode:
		return f.together(n)
	}
	return nil, false
}

func (f foreseeing) together(n *ast.BinaryNode) (sums, bool) {
	left, one := f.sums(n.Left)
	right, other := f.sums(n.Right)
	if !one || !other {
		return nil, false
	}
	first, isFirst := left.number()
	second, isSecond := right.number()
	switch {
	case n.Operator == "+":
		return left.plus(right, 1), true
	case n.Operator == "-":
		return left.plus(right, -1), true
	case n.Operator == "*" && isFirst:
		return sums{}.plus(right, first), true
	case n.Operator == "*" && isSecond:
		return sums{}.plus(left, second), true
	case n.Operator == "/" && isSecond && second != 0:
		return sums{}.plus(left, 1/second), true
	}
	return nil, false
}

// bounds are the least and the most that a sum may come to.
func (f foreseeing) bounds(s sums) (least, most float64, ok bool) {
	least, most = s[quantity{}], s[quantity{}]
	for _, v := range f.voters {
		low, high := f.adds(s, v, v.Answer), f.adds(s, v, v.Answer)
		if v.Waits {
			low, high = f.adds(s, v, ""), f.adds(s, v, "")
			for _, a := range f.round.Answers {
				low, high = min(low, f.adds(s, v, a.Name)), max(high, f.adds(s, v, a.Name))
			}
		}
		least, most = least+low, most+high
	}
	return rounded(least), rounded(most), true
}

// rounded is a number without what adding binary fractions leaves behind.
func rounded(n float64) float64 { return math.Round(n*1e9) / 1e9 }

// adds is what a voter that gives an answer, or "" none, adds to a sum.
func (f foreseeing) adds(s sums, v Voter, answer string) (sum float64) {
	given := f.round.Answer(answer)
	final := slices.ContainsFunc(f.round.Answers, func(a Answer) bool { return a.Final })
	for q, times := range s {
		part, word, dotted := strings.Cut(q.word, ".")
		if !dotted {
			part, word = "", q.word
		}
		weighs := 1.0
		if strings.HasPrefix(q.of, "weight") {
			weighs = v.Weight
		}
		is := false
		switch q.of {
		case "count", "weight":
			is = answer == word && given != nil && (part == "" || slices.Contains(v.Parts, part))
			if q.word == "" { // what all weigh
				is = given == nil || !given.Out
			}
		case "asked", "asked_of", "weight_of":
			is = (given == nil || !given.Out) && (q.word == "" || slices.Contains(v.Parts, q.word))
		case "answered", "answered_of":
			is = given != nil && !given.Out && (given.Final || !final) && (q.word == "" || slices.Contains(v.Parts, q.word))
		}
		if is {
			sum += times * weighs
		}
	}
	return sum
}

// compares says whether a condition does nothing but compare sums of this round.
func (f foreseeing) compares(g *Guard) bool {
	all := true
	if g == nil {
		return all
	}
	for _, leaf := range leaves(g.tree) {
		switch leaf := leaf.(type) {
		case *ast.BoolNode:
		case *ast.CallNode:
			callee, ok := leaf.Callee.(*ast.IdentifierNode)
			all = all && ok && callee.Value == "none"
		case *ast.BinaryNode:
			_, one := f.sums(leaf.Left)
			_, other := f.sums(leaf.Right)
			all = all && one && other
		default:
			all = false
		}
	}
	return all
}

// TellsApart says whether outcomes hang on more than how many gave each answer: on who
// is of a part or what each weighs, and on who gave which.
func (r *Round) TellsApart() (kinds, persons bool) {
	for _, o := range r.Outcomes {
		if o.When == nil {
			continue
		}
		ast.Find(o.When.tree, func(n ast.Node) bool {
			call, ok := n.(*ast.CallNode)
			if !ok {
				return false
			}
			callee, _ := call.Callee.(*ast.IdentifierNode)
			kinds = kinds || strings.HasPrefix(call.String(), "weight") || strings.Contains(call.String(), ".") || strings.Contains(callee.Value, "_of")
			persons = persons || callee.Value == "answer"
			return false
		})
	}
	return kinds, persons
}
