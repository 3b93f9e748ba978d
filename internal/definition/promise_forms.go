package definition

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// The promises about names, beside "never X without Y".
var (
	neverAfter  = regexp.MustCompile(`^never ([a-z0-9_]+) after ([a-z0-9_]+)$`)
	atMostOnce  = regexp.MustCompile(`^([a-z0-9_]+) at most once$`)
	afterAlways = regexp.MustCompile(`^after ([a-z0-9_]+) always ([a-z0-9_]+(?: or [a-z0-9_]+)*)$`)
	onlyBy      = regexp.MustCompile(`^([a-z0-9_]+) only by ([a-z0-9_.]+(?: or [a-z0-9_.]+)*)$`)
)

// The promises that are whole sentences about decisions and questions.
const (
	everyFollowed = "every decision is followed up"
	nobodyTwice   = "nobody is asked twice at once"
)

// promise proves one of these, and says whether it is one.
func (s *scope) promise(p Promise, said string, g *graph) bool {
	switch {
	case said == everyFollowed:
		s.everyFollowed(p, g)
	case said == nobodyTwice:
		s.nobodyTwice(p, g)
	case neverAfter.MatchString(said):
		names := neverAfter.FindStringSubmatch(said)
		if s.promisable(p, names[1:]...) {
			s.never(p, g, names[2], names[1])
		}
	case atMostOnce.MatchString(said):
		name := atMostOnce.FindStringSubmatch(said)[1]
		if s.promisable(p, name) {
			s.never(p, g, name, name)
		}
	case afterAlways.MatchString(said):
		names := afterAlways.FindStringSubmatch(said)
		always := strings.Split(names[2], " or ")
		if s.promisable(p, append(always, names[1])...) {
			s.always(p, g, names[1], always)
		}
	case onlyBy.MatchString(said):
		names := onlyBy.FindStringSubmatch(said)
		s.onlyBy(p, names[1], strings.Split(names[2], " or "))
	default:
		return false
	}
	return true
}

// promisable reports a name of a promise that is no state or transition.
func (s *scope) promisable(p Promise, names ...string) bool {
	known := slices.Concat(s.states, s.transitions)
	for _, name := range names {
		if !slices.Contains(known, name) {
			s.r.fail(p.Pos, "unknown_promised", wording.Args{
				"Found": name, "Expected": oneOf(known), "Suggestion": nearest(name, known)})
			return false
		}
	}
	return true
}

// is says whether a move takes the transition of that name, or enters the state.
func (g *graph) is(m move, name string) bool {
	if m.transition >= 0 && g.flow.Transitions[m.transition].Name == name {
		return true
	}
	return g.stateOf(m.to).Name == name && g.places[m.from].state != g.places[m.to].state
}

// never looks for a shortest run that comes to what after it has passed first.
func (s *scope) never(p Promise, g *graph, first, what string) {
	w := g.walk(first, func(move) bool { return true })
	for _, i := range w.found {
		if g.is(g.moves[i], what) {
			s.broken(p, g, w.run(i, true))
			return
		}
	}
	s.unproved(p, g)
}

// always looks for a shortest run that has passed first and comes to an end, or to
// where nothing follows, without any of always.
func (s *scope) always(p Promise, g *graph, first string, always []string) {
	passes := func(m move) bool { return slices.ContainsFunc(always, func(name string) bool { return g.is(m, name) }) }
	w := g.walk(first, func(m move) bool { return !passes(m) })
	out := g.out()
	for _, i := range append(slices.Clone(w.begins), w.found...) {
		if m := g.moves[i]; !passes(m) && (g.stateOf(m.to).Final || len(out[m.to]) == 0 && m.to < g.seen) {
			s.broken(p, g, w.run(i, false))
			return
		}
	}
	s.unproved(p, g)
}

