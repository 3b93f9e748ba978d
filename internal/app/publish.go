package app

import (
	"context"
	"errors"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/definition/difference"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/internal/wording"
)

// A Publishing says who publishes, why, and over what.
type Publishing struct {
	As, Note  string
	Over      string // the edition in force, where it is to be put aside by a folder that knows nothing of it
	Drops     bool   // what is laid out of the year and the pack has no more is cancelled
	Announces bool   // those whom anything new of the year concerns are mailed it
	Dry       bool
}

// A Publication is what publishing a pack comes to.
type Publication struct {
	engine.Published
	Differences []difference.Difference // from what was in force; none of the first
	Standings   []Standing
	Wave        engine.Wave // what follows for what is laid out of the year
}

// A Standing is where running proposals stand, in words.
type Standing struct {
	engine.Standing
	Title wording.Text // of the workflow
	Place wording.Text // of the state
	Kept  bool         // the edition is in force, or its proposals go on by it
	Newer bool         // another edition of the workflow is in force, or would be
}

// Publish puts the pack in a folder in force, with the service running or not. With
// dry it only answers what that would come to. It refuses where the pack has errors,
// is in force already, lacks somebody that running proposals need, or does not build on
// the edition in force while nobody says that it goes over that one.
func Publish(ctx context.Context, c Kept, folder string, p Publishing) (done Publication, err error) {
	found := givenIn(folder)
	if found.wrong != nil {
		return done, found.wrong
	}
	access := store.Switching
	if p.Dry {
		access = store.Reading
	}
	shelf, err := openShelf(ctx, c, found, access)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	done.Published = engine.Published{Seq: shelf.number() + 1, Edition: found.Pack.Edition, At: time.Now(), Person: p.As, Note: p.Note}
	if err := shelf.isOurs(ctx, folder); err != nil {
		return done, err
	}
	if shelf.number() > 0 {
		before := shelf.pack()
		if before.Edition == found.Pack.Edition {
			return done, fault.New(fault.Conflict, "publish_same", wording.Args{"Pack": folder, "Seq": shelf.number(), "Edition": before.Edition})
		}
		done.Differences = difference.Between(before, found.Pack)
		if done.Standings, err = shelf.standings(ctx, found.Pack); err != nil {
			return done, err
		}
		if err := shelf.built(ctx, found, p.Over); err != nil {
			return done, err
		}
	}
	err = shelf.publishOver(ctx, found, p, &done)
	if errors.Is(err, engine.ErrStale) {
		err = fault.New(fault.Conflict, "publish_meanwhile", nil)
	}
	return done, err
}

// publishOver puts a pack in force together with what follows for what is laid out of
// the year, in one transaction; a dry run only works that out.
func (s *shelf) publishOver(ctx context.Context, found given, p Publishing, done *Publication) (err error) {
	if s.number() == 0 {
		if !p.Dry {
			done.Published, err = s.publish(ctx, found.Pack, found.Files, done.Published)
		}
		return err
	}
	system := readingFrom(s)
	o, err := engine.Following(ctx, s.store, found.Pack, s.pack(), found.Pack.Calendar.Today(system.now()))
	if err != nil {
		return err
	}
	o.Reason, o.Drops, o.Announces = p.Note, p.Drops, p.Announces
	if found.Pack.People.Coordinates(p.As) {
		o.Actor = engine.Actor{Person: p.As, Assurance: "login"}
	}
	if done.Wave, err = system.engine.Wave(ctx, s.store, o); err != nil {
		return err
	}
	if p.Dry {
		return s.hindered(ctx, found.Pack, func(one engine.Proposal) bool { return done.Wave.Follows(o.Pack, one) })
	}
	web := process{Store: s.store, shelf: s, engine: system.engine}
	done.Published, err = web.publishYear(ctx, found.Pack, found.Files, done.Published, o, done.Wave.Print)
	return err
}

// isOurs refuses the pack of a collaboration that nothing has been published of,
// where something has of another: it is hardly meant.
func (s *shelf) isOurs(ctx context.Context, folder string) error {
	keys, err := s.store.Collaborations(ctx)
	if err != nil || s.number() > 0 || len(keys) == 0 {
		return err
	}
	return fault.New(fault.Conflict, "publish_other", wording.Args{"Pack": folder, "Found": s.pack().Key, "Expected": strings.Join(keys, ", ")})
}

// standings counts where proposals stand, as they would if next were in force.
func (s *shelf) standings(ctx context.Context, next *definition.Pack) ([]Standing, error) {
	counted, err := s.store.Standings(ctx, next.Key)
	if err != nil {
		return nil, err
	}
	var all []Standing
	for _, c := range counted {
		st := Standing{Standing: c, Title: wording.Same(c.Workflow), Place: wording.Same(c.State), Kept: s.pack().Keeps(c.Workflow, c.Edition)}
		if flow := s.pack().WorkflowOf(c.Workflow, c.Edition); flow != nil {
			st.Title = flow.Title
			if state := flow.State(c.State); state != nil {
				st.Place = state.Title
			}
		}
		now := next.Workflow(c.Workflow)
		st.Newer = now != nil && now.Edition != c.Edition
		all = append(all, st)
	}
	return all, nil
}

// hindered says why a pack may not be put in force: for want of whom, or what,
// running proposals need. Those that follows says go over with it need nothing of what
// they ran on; nil is none.
func (s *shelf) hindered(ctx context.Context, next *definition.Pack, follows func(engine.Proposal) bool) error {
	if s.number() == 0 {
		return nil
	}
	counted, err := s.store.Standings(ctx, next.Key)
	if err != nil {
		return err
	}
	var running []engine.Proposal
	seen := map[string]bool{}
	for _, c := range counted {
		if seen[c.Workflow] {
			continue
		}
		seen[c.Workflow] = true
		edition := ""
		if flow := next.Workflow(c.Workflow); flow != nil {
			edition = flow.Edition
		}
		ids, err := s.store.OnOtherEditions(ctx, next.Key, c.Workflow, edition)
		if err != nil {
			return err
		}
		for _, id := range ids {
			p, _, err := s.store.Proposal(ctx, id, "")
			if err != nil {
				return err
			}
			if follows == nil || !follows(p) {
				running = append(running, p)
			}
		}
	}
	if f := engine.Hindrances(s.pack(), next, running); f != nil {
		return f
	}
	return nil
}
