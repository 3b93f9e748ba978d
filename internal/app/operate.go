package app

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/scenario"
	"beredd/internal/store"
	"beredd/migrations"
)

// Migrate brings the database to its newest shape.
func Migrate(ctx context.Context, c Kept) error {
	s, err := openStore(ctx, c, store.Alone)
	if err != nil {
		return err
	}
	return s.Close()
}

func openStore(ctx context.Context, c Kept, access store.Access) (*store.Store, error) {
	database, err := c.database()
	if err != nil {
		return nil, err
	}
	return store.Open(ctx, database, store.Options{
		Migrations: migrations.FS, Unprepared: c.Unprepared, Access: access, Holder: holder("beredd migrate")})
}

// Shown is where everything is kept, without a password.
func (c Kept) Shown() string {
	if c.DatabaseFile != "" {
		return c.DatabaseFile
	}
	return masked(c.Database, "url")
}

// Verify recomputes the history of the pack's collaboration and checks all that
// is kept against it, also while a service works on it. Where there are no secrets
// to know checkpoints by, ours is false: any key that they name will do.
func Verify(ctx context.Context, c Place) (audit engine.Audit, ours bool, err error) {
	secrets, err := readSecrets(c.SecretFile)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return audit, false, err
	}
	shelf, err := openShelf(ctx, c.Kept, givenIn(c.Pack), store.Reading)
	if err != nil {
		return audit, false, err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	if audit, err = shelf.store.Verify(ctx, shelf.key, trusted(secrets)...); err != nil {
		return audit, len(secrets) > 0, err
	}
	wrong, err := verifyEditions(ctx, shelf.store, shelf.key)
	audit.Findings = append(audit.Findings, wrong...)
	return audit, len(secrets) > 0, err
}

// verifyEditions asks of every edition whether its files are what its hash is of.
func verifyEditions(ctx context.Context, s *store.Store, collaboration string) (wrong []engine.Finding, err error) {
	list, err := s.Editions(ctx, collaboration, 0)
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		archive, err := s.EditionFiles(ctx, collaboration, p.Seq)
		if err != nil {
			return nil, err
		}
		has := ""
		if files, err := definition.OpenArchive(archive); err == nil {
			has = definition.EditionOf(files)
		}
		if has != p.Edition {
			wrong = append(wrong, engine.Finding{Kind: engine.WrongEdition, Seq: p.Seq,
				What: fmt.Sprintf("edition %d was published as %s, and its files are %q", p.Seq, p.Edition, has)})
		}
	}
	return wrong, nil
}

// Letters lists a pack's letters with a status, or for "" those that have not been handed
// over, and answers why they are held if they are.
func Letters(ctx context.Context, c Kept, of string, status engine.DeliveryStatus, limit int) (letters []engine.Delivery, held *engine.Hold, err error) {
	shelf, err := openShelf(ctx, c, givenIn(of), store.Reading)
	if err != nil {
		return nil, nil, err
	}
	s := shelf.store
	defer func() { err = errors.Join(err, s.Close()) }()
	if held, err = s.OnHold(ctx); err != nil {
		return nil, nil, err
	}
	wanted := []engine.DeliveryStatus{status}
	if status == "" {
		wanted = []engine.DeliveryStatus{engine.Failed, engine.Held, engine.Deferred, engine.Active, engine.Queued}
	}
	for _, status := range wanted {
		page, err := s.Deliveries(ctx, engine.DeliveryFilter{Collaboration: shelf.key, Status: status, Limit: limit})
		if err != nil {
			return nil, held, err
		}
		letters = append(letters, page.Rows...)
	}
	return letters, held, nil
}

// HoldLetters keeps every letter until ReleaseLetters, also while a service runs.
// Time goes on.
func HoldLetters(ctx context.Context, c Kept) (err error) {
	s, err := openStore(ctx, c, store.Switching)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return s.Hold(ctx, engine.Hold{Why: engine.ByHand, Since: time.Now()})
}

// ReleaseLetters lets letters go again, or where discard is set only those that
// come from now on: it answers how many never go. It refuses with the fault
// not_held where nothing is held.
func ReleaseLetters(ctx context.Context, c Kept, discard bool) (discarded int, err error) {
	s, err := openStore(ctx, c, store.Switching)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	held, err := s.OnHold(ctx)
	if err != nil {
		return 0, err
	}
	if held == nil {
		return 0, fault.New(fault.Conflict, "not_held", nil)
	}
	return s.Release(ctx, engine.Release{Discard: discard, Reason: "beredd outbox release --discard", At: time.Now()})
}

// Act takes a step with a proposal as somebody, and answers from which state to
// which it went. Its letters go when the service next looks.
func Act(ctx context.Context, c Place, number, transition, as string, with map[string]string, confirmed []string) (from, to string, err error) {
	node, err := toAct(ctx, c, "beredd act")
	if err != nil {
		return "", "", err
	}
	defer func() { err = errors.Join(err, node.store.Close()) }()
	return node.act(ctx, number, transition, as, with, confirmed)
}

// toAct builds a node that acts and serves nobody. Where a service has the database it
// acts beside it, as another node does: whoever comes second decides anew.
func toAct(ctx context.Context, c Place, as string) (*Service, error) {
	node := &Service{as: as}
	err := node.build(ctx, Config{Place: c}, slog.New(slog.DiscardHandler), time.Now)
	if fault.Is(err, "database_in_use") {
		node.access = store.Switching
		err = node.build(ctx, Config{Place: c}, slog.New(slog.DiscardHandler), time.Now)
	}
	return node, err
}

// holder is how we tell others that we have a database.
func holder(as string, more ...string) string {
	return fmt.Sprintf("%s (%s)", as, strings.Join(append([]string{fmt.Sprintf("process %d", os.Getpid())}, more...), ", "))
}

func (s *system) act(ctx context.Context, number, transition, as string, with map[string]string, confirmed []string) (from, to string, err error) {
	p, err := s.store.ByNumber(ctx, s.pack().Key, number)
	if err != nil {
		return "", "", err
	}
	actor, err := scenario.ActorOf(s.pack().At(p.Workflow, p.Edition), as, p, s.now())
	if err != nil {
		return "", "", err
	}
	inputs := map[string]any{}
	for name, value := range with {
		inputs[name] = value
	}
	outcome, err := s.engine.Act(ctx, engine.Act{
		Kind: engine.Do, Proposal: p.ID, Transition: transition, Actor: actor, Inputs: inputs, Confirmed: confirmed, Expect: p.Version})
	return p.State, outcome.Proposal.State, err
}
