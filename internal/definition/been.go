package definition

import (
	"cmp"
	"math"
	"slices"

	"github.com/expr-lang/expr/ast"
)

// mostPast is of how many states and transitions a place knows whether a run has
// been there; times() and last() of more may be anything.
const mostPast = 10

// past lists the states and transitions whose past some condition asks for, and those
// that begin a window which a step waits for.
func (w *Workflow) past() []string {
	asks := &pastAsked{}
	visit := func(g *Guard) {
		if g != nil {
			tree := g.tree
			ast.Walk(&tree, asks)
		}
	}
	for i := range w.Transitions {
		for _, g := range w.Transitions[i].guards() {
			visit(g)
		}
	}
	for _, r := range w.Rounds {
		for _, on := range r.Opens {
			visit(on.When)
		}
	}
	for _, name := range w.beginsWindows() {
		if !slices.Contains(asks.names, name) {
			asks.names = append(asks.names, name)
		}
	}
	names := slices.DeleteFunc(asks.names, func(name string) bool { return w.State(name) == nil && w.Transition(name) == nil })
	return names[:min(len(names), mostPast)]
}

// pastAsked gathers the names that times() and last() stand with.
type pastAsked struct{ names []string }

// Visit is called for each part of an expression.
func (a *pastAsked) Visit(part *ast.Node) {
	if _, name := askedPast(*part); name != "" && !slices.Contains(a.names, name) {
		a.names = append(a.names, name)
	}
}

// askedPast is what a call of times() or last() asks about; "" for all else.
func askedPast(n ast.Node) (function, name string) {
	call, ok := n.(*ast.CallNode)
	if !ok || len(call.Arguments) != 1 {
		return "", ""
	}
	callee, named := call.Callee.(*ast.IdentifierNode)
	word, quoted := call.Arguments[0].(*ast.StringNode)
	if !named || !quoted || callee.Value != "times" && callee.Value != "last" {
		return "", ""
	}
	return callee.Value, word.Value
}

// bit marks a state or transition in a place; none where its past is not asked for.
func (g *graph) bit(name string) uint16 {
	if i := slices.Index(g.past, name); i >= 0 {
		return 1 << i
	}
	return 0
}

// been says whether a run that is at a place has been through a state, a transition
// or a round's opening, and whether that is known.
func (g *graph) been(name string, at place) (been, known bool) {
	if bit := g.bit(name); bit != 0 {
		return at.been&bit != 0, true
	}
	for i := range min(len(g.flow.Rounds), mostRounds) {
		if g.flow.Rounds[i].Name+"."+string(OnOpened) != name {
			continue
		}
		return false, at.rounds[i] == unopened
	}
	return false, false
}

// remembered weighs a condition about what has been.
func (g *graph) remembered(n ast.Node, at place) verdict {
	b, ok := n.(*ast.BinaryNode)
	if !ok || mirrored[b.Operator] == "" {
		return maybe
	}
	left, right, operator := b.Left, b.Right, b.Operator
	function, name := askedPast(left)
	if function == "" {
		left, right, operator = right, left, mirrored[operator]
		function, name = askedPast(left)
	}
	been, known := g.been(name, at)
	switch {
	case !known:
		return maybe
	case function == "times":
		return often(been, operator, right)
	}
	return g.lately(been, name, operator, right, at)
}

// often weighs how often something has been against a number.
func often(been bool, operator string, with ast.Node) verdict {
	text, number, written := literal(with)
	if !number || !written {
		return maybe
	}
	value := asNumber(text)
	once := compared(operator, 1, value)
	switch {
	case !been:
		return compared(operator, 0, value)
	case operator == "==" || operator == "!=":
		if value < 1 {
			return once
		}
	case (operator == ">" || operator == ">=") && once == surely, (operator == "<" || operator == "<=") && once == never:
		return once // and more so the oftener
	}
	return maybe
}

// lately weighs when something last was against when something else was, or a day.
func (g *graph) lately(been bool, name, operator string, with ast.Node, at place) verdict {
	if function, other := askedPast(with); function == "last" {
		also, known := g.been(other, at)
		if !known || been && also && name != other {
			return maybe
		}
		return compared(operator, order(been && name != other), order(also && name != other))
	}
	switch with := with.(type) {
	case *ast.StringNode:
		if with.Value == "" {
			return compared(operator, order(been), 0)
		}
		if !been {
			return compared(operator, float64(cmp.Compare("", with.Value)), 0)
		}
	case *ast.IdentifierNode:
		if !been && (with.Value == "today" || with.Value == "now") {
			return compared(operator, 0, 1)
		}
	}
	return maybe
}

// order is the order of what has been and of what never has.
func order(been bool) float64 {
	if been {
		return 1
	}
	return 0
}

// been says whether every run that is at the place has been there.
func (f *freedom) been(name string) bool {
	if f.graph == nil {
		return false
	}
	been, known := f.graph.been(name, f.place)
	return been && known
}

// often notes that a subject counts how often something has been.
func (f *freedom) often(n ast.Node, subject string) {
	function, name := askedPast(n)
	if function != "times" {
		return
	}
	f.least[subject] = 0
	if f.been(name) {
		f.least[subject] = 1
	}
}

// reaches says whether a subject that counts can be at a point between values that it
// is held against: on one, or on a whole number between two.
func (f *freedom) reaches(values []string, point, least int) bool {
	if point%2 == 1 {
		value := asNumber(values[point/2])
		return value == math.Trunc(value) && value >= float64(least)
	}
	from := float64(least)
	if point > 0 {
		from = max(from, math.Floor(asNumber(values[point/2-1]))+1)
	}
	return point/2 == len(values) || from < asNumber(values[point/2])
}

// neverAtOnce says whether two are the last times of different things of which one
// at least has been. A state and the transition to it come at once, and a text with a step.
func (f *freedom) neverAtOnce(one, other ast.Node) bool {
	function, a := askedPast(one)
	also, b := askedPast(other)
	return function == "last" && also == "last" && a != b && (f.been(a) || f.been(b)) && f.graph.sameSort(a, b)
}

// sameSort says whether two names are both of states, or both of transitions.
func (g *graph) sameSort(a, b string) bool {
	return g.flow.State(a) != nil && g.flow.State(b) != nil || g.flow.Transition(a) != nil && g.flow.Transition(b) != nil
}
