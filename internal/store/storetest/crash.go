package storetest

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/migrations"
)

// crashing is the variable by which a test binary knows that it is the one to be
// killed, and in which database it writes.
const crashing = "BEREDD_STORETEST_CRASH"

// Crash writes for ever where this process was started to be killed by Crashes,
// and returns at once elsewhere. A test of its own calls it first.
func Crash() {
	address := os.Getenv(crashing)
	if address == "" {
		return
	}
	s, err := store.Open(context.Background(), address, store.Options{Migrations: migrations.FS})
	if err != nil {
		fmt.Println("error", err)
		os.Exit(1)
	}
	var out sync.Mutex
	together(4, func(i int) {
		for {
			writeOn(s, func(e engine.Event) {
				out.Lock()
				defer out.Unlock()
				fmt.Println("kept", e.Proposal+"/"+e.ID)
			})
		}
	})
}

// writeOn takes one proposal all its way, and says what it was told is kept.
func writeOn(s *store.Store, say func(engine.Event)) {
	ctx := context.Background()
	o, err := s.Save(ctx, Opening("Strömavbrott", Start))
	for _, next := range []func(engine.Proposal) engine.Change{
		func(p engine.Proposal) engine.Change { return Moving(p, "prepared", Start) },
		func(p engine.Proposal) engine.Change { return Asking(p, Start) },
		func(p engine.Proposal) engine.Change { return Answering(p, "kalmar", Start) },
		func(p engine.Proposal) engine.Change { return Closing(p, Start) },
	} {
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
		say(o.Events[0])
		o, err = s.Save(ctx, next(o.Proposal))
	}
}

// Crashes starts the test named test of this very binary again and again, each
// time kills it in the middle of its writing, and looks: all that it was told is
// kept is there, and nothing is there by halves. The test must call Crash.
func Crashes(t *testing.T, test string, address string, rounds int) {
	w := newWorld(t, address)
	confirmed := 0
	for round := range rounds {
		w.must(w.Close())
		kept := w.killed(test, time.Duration(5+rand.IntN(200))*time.Millisecond)
		w.Store = w.open()
		audit := w.whole()
		for _, event := range kept {
			if !w.has(event) {
				t.Fatalf("round %d: the event %s was said to be kept, and is gone", round, event)
			}
		}
		confirmed += len(kept)
		if audit.Events < confirmed {
			t.Fatalf("round %d: %d events are kept, and %d were confirmed", round, audit.Events, confirmed)
		}
		if t.Failed() {
			t.Fatalf("round %d left it broken", round)
		}
	}
	if confirmed == 0 {
		t.Error("it was always killed before anything was confirmed")
	}
	t.Logf("%d rounds, %d acts confirmed, none lost", rounds, confirmed)
}

// killed starts the process, kills it some time after its first word, and answers
// which events it said are kept.
func (w *world) killed(test string, after time.Duration) (kept []string) {
	w.t.Helper()
	cmd := exec.Command(os.Args[0], "-test.run", "^"+test+"$")
	cmd.Env = append(os.Environ(), crashing+"="+w.address)
	out, err := cmd.StdoutPipe()
	w.must(err)
	w.must(cmd.Start())
	lines := bufio.NewScanner(out)
	var timer *time.Timer
	for lines.Scan() {
		if timer == nil {
			timer = time.AfterFunc(after, func() { cmd.Process.Kill() })
		}
		word, rest, _ := strings.Cut(lines.Text(), " ")
		if word == "error" {
			w.t.Errorf("before it was killed: %s", rest)
		}
		// A line may have been cut short by the kill: ids are all as long.
		if word == "kept" && len(rest) == len(id()+"/"+id()) {
			kept = append(kept, rest)
		}
	}
	cmd.Wait() // it was killed, which is no news
	return kept
}

// has says whether a proposal's history has an event.
func (w *world) has(confirmed string) bool {
	w.t.Helper()
	proposal, event, _ := strings.Cut(confirmed, "/")
	history, err := w.History(w.ctx, proposal)
	w.must(err)
	return slices.ContainsFunc(history, func(e engine.Event) bool { return e.ID == event })
}
