package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A Store keeps proposals. A fault NotFound says that there is none; ErrStale
// says that the version a Change was decided on no longer stands.
type Store interface {
	// Proposal reads a proposal whole. Where key has acted before, on any
	// proposal, the outcome of that act is answered too.
	Proposal(ctx context.Context, id, key string) (Proposal, *Outcome, error)
	// Save writes a change in one transaction, or nothing of it, and answers the
	// proposal with its number. It refuses with ErrStale when another change
	// came first, and answers the earlier outcome when the change's key has
	// acted already.
	Save(ctx context.Context, change Change) (Outcome, error)
	// ByNumber reads a proposal by its number.
	ByNumber(ctx context.Context, collaboration, number string) (Proposal, error)
	// Errands lists errands that are not done, the oldest first. Save marks the
	// one as done that its act is; ErrandDone marks one that came to nothing.
	Errands(ctx context.Context, limit int) ([]Errand, error)
	// Open reads every meeting or duty whole of some workflows of the year that is
	// not closed, in order of its day: few are open at once.
	Open(ctx context.Context, collaboration string, workflows []string) ([]Proposal, error)
	// TakenUp reads the proposals that stand on the agendas of meetings, each named as
	// Meeting.Key does.
	TakenUp(ctx context.Context, collaboration string, meetings []string) ([]Proposal, error)
	ErrandDone(ctx context.Context, errand string) error
	// SaveTogether writes several changes in one transaction, as Save does one, or
	// nothing of any: ErrStale says that one of them came too late.
	SaveTogether(ctx context.Context, changes []Change) ([]Outcome, error)
}

// ErrStale says that the proposal has changed since it was read.
var ErrStale = errors.New("the proposal has changed since it was read")

// An Engine lets acts happen: it reads, decides and has the change kept.
type Engine struct {
	store Store
	packs func(collaboration string) *definition.Pack
	now   func() time.Time
	saved func(Outcome)
	renew func(context.Context) error // nil where packs never change
	write PaperWriter                 // nil where nobody keeps what is sent
}

// New makes an engine. packs finds a collaboration's pack, nil where there is
// none; saved is told of every change that was kept, so that letters go at once.
func New(store Store, packs func(string) *definition.Pack, now func() time.Time, saved func(Outcome)) *Engine {
	return &Engine{store: store, packs: packs, now: now, saved: saved}
}

// Renewing has renew called before an act on a proposal is decided that runs on an
// edition which its pack does not keep: another node may have published it. What
// packs answers after that is decided by.
func (e *Engine) Renewing(renew func(context.Context) error) *Engine {
	e.renew = renew
	return e
}

// packFor is the pack that an act is decided by, nil where there is none.
func (e *Engine) packFor(ctx context.Context, p Proposal, act Act) (*definition.Pack, error) {
	pack := e.packs(act.Collaboration)
	if act.Kind == Propose || pack == nil || e.renew == nil ||
		pack.Keeps(p.Workflow, p.Edition) && (act.Edition == "" || pack.Keeps(p.Workflow, act.Edition)) {
		return pack, nil
	}
	if err := e.renew(ctx); err != nil {
		return nil, fmt.Errorf("asking what has been published: %w", err)
	}
	return e.packs(act.Collaboration), nil
}

// tries is how often an act is decided anew when others act on the same proposal
// meanwhile. Each time another act has been kept, so the whole goes forwards.
const tries = 200

// Act does one act, once for its key. Its error is a *fault.Error where a person
// can mend it, as Decide says.
func (e *Engine) Act(ctx context.Context, act Act) (Outcome, error) {
	act, err := complete(act)
	if err != nil {
		return Outcome{}, err
	}
	for range tries {
		outcome, err := e.once(ctx, act)
		if errors.Is(err, ErrStale) {
			continue
		}
		if err != nil {
			return Outcome{}, err
		}
		if outcome.Repeated {
			return outcome, repeats(outcome, act)
		}
		if len(outcome.Events) > 0 && e.saved != nil {
			e.saved(outcome)
		}
		outcome.Followed = e.run(ctx, outcome.Errands)
		return outcome, nil
	}
	return Outcome{}, fault.New(fault.Conflict, "busy", nil)
}

// once reads, decides and saves.
func (e *Engine) once(ctx context.Context, act Act) (Outcome, error) {
	var p Proposal
	if act.Kind != Propose {
		read, before, err := e.store.Proposal(ctx, act.Proposal, act.Key)
		if err != nil {
			return Outcome{}, err
		}
		if before != nil {
			before.Repeated = true
			return *before, nil
		}
		p, act.Collaboration = read, read.Collaboration
	}
	pack, err := e.packFor(ctx, p, act)
	if err != nil {
		return Outcome{}, err
	}
	if pack == nil {
		return Outcome{}, fault.New(fault.NotFound, "unknown_collaboration", wording.Args{"Collaboration": act.Collaboration})
	}
	if act.Known, err = e.known(ctx, pack, p, act); err != nil {
		return Outcome{}, err
	}
	if act.Laid, err = e.laid(ctx, pack, p, act); err != nil {
		return Outcome{}, err
	}
	if act.Roll, err = e.roll(ctx, pack, p); err != nil {
		return Outcome{}, err
	}
	if act.Kin, err = e.kin(ctx, pack, p, act); err != nil {
		return Outcome{}, err
	}
	if act.Awaiting, err = e.awaiting(ctx, pack, act); err != nil {
		return Outcome{}, err
	}
	change, err := Decide(pack, p, act, e.now())
	if err == nil {
		change, err = e.withPaper(ctx, pack, p, act, change)
	}
	if err != nil {
		return Outcome{}, err
	}
	if len(change.Events) == 0 {
		return Outcome{Proposal: p}, nil
	}
	outcome, err := e.store.Save(ctx, change)
	if err == nil && !outcome.Repeated {
		outcome.Errands = change.Errands
	}
	return outcome, err
}
