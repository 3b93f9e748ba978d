package engine_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// letters are those that the test pack names.
var letters = []string{"to_prepare", "referred_back", "decision", "asked", "follow_up", "reminder", "escalation", "receipt", "answer_changed"}

func readPack(t testing.TB) *definition.Pack {
	t.Helper()
	pack, problems := definition.Read(os.DirFS("testdata/lgl"), letters)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	return pack
}

// memory is a Store that keeps everything in maps: enough for the engine's own
// tests. The real ones have a suite of their own.
type memory struct {
	sync.Mutex
	proposals map[string]engine.Proposal
	outcomes  map[string]engine.Outcome
	history   []engine.Event
	notices   []engine.Notice
	errands   []engine.Errand // that are not done

	paragraphs map[string]int // the last of each series
}

func (m *memory) Proposal(_ context.Context, id, key string) (engine.Proposal, *engine.Outcome, error) {
	m.Lock()
	defer m.Unlock()
	if done, ok := m.outcomes[key]; ok {
		return engine.Proposal{}, &done, nil
	}
	p, ok := m.proposals[id]
	if !ok {
		return p, nil, fault.New(fault.NotFound, "not_found", nil)
	}
	return p, nil, nil
}

func (m *memory) Save(_ context.Context, c engine.Change) (engine.Outcome, error) {
	m.Lock()
	defer m.Unlock()
	if done, ok := m.outcomes[c.Act.Key]; ok && c.Before == 0 {
		done.Repeated = true
		return done, nil
	}
	if m.proposals[c.Proposal.ID].Version != c.Before {
		return engine.Outcome{}, engine.ErrStale
	}
	if c.Before == 0 {
		c.Proposal.Number = fmt.Sprintf("%s-%03d", c.Proposal.Number, len(m.proposals)+1)
	}
	if c.Paragraphs != "" {
		first := m.paragraphs[c.Paragraphs] + 1
		m.paragraphs[c.Paragraphs] += c.Proposal.Gathering.Paragraphs()
		c = c.Numbered(first)
	}
	m.proposals[c.Proposal.ID] = c.Proposal
	m.history = append(m.history, c.Events...)
	m.notices = append(m.notices, c.Notices...)
	m.errands = append(m.errands, c.Errands...)
	if c.Act.Family != nil {
		m.done(c.Act.Family.Errand)
	}
	outcome := engine.Outcome{Proposal: c.Proposal, Events: c.Events, Notices: len(c.Notices)}
	m.outcomes[c.Act.Key] = outcome
	return outcome, nil
}

func (m *memory) done(errand string) {
	m.errands = slices.DeleteFunc(m.errands, func(e engine.Errand) bool { return e.ID == errand })
}

func (m *memory) ErrandDone(_ context.Context, errand string) error {
	m.Lock()
	defer m.Unlock()
	m.done(errand)
	return nil
}

// SaveTogether saves all, or none where one is stale.
func (m *memory) SaveTogether(ctx context.Context, changes []engine.Change) ([]engine.Outcome, error) {
	m.Lock()
	versions := map[string]int{}
	for _, c := range changes {
		at, seen := versions[c.Proposal.ID]
		if !seen {
			at = m.proposals[c.Proposal.ID].Version
		}
		if at != c.Before {
			m.Unlock()
			return nil, engine.ErrStale
		}
		versions[c.Proposal.ID] = c.Proposal.Version
	}
	m.Unlock()
	outcomes := make([]engine.Outcome, len(changes))
	for i, c := range changes {
		var err error
		if outcomes[i], err = m.Save(ctx, c); err != nil {
			return nil, err
		}
	}
	return outcomes, nil
}

func (m *memory) Errands(context.Context, int) ([]engine.Errand, error) {
	m.Lock()
	defer m.Unlock()
	return slices.Clone(m.errands), nil
}

func (m *memory) TakenUp(_ context.Context, _ string, meetings []string) (found []engine.Proposal, err error) {
	m.Lock()
	defer m.Unlock()
	for _, p := range m.proposals {
		if slices.Contains(meetings, p.TakenUp()) {
			found = append(found, p)
		}
	}
	return found, nil
}

