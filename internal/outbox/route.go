package outbox

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"beredd/internal/engine"
)

// A Router says when a letter goes, and with which others.
type Router func(letter engine.LetterFacts, now time.Time) engine.Route

// route makes jobs of the letters that go now, those of one bundle being one job, and
// gives back the others with when they go and with which. Where that cannot be noted
// none goes: the lease's end gives them back.
func (w *Worker) route(ctx context.Context, letters []engine.LetterFacts, now time.Time) ([]job, error) {
	var going []engine.LetterFacts
	var back []engine.Settlement
	for _, l := range beside(letters) {
		if s, goes := w.routed(l, now); goes {
			going = append(going, l)
		} else {
			back = append(back, s)
		}
	}
	going, back = waitForMates(going, back, now)
	if len(back) > 0 {
		if err := w.queue.Settle(ctx, back); err != nil {
			return nil, fmt.Errorf("noting when letters go: %w", err)
		}
	}
	return bundled(going, now.Add(w.config.Lease)), nil
}

// waitForMates gives back what would go while others that it is to go with are being
// given back to go at once: they are claimed together next.
func waitForMates(going []engine.LetterFacts, back []engine.Settlement, now time.Time) ([]engine.LetterFacts, []engine.Settlement) {
	coming := map[string]bool{}
	for _, s := range back {
		coming[s.Bundle] = coming[s.Bundle] || s.Bundle != "" && !s.NextAt.After(now)
	}
	var alone []engine.LetterFacts
	for _, l := range going {
		if coming[l.Bundle] {
			back = append(back, untried(l.Delivery, now))
		} else {
			alone = append(alone, l)
		}
	}
	return alone, back
}

// routed says whether a letter goes now, else what to keep of it.
func (w *Worker) routed(l engine.LetterFacts, now time.Time) (engine.Settlement, bool) {
	s := untried(l.Delivery, now)
	switch {
	case l.IsNeedless(): // whatever its hour
		return s, true
	case now.Sub(l.LetGo()) > w.config.Stale:
		w.config.Log.Warn("letter held: its news is old", "notice", l.Notice.ID, "letter", l.Letter, "owed", l.At)
		s.Status, s.At, s.NextAt, s.Response = engine.Held, now, time.Time{}, engine.Stale
		return s, false
	case w.config.Route == nil:
		return s, true
	}
	route := w.config.Route(l, now)
	switch {
	case route.Unwanted:
		s.Status, s.At = engine.Unwanted, now
		return s, false
	case route.At.After(now) || route.With != l.Bundle:
		if s.Bundle = route.With; route.At.After(now) {
			s.NextAt = route.At
		}
		s.At = s.NextAt // it grows old from then
		return s, false
	}
	return s, true
}

// beside marks the letters that tell the same address of the same proposal.
func beside(letters []engine.LetterFacts) []engine.LetterFacts {
	key := func(l engine.LetterFacts) string { return l.Notice.Proposal + " " + l.Mail }
	n := map[string]int{}
	for _, l := range letters {
		n[key(l)]++
	}
	for i := range letters {
		letters[i].Beside = n[key(letters[i])] > 1
	}
	return letters
}

// bundled makes one job of the letters of each bundle: that of the first, which the
// others go along with.
func bundled(letters []engine.LetterFacts, until time.Time) []job {
	var jobs []job
	at := map[string]int{}
	slices.SortStableFunc(letters, func(a, b engine.LetterFacts) int { return cmp.Compare(a.ID, b.ID) })
	for _, l := range letters {
		i, seen := at[l.Bundle]
		if l.Bundle != "" && seen {
			jobs[i].Along = append(jobs[i].Along, l)
			continue
		}
		at[l.Bundle] = len(jobs)
		jobs = append(jobs, job{l, until})
	}
	return jobs
}

// all are the letters of a job.
func (j job) all() []engine.LetterFacts {
	alone := j.LetterFacts
	alone.Along = nil
	return append([]engine.LetterFacts{alone}, j.Along...)
}

// needed parts what has been overtaken from what is still needed. Where nothing is, the
// job is as it was.
func (j job) needed() (job, []engine.LetterFacts) {
	var left, over []engine.LetterFacts
	for _, l := range j.all() {
		if l.IsNeedless() {
			over = append(over, l)
		} else {
			left = append(left, l)
		}
	}
	if len(left) == 0 {
		return j, over
	}
	rest := job{left[0], j.until}
	rest.Along = left[1:]
	return rest, over
}

// with adds what came of those that went along: they arrived in the letter, or share
// its fate.
func (j job) with(s engine.Settlement) engine.Settlement {
	for _, l := range j.Along {
		along := s
		along.Notice, along.Claim, along.Along = l.ID, l.Claim, nil
		if s.Status == engine.Accepted {
			along.Status, along.Carrier = engine.Merged, s.Notice
		}
		s.Along = append(s.Along, along)
	}
	return s
}

// withOver adds those that nobody needs any more.
func withOver(s engine.Settlement, over []engine.LetterFacts, now time.Time) engine.Settlement {
	for _, l := range over {
		s.Along = append(s.Along, needless(l, now))
	}
	return s
}

func needless(l engine.LetterFacts, now time.Time) engine.Settlement {
	why, _ := l.Overtaken()
	return engine.Settlement{Notice: l.ID, Claim: l.Claim, Status: engine.Needless, Attempts: l.Attempts, At: now, Response: why, Bundle: l.Bundle}
}
