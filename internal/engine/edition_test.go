package engine_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// edited is the test pack with some of its words replaced.
func edited(t testing.TB, replace ...string) *definition.Pack {
	t.Helper()
	pack, problems := definition.Read(replaced(t, replace...), letters)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return pack
}

// published is the same as it runs on where it was published before the check knew
// what it knows: that a date on which somebody waits may never be given.
func published(t testing.TB, replace ...string) *definition.Pack {
	t.Helper()
	pack, problems := definition.Reread(replaced(t, replace...))
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return pack
}

func replaced(t testing.TB, replace ...string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"collaboration.yaml", "proposal.yaml"} {
		text, err := os.ReadFile("testdata/lgl/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: []byte(strings.NewReplacer(replace...).Replace(string(text)))}
	}
	return files
}

// A pack may lose a state or a round while proposals are in it. Time then leaves
// those alone, and nobody else's reminder waits for them.
func TestAProposalThatThePackNoLongerKnowsStopsNothing(t *testing.T) {
	t.Parallel()
	for state, replace := range map[string][]string{
		"prepared": {"prepared", "in_preparation"},
		"decided":  {"dissemination", "spreading", "decided:", "was_decided:", "to: decided", "to: was_decided", "from: decided", "from: was_decided", "on: decided", "on: was_decided", "without decided", "without was_decided"},
	} {
		w := newWorld(t)
		stage(w, state)
		w.pack = edited(t, replace...)
		w.at("2026-12-01 10:00")
		if _, err := w.act(engine.Act{Kind: engine.Tick}); err != nil {
			t.Errorf("%s: %v", state, err)
		}
		engine.Choices(w.pack, w.store.proposals[w.id], by("secretary"), w.now)
	}
}
