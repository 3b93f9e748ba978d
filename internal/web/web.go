// Package web is the face for people: pages made on the server, in Swedish and
// English, that work without a script.
//
// It reads from a store, asks the engine what may be done and what would follow,
// and shows that. It decides nothing, writes no SQL, and knows no workflow by
// name: every word about a proposal's way comes from the pack.
package web

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"github.com/alexedwards/scs/v2"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A Config is what the pages are made from. All but InForce, Process, Papers,
// Folder, Demo, Proxies, Ready, Remark and Away must be set.
type Config struct {
	Pack      *definition.Pack
	InForce   func() *definition.Pack // the pack as it stands when a page is asked for; nil where it is always Pack
	Store     Store
	Process   Process // nil where nobody publishes
	Folder    func() *Folder
	Engine    Actor
	Links     Links
	Letters   Letters
	Papers    Papers // nil where no meeting has any
	Codes     CodeSender
	Templates fs.FS // the folder page, with its part and static
	Log       *slog.Logger
	Now       func() time.Time
	Secret    []byte         // at least 32 random bytes; codes are kept under it
	PublicURL *url.URL       // https makes the cookies secure
	Contact   string         // the function mailbox that answers questions
	Proxies   []netip.Prefix // whose X-Forwarded-For is believed
	Ready     func(context.Context) error
	Remark    func(context.Context) (string, error) // what monitors should know besides, or ""
	Away      func(error) bool                      // says of a failure that it passes when the database is back
	Years     Years                                 // nil where nobody lays out a year
	Demo      Demo                                  // nil but in the demo
	Keeping   Keeping
}

// A Store is all that the pages read and keep. Each page names its own part. Pages
// read through a veil, and through nothing else.
type Store interface {
	taskReader
	proposalReader
	historyReader
	deliveryReader
	yearReader
	remainingReader
	decidedReader
	noticeReader
	codeKeeper
	draftKeeper
	blobKeeper
	feedKeeper
	incomingReader
	personKeeper
	linkSender
	letterChooser
	scs.Store
}

// An Actor is the one door through which something happens to a proposal.
type Actor interface {
	Act(context.Context, engine.Act) (engine.Outcome, error)
}

// A Keeping says for how many months it is kept who was sent what, after how many days
// the address is hidden, and whether that is done by itself. 0 is for ever.
type Keeping struct {
	Letters, Addresses int
	Nightly            bool
}

// A Server answers requests. It holds nothing that another node would lack, but
// the counts of its rate limits.
type Server struct {
	Config
	Store    veiled // in place of the Config's
	pages    map[wording.Language]pageSet
	assets   assets
	sessions *scs.SessionManager
	limits   limits
	began    time.Time
	handler  http.Handler

	schemas   *sync.Map       // those that have been asked for, drawn
	forwarded *sync.Once      // the warning of a proxy that is not among ours
	tasksLeft *sync.WaitGroup // what goes on after its request was answered
}

// New makes a server ready to answer. It fails where a template is wrong.
func New(config Config) (*Server, error) {
	store := veil(config)
	config.Engine, config.Store = veiledActor{config.Engine, store}, store
	s := &Server{Config: config, Store: store, limits: newLimits(), began: config.Now(), schemas: &sync.Map{}, forwarded: &sync.Once{}, tasksLeft: &sync.WaitGroup{}}
	var err error
	if s.assets, err = readAssets(config.Templates); err != nil {
		return nil, fmt.Errorf("reading stylesheet and script: %w", err)
	}
	if s.pages, err = readPages(s); err != nil {
		return nil, fmt.Errorf("reading page templates: %w", err)
	}
	s.sessions = newSessions(config.Store, s.secure(), s.unkept)
	s.handler = newChanging(s)
	return s, nil
}

// Handler is the whole site.
func (s *Server) Handler() http.Handler { return s.handler }

// secure says whether people reach the site by https.
func (s *Server) secure() bool { return s.PublicURL.Scheme == "https" }
