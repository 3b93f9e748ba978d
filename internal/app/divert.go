package app

import (
	"context"
	"regexp"
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

// A way is where a letter goes.
type way int

// The ways. A letter that has none waits until a coordinator has seen to an address.
const (
	there way = iota // to its own address
	elsewhere
	nowhereToGo
)

// instead sends a letter elsewhere whose address does not work, where there is an
// elsewhere. Of one that goes nowhere it answers the code that its address is refused with.
func (d *divert) instead(ctx context.Context, n engine.Notice, now time.Time) (way, string, error) {
	m, dead, err := d.mark(ctx, n.Mail)
	if err != nil || !dead {
		return there, "", err
	}
	other, ok, err := d.other(ctx, n, now)
	if err == nil && !ok { // no letter is held on old news
		d.forget()
		if m, dead, err = d.mark(ctx, n.Mail); err != nil || !dead {
			return there, "", err
		}
		other, ok, err = d.other(ctx, n, now)
	}
	if err != nil || !ok {
		return nowhereToGo, m.Code, err
	}
	owed, err := d.owed(ctx, n, other)
	if err != nil {
		return there, "", err
	}
	return elsewhere, "", d.shelf.store.Divert(ctx, n.ID, m.Code, now, owed...)
}

// other is the letter to an address that works in place of one that does not, if there
// is such an address.
func (d *divert) other(ctx context.Context, n engine.Notice, now time.Time) (engine.Notice, bool, error) {
	other, ok := engine.InsteadOf(d.shelf.pack(), n, now)
	if !ok {
		return engine.Notice{}, false, nil
	}
	_, dead, err := d.mark(ctx, other.Mail)
	return other, err == nil && !dead, err
}

// refused marks an address that a letter was refused for, as a report that comes back
// does: the letter goes elsewhere with those in it, or waits where one has no elsewhere.
func (d *divert) refused(ctx context.Context, facts engine.LetterFacts, done engine.Handover, now time.Time) (engine.Handover, error) {
	n := facts.Notice
	owed, found, err := d.owedFor(ctx, facts, now)
	if err != nil {
		return done, err
	}
	if !found {
		owed = nil
	}
	said := strings.TrimSpace(strings.TrimPrefix(replyCode.ReplaceAllString(done.Response, ""), done.Address))
	mark := engine.AddressMark{
		Collaboration: d.shelf.key, Mail: n.Mail, Status: engine.AddressDead, Code: done.Address, Said: said, Notice: n.ID, Sent: now, Since: now,
	}
	if err := d.shelf.store.MarkAddress(ctx, mark, owed...); err != nil {
		return done, err
	}
	if d.forget(); !found {
		done = homeless(done.Address)
	}
	return done, nil
}

// owedFor are the letters that go to function mailboxes in the place of one and of those in
// it; found says whether each has one.
func (d *divert) owedFor(ctx context.Context, facts engine.LetterFacts, now time.Time) (owed []engine.Instead, found bool, err error) {
	found = true
	for _, one := range append([]engine.LetterFacts{facts}, facts.Along...) {
		other, ok, err := d.other(ctx, one.Notice, now)
		if err != nil {
			return nil, false, err
		}
		if found = found && ok; !ok {
			continue
		}
		more, err := d.owed(ctx, one.Notice, other)
		if err != nil {
			return nil, false, err
		}
		owed = append(owed, more...)
	}
	return owed, found, nil
}

// putOff marks an address whose server has put a letter off for days, as a report does that
// says so: the next letter is tried, and this one goes to the function mailbox too, where
// there is one.
func (d *divert) putOff(ctx context.Context, facts engine.LetterFacts, done engine.Handover, now time.Time) error {
	owed, _, err := d.owedFor(ctx, facts, now)
	if err != nil {
		return err
	}
	code, said, _ := strings.Cut(done.Response, " ")
	mark := engine.AddressMark{
		Collaboration: d.shelf.key, Mail: facts.Mail, Status: engine.AddressSlow, Code: code, Said: said, Notice: facts.Notice.ID, Sent: now, Since: now,
	}
	return d.shelf.store.MarkAddress(ctx, mark, owed...)
}

// replyCode begins what a server says.
var replyCode = regexp.MustCompile(`^5[0-9]{2} `)

// homeless is what comes of a letter that there is no address for.
func homeless(code string) engine.Handover {
	return engine.Handover{Fate: engine.Homeless, Response: engine.NoAddress + code, Address: code}
}

// owed is a letter in another's place, unless its recipient has had it anyway.
func (d *divert) owed(ctx context.Context, n, other engine.Notice) ([]engine.Instead, error) {
	log, err := d.shelf.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: d.shelf.key, Proposal: n.Proposal, Limit: 5000})
	if err != nil || engine.HasHad(log.Rows, other) {
		return nil, err
	}
	return []engine.Instead{{Of: n.ID, Notice: other}}, nil
}
