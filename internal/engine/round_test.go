package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
)

func TestADecisionAsksEveryOrganizationInOneLetter(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	var asked []string
	for _, n := range w.store.notices {
		if n.Letter == "decision" && n.Round != "" && n.Respondent == n.Organization {
			asked = append(asked, n.Mail)
		}
		if n.Letter == "asked" {
			t.Errorf("%s has the question in a letter of its own", n.Mail)
		}
	}
	want := []string{"registrator@borgholm.example", "registrator@emmaboda.example", "registrator@torsas.example"}
	if !slices.Equal(asked, want) {
		t.Errorf("asked %v, want %v", asked, want)
	}
}

func TestTheProposalMovesOnWhenTheRoundIsComplete(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	w.at("2026-04-10 09:00")
	for _, step := range []struct {
		who, answer string
		in          inputs
		state       string
		answered    int
	}{
		{"borgholm", "received", nil, "decided", 0},
		{"borgholm", "spread", spread, "decided", 1},
		{"emmaboda", "declined", inputs{"reason": "Redan infört"}, "decided", 2},
		{"torsas", "spread", spread, "disseminated", 3},
	} {
		p, err := w.answer(step.who, step.answer, step.in)
		if err != nil {
			t.Fatalf("%s answers %s: %v", step.who, step.answer, err)
		}
		answered, of := p.Rounds[0].Count()
		if p.State != step.state || answered != step.answered || of != 3 {
			t.Errorf("after %s: %s with %d of %d", step.who, p.State, answered, of)
		}
	}
	if p := w.store.proposals[w.id]; p.Closed.IsZero() || p.RoundDeadline(p.Rounds[0].ID).Status != engine.Kept {
		t.Errorf("closed %v, deadline %v", p.Closed, p.RoundDeadline(p.Rounds[0].ID).Status)
	}
}

func TestWhoMayAnswerAndWhat(t *testing.T) {
	t.Parallel()
	rows := []struct {
		says, who, answer string
		actor             engine.Actor
		in                inputs
		want              string
	}{
		{"the link answers", "torsas", "received", engine.Actor{Organization: "torsas", Mailbox: true, Assurance: "code"}, nil, ""},
		{"the contact answers signed in", "borgholm", "received", by("borgholm_social"), nil, ""},
		{"another organization's contact may not", "torsas", "received", by("borgholm_social"), nil, "forbidden"},
		{"another organization's link may not", "torsas", "received", engine.Actor{Organization: "emmaboda", Mailbox: true, Assurance: "code"}, nil, "forbidden"},
		{"who was not asked does not answer", "lgl", "received", by("chair"), nil, "not_asked"},
		{"an answer the round lacks", "torsas", "maybe", engine.Actor{Organization: "torsas", Mailbox: true, Assurance: "code"}, nil, "unknown_answer"},
		{"a plan is needed to have spread it", "torsas", "spread", engine.Actor{Organization: "torsas", Mailbox: true, Assurance: "code"}, nil, "missing_input"},
	}
	for _, row := range rows {
		t.Run(row.says, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			stage(w, "decided")
			_, err := w.act(engine.Act{Kind: engine.AnswerAsk, Round: "dissemination", Respondent: row.who, Answer: row.answer, Actor: row.actor, Inputs: row.in})
			got := ""
			if err != nil {
				got = fault.As(err).Code
			}
			if got != row.want {
				t.Errorf("got %q, want %q", got, row.want)
			}
		})
	}
}

func TestAnAnswerMayBeChangedUntilTheDeadline(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	for _, who := range []string{"borgholm", "emmaboda", "torsas"} {
		if _, err := w.answer(who, "spread", spread); err != nil {
			t.Fatal(err)
		}
	}
	p, err := w.answer("torsas", "declined", inputs{"reason": "Vi ångrade oss"})
	if err != nil {
		t.Fatal("before the deadline:", err)
	}
	r := p.Rounds[0].Respondents[2]
	if r.Answer != "declined" || r.Changes != 1 || p.State != "disseminated" {
		t.Errorf("%+v in %s", r, p.State)
	}
	w.at("2026-05-08 00:00") // the deadline ended with 7 May
	if _, err := w.answer("torsas", "spread", spread); !fault.Is(err, "round_closed") {
		t.Errorf("after the deadline: %v", err)
	}
}

