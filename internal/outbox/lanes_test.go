package outbox_test

import (
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/outbox"
	"beredd/internal/outbox/outboxtest"
)

// to owes n letters to one domain, with ids that begin with its name.
func to(domain string, n int, at time.Time) []engine.LetterFacts {
	all := letters(n)
	for i := range all {
		all[i].Notice.ID = fmt.Sprint(domain, i)
		all[i].Mail, all[i].At = fmt.Sprintf("r%d@%s.example", i, domain), at
	}
	return all
}

// went counts the letters of a domain that have been handed over.
func went(q *outboxtest.Queue, domain string, n int) (count int) {
	for i := range n {
		if q.Delivery(fmt.Sprint(domain, i)).Status == engine.Accepted {
			count++
		}
	}
	return count
}

// The letters of a domain that takes for ever are due before all others, and more
// than are held in memory.
func TestASlowDomainLeavesSendersToTheOthers(t *testing.T) {
	const many = 60
	q := outboxtest.New(append(to("slow", many, start.Add(-time.Hour)), append(to("nybro", 20, start), to("torsas", 20, start)...)...)...)
	hurry := make(chan struct{})
	var most, going atomic.Int64
	s := &sender{hook: func(notice string) {
		if notice[:4] != "slow" {
			return
		}
		most.Store(max(most.Load(), going.Add(1)))
		<-hurry
		going.Add(-1)
	}}
	began := time.Now()
	running(t, worker(q, s, outbox.Config{Batch: 5, Poll: time.Millisecond, DomainPause: 20 * time.Millisecond,
		Now: func() time.Time { return start.Add(time.Since(began)) }}))
	t.Cleanup(func() { close(hurry) })
	eventually(t, "the others have theirs", func() bool { return went(q, "nybro", 20)+went(q, "torsas", 20) == 40 })
	if most.Load() > 2 || went(q, "slow", many) != 0 {
		t.Errorf("%d senders were held by the slow domain", most.Load())
	}
}

// A domain that refuses letter after letter is left alone: what waits for it costs
// no try, nobody else waits, and when it takes letters again it has them all.
func TestADomainThatRefusesIsLeftAloneAndItsLettersKeepTheirTries(t *testing.T) {
	q := outboxtest.New(append(to("full", 40, start), to("nybro", 20, start)...)...)
	script := map[string][]engine.Handover{}
	for i := range 40 {
		script[fmt.Sprint("full", i)] = []engine.Handover{later("451 4.7.1 try later")}
	}
	s := &sender{script: script}
	began, leap := time.Now(), atomic.Int64{}
	running(t, worker(q, s, outbox.Config{Poll: time.Millisecond, DomainPause: 30 * time.Millisecond,
		Now: func() time.Time { return start.Add(time.Since(began) + time.Duration(leap.Load())) }}))
	eventually(t, "the others have theirs", func() bool { return went(q, "nybro", 20) == 20 })
	tried := 0
	for i := range 40 {
		tried += q.Delivery(fmt.Sprint("full", i)).Attempts
	}
	if tried > 8 {
		t.Errorf("%d letters were tried on a domain that refused each", tried)
	}
	s.Lock()
	clear(s.script)
	s.Unlock()
	leap.Store(int64(time.Hour))
	eventually(t, "all have theirs", func() bool { return went(q, "full", 40) == 40 })
}

// A letter that takes for ever and one that took long leave room for the rest of
// their own domain.
func TestASlowLetterLeavesItsOwnDomainASender(t *testing.T) {
	q := outboxtest.New(to("nybro", 12, start)...)
	hurry := make(chan struct{})
	s := &sender{hook: func(notice string) {
		switch notice {
		case "nybro0":
			<-hurry
		case "nybro1":
			time.Sleep(1100 * time.Millisecond)
		}
	}}
	running(t, worker(q, s, outbox.Config{Senders: 2, Poll: time.Millisecond}))
	t.Cleanup(func() { close(hurry) })
	eventually(t, "all but the slow one have theirs", func() bool { return went(q, "nybro", 12) == 11 })
}
