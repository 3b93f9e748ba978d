package storetest

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/migrations"
)

// Run is what every database must pass. address gives a test an empty database of
// its own.
func Run(t *testing.T, address func(testing.TB) string) {
	sections := map[string]func(*testing.T, *world){
		"a proposal comes back as it was saved":             comesBack,
		"numbers have no gaps, whoever comes at once":       numbersHaveNoGaps,
		"eight at one proposal lose nothing":                loseNothing,
		"the same key acts once":                            actsOnce,
		"a stale change writes nothing":                     staleWritesNothing,
		"a lost answer to a commit is found out":            lostAnswer,
		"whichever call fails, nothing is left half done":   nothingHalfDone,
		"history is only added to":                          onlyAddedTo,
		"lists choose, sort and count":                      listsChoose,
		"search finds the beginnings of words":              searchFinds,
		"what is confidential is found by its number alone": secretsAreKept,
		"what is asked, due and late":                       askedDueLate,
		"what is decided and not done":                      remainingIsListed,
		"decisions of a time":                               decisionsAreFound,
		"what time shall do":                                timeShallDo,
		"six workers never have the same letter":            workersShare,
		"a worker that comes late is overtaken":             overtaken,
		"letters are held and released":                     heldAndReleased,
		"of letters that are held some go and some never":   someAreLetThrough,
		"a letter's way":                                    lettersWay,
		"a lease passes on, and old fences are refused":     leasePasses,
		"who was sent what is forgotten by rule":            lettersAreForgotten,
		"several write one draft, and nobody over another":  severalWriteOneDraft,
		"a person is erased, and history stays whole":       personsAreErased,
		"sessions end":                                      sessionsEnd,
		"calendars are found until they are revoked":        feedsAreRevoked,
		"a message is filed once, with all it comes to":     incomingIsFiledOnce,
		"letters without an address wait for a decision":    homelessLettersWait,
		"a message waits until somebody has seen to it":     incomingWaits,
		"a code is tried five times and used once":          codesAreSpent,
		"documents that nobody names go":                    orphansGo,
		"drafts, documents and settings":                    keptForPeople,
		"a check finds every tampering":                     findsTampering,
		"a check beside a busy service finds nothing":       readsBeside,
		"another program's shape is refused":                otherShapes,
		"checkpoints witness what was":                      checkpointsWitness,
		"the shape is taken back and made again":            shapeBackAndForth,
		"many letters are read in few statements":           factsOfLetters,
		"what one node saves another reads":                 anotherNode,
		"a closed store says so":                            closedSaysSo,
		"what is published stands":                          editionsStand,
		"of those who publish at once one comes first":      oneEditionComesFirst,
		"proposals are counted by edition and state":        standingsAreCounted,
		"older proposals tell their edition":                olderProposalsTellTheirs,
		"changes together are kept all or none":             allOrNone,
		"the year is laid out once, and apart":              yearApart,
		"paragraphs of minutes have no gaps":                paragraphsHaveNoGaps,
		"minutes that are done at once share no paragraph":  paragraphsAtOnce,
		"what a meeting takes up":                           meetingsTakeUp,
		"a proposal is read whole at every step of its way": readAtEveryStep,
	}
	for name, section := range sections {
		t.Run(name, func(t *testing.T) { section(t, newWorld(t, address(t))) })
	}
}

// A world is one empty database, opened.
type world struct {
	*store.Store
	t       testing.TB
	ctx     context.Context
	address string
	faults  *Faults
	now     time.Time // of the store
}

func newWorld(t testing.TB, address string) *world {
	w := &world{t: t, ctx: t.Context(), address: address, faults: &Faults{}, now: Start}
	w.Store = w.open()
	return w
}

func (w *world) open() *store.Store {
	w.t.Helper()
	s, err := store.Open(w.ctx, w.address, store.Options{
		Migrations: migrations.FS, Through: w.faults.Through, Now: func() time.Time { return w.now },
	})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { s.Close() })
	return s
}

// raw runs statements past the store, as somebody with the database in hand might.
func (w *world) raw(statements ...string) error {
	w.t.Helper()
	driver, address := "postgres", w.address
	if path, isFile := strings.CutPrefix(w.address, "sqlite:"); isFile {
		driver, address = "sqlite", "file:"+path+"?_pragma=busy_timeout(5000)"
	}
	db, err := sql.Open(driver, address)
	if err != nil {
		w.t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.ExecContext(w.ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

func (w *world) isPostgres() bool { return strings.HasPrefix(w.address, "postgres") }

// save keeps a change that must be kept.
func (w *world) save(c engine.Change) engine.Proposal {
	w.t.Helper()
	o, err := w.Save(w.ctx, c)
	if err != nil {
		w.t.Fatalf("saving: %v", err)
	}
	if o.Repeated {
		w.t.Fatal("saving: it was said to have acted before")
	}
	return o.Proposal
}

// opened is a proposal just opened.
func (w *world) opened(title string) engine.Proposal {
	w.t.Helper()
	return w.save(Opening(title, Start))
}

// whole fails unless everything that is kept is in order.
func (w *world) whole() engine.Audit {
	w.t.Helper()
	audit, err := w.Verify(w.ctx, Collaboration)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, finding := range audit.Findings {
		w.t.Errorf("the check found %s: %s", finding.Kind, finding.What)
	}
	return audit
}

// must fails on an error.
func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// at once runs do in n goroutines and waits for them.
func together(n int, do func(i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { do(i) })
	}
	all.Wait()
}

func closedSaysSo(t *testing.T, w *world) {
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Save(w.ctx, Opening("för sent", Start)); err == nil {
		t.Error("a closed store took a change")
	}
	if _, _, err := w.Proposal(w.ctx, "x", ""); err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("a closed store read: %v", err)
	}
}
