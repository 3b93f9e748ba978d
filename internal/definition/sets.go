package definition

import (
	"math"
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A Setting is a field that a step sets as it is taken: an expression over what the
// step's own condition may name, worked out with all that was given with the step and
// before anything of it has been set; or of a field that names somebody, whoever takes it.
type Setting struct {
	Field string
	Is    *Value
	Taker bool     // whoever takes the step, and no expression
	Rests []string // the words of a proposal without each of which it comes to nothing
}

// SetsField says whether a step sets a field as it is taken.
func (t *Transition) SetsField(name string) bool {
	return name == theMeeting && t.Meets != "" || slices.ContainsFunc(t.Sets, func(set Setting) bool { return set.Field == name })
}

// SetTitles are what people call the fields that a step sets.
func (t *Transition) SetTitles(w *Workflow, l wording.Language) (titles []string) {
	for _, set := range t.Sets {
		titles = append(titles, w.Field(set.Field).Title.In(l))
	}
	if t.Meets != "" {
		titles = append(titles, w.Needs(theMeeting).Title.In(l))
	}
	return titles
}

// Asks says whether what a field is set to hangs on what is given with the step, so that
// it is not known before.
func (set Setting) Asks() bool {
	return set.Is.tree != nil && ast.Find(set.Is.tree, func(n ast.Node) bool {
		name, plain := n.(*ast.IdentifierNode)
		return plain && (name.Value == "input" || name.Value == "decision")
	}) != nil
}

// setters are the steps that set a field.
func (w *Workflow) setters(field string) (names []string) {
	for i := range w.Transitions {
		if t := &w.Transitions[i]; t.SetsField(field) {
			names = append(names, t.Name)
		}
	}
	return names
}

// settings reads the fields that a step sets.
func (s *scope) settings(n source.Node, tr *Transition) {
	if n.Kind != source.Mapping {
		s.r.wrong(n, "table")
		return
	}
	for _, e := range n.Entries {
		f := s.flow.Field(e.Key.Text)
		switch {
		case e.Key.Text == theMeeting:
			s.meetsNext(e.Value, tr)
		case f == nil:
			s.r.unknown(e.Key, "field", fieldNames(s.flow.Fields))
		case f.Is != nil:
			s.r.fail(e.Key.Pos, "sets_computed", wording.Args{"Found": f.Name})
		case f.Timed:
			s.r.fail(e.Key.Pos, "moment_given", wording.Args{"Found": f.Name})
		case f.Type == Document || f.Type == Another:
			s.r.fail(e.Key.Pos, "sets_unfit", wording.Args{"Found": f.Name})
		case f.Type == Chosen && e.Value.Word() != WhoeverTakesIt:
			s.r.fail(e.Value.Pos, "sets_somebody", wording.Args{"Found": f.Name, "Suggestion": WhoeverTakesIt})
		case slices.Contains(tr.Takes, f.Name) || slices.Contains(tr.Fresh, f.Name):
			s.r.fail(e.Key.Pos, "sets_given", wording.Args{"Found": f.Name, "Step": tr.Name})
		case f.Type == Chosen:
			tr.Sets = append(tr.Sets, Setting{Field: f.Name, Is: &Value{Source: WhoeverTakesIt, Pos: e.Value.Pos}, Taker: true})
		default:
			if is := s.setTo(e.Value, f, tr); is != nil {
				tr.Sets = append(tr.Sets, Setting{Field: f.Name, Is: is})
			}
		}
	}
}

// setTo reads what a field is set to. What says who was at a meeting is no value, as it
// is none of a computed field.
func (s *scope) setTo(n source.Node, f *Field, tr *Transition) *Value {
	whole := s.shaped
	defer func() { s.shaped = whole }()
	s.shaped = without(whole, "votes")
	s.shaped["meeting"] = without(whole["meeting"].(shape), "present", "members")
	is := &Value{Source: s.r.word(n), Pos: n.Pos}
	if is.Source == "" || !s.valued(n, is, &named{scope: s, round: s.flow.Round(tr.AtHand()), at: n}, f.Type) {
		return nil
	}
	if !s.chosenFrom(n, f, is.tree) {
		return nil
	}
	return is
}

// chosenFrom says whether a field of choices is set to one of them: written in quotes, or
// that of a field with no others. Of any other field it holds.
func (s *scope) chosenFrom(n source.Node, f *Field, tree ast.Node) bool {
	if f.Type != Choice {
		return true
	}
	known := choiceNames(f)
	var may []string
	switch tree := tree.(type) {
	case *ast.StringNode:
		may = []string{tree.Value}
	case *ast.MemberNode:
		if name, ok := tree.Property.(*ast.StringNode); ok {
			other, _ := s.flow.Input(name.Value, nil)
			may = choiceNames(&other)
		}
	}
	outside := func(word string) bool { return !slices.Contains(known, word) }
	if len(may) > 0 && !slices.ContainsFunc(may, outside) {
		return true
	}
	s.r.fail(n.Pos, "sets_choice", wording.Args{"Found": n.Text, "Field": f.Name, "Expected": oneOf(known)})
	return false
}

func choiceNames(f *Field) (names []string) {
	for _, c := range f.Choices {
		names = append(names, c.Name)
	}
	return names
}

func fieldNames(fields []Field) (names []string) {
	for _, f := range fields {
		names = append(names, f.Name)
	}
	return names
}

// settled notes of each step what it sets rests on, once all that may give it is read.
func (s *scope) settled() {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		for j := range t.Sets {
			set := &t.Sets[j]
			if set.Taker {
				t.mayNotSet = t.mayNotSet || len(s.unnamed(t, *set)) > 0
				continue
			}
			set.Rests = s.flow.restsOnWords(set.Is.tree)
			t.rests = append(t.rests, set.Rests...)
			t.mayNotSet = t.mayNotSet || !s.flow.surelySets(t, *set)
		}
	}
}

