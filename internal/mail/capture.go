package mail

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"beredd/internal/engine"
)

// A Capture is a Sender that keeps every letter instead of sending it, for the
// demo and for scenarios. It writes letters just as the real one does, and can be
// told that an address fails.
type Capture struct {
	writer *Writer

	sync.Mutex
	caught []engine.CaughtLetter
	fails  map[string]string // address -> what its server says
}

// NewCapture makes an empty one.
func NewCapture(writer *Writer) *Capture {
	return &Capture{writer: writer, fails: map[string]string{}}
}

// Fails lets letters to an address be answered with an SMTP reply from now on:
// one that begins with 5 is for good, one with 4 for now. "" lets it work again.
func (c *Capture) Fails(address, reply string) {
	c.Lock()
	defer c.Unlock()
	if reply == "" {
		delete(c.fails, key(address))
		return
	}
	c.fails[key(address)] = reply
}

// key is an address as it is looked up.
func key(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

// Send writes a letter and keeps it.
func (c *Capture) Send(_ context.Context, facts engine.LetterFacts, now time.Time) engine.Handover {
	written, err := c.writer.Message(facts, now)
	if err != nil {
		return unwritten(err)
	}
	caught := engine.CaughtLetter{
		ID: facts.Notice.ID, Proposal: facts.Proposal.ID, Letter: facts.Letter, To: facts.Mail, Name: facts.Name, At: now,
	}
	return c.catch(written, caught)
}

// Text is what a letter says, as its recipient reads it: the subject, and the
// letter whole.
func (c *Capture) Text(facts engine.LetterFacts, now time.Time) (string, error) {
	l, err := c.writer.Letter(facts, now)
	if err != nil {
		return "", err
	}
	text, err := c.writer.text(l)
	return l.Subject + "\n\n" + text, err
}

// SendCode writes a letter with six digits and keeps it.
func (c *Capture) SendCode(_ context.Context, code engine.CodeLetter, now time.Time) engine.Handover {
	written, err := c.writer.code(code, now)
	if err != nil {
		return unwritten(err)
	}
	return c.catch(written, engine.CaughtLetter{ID: code.ID, Letter: code.Letter, To: code.Mail, Name: code.Name, At: now})
}

// catch keeps a letter, unless its address fails.
func (c *Capture) catch(w Written, caught engine.CaughtLetter) engine.Handover {
	c.Lock()
	reply := c.fails[key(caught.To)]
	c.Unlock()
	if reply != "" {
		return refused(reply)
	}
	var raw bytes.Buffer
	if _, err := w.WriteTo(&raw); err != nil {
		return unwritten(fmt.Errorf("writing out a letter: %w", err))
	}
	caught.Subject, caught.Preheader = w.Subject, w.Preheader
	caught.Text, caught.HTML, caught.Raw = w.Text, w.HTML, raw.Bytes()
	c.Lock()
	defer c.Unlock()
	c.caught = append(c.caught, caught)
	return engine.Handover{Fate: engine.HandedOver, Response: "250 caught in the mailbox"}
}

// refused is what comes of a reply that an address fails with.
func refused(reply string) engine.Handover {
	if strings.HasPrefix(reply, "5") {
		return engine.Handover{Fate: engine.Refused, Response: scrub(reply)}
	}
	return engine.Handover{Fate: engine.TryAgain, Response: scrub(reply)}
}

// All lists every letter, the latest first.
func (c *Capture) All() []engine.CaughtLetter {
	c.Lock()
	defer c.Unlock()
	all := slices.Clone(c.caught)
	slices.Reverse(all)
	return all
}

// Of lists the letters to an address, the latest first.
func (c *Capture) Of(address string) []engine.CaughtLetter {
	return slices.DeleteFunc(c.All(), func(l engine.CaughtLetter) bool { return key(l.To) != key(address) })
}

// Letter finds one letter by id.
func (c *Capture) Letter(id string) (engine.CaughtLetter, bool) {
	c.Lock()
	defer c.Unlock()
	for i := len(c.caught) - 1; i >= 0; i-- {
		if c.caught[i].ID == id {
			return c.caught[i], true
		}
	}
	return engine.CaughtLetter{}, false
}
