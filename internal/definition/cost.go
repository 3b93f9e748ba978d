package definition

import (
	"cmp"
	"slices"
	"strconv"

	"beredd/internal/wording"
)

// How many moves between places are looked at of one workflow, over all that is
// proved of it: so many that check answers within two seconds, or within a minute
// where somebody asks for it.
const (
	usualMoves    = 120_000
	thoroughMoves = 6_000_000
)

// leastMoves are looked at for each proof, however many there have been before it.
const leastMoves = 2_000

// explore is explore with what is left for this workflow: the first takes two thirds
// at most, each one more half of the rest.
func (s *scope) explore(without barrier) *graph {
	most := s.left / 2
	if without == nil {
		most = s.left / 3 * 2
	}
	g := explore(s.flow, without, max(most, leastMoves))
	s.left -= g.spent + len(g.moves)
	return g
}

// unproved says of a promise that it was held to a part of the runs alone.
func (s *scope) unproved(p Promise, g *graph) {
	if g.cut {
		s.r.warn(p.Pos, "unproved", wording.Args{"Found": p.Text})
	}
}

// A multiplier is a round and in how many ways it stands at the places of a graph.
type multiplier struct {
	round *Round
	ways  int
}

// multipliers are the rounds that multiply the places of a graph, those that do it most
// first.
func (g *graph) multipliers() []multiplier {
	var all []multiplier
	for i := range min(len(g.flow.Rounds), mostRounds) {
		seen := map[standing]bool{}
		for _, p := range g.places {
			seen[p.rounds[i]] = true
		}
		if len(seen) > 1 {
			all = append(all, multiplier{&g.flow.Rounds[i], len(seen)})
		}
	}
	slices.SortStableFunc(all, func(a, b multiplier) int { return cmp.Compare(b.ways, a.ways) })
	return all
}

// checkCost warns of what is too large to be explored whole, and says what makes it so.
func (s *scope) checkCost(g *graph) {
	if g.cut {
		s.r.warn(s.flow.Pos, "too_large_to_explore", wording.Args{"Most": len(g.places) / 1000 * 1000, "Found": s.flow.Key, "What": g.large()})
	}
	for i, e := range g.ends {
		if e.sampled && e.watched {
			s.r.warn(s.flow.Rounds[i].Pos, "sampled", wording.Args{"Found": e.round.Name})
		}
	}
}

// large says what multiplies: the rounds with the ways in which each may stand.
func (g *graph) large() wording.Text {
	const told = 4
	all := g.multipliers()
	text := wording.Text{}
	for _, l := range wording.Languages() {
		words := []string{wording.Say(l, "check.why.states", wording.Args{"Ways": strconv.Itoa(len(g.flow.States))})}
		for _, m := range all[:min(len(all), told)] {
			words = append(words, wording.Say(l, "check.why.round", wording.Args{"Round": m.round.Title.In(l), "Ways": strconv.Itoa(m.ways)}))
		}
		text[l] = wording.List(l, words)
	}
	return text
}
