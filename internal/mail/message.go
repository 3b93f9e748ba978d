package mail

import (
	"cmp"
	"fmt"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/link"
	"beredd/internal/wording"
)

// An envelope is what one message says of itself, beside what is read.
type envelope struct {
	id       string // of the notice
	to, name string
	bounce   string // the address it returns to; "" is the letterhead's
	letter   string
	thread   *engine.Proposal // that it belongs to, or nil
	event    engine.Event
	last     bool
	pack     *definition.Pack
	at       time.Time

	bulk        bool        // it gathers what is for information
	unsubscribe string      // where the recipient turns such letters off with one click; "" of what may not be
	invitation  *invitation // of a letter that calendar programs read too, or nil
}

// A Written is a letter that is ready to send, with its two bodies.
type Written struct {
	Letter
	Message *gomail.Msg // its headers, and more where more than its bodies goes with it
	Text    string
	HTML    string

	boundary string // of the two bodies; "" where the message has them
}

// Message writes a letter as a message.
func (w *Writer) Message(facts engine.LetterFacts, now time.Time) (Written, error) {
	letter, err := w.Letter(facts, now)
	if err != nil {
		return Written{}, err
	}
	pack, of := w.packOf(facts.Proposal), lead(facts)
	e := envelope{
		id: facts.Notice.ID, to: facts.Mail, name: facts.Name, bounce: w.bounceTo(facts.Notice), letter: letterOf(of),
		thread: &of.Proposal, event: of.Event, last: of.Last && !of.Event.Data.Late, pack: pack,
		at: now.In(pack.Calendar.Zone()), unsubscribe: w.unsubscribe(of),
	}
	if of.Event.Kind == engine.Announced { // it is about no proposal
		e.thread = nil
	}
	if isSummary(facts) { // it belongs to no proposal's thread
		e.letter, e.thread, e.bulk = summaryOf(facts), nil, facts.IsDigest() || facts.IsAway()
		return w.message(letter, e)
	}
	if _, invites := invites[of.Letter]; invites {
		e.invitation = w.invitation(tell(of, pack, spoken(of.Language), now), letter)
	}
	written, err := w.message(letter, e)
	if err != nil {
		return written, err
	}
	return written, w.attach(&written, e, of)
}

// message puts headers and bodies together.
func (w *Writer) message(l Letter, e envelope) (Written, error) {
	m := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithBoundary(boundary(e.id)))
	if err := w.address(m, l, e); err != nil {
		return Written{}, err
	}
	topic, err := Header(l.Subject)
	if err != nil {
		return Written{}, fmt.Errorf("the subject of a letter: %w", err)
	}
	// go-mail writes plain headers in order of the alphabet and formatted ones
	// after them: so Thread-Topic, which Outlook groups by, stands before Subject.
	m.SetGenHeaderPreformatted(gomail.HeaderSubject, encoded("Subject", topic))
	w.mark(m, l, e)
	written := Written{Letter: l, Message: m}
	return written, w.fill(&written, e)
}

// address says from whom and to whom a message goes.
func (w *Writer) address(m *gomail.Msg, l Letter, e envelope) error {
	to, err := address(e.name, e.to)
	if err != nil {
		return fmt.Errorf("%w: %w", errAddress, err)
	}
	name := w.head.Name
	if name == "" && e.pack != nil {
		name = e.pack.Title.In(spoken(l.Language))
	}
	from, err := address(name, w.head.From)
	if err != nil {
		return fmt.Errorf("from whom a letter comes: %w", err)
	}
	m.ToMailAddress(to)
	m.FromMailAddress(from)
	if w.head.ReplyTo != "" {
		if err := m.ReplyTo(w.head.ReplyTo); err != nil {
			return fmt.Errorf("to whom a letter is answered: %w", err)
		}
	}
	if err := m.EnvelopeFrom(cmp.Or(e.bounce, w.head.Bounce, w.head.From)); err != nil {
		return fmt.Errorf("where a letter returns: %w", err)
	}
	return nil
}

// bounceTo is where a letter returns that can't be delivered: an address of its
// own, so that what returns finds its notice.
func (w *Writer) bounceTo(n engine.Notice) string {
	if w.head.Bounce == "" {
		return ""
	}
	return w.links.ReturnTo(w.head.Bounce, n.Claim(link.Bounce))
}

// mark sets the headers that programs read.
func (w *Writer) mark(m *gomail.Msg, l Letter, e envelope) {
	host := domain(w.head.From)
	m.SetMessageIDWithValue(messageID(e.id, host))
	m.SetDateWithValue(e.at)
	set := func(name, value string) { m.SetGenHeader(gomail.Header(name), value) }
	set("Auto-Submitted", "auto-generated")
	set("X-Auto-Response-Suppress", "OOF, AutoReply")
	set("Content-Language", l.Language)
	set("X-Event", ascii(e.letter))
	if e.pack != nil {
		set("List-Id", "<"+ascii(e.pack.Key)+"."+host+">")
	}
	if e.bulk {
		set("Precedence", "bulk")
	}
	if e.unsubscribe != "" { // RFC 8058
		set("List-Unsubscribe", "<"+e.unsubscribe+">")
		set("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
	}
	if e.last {
		m.SetImportance(gomail.ImportanceHigh)
	}
	if p := e.thread; p != nil {
		set("In-Reply-To", root(p.ID, host))
		set("References", root(p.ID, host))
		set("Thread-Topic", "["+ascii(p.Number)+"]")
		set("Thread-Index", threadIndex(p.ID, p.Opened))
		set("X-Proposal-Id", ascii(p.Number))
		if e.event.Hash != "" {
			set("X-History-Head", fmt.Sprintf("%s %d %s", p.ID, e.event.Seq, e.event.Hash))
		}
	}
}

// fill writes the letter, as text first and as HTML last: a reader shows the
// last that it can.
func (w *Writer) fill(written *Written, e envelope) (err error) {
	if written.Text, err = w.text(written.Letter); err != nil {
		return err
	}
	if written.HTML, err = w.html(written.Letter); err != nil {
		return err
	}
	if e.invitation != nil {
		return w.invite(written, e)
	}
	written.boundary = boundary(e.id)
	return nil
}

// check says what is wrong with a letterhead.
func (h Letterhead) check() error {
	for what, a := range map[string]string{"from": h.From, "reply-to": h.ReplyTo, "bounce": h.Bounce} {
		if a == "" && what != "from" {
			continue
		}
		if _, err := address("", a); err != nil {
			return fmt.Errorf("the address that letters name as %s, %q: %w", what, a, err)
		}
	}
	if local, _, _ := strings.Cut(h.Bounce, "@"); len(local) > link.LongestMailbox {
		return fault.New(fault.Invalid, "long_bounce", wording.Args{"Address": h.Bounce, "Most": link.LongestMailbox})
	}
	return nil
}
