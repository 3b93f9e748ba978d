package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/people"
)

// A stride is what happens next at a place, and the place it leads to.
type stride struct {
	place      place
	transition int
	round      int
	stands     standing
	doubt      int
}

// A happening is something that rounds open on.
type happening struct {
	kind    TriggerKind
	name    string
	outcome string
	doubted bool // it may have happened or not
}

// next is all that may happen at a place: what follows by itself, which happens
// before anything else can, or else the ends of rounds and the steps that people
// and time take.
func (e *exploring) next() []stride {
	all, settled := e.byItself()
	if settled {
		return all
	}
	all = append(all, e.becoming()...)
	for i := range e.flow.Transitions {
		if t := &e.flow.Transitions[i]; e.leads(t) {
			if fires := e.fires(t); fires != never {
				all = append(all, e.step(i, fires)...)
			}
		}
	}
	return all
}

// leads says whether a transition leads from here, is not forbidden and has no window
// that cannot have begun.
func (e *exploring) leads(t *Transition) bool {
	return !e.without(t.Name) && slices.Contains(t.From, e.flow.States[e.from.state].Name) && !e.shut(t, e.from)
}

// byItself are the steps that the rounds which have ended take at once, and
// whether one of them surely does.
func (e *exploring) byItself() (all []stride, settled bool) {
	for i := range e.flow.Transitions {
		t := &e.flow.Transitions[i]
		if !e.leads(t) {
			continue
		}
		fires := either(e.called(t, e.knows, e.from), unheardOf(t))
		if fires == never {
			continue
		}
		all = append(all, e.step(i, fires)...)
		if e.enabled(t, fires, e.knows, e.from) == surely {
			return all, true
		}
	}
	return all, false
}

// unheardOf is maybe where something fires a step that runs are not explored by,
// and that may have come already.
func unheardOf(t *Transition) verdict {
	if slices.ContainsFunc(t.On, func(on Trigger) bool { return unknown(on) && on.Kind != OnTime && on.Kind != OnDate }) {
		return maybe
	}
	return never
}

// called says whether rounds that have ended call for a step.
func (e *exploring) called(t *Transition, k known, at place) verdict {
	calls := never
	for _, on := range t.On {
		if e.without(became(on)) {
			continue
		}
		over := e.over(on, at)
		if on.Kind == OnHolds {
			over = surely
		}
		calls = either(calls, both(over, on.When.weigh(k)))
	}
	if !t.Windows.IsZero() { // it may wait for a window, and others act meanwhile
		return both(calls, maybe)
	}
	return calls
}

// became is what a promise calls what has become of a round.
func became(on Trigger) string {
	if on.Kind == OnOutcome {
		return on.Name + "." + on.Outcome
	}
	if on.Kind == OnExpiry {
		return on.Name + ".expired"
	}
	return on.Name + "." + string(on.Kind)
}

// over says whether the rounds that a trigger waits for have ended.
func (g *graph) over(on Trigger, at place) verdict {
	if !on.Ends() {
		return never
	}
	if on.Name == "" {
		return g.allOver(at)
	}
	i := g.roundAt(on.Name)
	switch {
	case i < 0:
		return never
	case i >= mostRounds, on.Kind != OnComplete && at.rounds[i] == asking && g.flow.Rounds[i].Again == Adds: // one of several may have ended
		return maybe
	case on.Kind == OnOutcome:
		return g.ends[i].cameTo(at.rounds[i], on.Outcome)
	case on.Kind == OnComplete:
		return truth(g.ends[i].counts(at.rounds[i]))
	}
	how, _, over := g.ends[i].ended(at.rounds[i])
	return truth(over && how == bySilence)
}

// allOver says whether a proposal has had rounds, and none is open.
func (g *graph) allOver(at place) verdict {
	had := false
	for i := range min(len(g.flow.Rounds), mostRounds) {
		if at.rounds[i] == asking {
			return never
		}
		had = had || at.rounds[i] >= ended
	}
	if len(g.flow.Rounds) > mostRounds {
		return maybe
	}
	return truth(had)
}

func (g *graph) roundAt(name string) int {
	return slices.IndexFunc(g.flow.Rounds, func(r Round) bool { return r.Name == name })
}

// enabled says whether a step that is called for is surely taken: its conditions
// hold, one of its targets fits, and nothing is needed that may be lacking.
func (g *graph) enabled(t *Transition, fires verdict, k known, at place) verdict {
	v, fits := both(fires, t.When.weigh(k)), never
	for _, to := range t.To {
		fits = either(fits, to.When.weigh(k))
		if st := g.flow.State(to.State); len(t.Needs) > 0 || st == nil || len(st.Needs) > 0 {
			v = both(v, maybe)
		}
	}
	if t.unread || t.assumed || t.mayNotSet {
		v = both(v, maybe)
	}
	return both(v, fits)
}

// step are the strides of a transition, to each state it can lead to.
func (e *exploring) step(i int, fires verdict) []stride {
	t := &e.flow.Transitions[i]
	holds := both(fires, t.When.weigh(e.knows))
	if holds == never {
		return nil
	}
	var all []stride
	for _, to := range e.targets(t, e.from, e.knows) {
		doubt := 0
		if both(holds, to.fits) == maybe {
			doubt = e.flow.doubt(fires, t)
		}
		all = append(all, e.arrive(stride{place: e.from, transition: i, round: -1, doubt: doubt}, to.state)...)
	}
	return all
}

