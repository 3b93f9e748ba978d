package store_test

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// A node is an engine on a store of its own, on a database that others share.
type node struct {
	t      *testing.T
	store  *store.Store
	engine *engine.Engine
	pack   *definition.Pack
	now    time.Time
}

func newNode(t *testing.T, s *store.Store) *node {
	t.Helper()
	pack, problems := definition.Read(os.DirFS("../../workflows/testdata/words/splitting"), nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	n := &node{t: t, store: s, pack: pack, now: time.Date(2026, 1, 5, 9, 0, 0, 0, time.UTC)}
	n.engine = engine.New(s, func(string) *definition.Pack { return pack }, func() time.Time { return n.now }, nil)
	return n
}

var preparer = engine.Actor{Person: "cia", Assurance: "login"}

func (n *node) must(act engine.Act) engine.Proposal {
	n.t.Helper()
	act.Collaboration = "try"
	o, err := n.engine.Act(context.Background(), act)
	if err != nil {
		n.t.Fatalf("%s %s: %v", act.Kind, act.Transition, err)
	}
	return o.Proposal
}

func (n *node) whole() engine.Proposal {
	return n.must(engine.Act{Kind: engine.Propose, Actor: preparer, Inputs: map[string]any{"title": "The whole"}})
}

// splitOff is the act that opens a part.
func splitOff(p engine.Proposal, title string) engine.Act {
	return engine.Act{Kind: engine.Do, Proposal: p.ID, Transition: "split_off", Actor: preparer, Inputs: map[string]any{"title": title}}
}

// crash saves what an act comes to, and dies before anything is done elsewhere.
func (n *node) crash(p engine.Proposal, act engine.Act) {
	n.t.Helper()
	act.ID, act.Key, act.Salt, act.Collaboration = "019bffff-0000-7000-8000-00000000000a", "crashing", "salt", "try"
	change, err := engine.Decide(n.pack, p, act, n.now)
	if err != nil {
		n.t.Fatal(err)
	}
	if len(change.Errands) != 1 {
		n.t.Fatalf("%d errands follow from splitting off a part", len(change.Errands))
	}
	if _, err := n.store.Save(context.Background(), change); err != nil {
		n.t.Fatal(err)
	}
}

// parts are the numbers of what a proposal was split into, as it knows them.
func (n *node) parts(id string) string {
	n.t.Helper()
	p, _, err := n.store.Proposal(context.Background(), id, "")
	if err != nil {
		n.t.Fatal(err)
	}
	var numbers []string
	for _, r := range p.Rounds[len(p.Rounds)-1].Respondents {
		numbers = append(numbers, r.Number)
	}
	return strings.Join(numbers, " ")
}

func (n *node) sweep() int {
	n.t.Helper()
	done, err := n.engine.Sweep(context.Background(), nil)
	if err != nil {
		n.t.Errorf("sweeping: %v", err)
	}
	return done
}

// nothingLeft says that no errand waits, and that history is whole.
func (n *node) nothingLeft(proposals int) {
	n.t.Helper()
	if left, err := n.store.Errands(context.Background(), 10); err != nil || len(left) > 0 {
		n.t.Errorf("left to do: %v %v", left, err)
	}
	audit, err := n.store.Verify(context.Background(), "try")
	if err != nil || !audit.Whole() || audit.Proposals != proposals {
		n.t.Errorf("the check saw %d proposals, expected %d: %v %v", audit.Proposals, proposals, audit.Findings, err)
	}
}

func databases(t *testing.T) map[string]string {
	return map[string]string{"sqlite": file(t), "memory": "sqlite::memory:", "postgres": storetest.Postgres(t)}
}

// Between an act that opens a proposal and the proposal the power may go. What was
// left is done once when somebody looks, also by several who look at once.
func TestAnErrandLeftByACrashIsDoneOnce(t *testing.T) {
	for name, address := range databases(t) {
		t.Run(name, func(t *testing.T) {
			n := newNode(t, open(t, address))
			p := n.whole()
			n.crash(p, splitOff(p, "Part one"))
			if got := n.parts(p.ID); got != "" {
				t.Fatalf("before anything was done it has %q", got)
			}
			nodes := []*node{n, newNode(t, n.store)}
			if name == "postgres" {
				nodes = append(nodes, newNode(t, open(t, address)))
			}
			var all sync.WaitGroup
			for _, other := range nodes {
				all.Go(func() { other.sweep() })
			}
			all.Wait()
			if got := n.parts(p.ID); got != "T 2026-002" {
				t.Errorf("it was split into %q", got)
			}
			if done := n.sweep(); done != 0 {
				t.Errorf("%d errands were done again", done)
			}
			n.nothingLeft(2)
		})
	}
}

// A part may be opened, and the power go before the whole has heard of it.
func TestABirthThatNobodyHeardOfIsHeardOf(t *testing.T) {
	for name, address := range databases(t) {
		t.Run(name, func(t *testing.T) {
			n := newNode(t, open(t, address))
			p := n.whole()
			n.crash(p, splitOff(p, "Part one"))
			left, err := n.store.Errands(context.Background(), 10)
			if err != nil || len(left) != 1 {
				t.Fatalf("left to do: %v %v", left, err)
			}
			birth := left[0]
			birth.Family.Errand, birth.Family.From = birth.ID, engine.Kin{ID: p.ID, Number: p.Number, Workflow: p.Workflow}
			change, err := engine.Decide(n.pack, engine.Proposal{}, engine.Act{
				ID: birth.ID, Key: "errand:" + birth.ID, Salt: "salt", Kind: engine.Propose, Collaboration: "try", Proposal: birth.To,
				Workflow: birth.Workflow, Inputs: birth.Inputs, Family: &birth.Family,
			}, n.now)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := n.store.Save(context.Background(), change); err != nil {
				t.Fatal(err)
			}
			if got := n.parts(p.ID); got != "" {
				t.Fatalf("it has heard of %q", got)
			}
			n.sweep()
			if got := n.parts(p.ID); got != "T 2026-002" {
				t.Errorf("it has heard of %q", got)
			}
			n.nothingLeft(2)
		})
	}
}

// Two nodes that open parts at once, while both sweep, open each once, and the
// whole has heard of all.
func TestTwoNodesOpenEachPartOnce(t *testing.T) {
	for name, address := range databases(t) {
		t.Run(name, func(t *testing.T) {
			first := newNode(t, open(t, address))
			second := newNode(t, first.store)
			if name == "postgres" {
				second = newNode(t, open(t, address))
			}
			p := first.whole()
			var all sync.WaitGroup
			for i := range 8 {
				n := []*node{first, second}[i%2]
				all.Go(func() { n.must(splitOff(p, "Part "+string(rune('A'+i)))) })
				all.Go(func() { n.sweep() })
			}
			all.Wait()
			for first.sweep() > 0 {
			}
			numbers := map[string]bool{}
			for _, number := range strings.SplitAfter(first.parts(p.ID), "T ") {
				numbers[number] = true
			}
			if len(strings.Split(first.parts(p.ID), " T ")) != 8 || len(numbers) < 8 {
				t.Errorf("the whole has heard of %s", first.parts(p.ID))
			}
			first.nothingLeft(9)
		})
	}
}
