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

// biased is the test pack where members may declare a conflict of interest, and
// each member of the joint leadership is asked.
func biased(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.pack = edited(t, "asks: organizations\n    question: {sv: \"Hur", "asks: every member of deciding\n    question: {sv: \"Hur",
		"promises:", "conflict: {by: [every member of deciding, preparation, drafting, submitter, coordinator], for_others: [deciding.chair, coordinator]}\npromises:")
	lgl := w.pack.People.Body("lgl")
	lgl.Seats = append(lgl.Seats, people.Seat{Person: "borgholm_social", Role: people.Member}, people.Seat{Person: "stranger", Role: people.Member})
	return w
}

func (w *world) recuse(actor, whose string) error {
	_, err := w.act(engine.Act{Kind: engine.Recuse, Actor: by(actor), Respondent: whose, Inputs: inputs{"reason": "Min syster söker"}})
	return err
}

func code(err error) string {
	if f := fault.As(err); f != nil {
		return f.Code
	}
	return ""
}

func TestTheOnlyVoiceThatWasMissingStepsOutAndTheRoundCloses(t *testing.T) {
	t.Parallel()
	w := biased(t)
	stage(w, "decided")
	for _, person := range []string{"chair", "stranger"} {
		act := answers(person)
		act.Answer, act.Inputs = "spread", spread
		w.must(act)
	}
	if err := w.recuse("borgholm_social", ""); err != nil {
		t.Fatal(err)
	}
	p := w.store.proposals[w.id]
	if answered, asked := p.Rounds[0].Count(); p.State != "disseminated" || answered != 2 || asked != 2 || !p.Rounds[0].Complete {
		t.Errorf("%s with %d of %d", p.State, answered, asked)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) > 0 {
		t.Error(found)
	}
	p.Conflicts = nil
	if found := engine.Contradictions(p, w.store.history); len(found) != 1 {
		t.Errorf("a conflict that is gone from the proposal is found as %v", found)
	}
}

func TestWhoHasAConflictOfInterestDoesNothing(t *testing.T) {
	t.Parallel()
	w := biased(t)
	w.pack.People.Person("chair").Substitute = &people.Substitute{Person: "county_coordinator"}
	stage(w, "on_agenda")
	w.at("2026-04-07 10:00")
	w.mailed()
	if err := w.recuse("chair", ""); err != nil {
		t.Fatal(err)
	}
	if got := w.mailed(); !slices.Equal(got, []string{"recused to samordnare@lan.example"}) {
		t.Errorf("mailed %v", got)
	}
	for who, acts := range map[string][]engine.Act{
		"chair": {
			{Kind: engine.Do, Transition: "decide", Inputs: inputs{"decision": "att anta"}},
			{Kind: engine.Edit, Inputs: inputs{"title": "Ny"}},
			{Kind: engine.Attach, Inputs: inputs{"documents": []engine.Document{{Name: "a.pdf", Hash: "bb"}}}},
		},
		"drafter": {{Kind: engine.Do, Transition: "decide"}},
	} {
		for _, act := range acts {
			act.Actor = by(who)
			want := "recused"
			if who != "chair" {
				want = "forbidden"
			}
			if _, err := w.act(act); code(err) != want {
				t.Errorf("%s %s is answered %v", who, act.Kind, err)
			}
		}
	}
	// Who stands in for the chair sits in no seat of its own, and does not act by the chair's.
	if _, err := w.do("decide", "county_coordinator", inputs{"decision": "att anta"}); code(err) != "forbidden" {
		t.Errorf("a stand-in decides: %v", err)
	}
	w.mustDo("decide", "stranger", inputs{"decision": "att anta"})
	var asked []string
	for _, r := range w.store.proposals[w.id].Rounds[0].Respondents {
		asked = append(asked, r.Person)
	}
	if strings.Join(asked, " ") != "borgholm_social stranger" {
		t.Errorf("asks %v", asked)
	}
}

// What is due after downtime is not said to who has stepped out meanwhile.
func TestNobodyRemindsWhoHasSteppedOut(t *testing.T) {
	t.Parallel()
	w := biased(t)
	stage(w, "decided")
	if err := w.recuse("stranger", ""); err != nil {
		t.Fatal(err)
	}
	w.mailed()
	w.wait("2026-09-01 10:00")
	for _, letter := range w.mailed() {
		if strings.HasSuffix(letter, "annan@lan.example") {
			t.Errorf("sends %s", letter)
		}
	}
}

func TestAConflictIsOnesOwnOrDeclaredByTheChair(t *testing.T) {
	t.Parallel()
	w := biased(t)
	stage(w, "prepared")
	for _, row := range []struct{ says, actor, whose, want string }{
		{"a member for another", "stranger", "chair", "forbidden"},
		{"somebody outside", "nobody", "", "forbidden"},
		{"the chair for somebody outside", "chair", "nobody", "takes_no_part"},
		{"the chair for a member", "chair", "stranger", ""},
		{"a second time", "stranger", "", "already_recused"},
	} {
		if err := w.recuse(row.actor, row.whose); code(err) != row.want || row.want == "" && err != nil {
			t.Errorf("%s: %v", row.says, err)
		}
	}
	_, err := w.act(engine.Act{Kind: engine.Recuse, Actor: by("chair")})
	if f := fault.As(err); f == nil || f.Code != "missing_input" || f.Field != "reason" {
		t.Errorf("without a reason: %v", err)
	}
	event := w.store.history[len(w.store.history)-1]
	if event.Private.Texts[engine.RecusedPerson] != "stranger" || event.Private.Person != "chair" || event.Data.Respondent != "" {
		t.Errorf("history says %+v", event)
	}
	w.pack = readPack(t)
	err = w.recuse("chair", "")
	if code(err) != "no_conflicts" || !strings.Contains(fault.As(err).In(wording.Swedish), "Samverkansöverenskommelse") {
		t.Errorf("a pack that knows of none: %v", err)
	}
}

func TestWhatMayBeDoneAboutConflictsIsForTheReader(t *testing.T) {
	t.Parallel()
	w := biased(t)
	stage(w, "prepared")
	if err := w.recuse("stranger", ""); err != nil {
		t.Fatal(err)
	}
	for reader, want := range map[string]string{
		"stranger": " / stranger", "borgholm_social": "borgholm_social / ",
		"chair": "chair drafter secretary borgholm_social county_coordinator / stranger",
	} {
		may := engine.Recusals(w.pack, w.store.proposals[w.id], by(reader), w.now)
		if got := strings.Join(may.For, " ") + " / " + strings.Join(may.Back, " "); got != want || len(may.Standing) != 1 {
			t.Errorf("%s may %q, want %q", reader, got, want)
		}
	}
}
