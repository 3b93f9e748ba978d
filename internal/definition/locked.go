package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// checkLocked warns of states which people alone lead on from, and from which nobody can
// once a proposal is there as it may be: what every step needs, or its condition asks
// for, is given only with steps that do not lead from there.
func (s *scope) checkLocked(g *graph) {
	if s.flow.OfYear() || g.cut || len(g.places) == 0 {
		return
	}
	for _, st := range s.flow.States {
		exits := s.exits(st.Name)
		leave := slices.DeleteFunc(slices.Clone(exits), func(t *Transition) bool {
			return len(t.To) == 1 && t.To[0].State == st.Name
		})
		if settled(st) || len(leave) == 0 || slices.ContainsFunc(exits, func(t *Transition) bool {
			return t.unread || t.assumed || !byPeople(t) || len(t.On) > 0 || s.flow.FollowsSilence(t)
		}) {
			continue
		}
		if !s.lockedByNeed(g, st, exits, leave) {
			s.lockedByCondition(st, exits, leave)
		}
	}
}

// sealed says whether a field can be given only with steps that do not lead from a
// state, and with no answer.
func (s *scope) sealed(f *Field, exits []*Transition) bool {
	return f != nil && f.Is == nil && len(f.OnlyWith) > 0 && !s.flow.answered(f.Name) &&
		!slices.ContainsFunc(exits, func(t *Transition) bool { return slices.Contains(f.OnlyWith, t.Name) || t.SetsField(f.Name) })
}

// lockedByNeed reports a sealed field that every step from a state needs, and that a run
// may come there without.
func (s *scope) lockedByNeed(g *graph, st State, exits, leave []*Transition) bool {
	for _, word := range leave[0].Needs {
		f := s.flow.Field(word)
		if !s.sealed(f, exits) || slices.ContainsFunc(leave, func(t *Transition) bool { return !slices.Contains(t.Needs, word) }) {
			continue
		}
		l := g.dateless(dates{{of: ofHeld, name: word}}, func(int) bool { return true })
		for _, at := range l.order() {
			if l.stateOf(at).Name == st.Name && l.least[lackingAt(at)] < revised {
				s.r.warn(leave[0].Pos, "locked_without", wording.Args{
					"Found": leave[0].Name, "Field": word, "Steps": oneOf(f.OnlyWith), "State": st.Name, "Run": s.story(g, l.run(at))})
				return true
			}
		}
	}
	return false
}

// lockedByCondition reports conditions on sealed fields alone that may all fail at once.
func (s *scope) lockedByCondition(st State, exits, leave []*Transition) {
	free := newFreedom(s.flow, nil, place{})
	for _, t := range leave {
		if t.When == nil || t.When.isDead() {
			return
		}
		for _, leaf := range leaves(t.When.tree) {
			if !s.sealed(s.flow.about(leaf), exits) {
				return
			}
			free.add(leaf, t.When.hand)
		}
	}
	found, known := cases(free.factors(), func(falls map[string]bool) bool {
		k := known{assumed: assuming(falls)}
		return !slices.ContainsFunc(leave, func(t *Transition) bool { return t.When.weigh(k) != never })
	})
	if found && known {
		s.r.warn(leave[0].When.Pos, "locked_unless", wording.Args{"Found": leave[0].When.Source, "State": st.Name})
	}
}

// about is the one field of the proposal that a condition is about, or nil.
func (w *Workflow) about(leaf ast.Node) *Field {
	subject := leaf
	if b, ok := leaf.(*ast.BinaryNode); ok {
		if _, _, written := literal(b.Right); !written {
			return nil
		}
		subject = b.Left
	}
	member, ok := subject.(*ast.MemberNode)
	if !ok {
		return nil
	}
	name, ok := member.Property.(*ast.StringNode)
	if !ok || member.String() != "proposal."+name.Value {
		return nil
	}
	return w.Field(name.Value)
}
