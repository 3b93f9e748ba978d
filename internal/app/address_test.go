package app

import (
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A server refuses an address by name: that is known from then on, the letter goes to
// the function mailbox, and where that is refused too it waits until a coordinator has
// said where it is to go. No letter is tried on an address that was refused.
func TestALetterWithoutAnAddressThatWorksWaitsForADecision(t *testing.T) {
	onBothDatabases(t, func(f *flow) {
		f.at("2026-02-02 09:00")
		f.start()
		f.propose()
		f.do("drafting", "submit", nil)
		f.eventually("the preparation group has its letters", func() bool { return len(f.relay.letters("Rutin för SIP")) >= 3 })
		person := f.personal()
		d := f.delivery(person)
		home := strings.ToLower(f.pack().People.MailboxBehind(d.Person, d.Organization, d.Body, f.pack().Calendar.Today(f.clock.Now())).Mailbox)
		f.relay.refuse(d.Mail)
		f.again()
		f.eventually("the letter is refused", func() bool { return f.of(d.Mail, engine.Failed) != nil })
		if got := f.of(d.Mail, engine.Failed).Response; !strings.HasPrefix(got, "550 5.1.1") || strings.Contains(got, "@") {
			f.Errorf("the server said %q", got)
		}
		f.eventually("the function mailbox has it", func() bool { return f.of(home, engine.Accepted) != nil })
		marks, err := f.store.AddressMarks(f.Context(), f.pack().Key)
		if err != nil || len(marks) != 1 || marks[0].Status != engine.AddressDead || marks[0].Code != "5.1.1" || !strings.EqualFold(marks[0].Mail, d.Mail) ||
			!strings.HasSuffix(marks[0].Said, "has no mailbox here") {
			f.Errorf("the addresses are %+v %v", marks, err)
		}

		f.relay.refuse(home)
		for _, mail := range []string{home, d.Mail} { // what is refused the first time is not tried the second
			f.again()
			f.eventually("the letter waits", func() bool { return f.of(mail, engine.Held) != nil })
			if got := f.of(mail, engine.Held).Response; got != engine.NoAddress+"5.1.1" {
				f.Errorf("the letter waits since %q", got)
			}
		}
		if f.relay.tries(home) != 1 || f.relay.tries(d.Mail) != 1 {
			f.Errorf("addresses that were refused were tried %d and %d times", f.relay.tries(home), f.relay.tries(d.Mail))
		}
		f.relay.takes(home)
		had := len(f.lettersTo(home))
		if err := f.store.ConfirmAddress(f.Context(), f.pack().Key, home, "anna", f.clock.Now()); err != nil {
			f.Fatal(err)
		}
		n, err := f.store.DecideHomeless(f.Context(), f.pack().Key, home, engine.AddressDecision{Release: engine.Release{At: f.clock.Now()}})
		f.worker.Wake()
		if err != nil || n != 1 {
			f.Fatalf("%d letters were decided on %v", n, err)
		}
		f.eventually("the function mailbox has both", func() bool { return len(f.lettersTo(home)) == had+2 })
		f.stop()
	})
}

// again lets another proposal reach the preparation group.
func (f *flow) again() {
	f.Helper()
	f.propose()
	f.do("drafting", "submit", nil)
}

// of is the letter of the latest proposal to an address that is so far, or nil.
func (f *flow) of(mail string, status engine.DeliveryStatus) *engine.Delivery {
	f.Helper()
	log, err := f.store.Deliveries(f.Context(), engine.DeliveryFilter{Collaboration: f.pack().Key, Proposal: f.id, Status: status})
	if err != nil {
		f.Fatal(err)
	}
	for _, d := range log.Rows {
		if strings.EqualFold(d.Mail, mail) {
			return &d
		}
	}
	return nil
}

// refuse lets nobody have an address from now on.
func (r *relay) refuse(mail string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.refuses == nil {
		r.refuses = map[string]int{}
	}
	r.refuses[strings.ToLower(mail)] = 0
}

// takes lets somebody have a refused address.
func (r *relay) takes(mail string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.refuses, strings.ToLower(mail))
}

// tries is how often a refused address was named.
func (r *relay) tries(mail string) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.refuses[strings.ToLower(mail)]
}
