package store_test

import (
	"context"
	"os"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/store/storetest"
)

// What the real engine decides, over a proposal's whole life, is kept so that the
// check of history finds every hash as it was.
func TestWhatTheEngineDecidesIsKept(t *testing.T) {
	letters := []string{"to_prepare", "referred_back", "decision", "asked", "follow_up", "reminder", "escalation", "receipt", "answer_changed"}
	pack, problems := definition.Read(os.DirFS("../engine/testdata/lgl"), letters)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	for name, address := range map[string]string{"sqlite": file(t), "memory": "sqlite::memory:", "postgres": storetest.Postgres(t)} {
		t.Run(name, func(t *testing.T) {
			l := &life{t: t, store: open(t, address), now: time.Date(2026, 2, 2, 9, 0, 0, 123456789, time.Local)}
			l.engine = engine.New(l.store, func(string) *definition.Pack { return pack }, func() time.Time { return l.now }, nil)
			l.live()
		})
	}
}

// A life is one proposal's.
type life struct {
	t      *testing.T
	store  *store.Store
	engine *engine.Engine
	now    time.Time
	id     string
}

func (l *life) act(act engine.Act) engine.Proposal {
	l.t.Helper()
	act.Proposal, act.Collaboration = l.id, "lgl"
	o, err := l.engine.Act(context.Background(), act)
	if err != nil {
		l.t.Fatalf("%s %s: %v", act.Kind, act.Transition, err)
	}
	l.now = l.now.Add(time.Hour)
	return o.Proposal
}

func (l *life) do(transition, person string, given map[string]any) engine.Proposal {
	l.t.Helper()
	return l.act(engine.Act{Kind: engine.Do, Transition: transition, Actor: engine.Actor{Person: person, Assurance: "login"}, Inputs: given})
}

func (l *life) live() {
	l.t.Helper()
	paper := engine.Document{Name: "rutin.pdf", Type: "application/pdf", Size: 10, Hash: "aa"}
	l.id = l.act(engine.Act{Kind: engine.Propose, Actor: engine.Actor{Person: "drafter"}, Inputs: map[string]any{
		"title": "Rutin för SIP <&>", "summary": "Rutinen har setts över.", "proposed_decision": "att anta rutinen", "documents": []engine.Document{paper},
	}}).ID
	paper.Hash = "bb"
	l.act(engine.Act{Kind: engine.Attach, Actor: engine.Actor{Person: "drafter"}, Inputs: map[string]any{"documents": []engine.Document{paper}}})
	l.do("submit", "drafter", nil)
	l.do("refer_back", "secretary", map[string]any{"reason": "Komplettera \"bilaga 2\""})
	l.do("submit", "drafter", nil)
	l.do("put_on_agenda", "secretary", map[string]any{"meeting": "2026-05-08"})
	l.do("decide", "chair", map[string]any{"decision": "att anta rutinen", "follow_up_on": "2026-11-02"})
	for _, organization := range []string{"borgholm", "emmaboda", "torsas"} {
		l.act(engine.Act{Kind: engine.AnswerAsk, Round: "dissemination", Respondent: organization, Answer: "spread",
			Actor:  engine.Actor{Organization: organization, Mailbox: true, Assurance: "code"},
			Inputs: map[string]any{"plan": "På chefsmötet", "responsible": "Socialchefen", "date": "2026-06-04"}})
	}
	l.wait(2027)
	p, _, err := l.store.Proposal(context.Background(), l.id, "")
	if err != nil {
		l.t.Fatal(err)
	}
	if p.Number != "LGL 2026-001" || p.State != "disseminated" {
		l.t.Errorf("it ended as %s, %s", p.Number, p.State)
	}
	audit, err := l.store.Verify(context.Background(), "lgl")
	if err != nil || audit.Events != p.Version || audit.Events < 12 {
		l.t.Errorf("the check saw %d events of %d: %v", audit.Events, p.Version, err)
	}
	for _, finding := range audit.Findings {
		l.t.Errorf("the check found %s: %s", finding.Kind, finding.What)
	}
}

// wait lets time do what it shall, as the cycle would, until the year begins.
func (l *life) wait(year int) {
	l.t.Helper()
	ctx := context.Background()
	for range 100 {
		next, ok, err := l.store.NextDue(ctx, "lgl")
		if err != nil {
			l.t.Fatal(err)
		}
		if !ok || next.Year() >= year {
			return
		}
		l.now = next
		due, err := l.store.DueProposals(ctx, l.now, 10)
		if err != nil || len(due) == 0 {
			l.t.Fatalf("at %v nothing is due: %v", next, err)
		}
		for _, d := range due {
			if _, err := l.engine.Act(ctx, engine.Act{Kind: engine.Tick, Proposal: d.Proposal, Key: "tick:" + d.Timer}); err != nil {
				l.t.Fatal(err)
			}
		}
	}
	l.t.Fatal("time never stopped doing something")
}
