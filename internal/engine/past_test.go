package engine_test

import (
	"testing"

	"beredd/internal/engine"
)

// What a proposal remembers is what its events made it, on whatever road it came,
// after downtime too.
func TestAProposalRemembersWhatHasHappened(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	w.mustDo("refer_back", "secretary", inputs{"reason": "Komplettera"})
	w.must(engine.Act{Kind: engine.Edit, Actor: by("drafter"), Inputs: inputs{"summary": "Kompletterad."}})
	w.mustDo("submit", "drafter", nil)
	w.wait("2027-02-02 09:00")
	p := w.store.proposals[w.id]
	times := map[string]int{}
	for _, m := range p.Past {
		times[m.What] = m.Times
	}
	for what, want := range map[string]int{"submit": 2, "prepared": 2, "refer_back": 1, "referred_back": 1, "drafted": 1, "(edited)": 1, "decided": 0} {
		if times[what] != want {
			t.Errorf("%s happened %d times, want %d: %+v", what, times[what], want, p.Past)
		}
	}
	if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
		t.Errorf("its history says otherwise: %q", found)
	}
}

// A proposal that began before proposals remembered is not thereby forged.
func TestAnOlderProposalHasNoPastToContradict(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	p := w.store.proposals[w.id]
	p.Past = nil
	if found := engine.Contradictions(p, w.store.history); len(found) != 0 {
		t.Error(found)
	}
}
