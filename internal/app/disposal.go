package app

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"beredd/internal/engine"
	"beredd/internal/store"
)

// A Retention says how long it is remembered who was sent what.
type Retention struct {
	Letters   int  `name:"keep-letters" env:"BEREDD_KEEP_LETTERS" default:"24" help:"${setting_keep_letters}"`
	Addresses int  `name:"keep-addresses" env:"BEREDD_KEEP_ADDRESSES" default:"90" help:"${setting_keep_addresses}"`
	Nightly   bool `name:"forget-nightly" env:"BEREDD_FORGET_NIGHTLY" help:"${setting_forget_nightly}"`
}

// at is what the rule comes to at a time. A number that is not above zero keeps for ever.
func (r Retention) at(now time.Time) (until engine.Retention) {
	if r.Letters > 0 {
		until.Letters = now.AddDate(0, -r.Letters, 0)
	}
	if r.Addresses > 0 {
		until.Addresses = now.AddDate(0, 0, -r.Addresses)
	}
	return until
}

// Disposable counts what the rule says is to be forgotten now.
func Disposable(ctx context.Context, c Place, r Retention) (d engine.Disposed, err error) {
	shelf, err := openShelf(ctx, c.Kept, givenIn(c.Pack), store.Reading)
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	return shelf.store.Disposable(ctx, shelf.key, r.at(time.Now()))
}

// Dispose forgets it, also beside a service.
func Dispose(ctx context.Context, c Place, r Retention) (d engine.Disposed, err error) {
	node, err := toAct(ctx, c, "beredd retention")
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, node.store.Close()) }()
	return node.dispose(ctx, r)
}

func (s *system) dispose(ctx context.Context, r Retention) (engine.Disposed, error) {
	now := s.now()
	return s.store.Dispose(ctx, s.pack().Key, r.at(now), s.hidden, now)
}

// hidden is what stands for an address that is hidden: the same for the same address,
// and nothing that can be read back from it without the secret.
func (s *system) hidden(mail string) string {
	h := hmac.New(sha256.New, derived(s.secrets[0], "beredd hidden address"))
	h.Write([]byte(strings.ToLower(mail)))
	return engine.HiddenMark + hex.EncodeToString(h.Sum(nil))[:16]
}

// PersonData is all that is kept of a person, by key, by address, or by the name of
// somebody outside the collaboration.
func PersonData(ctx context.Context, c Place, who string) (d engine.PersonData, err error) {
	shelf, err := openShelf(ctx, c.Kept, givenIn(c.Pack), store.Reading)
	if err != nil {
		return d, err
	}
	defer func() { err = errors.Join(err, shelf.store.Close()) }()
	of := engine.Whose(shelf.pack(), who)
	if d, err = shelf.store.PersonData(ctx, of); err != nil {
		return d, err
	}
	if f := d.Known(of); f != nil {
		return d, f
	}
	return d.NamedIn(shelf.pack()), nil
}

// ErasePerson takes away what is kept of a person who takes part no longer, or of an
// address that nobody has any more, or of somebody outside the collaboration; with history also who acted in history, and what
// was written there. It refuses as long as the process in force names them.
func ErasePerson(ctx context.Context, c Place, who string, history bool) (gone engine.Erased, err error) {
	node, err := toAct(ctx, c, "beredd person erase")
	if err != nil {
		return gone, err
	}
	defer func() { err = errors.Join(err, node.store.Close()) }()
	of := engine.Whose(node.pack(), who)
	if f := engine.IsInUse(node.pack(), of, node.pack().Calendar.Today(node.now())); f != nil {
		return gone, f
	}
	of.History = history
	return node.erase(ctx, of)
}

// erase takes away what is kept, once whoever has taken over is owed what waits.
func (s *system) erase(ctx context.Context, of engine.Erasing) (gone engine.Erased, err error) {
	if err := (forwarding{s.store, s}).handOver(ctx, of.Person); err != nil {
		return gone, err
	}
	if of.History {
		if err := s.forget(ctx, of); err != nil {
			return gone, err
		}
	}
	return s.store.ErasePerson(ctx, of, s.hidden, s.now())
}

// forget has each proposal forget whom it names of people outside the collaboration. It
// may be done again where it was broken off.
func (s *system) forget(ctx context.Context, of engine.Erasing) error {
	naming, err := s.store.Naming(ctx, of)
	if err != nil {
		return err
	}
	for _, p := range naming {
		forgets := map[engine.Outsider]engine.Outsider{}
		for _, o := range p.Outsiders() {
			if of.IsOf(o) {
				forgets[o] = s.hiddenOutsider(o)
			}
		}
		if _, err := s.engine.Act(ctx, engine.Act{Kind: engine.Forget, Proposal: p.ID, Forgets: forgets}); err != nil {
			return err
		}
	}
	return nil
}

// hiddenOutsider is what stands for somebody outside the collaboration: their answers are
// still told from others'.
func (s *system) hiddenOutsider(o engine.Outsider) (hidden engine.Outsider) {
	hidden.Name = s.hidden(o.Name)
	if o.Mail != "" {
		hidden.Mail = s.hidden(o.Mail)
	}
	return hidden
}
