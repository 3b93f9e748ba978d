package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"beredd/internal/engine"
)

const (
	putEdition = `
	INSERT INTO editions (collaboration, seq, edition, workflows, files, published_at, person, note)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`

	selectEditions = `
	SELECT collaboration, seq, edition, workflows, published_at, person, note
	FROM   editions
	WHERE  collaboration = $1 AND seq > $2
	ORDER  BY seq`

	editionFiles = `
	SELECT files
	FROM   editions
	WHERE  collaboration = $1 AND seq = $2`

	newestEdition = `SELECT coalesce(max(seq), 0) FROM editions WHERE collaboration = $1`
)

type editionRow struct {
	Collaboration, Edition, Workflows, Person, Note string
	Seq                                             int
	PublishedAt                                     stamp `db:"published_at"`
}

func (r editionRow) published() engine.Published {
	p := engine.Published{
		Collaboration: r.Collaboration, Seq: r.Seq, Edition: r.Edition, Workflows: map[string]string{},
		At: r.PublishedAt.Time, Person: r.Person, Note: r.Note,
	}
	for line := range strings.Lines(r.Workflows) {
		key, edition, _ := strings.Cut(strings.TrimSpace(line), " ")
		p.Workflows[key] = edition
	}
	return p
}

// Publish puts an edition in force. Its Seq must be the next of its collaboration:
// where another has come first it is refused with engine.ErrStale.
func (s *Store) Publish(ctx context.Context, p engine.Published) error {
	_, err := s.PublishTogether(ctx, p, nil)
	return err
}

// PublishTogether puts an edition in force and saves the changes that come of it, in one
// transaction or nothing of either. It refuses with engine.ErrStale where another
// edition, or any of the changes, came too late.
func (s *Store) PublishTogether(ctx context.Context, p engine.Published, changes []engine.Change) ([]engine.Outcome, error) {
	var workflows strings.Builder
	for _, key := range slices.Sorted(maps.Keys(p.Workflows)) {
		fmt.Fprintf(&workflows, "%s %s\n", key, p.Workflows[key])
	}
	all, err := s.saveTogether(ctx, changes, func(w work) error {
		var newest int
		if err := w.one(&newest, newestEdition, p.Collaboration); err != nil {
			return err
		}
		if newest != p.Seq-1 {
			return engine.ErrStale
		}
		_, err := w.exec(putEdition, p.Collaboration, p.Seq, p.Edition, workflows.String(), p.Files, at(p.At), p.Person, p.Note)
		return err
	})
	switch {
	case isUnique(err), errors.Is(err, engine.ErrStale):
		return nil, engine.ErrStale
	case err != nil:
		return nil, fmt.Errorf("publishing an edition of %s: %w", p.Collaboration, err)
	}
	return s.outcomesOf(all), nil
}

// Editions lists what has been published of a collaboration after number seq, the
// oldest first. Their files are read one by one.
func (s *Store) Editions(ctx context.Context, collaboration string, seq int) ([]engine.Published, error) {
	var rows []editionRow
	if err := s.readers.all(ctx, &rows, selectEditions, collaboration, seq); err != nil {
		return nil, fmt.Errorf("listing what has been published: %w", err)
	}
	list := make([]engine.Published, len(rows))
	for i, row := range rows {
		list[i] = row.published()
	}
	return list, nil
}

// EditionFiles is the archive of an edition's files, or the fault not_found.
func (s *Store) EditionFiles(ctx context.Context, collaboration string, seq int) (files []byte, err error) {
	err = s.readers.one(ctx, &files, editionFiles, collaboration, seq)
	return files, orNotFound(err, "reading what has been published")
}

// NewestEdition is the number of the edition that is in force, 0 where nothing has
// been published.
func (s *Store) NewestEdition(ctx context.Context, collaboration string) (seq int, err error) {
	if err = s.readers.one(ctx, &seq, newestEdition, collaboration); err != nil {
		return 0, fmt.Errorf("asking which edition is in force: %w", err)
	}
	return seq, nil
}

const (
	standing = `
	SELECT workflow, edition, state, count(*) AS count
	FROM   proposals
	WHERE  collaboration = $1 AND closed_at IS NULL
	GROUP  BY workflow, edition, state
	ORDER  BY workflow, edition, state`

	onOther = `
	SELECT id
	FROM   proposals
	WHERE  collaboration = $1 AND closed_at IS NULL AND workflow = $2 AND edition <> $3
	ORDER  BY id`
)

// Standings counts the proposals that are not closed by where they stand.
func (s *Store) Standings(ctx context.Context, collaboration string) ([]engine.Standing, error) {
	var list []engine.Standing
	if err := s.readers.all(ctx, &list, standing, collaboration); err != nil {
		return nil, fmt.Errorf("counting proposals by edition: %w", err)
	}
	return list, nil
}

// OnOtherEditions lists the proposals of a workflow that are not closed and run on
// any edition but this, by id, the oldest first.
func (s *Store) OnOtherEditions(ctx context.Context, collaboration, workflow, edition string) ([]string, error) {
	var list []string
	if err := s.readers.all(ctx, &list, onOther, collaboration, workflow, edition); err != nil {
		return nil, fmt.Errorf("listing proposals on other editions: %w", err)
	}
	return list, nil
}

const collaborations = `SELECT DISTINCT collaboration FROM editions ORDER BY collaboration`

// Collaborations lists those that something has been published of.
func (s *Store) Collaborations(ctx context.Context) (keys []string, err error) {
	if err := s.readers.all(ctx, &keys, collaborations); err != nil {
		return nil, fmt.Errorf("listing collaborations: %w", err)
	}
	return keys, nil
}
