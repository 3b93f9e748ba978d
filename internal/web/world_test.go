package web_test

import (
	"context"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/cycle"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/mail"
	"beredd/internal/minutes"
	"beredd/internal/scenario"
	"beredd/internal/store"
	"beredd/internal/web"
	"beredd/internal/web/browsertest"
	"beredd/internal/wording"
	"beredd/migrations"
	"beredd/templates"
	"beredd/workflows"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }

// A world is the real site over a real database, in which the demo of the Kalmar
// pack has been played: half a year of proposals, answers and letters.
type world struct {
	t       testing.TB
	pack    *definition.Pack
	store   *store.Store
	engine  *engine.Engine
	ticker  *cycle.Ticker
	capture *postbox
	writer  *mail.Writer
	links   link.Keys
	server  *web.Server
	http    *httptest.Server
	close   func() // ends what answers at its address

	mu      sync.Mutex
	now     time.Time
	sent    []scenario.Sent
	opened  []string
	failing map[string]string // address -> what its server says
}

// newWorld opens a world. Where played is false it is empty.
func newWorld(t testing.TB, played bool, change ...func(*web.Config)) *world {
	t.Helper()
	if played && common().take() {
		return afterHalfAYear(t, change)
	}
	return worldOf(t, kalmar(t), played, change...)
}

// worldOf opens the world of a pack.
func worldOf(t testing.TB, pack *definition.Pack, played bool, change ...func(*web.Config)) *world {
	t.Helper()
	own := newPlace()
	w := furnish(t, pack, "sqlite::memory:", own)
	if played {
		w.play()
	}
	w.opens(own, change)
	return w
}

// furnish makes all of a world but its site.
func furnish(t testing.TB, pack *definition.Pack, database string, at *place) *world {
	t.Helper()
	w := &world{t: t, pack: pack, http: at.Server, failing: map[string]string{}}
	w.now = time.Date(2026, 1, 5, 8, 0, 0, 0, w.pack.Calendar.Zone())
	var err error
	w.store, err = store.Open(t.Context(), database, store.Options{Migrations: migrations.FS, Now: time.Now})
	must(t, err)
	packs := func(string) *definition.Pack { return w.pack }
	w.engine = engine.New(w.store, packs, w.Now, w.note)
	w.ticker = cycle.NewTicker(w.store, w.engine, nil, w.Now, quiet())
	w.links, err = link.NewKeys([]byte(strings.Repeat("secret", 8)))
	must(t, err)
	folder, err := fs.Sub(templates.FS, "mail")
	must(t, err)
	letters, err := mail.ReadLetters(folder)
	must(t, err)
	w.writer, err = mail.NewWriter(letters, mail.Letterhead{From: "arende@samverkan.example"}, link.NewSite(at.URL, w.links), w.pack)
	must(t, err)
	w.capture = &postbox{Capture: mail.NewCapture(w.writer)}
	return w
}

// opens lets the world's site answer at its place, until the test ends.
func (w *world) opens(at *place, change []func(*web.Config)) {
	w.t.Helper()
	address, err := url.Parse(at.URL)
	must(w.t, err)
	papers, err := minutes.NewWriter(templates.FS)
	must(w.t, err)
	config := web.Config{
		Papers: papers, Pack: w.pack, Store: w.store, Engine: w.engine, Links: w.links, Letters: w, Codes: w.capture, Templates: templates.FS,
		Log: quiet(), Now: w.Now, Secret: []byte(strings.Repeat("another", 6)), PublicURL: address,
		Contact: "samordnare@samverkan.example", Ready: w.store.Ping, Demo: w, Years: w,
	}
	for _, c := range change {
		c(&config)
	}
	w.server, err = web.New(config)
	must(w.t, err)
	at.open(w.server.Handler())
	w.close = at.leave
	w.t.Cleanup(func() {
		at.leave()
		must(w.t, w.store.Close())
	})
}

func kalmar(t testing.TB) *definition.Pack {
	t.Helper()
	files, err := fs.Sub(workflows.FS, "kalmar-lgl")
	must(t, err)
	pack, problems := definition.Read(files, lettersThere(t))
	must(t, problems.Err())
	return pack
}

// lettersThere are the letters that there are templates for.
func lettersThere(t testing.TB) []string {
	t.Helper()
	found, err := fs.Glob(templates.FS, "mail/*.sv.txt")
	must(t, err)
	var letters []string
	for _, name := range found {
		letters = append(letters, strings.TrimSuffix(path.Base(name), ".sv.txt"))
	}
	return letters
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func quiet() *slog.Logger { return slog.New(slog.NewTextHandler(io.Discard, nil)) }

// play plays the pack's own demo.
func (w *world) play() {
	w.t.Helper()
	demo := w.pack.Demo
	result := scenario.Play(w.t.Context(), w, w.pack, definition.Scenario{Name: "demo", Start: demo.Start, Steps: demo.Steps}, wording.English)
	if result.Failure != nil {
		var told strings.Builder
		result.Report(&told, wording.English)
		w.t.Fatal(told.String())
	}
}

// note remembers what is opened.
func (w *world) note(o engine.Outcome) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(o.Events) > 0 && o.Events[0].Kind == engine.Proposed {
		w.opened = append(w.opened, o.Proposal.ID)
	}
}

