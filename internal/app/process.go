package app

import (
	"context"
	"io/fs"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/templates"
)

// A process lets coordinators read what has been published, and publish.
type process struct {
	*store.Store
	shelf *shelf
}

// Check reads a pack with its scenarios, as beredd check does.
func (p process) Check(files fs.FS) (*definition.Pack, definition.Problems) {
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
