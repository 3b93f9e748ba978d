package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// A domain is what something can be at all that conditions hold against values: one of
// some words, or a number within limits.
type domain struct {
	values      []string // nil where it may be any
	least, most *float64
	blank       bool // a number may be nought whatever its limits, for it may not be given
}

func (d domain) closed() bool { return d.values != nil }

// bound notes what a subject can be at all.
func (f *freedom) bound(n ast.Node, subject string) {
	switch n := n.(type) {
	case *ast.CallNode:
		callee, named := n.Callee.(*ast.IdentifierNode)
		if named && slices.Contains([]string{"len", "count", "seats", "asked_of", "answered_of"}, callee.Value) {
			f.least[subject] = max(f.least[subject], 0)
		}
	case *ast.IdentifierNode:
		if slices.Contains([]string{"asked", "answered", "decisions"}, n.Value) {
			f.least[subject] = 0
		}
	case *ast.MemberNode:
		f.boundField(n, subject)
	}
}

// boundField notes what a field of the proposal can be, and its papers.
func (f *freedom) boundField(n *ast.MemberNode, subject string) {
	of, plain := n.Node.(*ast.IdentifierNode)
	name, dotted := n.Property.(*ast.StringNode)
	if plain && dotted && of.Value == "votes" && name.Value == "casting" {
		f.domains[subject] = domain{values: append(slices.Clone(castings), "")}
	} else if plain && of.Value == "votes" {
		f.least[subject] = 0
	}
	if !plain || !dotted || of.Value != "proposal" {
		return
	}
	field := f.flow.Field(name.Value)
	switch {
	case name.Value == "documents", field != nil && field.Type == Document:
		f.least[subject] = 0
	case field == nil || field.Is != nil:
	case field.Type == Choice:
		d := domain{values: []string{}}
		for _, c := range field.Choices {
			d.values = append(d.values, c.Name)
		}
		if !f.given(name.Value) {
			d.values = append(d.values, "")
		}
		f.domains[subject] = d
	case field.Type == Number_:
		f.domains[subject] = domain{least: field.Least, most: field.Most, blank: !f.given(name.Value)}
	}
}

// given says whether every run that is at the place has been asked for a word.
func (f *freedom) given(word string) bool {
	if f.graph == nil {
		return false
	}
	had, known := f.graph.words[word]
	if !known {
		had = f.flow.hadIn(word)
		f.graph.words[word] = had
	}
	return had[f.place.state]
}

// reaches says whether a number within the domain can be at a point: on one of some
// values, in order, or between two.
func (d domain) reaches(values []string, point int) bool {
	within := func(x float64) bool { return (d.least == nil || x >= *d.least) && (d.most == nil || x <= *d.most) }
	if point%2 == 1 {
		value := asNumber(values[point/2])
		return within(value) || d.blank && value == 0
	}
	var from, to *float64 // the values beside it, themselves not reached
	if point > 0 {
		value := asNumber(values[point/2-1])
		from = &value
	}
	if point/2 < len(values) {
		value := asNumber(values[point/2])
		to = &value
	}
	between := func(x float64) bool { return (from == nil || x > *from) && (to == nil || x < *to) }
	if d.blank && between(0) {
		return true
	}
	return d.least != nil && between(*d.least) || d.most != nil && between(*d.most) ||
		(d.least == nil || from != nil && *from >= *d.least) && (d.most == nil || to != nil && *to <= *d.most)
}

// yesOrNo takes a comparison with true or false apart: what is compared, and whether it
// is to hold.
func yesOrNo(n *ast.BinaryNode) (what ast.Node, holds, ok bool) {
	if n.Operator != "==" && n.Operator != "!=" {
		return nil, false, false
	}
	what, written := n.Left, n.Right
	if _, first := what.(*ast.BoolNode); first {
		what, written = written, what
	}
	value, ok := written.(*ast.BoolNode)
	return what, ok && value.Value == (n.Operator == "=="), ok
}
