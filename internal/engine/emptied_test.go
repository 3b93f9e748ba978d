package engine_test

import (
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// withFields is the test pack whose proposals carry fields of every type.
func withFields(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.pack = edited(t, "fields:\n", `fields:
  cost: {type: number, title: {sv: Kostnad, en: Cost}}
  in_force: {type: date, title: {sv: Gäller från, en: In force}}
  background: {type: text, title: {sv: Historik, en: History}}
  kind: {type: choice, title: {sv: Slag, en: Kind}, choices: {routine: {sv: Rutin, en: Routine}, plan: {sv: Plan, en: Plan}}}
`)
	w.propose()
	return w
}

func TestWhatAnEditGivesEmptyIsCleared(t *testing.T) {
	t.Parallel()
	w := withFields(t)
	edit := func(in inputs) engine.Proposal {
		t.Helper()
		return w.must(engine.Act{Kind: engine.Edit, Actor: by("drafter"), Inputs: in})
	}
	edit(inputs{"cost": "12,5", "in_force": "2026-05-04", "background": "Sedan 2019", "kind": "plan", "simple": "ja"})
	p := edit(inputs{"summary": "", "proposed_decision": "  ", "cost": "", "in_force": "", "background": "", "kind": "", "simple": nil})
	if p.Summary != "" || p.Proposed != "" || len(p.Fields) != 0 || p.Title == "" {
		t.Errorf("left are %q, %q and %v", p.Summary, p.Proposed, p.Fields)
	}
	event := w.store.history[len(w.store.history)-1]
	if text, said := event.Private.Texts["summary"]; !said || text != "" || event.Data.Inputs["cost"] != "" {
		t.Errorf("history says %v and %v", event.Private.Texts, event.Data.Inputs)
	}
	if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
		t.Errorf("history and proposal differ: %v", found)
	}
	if _, err := w.do("submit", "drafter", nil); !fault.Is(err, "missing_input") || fault.As(err).Field != "proposed_decision" {
		t.Errorf("what was cleared still counts as given: %v", err)
	}
}

func TestWhatAProposalMustHaveIsNotEmptied(t *testing.T) {
	t.Parallel()
	for _, row := range []struct{ says, stage, person, word, want string }{
		{"no proposal is without a title", "drafted", "drafter", "title", "missing_input"},
		{"a draft may do without what it is decided on", "drafted", "drafter", "proposed_decision", ""},
		{"what was asked for on the way here stays", "prepared", "secretary", "proposed_decision", "missing_input"},
		{"what nobody asked for may go", "prepared", "secretary", "summary", ""},
		{"what was asked for stays wherever the proposal goes", "referred_back", "drafter", "proposed_decision", "missing_input"},
		{"what is empty already is no change", "drafted", "drafter", "simple", "nothing_changed"},
		{"an empty comment is none", "drafted", "drafter", "comment", "nothing_changed"},
	} {
		w := newWorld(t)
		stage(w, row.stage)
		_, err := w.act(engine.Act{Kind: engine.Edit, Actor: by(row.person), Inputs: inputs{row.word: ""}})
		got := ""
		if f := fault.As(err); f != nil {
			got = f.Code
			if f.Field != row.word && f.Code == "missing_input" {
				t.Errorf("%s: refused on %q", row.says, f.Field)
			}
		}
		if got != row.want {
			t.Errorf("%s: got %q (%v), want %q", row.says, got, err, row.want)
		}
	}
}

func TestAnEmptyInputOfAStepIsNotGiven(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.propose()
	if p := w.mustDo("submit", "drafter", inputs{"summary": "", "proposed_decision": " "}); p.Summary == "" || p.Proposed == "" {
		t.Errorf("a step emptied the text: %q, %q", p.Summary, p.Proposed)
	}
}

// What a step needed is there for good, which check's proofs rely on: it is told what
// needed it, and may be written anew.
func TestWhatAStepNeededIsTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "referred_back")
	_, err := w.act(engine.Act{Kind: engine.Edit, Actor: by("drafter"), Inputs: inputs{"proposed_decision": ""}})
	for language, says := range map[wording.Language]string{
		wording.English: "It was needed for “Submit for preparation”", wording.Swedish: "Det krävdes för ”Skicka till beredning”"} {
		if f := fault.As(err); f == nil || !strings.Contains(f.In(language), says) {
			t.Errorf("the refusal says %v, not %s", err, says)
		}
	}
	p := w.must(engine.Act{Kind: engine.Edit, Actor: by("drafter"), Inputs: inputs{"proposed_decision": "att avslå"}})
	if p.Proposed != "att avslå" {
		t.Errorf("it stays %q", p.Proposed)
	}
}
