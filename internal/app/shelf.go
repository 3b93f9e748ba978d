package app

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
)

// A shelf holds a collaboration's pack as it is in force, with every edition that
// proposals run on. Whoever reads from it has one pack that never changes; another
// edition is another pack.
type shelf struct {
	store *store.Store
	key   string // of the collaboration
	log   *slog.Logger
	inUse atomic.Pointer[definition.Pack]

	renewing sync.Mutex
	seq      int                // the newest that has been read
	read     []*definition.Pack // the oldest first
}

// pack is the pack in force, with the earlier editions at hand; nil before anything is.
func (s *shelf) pack() *definition.Pack { return s.inUse.Load() }

// renew reads what has been published since it last looked, by whatever node.
func (s *shelf) renew(ctx context.Context) error {
	s.renewing.Lock()
	defer s.renewing.Unlock()
	newest, err := s.store.NewestEdition(ctx, s.key)
	if err != nil || newest <= s.seq {
		return err
	}
	published, err := s.store.Editions(ctx, s.key, s.seq)
	if err != nil {
		return err
	}
	read, last := s.read, (*definition.Pack)(nil)
	for _, p := range published {
		pack, err := s.reread(ctx, p)
		switch {
		case err != nil && p.Seq == published[len(published)-1].Seq:
			return err
		case err != nil:
			s.log.Error("an edition cannot be read; proposals on it run by the newest", "edition", p.Edition, "error", err)
			continue
		}
		read, last = append(read, pack), pack
	}
	s.read, s.seq = read, published[len(published)-1].Seq
	s.inUse.Store(last.Since(read...))
	s.log.Info("an edition is in force", "collaboration", s.key, "edition", last.Edition, "number", s.seq)
	return nil
}

// number is that of the edition in force, 0 where nothing has been published.
func (s *shelf) number() int {
	s.renewing.Lock()
	defer s.renewing.Unlock()
	return s.seq
}

// reread reads a published pack from its files.
func (s *shelf) reread(ctx context.Context, p engine.Published) (*definition.Pack, error) {
	files, err := s.files(ctx, p)
	if err != nil {
		return nil, err
	}
	pack, problems := definition.Reread(files)
	if pack == nil {
		return nil, fmt.Errorf("reading edition %s of %s: %w", p.Edition, p.Collaboration, problems.Err())
	}
	if err := problems.Err(); err != nil {
		s.log.Warn("an edition is not as this version of the program would have it", "edition", p.Edition, "error", err)
	}
	return pack, nil
}

// files opens the files of an edition.
func (s *shelf) files(ctx context.Context, p engine.Published) (fs.FS, error) {
	archive, err := s.store.EditionFiles(ctx, p.Collaboration, p.Seq)
	if err != nil {
		return nil, err
	}
	return definition.OpenArchive(archive)
}

// packed puts a pack's files into an archive.
func packed(files fs.FS) ([]byte, error) {
	names, err := definition.Files(files)
	if err != nil {
		return nil, err
	}
	return definition.Archive(names, func(name string) ([]byte, error) { return fs.ReadFile(files, name) })
}

// publish puts a pack in force that was read from files. It refuses with
// engine.ErrStale where another was published since before, and with a fault where
// running proposals need what it has no more.
func (s *shelf) publish(ctx context.Context, pack *definition.Pack, files fs.FS, p engine.Published) (engine.Published, error) {
	if err := s.renew(ctx); err != nil { // another node may have published, and proposals begun on that
		return p, err
	}
	if err := s.hindered(ctx, pack, nil); err != nil {
		return p, err
	}
	p, err := s.published(pack, files, p)
	if err != nil {
		return p, err
	}
	if err := s.store.Publish(ctx, p); err != nil {
		return p, err
	}
	return p, s.renew(ctx)
}

// published is p with all that is kept of a pack that was read from files.
func (s *shelf) published(pack *definition.Pack, files fs.FS, p engine.Published) (engine.Published, error) {
	archive, err := packed(files)
	if err != nil {
		return p, err
	}
	p.Collaboration, p.Edition, p.Files, p.Workflows = pack.Key, pack.Edition, archive, map[string]string{}
	for _, w := range slices.Concat(pack.Workflows, pack.Year) { // meetings and duties run on editions too
		p.Workflows[w.Key] = w.Edition
	}
	return p, nil
}
