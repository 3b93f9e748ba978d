package app

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/outbox"
)

// A forwarding is a queue whose letters go to whom they are for when they go, and not
// when they were owed: to a changed address, in a changed language, and not to who has
// left meanwhile. Whoever has taken over has the letter instead.
type forwarding struct {
	outbox.Queue
	*system
}

// Facts reads what letters are written from, as their recipients are today.
func (f forwarding) Facts(ctx context.Context, letters []engine.Delivery) ([]engine.LetterFacts, error) {
	facts, err := f.Queue.Facts(ctx, letters)
	if err != nil {
		return nil, err
	}
	var changed []engine.Delivery
	var owed []engine.Instead
	pack, now := f.pack(), f.now()
	for i := range facts {
		l := &facts[i]
		if l.Proposal.Collaboration != pack.Key || l.IsNeedless() {
			continue
		}
		if err := f.outdate(ctx, pack, l, now); err != nil {
			return nil, err
		}
		if l.IsNeedless() {
			continue
		}
		letters, err := f.asOf(ctx, pack, *l, now)
		if err != nil {
			return nil, err
		}
		for _, letter := range letters[1:] {
			if !letter.Left {
				owed = append(owed, engine.Instead{Of: l.ID, Notice: letter.Notice})
			}
		}
		switch to := letters[0]; {
		case to.Left:
			l.Left = true
			gone := *l
			gone.Notice = to.Notice
			if owed, err = f.inPlace(ctx, pack, gone, now, owed); err != nil {
				return nil, err
			}
		case !reflect.DeepEqual(to.Notice, l.Notice):
			l.Bundle = strings.Replace(l.Bundle, l.Addressee(), to.Addressee(), 1)
			l.Notice = to.Notice
			changed = append(changed, l.Delivery)
		}
	}
	return facts, f.keep(ctx, changed, owed)
}

// outdate notes of a letter that tells when a meeting is whether that is old news by now.
func (f forwarding) outdate(ctx context.Context, pack *definition.Pack, l *engine.LetterFacts, now time.Time) error {
	if !l.Proposal.IsMeeting() {
		return nil
	}
	log, err := f.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: pack.Key, Proposal: l.Notice.Proposal, Limit: 5000})
	if err != nil {
		return fmt.Errorf("asking who has been called to a meeting: %w", err)
	}
	l.Outdated, l.Uncalled = engine.Outdated(*l, log.Rows, pack.Calendar.Today(now))
	return nil
}

// asOf is a letter as it goes now. Of one that would go to a stand-in it asks whether they
// have done themselves what it tells of, or have the same letter anyway.
func (f forwarding) asOf(ctx context.Context, pack *definition.Pack, l engine.LetterFacts, now time.Time) (all []engine.Forwarded, err error) {
	all = engine.AsOf(pack, l.Notice, now, func(next engine.Notice) bool {
		if next.Person == l.Notice.Person { // as it was owed
			return false
		}
		log, failed := f.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: pack.Key, Proposal: l.Notice.Proposal, Limit: 5000})
		if failed != nil {
			err = fmt.Errorf("asking who has a letter: %w", failed)
		}
		others := slices.DeleteFunc(log.Rows, func(d engine.Delivery) bool { return d.ID == l.ID })
		return next.Person == l.Event.Private.Person || engine.HasHad(others, next)
	})
	return all, err
}

// keep notes to whom letters go, and owes those in the place of others.
func (f forwarding) keep(ctx context.Context, changed []engine.Delivery, owed []engine.Instead) error {
	if len(changed) > 0 {
		if err := f.store.Readdress(ctx, changed...); err != nil {
			return err
		}
	}
	if len(owed) > 0 {
		return f.store.SendAgain(ctx, owed...)
	}
	return nil
}

// inPlace adds the letter to whoever has taken over from the recipient of one, if anybody
// has that has not had it.
func (f forwarding) inPlace(ctx context.Context, pack *definition.Pack, l engine.LetterFacts, now time.Time, owed []engine.Instead) ([]engine.Instead, error) {
	log, err := f.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: pack.Key, Proposal: l.Notice.Proposal, Limit: 5000})
	if err != nil {
		return nil, fmt.Errorf("asking who has had a letter: %w", err)
	}
	for _, o := range owed {
		log.Rows = append(log.Rows, engine.Delivery{Notice: o.Notice})
	}
	had := func(n engine.Notice) bool { return engine.HasSame(log.Rows, n) }
	if next, ok := engine.Successor(pack, l.Notice, l.Event.Private.Person, now, had); ok {
		owed = append(owed, engine.Instead{Of: l.ID, Notice: next})
	}
	return owed, nil
}

// handOver owes the letters that wait for a person who has left to whoever has taken over.
func (f forwarding) handOver(ctx context.Context, person string) error {
	for _, status := range []engine.DeliveryStatus{engine.Queued, engine.Deferred, engine.Held} {
		page, err := f.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: f.pack().Key, Status: status, Limit: 5000})
		if err != nil {
			return err
		}
		waiting := slices.DeleteFunc(page.Rows, func(d engine.Delivery) bool { return person == "" || d.Notice.Person != person })
		if len(waiting) == 0 {
			continue
		}
		if _, err := f.Facts(ctx, waiting); err != nil {
			return err
		}
	}
	return nil
}