// onlyBy looks whether anybody else takes a transition.
func (s *scope) onlyBy(p Promise, name string, may []string) {
	t := s.flow.Transition(name)
	if t == nil {
		s.r.fail(p.Pos, "unknown_promised", wording.Args{
			"Found": name, "Expected": oneOf(s.transitions), "Suggestion": nearest(name, s.transitions)})
		return
	}
	known := s.names()
	for _, who := range may {
		if body, _, _ := strings.Cut(who, "."); !slices.Contains(known, body) {
			s.r.fail(p.Pos, "unknown_promised", wording.Args{
				"Found": who, "Expected": oneOf(known), "Suggestion": nearest(who, known)})
			return
		}
	}
	other := slices.ContainsFunc(t.By, func(by people.Party) bool {
		return !slices.Contains(may, by.String()) && !slices.Contains(may, by.Name)
	})
	if other || len(t.On) > 0 && !slices.Contains(may, string(people.System)) {
		s.r.fail(p.Pos, "broken_promise", wording.Args{"Found": p.Text, "Run": t.Title})
	}
}

// everyFollowed looks for a shortest run that has decided and comes to an end
// without the follow-up having been put.
func (s *scope) everyFollowed(p Promise, g *graph) {
	follow := g.roundAt(FollowUp)
	out := g.out()
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if !t.Decides() {
			continue
		}
		w := g.walk(t.Name, func(move) bool { return true })
		for _, at := range append(slices.Clone(w.begins), w.found...) {
			to := g.moves[at].to
			ends := g.stateOf(to).Final || len(out[to]) == 0 && to < g.seen
			if ends && (follow < 0 || !g.hasOpened(follow, g.places[to])) {
				s.broken(p, g, w.run(at, false))
				return
			}
		}
	}
	s.unproved(p, g)
}

// nobodyTwice looks for a shortest run to where two rounds are open that ask the
// same.
func (s *scope) nobodyTwice(p Promise, g *graph) {
	for at, place := range g.places {
		for i := range min(len(s.flow.Rounds), mostRounds) {
			for j := range i {
				both := place.rounds[i] == asking && place.rounds[j] == asking
				if both && !g.stateOf(at).Final && s.shareAsked(&s.flow.Rounds[i], &s.flow.Rounds[j]) {
					s.broken(p, g, g.run(at))
					return
				}
			}
		}
	}
	s.unproved(p, g)
}

// shareAsked says whether two rounds may ask the same.
func (s *scope) shareAsked(a, b *Round) bool {
	return slices.ContainsFunc(a.Asks, func(x people.Party) bool {
		return slices.ContainsFunc(b.Asks, func(y people.Party) bool {
			org := func(p people.Party) bool { return p.Kind == people.Organizations || p.Kind == people.AnOrg }
			if org(x) && org(y) && (x.Kind != y.Kind || x.Kind == people.Organizations) {
				return x.OfKind == "" || y.OfKind == "" || x.OfKind == y.OfKind
			}
			one, other := s.bodiesOf(x), s.bodiesOf(y)
			return x == y || slices.ContainsFunc(one, func(body string) bool { return slices.Contains(other, body) })
		})
	})
}

// A walk is every way on from where something happened, breadth first.
type walk struct {
	graph  *graph
	begins []int       // moves in which it happened
	found  []int       // moves after it, in order
	via    map[int]int // for each place come to, the move that led there
	origin map[int]bool
}

// walk follows runs from where first happens, over the moves that are allowed.
func (g *graph) walk(first string, allowed func(move) bool) *walk {
	w := &walk{graph: g, via: map[int]int{}, origin: map[int]bool{}}
	out := make([][]int, len(g.places))
	for i, m := range g.moves {
		if m.doubt >= revised {
			continue
		}
		out[m.from] = append(out[m.from], i)
		if g.is(m, first) {
			w.begins = append(w.begins, i)
		}
	}
	var queue []int
	come := func(i int) {
		to := g.moves[i].to
		if _, seen := w.via[to]; !seen && allowed(g.moves[i]) {
			w.via[to] = i
			queue = append(queue, to)
		}
	}
	for _, i := range w.begins {
		come(i)
		w.origin[i] = true
	}
	for len(queue) > 0 {
		at := queue[0]
		queue = queue[1:]
		for _, i := range out[at] {
			w.found = append(w.found, i)
			come(i)
		}
	}
	return w
}

// run is a run to a move: to where it began, and on from there. A move in which it
// began is its own run, unless it is found again after another.
func (w *walk) run(to int, again bool) []move {
	run := []move{w.graph.moves[to]}
	for at := to; again || !w.origin[at]; again = false {
		at = w.via[w.graph.moves[at].from]
		run = append(run, w.graph.moves[at])
	}
	slices.Reverse(run)
	return append(w.graph.run(run[0].from), run...)
}
