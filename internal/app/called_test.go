package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/outbox"
)

// readCouncil reads the pack of the office with a council that meets in April.
func readCouncil(t *testing.T, replace ...string) *definition.Pack {
	t.Helper()
	found, err := UsePack(councilFolder(t, replace...))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// councilFolder is the folder of that pack.
func councilFolder(t *testing.T, replace ...string) string {
	t.Helper()
	const cycle = `
cycle: Året
title: {sv: Året, en: The year}
meetings:
  board: {title: {sv: Rådets möte, en: Meeting of the council}, body: board, on: first Friday of April, time: "09:00-12:00", else: next workday}
`
	dir := t.TempDir()
	for name, text := range map[string]string{"collaboration.yaml": officePack["collaboration.yaml"], "matter.yaml": officePack["matter.yaml"], "cycle.yaml": cycle} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.NewReplacer(replace...).Replace(text)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// councilOf is a world of that pack, with the meeting that the council has been called to.
func councilOf(t *testing.T, replace ...string) (postOffice, engine.Proposal) {
	t.Helper()
	return councilCalledWith(t, func(postOffice) {}, replace...)
}

// councilCalledWith is the same where something is so when the council is called.
func councilCalledWith(t *testing.T, so func(postOffice), replace ...string) (postOffice, engine.Proposal) {
	t.Helper()
	w := officeOf(t, readCouncil(t, replace...))
	so(w)
	_, err := w.system.layOut(t.Context(), LayOut{From: calendar.Date{Year: 2026, Month: 1, Day: 1}, To: calendar.Date{Year: 2026, Month: 12, Day: 31}, As: "dan"})
	w.must(err)
	laid, err := w.system.store.LaidOut(t.Context(), "post", calendar.Date{Year: 2026, Month: 3, Day: 1}, calendar.Date{Year: 2026, Month: 5, Day: 1})
	w.must(err)
	return w, w.steps("bo", laid[0], "notice", nil)
}

// Who comes to a body is called once to its meetings whose notice has gone, who leaves it
// is told that they are not called, and who comes back is called anew.
func TestWhoComesIsCalledAndWhoLeavesIsNot(t *testing.T) {
	t.Parallel()
	w, m := councilOf(t)
	night := func(day string, replace ...string) {
		t.Helper()
		w.system.shelf.inUse.Store(readCouncil(t, replace...))
		w.until(day + " 03:00")
		for range 2 { // a night that is done twice
			w.must(w.system.callAnew(t.Context()))
		}
		w.counted.Store(false)
		w.until(day + " 12:00")
	}
	is := func(when, person string, want ...string) {
		t.Helper()
		var got []string
		for _, l := range w.Of(person + "@nybro.example") {
			if slices.Contains([]string{"meeting_notice", "meeting_left", "meeting_moved", "meeting_cancelled"}, l.Letter) {
				program := calendarIn(t, l.Raw, map[bool]string{true: "CANCEL", false: "REQUEST"}[l.Letter == "meeting_left" || l.Letter == "meeting_cancelled"])
				uid := ""
				if program != "" {
					uid = eventIn(t, program).Id()
				}
				if !strings.HasPrefix(uid, m.ID) {
					t.Errorf("%s: the letter %s to %s is about %q for programs", when, l.Letter, person, uid)
				}
				got = append([]string{l.Letter}, got...)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %s has had %v, want %v", when, person, got, want)
		}
	}
	seat := "{person: bo, role: chair, of: nybro}"
	night("2026-03-03")
	is("as it was", "bo", "meeting_notice")
	is("as it was", "cia")
	night("2026-03-05", seat, "{person: cia, role: chair, of: nybro}")
	is("when cia has bo's seat", "bo", "meeting_notice", "meeting_left")
	is("when cia has bo's seat", "cia", "meeting_notice")
	is("when cia has bo's seat", "anna", "meeting_notice")
	night("2026-03-09", seat, "{person: cia, role: chair, of: nybro}")
	is("nights later", "bo", "meeting_notice", "meeting_left")
	is("nights later", "cia", "meeting_notice")
	night("2026-03-11")
	is("when bo is back", "bo", "meeting_notice", "meeting_left", "meeting_notice")
	is("when bo is back", "cia", "meeting_notice", "meeting_left")
	w.steps("bo", m, "cancel", map[string]any{"reason": "Få ärenden"})
	night("2026-03-13", seat, "{person: cia, role: chair, of: nybro}")
	is("when it is cancelled", "bo", "meeting_notice", "meeting_left", "meeting_notice", "meeting_cancelled")
	is("when it is cancelled", "cia", "meeting_notice", "meeting_left")
}

// Who comes to a body by what is published is called as soon as the service knows of it,
// and who leaves is told; nobody waits for the night.
func TestWhoComesByWhatIsPublishedIsCalledAtOnce(t *testing.T) {
	t.Parallel()
	g := newGroup(t)
	g.config.Pack = councilFolder(t)
	g.flow.at("2026-03-02 09:00")
	g.start()
	defer g.stop()
	_, err := g.layOut(g.Context(), LayOut{From: calendar.Date{Year: 2026, Month: 1, Day: 1}, To: calendar.Date{Year: 2026, Month: 12, Day: 31}, As: "dan"})
	if err != nil {
		t.Fatal(err)
	}
	laid, err := g.store.LaidOut(t.Context(), "post", calendar.Date{Year: 2026, Month: 4, Day: 1}, calendar.Date{Year: 2026, Month: 4, Day: 30})
	if err != nil || len(laid) != 1 {
		t.Fatalf("%d meetings are laid out (%v)", len(laid), err)
	}
	g.id = laid[0].ID
	g.act("bo", engine.Act{Kind: engine.Do, Transition: "notice", Expect: g.proposal().Version})
	called := func(address, subject string) func() bool {
		return func() bool {
			return slices.ContainsFunc(g.lettersTo(address), func(l letter) bool { return strings.Contains(l.subject, subject) })
		}
	}
	g.eventually("bo is called", called("bo@nybro.example", "Kallelse 7 april"))
	next := councilFolder(t, "{person: bo, role: chair, of: nybro}", "{person: cia, role: chair, of: nybro}")
	if _, err := Publish(t.Context(), g.config.Kept, next, Publishing{As: "dan", Note: "Ny ordförande", Over: "1"}); err != nil {
		t.Fatal(err)
	}
	g.eventually("cia is called", called("cia@nybro.example", "Kallelse 7 april"))
	g.eventually("bo is told", called("bo@nybro.example", "Inte längre kallad"))
	time.Sleep(300 * time.Millisecond)
	if n := len(g.lettersTo("cia@nybro.example")); n != 1 {
		t.Errorf("cia has %d letters", n)
	}
}

// What a move comes to has been shown to who moves a meeting: its letters are no mass that
// is held, and others' are.
func TestLettersThatSomebodyHasSeenAreExpected(t *testing.T) {
	t.Parallel()
	w, m := councilOf(t)
	w.until("2026-03-03 10:00")
	had := func() int { return len(w.Of("bo@nybro.example")) + len(w.Of("anna@nybro.example")) }
	drains := func() *engine.Hold {
		_, err := w.system.worker(w.system.brake(1), w.Post, outbox.Config{}).Drain(t.Context(), w.Now())
		w.must(err)
		hold, err := w.system.store.OnHold(t.Context())
		w.must(err)
		return hold
	}
	before := had()
	order := engine.Order{
		Pack: w.system.pack(), From: m.FallsOn(), To: m.FallsOn(), Actor: engine.Actor{Person: "dan", Assurance: "login"},
		Moves: []engine.Act{{Kind: engine.Reschedule, Collaboration: "post", Proposal: m.ID, Actor: engine.Actor{Person: "bo", Assurance: "login"},
			Inputs: map[string]any{"date": "2026-04-15", "reason": "Påsk"}}},
	}
	y := years{w.system}
	wave, err := y.Wave(t.Context(), order)
	w.must(err)
	_, err = y.Apply(t.Context(), order, wave.Print)
	w.must(err)
	if hold := drains(); hold != nil || had() != before+2 {
		t.Errorf("%d letters of the move went; the hold is %v", had()-before, hold)
	}
	_, err = w.Act(t.Context(), engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Actor: engine.Actor{Person: "bo", Assurance: "login"},
		Inputs: map[string]any{"date": "2026-04-16", "reason": "Krock"}})
	w.must(err)
	if hold := drains(); hold == nil || had() != before+2 {
		t.Errorf("%d letters went that nobody expected; the hold is %v", had()-before, hold)
	}
}
