package storetest

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/migrations"
)

// edition is one to publish.
func edition(seq int, name string) engine.Published {
	return engine.Published{
		Collaboration: Collaboration, Seq: seq, Edition: name, Workflows: map[string]string{"arende": name + "a", "fraga": name + "f"},
		Files: []byte("zip of " + name + "\x00\xff"), At: Start, Person: "anna", Note: "Ny frist",
	}
}

func editionsStand(t *testing.T, w *world) {
	if seq, err := w.NewestEdition(w.ctx, Collaboration); err != nil || seq != 0 {
		t.Fatalf("before anything is published edition %d is in force, %v", seq, err)
	}
	w.must(w.Publish(w.ctx, edition(1, "e1")))
	w.must(w.Publish(w.ctx, edition(2, "e2")))
	w.must(w.Publish(w.ctx, edition(3, "e1"))) // what was in force before may be so again
	for _, seq := range []int{2, 3, 5} {
		if err := w.Publish(w.ctx, edition(seq, "e4")); !errors.Is(err, engine.ErrStale) {
			t.Errorf("edition %d was published after 3: %v", seq, err)
		}
	}
	list, err := w.Editions(w.ctx, Collaboration, 1)
	w.must(err)
	if len(list) != 2 || list[0].Edition != "e2" || list[1].Seq != 3 || list[0].Workflows["fraga"] != "e2f" || !list[0].At.Equal(Start) || list[0].Note != "Ny frist" {
		t.Errorf("published after the first is %+v", list)
	}
	files, err := w.EditionFiles(w.ctx, Collaboration, 2)
	if w.must(err); !bytes.Equal(files, edition(2, "e2").Files) {
		t.Errorf("the files came back as %q", files)
	}
	if _, err := w.EditionFiles(w.ctx, Collaboration, 9); !fault.Is(err, "not_found") {
		t.Errorf("the files of no edition: %v", err)
	}
	if seq, err := w.NewestEdition(w.ctx, "other"); err != nil || seq != 0 {
		t.Errorf("another collaboration has edition %d, %v", seq, err)
	}
	for _, statement := range []string{"UPDATE editions SET note = ''", "UPDATE editions SET files = '' WHERE seq = 1", "DELETE FROM editions WHERE seq = 3"} {
		if err := w.raw(statement); err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Errorf("%s was answered %v", statement, err)
		}
	}
}

func oneEditionComesFirst(t *testing.T, w *world) {
	var published, late atomic.Int32
	together(8, func(int) {
		switch err := w.Publish(w.ctx, edition(1, "e1")); {
		case err == nil:
			published.Add(1)
		case errors.Is(err, engine.ErrStale):
			late.Add(1)
		default:
			t.Error(err)
		}
	})
	if published.Load() != 1 || late.Load() != 7 {
		t.Errorf("of eight at once %d published and %d were told that they were late", published.Load(), late.Load())
	}
}

func standingsAreCounted(t *testing.T, w *world) {
	a, b := w.opened("Ett"), w.opened("Två")
	w.save(Moving(w.opened("Tre"), "prepared", Start))
	over := Moving(w.opened("Fyra"), "done", Start)
	over.Proposal.Closed = Start
	w.save(over)
	moved := Moving(b, "prepared", Start)
	moved.Proposal.Edition = "e2"
	w.save(moved)
	standings, err := w.Standings(w.ctx, Collaboration)
	w.must(err)
	standing := func(edition, state string, count int) engine.Standing {
		return engine.Standing{Workflow: "arende", Edition: edition, State: state, Count: count}
	}
	if want := []engine.Standing{standing("e1", "drafted", 1), standing("e1", "prepared", 1), standing("e2", "prepared", 1)}; !slices.Equal(standings, want) {
		t.Errorf("standing are %v, expected %v", standings, want)
	}
	others, err := w.OnOtherEditions(w.ctx, Collaboration, "arende", "e2")
	w.must(err)
	if len(others) != 2 || others[0] != a.ID || slices.Contains(others, b.ID) {
		t.Errorf("on other editions than the second are %v", others)
	}
	page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, State: "drafted"})
	if w.must(err); page.Rows[0].Edition != "e1" {
		t.Errorf("a list says edition %q", page.Rows[0].Edition)
	}
	w.whole()
}

// What was kept before there were editions says in its own text which it runs on.
func olderProposalsTellTheirs(t *testing.T, w *world) {
	w.opened("Gammal")
	w.must(w.raw("UPDATE proposals SET edition = ''"))
	w.must(w.UnmigrateTo(w.ctx, migrations.FS, 8))
	w.must(w.Remigrate(w.ctx, migrations.FS))
	standings, err := w.Standings(w.ctx, Collaboration)
	if w.must(err); len(standings) != 1 || standings[0].Edition != "e1" {
		t.Errorf("after the shape was brought up to date stand %v", standings)
	}
	w.whole()
}
