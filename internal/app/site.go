package app

import (
	"context"
	"log/slog"
	"net/http"
	"slices"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store"
	"beredd/internal/web"
	"beredd/templates"
)

// site makes the pages of a system. c says what differs between serving for real
// and the demo.
func (s *system) site(c web.Config) (http.Handler, error) {
	c.Pack, c.InForce, c.Store, c.Engine, c.Links = s.pack(), s.pack, s.store, s.engine, s.keys
	c.Process, c.Years = process{s.store, s.shelf, s.engine}, years{s}
	c.Letters, c.Templates, c.Log, c.Now = sentLetters{s}, templates.FS, s.log, s.now
	c.Secret = derived(s.secrets[0], "beredd pages")
	c.Remark, c.Away, c.Folder = s.remark, store.IsAway, s.Folder
	c.Papers = s.papers
	if c.Ready == nil {
		c.Ready = s.store.Ping
	}
	server, err := web.New(c)
	if err != nil {
		return nil, err
	}
	s.pages = server
	return server.Handler(), nil
}

// remark tells monitors that letters are held, and that another pack is in force
// than stands in the folder.
func (s *system) remark(ctx context.Context) (string, error) {
	held, err := s.store.OnHold(ctx)
	if err != nil {
		return "", err
	}
	said := ""
	if held != nil {
		said = "letters are held: " + meaning(*held) + "\n"
	}
	switch {
	case !s.unpublished():
	case s.given.wrong != nil:
		said += "the pack's folder cannot be used and was not taken; edition " + s.pack().Edition + " is in force: see beredd check\n"
	default:
		said += "the pack's folder is not what is in force (edition " + s.pack().Edition + "): see beredd publish\n"
	}
	return said, nil
}

// newServer makes a server that nobody can keep busy by being slow. What it
// complains of is the log's.
func newServer(site http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler: site, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
		ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10,
	}
}

// sentLetters writes letters anew as they were sent, for the delivery log.
type sentLetters struct{ *system }

// asSent are the facts of a letter as it went: of one that went in another, those of that,
// and of that with all that went in it.
func (s sentLetters) asSent(ctx context.Context, d engine.Delivery) (engine.LetterFacts, error) {
	if d.Carrier != "" {
		carrier, err := s.store.Delivery(ctx, d.Carrier)
		if err != nil {
			return engine.LetterFacts{}, err
		}
		d = carrier
	}
	inside, err := s.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: s.shelf.key, Carrier: d.ID, Limit: 5000})
	if err != nil {
		return engine.LetterFacts{}, err
	}
	slices.Reverse(inside.Rows)
	all, err := s.store.Facts(ctx, append([]engine.Delivery{d}, inside.Rows...))
	if err != nil {
		return engine.LetterFacts{}, err
	}
	facts := all[0]
	facts.Along = all[1:]
	return facts, nil
}

// Letter answers the subject and the HTML of a notice's letter.
func (s sentLetters) Letter(ctx context.Context, notice string) (string, []byte, error) {
	delivery, err := s.store.Delivery(ctx, notice)
	if err != nil {
		return "", nil, err
	}
	facts, err := s.asSent(ctx, delivery)
	if err != nil {
		return "", nil, err
	}
	if err := s.shelf.keeps(ctx, facts.Proposal); err != nil {
		return "", nil, err
	}
	at := delivery.SettledAt
	if at.IsZero() {
		at = s.now()
	}
	written, err := s.writer.Message(facts, at)
	return written.Subject, []byte(written.HTML), err
}
