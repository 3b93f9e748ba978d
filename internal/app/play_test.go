package app

import (
	"testing"

	"beredd/internal/fault"
	"beredd/internal/scenario"
	"beredd/internal/wording"
)

// Every pack that comes with the program is without fault, and does what its own
// scenarios say.
func TestThePacksDoWhatTheirScenariosSay(t *testing.T) {
	for _, name := range EmbeddedPacks() {
		found, err := FindPack("../../workflows/" + name)
		if err != nil {
			t.Fatal(err)
		}
		if len(found.Problems) > 0 || len(found.Scenarios) == 0 {
			t.Errorf("%s: %d scenarios and these problems:\n%s", name, len(found.Scenarios), found.Problems)
		}
		played := 0
		err = Play(t.Context(), found.Pack, found.Scenarios, wording.Swedish, func(r scenario.Result, j scenario.Journal) {
			played++
			if r.Failure != nil {
				t.Errorf("%s: %s\n%s", name, r.Scenario.Name, r.Text(wording.Swedish))
			}
			if len(j) == 0 {
				t.Errorf("%s: %s left no journal", name, r.Scenario.Name)
			}
		})
		if err != nil || played != len(found.Scenarios) {
			t.Errorf("%s: %d of %d scenarios were played: %v", name, played, len(found.Scenarios), err)
		}
	}
}

// A pack may be named by its folder, with or without a slash, or by its name.
func TestAPackIsFoundByFolderOrName(t *testing.T) {
	for _, where := range []string{"../../workflows/kalmar-lgl", "../../workflows/kalmar-lgl/", "kalmar-lgl", "workflows/kalmar-lgl"} {
		if found, err := FindPack(where); err != nil || found.Pack == nil || found.Pack.Key != "kalmar-lgl" {
			t.Errorf("%s: %v", where, err)
		}
	}
	if _, err := FindPack("../nowhere"); !fault.Is(err, "no_pack") {
		t.Errorf("a folder that isn't there: %v, want the fault no_pack", err)
	}
	if _, err := UsePack(t.TempDir()); err == nil || fault.As(err) != nil {
		t.Errorf("an empty folder: %v, want its problems", err)
	}
}

// BenchmarkScenarios plays the scenarios that come with the program, over and
// over, and tells how many come out in a second.
func BenchmarkScenarios(b *testing.B) {
	found, err := FindPack("../../workflows/kalmar-lgl")
	if err != nil {
		b.Fatal(err)
	}
	played := 0
	for b.Loop() {
		err := Play(b.Context(), found.Pack, found.Scenarios, wording.English, func(r scenario.Result, _ scenario.Journal) {
			played++
			if r.Failure != nil {
				b.Error(r.Text(wording.English))
			}
		})
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(played)/b.Elapsed().Seconds(), "scenarios/s")
}
