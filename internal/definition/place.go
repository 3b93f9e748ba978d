package definition

import "slices"

// A place is where a run of the workflow can be: the state, the state it came
// from, and how each round stands. That is all that what can happen next depends
// on, when conditions over all else may fall out either way.
type place struct {
	state, came int    // index of the state; came is -1 at the beginning
	been        uint16 // through which of the graph's past a run has been
	rounds      [mostRounds]standing
}

// A standing is how a round stands at a place: one of those below, or from ended
// on how it ended and in which class.
type standing uint8

const (
	unopened standing = iota
	awaiting          // it opens on a date
	asking
	fallen // a step closed it, and nothing follows
	ended
)

// How a round ended.
const (
	byAnswers = iota
	bySilence // its time was out
	byHand    // the coordinator closed it
)

// mostRounds is how many rounds a place knows; of more, anything may become at any
// time.
const mostRounds = 16

// finished is a round that ended so, in one of its classes.
func (e *ends) finished(how, class int) standing {
	return ended + standing(how*len(e.classes)+class)
}

// ended says how a round ended and in which class, where it has.
func (e *ends) ended(s standing) (how, class int, yes bool) {
	if s < ended {
		return 0, 0, false
	}
	return int(s-ended) / len(e.classes), int(s-ended) % len(e.classes), true
}

// counts says whether what waits for the round's completion goes on: where it
// ended in silence, only if the pack says that it then closes as it stands.
func (e *ends) counts(s standing) bool {
	how, _, over := e.ended(s)
	return over && (how != bySilence || len(e.round.Outcomes) > 0 || e.round.Expiry != nil && e.round.Expiry.Transition == "")
}

// cameTo says whether a round has ended and come to an outcome.
func (e *ends) cameTo(s standing, outcome string) verdict {
	_, class, over := e.ended(s)
	at := slices.IndexFunc(e.round.Outcomes, func(o Outcome) bool { return o.Name == outcome })
	if !over || at < 0 {
		return never
	}
	return e.classes[class].outcomes[at]
}

// A move is one thing that happens at a place and leads to a place: a transition,
// the end of a round, or both.
type move struct {
	from, to   int // places, by their order of discovery
	transition int // -1 where no step is taken
	round      int // -1 where it is no round's end
	stands     standing
	doubt      int // how sure it is that it may happen; 0 is sure
}

// How much a run is to be doubted.
const (
	chosen      = 1   // people may choose that a condition holds
	conditional = 2   // a condition that may fall out either way
	handmade    = 10  // the coordinator closes a round
	revised     = 100 // an answer is changed after the round's end
)

// A barrier is what a run must do without.
type barrier func(name string) bool
