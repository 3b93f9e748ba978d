package simulation

import (
	"container/heap"
	"time"
)

// An errand of somebody's: what it is that they mean to do.
type what int

const (
	proposing what = iota
	stepping       // take a step from the state where the proposal stands
	answering      // answer a round
	closing        // close a round as it stands
	meeting        // hold a meeting
)

// An intent is something that somebody means to do at a time.
type intent struct {
	at       time.Time
	what     what
	proposal string
	visit    int    // of a step: which of the proposal's states it is from; of what is proposed: how often it was tried
	round    string // of an answer: the round's id
	who      string // and whose answer
	order    int    // the first that was meant comes first
}

// An agenda is what people mean to do, and what time will, in order.
type agenda struct {
	intents queue
	meant   int
}

func (a *agenda) add(i intent) {
	a.meant++
	i.order = a.meant
	heap.Push(&a.intents, i)
}

// first is when something is next to be done; the zero time is never.
func (a *agenda) first() time.Time {
	if len(a.intents) == 0 {
		return time.Time{}
	}
	return a.intents[0].at
}

func (a *agenda) pop() intent { return heap.Pop(&a.intents).(intent) }

// queue is the heap beneath an agenda.
type queue []intent

func (q queue) Len() int      { return len(q) }
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(intent)) }

func (q queue) Less(i, j int) bool {
	if !q[i].at.Equal(q[j].at) {
		return q[i].at.Before(q[j].at)
	}
	return q[i].order < q[j].order
}

func (q *queue) Pop() any {
	last := len(*q) - 1
	x := (*q)[last]
	*q = (*q)[:last]
	return x
}
