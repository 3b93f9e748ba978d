package app

import (
	"os"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
)

// copyOf sets the database aside, and answers what puts it back as it was.
func (f *flow) copyOf() (restore func()) {
	f.Helper()
	path, isFile := strings.CutPrefix(f.config.Database, "sqlite:")
	if !isFile { // what of a restored database tells that it is one
		then := f.clock.Now()
		return func() {
			s, err := f.parts()
			if err != nil {
				f.Fatal(err)
			}
			if err := s.store.PutSetting(f.Context(), aliveSetting, then.Format(time.RFC3339Nano)); err != nil {
				f.Error(err)
			}
			if err := s.store.Close(); err != nil {
				f.Error(err)
			}
		}
	}
	copied, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	return func() {
		if err := os.WriteFile(path, copied, 0o600); err != nil {
			f.Fatal(err)
		}
	}
}

// held fails unless letters are held for a reason, or with "" are not, and a
// monitor is told.
func (f *flow) held(why engine.HoldReason) {
	f.Helper()
	held, err := f.store.OnHold(f.Context())
	if err != nil {
		f.Fatal(err)
	}
	if is := held != nil; is != (why != "") || is && held.Why != why {
		f.Errorf("letters are held: %v, expected %q", held, why)
	}
	page := f.get("http://" + f.listener.Addr().String() + "/readyz")
	if strings.Contains(page, "letters are held") != (why != "") || !strings.HasPrefix(page, "ok\n") {
		f.Errorf("a monitor is told %q", page)
	}
}

// quiet fails if a letter with the words comes within a while.
func (f *flow) quiet(words string, want int) {
	f.Helper()
	time.Sleep(300 * time.Millisecond)
	if n := len(f.relay.letters(words)); n != want {
		f.Errorf("%d letters say %q, expected %d", n, words, want)
	}
}

func TestARestoredDatabaseSendsNothingBeforeItsRelease(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		f.start()
		f.propose()
		f.do("drafting", "submit", nil)
		f.eventually("the letters have gone", func() bool { return len(f.relay.letters("")) > 0 })
		f.stop()
		restore := f.copyOf()
		f.at("2026-02-25 12:00")
		f.start()
		f.held("") // days of rest are no restore
		f.eventually("the reminder has gone", func() bool { return len(f.relay.letters("Påminnelse")) > 0 })
		f.stop()
		sent := len(f.relay.letters(""))
		restore()
		f.at("2026-02-25 15:00")
		f.start()
		f.held(engine.Restored)
		f.quiet("", sent)
		f.stop()
		f.start() // starting once more releases nothing
		f.held(engine.Restored)
		if _, err := f.store.Release(f.Context(), engine.Release{Discard: true, At: f.clock.Now()}); err != nil {
			f.Fatal(err)
		}
		f.held("")
		f.quiet("", sent)
		f.stop()
		f.start()
		f.held("")
		f.stop()
	})
}

func TestAfterDaysOrALeapOfTheClockTimeWaitsForTheRelease(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.config.HoldAfter = 72 * time.Hour
		f.at("2026-02-02 09:00")
		f.start()
		f.propose()
		f.do("drafting", "submit", nil)
		f.stop()
		f.at("2026-02-25 12:00")
		f.start()
		f.held(engine.LongAway)
		f.quiet("Påminnelse", 0)
		if n := f.reminders(); n != 0 {
			f.Errorf("time has acted %d times", n)
		}
		if _, err := f.store.Release(f.Context(), engine.Release{At: f.clock.Now()}); err != nil {
			f.Fatal(err)
		}
		f.eventually("the reminder comes", func() bool { return len(f.relay.letters("Påminnelse")) > 0 })
		f.held("")
		if n := f.reminders(); n != 1 {
			f.Errorf("%d reminders, expected one", n)
		}
		f.stop()
		f.at("2026-02-25 11:00")
		f.start()
		f.held(engine.ClockBack)
		f.stop()
	})
}

func TestAClockThatLeapsWhileServingHoldsTheLetters(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.config.HoldAfter = 72 * time.Hour
		f.at("2026-02-02 09:00")
		f.start()
		f.propose()
		f.do("drafting", "submit", nil)
		f.at("2029-02-02 09:00")
		f.eventually("the leap is noticed", func() bool {
			held, err := f.store.OnHold(f.Context())
			return err == nil && held != nil && held.Why == engine.LongAway
		})
		if n := f.reminders(); n != 0 {
			f.Errorf("time has acted %d times", n)
		}
		f.stop()
	})
}
