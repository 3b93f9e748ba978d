package store_test

import (
	"errors"
	"sync"
	"testing"

	"beredd/internal/store"
	"beredd/internal/store/storetest"
	"beredd/migrations"
)

// Databases in memory that share a shape share nothing else: each has the whole
// shape, and begins empty.
func TestDatabasesInMemoryMayShareAShape(t *testing.T) {
	var shape store.Shape
	var all sync.WaitGroup
	failed := make(chan error, 4)
	for range 4 {
		all.Go(func() { failed <- alone(t, &shape) })
	}
	all.Wait()
	for range 4 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
}

// alone opens a store of a shape, and says where it is not as any other.
func alone(t *testing.T, shape *store.Shape) (err error) {
	s, err := store.Open(t.Context(), "sqlite::memory:", store.Options{Migrations: migrations.FS, Shape: shape})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	outcome, err := s.Save(t.Context(), storetest.Opening("alone", storetest.Start))
	if err != nil {
		return err
	}
	if number := outcome.Proposal.Number; number != "LGL 2026-001" {
		return errors.New("the first proposal has the number " + number)
	}
	kept, _, err := s.Proposal(t.Context(), outcome.Proposal.ID, "")
	if err == nil && kept.Title != outcome.Proposal.Title {
		err = errors.New("what was kept is not what is read")
	}
	return err
}
