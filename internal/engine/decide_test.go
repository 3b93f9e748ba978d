package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// stage brings a fresh proposal to where a row of a table begins.
func stage(w *world, name string) {
	w.propose()
	if name == "drafted" {
		return
	}
	if name == "withdrawn" {
		w.mustDo("withdraw", "drafter", inputs{"reason": "Inaktuellt"})
		return
	}
	w.mustDo("submit", "drafter", nil)
	switch name {
	case "referred_back":
		w.mustDo("refer_back", "secretary", inputs{"reason": "Komplettera"})
	case "on_agenda":
		w.mustDo("put_on_agenda", "secretary", inputs{"meeting": "2026-04-07"})
	case "decided":
		w.mustDo("put_on_agenda", "secretary", inputs{"meeting": "2026-04-07"})
		w.at("2026-04-07 10:00")
		w.mustDo("decide", "chair", inputs{"decision": "att anta rutinen"})
	}
}

func TestTransitions(t *testing.T) {
	t.Parallel()
	rows := []struct {
		says, stage, transition, person string
		inputs                          inputs
		want                            string // the state it leads to, or the refusal's code
	}{
		{"the drafting group submits a draft", "drafted", "submit", "drafter", nil, "prepared"},
		{"a stranger may not submit", "drafted", "submit", "stranger", nil, "forbidden"},
		{"a draft is not decided", "drafted", "decide", "chair", inputs{"decision": "x"}, "wrong_state"},
		{"the preparation group refers back with a reason", "prepared", "refer_back", "secretary", inputs{"reason": "Oklart"}, "referred_back"},
		{"nothing is referred back without a reason", "prepared", "refer_back", "secretary", nil, "missing_input"},
		{"a blank reason is none", "prepared", "refer_back", "secretary", inputs{"reason": "   "}, "missing_input"},
		{"a matter that is not simple goes to the meeting", "prepared", "decide_simple", "secretary", inputs{"decision": "x"}, "guard"},
		{"a matter marked simple with the step is decided at once", "prepared", "decide_simple", "secretary", inputs{"decision": "x", "simple": "ja"}, "decided"},
		{"the agenda needs a meeting", "prepared", "put_on_agenda", "secretary", nil, "missing_input"},
		{"a meeting that has been is no meeting", "prepared", "put_on_agenda", "secretary", inputs{"meeting": "2026-01-07"}, "meeting_passed"},
		{"31 February is no date", "prepared", "put_on_agenda", "secretary", inputs{"meeting": "2026-02-31"}, "not_a_date"},
		{"the joint leadership decides", "on_agenda", "decide", "chair", inputs{"decision": "att anta"}, "decided"},
		{"the preparation group does not decide for it", "on_agenda", "decide", "secretary", inputs{"decision": "x"}, "forbidden"},
		{"the joint leadership refers back too", "on_agenda", "refer_back", "chair", inputs{"reason": "Mer underlag"}, "referred_back"},
		{"a follow-up lies ahead", "on_agenda", "decide", "chair", inputs{"decision": "x", "follow_up_on": "2020-01-01"}, "date_passed"},
		{"a word the pack does not know is refused", "drafted", "submit", "drafter", inputs{"colour": "blue"}, "unknown_input"},
		{"a decided proposal stays decided", "decided", "submit", "drafter", nil, "wrong_state"},
		{"nobody closes a round's step by hand", "decided", "close", "secretary", nil, "forbidden"},
		{"what is withdrawn is over", "withdrawn", "submit", "drafter", nil, "already_closed"},
		{"a step that does not exist", "drafted", "sumbit", "drafter", nil, "unknown_transition"},
	}
	for _, row := range rows {
		t.Run(row.says, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			stage(w, row.stage)
			p, err := w.do(row.transition, row.person, row.inputs)
			got := p.State
			if err != nil {
				got = fault.As(err).Code
			}
			if got != row.want {
				t.Errorf("got %q (%v), want %q", got, err, row.want)
			}
		})
	}
}

func TestARefusalLeavesNoTrace(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	before := w.propose()
	w.mailed()
	_, err := w.do("submit", "stranger", inputs{"title": "Ändrad"})
	if !fault.Is(err, "forbidden") {
		t.Fatal(err)
	}
	after := w.store.proposals[w.id]
	if after.Version != before.Version || after.Title != before.Title || len(w.mailed()) != 0 {
		t.Errorf("the refused act left something: %+v", after)
	}
}

func TestAMailboxIsToldThatNobodyActsForIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "to: decided, by: deciding,", "to: decided, by: [every municipality, deciding],")
	stage(w, "on_agenda")
	mailbox := engine.Actor{Organization: "emmaboda", Mailbox: true, Assurance: "code"}
	_, err := w.act(engine.Act{Kind: engine.Do, Proposal: w.id, Transition: "decide", Actor: mailbox, Inputs: inputs{"decision": "x"}})
	said := fault.As(err)
	if said == nil || said.Code != "forbidden" || !strings.Contains(said.In(wording.English), "Emmaboda kommun has nobody who may act for it") {
		t.Errorf("it is told %v", err)
	}
}

func TestARefusalNamesWhoCanAct(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "on_agenda")
	_, err := w.do("decide", "secretary", inputs{"decision": "x"})
	for language, name := range map[wording.Language]string{wording.Swedish: "Länsgemensam ledning", wording.English: "Joint leadership"} {
		if said := fault.As(err).In(language); !strings.Contains(said, name) {
			t.Errorf("%s: %q does not name %s", language, said, name)
		}
	}
}

func TestAllThatIsMissingIsSaidAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	p := w.must(engine.Act{Kind: engine.Propose, Actor: by("drafter"), Inputs: inputs{"title": "Bara en rubrik"}})
	w.id = p.ID
	_, err := w.do("submit", "drafter", nil)
	var fields []string
	for _, cause := range fault.As(err).All() {
		fields = append(fields, cause.Field)
	}
	slices.Sort(fields)
	if want := []string{"document", "proposed_decision"}; !slices.Equal(fields, want) {
		t.Errorf("missing %v, want %v", fields, want)
	}
}

func TestReferralBackReturnsToTheStateThatFits(t *testing.T) {
	t.Parallel()
	for now, want := range map[string]string{"2026-03-30 09:00": "on_agenda", "2026-04-08 09:00": "prepared"} {
		w := newWorld(t)
		stage(w, "on_agenda")
		w.mustDo("refer_back", "chair", inputs{"reason": "Förtydliga ansvaret"})
		w.at(now)
		if p := w.mustDo("submit", "drafter", nil); p.State != want {
			t.Errorf("resubmitted %s: %s, want %s", now, p.State, want)
		}
	}
}

func TestTwoActAtOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	read := w.store.proposals[w.id].Version
	w.at("2026-02-03 10:15")
	w.mustDo("put_on_agenda", "secretary", inputs{"meeting": "2026-04-07"})
	_, err := w.act(engine.Act{Kind: engine.Do, Transition: "refer_back", Expect: read, Actor: by("secretary"), Inputs: inputs{"reason": "x"}})
	if !fault.Is(err, "stale") {
		t.Fatalf("got %v, want stale", err)
	}
	said := fault.As(err).In(wording.Swedish)
	for _, part := range []string{"Beredningens sekreterare", "Ta upp på dagordningen", "3 februari", "10.15", "På dagordningen"} {
		if !strings.Contains(said, part) {
			t.Errorf("%q does not say %q", said, part)
		}
	}
}

func TestAReminderDoesNotDisturbWhoIsWriting(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	read := w.store.proposals[w.id].Version
	w.wait("2026-02-23 08:00")
	if w.store.proposals[w.id].Version == read {
		t.Fatal("no reminder came")
	}
	if _, err := w.act(engine.Act{Kind: engine.Do, Transition: "refer_back", Expect: read, Actor: by("secretary"), Inputs: inputs{"reason": "x"}}); err != nil {
		t.Error(err)
	}
}

func TestTheSameKeyActsOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.propose()
	act := engine.Act{Kind: engine.Do, Transition: "submit", Key: "click-1", Actor: by("drafter")}
	first, second := w.must(act), w.must(act)
	if first.Version != second.Version || second.State != "prepared" {
		t.Errorf("acted twice: version %d and %d", first.Version, second.Version)
	}
}

func TestHistoryIsAChain(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	prev := ""
	for i, e := range w.store.history {
		if e.Seq != i+1 || e.Prev != prev || engine.Sum(e) != e.Hash {
			t.Fatalf("event %d is not chained: %+v", i+1, e)
		}
		if e.Commitment != engine.Commit(e.Salt, e.Private) {
			t.Errorf("event %d: the commitment does not hold", e.Seq)
		}
		prev = e.Hash
	}
	if head := w.store.proposals[w.id].Head; head != prev {
		t.Errorf("the proposal's head is %s, its last event's hash %s", head, prev)
	}
	changed := w.store.history[2]
	changed.Data.To = "withdrawn"
	if engine.Sum(changed) == changed.Hash {
		t.Error("a changed event has the same hash")
	}
}

func TestDecideIsPure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "on_agenda")
	p := w.store.proposals[w.id]
	act := engine.Act{ID: "019c0000-0000-7000-8000-000000000001", Key: "k", Salt: "s", Kind: engine.Do, Transition: "decide",
		Actor: by("chair"), Inputs: inputs{"decision": "att anta"}}
	one, err := engine.Decide(w.pack, p, act, w.now)
	if err != nil {
		t.Fatal(err)
	}
	two, _ := engine.Decide(w.pack, p, act, w.now)
	if one.Proposal.Head != two.Proposal.Head || one.Notices[2].ID != two.Notices[2].ID {
		t.Error("deciding the same twice gave two answers")
	}
	if p.State != "on_agenda" || len(p.Rounds) != 0 {
		t.Error("deciding changed what it was given")
	}
}

func TestWhoSitsInTwoBodiesDecidesForTheOneThatMay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	preparation := w.pack.People.Body("beredning")
	preparation.Seats = append(preparation.Seats, people.Seat{Person: "chair", Role: "member"})
	stage(w, "on_agenda")
	if p := w.mustDo("decide", "chair", inputs{"decision": "att anta"}); p.Decision.Body != "lgl" {
		t.Errorf("decided by %q, want lgl", p.Decision.Body)
	}
}

func TestWhoSaysAsWhatItActsActsInNoOtherBody(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	preparation := w.pack.People.Body("beredning")
	preparation.Seats = append(preparation.Seats, people.Seat{Person: "chair", Role: "member"})
	stage(w, "prepared")
	_, err := w.act(engine.Act{Kind: engine.Do, Transition: "put_on_agenda", Inputs: inputs{"meeting": "2026-04-07"},
		Actor: engine.Actor{Person: "chair", As: "deciding"}})
	if !fault.Is(err, "forbidden") {
		t.Errorf("got %v, want forbidden", err)
	}
}
