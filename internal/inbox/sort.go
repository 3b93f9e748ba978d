package inbox

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/link"
)

// A sorting is one message on its way to its place.
type sorting struct {
	*Inbox
	ctx    context.Context
	m      message
	f      *engine.Filing
	now    time.Time
	letter *engine.Delivery // the letter that it is about, where one is known
	marked bool             // by a mark that only we can make
}

// describe says what the message says of itself.
func (s *sorting) describe() {
	i := &s.f.Message
	i.From, i.Name, i.Subject, i.Files = s.m.from, s.m.name, s.m.subject, s.m.files
	i.Text = s.m.words()
	if r := []rune(i.Text); len(r) > shown {
		i.Text, i.Cut = string(r[:shown]), true
	}
	if found := s.Pack().People.ByMail(s.m.from); len(found) == 1 {
		i.Person = found[0].Key
	}
}

// shown is how many letters of a message its page shows.
const shown = 20000

func (s *sorting) as(kind engine.IncomingKind, reason string) {
	s.f.Message.Kind, s.f.Message.Reason = kind, reason
}

// sort finds what a message is about, and what it is.
func (s *sorting) sort() error {
	if err := s.place(); err != nil {
		return err
	}
	switch {
	case s.m.report != nil:
		return s.reported()
	case s.m.kind != "":
		s.as(engine.CameIgnored, "report") // that a letter was read, say
		return nil
	case s.isOurs():
		s.as(engine.CameIgnored, "loop")
		return nil
	case s.m.isAutomatic():
		s.as(engine.CameAbsence, "")
		if s.f.Message.Proposal == "" {
			s.as(engine.CameIgnored, "automatic")
		}
		return nil
	case s.m.isOfList():
		s.as(engine.CameIgnored, "list")
		return nil
	}
	return s.written()
}

// written sorts what a person wrote.
func (s *sorting) written() error {
	n, err := s.Store.IncomingSince(s.ctx, s.f.Message.Collaboration, s.m.from, s.now.Add(-time.Hour))
	if err != nil {
		return err
	}
	switch {
	case n >= s.Limits.Hour:
		s.as(engine.CameQuarantined, "rate")
	case len(s.m.files) > s.Limits.Files:
		s.as(engine.CameQuarantined, "files")
	case slices.ContainsFunc(s.m.files, isProgram):
		s.as(engine.CameQuarantined, "program")
	case s.m.hasNullSender():
		s.as(engine.CameUnplaced, "system")
	case s.f.Message.Proposal == "":
		s.as(engine.CameUnplaced, "unknown")
	default:
		s.as(engine.CameReply, "")
	}
	return nil
}

// isProgram says whether a file can do something when it is opened.
func isProgram(f engine.IncomingFile) bool {
	at := strings.LastIndexByte(f.Name, '.')
	return at >= 0 && slices.Contains(programs, strings.ToLower(strings.TrimRight(f.Name[at+1:], ". ")))
}

var programs = []string{
	"exe", "com", "bat", "cmd", "scr", "pif", "msi", "js", "jse", "vbs", "vbe", "wsf", "hta", "ps1", "jar", "lnk", "iso", "img",
	"docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppam", "one", "chm", "reg", "html", "htm", "svg",
}

// isOurs says whether it came from an address of ours: our own letter come back.
func (s *sorting) isOurs() bool {
	return s.m.from != "" && slices.ContainsFunc(s.Own, func(own string) bool { return strings.EqualFold(own, s.m.from) })
}

// place finds the letter or proposal that a message is about: by the mark of the
// address that it came to, by what it answers, or by the number in the subject of
// somebody whom the pack knows.
func (s *sorting) place() error {
	for _, by := range []func() error{s.byMark, s.byThread, s.byNumber} {
		if err := by(); err != nil || s.f.Message.Proposal != "" {
			return err
		}
	}
	return nil
}

func (s *sorting) byMark() error {
	for _, address := range s.m.to {
		id, seal, ok := link.ReturnMark(address)
		if !ok {
			continue
		}
		d, err := s.delivery(id)
		if err != nil {
			return err
		}
		if d != nil && s.Keys.VerifyReturn(d.Notice.Claim(link.Bounce), seal) {
			s.marked = true
			s.about(*d)
			return nil
		}
	}
	return nil
}

// byThread looks for the Message-IDs that we give: of a letter, and of the proposal
// that all its letters answer.
func (s *sorting) byThread() error {
	for _, ref := range s.m.refs {
		local, _, _ := strings.Cut(ref, "@")
		kind, id, _ := strings.Cut(local, ".")
		if _, err := uuid.Parse(id); err != nil {
			continue
		}
		switch kind {
		case "u":
			d, err := s.delivery(id)
			if err != nil {
				return err
			}
			if d != nil {
				s.about(*d)
				return nil
			}
		case "arende":
			p, _, err := s.Store.Proposal(s.ctx, id, "")
			if found, err := s.found(p, err); err != nil || found {
				return err
			}
		}
	}
	return nil
}

// byNumber believes the number in a subject of whom the pack knows.
func (s *sorting) byNumber() error {
	in := numbered.FindStringSubmatch(s.m.subject)
	if in == nil || len(s.Pack().People.ByMail(s.m.from)) == 0 {
		return nil
	}
	p, err := s.Store.ByNumber(s.ctx, s.f.Message.Collaboration, in[1])
	_, err = s.found(p, err)
	return err
}

// numbered finds "[LGL 2027-014]".
var numbered = regexp.MustCompile(`\[([^\[\]]{1,40}\d)\]`)

// found places the message on a proposal of ours, where there is one.
func (s *sorting) found(p engine.Proposal, err error) (bool, error) {
	if fault.As(err) != nil || err == nil && p.Collaboration != s.f.Message.Collaboration {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	s.f.Message.Proposal, s.f.Message.Number = p.ID, p.Number
	return true, nil
}

func (s *sorting) delivery(id string) (*engine.Delivery, error) {
	d, err := s.Store.Delivery(s.ctx, id)
	if fault.As(err) != nil {
		return nil, nil
	}
	return &d, err
}

func (s *sorting) about(d engine.Delivery) {
	s.letter = &d
	s.f.Message.Proposal, s.f.Message.Notice, s.f.Message.Number, s.f.Message.About = d.Notice.Proposal, d.ID, d.Number, d.Name
}
