package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// checkDates reports where a proposal waits for a date that nobody has given and
// nothing else leads on, steps that such a date never takes, and waiting without any
// date where it is lacking.
func (s *scope) checkDates(g *graph, stuck []bool) {
	if s.flow.OfYear() || len(g.places) == 0 {
		return
	}
	settles := func(place int) bool { return stuck[place] || g.settledOrStuck(g.stateOf(place)) }
	ends, told := g.endsAt(func(at int) bool { return at >= g.seen || settles(at) }), map[source.Pos]bool{}
	for _, d := range s.flow.restsOn() {
		l := g.dateless(dates{d}, settles)
		s.checkUndated(l, ends, told)
		if !g.cut {
			s.checkNeverDated(l, told)
		}
	}
}

// checkUndated reports the places from which no run comes to an end that lacks the
// date, and those where it waits without any.
func (s *scope) checkUndated(l *dateless, ends []bool, told map[source.Pos]bool) {
	for _, at := range l.order() {
		st, doubt := l.stateOf(at), l.least[lackingAt(at)]
		pos, word := l.awaits(at)
		if settled(st) || doubt >= revised || !ends[at] || word == "" || told[pos] {
			continue
		}
		args := wording.Args{"Found": word, "State": st.Name, "Date": l.dates.String()}
		switch {
		case !l.to[lackingAt(at)] && doubt <= chosen:
			args["Run"] = s.story(l.graph, l.run(at))
			s.r.fail(pos, "date_not_given", args)
		case !l.to[lackingAt(at)]:
			args["Run"] = s.story(l.graph, l.run(at))
			s.r.warn(pos, "date_may_lack", args)
		default:
			continue
		}
		told[pos] = true
	}
}

// awaits is where a pack says that something at a place waits for the date alone:
// a step, or a round.
func (l *dateless) awaits(at int) (source.Pos, string) {
	for i := range l.flow.Transitions {
		t := &l.flow.Transitions[i]
		if slices.Contains(t.From, l.stateOf(at).Name) && l.onlyBy(t) {
			return t.On[0].Pos, t.On[0].Date.String()
		}
	}
	for i, r := range l.flow.Rounds {
		if i < mostRounds && l.places[at].rounds[i] == awaiting && l.dates.lacks(l.flow, r.At) {
			return r.Pos, r.At.String()
		}
	}
	return source.Pos{}, ""
}

// checkNeverDated reports what would take a step on a date that no run has where the
// step leads from.
func (s *scope) checkNeverDated(l *dateless, told map[source.Pos]bool) {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if l.dates.begins() > 0 || l.hadIn(t.From) {
			continue
		}
		for _, on := range t.On {
			if !told[on.Pos] && l.dates.lacks(s.flow, on.Date) {
				told[on.Pos] = true
				s.r.warn(on.Pos, "date_never", wording.Args{"Found": on.Date.String(), "Step": t.Name, "Date": l.dates.String()})
			}
		}
	}
}

// hadIn says whether a run in one of some states may have the date, or none comes to
// any of them.
func (l *dateless) hadIn(states []string) bool {
	lacked := false
	for i := range l.places {
		if !slices.Contains(states, l.stateOf(i).Name) {
			continue
		}
		if l.least[havingAt(i)] >= 0 {
			return true
		}
		lacked = lacked || l.least[lackingAt(i)] >= 0
	}
	return !lacked
}