// restsOnWords are the words without each of which an expression comes to nothing.
func (w *Workflow) restsOnWords(tree ast.Node) (words []string) {
	for _, d := range w.bases(tree) {
		if !(dates{d}).lacksIn(w, tree) {
			continue
		}
		switch d.of {
		case "proposal":
			words = append(words, d.name)
		case "meeting":
			words = append(words, d.of)
		}
	}
	return words
}

// surelySets says whether a step that is taken surely comes to a value that its field may
// have; else the step is refused.
func (w *Workflow) surelySets(t *Transition, set Setting) bool {
	f := w.Field(set.Field)
	switch f.Type {
	case Bool:
		return true
	case Number_:
		number, constant := constant(set.Is.tree)
		within := constant && (!f.Whole || number == math.Trunc(number)) && (f.Least == nil || number >= *f.Least) && (f.Most == nil || number <= *f.Most)
		return within || f.Least == nil && f.Most == nil && !divides(set.Is.tree)
	}
	return f.Past == nil && w.surelyKnown(t, set.Is.tree)
}

// divides says whether an expression may divide by nought.
func divides(tree ast.Node) bool {
	return ast.Find(tree, func(n ast.Node) bool {
		b, ok := n.(*ast.BinaryNode)
		return ok && (b.Operator == "/" || b.Operator == "%")
	}) != nil
}

