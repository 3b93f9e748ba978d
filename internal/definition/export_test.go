package definition

import (
	"cmp"
	"slices"
)

// A Seen is where a running proposal is seen to be, in words that a place can be
// held against.
type Seen struct {
	State, CameFrom string
	Rounds          map[string]SeenRound
}

// A SeenRound is how the newest round of a name stands: "", "awaiting", "asking",
// "fallen", "answers", "silence" or "hand", what it has come to, how many it asks, and
// how many have given each of its answers.
type SeenRound struct {
	Stands, Outcome string
	Asked           int
	Given           map[string]int
}

// Explored is every place that exploring a workflow finds.
type Explored struct{ graph *graph }

// Explore explores as checks do.
func Explore(w *Workflow) Explored { return Explored{explore(w, nil, usualMoves)} }

// Cut says whether there were too many places to find all.
func (e Explored) Cut() bool { return e.graph.cut }

// Has says whether exploring has found a place like the one seen.
func (e Explored) Has(s Seen) bool {
	truths := make([][]verdict, len(e.graph.ends))
	for i, ends := range e.graph.ends {
		truths[i] = ends.truths(s.Rounds[ends.round.Name].tally(ends.round))
	}
	return slices.ContainsFunc(e.graph.places, func(p place) bool { return e.is(p, s, truths) })
}

// Steps says whether some run takes a transition.
func (e Explored) Steps(transition string) bool {
	for i, taken := range e.graph.taken() {
		if taken && e.graph.flow.Transitions[i].Name == transition {
			return true
		}
	}
	return false
}

func (e Explored) is(p place, s Seen, truths [][]verdict) bool {
	state := e.graph.flow.States[p.state]
	came := ""
	if p.came >= 0 {
		came = e.graph.flow.States[p.came].Name
	}
	if state.Name != s.State || came != s.CameFrom {
		return false
	}
	if e.graph.flow.isLast(p.state) { // how rounds stand is forgotten there
		return true
	}
	for i, r := range e.graph.flow.Rounds {
		if i < mostRounds && e.graph.ends[i].watched && r.Again != Adds && !e.stands(e.graph.ends[i], p.rounds[i], s.Rounds[r.Name], truths[i]) {
			return false
		}
	}
	return true
}

// stands says whether a round stands at a place as it is seen to, and what is known
// there of its counts is true.
func (e Explored) stands(ends *ends, at standing, seen SeenRound, truths []verdict) bool {
	words := map[standing]string{unopened: "", awaiting: "awaiting", asking: "asking", fallen: "fallen"}
	how, class, over := ends.ended(at)
	if !over {
		return words[at] == seen.Stands && (at != asking || len(ends.open) == 0 || agree(ends.open, truths))
	}
	stands := [...]string{byAnswers: "answers", bySilence: "silence", byHand: "hand"}[how]
	closable := how == byAnswers && ends.byHand && (ends.classes[class].lasts || ends.round.Closes == AtDeadline) // one place stands for both
	if stands != cmp.Or(seen.Stands, "none") && !(closable && seen.Stands == "hand") {
		return false
	}
	if !agree(ends.classes[class].truths, truths) {
		return false
	}
	for i, o := range ends.round.Outcomes {
		if o.Name == seen.Outcome {
			return ends.classes[class].outcomes[i] != never
		}
	}
	return true
}

func (seen SeenRound) tally(r *Round) tally {
	t := tally{round: r, asked: seen.Asked, given: make([]int, len(r.Answers))}
	for i, a := range r.Answers {
		t.given[i] = seen.Given[a.Name]
	}
	return t
}

// agree says whether what is known is what is so.
func agree(known, so []verdict) bool {
	for i, v := range known {
		if v != maybe && so[i] != maybe && v != so[i] {
			return false
		}
	}
	return true
}
