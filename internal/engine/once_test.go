package engine_test

import (
	"encoding/json"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

func TestAKeyThatHasActedDoesNotPassForAnotherAct(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	mailbox := engine.Actor{Organization: "borgholm", Mailbox: true, Assurance: "code"}
	first := engine.Act{Key: "k", Kind: engine.AnswerAsk, Round: "dissemination", Respondent: "borgholm",
		Answer: "declined", Actor: mailbox, Inputs: inputs{"reason": "Vi berörs inte."}}
	w.must(first)
	again, err := w.act(first)
	if err != nil || !again.Repeated {
		t.Fatalf("the same act again: %v, %v", again.Repeated, err)
	}
	for name, change := range map[string]func(*engine.Act){
		"another text":   func(a *engine.Act) { a.Inputs = inputs{"reason": "Vi berörs visst."} },
		"another answer": func(a *engine.Act) { a.Answer, a.Inputs = "spread", spread },
		"another sender": func(a *engine.Act) {
			a.Respondent, a.Actor.Organization = "torsas", "torsas"
		},
		"another deed": func(a *engine.Act) { a.Kind, a.Actor = engine.CloseRound, by("county_coordinator") },
	} {
		act := first
		change(&act)
		outcome, err := w.act(act)
		if f := fault.As(err); f == nil || f.Code != "key_used" {
			t.Errorf("%s: %v, %v, want the fault key_used", name, outcome.Repeated, err)
		}
	}
}

// What history hashes must come out of a database as it went in.
func TestTextThatIsNoTextLeavesHistoryWhole(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.must(engine.Act{Kind: engine.Propose, Key: "k\xff\x00", Actor: by("drafter"), Inputs: inputs{
		"title": "Rutin\x00 för\r\nSIP\xc3", "summary": "Första raden\r\nandra\x00 raden \xff\xfe",
		"documents": []engine.Document{{Name: "ru\xfftin\n.pdf", Type: "application/pdf", Size: 10, Hash: "aa"}},
	}})
	for _, e := range w.store.history {
		data, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		private, err := json.Marshal(e.Private)
		if err != nil {
			t.Fatal(err)
		}
		read := engine.Event{}
		if err := json.Unmarshal(data, &read); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(private, &read.Private); err != nil {
			t.Fatal(err)
		}
		if engine.Sum(read) != e.Hash || engine.Commit(e.Salt, read.Private) != e.Commitment {
			t.Errorf("read back, event %d is another: %s %s", e.Seq, data, private)
		}
	}
	for _, p := range w.store.proposals {
		if p.Title != "Rutin för SIP" || p.Summary != "Första raden\nandra raden" || p.Documents[0].Name != "rutin .pdf" {
			t.Errorf("kept as %q, %q, %q", p.Title, p.Summary, p.Documents[0].Name)
		}
	}
}

func TestOnlyAStepThatDecidesRecordsADecision(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.propose()
	_, err := w.do("submit", "drafter", inputs{"decision": "att anta rutinen"})
	if f := fault.As(err); f == nil || f.Kind != fault.Invalid || f.Field != "decision" {
		t.Errorf("%v, want a refusal on the field decision", err)
	}
	if p := w.store.proposals[w.id]; p.Decision != nil {
		t.Errorf("whoever drafts has decided %q", p.Decision.Text)
	}
}