// The world as a scenario knows it.

func (w *world) Opened() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.opened)
}

func (w *world) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.now
}

func (w *world) Move(to time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.now = to
}

func (w *world) Act(ctx context.Context, act engine.Act) (engine.Outcome, error) {
	act.Collaboration = w.pack.Key
	return w.engine.Act(ctx, act)
}

func (w *world) Proposal(ctx context.Context, id string) (engine.Proposal, error) {
	p, _, err := w.store.Proposal(ctx, id, "")
	return p, err
}

func (w *world) History(ctx context.Context, id string) ([]engine.Event, error) {
	return w.store.History(ctx, id)
}

func (w *world) Keep(ctx context.Context, name string, content []byte) (engine.Document, error) {
	hash, err := w.store.PutBlob(ctx, content)
	return engine.Document{Name: name, Type: "application/pdf", Size: int64(len(content)), Hash: hash}, err
}

func (w *world) Wave(ctx context.Context, o engine.Order) (engine.Wave, error) {
	return w.engine.Wave(ctx, w.store, o)
}

func (w *world) Apply(ctx context.Context, o engine.Order, seen string) (engine.Wave, error) {
	wave, _, err := w.engine.Apply(ctx, w.store, o, seen)
	return wave, err
}

func (w *world) Tick(ctx context.Context) (int, error) { return w.ticker.Tick(ctx) }

// Deliver hands every letter that may go to the mailbox.
func (w *world) Deliver(ctx context.Context) (int, error) {
	n := 0
	for {
		due, err := w.store.Claim(ctx, "test", w.Now(), time.Minute, 100)
		if err != nil || len(due) == 0 {
			return n, err
		}
		facts, err := w.store.Facts(ctx, due)
		if err != nil {
			return n, err
		}
		var settled []engine.Settlement
		for _, f := range facts {
			one := w.hand(ctx, f)
			one.Claim = f.Claim
			settled = append(settled, one)
		}
		n += len(settled)
		if err := w.store.Settle(ctx, settled); err != nil {
			return n, err
		}
	}
}

func (w *world) hand(ctx context.Context, f engine.LetterFacts) engine.Settlement {
	now := w.Now()
	took := w.capture.Send(ctx, f, now)
	s := engine.Settlement{Notice: f.ID, Claim: f.Claim, Status: engine.Accepted, Attempts: f.Attempts + 1, At: now, Response: took.Response}
	switch took.Fate {
	case engine.HandedOver:
	case engine.TryAgain, engine.NoServer:
		s.Status, s.NextAt = engine.Deferred, now.Add(15*time.Minute)
	default:
		s.Status = engine.Failed
	}
	w.sent = append(w.sent, scenario.Sent{Notice: f.Notice, Status: s.Status, First: s.Attempts == 1, At: now})
	return s
}

func (w *world) NextDue(ctx context.Context) (time.Time, error) {
	next, _, err := w.store.NextDue(ctx, w.pack.Key)
	return next, err
}

func (w *world) Sent() []scenario.Sent { return w.sent }

// Minutes are not written here.
func (w *world) Minutes(context.Context, engine.Proposal) (string, error) { return "", nil }

func (w *world) Fail(address, reply string) {
	w.failing[address] = reply
	w.capture.Fails(address, reply)
}

// The world as the site's demo knows it.

func (w *world) Day(ctx context.Context) error {
	return scenario.Advance(ctx, w, w.Now().Add(24*time.Hour))
}

func (w *world) Next(ctx context.Context) error {
	next, err := w.NextDue(ctx)
	if err != nil || next.IsZero() {
		return err
	}
	return scenario.Advance(ctx, w, next)
}

func (w *world) Mails(context.Context) ([]engine.CaughtLetter, error) { return w.capture.All(), nil }

func (w *world) Letter(ctx context.Context, notice string) (string, []byte, error) {
	d, err := w.store.Delivery(ctx, notice)
	if err != nil {
		return "", nil, err
	}
	facts, err := w.store.Facts(ctx, []engine.Delivery{d})
	if err != nil {
		return "", nil, err
	}
	written, err := w.writer.Message(facts[0], w.Now())
	if err != nil {
		return "", nil, err
	}
	return written.Subject, []byte(written.HTML), nil
}

// A browser follows links and keeps cookies, as one person's does.
type browser struct {
	*world
	client *http.Client
}

// as is a browser in which a persona of the demo is signed in.
func (w *world) as(person string) *browser {
	w.t.Helper()
	jar, err := cookiejar.New(nil)
	must(w.t, err)
	b := &browser{w, &http.Client{Jar: jar, Transport: askingFor("sv")}}
	if person != "" {
		b.post("/demo/persona", url.Values{"persona": {person}}, http.StatusOK)
	}
	return b
}

// askingFor is how a browser sends its requests that is set to a language, an
// Accept-Language header (RFC 9110 section 12.5.4), or to none.
type askingFor string

func (l askingFor) RoundTrip(r *http.Request) (*http.Response, error) {
	if l != "" {
		r = r.Clone(r.Context())
		r.Header.Set("Accept-Language", string(l))
	}
	return http.DefaultTransport.RoundTrip(r)
}
