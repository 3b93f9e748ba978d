package workflows_test

import (
	"io/fs"
	"strings"
	"testing"

	"beredd/internal/app"
	"beredd/internal/definition"
	"beredd/internal/scenario"
	"beredd/internal/wording"
	"beredd/workflows"
)

// Every scenario of every pack comes out as it is written, and its demo plays
// from its first step to its last.
func TestScenariosComeOut(t *testing.T) {
	for _, name := range app.EmbeddedPacks() {
		t.Run(name, func(t *testing.T) {
			files, err := fs.Sub(workflows.FS, name)
			if err != nil {
				t.Fatal(err)
			}
			pack, scenarios := read(t, files)
			if pack == nil {
				return
			}
			if len(scenarios) < 8 {
				t.Errorf("%d scenarios do not cover a pack", len(scenarios))
			}
			if len(pack.Demo.Steps) > 0 {
				scenarios = append(scenarios, definition.Scenario{Name: "the demo", Start: pack.Demo.Start, Steps: pack.Demo.Steps})
			}
			play(t, pack, scenarios)
		})
	}
}

// The scenarios of the reference play on the pack of the reference.
func TestReferencePlays(t *testing.T) {
	blocks := examples(t)
	packs, played := overlaid(t), 0
	for _, b := range blocks {
		if !strings.HasPrefix(b.kind, "scenario") {
			continue
		}
		read, scenarios := read(t, packs[b.line])
		play(t, read, scenarios)
		played += len(scenarios)
	}
	if played != 2 {
		t.Errorf("the reference has %d scenarios, not two", played)
	}
}

// play plays scenarios, and fails with the report of each that comes out
// otherwise.
func play(t *testing.T, pack *definition.Pack, scenarios []definition.Scenario) {
	t.Helper()
	err := app.Play(t.Context(), pack, scenarios, wording.English, func(r scenario.Result, _ scenario.Journal) {
		if r.Failure != nil {
			var report strings.Builder
			r.Report(&report, wording.English)
			t.Errorf("%s\n%s", r.Scenario.Name, report.String())
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
