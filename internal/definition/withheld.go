package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// ofHeld is a date's kind where it is no date but what a proposal holds: a text, a
// paper, a field or a meeting to come, which a step that nobody takes cannot ask for.
const ofHeld = "held"

// checkWithheld reports steps that nobody takes and that need what must come with a
// step, or what a proposal may lack that then waits for ever.
func (s *scope) checkWithheld(g *graph, stuck []bool) {
	told := map[source.Pos]bool{}
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if word := s.flow.withheld(t); word != "" {
			told[t.Pos] = true
			s.r.fail(t.Pos, "cannot_bring", wording.Args{"Found": t.Name, "Word": word})
		}
		if word := s.flow.alsoWithheld(t); word != "" {
			at := t.Pos
			if len(t.On) > 0 {
				at = t.On[0].Pos
			}
			s.r.warn(at, "never_by_itself", wording.Args{"Found": t.Name, "Word": word})
		}
	}
	if s.flow.OfYear() || len(g.places) == 0 {
		return
	}
	settles := func(place int) bool { return stuck[place] || g.settledOrStuck(g.stateOf(place)) }
	ends := g.endsAt(func(at int) bool { return at >= g.seen || settles(at) })
	for _, d := range s.flow.heldBy() {
		l := g.dateless(dates{d}, settles)
		for _, at := range l.order() {
			if t := l.stops(at); ends[at] && t != nil && !told[t.Pos] && l.least[lackingAt(at)] < revised {
				told[t.Pos] = true
				s.r.warn(t.Pos, "need_may_lack", wording.Args{
					"Found": t.Name, "Word": d.name, "State": l.stateOf(at).Name, "Run": s.story(g, l.run(at))})
			}
		}
	}
}

// withheld is a word that a step nobody takes needs and that no proposal holds.
func (w *Workflow) withheld(t *Transition) string {
	if w.byItself(t) {
		for _, f := range vocabulary {
			if !w.holds(f.Name) && w.demands(t, f.Name) {
				return f.Name
			}
		}
	}
	return ""
}

// alsoWithheld is a word that no proposal holds and that a step needs which people take,
// or else what happens: only they can give it.
func (w *Workflow) alsoWithheld(t *Transition) string {
	if !byPeople(t) || t.unread || t.assumed || t.called || len(t.On) == 0 && !w.FollowsSilence(t) {
		return ""
	}
	for _, f := range vocabulary {
		if !w.holds(f.Name) && w.demands(t, f.Name) {
			return f.Name
		}
	}
	return ""
}

// holds says whether a proposal holds what is given by a word, from step to step.
func (w *Workflow) holds(word string) bool {
	f := w.Field(word)
	return f != nil || slices.Contains([]string{"title", "summary", "proposed_decision", "document", "meeting"}, word)
}

// heldBy is what steps that nobody takes need of a proposal, and that it may lack.
func (w *Workflow) heldBy() []date {
	var all []date
	for i := range w.Transitions {
		t := &w.Transitions[i]
		words := slices.Concat(t.Needs, t.rests)
		for _, to := range t.To {
			if st := w.State(to.State); st != nil {
				words = append(words, st.Needs...)
			}
		}
		for _, word := range words {
			first := word != "meeting" && slices.Contains(w.States[0].Needs, word)
			d := date{of: ofHeld, name: word, begins: conditional}
			if f := w.Field(word); word != "title" && !first && w.holds(word) && (f == nil || f.Is == nil) &&
				w.byItself(t) && (w.demands(t, word) || w.mayDemand(t, word)) && !slices.Contains(all, d) {
				all = append(all, d)
			}
		}
	}
	return all
}

// byItself says whether nobody takes a step, but what happens does.
func (w *Workflow) byItself(t *Transition) bool {
	return !t.unread && !t.assumed && !t.called && !byPeople(t) && (len(t.On) > 0 || w.FollowsSilence(t))
}

// demands says whether a step surely needs a word: itself, or wherever it leads.
// What a meeting's own day leads to comes while the meeting is yet to be.
func (w *Workflow) demands(t *Transition, word string) bool {
	weighed := slices.ContainsFunc(t.On, func(on Trigger) bool { return on.Kind == OnHolds }) // again when it is written
	if slices.Contains(t.Fresh, word) || weighed && w.holds(word) || word == theMeeting && (w.beforeMeeting(t) || t.Meets != "") {
		return false
	}
	return slices.Contains(t.Needs, word) || slices.Contains(t.rests, word) || !slices.ContainsFunc(t.To, func(to Target) bool {
		st := w.State(to.State)
		return st == nil || !slices.Contains(st.Needs, word)
	})
}

