package definition

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// The promises that are whole sentences.
const (
	everyEnd      = "from every state a final state can be reached"
	everyDeadline = "every waiting state has a deadline"
)

// neverWithout is the promise about two names, of which the second may be
// several: "never disseminated without decided".
var neverWithout = regexp.MustCompile(`^never ([a-z0-9_]+) without ([a-z0-9_.]+(?: or [a-z0-9_.]+)*)$`)

// forms is how promises may be written.
func forms() wording.Text {
	return wording.Same(`"never X without Y", "never X after Y", "X at most once", "after X always Y", "X only by Y", "` +
		strings.Join([]string{everyEnd, everyDeadline, everyFollowed, nobodyTwice}, `", "`) + `"`)
}

// said is a promise without what doesn't matter.
func (p Promise) said() string {
	return strings.TrimSuffix(strings.ToLower(strings.Join(strings.Fields(p.Text), " ")), ".")
}

// promised is how bad it is to lack what a promise says: wrong where the pack
// makes the promise.
func (s *scope) promised(promise string) source.Severity {
	if slices.ContainsFunc(s.flow.Promises, func(p Promise) bool { return p.said() == promise }) {
		return source.Error
	}
	return source.Warning
}

// checkPromises proves each promise over every run, or shows a run that breaks
// it.
func (s *scope) checkPromises(g *graph, d *doubted) {
	for _, p := range s.flow.Promises {
		said := p.said()
		parts := neverWithout.FindStringSubmatch(said)
		switch {
		case parts != nil:
			s.neverWithout(p, parts[1], strings.Split(parts[2], " or "))
		case said == everyEnd:
			s.everyEnd(p, g, d)
		case said == everyDeadline: // checked at each state
		case s.promise(p, said, g):
		case said != "":
			s.r.fail(p.Pos, "unknown_promise", wording.Args{"Found": p.Text, "Expected": forms()})
		}
	}
}

// neverWithout looks for a shortest run to what has not passed any of without.
func (s *scope) neverWithout(p Promise, what string, without []string) {
	known := slices.Concat(s.states, s.transitions)
	for _, name := range append([]string{what}, without...) {
		round, became, dotted := strings.Cut(name, ".")
		ofRound := dotted && name != what && slices.Contains(s.rounds, round) && (slices.Contains(endings, became) || slices.Contains(s.outcomes[round], became))
		if !slices.Contains(known, name) && !ofRound {
			if name != what && slices.Contains(s.rounds, name) {
				known = append([]string{name + ".complete"}, known...)
			}
			s.unpromised(p, name, known)
			return
		}
	}
	g := s.explore(func(name string) bool { return slices.Contains(without, name) })
	at := slices.IndexFunc(g.places, func(at place) bool { return s.flow.States[at.state].Name == what })
	if at >= 0 {
		s.broken(p, g, g.run(at))
		return
	}
	last := slices.IndexFunc(g.moves, func(m move) bool { return m.transition >= 0 && s.flow.Transitions[m.transition].Name == what })
	if last >= 0 {
		s.broken(p, g, append(g.run(g.moves[last].from), g.moves[last]))
		return
	}
	s.unproved(p, g)
}

// everyEnd looks for a shortest run from which no final state can be reached.
func (s *scope) everyEnd(p Promise, g *graph, d *doubted) {
	if g.cut {
		s.unproved(p, g)
		return
	}
	ends := g.endsAt(func(at int) bool { return settled(g.stateOf(at)) })
	for _, at := range d.order() {
		if !ends[at] && d.severity(at) == source.Error {
			s.broken(p, g, d.run(at))
			return
		}
	}
}
