package definition

import (
	"cmp"
	"slices"
	"strconv"

	"beredd/internal/wording"
)

// mostMoves is how many moves between places are looked at: with mostPlaces what an
// exploration may cost: a second or two.
const mostMoves = 500_000

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
