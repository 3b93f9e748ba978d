package engine_test

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// Whom a question was handed over to is asked and reminded from then on, beside the
// function mailbox; who had it is told, and is reminded no more. Only somebody who is
// registered for the organization can have it, and only while it is not answered.
func TestAColleagueIsAskedAndRemindedInstead(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "contacts: [{function: lgl, person: borgholm_social}]", "contacts: [{function: lgl, person: borgholm_social}, {function: care, person: stranger}]",
		"asks: organizations\n", "asks: organizations.lgl\n")
	stage(w, "decided")
	over := func(to string) error {
		_, err := w.act(engine.Act{Kind: engine.PassOn, Round: "dissemination", Respondent: "borgholm", To: to,
			Actor: engine.Actor{Organization: "borgholm", Mailbox: true, Assurance: "link"}})
		return err
	}
	if err := over("drafter"); !fault.Is(err, "no_colleague") {
		t.Errorf("somebody elsewhere has the question: %v", err)
	}
	w.mailed()
	if err := over("stranger"); err != nil {
		t.Fatal(err)
	}
	mailed := w.mailed()
	slices.Sort(mailed)
	want := []string{"asked to annan@lan.example", "information to registrator@borgholm.example", "information to socialchef@borgholm.example"}
	if !slices.Equal(mailed, want) {
		t.Errorf("mailed is %v, want %v", mailed, want)
	}
	if err := over("stranger"); !fault.Is(err, "no_colleague") {
		t.Errorf("who has it has it again: %v", err)
	}
	w.wait("2026-12-01 09:00")
	reminded := strings.Join(w.mailed(), "\n")
	if !strings.Contains(reminded, "annan@lan.example") || strings.Contains(reminded, "socialchef@borgholm.example") {
		t.Errorf("reminded are\n%s", reminded)
	}
	_, err := w.act(engine.Act{Kind: engine.AnswerAsk, Round: "dissemination", Respondent: "borgholm", Answer: "declined",
		Actor: by("stranger"), Inputs: inputs{"reason": "Berör inte oss"}})
	if err != nil {
		t.Errorf("the colleague may not answer: %v", err)
	}
	if err := over("borgholm_social"); !fault.Is(err, "round_closed") {
		t.Errorf("what is answered is handed over: %v", err)
	}
}
