package store_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
)

// yearLetters are the letters of a year in a wave, by address.
func yearLetters(w engine.Wave) map[string]int {
	to := map[string]int{}
	for _, touched := range w.Touched {
		for _, n := range touched.Told {
			if n.TellsOfYear() {
				to[n.Mail]++
			}
		}
	}
	return to
}

// Whom a year concerns has one letter with it once it is laid out, as the preview says.
// When it changes, those have one whom the change concerns. However many they are, they
// are no surprise that holds them.
func TestThoseWhomAYearConcernsAreToldOfIt(t *testing.T) {
	y := kalmar(t, open(t, "sqlite::memory:"))
	ctx := context.Background()
	if told := yearLetters(y.wave(y.order())); len(told) > 0 {
		t.Errorf("laid out without a word it tells %v", told)
	}
	o := y.order()
	o.Announces = true
	seen := yearLetters(y.wave(o))
	wave, outcomes := y.apply(o)
	sent := 0
	for _, outcome := range outcomes {
		sent += outcome.Notices
	}
	if len(seen) < 40 || sent != len(seen) {
		t.Errorf("the preview tells of %d addresses, and %d letters went", len(seen), sent)
	}
	for mail, n := range seen {
		if n != 1 || yearLetters(wave)[mail] != 1 {
			t.Errorf("%s has %d letters", mail, n)
		}
	}
	if waiting, err := y.store.Waiting(ctx, y.now.Add(-time.Hour), 1000); err != nil || waiting != 0 {
		t.Errorf("%d letters that were seen before they go count as a surprise, %v", waiting, err)
	}
	if again := yearLetters(y.wave(o)); len(again) > 0 {
		t.Errorf("laid out again it tells %v", again)
	}

	next := y.edited("cycle.yaml", "dates: [2018-02-16, 2018-10-26, 2026-02-20, 2026-10-23,", "dates: [2018-02-16, 2018-10-26, 2026-02-20, 2026-10-30,")
	o = y.order()
	o.Pack, o.Announces, o.Drops = next, true, true
	changed := y.wave(o)
	told := yearLetters(changed)
	if len(told) == 0 || len(told) >= len(seen) {
		t.Errorf("of a conference that moves %d of %d are told", len(told), len(seen))
	}
	for _, touched := range changed.Touched {
		for _, n := range touched.Told {
			concerned := slices.ContainsFunc(n.Qualities(), func(q engine.Quality) bool {
				return q.Body == "presidium" || strings.HasPrefix(q.Party, "presidium") || q.Party == "beredning" || strings.HasPrefix(q.Party, "lgl.")
			})
			if n.TellsOfYear() && !concerned {
				t.Errorf("%s is told, as %v, of a conference that does not concern it", n.Name, n.Qualities())
			}
		}
	}
}
