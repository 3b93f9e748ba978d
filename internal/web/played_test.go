package web_test

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/mail"
	"beredd/internal/scenario"
	"beredd/internal/web"
)

// A place is an address, where the site of one world at a time answers.
type place struct {
	*httptest.Server
	mu    sync.Mutex
	site  http.Handler
	taken bool
	keeps bool // it goes on when a world leaves it
	gone  sync.Once
}

func newPlace() *place {
	p := &place{}
	p.Server = httptest.NewServer(p)
	return p
}

// ServeHTTP lets the site of now answer.
func (p *place) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	site := p.site
	p.mu.Unlock()
	if site == nil {
		site = http.NotFoundHandler()
	}
	site.ServeHTTP(w, r)
}

// take says whether the place was free, and is yours now.
func (p *place) take() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	free := !p.taken
	p.taken = true
	return free
}

func (p *place) open(site http.Handler) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.site = site
}

func (p *place) leave() {
	if !p.keeps {
		p.gone.Do(p.Close)
		return
	}
	p.CloseClientConnections()
	p.mu.Lock()
	defer p.mu.Unlock()
	p.site, p.taken = nil, false
}

// common is where the worlds open in which half a year has been played: their letters
// name its address, so that they are written once.
var common = sync.OnceValue(func() *place {
	p := newPlace()
	p.keeps = true
	return p
})

// A past is what a world has of the half year that was played in another.
type past struct {
	database []byte
	letters  []engine.CaughtLetter
	opened   []string
	sent     []scenario.Sent
	now      time.Time
	failing  map[string]string
}

var (
	halfYear  past
	playsOnce sync.Once
)

// afterHalfAYear opens the world in which the demo of Kalmar's pack has been played,
// at the common place. It is played the first time, and is a copy from then on.
func afterHalfAYear(t testing.TB, change []func(*web.Config)) *world {
	t.Helper()
	file := filepath.Join(t.TempDir(), "beredd.db")
	playsOnce.Do(func() {
		w := furnish(t, kalmar(t), "sqlite:"+file, common())
		w.play()
		must(t, w.store.Close())
		database, err := os.ReadFile(file)
		must(t, err)
		halfYear = past{database, w.capture.All(), w.opened, w.sent, w.now, w.failing}
	})
	must(t, os.WriteFile(file, halfYear.database, 0o600))
	w := furnish(t, kalmar(t), "sqlite:"+file, common()) // a pack of its own, for tests change theirs
	w.opened, w.sent, w.now = slices.Clone(halfYear.opened), slices.Clone(halfYear.sent), halfYear.now
	w.capture.before = halfYear.letters
	for address, reply := range halfYear.failing {
		w.Fail(address, reply)
	}
	w.opens(common(), change)
	return w
}

// A postbox has the letters that were caught in it, and those of the past.
type postbox struct {
	*mail.Capture
	before []engine.CaughtLetter // the latest first
}

func (p *postbox) All() []engine.CaughtLetter { return append(p.Capture.All(), p.before...) }

func (p *postbox) Of(address string) []engine.CaughtLetter {
	return append(p.Capture.Of(address), slices.DeleteFunc(slices.Clone(p.before), func(l engine.CaughtLetter) bool { return !strings.EqualFold(l.To, address) })...)
}

func (p *postbox) Letter(id string) (engine.CaughtLetter, bool) {
	if l, found := p.Capture.Letter(id); found {
		return l, true
	}
	i := slices.IndexFunc(p.before, func(l engine.CaughtLetter) bool { return l.ID == id })
	if i < 0 {
		return engine.CaughtLetter{}, false
	}
	return p.before[i], true
}
