// Package inbox takes what comes back by mail: reports that a letter never arrived,
// replies that programs send for people who are away, and what people write. It sorts
// each message, files it once with all that follows from it, and answers who wrote
// that answers are given by the link.
//
// It believes of a message only what carries the mark of a letter of ours, and no
// message is ever an answer. It does not know how messages are kept or letters sent.
package inbox

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"log/slog"
	"time"

	"github.com/google/uuid"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/link"
)

// A Store is where messages are filed, and what they are sorted by.
type Store interface {
	Delivery(ctx context.Context, notice string) (engine.Delivery, error)
	Deliveries(ctx context.Context, filter engine.DeliveryFilter) (engine.Deliveries, error)
	Proposal(ctx context.Context, id, key string) (engine.Proposal, *engine.Outcome, error)
	ByNumber(ctx context.Context, collaboration, number string) (engine.Proposal, error)
	IncomingSince(ctx context.Context, collaboration, sender string, since time.Time) (int, error)
	InboxPosition(ctx context.Context, mailbox string) (engine.InboxPosition, error)
	// FileIncoming keeps a message once, with all that follows from it; false says
	// that it was kept before.
	FileIncoming(ctx context.Context, filing engine.Filing) (bool, error)
	// MayReply is true for the first who asks of a sender and a day.
	MayReply(ctx context.Context, collaboration, sender string, day time.Time) (bool, error)
}

// A Replier sends the letter that says how answers are given. It may lose one.
type Replier interface {
	SendAutoReply(ctx context.Context, reply engine.AutoReply, now time.Time) engine.Handover
}

// A Config is what messages are sorted by. Pack, Keys, Store and Now must be set.
type Config struct {
	Pack    func() *definition.Pack
	Keys    link.Keys
	Store   Store
	Replier Replier  // nil answers nobody
	Own     []string // addresses that are ours: what comes from them is a loop
	Limits  Limits
	Filed   func() // told of every message that was filed; may be nil
	Now     func() time.Time
	Log     *slog.Logger
}

// Limits are how much is taken before a message is put in quarantine.
type Limits struct {
	Size  int64 // of a message; 10 MiB
	Files int   // that come with it; 20
	Hour  int   // messages of one sender in an hour; 30
}

func (l Limits) whole() Limits {
	if l.Size == 0 {
		l.Size = 10 << 20
	}
	if l.Files == 0 {
		l.Files = 20
	}
	if l.Hour == 0 {
		l.Hour = 30
	}
	return l
}

// An Inbox sorts and files messages. It may be used by many at once.
type Inbox struct{ Config }

// New makes an inbox.
func New(config Config) *Inbox {
	config.Limits = config.Limits.whole()
	if config.Log == nil {
		config.Log = slog.Default()
	}
	return &Inbox{config}
}

// Arrived is a message as it came.
type Arrived struct {
	Raw      []byte // whole, or only the head of one that is too large
	Size     int64
	To       []string // whom it was handed over to, where that is known
	Position *engine.InboxPosition
}

// Take sorts a message, files it, and answers who wrote it where that is due. An error
// says that it could not be filed: it is to be taken again.
func (in *Inbox) Take(ctx context.Context, a Arrived) error {
	filing, m, err := in.sorted(ctx, a)
	if err != nil {
		return fmt.Errorf("sorting a message: %w", err)
	}
	reply, err := in.mayAnswer(ctx, &filing.Message, m)
	if err != nil {
		return err
	}
	fresh, err := in.Store.FileIncoming(ctx, filing)
	if err != nil || !fresh {
		return err
	}
	in.Log.InfoContext(ctx, "a message came", "kind", filing.Message.Kind, "reason", filing.Message.Reason,
		"notice", filing.Message.Notice, "code", filing.Message.Code, "size", a.Size)
	if reply {
		in.answer(ctx, filing.Message, m)
	}
	if in.Filed != nil {
		in.Filed()
	}
	return nil
}

// sorted reads a message and says what follows from it.
func (in *Inbox) sorted(ctx context.Context, a Arrived) (engine.Filing, message, error) {
	now := in.Now()
	id, err := uuid.NewV7()
	if err != nil {
		return engine.Filing{}, message{}, fmt.Errorf("making an id: %w", err)
	}
	f := engine.Filing{Position: a.Position, Raw: a.Raw, Message: engine.Incoming{
		ID: id.String(), Collaboration: in.Pack().Key, At: now, Size: a.Size}}
	m, err := parse(a.Raw)
	f.Message.Key = keyOf(m, a.Raw)
	m.to = append(m.to, a.To...)
	s := sorting{Inbox: in, ctx: ctx, m: m, f: &f, now: now}
	s.describe()
	switch {
	case a.Size > in.Limits.Size:
		f.Raw = nil
		s.as(engine.CameQuarantined, "size")
	case err != nil:
		s.as(engine.CameQuarantined, "unreadable")
	default:
		err = s.sort()
		return f, m, err
	}
	return f, m, s.place() // what it is about is told, if that can be seen
}

// keyOf is what a message is known by, whatever way it came: what its writer made of
// it, without what is written on it on its way.
func keyOf(m message, raw []byte) string {
	h := sha256.New()
	if m.id != "" {
		fmt.Fprintf(h, "%q %q %q %q\n", m.id, m.from, m.subject, m.date)
		h.Write(m.body)
	} else {
		h.Write(raw)
	}
	return hex.EncodeToString(h.Sum(nil))
}
