package app

import (
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// tellings are the letters that an address has had of when the meeting is, the first
// first, each with what it is to a calendar.
func (w postOffice) tellings(address string) (all []string) {
	w.t.Helper()
	for _, l := range slices.Backward(w.Of(address)) {
		said := l.Letter
		for _, method := range []string{"REQUEST", "CANCEL"} {
			if calendarIn(w.t, l.Raw, method) != "" {
				said += " " + method
			}
		}
		all = append(all, said)
	}
	return all
}

func (w postOffice) tells(when, address string, want ...string) {
	w.t.Helper()
	if got := w.tellings(address); !slices.Equal(got, want) {
		w.t.Errorf("%s: %s has had %q, want %q", when, address, got, want)
	}
}

// A calendar is told of no meeting that has been called off, and of none to be taken away
// that it was never told of; who has had newer word of a meeting has no older.
func TestACalendarHasNoOldWordOfAMeeting(t *testing.T) {
	t.Parallel()
	const bo, anna = "bo@nybro.example", "anna@nybro.example"
	late := func(t *testing.T) (postOffice, engine.Proposal) {
		w, m := councilCalledWith(t, func(w postOffice) { w.Fail(bo, "451 4.7.1 try later") })
		w.tells("while bo's server puts it off", bo)
		w.tells("at once", anna, "meeting_notice REQUEST")
		w.until("2026-03-02 09:10")
		return w, m
	}
	t.Run("called off while the call was put off", func(t *testing.T) {
		t.Parallel()
		w, m := late(t)
		w.steps("bo", m, "cancel", map[string]any{"reason": "Få ärenden"})
		w.Fail(bo, "")
		w.until("2026-03-03 12:00")
		w.tells("afterwards", bo, "meeting_cancelled")
		w.tells("afterwards", anna, "meeting_notice REQUEST", "meeting_cancelled CANCEL")
		if got := strings.Join(w.became(m, "meeting_notice"), ", "); !strings.Contains(got, "needless called off") {
			t.Errorf("the log says %s", got)
		}
	})
	t.Run("called off, and taken up again", func(t *testing.T) {
		t.Parallel()
		w, m := late(t)
		w.steps("bo", m, "cancel", map[string]any{"reason": "Få ärenden"})
		w.Fail(bo, "")
		w.until("2026-03-03 12:00")
		w.steps("bo", m, "reopen", map[string]any{"reason": "Det kom fler"})
		w.until("2026-03-03 15:00")
		w.tells("afterwards", bo, "meeting_cancelled", "meeting_reopened REQUEST")
	})
	t.Run("moved while the call was put off", func(t *testing.T) {
		t.Parallel()
		w, m := late(t)
		w.by("dan", engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Inputs: map[string]any{"date": "2026-04-15", "reason": "Påsk"}})
		w.Fail(bo, "")
		w.until("2026-03-03 12:00")
		if got := w.tellings(bo); len(got) != 1 || !strings.HasSuffix(got[0], "REQUEST") {
			t.Errorf("bo has had %q", got)
		}
		for _, l := range w.Of(bo) {
			if begins := eventIn(t, calendarIn(t, l.Raw, "REQUEST")).GetProperty("DTSTART").Value; begins != "20260415T090000" || !strings.Contains(l.Text, "15 april") {
				t.Errorf("the letter calls to %s:\n%s", begins, l.Text)
			}
		}
	})
	t.Run("held while the call was put off", func(t *testing.T) {
		t.Parallel()
		w, m := late(t)
		w.hold()
		w.until("2026-04-08 09:00")
		w.Fail(bo, "")
		w.release()
		w.tells("afterwards", bo)
		if got := strings.Join(w.became(m, "meeting_notice"), ", "); !strings.Contains(got, "needless held") {
			t.Errorf("the log says %s", got)
		}
	})
}
