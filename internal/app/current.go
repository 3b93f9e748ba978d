package app

import (
	"context"
	"strings"
	"time"

	"beredd/internal/engine"
	"beredd/internal/outbox"
)

// A current hands over letters that are written by what is in force: of a proposal on
// an edition that this node has not read yet, another having published it just now, it
// is read first.
type current struct {
	outbox.Sender
	shelf  *shelf
	divert *divert
}

// Send reads what has been published if it must, and hands the letter over. A letter
// that so cannot be written as yet is tried again.
func (c current) Send(ctx context.Context, facts engine.LetterFacts, now time.Time) engine.Handover {
	if err := c.shelf.keeps(ctx, facts.Proposal); err != nil {
		return engine.Handover{Fate: engine.TryAgain, Response: "what has been published could not be read", Err: err}
	}
	way, code, err := c.way(ctx, facts, now)
	switch {
	case err != nil:
		return engine.Handover{Fate: engine.TryAgain, Response: "whether the address works could not be read", Err: err}
	case way == elsewhere:
		return engine.Handover{Fate: engine.Refused, Response: "the letter goes to the function mailbox"}
	case way == nowhereToGo:
		return homeless(code)
	}
	done := c.Sender.Send(ctx, facts, now)
	if isPutOffForLong(facts, done, now) {
		if err := c.divert.putOff(ctx, facts, done, now); err != nil {
			c.shelf.log.Error("noting that an address takes no letters", "notice", facts.Notice.ID, "error", err)
		}
		return done
	}
	if done.Fate != engine.Refused || done.Address == "" {
		return done
	}
	marked, err := c.divert.refused(ctx, facts, done, now)
	if err != nil { // it is refused once more, and marked then
		return engine.Handover{Fate: engine.TryAgain, Response: done.Response, Err: err}
	}
	return marked
}

// putOffForLong is how long a server may put a letter off before its address is slow.
const putOffForLong = 72 * time.Hour

// isPutOffForLong says whether a letter has been put off by its recipient's server for
// days, or is tried no more.
func isPutOffForLong(facts engine.LetterFacts, done engine.Handover, now time.Time) bool {
	if done.Fate != engine.TryAgain || !strings.HasPrefix(done.Response, "4") || facts.Attempts == 0 {
		return false
	}
	_, again := outbox.Backoff(facts.Notice.ID, facts.Attempts+1)
	return !again || now.Sub(facts.LetGo()) >= putOffForLong
}

// way is where a letter goes with those that go along in it: to one address. Where one of
// them has nowhere to go all wait, that none be lost.
func (c current) way(ctx context.Context, facts engine.LetterFacts, now time.Time) (taken way, code string, err error) {
	for _, one := range append([]engine.LetterFacts{facts}, facts.Along...) {
		way, said, err := c.divert.instead(ctx, one.Notice, now)
		if err != nil {
			return there, "", err
		}
		if way > taken {
			taken, code = way, said
		}
	}
	return taken, code, nil
}

// keeps reads what has been published, where a proposal runs on what has not been read.
func (s *shelf) keeps(ctx context.Context, p engine.Proposal) error {
	if p.Collaboration != s.key || s.pack().Keeps(p.Workflow, p.Edition) {
		return nil
	}
	return s.renew(ctx)
}
