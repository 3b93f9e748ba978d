package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// A Shape is what a database in memory looks like when it has been opened and
// nothing is in it yet. The first store that is opened with it makes it; the others
// copy it, which takes a fraction of the time. It may be used by many goroutines at
// once.
type Shape struct {
	making sync.Mutex
	image  []byte
}

// imager is SQLite's own connection.
type imager interface {
	Serialize() ([]byte, error)
	Deserialize([]byte) error
}

// shaped brings a database in memory to the shape, of which it makes the image
// where there is none.
func (s *Store) shaped(ctx context.Context, o Options) error {
	o.Shape.making.Lock()
	defer o.Shape.making.Unlock()
	if o.Shape.image != nil {
		defer s.tabs.saves.Add(1)
		return s.onConnection(ctx, func(c imager) error { return c.Deserialize(o.Shape.image) })
	}
	if err := s.migrate(ctx, o.Migrations); err != nil {
		return err
	}
	return s.onConnection(ctx, func(c imager) (err error) {
		o.Shape.image, err = c.Serialize()
		return err
	})
}

// onConnection works on the one connection that a database in memory is.
func (s *Store) onConnection(ctx context.Context, work func(imager) error) error {
	connection, err := s.writers.db.Conn(ctx)
	if err != nil {
		return fmt.Errorf("taking the connection to a database in memory: %w", err)
	}
	err = connection.Raw(func(driver any) error {
		c, ok := driver.(imager)
		if !ok {
			return fmt.Errorf("a connection of type %T makes no image", driver)
		}
		return work(c)
	})
	if err = errors.Join(err, connection.Close()); err != nil {
		return fmt.Errorf("copying the shape of a database in memory: %w", err)
	}
	return nil
}