func TestALateAnswerIsTakenAndMarked(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	w.at("2026-05-20 09:00")
	p, err := w.answer("torsas", "spread", spread)
	if err != nil || !p.Rounds[0].Respondents[2].Late {
		t.Fatalf("%+v %v", p.Rounds[0].Respondents[2], err)
	}
	if _, err := w.answer("torsas", "declined", inputs{"reason": "x"}); !fault.Is(err, "answer_settled") {
		t.Errorf("a late answer was changed: %v", err)
	}
}

func TestRemindersOfARoundGoToTheSilentOnly(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	if _, err := w.answer("borgholm", "spread", spread); err != nil {
		t.Fatal(err)
	}
	w.mailed()
	w.wait("2026-04-30 07:30") // 7 days before 7 May
	want := []string{"reminder to registrator@emmaboda.example", "reminder to registrator@torsas.example"}
	if got := w.mailed(); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestTheCoordinatorClosesASilentRound(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	shut := engine.Act{Kind: engine.CloseRound, Round: "dissemination", Actor: by("secretary"), Inputs: inputs{"reason": "Alla vet"}}
	if _, err := w.act(shut); !fault.Is(err, "forbidden") {
		t.Errorf("the secretary closed it: %v", err)
	}
	shut.Actor, shut.Inputs = by("county_coordinator"), nil
	if _, err := w.act(shut); !fault.Is(err, "missing_input") {
		t.Errorf("it was closed without a reason: %v", err)
	}
	shut.Inputs = inputs{"reason": "Torsås svarar inte"}
	if p := w.must(shut); p.State != "disseminated" {
		t.Errorf("the proposal stands in %s", p.State)
	}
	if _, err := w.answer("torsas", "received", nil); !fault.Is(err, "round_closed") {
		t.Errorf("a closed round took an answer: %v", err)
	}
}

func TestAFollowUpDateComesBackAsARoundAndAReminder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "on_agenda")
	w.at("2026-04-07 10:00")
	w.mustDo("decide", "chair", inputs{"decision": "att anta", "follow_up_on": "2026-10-01"})
	for _, who := range []string{"borgholm", "emmaboda", "torsas"} {
		if _, err := w.answer(who, "declined", inputs{"reason": "x"}); err != nil {
			t.Fatal(err)
		}
	}
	w.mailed()
	w.wait("2026-10-01 07:29")
	if got := w.mailed(); len(got) != 0 {
		t.Fatalf("too early: %v", got)
	}
	w.wait("2026-10-01 07:30")
	if got := strings.Join(w.mailed(), ", "); got != "follow_up to registrator@borgholm.example, follow_up to registrator@emmaboda.example, follow_up to registrator@torsas.example" {
		t.Errorf("mailed %s", got)
	}
	w.wait("2026-10-23 08:00") // the reminder of 24 October, a Saturday, goes the Friday before
	if got := w.mailed(); len(got) != 3 || !strings.HasPrefix(got[0], "reminder") {
		t.Errorf("mailed %v", got)
	}
}

func TestWhoSitsInTwoBodiesThatAreAskedIsAskedForEach(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack.Workflows[0].Rounds[0].Asks = []people.Party{
		{Kind: people.ABody, Name: "beredning"}, {Kind: people.ABody, Name: "elderly"}}
	preparation := w.pack.People.Body("beredning")
	preparation.Seats = append(preparation.Seats, people.Seat{Person: "drafter", Role: "member"})
	stage(w, "decided")
	var asked []string
	for _, n := range w.store.notices {
		if n.Person == "drafter" && n.Round != "" {
			asked = append(asked, n.Respondent)
		}
	}
	if want := []string{"beredning", "elderly"}; !slices.Equal(asked, want) {
		t.Errorf("asked for %v, want %v", asked, want)
	}
}

func TestARoundThatClosesInSilenceCountsAsComplete(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack.Workflows[0].Rounds[0].Expiry = &definition.Expiry{}
	stage(w, "decided")
	w.wait("2026-05-21 07:29") // the last escalation is 14 days after 7 May
	if p := w.store.proposals[w.id]; p.State != "decided" {
		t.Fatalf("moved on before the last word, to %s", p.State)
	}
	w.wait("2026-05-21 07:30")
	if p := w.store.proposals[w.id]; p.State != "disseminated" || !p.Rounds[0].Expired {
		t.Errorf("stands in %s, expired %v", p.State, p.Rounds[0].Expired)
	}
}
