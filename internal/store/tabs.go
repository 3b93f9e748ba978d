package store

import (
	"context"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"beredd/internal/engine"
)

// tabs remembers how many proposals there are in each tab. Counting them is most
// of what a list costs, and they change only when something is saved: here, which
// is seen at once, or on another node, which is seen within its patience.
type tabs struct {
	saves  atomic.Int64 // how many changes this store has saved
	mu     sync.Mutex
	latest map[string]tabCounts // by collaboration
}

type tabCounts struct {
	counts map[engine.Tab]int
	saves  int64
	at     time.Time // by the machine's own clock
}

// patience is how long another node's changes may be missing in the tabs.
const patience = 2 * time.Second

// countTabs counts without reading every proposal: numbers have no gaps, so their
// sum is how many there are, and of the rest the fewer are counted.
const countTabs = `
	SELECT (SELECT coalesce(sum(last), 0) FROM numbers WHERE collaboration = $1 AND NOT of_year)                                     AS whole,
	       (SELECT count(*) FROM proposals WHERE collaboration = $1 AND closed_at IS NULL AND falls_on IS NULL)                     AS open,
	       (SELECT count(*) FROM proposals WHERE collaboration = $1 AND closed_at IS NULL AND falls_on IS NULL AND decided)         AS decided_open,
	       (SELECT count(*) FROM proposals WHERE collaboration = $1 AND closed_at IS NOT NULL AND falls_on IS NULL AND NOT decided) AS undecided_closed`

// counts answers the numbers of each tab. Who asks while another counts waits for
// that one's answer.
func (t *tabs) counts(ctx context.Context, p *pool, collaboration string) (map[engine.Tab]int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	saves := t.saves.Load()
	if known, ok := t.latest[collaboration]; ok && known.saves == saves && time.Since(known.at) < patience {
		return maps.Clone(known.counts), nil
	}
	var n struct {
		Whole, Open     int
		DecidedOpen     int `db:"decided_open"`
		UndecidedClosed int `db:"undecided_closed"`
	}
	if err := p.one(ctx, &n, countTabs, collaboration); err != nil {
		return nil, err
	}
	counts := map[engine.Tab]int{
		engine.TabOpen: n.Open, engine.TabDecided: n.DecidedOpen + n.Whole - n.Open - n.UndecidedClosed,
		engine.TabClosed: n.Whole - n.Open, engine.TabAll: n.Whole,
	}
	if t.latest == nil {
		t.latest = map[string]tabCounts{}
	}
	t.latest[collaboration] = tabCounts{counts, saves, time.Now()}
	return maps.Clone(counts), nil
}
