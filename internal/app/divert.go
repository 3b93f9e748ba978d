package app

import (
	"context"
	"strings"
	"sync"
	"time"

	"beredd/internal/engine"
)

// A divert sends letters elsewhere that are for an address where nothing arrives: to
// the function mailbox of whom they are for. It asks anew every few seconds which
// addresses those are; a letter that goes in between comes back, and is sent elsewhere
// then.
type divert struct {
	shelf *shelf

	mu    sync.Mutex
	asked time.Time // by the machine's clock
	dead  map[string]engine.AddressMark
}

// lookForAddresses is how long an answer is believed.
const lookForAddresses = 5 * time.Second

// forget has the next letter ask anew.
func (d *divert) forget() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.asked = time.Time{}
}

// mark is what is known of an address where nothing arrives.
func (d *divert) mark(ctx context.Context, mail string) (engine.AddressMark, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.asked.IsZero() || time.Since(d.asked) > lookForAddresses {
		marks, err := d.shelf.store.AddressMarks(ctx, d.shelf.key)
		if err != nil {
			return engine.AddressMark{}, false, err
		}
		d.asked, d.dead = time.Now(), map[string]engine.AddressMark{}
		for _, m := range marks {
			if m.Status == engine.AddressDead {
				d.dead[m.Mail] = m
			}
		}
	}
	m, is := d.dead[strings.ToLower(mail)]
	return m, is, nil
}

// instead sends a letter elsewhere, and answers false where it is to go to its own
// address: that works, or there is no other.
func (d *divert) instead(ctx context.Context, n engine.Notice, now time.Time) (bool, error) {
	m, dead, err := d.mark(ctx, n.Mail)
	if err != nil || !dead {
		return false, err
	}
	other, ok := engine.InsteadOf(d.shelf.pack(), n, now)
	if !ok {
		return false, nil
	}
	if _, deadToo, err := d.mark(ctx, other.Mail); err != nil || deadToo {
		return false, err
	}
	log, err := d.shelf.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: d.shelf.key, Proposal: n.Proposal, Limit: 5000})
	if err != nil {
		return false, err
	}
	var owed []engine.Instead
	if !engine.HasHad(log.Rows, other) {
		owed = []engine.Instead{{Of: n.ID, Notice: other}}
	}
	return true, d.shelf.store.Divert(ctx, n.ID, m.Code, now, owed...)
}
