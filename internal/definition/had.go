package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// withPapers says for each state whether every run that comes to it has passed a
// step that needs a document. Papers are never taken away.
func (w *Workflow) withPapers() []bool { return w.hadIn(string(Document)) }

// hadIn says for each state whether every run that comes to it has been asked for what a
// word gives. It is there from then on: no edit may empty it again.
func (w *Workflow) hadIn(word string) []bool {
	had := make([]bool, len(w.States))
	for i := range had {
		had[i] = i > 0 || w.BeginsWith(word)
	}
	for changed := true; changed; {
		changed = false
		for _, t := range w.Transitions {
			for _, from := range t.From {
				for i, st := range w.States {
					given := slices.Contains(t.Needs, word) || slices.Contains(st.Needs, word) || t.SetsField(word)
					leads := slices.ContainsFunc(t.To, func(to Target) bool { return to.State == st.Name || to.State == Back })
					at := slices.IndexFunc(w.States, func(s State) bool { return s.Name == from })
					if leads && had[i] && at >= 0 && !had[at] && !given {
						had[i], changed = false, true
					}
				}
			}
		}
	}
	return had
}

// papers weighs proposal.documents against none, where there surely are some.
func papers(n *ast.BinaryNode) verdict {
	member, ok := n.Left.(*ast.MemberNode)
	if !ok || member.String() != "proposal.documents" {
		return maybe
	}
	if none, ok := n.Right.(*ast.IntegerNode); !ok || none.Value != 0 {
		return maybe
	}
	switch n.Operator {
	case ">", "!=":
		return surely
	case "==", "<=":
		return never
	}
	return maybe
}

// choice says whether what a guard leaves open is but what people choose: fields
// of the workflow that are yes or no, or one of some words.
func (w *Workflow) choice(g *Guard) bool {
	return g == nil || !slices.ContainsFunc(leaves(g.tree), func(n ast.Node) bool {
		subject := n
		if b, ok := n.(*ast.BinaryNode); ok {
			if _, literal := b.Right.(*ast.StringNode); literal {
				subject = b.Left
			}
		}
		member, ok := subject.(*ast.MemberNode)
		if !ok {
			return true
		}
		name, ok := member.Property.(*ast.StringNode)
		if !ok || member.String() != "proposal."+name.Value {
			return true
		}
		f := w.Field(name.Value)
		return f == nil || f.Is != nil || len(f.OnlyWith) > 0 || f.Type != Bool && f.Type != Choice || len(w.setters(f.Name)) > 0
	})
}
