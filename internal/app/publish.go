package app

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/internal/wording"
)

// A Publication is what publishing a pack comes to.
type Publication struct {
	engine.Published
	Differences []definition.Difference // from what was in force; none of the first
	Standings   []Standing
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
// is in force already, or lacks somebody that running proposals need.
func Publish(ctx context.Context, c Kept, folder, as, note string, dry bool) (done Publication, err error) {
	found, err := FindPack(folder)
	if err == nil {
		err = found.Problems.Err()
	}
	if err != nil {
		return done, err
	}
	access := store.Switching
	if dry {
		access = store.Reading
	}
	shelf, err := openShelf(ctx, c, found.Pack, access)
	if err != nil {
		return done, err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	done.Published = engine.Published{Seq: shelf.seq + 1, Edition: found.Pack.Edition, At: time.Now(), Person: as, Note: note}
	if err := shelf.isOurs(ctx, folder); err != nil {
		return done, err
	}
	if shelf.seq > 0 {
		before := shelf.pack()
		if before.Edition == found.Pack.Edition {
			return done, fault.New(fault.Conflict, "publish_same", wording.Args{"Pack": folder, "Seq": shelf.seq, "Edition": before.Edition})
		}
		done.Differences = definition.Diff(before, found.Pack)
		if done.Standings, err = shelf.standings(ctx, found.Pack); err != nil {
			return done, err
		}
	}
	if dry {
		return done, shelf.hindered(ctx, found.Pack)
	}
	done.Published, err = shelf.publish(ctx, found.Pack, found.Files, done.Published)
	if errors.Is(err, engine.ErrStale) {
		err = fault.New(fault.Conflict, "publish_meanwhile", nil)
	}
	return done, err
}

// openShelf opens what has been published of a pack's collaboration.
func openShelf(ctx context.Context, c Kept, pack *definition.Pack, access store.Access) (*shelf, error) {
	s, err := openStore(ctx, c, access)
	if err != nil {
		return nil, err
	}
	shelf := &shelf{store: s, log: slog.New(slog.DiscardHandler)}
	shelf.inUse.Store(pack)
	if err := shelf.renew(ctx); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return shelf, nil
}

// isOurs refuses the pack of a collaboration that nothing has been published of,
// where something has of another: it is hardly meant.
func (s *shelf) isOurs(ctx context.Context, folder string) error {
	keys, err := s.store.Collaborations(ctx)
	if err != nil || s.seq > 0 || len(keys) == 0 {
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
// running proposals need.
func (s *shelf) hindered(ctx context.Context, next *definition.Pack) error {
	if s.seq == 0 {
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
			running = append(running, p)
		}
	}
	if f := engine.Hindrances(s.pack(), next, running); f != nil {
		return f
	}
	return nil
}

// Editions lists what has been published, the oldest first, and where running
// proposals stand.
func Editions(ctx context.Context, c Kept, of string) (list []engine.Published, standings []Standing, err error) {
	pack, err := UsePack(of)
	if err != nil {
		return nil, nil, err
	}
	shelf, err := openShelf(ctx, c, pack, store.Reading)
	if err != nil {
		return nil, nil, err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	if list, err = shelf.store.Editions(ctx, pack.Key, 0); err == nil {
		standings, err = shelf.standings(ctx, shelf.pack())
	}
	return list, standings, err
}

// Diff says what differs between two packs: each a folder, a pack that comes with
// the program, or an edition, by its number or the beginning of its hash.
func Diff(ctx context.Context, c Kept, of string, old, new string) ([]definition.Difference, error) {
	var packs [2]*definition.Pack
	for i, where := range []string{old, new} {
		found, err := FindPack(where)
		if f := fault.As(err); f != nil && f.Code == "no_pack" {
			err = withEdition(ctx, c, of, where, func(s *shelf, p engine.Published) (err error) {
				packs[i], err = s.reread(ctx, p)
				return err
			})
		} else if err == nil {
			packs[i], err = found.Pack, found.Problems.Err()
		}
		if err != nil {
			return nil, err
		}
	}
	return definition.Diff(packs[0], packs[1]), nil
}

// withEdition finds an edition by its number or the beginning of its hash.
func withEdition(ctx context.Context, c Kept, of, wanted string, do func(*shelf, engine.Published) error) (err error) {
	pack, err := UsePack(of)
	if err != nil {
		return err
	}
	shelf, err := openShelf(ctx, c, pack, store.Reading)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	list, err := shelf.store.Editions(ctx, pack.Key, 0)
	if err != nil {
		return err
	}
	p, f := chosen(list, wanted)
	if f != nil {
		return f
	}
	return do(shelf, p)
}

// leastOfHash is how many characters of a hash tell an edition: fewer are a number.
const leastOfHash = 4

// chosen is the edition with a number, else the latest of the one whose hash begins
// so.
func chosen(list []engine.Published, wanted string) (found engine.Published, f *fault.Error) {
	for _, p := range slices.Backward(list) {
		switch {
		case strconv.Itoa(p.Seq) == wanted:
			return p, nil
		case len(wanted) < leastOfHash || !strings.HasPrefix(p.Edition, wanted), found.Edition == p.Edition:
		case found.Seq > 0:
			return found, fault.New(fault.Conflict, "many_editions", wording.Args{"Edition": wanted})
		default:
			found = p
		}
	}
	if found.Seq == 0 {
		return found, fault.New(fault.NotFound, "no_edition", wording.Args{"Edition": wanted})
	}
	return found, nil
}

// Export writes the files of an edition into a folder that is empty or not there.
func Export(ctx context.Context, c Kept, of, wanted, folder string) (p engine.Published, err error) {
	if entries, err := os.ReadDir(folder); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return p, err
	} else if len(entries) > 0 {
		return p, fault.New(fault.Conflict, "export_exists", wording.Args{"Folder": folder})
	}
	err = withEdition(ctx, c, of, wanted, func(s *shelf, found engine.Published) error {
		p = found
		files, err := s.files(ctx, p)
		if err != nil {
			return err
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Clean(folder)), 0o755); err != nil {
			return err
		}
		return os.CopyFS(folder, files)
	})
	return p, err
}
