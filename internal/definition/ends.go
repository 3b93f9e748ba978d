package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"
)

// ends is what may become of a round, as far as any condition of its workflow can
// tell: the ways in which it may stand fall into classes, within which every
// condition about it has one answer.
type ends struct {
	round   *Round
	watched bool // something waits for its end, or asks how it stands
	atoms   []atom
	at      map[ast.Node]int // place among atoms
	classes []class
	open    []verdict // each atom while the round is open
	expires bool      // it has a last word of its own
	byHand  bool      // there is somebody who may close it before its time
	voting  *voting   // what bodies may answer that are asked through their members
	sampled bool      // there are so many ways that not all were looked at
}

// An atom is one condition about the counts of one round.
type atom struct {
	node ast.Node
	hand string // the round at hand
}

// A class is the ways in which a round may end that no condition tells apart.
type class struct {
	truths   []verdict
	outcomes []verdict // whether it is each of the round's outcomes that the round has come to
	ends     verdict   // whether answers end the round like this
	lasts    bool      // it may stand like this when its time is out, or a coordinator closes it
	hangs    bool      // which of its outcomes it is hangs on more than the counts
	example  tally     // one of them; of those that end it where answers do
	silent   tally     // one that lasts
}

// mostClasses is how many classes of one round a place can tell apart.
const mostClasses = 80

// roundsEnd works out what may become of each round.
func (s *scope) roundsEnd() []*ends {
	all := make([]*ends, len(s.flow.Rounds))
	for i := range s.flow.Rounds {
		r := &s.flow.Rounds[i]
		e := &ends{round: r, watched: s.flow.watches(r), expires: s.flow.expires(r), byHand: len(s.people.Coordinators) > 0 && r.mayBeClosed(), voting: s.voting(r), at: map[ast.Node]int{}}
		least, most, known := s.electorate(r)
		if known && len(r.Answers) > 0 && !r.unread {
			e.gather(s.flow)
			e.classify(least, most)
		}
		all[i] = e
	}
	return all
}

// mayBeClosed says whether a coordinator may ever close a round by hand: one that
// closes at its deadline only where it has none, for want of the date.
func (r *Round) mayBeClosed() bool {
	return r.Closes != AtDeadline || r.Deadline != nil && r.Deadline.At != nil && !r.Deadline.At.Recurs()
}

// endsOf is what may become of a round; of one that nothing is known of, anything.
func (w *Workflow) endsOf(i int) *ends {
	if i < len(w.ends) && w.ends[i] != nil && len(w.ends[i].classes) > 0 {
		return w.ends[i]
	}
	r := &w.Rounds[i]
	return &ends{round: r, watched: w.watches(r), expires: w.expires(r), byHand: r.mayBeClosed(),
		classes: []class{{ends: maybe, lasts: true, outcomes: make([]verdict, len(r.Outcomes))}}}
}

// steering are the conditions that decide where a run goes.
func (w *Workflow) steering() []*Guard {
	var all []*Guard
	for _, t := range w.Transitions {
		all = append(all, t.When)
		for _, to := range t.To {
			all = append(all, to.When)
		}
		for _, on := range t.On {
			all = append(all, on.When)
		}
	}
	for _, r := range w.Rounds {
		all = append(all, r.Complete.When)
		for _, o := range r.Outcomes {
			all = append(all, o.When)
		}
		for _, on := range r.Opens {
			all = append(all, on.When)
		}
	}
	return slices.DeleteFunc(all, func(g *Guard) bool { return g == nil })
}

// watches says whether anything waits for a round's end, or asks how it stands.
func (w *Workflow) watches(r *Round) bool {
	waits := func(on Trigger) bool {
		return on.Ends() && (on.Name == "" || on.Name == r.Name)
	}
	if r.Expiry != nil && r.Expiry.Transition != "" || w.promised(r) || w.stops(r.Name) {
		return true
	}
	if slices.ContainsFunc(w.Transitions, func(t Transition) bool { return slices.ContainsFunc(t.On, waits) }) ||
		slices.ContainsFunc(w.Rounds, func(r Round) bool { return slices.ContainsFunc(r.Opens, waits) }) {
		return true
	}
	own := []*Guard{r.Complete.When}
	for _, o := range r.Outcomes {
		own = append(own, o.When)
	}
	return slices.ContainsFunc(w.steering(), func(g *Guard) bool { return !slices.Contains(own, g) && g.names(r.Name) })
}

// names says whether a condition names a round, or has it at hand.
func (g *Guard) names(round string) bool {
	found := g.hand == round
	ast.Find(g.tree, func(n ast.Node) bool {
		text, ok := n.(*ast.StringNode)
		found = found || ok && text.Value == round
		return false
	})
	return found
}

// expires says whether a round has a last word of its own: something follows when
// its time is out.
func (w *Workflow) expires(r *Round) bool {
	if r.Deadline == nil {
		return false
	}
	return r.Expiry != nil || slices.ContainsFunc(w.Transitions, func(t Transition) bool {
		return slices.ContainsFunc(t.On, func(on Trigger) bool { return on.Kind == OnExpiry && (on.Name == r.Name || on.Name == "") })
	})
}

