package web_test

import (
	"testing"

	"beredd/internal/engine"
)

// The page of a proposal that a vote of two chambers has decided tells how each voted, and
// what the votes weigh; of a secret vote it tells no chamber's.
func TestThePageTellsHowEachPartVoted(t *testing.T) {
	votes := map[string]string{"r1": "yes", "r2": "yes", "r3": "no", "cedar": "yes", "ash": "no", "birch": "yes"}
	for secret, says := range map[bool]bool{false: true, true: false} {
		pack := wordPack(t, "parts_of_a_round")
		pack.Workflows[0].Rounds[0].Secret = secret
		w := worldOf(t, pack, false)
		p := w.done(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "clerk", Assurance: "login"}, Inputs: map[string]any{"title": "Stadgan"}})
		w.done(engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "ask", Actor: engine.Actor{Person: "clerk", Assurance: "login"}})
		for _, who := range []string{"r1", "r2", "cedar", "ash", "birch", "r3"} {
			act := engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: "vote", Respondent: who, Answer: votes[who], Actor: engine.Actor{Organization: who, Assurance: "code"}}
			if who[0] == 'r' {
				act.Actor = engine.Actor{Person: who, Assurance: "login"}
			}
			w.done(act)
		}
		page := w.as("clerk").get(at(p.Number))
		if says {
			page.says("Delegationen: 2 ja (vikt 2), 1 nej (vikt 1)", "2 ja (vikt 8), 1 nej (vikt 1,5)")
		} else {
			page.lacks("Delegationen: 2 ja", "(vikt")
		}
	}
}
