package engine_test

import (
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// Two questions that are under way cannot go on as one, whether the mapping leads both
// there or one keeps its name.
func TestTwoQuestionsDoNotBecomeOne(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	both := []string{"\nrounds:\n", `
rounds:
  joint_plan:
    title: {sv: Gemensam plan, en: Joint plan}
    opens: {on: decided}
    asks: organizations
    question: {sv: "Följer ni planen?", en: "Do you follow the plan?"}
    answers: {received: {title: {sv: Ja, en: "Yes"}}}
    deadline: {within: 30 days, remind: 7 days before}
`}
	w.pack = edited(t, both...)
	stage(w, "decided")
	w.published(append(both, "dissemination", "spreading")...)
	_, err := w.adopt(engine.Mapping{Rounds: map[string]string{"dissemination": "joint_plan"}})
	if !fault.Is(err, "edition_two_rounds") {
		t.Errorf("both become the joint plan: %v", err)
	}
	p := w.mustAdopt(engine.Mapping{Rounds: map[string]string{"dissemination": "", "joint_plan": "spreading"}})
	open := map[string]bool{}
	for _, round := range p.Rounds {
		open[round.Name] = round.Open()
	}
	if len(open) != 2 || open["dissemination"] || !open["spreading"] {
		t.Errorf("one falls and the other goes on: %v", open)
	}
}

// Who has left is called by name in what they did, after a new edition too.
func TestWhoIsNoMoreIsStillCalledByName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.pack
	w.published("drafter", "another")
	was := before.People.Person("drafter").Name
	if w.pack.People.Person("drafter") != nil || was == "" {
		t.Fatal("the drafter is there still")
	}
	if said := engine.RespondentName(w.pack, "drafter").In("sv"); said != was {
		t.Errorf("they are called %q, not %q", said, was)
	}
	if said := engine.RespondentName(w.pack, "beredning.drafter").In("sv"); said == "beredning.drafter" {
		t.Errorf("as a member they are called %q", said)
	}
	if said := engine.RespondentName(w.pack, "nobody").In("sv"); said != "nobody" {
		t.Errorf("who never was is called %q", said)
	}
}
