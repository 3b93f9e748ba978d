package engine_test

import (
	"context"
	"testing"

	"github.com/looplab/fsm"

	"beredd/internal/engine"
)

// BenchmarkDecide is one transition decided, without a store: a referral back
// that tells one person, and a decision that asks everybody.
func BenchmarkDecide(b *testing.B) {
	rows := []struct {
		name, stage, transition, person string
		in                              inputs
	}{
		{"refer_back", "prepared", "refer_back", "secretary", inputs{"reason": "Komplettera"}},
		{"decide", "on_agenda", "decide", "chair", inputs{"decision": "att anta rutinen"}},
	}
	for _, row := range rows {
		b.Run(row.name, func(b *testing.B) {
			w := newWorld(b)
			stage(w, row.stage)
			p := w.store.proposals[w.id]
			act := engine.Act{ID: "019c0000-0000-7000-8000-000000000001", Key: "k", Salt: "s", Kind: engine.Do,
				Transition: row.transition, Actor: by(row.person), Inputs: row.in}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := engine.Decide(w.pack, p, act, w.now); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkMachine is looplab's own part: building and firing one machine.
func BenchmarkMachine(b *testing.B) {
	events := fsm.Events{{Name: "refer_back", Src: []string{"prepared", "on_agenda"}, Dst: "referred_back"}}
	b.ReportAllocs()
	for b.Loop() {
		m := fsm.NewFSM("prepared", events, fsm.Callbacks{"before_event": func(context.Context, *fsm.Event) {}})
		if err := m.Event(context.Background(), "refer_back"); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkChoices is what one person may do, as a list of proposals asks for
// each of its rows.
func BenchmarkChoices(b *testing.B) {
	w := newWorld(b)
	stage(w, "prepared")
	p := w.store.proposals[w.id]
	b.ReportAllocs()
	for b.Loop() {
		if len(engine.Choices(w.pack, p, by("secretary"), w.now)) == 0 {
			b.Fatal("no choices")
		}
	}
}
