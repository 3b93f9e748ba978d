package app

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"sync"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store"
)

// A watch notices when a service wakes in another time than it was awake in: with
// an older copy of its database, after days, or with its clock wrong. Then letters
// are held, for they may have gone already, or not be due.
//
// It compares what the database says of when somebody was last awake with the clock
// and with a mark that stands beside the secrets, outside of every backup of the
// database. Nodes that share a database each have their own mark.
type watch struct {
	store *store.Store
	mark  string // the file, whose name ends in the database's own
	away  time.Duration
	log   *slog.Logger
	held  *engine.Hold

	mu     sync.Mutex
	failed error // why the last look failed
}

const (
	aliveSetting = "alive"
	nameSetting  = "database"
	beats        = time.Minute      // how exactly it is noted when somebody was last awake
	clockSlack   = 10 * time.Minute // how far the clocks of nodes may be apart
)

// begin looks at the database as the service found it.
func (w *watch) begin(ctx context.Context, now time.Time) error {
	name, err := w.database(ctx)
	if err != nil {
		return err
	}
	w.mark += name
	seen, err := w.marked()
	if err != nil {
		w.log.Warn("when this installation was last awake cannot be read: an older copy of the database would not be known", "file", w.mark, "error", err)
	}
	return w.look(ctx, now, seen)
}

// beat looks again, and notes that somebody is awake.
func (w *watch) beat(ctx context.Context, now time.Time) error {
	err := w.look(ctx, now, time.Time{})
	w.mu.Lock()
	defer w.mu.Unlock()
	w.failed = err
	return err
}

// failure is why nothing could be noted the last time, or nil: then nothing else
// could be written either.
func (w *watch) failure() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.failed
}

func (w *watch) look(ctx context.Context, now, seen time.Time) error {
	held, err := w.store.OnHold(ctx)
	if err != nil {
		return err
	}
	w.tell(held)
	alive, err := w.alive(ctx)
	if err != nil {
		return err
	}
	why := w.suspicion(now, alive, seen)
	if why == "" && now.Sub(alive) < beats {
		return nil
	}
	if why != "" && (held == nil || held.Why == engine.ByHand) {
		hold := engine.Hold{Why: why, Since: now}
		if err := w.store.Hold(ctx, hold); err != nil {
			return err
		}
		w.tell(&hold)
	}
	return w.note(ctx, now)
}

// suspicion is why letters had better wait, or "". seen is what the mark says,
// zero where it is not asked; alive is zero where nobody was awake before.
func (w *watch) suspicion(now, alive, seen time.Time) engine.HoldReason {
	switch {
	case alive.Before(seen):
		return engine.Restored
	case alive.IsZero():
		return ""
	case now.Before(alive.Add(-clockSlack)):
		return engine.ClockBack
	case w.away > 0 && now.Sub(alive) > w.away:
		return engine.LongAway
	}
	return ""
}

// tell logs that letters are held, or no longer, when that has changed.
func (w *watch) tell(held *engine.Hold) {
	switch {
	case held != nil && (w.held == nil || *w.held != *held):
		w.log.Warn("letters are held: "+meaning(*held), "since", held.Since)
	case held == nil && w.held != nil:
		w.log.Info("letters are released")
	}
	w.held = held
}

// meaning is what a hold is about, for logs and monitors.
func meaning(h engine.Hold) string {
	why := map[engine.HoldReason]string{
		engine.ByHand:    "an operator holds them",
		engine.Restored:  "the database is older than what this installation has seen of it, as after a restore; they may have gone already",
		engine.LongAway:  "nobody was awake for days, or the clock has leapt ahead; time does nothing meanwhile",
		engine.TooMany:   "they are many more at once than anybody expects; a coordinator decides, on the page of letters",
		engine.ClockBack: "the clock stands before a time when somebody was awake; time does nothing meanwhile",
	}[h.Why]
	return why + ". See: beredd outbox, beredd outbox release"
}

// database is a name that the database and its copies have, and no other.
func (w *watch) database(ctx context.Context) (string, error) {
	name, err := w.store.Setting(ctx, nameSetting)
	if err != nil || name != "" {
		return name, err
	}
	name = rand.Text()[:8]
	return name, w.store.PutSetting(ctx, nameSetting, name)
}

// alive is when somebody was last awake with this database, zero for never.
func (w *watch) alive(ctx context.Context) (time.Time, error) {
	value, err := w.store.Setting(ctx, aliveSetting)
	if err != nil || value == "" {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339Nano, value)
}

// note writes that somebody is awake: into the database first, which so is never
// behind the mark unless it is an older copy.
func (w *watch) note(ctx context.Context, now time.Time) error {
	text := now.UTC().Format(time.RFC3339Nano)
	if err := w.store.PutSetting(ctx, aliveSetting, text); err != nil {
		return fmt.Errorf("noting that somebody is awake: %w", err)
	}
	fresh := w.mark + ".new"
	err := os.WriteFile(fresh, []byte(text+"\n"), 0o600)
	if err == nil {
		err = os.Rename(fresh, w.mark)
	}
	if err != nil {
		w.log.Warn("when this installation was last awake cannot be noted: an older copy of the database would not be known", "file", w.mark, "error", err)
	}
	return nil
}

// marked is what the mark says, zero where there is none.
func (w *watch) marked() (time.Time, error) {
	text, err := os.ReadFile(w.mark)
	if errors.Is(err, fs.ErrNotExist) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, err
	}
	return time.Parse(time.RFC3339Nano, strings.TrimSpace(string(text)))
}
