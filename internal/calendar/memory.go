package calendar

import (
	"maps"
	"sync"
)

// A question is all that an answer of the calendar depends on. The answers cost
// some twenty sentences of the catalogue, and on a busy day many proposals ask
// the same.
type question struct {
	what      string // the method
	from      Date
	period    Period
	clock     string
	otherwise string
}

// A memory keeps answers. It forgets them all when it has grown full, so that
// it stays small however long the program runs. Its zero value is ready.
type memory struct {
	mu      sync.RWMutex
	answers map[question]Moment
}

// mostRemembered is more questions than a day's work asks.
const mostRemembered = 1024

// recall answers q, from memory or by working it out. What it gives is the
// caller's own to change.
func (m *memory) recall(q question, work func() Moment) Moment {
	m.mu.RLock()
	answer, known := m.answers[q]
	m.mu.RUnlock()
	if !known {
		answer = work()
		m.keep(q, answer)
	}
	answer.Explanation = maps.Clone(answer.Explanation)
	return answer
}

func (m *memory) keep(q question, answer Moment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.answers == nil || len(m.answers) >= mostRemembered {
		m.answers = map[question]Moment{}
	}
	m.answers[q] = answer
}
