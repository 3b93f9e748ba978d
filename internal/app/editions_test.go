package app

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// folder is a copy of Kalmar's pack that a test may change.
func (f *flow) folder() string {
	f.Helper()
	where := filepath.Join(f.TempDir(), "pack")
	if err := os.CopyFS(where, os.DirFS("../../workflows/kalmar-lgl")); err != nil {
		f.Fatal(err)
	}
	return where
}

// rewrite replaces words in a pack's files.
func (f *flow) rewrite(folder string, words *regexp.Regexp, with string) {
	f.Helper()
	names, err := definition.Files(os.DirFS(folder))
	if err != nil {
		f.Fatal(err)
	}
	changed := false
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			f.Fatal(err)
		}
		after := words.ReplaceAll(text, []byte(with))
		changed = changed || !bytes.Equal(after, text)
		if err := os.WriteFile(filepath.Join(folder, name), after, 0o600); err != nil {
			f.Fatal(err)
		}
	}
	if !changed {
		f.Fatalf("nothing in the pack says %q", words)
	}
}

func (f *flow) mustBeDue(want string) {
	f.Helper()
	if d := f.proposal().StateDeadline(); d == nil || d.Moment.Date.String() != want {
		f.Errorf("the proposal is due %+v, expected %s", d, want)
	}
}

// The first start publishes the folder. A folder that is changed afterwards changes
// nothing but what the service says of it, until somebody publishes it; then new
// proposals follow it, and those that run go on by their own, over restarts too,
// until somebody moves them.
func TestAFolderIsPublishedOnceAndThenByHand(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		folder := f.folder()
		f.config.Pack, f.config.Tick = folder, time.Hour
		f.start()
		f.propose()
		f.do("drafting", "submit", nil)
		f.mustBeDue("2026-03-02")
		first := f.pack().Edition
		if said, err := f.remark(f.Context()); err != nil || said != "" {
			f.Errorf("monitors are told %q, %v", said, err)
		}
		f.stop()

		f.rewrite(folder, regexp.MustCompile("within: 20 workdays"), "within: 10 workdays")
		f.start()
		if said, err := f.remark(f.Context()); err != nil || !strings.Contains(said, "is not what is in force (edition "+first) {
			f.Errorf("of a changed folder monitors are told %q, %v", said, err)
		}
		if f.pack().Edition != first {
			f.Error("a start put a changed folder in force")
		}
		old := f.id
		f.propose()
		f.do("drafting", "submit", nil)
		f.mustBeDue("2026-03-02")

		done, err := Publish(f.Context(), f.config.Kept, folder, Publishing{Note: "Kortare frist"})
		if err != nil || done.Seq != 2 || len(done.Differences) == 0 || len(done.Standings) != 1 || done.Standings[0].Count != 2 {
			f.Fatalf("published was %+v, %v", done, err)
		}
		f.eventually("another process's edition is in force", func() bool { return f.pack().Edition == done.Edition })
		f.propose()
		f.do("drafting", "submit", nil)
		f.mustBeDue("2026-02-16")
		f.id = old
		f.mustBeDue("2026-03-02")
		f.stop()
		f.start() // on the second edition, with proposals on the first
		if flow := f.pack().WorkflowOf(f.proposal().Workflow, f.proposal().Edition); flow.State("prepared").Deadline.Within.Count != 20 {
			f.Error("after a restart the older edition is not at hand")
		}
		f.do("preparation.secretary", "refer_back", map[string]any{"reason": "Oklart"})
		f.do("drafting", "submit", nil)
		f.mustBeDue("2026-03-02")
		f.stop()
		f.moves(old)
	})
}

// moves lets what runs on the first edition go over to the second, as far as a move
// that is broken off comes, and then the rest.
func (f *flow) moves(old string) {
	f.Helper()
	m := Move{As: "county_coordinator", Reason: "Kortare frist", Dry: true}
	var shown []Moved
	if moved, refused, err := MoveProposals(f.Context(), f.config.Place, m, func(one Moved) { shown = append(shown, one) }); moved != 0 || refused != 0 || err != nil {
		f.Fatalf("a dry run moves %d, refuses %d, %v", moved, refused, err)
	}
	if len(shown) != 2 || len(shown[0].Dates) != 1 || shown[0].Dates[0].After.Date.String() != "2026-02-16" {
		f.Errorf("shown are %+v", shown)
	}
	m.Dry = false
	broken := errors.New("broken off")
	func() {
		defer func() {
			if thrown := recover(); thrown != broken {
				panic(thrown)
			}
		}()
		_, _, _ = MoveProposals(f.Context(), f.config.Place, m, func(Moved) { panic(broken) })
	}()
	moved, refused, err := MoveProposals(f.Context(), f.config.Place, m, func(Moved) {})
	if moved != 1 || refused != 0 || err != nil {
		f.Fatalf("what was broken off moves %d more, refuses %d, %v", moved, refused, err)
	}
	f.start()
	defer f.stop()
	f.id = old
	f.mustBeDue("2026-02-16")
	events, err := f.store.History(f.Context(), old)
	if err != nil {
		f.Fatal(err)
	}
	last := events[len(events)-1]
	if last.Kind != engine.Adopted || last.Private.Person != "county_coordinator" || last.Private.Texts["reason"] != "Kortare frist" || last.Data.Instead == last.Data.Edition {
		f.Errorf("history says %+v", last)
	}
	audit, _, err := Verify(f.Context(), f.config.Place)
	if err != nil || !audit.Whole() {
		f.Errorf("the history is %+v, %v", audit.Findings, err)
	}
}

// What running proposals need cannot be published away, from the command line or
// from a page.
func TestWhatRunsIsNotLeftWithoutItsPeople(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		folder := f.folder()
		f.config.Pack = folder
		f.start()
		defer f.stop()
		f.propose()
		f.rewrite(folder, regexp.MustCompile(`\b`+f.proposal().Bodies["drafting"]+`\b`), "renamed")
		_, err := Publish(f.Context(), f.config.Kept, folder, Publishing{})
		if !fault.Is(err, "publish_nobody") {
			f.Errorf("the drafting group was published away: %v", err)
		}
	})
}

// Files that are not what was published are found.
func TestAnEditionThatWasTamperedWithIsFound(t *testing.T) {
	archive := func(text string) []byte {
		f := t.TempDir()
		if err := os.WriteFile(filepath.Join(f, "collaboration.yaml"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		data, err := packed(os.DirFS(f))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		f.start()
		defer f.stop()
		forged := engine.Published{Collaboration: f.pack().Key, Seq: 2, Edition: f.pack().Edition, Files: archive("collaboration: x\n"), At: f.now()}
		if err := f.store.Publish(f.Context(), forged); err != nil {
			f.Fatal(err)
		}
		audit, _, err := Verify(f.Context(), f.config.Place)
		if err != nil || len(audit.Findings) != 1 || audit.Findings[0].Kind != engine.WrongEdition || audit.Findings[0].Seq != 2 {
			f.Errorf("the check found %+v, %v", audit.Findings, err)
		}
	})
	if a, b := archive("collaboration: x\n"), archive("collaboration: x\n"); !bytes.Equal(a, b) {
		t.Error("one folder makes two archives")
	}
}
