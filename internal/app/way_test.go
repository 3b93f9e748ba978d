package app

import (
	"strings"
	"testing"

	"beredd/internal/drawing"
	"beredd/internal/wording"
)

// Beside a running service, a proposal's way is read by its number and drawn.
func TestAProposalsWayIsReadBesideAService(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		f.start()
		defer f.stop()
		f.propose()
		pack, p, events, err := Way(f.Context(), f.config.Kept, f.config.Pack, f.proposal().Number)
		if err != nil {
			f.Fatal(err)
		}
		said := drawing.New(pack, pack.Workflow(p.Workflow), wording.English, drawing.MarksOf(p, events)).Text()
		if want := f.Service.pack().Workflow(p.Workflow).State(p.State).Title.In(wording.English); !strings.Contains(said, want+" (") || !strings.Contains(said, "the proposal stands here now") {
			f.Errorf("%s is not marked:\n%s", want, said)
		}
		if _, _, _, err := Way(f.Context(), f.config.Kept, f.config.Pack, "LGL 1999-001"); err == nil {
			f.Error("a proposal that there is not has a way")
		}
	})
}
