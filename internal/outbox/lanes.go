package outbox

import (
	"slices"
	"strings"
	"sync"
	"time"
)

// Lanes keep the letters in hand by the domain that they are for, so that one
// domain's trouble is its own: each begins with two letters at a time, is given
// more as they arrive quickly, and is left alone for a while when it refuses.
type lanes struct {
	most  int           // letters of a domain on their way at once
	pause time.Duration // of a domain that refuses, the first time

	mu     sync.Mutex
	change *sync.Cond
	hungry chan struct{} // somebody is free to send
	of     map[string]*lane
	turns  []*lane // those with letters waiting; who has had a turn goes last
	held   int     // letters waiting
	idle   int     // senders that have nothing to send
	closed bool
}

// A lane is one domain's letters, and how it has taken the latest of them.
type lane struct {
	waiting []job
	going   int
	window  int // how many may be on their way
	refused int // for now, in a row
	pauses  int
	until   time.Time // left alone
}

const (
	firstWindow   = 2           // of a domain that nothing is known of: one slow letter doesn't hold up the rest
	slowAfter     = time.Second // a letter that takes longer earns its domain no further sender
	refusedEnough = 3           // letters in a row that a domain refuses for now, before it is left alone
	keptAhead     = 4           // letters that wait for each sender, before more are claimed: a claim takes about as long as they do
)

func newLanes(most int, pause time.Duration) *lanes {
	l := &lanes{most: most, pause: pause, of: map[string]*lane{}, hungry: make(chan struct{}, 1)}
	l.change = sync.NewCond(&l.mu)
	return l
}

// lane is the one of a letter's domain.
func (l *lanes) lane(j job) *lane {
	domain := strings.ToLower(j.Mail[strings.LastIndexByte(j.Mail, '@')+1:])
	if l.of[domain] == nil {
		l.of[domain] = &lane{window: min(firstWindow, l.most)}
	}
	return l.of[domain]
}

// put lets letters wait for their turn, and answers those whose domain is left
// alone, with for how long.
func (l *lanes) put(jobs []job) (back []late) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, j := range jobs {
		at := l.lane(j)
		if wait := time.Until(at.until); wait > 0 {
			back = append(back, late{j, wait})
			continue
		}
		if len(at.waiting) == 0 {
			l.turns = append(l.turns, at)
		}
		at.waiting = append(at.waiting, j)
		l.held++
	}
	l.change.Broadcast()
	return back
}

// A late letter is given back, to be claimed again after a wait.
type late struct {
	job
	wait time.Duration
}

// next is the letter whose turn it is, as soon as there is one; false when the
// lanes are closed and empty.
func (l *lanes) next() (j job, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for {
		if at := l.free(); at != nil {
			l.turns = slices.DeleteFunc(l.turns, func(other *lane) bool { return other == at })
			j, at.waiting = at.waiting[0], at.waiting[1:]
			at.going++
			l.held--
			if len(at.waiting) > 0 {
				l.turns = append(l.turns, at)
			}
			l.call()
			return j, true
		}
		if l.closed && l.held == 0 {
			return job{}, false
		}
		l.idle++
		l.call()
		l.change.Wait()
		l.idle--
	}
}

// free is the first lane with letters that has room for one on its way.
func (l *lanes) free() *lane {
	for _, at := range l.turns {
		if at.going < at.window {
			return at
		}
	}
	return nil
}

// call asks for more letters, where some sender is or is soon without.
func (l *lanes) call() {
	if l.held >= keptAhead*l.most && (l.idle == 0 || l.free() != nil) {
		return // there is enough to do: who is without has only not woken yet
	}
	select {
	case l.hungry <- struct{}{}:
	default:
	}
}

// again calls once more, for a sender that nothing was found for.
func (l *lanes) again() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.call()
}
