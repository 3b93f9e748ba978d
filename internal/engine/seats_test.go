package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// seated is the test pack where the joint leadership's chair and secretary record
// what all its members decide, and any of them may refer back.
func seated(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.pack = edited(t, "to: decided, by: deciding, needs: decision, takes: follow_up_on}", "to: decided, by: [deciding.chair, deciding.secretary], needs: decision}")
	lgl := w.pack.People.Body("lgl")
	lgl.Seats = append(lgl.Seats, people.Seat{Person: "borgholm_social", Role: people.Member})
	stage(w, "on_agenda")
	w.at("2026-04-07 10:00")
	return w
}

func TestAMemberLeavesTheMinutesToTheChairOrTheSecretary(t *testing.T) {
	t.Parallel()
	w := seated(t)
	_, err := w.do("decide", "borgholm_social", inputs{"decision": "att anta rutinen"})
	f := fault.As(err)
	if f == nil || f.Code != "forbidden" {
		t.Fatal(err)
	}
	for l, who := range map[wording.Language]string{
		wording.Swedish: "ordförande eller sekreterare i Länsgemensam ledning", wording.English: "the chair or secretary of Joint leadership",
	} {
		if said := f.In(l); !strings.Contains(said, who) {
			t.Errorf("%q does not say %q", said, who)
		}
	}
}

func TestTheStepThatLeadsOnIsPrimaryToWhoMayTakeIt(t *testing.T) {
	t.Parallel()
	w := seated(t)
	for person, primary := range map[string]string{"chair": "decide", "borgholm_social": ""} {
		got := ""
		for _, c := range engine.Choices(w.pack, w.store.proposals[w.id], by(person), w.now) {
			if c.Primary {
				got = c.Transition
			}
			if c.Forward != (c.Transition == "decide") {
				t.Errorf("%s leads on: %v", c.Transition, c.Forward)
			}
		}
		if got != primary {
			t.Errorf("to %s the step is %q, want %q", person, got, primary)
		}
	}
}

// What somebody may do is said alike with the reasons for the rest and without.
func TestTheOpenStepsAreThoseThatMayBeTaken(t *testing.T) {
	t.Parallel()
	open := func(w *world, person string) (with, without []string) {
		p := w.store.proposals[w.id]
		for _, c := range engine.Choices(w.pack, p, by(person), w.now) {
			if c.Allowed {
				with = append(with, c.Transition)
			}
		}
		for _, c := range engine.Open(w.pack, p, by(person), w.now) {
			without = append(without, c.Transition)
		}
		return with, without
	}
	some := 0
	for _, state := range []string{"drafted", "prepared", "on_agenda"} {
		w := newWorld(t)
		stage(w, state)
		for _, person := range []string{"chair", "secretary", "drafter", "borgholm_social", "nobody"} {
			with, without := open(w, person)
			if !slices.Equal(with, without) {
				t.Errorf("%s may do %v with a proposal that is %s, and the open steps are %v", person, with, state, without)
			}
			some += len(with)
		}
	}
	if some == 0 {
		t.Error("nobody may do anything")
	}
}
