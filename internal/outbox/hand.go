package outbox

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"beredd/internal/engine"
)

// A job is one letter in hand.
type job struct {
	engine.LetterFacts
	until time.Time // when the lease runs out
}

// claim takes letters that are due, with what they are written from. Those that are to
// go later, or with others, are given back with that noted: some says whether any were
// claimed at all.
func (w *Worker) claim(ctx context.Context, now time.Time, limit int) (jobs []job, some bool, err error) {
	letters, err := w.queue.Claim(ctx, w.config.Name, now, w.config.Lease, limit)
	if err != nil {
		return nil, false, fmt.Errorf("claiming letters: %w", err)
	}
	if len(letters) == 0 {
		return nil, false, nil
	}
	facts, err := w.queue.Facts(ctx, letters)
	if err == nil && len(facts) != len(letters) {
		err = fmt.Errorf("%d facts for %d letters", len(facts), len(letters))
	}
	if err != nil {
		w.giveBack(ctx, letters, now)
		return nil, false, fmt.Errorf("reading what letters are written from: %w", err)
	}
	jobs, err = w.route(ctx, facts, now)
	return jobs, true, err
}

// giveBack lets letters be claimed again at once, untried. Where even that
// fails, the lease's end gives them back.
func (w *Worker) giveBack(ctx context.Context, letters []engine.Delivery, at time.Time) {
	settled := make([]engine.Settlement, len(letters))
	for i, letter := range letters {
		settled[i] = untried(letter, at)
	}
	if err := w.queue.Settle(ctx, settled); err != nil {
		w.config.Log.Error("giving letters back", "error", err)
	}
}

// untried is a letter given back, not to be tried before at.
func untried(letter engine.Delivery, at time.Time) engine.Settlement {
	s := engine.Settlement{
		Notice: letter.ID, Claim: letter.Claim, Status: engine.Queued, Attempts: letter.Attempts, NextAt: at, Response: letter.Response,
		Bundle: letter.Bundle,
	}
	if letter.Attempts > 0 {
		s.Status = engine.Deferred
	}
	return s
}

// hand hands one letter over and answers what to keep of it. It answers false
// for one whose lease is nearly out: somebody else may have it by now, and two
// copies are worse than a late one.
func (w *Worker) hand(ctx context.Context, j job, now time.Time) (engine.Settlement, bool) {
	if now.After(j.until.Add(-w.config.Lease / 5)) {
		return engine.Settlement{}, false
	}
	j, over := j.needed()
	if len(over) > 0 {
		w.config.Log.Info("letter no longer needed", "notice", over[0].ID, "letter", over[0].Letter, "letters", len(over))
	}
	if j.IsNeedless() { // and so are all
		return withOver(needless(over[0], now), over[1:], now), true
	}
	s, ok := w.handNeeded(ctx, j, now)
	return withOver(s, over, now), ok
}

// handNeeded hands over what somebody still needs.
func (w *Worker) handNeeded(ctx context.Context, j job, now time.Time) (engine.Settlement, bool) {
	if wait, silent := w.pause.left(); silent && wait > 0 {
		return j.with(untried(j.Delivery, now.Add(wait))), true
	}
	started := time.Now()
	done := w.send(ctx, j, now)
	if done.Fate == engine.NoServer {
		wait := w.pause.failed(started)
		w.note(slog.LevelError, "no mail server", j, done, "wait", wait.Round(time.Second))
		s := untried(j.Delivery, now.Add(wait))
		s.Status, s.Response, s.At = engine.Deferred, done.Response, now
		return j.with(s), true
	}
	if done.Fate != engine.Unwritable {
		w.pause.answered()
	}
	return j.with(w.settlement(j, done, now)), true
}

// send asks the Sender. A letter that makes it panic is held, and no other.
func (w *Worker) send(ctx context.Context, j job, now time.Time) (done engine.Handover) {
	defer func() {
		if r := recover(); r != nil {
			done = engine.Handover{Fate: engine.Unwritable, Err: fmt.Errorf("a defect: %v", r)}
		}
	}()
	return w.sender.Send(ctx, j.LetterFacts, now)
}

// settlement is what to keep of a try that counts.
func (w *Worker) settlement(j job, done engine.Handover, now time.Time) engine.Settlement {
	s := engine.Settlement{Notice: j.Notice.ID, Claim: j.Claim, Attempts: j.Attempts + 1, At: now, Response: done.Response, Bundle: j.Bundle}
	switch done.Fate {
	case engine.HandedOver:
		s.Status = engine.Accepted
		w.note(slog.LevelInfo, "letter handed over", j, done)
	case engine.Refused:
		s.Status = engine.Failed
		w.note(slog.LevelWarn, "letter refused for good", j, done)
	case engine.TryAgain:
		wait, again := Backoff(j.Notice.ID, s.Attempts)
		s.Status, s.NextAt = engine.Deferred, now.Add(wait)
		if !again {
			s.Status, s.NextAt = engine.Failed, time.Time{}
		}
		w.note(slog.LevelWarn, "letter not handed over yet", j, done, "again", again, "wait", wait)
	case engine.Homeless: // a coordinator has it among what is to be seen to
		s.Status = engine.Held
		w.note(slog.LevelWarn, "letter waits for an address", j, done)
	default:
		s.Status = engine.Held
		w.note(slog.LevelError, "letter held", j, done)
	}
	return s
}

// note logs what came of a letter, without whom it is to.
func (w *Worker) note(level slog.Level, message string, j job, done engine.Handover, more ...any) {
	args := append([]any{"notice", j.Notice.ID, "letter", j.Letter, "tries", j.Attempts + 1, "response", done.Response}, more...)
	if done.Err != nil {
		args = append(args, "error", done.Err)
	}
	w.config.Log.Log(context.Background(), level, message, args...)
}