// gather finds the conditions that are about this round's counts alone.
func (e *ends) gather(w *Workflow) {
	any := tally{round: e.round}
	for _, g := range w.steering() {
		for _, leaf := range leaves(g.tree) {
			if _, seen := e.at[leaf]; !seen && any.counts(leaf, g.hand) {
				e.at[leaf] = len(e.atoms)
				e.atoms = append(e.atoms, atom{leaf, g.hand})
			}
		}
	}
}

// leaves are the conditions that an expression puts together by and, or and not.
func leaves(n ast.Node) []ast.Node {
	switch n := n.(type) {
	case *ast.UnaryNode:
		if n.Operator == "not" || n.Operator == "!" {
			return leaves(n.Node)
		}
	case *ast.BinaryNode:
		if slices.Contains([]string{"&&", "and", "||", "or"}, n.Operator) {
			return append(leaves(n.Left), leaves(n.Right)...)
		}
		if what, _, ok := yesOrNo(n); ok {
			return leaves(what)
		}
	}
	return []ast.Node{n}
}

// classify tries every way in which the round may stand.
func (e *ends) classify(least, most int) {
	ways, sampled := tallies(e.round, least, most, e.constants())
	e.sampled = sampled
	e.open = make([]verdict, len(e.atoms))
	at, opened := map[string]int{}, false
	for _, t := range ways {
		if !e.voting.may(t, true) {
			continue
		}
		truths := e.truths(t)
		for _, outcomes := range apart(e.outcomes(t)) {
			key := string(truthBytes(truths)) + string(truthBytes(outcomes))
			i, known := at[key]
			if !known {
				i = len(e.classes)
				at[key] = i
				e.classes = append(e.classes, class{truths: truths, outcomes: outcomes, ends: never, example: t})
			}
			e.classes[i].hangs = !slices.Equal(outcomes, e.outcomes(t)) || e.voting.doubted()
			if e.classes[i].take(t, e.voting) != surely && e.voting.may(t, false) {
				e.stands(truths, opened)
				opened = true
			}
		}
	}
	if len(e.classes) > mostClasses {
		e.classes, e.atoms, e.sampled = nil, nil, true
		clear(e.at)
	}
}

// apart are the outcomes one by one, where more than the counts decides which of
// several it is: a round comes to one of them.
func apart(outcomes []verdict) [][]verdict {
	var all [][]verdict
	for i, v := range outcomes {
		if v != never {
			one := slices.Repeat([]verdict{never}, len(outcomes))
			one[i] = surely
			all = append(all, one)
		}
	}
	if len(all) == 0 {
		return [][]verdict{outcomes}
	}
	return all
}

// take lets a class know of one more way that is of it, and says whether the round
// is complete so.
func (c *class) take(t tally, v *voting) verdict {
	if t.round.Closes == AtDeadline { // it ends so, whatever has come in
		if c.ends != surely {
			c.ends, c.example = surely, t
		}
		return never
	}
	completes := t.completes()
	if v.ends(t) && (!c.lasts || c.silent.answered() == 0) {
		c.lasts, c.silent = true, t
	}
	if completes == never || c.ends == surely || c.ends == completes || !t.comes() || !v.may(t, false) {
		return completes
	}
	c.ends, c.example = completes, t
	return completes
}

// comes says whether a round can come to stand so by one answer while it is open, or
// by who leaves it.
func (t tally) comes() bool {
	return t.nobody() || t.round.Again == TheSilent || t.round.Living || slices.ContainsFunc(t.before(), func(earlier tally) bool { return earlier.completes() != surely })
}

// stands lets what is known of an open round be what holds in each way it stands.
func (e *ends) stands(truths []verdict, already bool) {
	for i, v := range truths {
		if !already {
			e.open[i] = v
		} else if e.open[i] != v {
			e.open[i] = maybe
		}
	}
}

func (e *ends) truths(t tally) []verdict {
	all := make([]verdict, len(e.atoms))
	for i, a := range e.atoms {
		all[i] = t.weigh(a.node, a.hand)
	}
	return all
}

// outcomes says which of the round's outcomes it comes to: the first that holds.
func (e *ends) outcomes(t tally) []verdict {
	all, left := make([]verdict, len(e.round.Outcomes)), surely
	for i, o := range e.round.Outcomes {
		holds := o.When.weigh(known{counted: t.weigh})
		all[i] = both(left, holds)
		left = both(left, holds.not())
	}
	return all
}

func truthBytes(truths []verdict) []byte {
	key := make([]byte, len(truths))
	for i, v := range truths {
		key[i] = byte('0' + v)
	}
	return key
}

// constants are the whole numbers that conditions about the round name.
func (e *ends) constants() []int {
	near := []int{e.round.Complete.Count}
	look := func(tree ast.Node) {
		ast.Find(tree, func(n ast.Node) bool {
			if number, ok := n.(*ast.IntegerNode); ok {
				near = append(near, number.Value)
			}
			return false
		})
	}
	for _, a := range e.atoms {
		look(a.node)
	}
	if g := e.round.Complete.When; g != nil {
		look(g.tree)
	}
	return near
}
