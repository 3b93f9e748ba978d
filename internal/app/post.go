package app

import (
	"context"
	"sync"
	"time"

	"beredd/internal/engine"
	"beredd/internal/scenario"
	"beredd/internal/store"
)

type listening struct {
	*store.Store
	heard func(engine.Change)
}

func (l listening) Save(ctx context.Context, c engine.Change) (engine.Outcome, error) {
	o, err := l.Store.Save(ctx, c)
	if err == nil && !o.Repeated {
		l.heard(c)
	}
	return o, err
}

// A Post is a mail server that keeps what it is handed, and refuses where it was
// told to.
type Post struct {
	mu      sync.Mutex
	now     func() time.Time
	fails   map[string]string
	sent    []scenario.Sent
	waiting []waiting
}

type waiting struct {
	n     engine.Notice
	at    time.Time
	tries int
}

func (p *Post) owe(c engine.Change) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, n := range c.Notices {
		p.waiting = append(p.waiting, waiting{n: n, at: n.At})
	}
}

func (p *Post) deliver() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	now, n := p.now(), 0
	var left []waiting
	for _, w := range p.waiting {
		if w.at.After(now) {
			left = append(left, w)
			continue
		}
		n++
		w.tries++
		s := scenario.Sent{Notice: w.n, Status: engine.Accepted, First: w.tries == 1, At: now}
		if reply := p.fails[w.n.Mail]; reply != "" {
			s.Status = engine.Failed
			if reply[0] == '4' {
				s.Status = engine.Deferred
				w.at = now.Add(5 * time.Minute)
				left = append(left, w)
			}
		}
		p.sent = append(p.sent, s)
	}
	p.waiting = left
	return n
}

func (p *Post) next() time.Time {
	p.mu.Lock()
	defer p.mu.Unlock()
	var next time.Time
	for _, w := range p.waiting {
		if next.IsZero() || w.at.Before(next) {
			next = w.at
		}
	}
	return next
}

// Sent lists every try.
func (p *Post) Sent() []scenario.Sent {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.sent
}

// Fail makes an address answer reply to every letter, or work again where reply
// is "".
func (p *Post) Fail(address, reply string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.fails == nil {
		p.fails = map[string]string{}
	}
	p.fails[address] = reply
}
