package engine_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// published puts the test pack in force with some of its words replaced, beside
// what was in force before.
func (w *world) published(replace ...string) *definition.Workflow {
	w.t.Helper()
	w.pack = edited(w.t, replace...).Since(w.pack)
	return w.pack.Workflow("agreement")
}

func (w *world) adopt(m engine.Mapping) (engine.Outcome, error) {
	return w.act(engine.Act{Kind: engine.Adopt, Actor: by("county_coordinator"), Mapping: m, Inputs: inputs{"reason": "Nya frister"}})
}

func (w *world) mustAdopt(m engine.Mapping) engine.Proposal {
	w.t.Helper()
	o, err := w.adopt(m)
	if err != nil {
		w.t.Fatal(err)
	}
	if found := engine.Contradictions(o.Proposal, w.store.history); len(found) != 0 {
		w.t.Errorf("after the move history contradicts: %v", found)
	}
	return o.Proposal
}

func due(p engine.Proposal) string {
	if d := p.StateDeadline(); d != nil {
		return d.Moment.Date.String()
	}
	return ""
}

// Two editions run side by side: what began on the first keeps its dates, its
// steps and its letters, whatever is published meanwhile.
func TestTwoEditionsRunSideBySide(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	first := w.id
	w.published("20 workdays", "10 workdays", "refer_back: {title", "send_back: {title", "on: refer_back", "on: send_back")
	stage(w, "prepared")
	old, young := w.store.proposals[first], w.store.proposals[w.id]
	if due(old) != "2026-03-02" || due(young) != "2026-02-16" {
		t.Errorf("the older is due %s, expected 2026-03-02; the younger %s, expected 2026-02-16", due(old), due(young))
	}
	w.id = first
	if _, err := w.do("send_back", "secretary", inputs{"reason": "Oklart"}); !fault.Is(err, "unknown_transition") {
		t.Errorf("the older takes a step of the newer edition: %v", err)
	}
	w.mustDo("refer_back", "secretary", inputs{"reason": "Oklart"})
	p := w.mustDo("submit", "drafter", nil)
	if due(p) != "2026-03-02" {
		t.Errorf("when the older comes back it is due %s, expected its own edition's 2026-03-02", due(p))
	}
	choices := engine.Choices(w.pack, w.store.proposals[young.ID], by("secretary"), w.now)
	if !slices.ContainsFunc(choices, func(c engine.Choice) bool { return c.Transition == "send_back" }) {
		t.Errorf("the younger's choices are %v", choices)
	}
	if p.Edition == young.Edition || young.Edition != w.pack.Workflow("agreement").Edition {
		t.Errorf("the editions are %s and %s", p.Edition, young.Edition)
	}
}

// A workflow that is gone goes on for those that began on it.
func TestAProposalFinishesOnAWorkflowThatIsGone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	w.pack = edited(t, "workflow: agreement", "workflow: other", "agreement:", "other:").Since(w.pack)
	if p := w.mustDo("refer_back", "secretary", inputs{"reason": "Oklart"}); p.State != "referred_back" {
		t.Errorf("it stands in %s", p.State)
	}
	if _, err := w.adopt(engine.Mapping{}); !fault.Is(err, "edition_gone") {
		t.Errorf("it goes over to nothing: %v", err)
	}
}

func TestMovesAreRefused(t *testing.T) {
	t.Parallel()
	rename := []string{"prepared", "in_preparation"}
	for _, row := range []struct {
		says, stage string
		replace     []string
		mapping     engine.Mapping
		want        string
	}{
		{"a state without a namesake", "prepared", rename, engine.Mapping{}, "edition_no_state"},
		{"a state mapped to none", "prepared", rename, engine.Mapping{States: map[string]string{"prepared": "nowhere"}}, "edition_no_state"},
		{"a state mapped to the end", "prepared", rename, engine.Mapping{States: map[string]string{"prepared": "withdrawn"}}, "edition_final"},
		{"a state that needs what is not there", "prepared", rename, engine.Mapping{States: map[string]string{"prepared": "on_agenda"}}, "edition_lacks"},
		{"an open round without a namesake", "decided", []string{"dissemination", "spreading"}, engine.Mapping{}, "edition_no_round"},
		{"a round mapped to none", "decided", []string{"dissemination", "spreading"}, engine.Mapping{Rounds: map[string]string{"dissemination": "x"}}, "edition_no_round"},
		{"an answer that is no more", "decided", []string{"received:", "got_it:"}, engine.Mapping{}, "edition_no_answer"},
		{"a body that has nobody", "prepared", []string{"preparation: beredning", "preparation: empty", "bodies:\n", "bodies:\n  empty: {title: {sv: Tom, en: Empty}, kind: preparation, seats: [{person: secretary, role: secretary, to: 2026-01-01}]}\n"}, engine.Mapping{}, "edition_nobody"},
		{"nothing that has changed", "prepared", nil, engine.Mapping{}, "edition_already"},
		{"what is over", "withdrawn", rename, engine.Mapping{}, "already_closed"},
	} {
		w := newWorld(t)
		stage(w, row.stage)
		if row.stage == "decided" {
			if _, err := w.answer("torsas", "received", nil); err != nil {
				t.Fatal(err)
			}
		}
		before := w.store.proposals[w.id]
		w.published(row.replace...)
		if _, err := w.adopt(row.mapping); !fault.Is(err, row.want) {
			t.Errorf("%s: %v, expected %s", row.says, err, row.want)
		}
		if !reflect.DeepEqual(before, w.store.proposals[w.id]) {
			t.Errorf("%s: the refused move changed the proposal", row.says)
		}
	}
}