// doubt is how much it is to be doubted that a step is taken whose conditions may
// fall out either way.
func (w *Workflow) doubt(fires verdict, t *Transition) int {
	if fires != surely || !w.choice(t.When) || slices.ContainsFunc(t.To, func(to Target) bool { return !w.choice(to.When) }) {
		return conditional
	}
	return chosen
}

// arrive is a stride's step taken to a state, and the rounds that open with it.
func (e *exploring) arrive(s stride, state int) []stride {
	t := &e.flow.Transitions[s.transition]
	s.place.been |= e.bit(t.Name)
	happened := []happening{{kind: OnTransition, name: t.Name}}
	for i := range min(len(e.ends), mostRounds) {
		if stands := s.place.rounds[i]; (stands == asking || stands == awaiting) && t.ClosesRound(e.flow.Rounds[i].Name) {
			s.place.rounds[i] = fallen
		}
	}
	if state != s.place.state {
		s.place.came, s.place.state = s.place.state, state
		s.place.been |= e.bit(e.flow.States[state].Name)
		happened = append(happened, happening{kind: OnState, name: e.flow.States[state].Name})
	}
	return e.follow(s, happened...)
}

// An aim is a state that a transition may lead to.
type aim struct {
	state int
	fits  verdict
}

// targets are the states a transition can lead to from a place: those whose
// guards may hold, up to the first that surely does.
func (g *graph) targets(t *Transition, from place, k known) []aim {
	var to []aim
	for _, target := range t.To {
		fits := target.When.weigh(k)
		if fits == never {
			continue
		}
		if len(to) > 0 {
			fits = both(fits, maybe) // an earlier one may be taken
		}
		at := from.came
		if target.State != Back {
			at = g.stateAt(target.State)
		}
		if at >= 0 && !slices.ContainsFunc(to, func(a aim) bool { return a.state == at }) {
			to = append(to, aim{at, fits})
		}
		if target.When.weigh(k) == surely {
			break
		}
	}
	return to
}

// fires says whether somebody may take a transition here, or something that is no
// round's end may fire it.
func (e *exploring) fires(t *Transition) verdict {
	if slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind != people.System }) {
		return surely
	}
	fires := never
	if t.unread || t.assumed || t.called {
		fires = maybe
	}
	for _, on := range t.On {
		switch {
		case on.Kind == OnTime, on.Date.Recurs():
			fires = surely
			continue
		}
		switch on.Kind {
		case OnComplete, OnExpiry, OnOutcome, OnOpened, OnState, OnTransition, OnHolds:
		default: // a date may be set or not, and of what is not known anything may be
			fires = either(fires, maybe)
		}
	}
	for i, r := range e.flow.Rounds {
		if i >= mostRounds && r.Expiry != nil && r.Expiry.Transition == t.Name {
			fires = either(fires, maybe)
		}
	}
	return fires
}

// knows is what a guard can be told at a place.
func (g *graph) knows(at place) known {
	came := ""
	if at.came >= 0 {
		came = g.flow.States[at.came].Name
	}
	return known{
		names: map[string]string{"state": g.flow.States[at.state].Name, "came_from": came},
		complete: func(round string) verdict {
			return g.over(Trigger{Kind: OnComplete, Name: round}, at)
		},
		outcome: func(round string) (string, bool) { return g.outcome(round, at) },
		open: func(round string) verdict {
			i := g.roundAt(round)
			if i < 0 || i >= mostRounds {
				return maybe
			}
			if at.rounds[i] == asking && !g.ends[i].watched {
				return maybe
			}
			return truth(at.rounds[i] == asking)
		},
		counted: func(n ast.Node, hand string) verdict {
			if compares, ok := n.(*ast.BinaryNode); ok && g.papers[at.state] {
				if v := papers(compares); v != maybe {
					return v
				}
			}
			if v := g.remembered(n, at); v != maybe {
				return v
			}
			return g.counted(n, hand, at)
		},
	}
}

// outcome is what a round has come to at a place, "" before it has ended; not ok
// where that is not known.
func (g *graph) outcome(round string, at place) (string, bool) {
	i := g.roundAt(round)
	if i < 0 || i >= mostRounds || at.rounds[i] == asking && !g.ends[i].watched {
		return "", false
	}
	if at.rounds[i] < ended {
		return "", true
	}
	for _, o := range g.flow.Rounds[i].Outcomes {
		switch g.ends[i].cameTo(at.rounds[i], o.Name) {
		case surely:
			return o.Name, true
		case maybe:
			return "", false
		}
	}
	return "", true
}

// counted weighs a condition about a round's counts, by how the round stands.
func (g *graph) counted(n ast.Node, hand string, at place) verdict {
	for i, e := range g.ends {
		a, known := e.at[n]
		if !known || i >= mostRounds {
			continue
		}
		_, class, over := e.ended(at.rounds[i])
		switch {
		case over:
			return e.classes[class].truths[a]
		case at.rounds[i] == asking:
			return e.open[a]
		case at.rounds[i] == fallen:
			return maybe
		}
		return tally{round: e.round, given: make([]int, len(e.round.Answers))}.weigh(n, hand)
	}
	return maybe
}