// beforeMeeting says whether something that takes a step has its day by the meeting.
func (w *Workflow) beforeMeeting(t *Transition) bool {
	by := func(ref *DateRef) bool { return ref != nil && ref.Of == "meeting" }
	return slices.ContainsFunc(t.On, func(on Trigger) bool {
		return by(on.Date) || slices.ContainsFunc(w.Rounds, func(r Round) bool {
			return r.Name == on.Name && r.Deadline != nil && by(r.Deadline.At)
		})
	})
}

// keeps says whether a step surely gives what is held, or may.
func (d date) keeps(w *Workflow, t *Transition, to State) (surely, maybe bool) {
	gives := func(word string) bool {
		return word == d.name || d.name == string(Document) && w.Needs(word).Type == Document
	}
	return slices.ContainsFunc(t.Needs, gives) || slices.ContainsFunc(to.Needs, gives) || slices.ContainsFunc(t.rests, gives) || t.SetsField(d.name),
		slices.ContainsFunc(t.words(), gives)
}

// stops is the step that would lead on from a place and that nothing takes where what
// it needs is lacking; nil where something else leads to an end.
func (l *dateless) stops(at int) *Transition {
	var exits []*Transition
	for i := range l.flow.Transitions {
		if t := &l.flow.Transitions[i]; slices.Contains(t.From, l.stateOf(at).Name) {
			exits = append(exits, t)
		}
	}
	for _, t := range exits {
		switch {
		case len(exits) == 1 && l.mayWithhold(at, t):
			return t
		case !l.withholds(t):
		case !l.to[lackingAt(at)]:
			return t
		case l.strands(at, t) && !slices.ContainsFunc(exits, func(other *Transition) bool { return other != t && !awaitOthers(t, other) }):
			return t
		}
	}
	return nil
}

// withholds says whether a step is not taken for want of what a run lacks.
func (l *dateless) withholds(t *Transition) bool {
	return l.flow.byItself(t) && l.flow.demands(t, l.dates[0].name)
}

// mayDemand says whether a step needs a word only where it leads to some of its states.
func (w *Workflow) mayDemand(t *Transition, word string) bool {
	return len(t.To) > 1 && !slices.ContainsFunc(t.On, func(on Trigger) bool { return on.Kind == OnHolds }) && !slices.Contains(t.Fresh, word) &&
		word != "meeting" && slices.ContainsFunc(t.To, func(to Target) bool { return w.asks(to, word) })
}

// asks says whether a target's state needs a word that its own condition says nothing of.
func (w *Workflow) asks(to Target, word string) bool {
	st := w.State(to.State)
	return st != nil && slices.Contains(st.Needs, word) && (to.When == nil || !strings.Contains(to.When.Source, word))
}

// mayWithhold says whether a step that nobody takes may lead from a place to a state
// which needs what a run lacks.
func (l *dateless) mayWithhold(at int, t *Transition) bool {
	word := l.dates[0].name
	if !l.flow.byItself(t) || l.flow.demands(t, word) || !l.flow.mayDemand(t, word) {
		return false
	}
	aims := l.targets(t, l.places[at], l.knows(l.places[at]))
	return slices.ContainsFunc(aims, func(a aim) bool {
		return slices.ContainsFunc(t.To, func(to Target) bool {
			return to.State == l.flow.States[a.state].Name && l.flow.asks(to, word)
		})
	})
}

// strands says whether a round may end at a place so that the step should follow.
func (l *dateless) strands(at int, t *Transition) bool {
	return slices.ContainsFunc(l.moves, func(m move) bool {
		return m.from == at && m.round >= 0 && m.transition >= 0 && m.doubt < revised && &l.flow.Transitions[m.transition] == t
	})
}

// awaitOthers says whether two steps wait for different outcomes of one round, and for
// nothing else.
func awaitOthers(a, b *Transition) bool {
	if byPeople(b) || len(b.On) == 0 {
		return false
	}
	for _, one := range a.On {
		for _, other := range b.On {
			if one.Kind != OnOutcome || other.Kind != OnOutcome || one.Name != other.Name || one.Outcome == other.Outcome {
				return false
			}
		}
	}
	return true
}
