package engine_test

import (
	"testing"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

func TestARoundThatOpensAnewTakesThePlaceOfTheOneThatIsOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "opens: {on: decided}", "opens: {on: prepared}")
	stage(w, "referred_back")
	w.mustDo("submit", "drafter", nil)
	var open []engine.Round
	for _, round := range w.store.proposals[w.id].Rounds {
		if round.Open() {
			open = append(open, round)
		}
	}
	if len(open) != 1 || open[0].ID != w.store.proposals[w.id].Rounds[1].ID {
		t.Errorf("%d rounds are open, want the one that asks anew", len(open))
	}
	w.mailed()
	w.wait("2026-02-25 12:00")
	asked := map[string]int{}
	for _, letter := range w.mailed() {
		asked[letter]++
	}
	if n := asked["reminder to registrator@torsas.example"]; n != 1 {
		t.Errorf("Torsås is reminded %d times of one question: %v", n, asked)
	}
}

// moving is the test pack with a meeting that can be moved.
const moving = "  withdraw: {title"

func TestADeadlineFollowsTheMeetingThatItHangsOn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, moving, `  postpone: {title: {sv: Skjut upp, en: Postpone}, from: on_agenda, to: on_agenda, by: deciding, needs: meeting}
`+moving)
	stage(w, "on_agenda") // on 7 April
	before := w.store.proposals[w.id].StateDeadline()
	p := w.mustDo("postpone", "chair", inputs{"meeting": "2026-06-05"})
	after := p.StateDeadline()
	if after == nil || after.Moment.Date.String() != "2026-06-05" {
		t.Fatalf("the meeting is on 5 June, and the deadline on %v, as before on %v", after.Moment.Date, before.Moment.Date)
	}
	w.mailed()
	w.wait("2026-05-29 12:00") // more than ten workdays after 7 April
	if got := w.mailed(); len(got) != 0 {
		t.Errorf("told of a deadline that was moved: %v", got)
	}
	w.wait("2026-06-30 12:00")
	if got := w.mailed(); len(got) != 1 || got[0] != "escalation to samordnare@lan.example" {
		t.Errorf("ten workdays after the meeting: %v", got)
	}
}

func TestADateThatIsEditedMovesWhatHangsOnIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = published(t, "fields:\n", "fields:\n  in_force: {type: date, title: {sv: Gäller från, en: In force}}\n",
		"deadline: {within: 20 workdays, remind: [5 workdays before, on the day], escalate: {after: 3 workdays, to: coordinator}}",
		"deadline: {at: proposal.in_force, remind: 5 workdays before}",
		"on: 180 days", "on: 180 days}\n  take_over: {title: {sv: Träder i kraft, en: Comes into force}, from: prepared, to: withdrawn, on: proposal.in_force")
	stage(w, "prepared")
	if d := w.store.proposals[w.id].StateDeadline(); d != nil {
		t.Fatalf("without a date there is a deadline on %v", d.Moment.Date)
	}
	edit := func(date string) engine.Proposal {
		return w.must(engine.Act{Kind: engine.Edit, Actor: by("secretary"), Inputs: inputs{"in_force": date}})
	}
	if d := edit("2026-03-02").StateDeadline(); d == nil || d.Moment.Date.String() != "2026-03-02" {
		t.Fatalf("the date is set, and the deadline is %v", d)
	}
	edit("2026-04-01")
	w.mailed()
	w.wait("2026-03-03 12:00")
	if got, p := w.mailed(), w.store.proposals[w.id]; len(got) != 0 || p.State != "prepared" {
		t.Errorf("after the date that it was moved from: %v, in %s", got, p.State)
	}
	w.wait("2026-04-01 12:00")
	if p := w.store.proposals[w.id]; p.State != "withdrawn" {
		t.Errorf("its date has come, and it stands in %s", p.State)
	}
}

func TestNobodyIsRemindedOfAMatterThatWasWithdrawn(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "opens: {on: decided}", "opens: {on: prepared}")
	stage(w, "prepared")
	w.mustDo("withdraw", "drafter", inputs{"reason": "Inaktuellt"})
	if p := w.store.proposals[w.id]; p.Rounds[0].Open() {
		t.Error("the question stands open")
	}
	w.mailed()
	w.wait("2026-06-01 12:00")
	if got := w.mailed(); len(got) != 0 {
		t.Errorf("reminded of it: %v", got)
	}
	if _, err := w.answer("torsas", "received", nil); !fault.Is(err, "round_closed") {
		t.Errorf("it takes an answer: %v", err)
	}
}

func TestARoundThatTwoLinesOpenAtOnceAsksOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.pack = edited(t, "opens: {on: decided}", "opens: {on: [decide, decided]}")
	stage(w, "decided")
	if n := len(w.store.proposals[w.id].Rounds); n != 1 {
		t.Errorf("%d rounds were opened, want one", n)
	}
}
