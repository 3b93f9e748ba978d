package definition

import (
	"github.com/expr-lang/expr/ast"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A lag is how long after a day that has been, once it is known, another day lies at
// most: in days, below zero where it lies before.
type lag struct {
	of   string // the day that has been, as a pack writes it
	days float64
}

// checkPast warns of a date that has passed as soon as the one that it is counted from
// is known: a decision's own day, one that may not be to come, or a field that is so
// long before or after such a day.
func (s *scope) checkPast(n source.Node, ref *DateRef) {
	l, known := s.flow.lagOf(s.flow.treeOf(ref))
	if !known {
		return
	}
	if l.days += mostDays(ref.Offset); l.days < 0 {
		s.r.warn(n.Pos, "past_at_once", wording.Args{"Found": n.Word(), "Date": l.of})
	}
}

// mostDays is how many days after a date an offset from it is at most.
func mostDays(o calendar.Offset) float64 {
	least, most := o.Period.Days()
	switch o.Side {
	case calendar.Before:
		if o.Weekday != nil {
			return min(-1, 6-least)
		}
		return -least
	case calendar.After:
		if o.Weekday != nil {
			return most + 7
		}
		return most
	}
	return 0
}

// lagOf is the lag of an expression's day; not known where it is counted from a day that
// may be to come.
func (w *Workflow) lagOf(tree ast.Node) (l lag, known bool) {
	if tree == nil {
		return l, false
	}
	if d, inner, ok := w.base(tree); inner != nil {
		return w.lagOf(inner)
	} else if ok {
		return lag{of: d.String()}, w.hasBeen(d)
	}
	switch n := tree.(type) {
	case *ast.ConditionalNode:
		return w.latest([]ast.Node{n.Exp1, n.Exp2})
	case *ast.CallNode:
		switch callee, _ := n.Callee.(*ast.IdentifierNode); {
		case callee == nil:
		case callee.Value == "plus" && len(n.Arguments) == 2:
			l, known = w.lagOf(n.Arguments[0])
			most, counted := mostAdded(n.Arguments[1])
			l.days += most
			return l, known && counted
		case callee.Value == "later" || callee.Value == "earlier":
			return w.latest(n.Arguments)
		}
	}
	return l, false
}

// latest is the greatest of some lags, where all are known.
func (w *Workflow) latest(days []ast.Node) (most lag, known bool) {
	for i, n := range days {
		l, known := w.lagOf(n)
		if !known {
			return lag{}, false
		}
		if i == 0 || l.days > most.days {
			most = l
		}
	}
	return most, len(days) > 0
}

// mostAdded is how many days a written period adds at most: "21 days", "-12 months".
func mostAdded(n ast.Node) (most float64, known bool) {
	text, written := n.(*ast.StringNode)
	if !written {
		return 0, false
	}
	offset, known := Counting(text.Value)
	return mostDays(offset), known
}

// hasBeen says whether a day has always been when it is known.
func (w *Workflow) hasBeen(d date) bool {
	switch d.of {
	case "decision":
		return d.name == ""
	case "proposal":
		f := w.Field(d.name)
		return f != nil && f.Past != nil && *f.Past
	}
	return d.of == ofEnd || d.of == ofLast
}