func TestOnlyACoordinatorMovesAndSaysWhy(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	w.published("20 workdays", "10 workdays")
	_, err := w.act(engine.Act{Kind: engine.Adopt, Actor: by("secretary"), Inputs: inputs{"reason": "Ja"}})
	if !fault.Is(err, "forbidden") {
		t.Errorf("the secretary moves it: %v", err)
	}
	if _, err := w.act(engine.Act{Kind: engine.Adopt, Actor: by("county_coordinator")}); !fault.Is(err, "missing_input") {
		t.Errorf("it is moved without a reason: %v", err)
	}
	passed := engine.Act{Kind: engine.Adopt, Actor: by("county_coordinator"), Edition: "older", Inputs: inputs{"reason": "Ja"}}
	if _, err := w.act(passed); !fault.Is(err, "edition_passed") {
		t.Errorf("it is moved to an edition that is not in force: %v", err)
	}
}

// A move counts dates from when the state was entered and the round opened; what
// both editions say alike keeps its reminders, and no letter goes.
func TestDatesAreCountedAnewFromWhenTheyBegan(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared") // on 2 February
	w.published("20 workdays", "30 workdays", "preparation: beredning", "preparation: lgl", "prepared", "in_preparation")
	w.at("2026-02-09 09:00")
	w.mailed()
	p := w.mustAdopt(engine.Mapping{States: map[string]string{"prepared": "in_preparation"}})
	if p.State != "in_preparation" || due(p) != "2026-03-16" || p.Holder != "lgl" || len(w.mailed()) > 0 {
		t.Errorf("it stands in %s, due %s, with %s; expected in_preparation, 2026-03-16, lgl, and no letter", p.State, due(p), p.Holder)
	}
	if p := w.mustDo("put_on_agenda", "chair", inputs{"meeting": "2026-04-07"}); p.State != "on_agenda" {
		t.Errorf("it goes on to %s", p.State)
	}

	w = newWorld(t)
	stage(w, "decided") // on 7 April: the round is due on 7 May
	if _, err := w.answer("torsas", "received", nil); err != nil {
		t.Fatal(err)
	}
	w.wait("2026-04-30 10:00") // a week before, a reminder
	w.published("dissemination", "spreading", "after: 14 days", "after: 20 days", "120 days", "130 days")
	w.mailed()
	p = w.mustAdopt(engine.Mapping{Rounds: map[string]string{"dissemination": "spreading"}})
	round := p.Rounds[0]
	if d := p.RoundDeadline(round.ID); round.Name != "spreading" || d == nil || d.Name != "spreading" || d.Moment.Date.String() != "2026-05-07" {
		t.Errorf("the round is %s, its deadline %+v", round.Name, d)
	}
	w.wait("2026-05-01 10:00")
	if said := w.mailed(); len(said) > 0 {
		t.Errorf("those who have been reminded are reminded again: %v", said)
	}
	w.wait("2026-05-07 10:00")
	if said := w.mailed(); len(said) == 0 || !strings.HasPrefix(said[0], "reminder") {
		t.Errorf("on the last day goes %v", said)
	}
}

// A deadline that the new edition had let pass long ago is late, and tells nobody
// of what it would have told before.
func TestALateMoveSendsNothingOfThePast(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	w.published("20 workdays", "3 workdays", "[5 workdays before, on the day]", "on the day")
	w.at("2026-02-20 09:00") // more than its escalation after
	w.mailed()
	p := w.mustAdopt(engine.Mapping{})
	w.wait("2026-02-23 10:00")
	if due(p) != "2026-02-05" || len(w.mailed()) > 0 {
		t.Errorf("it is due %s, and letters went", due(p))
	}
}

