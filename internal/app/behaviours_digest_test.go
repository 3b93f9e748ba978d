package app

import (
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/outbox"
)

// looked lets something happen to a matter of which the council and every organization
// are told.
func (w postOffice) looked(p engine.Proposal, at string) {
	w.t.Helper()
	w.until(at)
	w.steps("anna", p, "look", nil)
}

// second is a time to the second.
func (w postOffice) second(at string) time.Time {
	w.t.Helper()
	moment, err := time.ParseInLocation(time.DateTime, at, calendarZone(w))
	w.must(err)
	return moment
}

// A digest goes at its hour, whole, once.
func TestDigestsOthersGotWrong(t *testing.T) {
	t.Parallel()
	const bo = "bo@nybro.example"
	daily := func(t *testing.T, titles ...string) (postOffice, []engine.Proposal) {
		w := office(t)
		w.choose("bo", engine.Daily)
		var all []engine.Proposal
		for _, title := range titles {
			all = append(all, w.matter(title))
		}
		return w, all
	}
	went := func(w postOffice) (all []string) {
		for _, l := range w.Of(bo) {
			all = append([]string{l.At.In(calendarZone(w)).Format("2006-01-02 15:04")}, all...)
		}
		return all
	}
	t.Run("two nodes send it at once: one", func(t *testing.T) {
		t.Parallel()
		w, all := daily(t, "Jour", "Vårdplan", "Samtycke")
		for _, p := range all {
			w.looked(p, "2026-03-02 10:00")
		}
		w.Move(w.second("2026-03-03 08:00:00"))
		var nodes sync.WaitGroup
		for _, name := range []string{"a", "b", "c"} {
			nodes.Go(func() {
				for range 3 {
					if _, err := w.system.worker(w.system.store, w.Post, outbox.Config{Name: name}).Drain(t.Context(), w.Now()); err != nil {
						t.Error(err)
					}
				}
			})
		}
		nodes.Wait()
		says(t, w.wants(1, bo, "at the digest"), "Jour", "Vårdplan", "Samtycke")
	})
	t.Run("what comes a second before goes in it, what comes a second after in the next", func(t *testing.T) {
		t.Parallel()
		w, all := daily(t, "Före", "Prick", "Efter")
		for i, at := range []string{"2026-03-03 07:59:59", "2026-03-03 08:00:00", "2026-03-03 08:00:01"} {
			w.until("2026-03-03 07:50")
			w.Move(w.second(at))
			w.steps("anna", all[i], "look", nil)
		}
		w.until("2026-03-05 12:00")
		for _, title := range []string{"Före", "Prick", "Efter"} {
			w.hasHad(1, bo, title, "two digests on")
		}
		if got := strings.Join(went(w), ", "); got != "2026-03-03 08:00, 2026-03-04 08:00" {
			t.Errorf("digests went %s", got)
		}
	})
	t.Run("at eight on both sides of the change of clocks", func(t *testing.T) {
		t.Parallel()
		w, all := daily(t, "Jour")
		w.looked(all[0], "2026-03-26 10:00")
		w.looked(all[0], "2026-03-27 10:00") // the clocks change on Sunday the 29th
		w.looked(all[0], "2026-10-22 10:00")
		w.looked(all[0], "2026-10-23 10:00") // and on Sunday the 25th
		w.until("2026-10-27 12:00")
		if got := strings.Join(went(w), ", "); got != "2026-03-27 08:00, 2026-03-30 08:00, 2026-10-23 08:00, 2026-10-26 08:00" {
			t.Errorf("digests went %s", got)
		}
	})
	t.Run("on no holiday, and nothing is lost", func(t *testing.T) {
		t.Parallel()
		w, all := daily(t, "Onsdag", "Skärtorsdag", "Påskdag")
		for i, at := range []string{"2026-04-01 10:00", "2026-04-02 10:00", "2026-04-05 10:00"} { // the 2nd is closed, the 3rd to the 6th are Easter
			w.looked(all[i], at)
		}
		w.until("2026-04-08 12:00")
		if got := strings.Join(went(w), ", "); got != "2026-04-07 08:00" {
			t.Errorf("digests went %s", got)
		}
		says(t, w.wants(1, bo, "after Easter"), "Onsdag", "Skärtorsdag", "Påskdag")
	})
	t.Run("every week, though last week's went late", func(t *testing.T) {
		t.Parallel()
		w, all := daily(t, "Jour")
		w.choose("bo", engine.Weekly)
		w.looked(all[0], "2026-03-04 10:00")
		w.Fail(bo, "451 4.7.1 try later")
		w.until("2026-03-09 08:03")
		w.Fail(bo, "")
		w.looked(all[0], "2026-03-11 10:00")
		w.looked(all[0], "2026-03-18 10:00")
		w.until("2026-03-23 12:00")
		got := went(w)
		if len(got) != 3 || !strings.HasPrefix(got[0], "2026-03-09 08:") || got[0] == "2026-03-09 08:00" || got[1] != "2026-03-16 08:00" || got[2] != "2026-03-23 08:00" {
			t.Errorf("digests went %s", got)
		}
	})
	t.Run("every day, though yesterday's went in the afternoon", func(t *testing.T) {
		t.Parallel()
		w, all := daily(t, "Jour")
		w.looked(all[0], "2026-03-03 10:00")
		w.hold()
		w.until("2026-03-04 15:00")
		w.release()
		w.looked(all[0], "2026-03-04 15:30")
		w.until("2026-03-06 12:00")
		if got := strings.Join(went(w), ", "); got != "2026-03-04 15:00, 2026-03-05 08:00" {
			t.Errorf("digests went %s", got)
		}
	})
	t.Run("to the new address where it was changed overnight", func(t *testing.T) {
		t.Parallel()
		w, all := daily(t, "Jour", "Vårdplan")
		w.looked(all[0], "2026-03-03 10:00")
		w.looked(all[1], "2026-03-03 11:00")
		w.becomes(bo, "bo.ny@nybro.example")
		w.until("2026-03-04 12:00")
		w.wants(0, bo, "in the morning")
		says(t, w.wants(1, "bo.ny@nybro.example", "in the morning"), "Jour", "Vårdplan")
	})
}