func (m *memory) Open(_ context.Context, _ string, workflows []string) ([]engine.Proposal, error) {
	m.Lock()
	defer m.Unlock()
	var open []engine.Proposal
	for _, p := range m.proposals {
		if p.Closed.IsZero() && slices.Contains(workflows, p.Workflow) {
			open = append(open, p)
		}
	}
	slices.SortFunc(open, func(a, b engine.Proposal) int { return strings.Compare(a.Number, b.Number) })
	return open, nil
}

func (m *memory) ByNumber(_ context.Context, _, number string) (engine.Proposal, error) {
	m.Lock()
	defer m.Unlock()
	for _, p := range m.proposals {
		if p.Number == number {
			return p, nil
		}
	}
	return engine.Proposal{}, fault.New(fault.NotFound, "not_found", nil)
}

// A world is an engine with a clock that the test moves.
type world struct {
	t      testing.TB
	pack   *definition.Pack
	store  *memory
	engine *engine.Engine
	now    time.Time
	id     string // the proposal at hand
	seen   int    // how many notices the test has looked at
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{t: t, pack: readPack(t), store: &memory{
		proposals: map[string]engine.Proposal{}, outcomes: map[string]engine.Outcome{}, paragraphs: map[string]int{}}}
	w.at("2026-02-02 09:00")
	w.engine = engine.New(w.store, func(string) *definition.Pack { return w.pack }, func() time.Time { return w.now }, nil)
	return w
}

// at sets the clock to a local time.
func (w *world) at(local string) {
	w.t.Helper()
	now, err := time.ParseInLocation("2006-01-02 15:04", local, w.pack.Calendar.Zone())
	if err != nil {
		w.t.Fatal(err)
	}
	w.now = now
}

// wait moves the clock and lets everything happen that is due, once, as after
// downtime.
func (w *world) wait(local string) {
	w.t.Helper()
	w.at(local)
	w.must(engine.Act{Kind: engine.Tick})
}

func (w *world) act(a engine.Act) (engine.Outcome, error) {
	if a.Proposal == "" && a.Kind != engine.Propose {
		a.Proposal = w.id
	}
	if a.Kind == engine.Propose {
		a.Collaboration = "lgl"
	}
	return w.engine.Act(context.Background(), a)
}

func (w *world) must(a engine.Act) engine.Proposal {
	w.t.Helper()
	outcome, err := w.act(a)
	if err != nil {
		w.t.Fatalf("%s %s: %v", a.Kind, a.Transition, err)
	}
	return outcome.Proposal
}

// propose opens a proposal that may be submitted at once.
func (w *world) propose() engine.Proposal {
	w.t.Helper()
	p := w.must(engine.Act{Kind: engine.Propose, Actor: by("drafter"), Inputs: inputs{
		"title": "Rutin för SIP", "summary": "Rutinen har setts över.",
		"proposed_decision": "att anta rutinen",
		"documents":         []engine.Document{{Name: "rutin.pdf", Type: "application/pdf", Size: 10, Hash: "aa"}},
	}})
	w.id = p.ID
	return p
}

func (w *world) do(transition, person string, in inputs) (engine.Proposal, error) {
	outcome, err := w.act(engine.Act{Kind: engine.Do, Transition: transition, Actor: by(person), Inputs: in})
	return outcome.Proposal, err
}

func (w *world) mustDo(transition, person string, in inputs) engine.Proposal {
	w.t.Helper()
	p, err := w.do(transition, person, in)
	if err != nil {
		w.t.Fatalf("%s: %v", transition, err)
	}
	return p
}

func (w *world) answer(organization, answer string, in inputs) (engine.Proposal, error) {
	outcome, err := w.act(engine.Act{Kind: engine.AnswerAsk, Round: "dissemination", Respondent: organization, Answer: answer,
		Actor: engine.Actor{Organization: organization, Mailbox: true, Assurance: "code"}, Inputs: in})
	return outcome.Proposal, err
}

// mailed lists the letters owed since it was last asked, as "letter to mail".
func (w *world) mailed() []string {
	var said []string
	for _, n := range w.store.notices[w.seen:] {
		said = append(said, n.Letter+" to "+n.Mail)
	}
	w.seen = len(w.store.notices)
	return said
}

type inputs = map[string]any

func by(person string) engine.Actor { return engine.Actor{Person: person, Assurance: "login"} }

var spread = inputs{"plan": "På chefsmötet", "responsible": "Socialchefen", "date": "2026-05-04"}
