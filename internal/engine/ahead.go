package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/fault"
)

// An ahead is a store with changes laid over it that nothing has saved yet, so that
// acts can be decided one on the other's outcome. What they come to is Foreseen.
type ahead struct {
	Store
	foreseen []Foreseen
	stand    map[string]Proposal // proposals as the changes leave them
	keys     map[string]Outcome  // what keys have come to
	settled  []string            // errands that came to nothing
}

// A Foreseen is one change that is decided and not saved, with the proposal as it was
// before: the zero Proposal where it opens one, whose number is the series alone.
type Foreseen struct {
	Before Proposal
	Change
}

// Proposal reads a proposal as the changes leave it.
func (a *ahead) Proposal(ctx context.Context, id, key string) (Proposal, *Outcome, error) {
	p, over := a.stand[id]
	if outcome, acted := a.keys[key]; acted && key != "" {
		return p.Clone(), &outcome, nil
	}
	read, earlier, err := a.Store.Proposal(ctx, id, key)
	if over {
		return p.Clone(), earlier, nil
	}
	return read, earlier, err
}

// ByNumber reads a proposal as the changes leave it.
func (a *ahead) ByNumber(ctx context.Context, collaboration, number string) (Proposal, error) {
	p, err := a.Store.ByNumber(ctx, collaboration, number)
	if over, ok := a.stand[p.ID]; ok && err == nil {
		return over.Clone(), nil
	}
	return p, err
}

// Open reads the open proposals of some workflows as the changes leave them, those
// that they open last.
func (a *ahead) Open(ctx context.Context, collaboration string, workflows []string) ([]Proposal, error) {
	list, err := a.Store.Open(ctx, collaboration, workflows)
	if err != nil {
		return nil, err
	}
	for i := range list {
		if over, ok := a.stand[list[i].ID]; ok {
			list[i] = over.Clone()
		}
	}
	for _, f := range a.foreseen {
		if p := a.stand[f.Proposal.ID]; f.Change.Before == 0 && p.Collaboration == collaboration && slices.Contains(workflows, p.Workflow) {
			list = append(list, p.Clone())
		}
	}
	return slices.DeleteFunc(list, func(p Proposal) bool { return !p.Closed.IsZero() }), nil
}

// Save lays a change over what is kept.
func (a *ahead) Save(_ context.Context, c Change) (Outcome, error) {
	p := c.Proposal
	a.foreseen = append(a.foreseen, Foreseen{a.stand[p.ID], c})
	outcome := Outcome{Proposal: p, Events: c.Events, Notices: len(c.Notices)}
	a.stand[p.ID], a.keys[c.Act.Key] = p.Clone(), outcome
	return outcome, nil
}

// ErrandDone remembers which errands came to nothing.
func (a *ahead) ErrandDone(_ context.Context, errand string) error {
	a.settled = append(a.settled, errand)
	return nil
}

// foresee decides acts one on the other's outcome, with what follows from them in
// other proposals, and saves nothing. The pack is that in force, or another where
// one is given. Its fault is of the act at fault.
func (e *Engine) foresee(ctx context.Context, pack *definition.Pack, acts []Act) (*ahead, []Outcome, error) {
	over := &ahead{Store: e.store, stand: map[string]Proposal{}, keys: map[string]Outcome{}}
	trying := *e
	trying.store, trying.saved = over, nil
	if pack != nil {
		trying.renew = nil
		trying.packs = func(collaboration string) *definition.Pack {
			if collaboration != pack.Key {
				return nil
			}
			return pack
		}
	}
	now := e.now()
	trying.now = func() time.Time { return now }
	outcomes := make([]Outcome, len(acts))
	for i, act := range acts {
		before := len(over.foreseen)
		if _, ours := over.stand[act.Proposal]; ours {
			act.Expect = 0 // it was the acts before this one that moved it
		}
		outcome, err := trying.Act(ctx, act)
		if err != nil {
			return nil, nil, &ActError{i, err}
		}
		outcomes[i] = outcome
		for j := before; j < len(over.foreseen); j++ {
			if f := &over.foreseen[j]; f.Change.Before > 0 && f.Before.ID == "" {
				if f.Before, _, err = e.store.Proposal(ctx, f.Proposal.ID, ""); err != nil {
					return nil, nil, err
				}
			}
		}
	}
	return over, outcomes, nil
}

// An ActError is why one of several acts cannot be done.
type ActError struct {
	Index int // of the acts that were given
	Err   error
}

// Error says it.
func (e *ActError) Error() string { return fmt.Sprintf("act %d: %v", e.Index, e.Err) }

// Unwrap is why.
func (e *ActError) Unwrap() error { return e.Err }

// Foresee is what acts would come to, done one after the other, with all that follows
// from them in other proposals: each change in its order. Nothing is saved. With pack
// they are decided by another pack than the one in force.
func (e *Engine) Foresee(ctx context.Context, pack *definition.Pack, acts []Act) ([]Foreseen, error) {
	over, _, err := e.foresee(ctx, pack, acts)
	if err != nil {
		return nil, err
	}
	return over.foreseen, nil
}

// ActTogether does acts one after the other, with all that follows from them in other
// proposals, and keeps all of it in one transaction or nothing. It answers what each
// act came to. An act that says which version it expects refuses them all where
// somebody has moved that proposal since.
func (e *Engine) ActTogether(ctx context.Context, acts []Act) ([]Outcome, error) {
	acts = slices.Clone(acts)
	for i := range acts {
		var err error
		if acts[i], err = complete(acts[i]); err != nil {
			return nil, err
		}
	}
	for range tries {
		outcomes, err := e.together(ctx, nil, acts, e.store.SaveTogether)
		if !errors.Is(err, ErrStale) {
			return outcomes, err
		}
	}
	return nil, fault.New(fault.Conflict, "busy", nil)
}

// together decides acts by a pack, nil for the one in force, and has save keep what they
// come to.
func (e *Engine) together(ctx context.Context, pack *definition.Pack, acts []Act, save func(context.Context, []Change) ([]Outcome, error)) ([]Outcome, error) {
	over, outcomes, err := e.foresee(ctx, pack, acts)
	if err != nil {
		return nil, err
	}
	changes := make([]Change, len(over.foreseen))
	for i, f := range over.foreseen {
		changes[i] = f.Change
	}
	kept, err := save(ctx, changes)
	if err != nil {
		return nil, err
	}
	for _, errand := range over.settled {
		if err := e.store.ErrandDone(ctx, errand); err != nil {
			return nil, err
		}
	}
	of := map[string]Outcome{}
	for i, o := range kept {
		of[changes[i].Act.Key] = o
		if len(o.Events) > 0 && !o.Repeated && e.saved != nil {
			e.saved(o)
		}
	}
	for i := range outcomes {
		if o, ok := of[acts[i].Key]; ok {
			o.Followed = outcomes[i].Followed
			outcomes[i] = o
		}
	}
	return outcomes, nil
}
