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
		to, left := engine.AsOf(pack, l.Notice, now)
		switch {
		case left:
			l.Left = true
			if owed, err = f.inPlace(ctx, pack, *l, now, owed); err != nil {
				return nil, err
			}
		case !reflect.DeepEqual(to, l.Notice):
			l.Bundle = strings.Replace(l.Bundle, l.Addressee(), to.Addressee(), 1)
			l.Notice = to
			changed = append(changed, l.Delivery)
		}
	}
	return facts, f.keep(ctx, changed, owed)
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
