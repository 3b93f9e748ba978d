package definition

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/people"
)

// A date is what a date of the proposal rests on: a decision, one of the decision's
// own dates, a field, the meeting, the end of a round or what has been.
type date struct {
	of, name string
	begins   int  // how much it is to be doubted that a proposal begins without it
	had      bool // every proposal begins with it
}

// What a date may rest on, beside decision, proposal and meeting as packs write them.
const (
	ofEnd  = "ended"
	ofLast = "last"
)

// restsOn is all that the dates of steps and rounds rest on in a workflow.
func (w *Workflow) restsOn() []date {
	var all []date
	add := func(ref *DateRef) {
		for _, d := range w.bases(w.treeOf(ref)) {
			if !slices.Contains(all, d) {
				all = append(all, d)
			}
		}
	}
	for _, t := range w.Transitions {
		for _, on := range t.On {
			add(on.Date)
		}
	}
	for _, r := range w.Rounds {
		add(r.At)
	}
	return all
}

// treeOf is a reference as an expression: of a computed field, what it is.
func (w *Workflow) treeOf(ref *DateRef) ast.Node {
	if ref == nil || ref.Recurs() || ref.Of == "" {
		return nil
	}
	if f := w.Field(ref.Name); ref.Of == "proposal" && f != nil && f.Is != nil {
		return f.Is.tree
	}
	name := ref.Name
	if ref.Of == "meeting" {
		name = "date"
	}
	return &ast.MemberNode{Node: &ast.IdentifierNode{Value: ref.Of}, Property: &ast.StringNode{Value: name}}
}

// base is what one name of an expression rests on; another computed field is gone
// into.
func (w *Workflow) base(n ast.Node) (d date, inner ast.Node, ok bool) {
	switch n := n.(type) {
	case *ast.MemberNode:
		of, plain := n.Node.(*ast.IdentifierNode)
		name, dotted := n.Property.(*ast.StringNode)
		if !plain || !dotted {
			return d, nil, false
		}
		return w.carried(of.Value, name.Value)
	case *ast.CallNode:
		callee, plain := n.Callee.(*ast.IdentifierNode)
		if !plain || len(n.Arguments) != 1 || callee.Value != ofEnd && callee.Value != ofLast {
			return d, nil, false
		}
		word, quoted := n.Arguments[0].(*ast.StringNode)
		if !quoted || !w.remembers(callee.Value, word.Value) {
			return d, nil, false
		}
		return date{of: callee.Value, name: word.Value}, nil, true
	}
	return d, nil, false
}

// carried is what a date rests on that a proposal carries.
func (w *Workflow) carried(of, name string) (d date, inner ast.Node, ok bool) {
	switch f := w.Field(name); {
	case of == "decision" && (name == "on" || name == "decided_on"):
		return date{of: of}, nil, true
	case of == "decision":
		return date{of: of, name: name}, nil, true
	case of == "meeting" && name == "date":
		return date{of: of, begins: conditional, had: w.BeginsWith(of)}, nil, true
	case of == "proposal" && f != nil && f.Is != nil && f.Is.tree != nil:
		return d, f.Is.tree, true
	case of == "proposal" && f != nil && f.Is == nil && f.Type == Date:
		return date{of: of, name: name, begins: conditional, had: w.BeginsWith(name)}, nil, true
	}
	return d, nil, false
}

// BeginsWith says whether every proposal has from its beginning what a word gives: its
// first state needs it, or only others open it, and all of them give it.
func (w *Workflow) BeginsWith(word string) bool {
	return len(w.States) > 0 && slices.Contains(w.States[0].Needs, word) || slices.Contains(w.lent, word)
}

// counted is what plus() rests on that counts by a field.
func (w *Workflow) counted(field string) date {
	return date{of: "proposal", name: field, begins: conditional, had: w.BeginsWith(field)}
}

// remembers says whether runs tell when something has been.
func (w *Workflow) remembers(how, name string) bool {
	if how == ofEnd {
		at := slices.IndexFunc(w.Rounds, func(r Round) bool { return r.Name == name })
		return at >= 0 && at < mostRounds && w.watches(&w.Rounds[at])
	}
	return w.Transition(name) != nil || w.State(name) != nil && w.States[0].Name != name
}

// bases are all that an expression's dates rest on.
func (w *Workflow) bases(tree ast.Node) []date {
	if tree == nil {
		return nil
	}
	var all []date
	ast.Find(tree, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallNode); ok && countsBy(call) != "" {
			all = append(all, w.counted(countsBy(call)))
		}
		if d, inner, ok := w.base(n); inner != nil {
			all = append(all, w.bases(inner)...)
		} else if ok {
			all = append(all, d)
		}
		return false
	})
	return all
}

// dates are those that runs may lack together.
type dates []date

// lacks says whether there surely is no day that a reference names, where these
// are lacking.
func (ds dates) lacks(w *Workflow, ref *DateRef) bool {
	tree := w.treeOf(ref)
	return tree != nil && ds.lacksIn(w, tree)
}

