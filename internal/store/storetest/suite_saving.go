package storetest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
)

func comesBack(t *testing.T, w *world) {
	c := Opening("Överenskommelse om hälsa — åäö ÅÄÖ \"så\" \\ 'då'", Start)
	saved := w.save(c)
	if saved.Number != "LGL 2026-001" {
		t.Errorf("the first number of the series is %q", saved.Number)
	}
	read, earlier, err := w.Proposal(w.ctx, saved.ID, "")
	w.must(err)
	if earlier != nil {
		t.Error("no key was asked for and an earlier act was found")
	}
	if diff := cmp.Diff(saved, read); diff != "" {
		t.Errorf("what was saved and what was read differ:\n%s", diff)
	}
	byNumber, err := w.ByNumber(w.ctx, Collaboration, "LGL 2026-001")
	w.must(err)
	if diff := cmp.Diff(saved, byNumber); diff != "" {
		t.Errorf("by its number it is another:\n%s", diff)
	}
	history, err := w.History(w.ctx, saved.ID)
	w.must(err)
	if diff := cmp.Diff(c.Events, history); diff != "" {
		t.Errorf("what happened and what history says differ:\n%s", diff)
	}
	if _, _, err := w.Proposal(w.ctx, "nothing", ""); !fault.Is(err, "not_found") {
		t.Errorf("a proposal that isn't there: %v", err)
	}
	if _, err := w.ByNumber(w.ctx, "another", "LGL 2026-001"); !fault.Is(err, "not_found") {
		t.Errorf("another collaboration's proposal: %v", err)
	}
}

func readAtEveryStep(t *testing.T, w *world) {
	p := w.opened("Hela vägen")
	steps := []func(engine.Proposal, time.Time) engine.Change{
		func(p engine.Proposal, now time.Time) engine.Change { return Moving(p, "prepared", now) },
		Asking,
		func(p engine.Proposal, now time.Time) engine.Change { return Answering(p, "kalmar", now) },
		func(p engine.Proposal, now time.Time) engine.Change { return Answering(p, "nybro", now) },
		Closing,
	}
	for i, step := range steps {
		p = w.save(step(p, Start.Add(time.Duration(i+1)*time.Hour)))
		read, _, err := w.Proposal(w.ctx, p.ID, "")
		w.must(err)
		if diff := cmp.Diff(p, read); diff != "" {
			t.Fatalf("after step %d it is another:\n%s", i, diff)
		}
		// By its number it is always read anew.
		if read, err = w.ByNumber(w.ctx, Collaboration, p.Number); err != nil || !cmp.Equal(p, read) {
			t.Fatalf("after step %d it is another by its number: %v\n%s", i, err, cmp.Diff(p, read))
		}
	}
	if audit := w.whole(); audit.Events != 7 || audit.Proposals != 1 {
		t.Errorf("the check saw %d events of %d proposals, expected 7 of 1", audit.Events, audit.Proposals)
	}
}

func numbersHaveNoGaps(t *testing.T, w *world) {
	const creators = 50
	var mu sync.Mutex
	var numbers []string
	together(creators, func(i int) {
		o, err := w.Save(w.ctx, Opening(fmt.Sprintf("förslag %d", i), Start))
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			t.Error(err)
		}
		numbers = append(numbers, o.Proposal.Number)
	})
	slices.Sort(numbers)
	for i, number := range numbers {
		if want := fmt.Sprintf("LGL 2026-%03d", i+1); number != want {
			t.Fatalf("number %d is %s, expected %s", i+1, number, want)
		}
	}
	w.whole()
}

