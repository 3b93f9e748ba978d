package app

import (
	"context"
	"errors"
	"io/fs"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/templates"
)

// A process lets coordinators read what has been published, and publish.
type process struct {
	*store.Store
	shelf  *shelf
	engine *engine.Engine
}

// Check reads a pack with its scenarios, as beredd check does.
func (p process) Check(files fs.FS) (*definition.Pack, source.Problems) {
	letters, err := letterNames(templates.FS)
	if err != nil {
		letters = nil // their names are then not checked
	}
	pack, problems := definition.Read(files, letters)
	if pack == nil {
		return nil, problems
	}
	_, more := definition.ReadScenarios(files, pack)
	if problems = append(problems, more...); problems.Err() != nil {
		return nil, problems
	}
	return pack, problems
}

// Publish puts files in force, on this node at once and on others within seconds.
func (p process) Publish(ctx context.Context, files fs.FS, as engine.Published) error {
	pack, problems := p.Check(files)
	if pack == nil {
		return problems
	}
	_, err := p.shelf.publish(ctx, pack, files, as)
	return err
}

// PublishYear puts files in force, and lets in the same transaction what is laid out of
// the year follow them, as the order says and as was seen. The order's pack is theirs.
func (p process) PublishYear(ctx context.Context, files fs.FS, as engine.Published, o engine.Order, seen string) (err error) {
	pack, problems := p.Check(files)
	if pack == nil {
		return problems
	}
	_, err = p.publishYear(ctx, pack, files, as, o, seen)
	return err
}

// publishYear is PublishYear of a pack that has been read from files.
func (p process) publishYear(ctx context.Context, pack *definition.Pack, files fs.FS, as engine.Published, o engine.Order, seen string) (engine.Published, error) {
	if err := p.shelf.renew(ctx); err != nil {
		return as, err
	}
	o.Pack = pack.Over(p.shelf.pack())
	as, err := p.shelf.published(pack, files, as)
	if err != nil {
		return as, err
	}
	_, err = p.engine.Publish(ctx, p.Store, o, seen, func(wave engine.Wave, changes []engine.Change) ([]engine.Outcome, error) {
		if err := p.shelf.hindered(ctx, pack, func(one engine.Proposal) bool { return wave.Follows(o.Pack, one) }); err != nil {
			return nil, err
		}
		return p.Store.PublishTogether(ctx, as, changes)
	})
	if errors.Is(err, engine.ErrStale) {
		if newest, lost := p.NewestEdition(ctx, pack.Key); lost != nil || newest < as.Seq {
			return as, errors.Join(fault.New(fault.Conflict, "wave_changed", nil), lost)
		}
	}
	if err != nil {
		return as, err
	}
	return as, p.shelf.renew(ctx)
}
