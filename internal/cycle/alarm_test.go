package cycle

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/jonboulle/clockwork"
	"go.uber.org/goleak"
)

func stockholm(t *testing.T) *time.Location {
	t.Helper()
	zone, err := time.LoadLocation("Europe/Stockholm")
	if err != nil {
		t.Fatal(err)
	}
	return zone
}

// ring moves the clock to when the alarm next wakes, and waits for the job. A
// wake-up that meets the job still at work is dropped, so it tries the next.
func ring(t *testing.T, clock *clockwork.FakeClock, by time.Duration, rang chan time.Time) time.Time {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for clock.BlockUntilContext(ctx, 1) == nil {
		clock.Advance(by)
		select {
		case at := <-rang:
			return at
		case <-time.After(100 * time.Millisecond):
		}
	}
	t.Fatal("the job was not called")
	return time.Time{}
}

func TestANightlyJobComesAtItsHourAlsoWhenTheClocksChange(t *testing.T) {
	defer goleak.VerifyNone(t)
	zone := stockholm(t)
	for _, row := range []struct {
		sentence string
		start    time.Time
		by       time.Duration
	}{
		{"an ordinary night", time.Date(2027, 3, 24, 12, 0, 0, 0, zone), 15*time.Hour + 30*time.Minute},
		{"the short night in spring", time.Date(2027, 3, 27, 12, 0, 0, 0, zone), 14*time.Hour + 30*time.Minute},
		{"the long night in autumn", time.Date(2027, 10, 30, 12, 0, 0, 0, zone), 16*time.Hour + 30*time.Minute},
	} {
		clock := clockwork.NewFakeClockAt(row.start)
		rang := make(chan time.Time, 1)
		job := Job{Name: "night", At: "03:30", Do: func(context.Context) error { rang <- clock.Now(); return nil }}
		alarm, err := startAlarm([]Job{job}, zone, clock, slog.New(slog.NewTextHandler(io.Discard, nil)))
		if err != nil {
			t.Fatal(err)
		}
		if at := ring(t, clock, row.by, rang).In(zone); at.Format("15:04") != "03:30" {
			t.Errorf("%s: called at %s, want 03:30", row.sentence, at.Format("15:04"))
		}
		if err := alarm.Stop(); err != nil {
			t.Error(err)
		}
	}
}

func TestAJobThatPanicsOrFailsComesAgain(t *testing.T) {
	defer goleak.VerifyNone(t)
	clock := clockwork.NewFakeClockAt(monday)
	rang := make(chan time.Time, 1)
	calls := 0
	job := Job{Name: "clumsy", Every: time.Minute, Do: func(context.Context) error {
		calls++
		rang <- clock.Now()
		if calls == 1 {
			panic("dropped it")
		}
		return errors.New("dropped it again")
	}}
	alarm, err := startAlarm([]Job{job}, time.UTC, clock, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		ring(t, clock, time.Minute, rang)
	}
	if err := alarm.Stop(); err != nil {
		t.Error(err)
	}
}

func TestAJobNeedsATimeThatExists(t *testing.T) {
	job := Job{Name: "never", At: "25:00", Do: func(context.Context) error { return nil }}
	if _, err := startAlarm([]Job{job}, time.UTC, clockwork.NewFakeClock(), slog.New(slog.NewTextHandler(io.Discard, nil))); err == nil {
		t.Error("a job at 25:00 was accepted")
	}
}