func loseNothing(t *testing.T, w *world) {
	p := w.opened("Het fråga")
	const callers, each = 8, 15
	var mu sync.Mutex
	kept, stale := 0, 0
	together(callers, func(int) {
		for range each {
			read, _, err := w.Proposal(w.ctx, p.ID, "")
			if err != nil {
				t.Error(err)
				return
			}
			_, err = w.Save(w.ctx, Moving(read, "prepared", Start))
			mu.Lock()
			switch {
			case err == nil:
				kept++
			case errors.Is(err, engine.ErrStale):
				stale++
			default:
				t.Error(err)
			}
			mu.Unlock()
		}
	})
	if kept+stale != callers*each {
		t.Errorf("%d kept and %d stale of %d", kept, stale, callers*each)
	}
	history, err := w.History(w.ctx, p.ID)
	w.must(err)
	if len(history) != kept+1 {
		t.Errorf("%d changes were said to be kept, and history has %d events beside the first", kept, len(history)-1)
	}
	if kept == 0 {
		t.Error("nobody got anywhere")
	}
	w.whole()
}

func actsOnce(t *testing.T, w *world) {
	opening := Opening("Dubbelklick", Start)
	var mu sync.Mutex
	first := 0
	together(8, func(int) {
		o, err := w.Save(w.ctx, opening)
		mu.Lock()
		defer mu.Unlock()
		if err != nil {
			t.Errorf("the same opening again: %v", err)
			return
		}
		if o.Proposal.Number != "LGL 2026-001" || len(o.Events) != 1 || o.Notices != 1 {
			t.Errorf("the same key was answered %s, %d events, %d letters", o.Proposal.Number, len(o.Events), o.Notices)
		}
		if !o.Repeated {
			first++
		}
	})
	p, earlier, err := w.Proposal(w.ctx, opening.Proposal.ID, opening.Act.Key)
	w.must(err)
	if earlier == nil || !earlier.Repeated || earlier.Notices != 1 || earlier.Proposal.ID != p.ID {
		t.Errorf("the key that has acted is answered %+v", earlier)
	}
	// Another act with a used key does nothing, and has the first act's answer.
	again := Moving(p, "prepared", Start)
	again.Act.Key, again.Events[0].Act = opening.Act.Key, opening.Act.Key
	o, err := w.Save(w.ctx, again)
	w.must(err)
	if !o.Repeated || o.Events[0].ID != opening.Events[0].ID {
		t.Errorf("a used key acted again: %+v", o)
	}
	if audit := w.whole(); audit.Events != 1 || audit.Proposals != 1 {
		t.Errorf("%d events of %d proposals after one act", audit.Events, audit.Proposals)
	}
}

func staleWritesNothing(t *testing.T, w *world) {
	p := w.opened("Två på en gång")
	mine, theirs := Moving(p, "prepared", Start), Moving(p, "withdrawn", Start)
	w.save(theirs)
	if _, err := w.Save(w.ctx, mine); !errors.Is(err, engine.ErrStale) {
		t.Fatalf("the second of two was answered %v", err)
	}
	again := Opening("Samma id", Start)
	again.Proposal.ID = p.ID
	if _, err := w.Save(w.ctx, again); !errors.Is(err, engine.ErrStale) {
		t.Errorf("another proposal with the same id was answered %v", err)
	}
	if audit := w.whole(); audit.Events != 2 {
		t.Errorf("history has %d events, expected 2", audit.Events)
	}
	page, err := w.Deliveries(w.ctx, engine.DeliveryFilter{Collaboration: Collaboration})
	w.must(err)
	if len(page.Rows) != 1+len(members) {
		t.Errorf("%d letters, expected those of the two changes that were kept", len(page.Rows))
	}
}

func lostAnswer(t *testing.T, w *world) {
	w.save(Moving(w.opened("Värmer upp"), "prepared", Start))
	p := w.opened("Svaret försvann")
	w.faults.LoseCommit()
	o, err := w.Save(w.ctx, Moving(p, "prepared", Start))
	w.must(err)
	if o.Repeated || o.Proposal.State != "prepared" {
		t.Errorf("a change whose commit was not confirmed is answered %+v", o)
	}
	w.faults.LoseCommit()
	o, err = w.Save(w.ctx, Opening("Svaret försvann åter", Start))
	w.must(err)
	if o.Repeated || o.Proposal.Number != "LGL 2026-003" {
		t.Errorf("a new proposal whose commit was not confirmed is answered %+v", o)
	}
	if audit := w.whole(); audit.Events != 5 {
		t.Errorf("history has %d events, expected 5", audit.Events)
	}
}

