package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/web"
)

// A given is what the folder that somebody works with gives: a pack, or why it gives
// none. What has been published runs either way.
type given struct {
	Found
	where string
	key   string // of its collaboration, "" where not even that can be read
	wrong error  // why its pack must not be used
}

func givenIn(where string) given {
	found, err := FindPack(where)
	g := given{Found: found, where: where, wrong: err}
	if err == nil {
		g.wrong = found.Problems.Err()
	}
	switch {
	case g.wrong == nil:
		g.key = g.Pack.Key
	case g.Files != nil:
		g.Pack, g.key = nil, definition.CollaborationOf(g.Files)
	}
	return g
}

// stock lays out what has been published; where nothing has, what was given, or it says
// what is wrong with that. Of a folder that does not even say which collaboration it
// is of, it is the only one that there is.
func (s *shelf) stock(ctx context.Context, g given) error {
	if s.key = g.key; s.key == "" {
		keys, err := s.store.Collaborations(ctx)
		if err != nil {
			return err
		}
		if len(keys) == 1 {
			s.key = keys[0]
		}
	}
	if g.wrong == nil {
		s.inUse.Store(g.Pack)
	}
	if err := s.renew(ctx); err != nil {
		return err
	}
	if s.pack() == nil {
		return g.wrong
	}
	return nil
}

// openShelf opens what has been published of the collaboration that a folder is of.
func openShelf(ctx context.Context, c Kept, g given, access store.Access) (*shelf, error) {
	s, err := openStore(ctx, c, access)
	if err != nil {
		return nil, err
	}
	shelf := &shelf{store: s, log: slog.New(slog.DiscardHandler)}
	if err := shelf.stock(ctx, g); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return shelf, nil
}

// inForce takes in what has been published, and publishes the folder's pack where
// nothing has. A folder that has changed since is never put in force by a start, and
// one with errors stops none: that is said, and somebody mends and publishes it.
func (s *system) inForce(ctx context.Context, files fs.FS) error {
	if s.given.wrong == nil {
		done, err := s.publishFirst(ctx, files)
		if done || err != nil {
			return err
		}
	}
	if err := s.shelf.renew(ctx); err != nil {
		return err
	}
	switch {
	case s.given.wrong != nil:
		s.log.Error("the pack's folder cannot be used and was not taken; what is published runs on: see beredd check",
			"folder", s.given.where, "edition", s.pack().Edition, "error", s.given.wrong)
	case s.unpublished():
		s.log.Warn("the pack's folder is not what is in force: see beredd publish", "folder", s.given.where, "edition", s.pack().Edition)
	}
	return nil
}

// publishFirst publishes what was given where nothing has been, unless another node
// comes first.
func (s *system) publishFirst(ctx context.Context, files fs.FS) (done bool, err error) {
	newest, err := s.store.NewestEdition(ctx, s.shelf.key)
	if err != nil || newest > 0 {
		return false, err
	}
	_, err = s.shelf.publish(ctx, s.given.Pack, files, engine.Published{Seq: 1, At: s.now()})
	if errors.Is(err, engine.ErrStale) {
		return false, nil
	}
	return true, err
}

// unpublished says whether the folder that the service was started with is otherwise
// than what is in force.
func (s *system) unpublished() bool {
	return s.folder && (s.given.wrong != nil || s.given.Pack.Edition != s.pack().Edition)
}

// Folder tells coordinators of the folder where it is not what is in force.
func (s *system) Folder() *web.Folder {
	if !s.unpublished() {
		return nil
	}
	told := &web.Folder{Where: s.given.where, Problems: s.given.Problems.Errors()}
	if s.given.wrong != nil && len(told.Problems) == 0 {
		told.Why = s.given.wrong
	}
	return told
}
