package engine

import (
	"context"
	"errors"
)

// A Store keeps proposals. A fault NotFound says there is none; ErrStale says
// that the version a Change was decided on no longer stands.
type Store interface {
	// Proposal reads a proposal whole. Where key has acted before on any
	// proposal, the outcome of that act is answered too.
	Proposal(ctx context.Context, id, key string) (Proposal, *Outcome, error)
	// Save writes a change in one transaction, or nothing of it, and answers the
	// proposal with its number. It refuses with ErrStale when another change
	// came first, and answers the earlier outcome when the change's key has
	// acted already.
	Save(ctx context.Context, change Change) (Outcome, error)
}

// ErrStale says that the proposal has changed since it was read.
var ErrStale = errors.New("the proposal has changed since it was read")