// nothingHalfDone breaks each call in turn that a save makes, in every kind of
// change, until one is through without meeting the break.
func nothingHalfDone(t *testing.T, w *world) {
	for name, next := range map[string]func(engine.Proposal) engine.Change{
		"opening": func(engine.Proposal) engine.Change { return Opening("Ny", Start) },
		"moving":  func(p engine.Proposal) engine.Change { return Moving(p, "prepared", Start) },
		"asking":  func(p engine.Proposal) engine.Change { return Asking(p, Start) },
		"fenced": func(p engine.Proposal) engine.Change {
			c := Moving(p, "lapsed", Start)
			c.Fence = &engine.Fence{Lease: "tick", Token: 1}
			return c
		},
	} {
		broken := 0
		for n := 1; ; n++ {
			if n > 200 {
				t.Fatal("there is no end to the calls")
			}
			p := w.opened("Bas")
			c := next(p)
			w.faults.Break(n)
			_, err := w.Save(w.ctx, c)
			calls := w.faults.Calls()
			w.faults.Break(0)
			w.leftWhole(name, n, c, err)
			if err != nil {
				broken++
				if !errors.Is(err, ErrBroken) {
					t.Errorf("%s, call %d: the error is %v", name, n, err)
				}
				if _, err := w.Save(w.ctx, c); err != nil {
					t.Errorf("%s, call %d: trying again: %v", name, n, err)
				}
				w.leftWhole(name, n, c, nil)
			}
			if calls < n {
				break
			}
		}
		if broken == 0 {
			t.Errorf("%s: no break was felt", name)
		}
	}
	w.whole()
}

// leftWhole fails unless all of c's letters and events are kept, or none of them.
func (w *world) leftWhole(name string, n int, c engine.Change, failed error) {
	w.t.Helper()
	ctx := context.WithoutCancel(w.ctx)
	history, err := w.History(ctx, c.Proposal.ID)
	w.must(err)
	letters, err := w.Deliveries(ctx, engine.DeliveryFilter{Collaboration: Collaboration, Proposal: c.Proposal.ID, Limit: 500})
	w.must(err)
	events, notices := 0, 0
	for _, e := range history {
		if slices.ContainsFunc(c.Events, func(mine engine.Event) bool { return mine.ID == e.ID }) {
			events++
		}
	}
	for _, l := range letters.Rows {
		if slices.ContainsFunc(c.Notices, func(mine engine.Notice) bool { return mine.ID == l.ID }) {
			notices++
		}
	}
	all := events == len(c.Events) && notices == len(c.Notices)
	none := events == 0 && notices == 0
	if failed == nil && !all || failed != nil && !none {
		w.t.Errorf("%s, call %d broken (%v): %d of %d events and %d of %d letters are kept",
			name, n, failed, events, len(c.Events), notices, len(c.Notices))
	}
}

// anotherNode has two stores on one database, which SQLite refuses.
func anotherNode(t *testing.T, w *world) {
	if !w.isPostgres() {
		return
	}
	other := w.open()
	p := w.opened("Två noder")
	for i, node := range []*store.Store{other, w.Store, other, w.Store} {
		read, _, err := node.Proposal(w.ctx, p.ID, "")
		w.must(err)
		if diff := cmp.Diff(p, read); diff != "" {
			t.Fatalf("at turn %d the other node reads:\n%s", i, diff)
		}
		// What is read is the reader's own.
		read.Deadlines[0].Status, read.Fields["område"] = "mine", "mine"
		read.Deadlines[0].Timers[0].Void = !read.Deadlines[0].Timers[0].Void
		o, err := node.Save(w.ctx, Moving(p, "prepared", Start))
		w.must(err)
		p = o.Proposal
	}
	w.whole()
}
