// Package app knows all the other rooms, and is the only one that does: it reads
// settings, brings rooms together, and starts and stops them in order. It also
// makes worlds in virtual time, for scenarios and the demo, of the very same
// parts.
//
// It decides nothing about proposals, and says nothing about pages.
package app

import (
	"context"
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"time"

	"beredd/internal/cycle"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/mail"
	"beredd/internal/minutes"
	"beredd/internal/outbox"
	"beredd/internal/store"
	"beredd/internal/web"
	"beredd/migrations"
	"beredd/templates"
)

// A plan is what a system is made from.
type plan struct {
	given    given // in force until something has been published
	folder   bool  // it is a folder's, and is told of where it is not what is in force
	letters  *mail.Letters
	database string
	access   store.Access
	pooled   bool // a pooler stands before the database: prepare nothing
	fleeting bool // the database is thrown away afterwards
	shape    *store.Shape
	holder   string // who has the database, told to whoever comes second
	base     string
	secrets  [][]byte
	head     func(collaboration string) mail.Letterhead
	now      func() time.Time
	log      *slog.Logger
	saved    func(engine.Outcome)
	together time.Duration // within it changes of one proposal go in one letter, where the pack says nothing
}

// A system is the parts that serving, the demo and scenarios have in common, put
// together. Who sends the letters is for each to say.
type system struct {
	plan
	store  *store.Store
	shelf  *shelf
	engine *engine.Engine
	keys   link.Keys
	writer *mail.Writer
	divert *divert
	papers *minutes.Writer
	pages  *web.Server // nil until pages are made
}

// build puts a system together and opens its database. It starts nothing.
func build(ctx context.Context, p plan) (*system, error) {
	s := &system{plan: p, shelf: &shelf{log: p.log, key: p.given.key}}
	s.shelf.inUse.Store(p.given.Pack)
	s.divert = &divert{shelf: s.shelf}
	var err error
	if s.keys, err = link.NewKeys(p.secrets...); err != nil {
		return nil, err
	}
	if s.papers, err = minutes.NewWriter(templates.FS); err != nil {
		return nil, err
	}
	// Sign-ins live by the machine's clock, as browsers do, wherever p.now is.
	options := store.Options{Migrations: migrations.FS, Access: p.access, Unprepared: p.pooled, Fleeting: p.fleeting, Holder: p.holder, Shape: p.shape}
	if s.store, err = store.Open(ctx, p.database, options); err != nil {
		return nil, err
	}
	s.shelf.store = s.store
	if p.given.wrong != nil {
		err = s.shelf.stock(ctx, p.given)
	}
	if err == nil {
		s.writer, err = mail.NewWriterOf(p.letters, p.head(s.shelf.key), link.NewSite(p.base, s.keys), s.packOf)
	}
	if err != nil {
		return nil, errors.Join(err, s.store.Close())
	}
	s.writer.Attaching(attached{s})
	s.engine = engine.New(s.store, s.packOf, p.now, p.saved).Renewing(s.shelf.renew).Papering(s.paper)
	return s, nil
}

// pack is the pack in force.
func (s *system) pack() *definition.Pack { return s.shelf.pack() }

// packOf finds the pack of a collaboration, nil for any other than ours.
func (s *system) packOf(collaboration string) *definition.Pack {
	if pack := s.pack(); collaboration == pack.Key {
		return pack
	}
	return nil
}

// ticker lets what is due happen. lease is nil where nobody else ticks.
func (s *system) ticker(lease cycle.Lease) *cycle.Ticker {
	return cycle.NewTicker(s.store, s.engine, lease, s.now, s.log)
}

// worker delivers letters through sender.
func (s *system) worker(queue outbox.Queue, sender outbox.Sender, c outbox.Config) *outbox.Worker {
	c.Now, c.Log, c.Route = s.now, s.log, s.route
	return outbox.New(forwarding{queue, s}, current{sender, s.shelf, s.divert}, c)
}

// route says when a letter goes. One of a collaboration that is not ours is for its
// writer to refuse.
func (s *system) route(letter engine.LetterFacts, now time.Time) engine.Route {
	pack := s.packOf(letter.Proposal.Collaboration)
	if pack == nil {
		return engine.Route{With: letter.Bundle}
	}
	return letter.Route(pack, s.together, now)
}

// readLetters reads the templates of letters.
func readLetters() (*mail.Letters, error) {
	folder, err := fs.Sub(templates.FS, "mail")
	if err != nil {
		return nil, fmt.Errorf("finding the letters: %w", err)
	}
	return mail.ReadLetters(folder)
}

// signer is the key that checkpoints of history are signed with.
func signer(secret []byte) ed25519.PrivateKey {
	return ed25519.NewKeyFromSeed(derived(secret, "beredd checkpoint"))
}

// trusted are the keys that checkpoints may have been signed with.
func trusted(secrets [][]byte) []ed25519.PublicKey {
	var keys []ed25519.PublicKey
	for _, secret := range secrets {
		if key, ok := signer(secret).Public().(ed25519.PublicKey); ok {
			keys = append(keys, key)
		}
	}
	return keys
}

// derived is a secret for one end, made of the one that serves them all.
func derived(secret []byte, end string) []byte {
	h := hmac.New(sha256.New, secret)
	h.Write([]byte(end))
	return h.Sum(nil)
}
