package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// jointly is the test pack where all members of the joint leadership decide together,
// of whom the chair has two seats.
func jointly(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.pack = edited(t, "to: decided, by: deciding, needs: decision, takes: follow_up_on}", "to: decided, by: {all: [every member of deciding]}, needs: decision, takes: follow_up_on}",
		"promises:", "conflict: {by: [every member of deciding], for_others: [deciding.chair, coordinator]}\npromises:")
	lgl := w.pack.People.Body("lgl")
	lgl.Seats = append(lgl.Seats, people.Seat{Person: "chair", Role: people.Member}, people.Seat{Person: "stranger", Role: people.Member})
	stage(w, "on_agenda")
	w.at("2026-04-07 10:00")
	w.mailed()
	return w
}

func agreed(p engine.Proposal) (persons []string) {
	for _, a := range p.Agreements {
		for _, g := range a.Agreed {
			persons = append(persons, g.Person)
		}
	}
	return persons
}

func TestNobodyTakesAloneWhatIsTakenTogether(t *testing.T) {
	t.Parallel()
	w := jointly(t)
	decision := inputs{"decision": "att anta rutinen", "follow_up_on": "2026-12-01"}
	preview, err := engine.PreviewOf(w.pack, w.store.proposals[w.id], engine.Act{Kind: engine.Do, Proposal: w.id, Transition: "decide", Actor: by("chair"), Inputs: decision}, w.now)
	if err != nil || preview.To != "on_agenda" || len(preview.Waits) != 1 || !strings.Contains(preview.Waits[0].In(wording.English), w.pack.People.Person("stranger").Name) {
		t.Errorf("beforehand it is said to lead to %s and to wait for %v (%v)", preview.To, preview.Waits, err)
	}
	if _, err := w.do("decide", "chair", decision); err != nil {
		t.Fatal(err)
	}
	p := w.store.proposals[w.id]
	if p.State != "on_agenda" || p.Decision != nil || !slices.Equal(agreed(p), []string{"chair"}) {
		t.Fatalf("%s, decided %v, agreed %v", p.State, p.Decision, agreed(p))
	}
	if p.Veiled(wording.Swedish).Agreements != nil {
		t.Error("a veil shows what was agreed")
	}
	if _, err := w.do("decide", "chair", nil); code(err) != "has_agreed" {
		t.Errorf("the chair again: %v", err)
	}
	if _, err := w.do("decide", "stranger", nil); err != nil {
		t.Fatal(err)
	}
	p = w.store.proposals[w.id]
	if p.State != "decided" || p.Decision == nil || p.Decision.Text != "att anta rutinen" || p.Decision.Body != "lgl" || p.Decision.FollowUpOn.String() != "2026-12-01" || len(p.Agreements) != 0 {
		t.Errorf("%s with %+v and %v left", p.State, p.Decision, p.Agreements)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) > 0 {
		t.Error(found)
	}
}

func TestAWordFallsWithWhatItWasGivenTo(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(w *world) error{
		"another date": func(w *world) error {
			_, err := w.do("decide", "stranger", inputs{"follow_up_on": "2026-12-02"})
			return err
		},
		"another paper": func(w *world) error {
			_, err := w.act(engine.Act{Kind: engine.Attach, Actor: by("stranger"), Inputs: inputs{"documents": []engine.Document{{Name: "b.pdf", Hash: "bb"}}}})
			return err
		},
		"a conflict of interest": func(w *world) error { return w.recuse("chair", "") },
	} {
		w := jointly(t)
		if _, err := w.do("decide", "chair", inputs{"decision": "att anta rutinen"}); err != nil {
			t.Fatal(err)
		}
		if err := change(w); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		p := w.store.proposals[w.id]
		if p.State != "on_agenda" || slices.Contains(agreed(p), "chair") {
			t.Errorf("%s: %s, agreed %v", name, p.State, agreed(p))
		}
	}
}

// Where the step leads to where the proposal stands, the words that took it are used up: the
// next time each is asked for anew.
func TestWordsAreUsedUpByTheStepThatTheyTake(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "  decide:", "  note_it: {title: {sv: Notera, en: Note}, from: on_agenda, to: on_agenda, by: {all: [every member of deciding]}}\n  decide:")
	lgl := w.pack.People.Body("lgl")
	lgl.Seats = append(lgl.Seats, people.Seat{Person: "stranger", Role: people.Member})
	stage(w, "on_agenda")
	for _, person := range []string{"chair", "stranger", "chair"} {
		if _, err := w.do("note_it", person, nil); err != nil {
			t.Fatal(err)
		}
	}
	taken := 0
	for _, e := range w.store.history {
		if e.Data.Transition == "note_it" && e.Kind == engine.Transited {
			taken++
		}
	}
	if p := w.store.proposals[w.id]; taken != 1 || !slices.Equal(agreed(p), []string{"chair"}) {
		t.Errorf("two took it together and one wants to again: taken %d times, agreed %v", taken, agreed(p))
	}
}

// Where nobody who holds the proposal takes the step, those who do are told when it comes
// there; else whoever holds it puts the step to them.
func TestWhoTakesAStepWithNobodyOfTheHolderIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "to: decided, by: deciding, needs: decision, takes: follow_up_on}", "to: decided, by: {all: [drafter, stranger]}, needs: decision, takes: follow_up_on}")
	stage(w, "on_agenda")
	told := w.mailed()
	for _, who := range []string{"drafter", "stranger"} {
		if letter := "information to " + w.pack.People.Person(who).Mail; !slices.Contains(told, letter) {
			t.Errorf("%s is not told that the step waits: %v", who, told)
		}
	}
	w = newWorld(t)
	w.pack = edited(t, "to: decided, by: deciding, needs: decision, takes: follow_up_on}", "to: decided, by: {all: [deciding.chair, stranger]}, needs: decision, takes: follow_up_on}")
	stage(w, "on_agenda")
	if told := w.mailed(); slices.ContainsFunc(told, func(l string) bool { return strings.HasPrefix(l, "information") }) {
		t.Errorf("told are %v, of a step that whoever holds the proposal puts", told)
	}
}
