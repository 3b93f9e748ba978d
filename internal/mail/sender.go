package mail

import (
	"context"
	"runtime"
	"sync"
	"time"

	"beredd/internal/engine"
)

// A Sender hands letters over to one server. It may be used by many at once:
// each letter has a connection for itself, and as many are kept as have been
// needed at the same time. While all lines are taken the next letters are written
// and signed, so that no line waits for them; but one processor is left for what the
// server answers, where there is more than one.
type Sender struct {
	config  Config
	writer  *Writer
	writing chan struct{} // holds one for each letter that is being written
	lines   chan struct{} // holds one for each letter on its way

	sync.Mutex
	kept   []*connection
	closed bool
}

// New makes a sender. It doesn't reach for the server before there is a letter.
func New(config Config, writer *Writer) (*Sender, error) {
	config, err := config.whole(writer.head)
	if err != nil {
		return nil, err
	}
	return &Sender{
		config: config, writer: writer,
		writing: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)-1)), lines: make(chan struct{}, config.Lines),
	}, nil
}

// Send writes a letter and hands it over. One that is too large for its server with its
// papers goes at once with links to them.
func (s *Sender) Send(ctx context.Context, facts engine.LetterFacts, now time.Time) engine.Handover {
	written, p, err := s.write(facts, now)
	if err != nil {
		return unwritten(err)
	}
	done := s.hand(ctx, p)
	if len(written.Attached) > 0 && isTooLarge(done) {
		facts.Linked = true
		return s.Send(ctx, facts, now)
	}
	return done
}

// write writes a letter, and writes it out and signs it, in its turn.
func (s *Sender) write(facts engine.LetterFacts, now time.Time) (Written, parcel, error) {
	s.writing <- struct{}{}
	defer func() { <-s.writing }()
	written, err := s.writer.Message(facts, now)
	if err != nil {
		return written, parcel{}, err
	}
	p, err := s.wrap(written)
	return written, p, err
}

// hand hands a letter over when there is a line.
func (s *Sender) hand(ctx context.Context, p parcel) engine.Handover {
	select {
	case s.lines <- struct{}{}:
		defer s.leave()
	case <-ctx.Done():
		return unreached(ctx.Err())
	}
	return s.handOver(ctx, p)
}

// leave gives the line to a letter that waits for it, and lets that go before anything
// else is done here: the line would wait while another letter is written.
func (s *Sender) leave() {
	<-s.lines
	runtime.Gosched()
}

// handAtOnce hands a letter over past all that wait for a line.
func (s *Sender) handAtOnce(ctx context.Context, written Written) engine.Handover {
	p, err := s.wrap(written)
	if err != nil {
		return unwritten(err)
	}
	return s.handOver(ctx, p)
}

// SendCode writes a letter with six digits and hands it over at once. Nobody tries it
// again: the person who waits for the code asks for another.
func (s *Sender) SendCode(ctx context.Context, code engine.CodeLetter, now time.Time) engine.Handover {
	written, err := s.writer.code(code, now)
	if err != nil {
		return unwritten(err)
	}
	return s.handAtOnce(ctx, written)
}

// Check says whether the server takes letters just now, without sending one.
func (s *Sender) Check(ctx context.Context) error {
	c, err := s.dial(ctx)
	if err != nil {
		return scrubbed(err)
	}
	c.quit()
	return nil
}

// Close takes leave of the server. Nothing may be sent afterwards.
func (s *Sender) Close() {
	s.Lock()
	kept := s.kept
	s.kept, s.closed = nil, true
	s.Unlock()
	for _, c := range kept {
		c.quit()
	}
}

// handOver hands a letter over on a kept connection, or a new one. A kept one that turns
// out to be dead, before the recipient was named, is no news of the letter: it goes on a
// new one at once.
func (s *Sender) handOver(ctx context.Context, p parcel) engine.Handover {
	if c := s.idleOne(); c != nil {
		done, dead := s.try(c, p)
		if !dead {
			return done
		}
	}
	c, err := s.dial(ctx)
	if err != nil {
		return unreached(err)
	}
	done, _ := s.try(c, p)
	return done
}

// try hands a letter over on a connection, and keeps the connection where it is of use
// still.
func (s *Sender) try(c *connection, p parcel) (done engine.Handover, dead bool) {
	said, err := c.send(p)
	done, dead = outcome(said, err), c.carried && brokeEarly(err) // asked before the connection is anybody's
	switch {
	case err == nil || listens(err):
		s.keep(c)
	default:
		c.drop()
	}
	return done, dead
}
