package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// ofLed is a date's kind where it is no date but that the end of a round has led a
// step, and that the round has not been put anew since.
const ofLed = "led"

// An entering is a move into a state where the end of a round, that was there before,
// takes the next step at once.
type entering struct {
	move, from int // from is the place that it leads from
	on         Trigger
	next       move
}

// checkOldEnds tells of steps that the end of a round takes as soon as a state is
// entered, long after that end: where it has led a step before, where it was that time
// ran out, or where nothing in that state ever waits for it.
func (s *scope) checkOldEnds(g *graph, d *doubted) {
	for i := range min(len(s.flow.Rounds), mostRounds) {
		entries := g.entries(i)
		if len(entries) == 0 {
			continue
		}
		led := g.dateless(dates{{of: ofLed, name: s.flow.Rounds[i].Name}}, func(int) bool { return true })
		told := map[source.Pos]bool{}
		slices.SortStableFunc(entries, func(a, b entering) int { return led.doubtful(d, a.from) - led.doubtful(d, b.from) })
		for _, e := range entries {
			before := d.run
			if led.least[havingAt(e.from)] >= 0 {
				before = func(at int) []move { return led.runTo(havingAt(at)) }
			} else if e.on.Kind != OnExpiry && g.waitsIn(i, g.places[g.moves[e.move].to].state) {
				continue
			}
			if !told[e.on.Pos] {
				told[e.on.Pos] = true
				s.r.warn(e.on.Pos, "old_end", wording.Args{
					"Found": s.flow.Transitions[e.next.transition].Name, "State": g.stateOf(e.next.from).Name, "Round": s.flow.Rounds[i].Title,
					"Run": s.story(g, append(before(e.from), g.moves[e.move], e.next))})
			}
		}
	}
}

// doubtful is how much a run is to be doubted that comes to a place: one whose round
// has led a step before, if there is any.
func (l *dateless) doubtful(d *doubted, place int) int {
	if least := l.least[havingAt(place)]; least >= 0 {
		return least
	}
	return d.least[place]
}

// entries are the moves into states where a round has ended before and takes a step.
func (g *graph) entries(round int) []entering {
	var all []entering
	out := g.out()
	for n, m := range g.moves {
		p, q := g.places[m.from], g.places[m.to]
		old := p.rounds[round] >= ended && p.rounds[round] == q.rounds[round] && p.state != q.state
		if !old || m.transition < 0 || m.doubt >= revised || m.to >= g.seen || g.ledBy(round, m) {
			continue
		}
		for _, next := range out[m.to] {
			if next.transition < 0 || next.round >= 0 {
				continue
			}
			t := &g.flow.Transitions[next.transition]
			for _, on := range t.On {
				if on.waitsFor(g.flow.Rounds[round].Name) && g.over(on, q) == surely && g.takenThen(round, m, t, on) {
					all = append(all, entering{n, m.from, on, next})
				}
			}
		}
	}
	return all
}

// waitsFor says whether a trigger is what becomes of a round.
func (on Trigger) waitsFor(round string) bool { return on.Ends() && on.Name == round }

// ledBy says whether a move's step is one that the end of a round takes.
func (g *graph) ledBy(round int, m move) bool {
	t, name := &g.flow.Transitions[m.transition], g.flow.Rounds[round].Name
	return m.round == round || g.places[m.from].rounds[round] >= ended &&
		slices.ContainsFunc(t.On, func(on Trigger) bool { return on.waitsFor(name) && g.over(on, g.places[m.from]) != never })
}

// waitsIn says whether a proposal can be in a state while a round asks, or is to.
func (g *graph) waitsIn(round, state int) bool {
	return slices.ContainsFunc(g.places, func(p place) bool {
		return p.state == state && (p.rounds[round] == asking || p.rounds[round] == awaiting)
	})
}

// takenThen says whether there is a way for what is not known to fall out so that a
// step is taken after a move, and the move does not put the round anew.
func (g *graph) takenThen(round int, m move, t *Transition, on Trigger) bool {
	if !t.Windows.IsZero() || t.unread || t.assumed {
		return false
	}
	q := g.places[m.to]
	k := g.knows(q)
	var anew []*Guard
	for _, opens := range g.flow.Rounds[round].Opens {
		if opens.When != nil && (opens.Kind == OnState && opens.Name == g.flow.States[q.state].Name ||
			opens.Kind == OnTransition && opens.Name == g.flow.Transitions[m.transition].Name) {
			anew = append(anew, opens.When)
		}
	}
	free := newFreedom(g.flow, g, q)
	for _, guard := range append(t.guards(), anew...) {
		for _, leaf := range leaves(guard.tree) {
			if k.hand = guard.hand; k.leaf(leaf) == maybe && !g.toldApart(leaf, guard.hand) {
				free.add(leaf, guard.hand)
			}
		}
	}
	found, _ := cases(free.factors(), func(falls map[string]bool) bool {
		k := g.knows(q)
		k.assumed = assuming(falls)
		opens := slices.ContainsFunc(anew, func(guard *Guard) bool { return guard.weigh(k) != never })
		return !opens && both(on.When.weigh(k), g.holds(t, k, q)) == surely
	})
	return found
}

// toldApart says whether a condition is about the answers of a round, or about when
// something was: who writes it may have told an old end from a new one by it.
func (g *graph) toldApart(leaf ast.Node, hand string) bool {
	about := slices.ContainsFunc(g.flow.Rounds, func(r Round) bool { return len(r.Answers) > 0 && tally{round: &r}.counts(leaf, hand) })
	ast.Find(leaf, func(n ast.Node) bool {
		call, ok := n.(*ast.CallNode)
		if !ok {
			return false
		}
		callee, named := call.Callee.(*ast.IdentifierNode)
		about = about || named && slices.Contains([]string{"last", ofEnd, "times", "answer", "count", "none", "weight", "answered_of"}, callee.Value)
		return false
	})
	return about
}
