package app

import (
	"context"
	"log/slog"
	"runtime"
	"sync"

	"beredd/internal/definition"
	"beredd/internal/scenario"
	"beredd/internal/wording"
)

// Play plays scenarios of a pack, several at once and each in a world of its
// own, and tells of each in their order as soon as it may.
func Play(ctx context.Context, pack *definition.Pack, scenarios []definition.Scenario, l wording.Language, tell func(scenario.Result, scenario.Journal)) error {
	stage, err := NewStage(pack)
	if err != nil {
		return err
	}
	results := make([]chan played, len(scenarios))
	for i := range results {
		results[i] = make(chan played, 1)
	}
	next := make(chan int)
	var workers sync.WaitGroup
	defer workers.Wait()
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for i := range next {
				results[i] <- stage.play(ctx, scenarios[i], l)
			}
		})
	}
	go func() {
		defer close(next)
		for i := range scenarios {
			next <- i
		}
	}()
	var failed error
	for _, result := range results {
		p := <-result
		if p.err != nil {
			failed = p.err
			continue
		}
		tell(p.result, p.journal)
	}
	return failed
}

// played is a scenario that has been played, or why it could not be.
type played struct {
	result  scenario.Result
	journal scenario.Journal
	err     error
}

func (stage *Stage) play(ctx context.Context, s definition.Scenario, l wording.Language) (p played) {
	world, err := stage.World(ctx, memory, "https://"+stage.pack.Key+".example", slog.New(slog.DiscardHandler), nil)
	if err != nil {
		return played{err: err}
	}
	defer func() {
		if err := world.Close(); err != nil {
			p.err = err
		}
	}()
	world.Post.kinds = stage.kinds
	p.result = scenario.Play(ctx, world, stage.pack, s, l)
	p.journal = scenario.Tell(ctx, world, stage.pack, p.result, l)
	return p
}