// surelyKnown says whether a text or a date is something wherever a step is taken.
func (w *Workflow) surelyKnown(t *Transition, tree ast.Node) bool {
	if d, inner, ok := w.base(tree); inner != nil {
		return w.surelyKnown(t, inner)
	} else if ok {
		return w.surelyHas(t, d)
	}
	known := func(n ast.Node) bool { return w.surelyKnown(t, n) }
	unknown := func(n ast.Node) bool { return !known(n) }
	switch n := tree.(type) {
	case *ast.StringNode:
		return n.Value != ""
	case *ast.IdentifierNode:
		return slices.Contains([]string{"today", "now", "state", "transition"}, n.Value)
	case *ast.MemberNode:
		name, ok := ownField(n)
		return ok && (name == "title" || w.Field(name) != nil && w.surelyHas(t, date{of: "proposal", name: name}))
	case *ast.CallNode:
		callee, plain := n.Callee.(*ast.IdentifierNode)
		switch {
		case !plain:
		case callee.Value == "plus" && len(n.Arguments) > 2: // what it counts by may be too much for a calendar
			by := countsBy(n)
			return by != "" && known(n.Arguments[0]) && w.surelyHas(t, date{of: "proposal", name: by})
		case callee.Value == "plus":
			return known(n.Arguments[0])
		case callee.Value == "next":
			return known(n.Arguments[1])
		case callee.Value == "later":
			return !slices.ContainsFunc(n.Arguments, unknown)
		case callee.Value == "earlier", callee.Value == "latest_known":
			return slices.ContainsFunc(n.Arguments, known)
		}
	}
	return false
}

// surelyHas says whether every proposal that takes a step has what a date rests on.
func (w *Workflow) surelyHas(t *Transition, d date) bool {
	switch d.of {
	case "decision":
		return d.name == "" && slices.Contains(t.Needs, "decision")
	case "proposal", "meeting":
		word := d.name
		if d.of == "meeting" {
			return slices.Contains(t.Needs, "meeting")
		}
		had := w.hadIn(word)
		return slices.Contains(t.Needs, word) || !slices.ContainsFunc(t.From, func(from string) bool {
			at := slices.IndexFunc(w.States, func(st State) bool { return st.Name == from })
			return at < 0 || !had[at]
		})
	}
	return false
}

// checkSets reports steps that nobody takes and that may come to no value for what they
// set, and those that would be taken again at once by the date that they set.
func (s *scope) checkSets() {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		for _, set := range t.Sets {
			if set.Taker {
				s.checkTaker(t, set)
				continue
			}
			held := slices.ContainsFunc(set.Rests, s.flow.holds) // whose lack is told of itself
			if s.flow.byItself(t) && !held && !s.flow.surelySets(t, set) {
				s.r.warn(set.Is.Pos, "sets_may_fail", wording.Args{"Found": t.Name, "Field": set.Field})
			}
			if s.flow.again(t, set) {
				s.r.fail(set.Is.Pos, "sets_again", wording.Args{"Found": t.Name, "Field": set.Field})
			}
		}
	}
}

// again says whether the date of a field takes a step that leads back to where it came
// from and may leave that date where it was, or earlier.
func (w *Workflow) again(t *Transition, set Setting) bool {
	by := func(on Trigger) bool {
		return on.Kind == OnDate && slices.Contains(w.bases(w.treeOf(on.Date)), date{of: "proposal", name: set.Field, begins: conditional, had: w.BeginsWith(set.Field)})
	}
	back := func(to Target) bool { return to.State == Back || slices.Contains(t.From, to.State) }
	return slices.ContainsFunc(t.On, by) && slices.ContainsFunc(t.To, back) && !w.later(set.Is.tree, set.Field)
}

// later says whether an expression is a date that comes after that of a field, whatever
// that is.
func (w *Workflow) later(tree ast.Node, field string) bool {
	n, ok := tree.(*ast.CallNode)
	if !ok {
		return false
	}
	callee, _ := n.Callee.(*ast.IdentifierNode)
	switch {
	case callee == nil:
	case callee.Value == "plus":
		from, own := n.Arguments[0].(*ast.MemberNode)
		if !own {
			return false
		}
		name, _ := ownField(from)
		period, quoted := n.Arguments[1].(*ast.StringNode)
		if !quoted {
			by := w.Field(countsBy(n))
			_, plain := n.Arguments[1].(*ast.MemberNode)
			return name == field && plain && by != nil && by.Least != nil && *by.Least > 0
		}
		offset, ok := Counting(period.Value)
		return ok && name == field && offset.Side == calendar.After && offset.Period.Count > 0
	case callee.Value == "later", callee.Value == "latest_known":
		return slices.ContainsFunc(n.Arguments, func(n ast.Node) bool { return w.later(n, field) })
	}
	return false
}