func (ds dates) lacksIn(w *Workflow, tree ast.Node) bool {
	if other, inner, ok := w.base(tree); inner != nil {
		return ds.lacksIn(w, inner)
	} else if ok {
		return slices.Contains(ds, other) || other.of == "decision" && slices.Contains(ds, date{of: "decision"})
	}
	in := func(n ast.Node) bool { return ds.lacksIn(w, n) }
	switch n := tree.(type) {
	case *ast.StringNode:
		return n.Value == ""
	case *ast.ConditionalNode:
		return in(n.Exp1) && in(n.Exp2)
	case *ast.CallNode:
		callee, plain := n.Callee.(*ast.IdentifierNode)
		switch {
		case !plain:
		case callee.Value == "plus":
			by := countsBy(n)
			return in(n.Arguments[0]) || by != "" && slices.Contains(ds, w.counted(by))
		case callee.Value == "next":
			return in(n.Arguments[1])
		case callee.Value == "later": // there is none as long as one is lacking
			return slices.ContainsFunc(n.Arguments, in)
		case callee.Value == "earlier", callee.Value == "latest_known":
			return !slices.ContainsFunc(n.Arguments, func(n ast.Node) bool { return !in(n) })
		}
	}
	return false
}

// after is how much it is to be doubted that a run has any of the dates after a move,
// and that it lacks them all; -1 is that it cannot be.
func (ds dates) after(g *graph, m move, has bool) (given, lacking int) {
	given = -1
	for _, d := range ds {
		one, none := d.after(g, m, has)
		if one >= 0 && (given < 0 || one < given) {
			given = one
		}
		if none < 0 || lacking < 0 {
			lacking = -1
			continue
		}
		lacking = max(lacking, none)
	}
	return given, lacking
}

// begins is how much it is to be doubted that a proposal begins without any of them.
func (ds dates) begins() int {
	doubt := 0
	for _, d := range ds {
		doubt = max(doubt, d.begins)
	}
	return doubt
}

// had says whether every proposal begins with one of them.
func (ds dates) had() bool { return slices.ContainsFunc(ds, func(d date) bool { return d.had }) }

// String is the dates as a pack writes them.
func (ds dates) String() string {
	var all []string
	for _, d := range ds {
		if !slices.Contains(all, d.String()) {
			all = append(all, d.String())
		}
	}
	return strings.Join(all, ", ")
}

// after is that of one date.
func (d date) after(g *graph, m move, has bool) (given, lacking int) {
	stays := func() (int, int) {
		switch {
		case has && d.of == ofHeld && d.name == "meeting": // it may have been by then
			return 0, conditional
		case has:
			return 0, -1
		}
		return -1, 0
	}
	switch {
	case d.of == ofEnd:
		if g.places[m.to].rounds[g.roundAt(d.name)] >= fallen {
			return 0, -1
		}
		return stays()
	case d.of == ofLed:
		round := g.roundAt(d.name)
		switch {
		case g.places[m.to].rounds[round] < ended:
			return -1, 0
		case m.transition >= 0 && g.ledBy(round, m):
			return 0, -1
		}
		return stays()
	case m.transition < 0:
		return stays()
	}
	t, to := &g.flow.Transitions[m.transition], g.stateOf(m.to)
	surely, maybe, goes := d.given(g.flow, t, to)
	switch {
	case surely:
		return 0, -1
	case goes && maybe:
		return conditional, conditional
	case goes:
		return -1, 0
	case maybe && !has && d.begins > 0: // that it was not given before is doubted already
		return conditional, 0
	case maybe && !has:
		return conditional, conditional
	}
	return stays()
}

// given says whether a step surely gives the date, or may, and whether it takes away
// what was there.
func (d date) given(w *Workflow, t *Transition, to State) (surely, maybe, goes bool) {
	needs := func(word string) bool { return slices.Contains(t.Needs, word) }
	switch d.of {
	case ofHeld:
		surely, maybe = d.keeps(w, t, to)
		return surely, maybe, false
	case ofLast:
		return t.Name == d.name || to.Name == d.name, false, false
	case "meeting":
		return needs("meeting") || slices.Contains(to.Needs, "meeting") || t.SetsField(theMeeting), slices.Contains(t.words(), "meeting"), false
	case "proposal":
		return needs(d.name) || t.SetsField(d.name), slices.Contains(t.words(), d.name), false
	}
	if d.name == "" {
		return needs("decision"), t.Decides(), t.Reopens
	}
	may := w.Field(d.name) != nil || slices.Contains(t.words(), d.name) || slices.Contains(t.MayTake(), d.name)
	return needs("decision") && needs(d.name), t.Decides() && may, t.Reopens || t.Decides()
}

// byPeople says whether somebody may take a step.
func byPeople(t *Transition) bool {
	return slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind != people.System })
}

// String is the date as a pack writes it.
func (d date) String() string {
	switch {
	case d.of == ofEnd || d.of == ofLast:
		return d.of + `("` + d.name + `")`
	case d.of == "decision" && d.name == "":
		return "decision.on"
	}
	return strings.TrimSuffix(d.of+"."+d.name, ".")
}
