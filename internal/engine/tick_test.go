package engine_test

import (
	"slices"
	"testing"

	"beredd/internal/engine"
)

func TestTheReminderLadderOfAState(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	if due := w.store.proposals[w.id].StateDeadline().Moment.Date.String(); due != "2026-03-02" {
		t.Fatalf("20 workdays after 2 February is %s", due)
	}
	w.mailed()
	rows := []struct {
		at   string
		want []string
	}{
		{"2026-02-23 07:29", nil},
		{"2026-02-23 07:30", []string{"reminder to sekreterare@lan.example"}},
		{"2026-02-23 12:00", nil},
		{"2026-03-02 07:30", []string{"reminder to sekreterare@lan.example"}},
		{"2026-03-05 07:30", []string{"escalation to samordnare@lan.example"}},
		{"2026-12-31 12:00", nil},
	}
	for _, row := range rows {
		w.wait(row.at)
		if got := w.mailed(); !slices.Equal(got, row.want) {
			t.Errorf("at %s: %v, want %v", row.at, got, row.want)
		}
	}
}

func TestAfterDowntimeTheLatestReminderGoesOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "decided")
	w.mailed()
	w.wait("2026-07-01 10:00") // both reminders, three weekly ones and the escalation have passed
	reminders := map[string]int{}
	for _, letter := range w.mailed() {
		reminders[letter]++
	}
	want := map[string]int{
		"reminder to registrator@borgholm.example": 1, "reminder to registrator@emmaboda.example": 1,
		"reminder to registrator@torsas.example": 1, "escalation to samordnare@lan.example": 1,
	}
	for letter, n := range want {
		if reminders[letter] != n {
			t.Errorf("%s: %d, want %d", letter, reminders[letter], n)
		}
	}
	if len(reminders) != len(want) {
		t.Errorf("%v", reminders)
	}
	w.wait("2026-07-01 10:01")
	if got := w.mailed(); len(got) != 0 {
		t.Errorf("again: %v", got)
	}
}

func TestWhatIsDoneIsNotRemindedOf(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	w.mustDo("refer_back", "secretary", inputs{"reason": "x"})
	w.mailed()
	w.wait("2026-03-05 08:00")
	if got := w.mailed(); len(got) != 0 {
		t.Errorf("reminded of what is done: %v", got)
	}
}

func TestAProposalLapsesByTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "referred_back") // on 2 February; 180 days later is 1 August
	w.wait("2026-07-31 23:00")
	if p := w.store.proposals[w.id]; p.State != "referred_back" {
		t.Fatalf("lapsed too early, into %s", p.State)
	}
	w.wait("2026-08-01 09:00")
	p := w.store.proposals[w.id]
	if p.State != "withdrawn" || p.Moved.Person != "" {
		t.Errorf("stands in %s, moved by %q", p.State, p.Moved.Person)
	}
	if next := engine.NextDue(p); !next.IsZero() {
		t.Errorf("time still has something to do, at %v", next)
	}
}

func TestNothingIsDueBeforeItsTime(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	stage(w, "prepared")
	before := w.store.proposals[w.id].Version
	w.wait("2026-02-10 10:00")
	if after := w.store.proposals[w.id].Version; after != before {
		t.Errorf("something happened: version %d to %d", before, after)
	}
}

// A letter says that it is the last reminder where others are told next, and no
// reminder comes again and again after the day.
func TestTheLastReminderIsTheLast(t *testing.T) {
	t.Parallel()
	for _, row := range []struct {
		state string
		waits []string
		last  bool
	}{
		{"prepared", []string{"2026-02-23 07:29", "2026-02-23 07:30"}, false},
		{"prepared", []string{"2026-02-23 07:30", "2026-03-02 07:30"}, true}, // and on 5 March others are told
		{"decided", []string{"2026-04-01 07:30", "2026-05-08 10:00"}, false}, // weekly
	} {
		w := newWorld(t)
		stage(w, row.state)
		w.wait(row.waits[0])
		seen, found := len(w.store.notices), false
		w.wait(row.waits[1])
		for _, n := range w.store.notices[seen:] {
			if n.Letter == "reminder" {
				found = true
				if n.Last != row.last {
					t.Errorf("%s: the reminder of %s says last %v", row.state, row.waits[1], n.Last)
				}
			}
		}
		if !found {
			t.Errorf("%s: no reminder %s", row.state, row.waits[1])
		}
	}
}
