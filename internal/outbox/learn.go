package outbox

import "time"

// learn notes how a domain took a letter, and answers the letters that now wait
// in vain.
func (l *lanes) learn(j job, refused bool, took time.Duration) (back []late) {
	l.mu.Lock()
	defer l.mu.Unlock()
	at := l.lane(j)
	at.going--
	switch {
	case refused:
		at.refused++
		at.window = max(min(firstWindow, l.most), at.window/2)
		if at.refused >= refusedEnough {
			at.until = time.Now().Add(grown(l.pause, at.pauses))
			at.pauses, at.refused = at.pauses+1, refusedEnough-1 // the next letter goes alone, to see
			back = l.empty(at, time.Until(at.until))
		}
	case took > slowAfter:
		at.window = max(min(firstWindow, l.most), at.window/2)
		at.refused = 0
	default:
		at.window = min(l.most, at.window+1)
		at.refused, at.pauses = 0, 0
	}
	l.change.Broadcast()
	return back
}

// overflow takes the letters out of all lanes that are full, where more wait than
// is good: they would hold up what can go.
func (l *lanes) overflow(most int) (back []late) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.held < most {
		return nil
	}
	for _, at := range append([]*lane(nil), l.turns...) {
		if at.going >= at.window {
			back = append(back, l.empty(at, l.pause)...)
		}
	}
	return back
}

// empty takes what waits in a lane out of it.
func (l *lanes) empty(at *lane, wait time.Duration) (back []late) {
	for _, j := range at.waiting {
		back = append(back, late{j, wait})
	}
	l.held -= len(at.waiting)
	at.waiting = nil
	for i := range l.turns {
		if l.turns[i] == at {
			l.turns = append(l.turns[:i], l.turns[i+1:]...)
			break
		}
	}
	return back
}

// close takes no more letters, and answers those that have not had their turn.
func (l *lanes) close() (back []late) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.turns) > 0 {
		back = append(back, l.empty(l.turns[0], 0)...)
	}
	l.closed = true
	l.change.Broadcast()
	return back
}