// What the preview shows is what happens.
func TestAMoveDoesWhatItsPreviewShows(t *testing.T) {
	t.Parallel()
	for _, stageName := range []string{"drafted", "prepared", "referred_back", "on_agenda", "decided"} {
		w := newWorld(t)
		stage(w, stageName)
		w.published("20 workdays", "3 workdays", "[5 workdays before, on the day]", "on the day", "60 days", "50 days", "180 days", "100 days", "30 days", "20 days", "on the day", "1 days before")
		w.now = w.now.AddDate(0, 0, 10)
		before := w.store.proposals[w.id]
		act := engine.Act{Actor: by("county_coordinator"), Mapping: engine.Mapping{Rounds: map[string]string{"dissemination": ""}}, Inputs: inputs{"reason": "Nya frister"}}
		shown, err := engine.CrossingOf(w.pack, before, act, w.now)
		if err != nil {
			t.Fatal(err)
		}
		o, err := w.adopt(act.Mapping)
		if err != nil {
			t.Fatal(err)
		}
		came := engine.Crossed(before, o.Proposal, o.Events, w.now)
		shown.Follows, came.Follows = kinds(shown.Follows), kinds(came.Follows)
		if !reflect.DeepEqual(shown, came) {
			t.Errorf("%s: shown was\n%+v\nand what came is\n%+v", stageName, shown, came)
		}
		if want := map[string]int{"drafted": 0, "prepared": 1, "referred_back": 2, "on_agenda": 0, "decided": 1}[stageName]; len(shown.Dates) != want {
			t.Errorf("%s: shown are %d dates, expected %d: %+v", stageName, len(shown.Dates), want, shown.Dates)
		}
		if (len(shown.Closes) == 1) != (stageName == "decided") {
			t.Errorf("%s: rounds that close are %v", stageName, shown.Closes)
		}
	}
}

func kinds(events []engine.Event) (bare []engine.Event) {
	for _, e := range events {
		bare = append(bare, engine.Event{Kind: e.Kind, Data: e.Data})
	}
	return bare
}

// What has been is remembered by the names of now, so that the new edition's
// conditions know it.
func TestWhatHasBeenIsCalledAsNow(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "referred_back")
	w.published("prepared", "in_preparation")
	p := w.mustAdopt(engine.Mapping{States: map[string]string{"prepared": "in_preparation"}})
	named := func(what string) bool {
		return slices.ContainsFunc(p.Past, func(m engine.Mark) bool { return m.What == what })
	}
	if p.CameFrom != "in_preparation" || !named("in_preparation") || named("prepared") {
		t.Errorf("it came from %s, and has been through %+v", p.CameFrom, p.Past)
	}
	forged := p
	forged.Edition = "another"
	if len(engine.Contradictions(forged, w.store.history)) != 1 {
		t.Error("an edition that history knows nothing of is not found")
	}
}

// A clock that has begun gets as much more or less as the new edition gives it, and
// keeps what it has used; one that is gone is let go of.
func TestAClockKeepsWhatItHasUsed(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ says, stage, within, was, is string }{
		{"a longer time", "prepared", "30 workdays", "running 2026-03-02", "running 2026-03-16"},
		{"a shorter time", "prepared", "10 workdays", "running 2026-03-02", "running 2026-02-16"},
		{"a clock that stands still", "referred_back", "30 workdays", "paused 20 workdays", "paused 30 workdays"},
		{"another unit", "prepared", "28 days", "running 2026-03-02", "running 2026-03-02"},
	} {
		w := ticking(t, "20 workdays")
		stage(w, row.stage)
		if got := w.handling(); got != row.was {
			t.Fatalf("%s: it stands at %q, expected %q", row.says, got, row.was)
		}
		w.pack = ticking(t, row.within).pack.Since(w.pack)
		w.mustAdopt(engine.Mapping{})
		if got := w.handling(); got != row.is {
			t.Errorf("%s: it goes on as %q, expected %q", row.says, got, row.is)
		}
	}
	w := ticking(t, "20 workdays")
	stage(w, "prepared")
	w.published("20 workdays", "21 workdays")
	p := w.mustAdopt(engine.Mapping{})
	if got := w.handling(); !strings.HasPrefix(got, "stopped") || !engine.NextDue(p).Before(w.now.AddDate(0, 0, 30)) {
		t.Errorf("a clock that is gone stands at %q", got)
	}
}
