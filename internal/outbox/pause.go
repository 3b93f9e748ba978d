package outbox

import (
	"sync"
	"time"
)

// longestPause is how long a server that can't be reached is left alone at most.
const longestPause = 15 * time.Minute

// A pause keeps every letter waiting while there is no server to hand it to. It
// lives by the machine's own clock: it is about a machine, not about a letter.
type pause struct {
	first time.Duration

	sync.Mutex
	failures int
	began    time.Time
	until    time.Time
}

// failed notes that a try which began at started found no server, and answers
// for how long all wait. Tries that began before the pause count once with it.
func (p *pause) failed(started time.Time) time.Duration {
	p.Lock()
	defer p.Unlock()
	now := time.Now()
	if p.failures == 0 || started.After(p.began) {
		p.began = now
		p.until = now.Add(grown(p.first, p.failures))
		p.failures++
	}
	return max(p.until.Sub(now), 0)
}

// answered notes that there is a server after all.
func (p *pause) answered() {
	p.Lock()
	defer p.Unlock()
	p.failures, p.until = 0, time.Time{}
}

// left is how long all wait still, and whether the server was last found silent:
// then one letter goes first, to see.
func (p *pause) left() (wait time.Duration, silent bool) {
	p.Lock()
	defer p.Unlock()
	return max(time.Until(p.until), 0), p.failures > 0
}

// grown is the first pause made three times as long for every failure.
func grown(first time.Duration, failures int) time.Duration {
	for range failures {
		if first *= 3; first >= longestPause {
			return longestPause
		}
	}
	return first
}
