package mail

import (
	"context"
	"time"

	gomail "github.com/wneessen/go-mail"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// letterAutoReply tells who wrote that answers are given by the link.
const letterAutoReply = "auto_reply"

// SendAutoReply writes and hands over the letter that tells who wrote how answers are
// given. Nobody tries it again.
func (s *Sender) SendAutoReply(ctx context.Context, reply engine.AutoReply, now time.Time) engine.Handover {
	written, err := s.writer.AutoReply(reply, now)
	if err != nil {
		return unwritten(err)
	}
	return s.handAtOnce(ctx, written)
}

// AutoReply writes that letter. It says nothing of what the proposal is about: whose
// address it answers nobody has made sure of.
func (w *Writer) AutoReply(r engine.AutoReply, now time.Time) (Written, error) {
	language, pack := spoken(string(r.Language)), w.packs(r.Collaboration)
	form, err := w.letters.form(letterAutoReply, language)
	if err != nil {
		return Written{}, err
	}
	zone := time.UTC
	l := Letter{Language: string(language), PrivacyURL: w.links.Privacy(), Words: wordsOf(language), Number: r.Number}
	if pack != nil {
		zone = pack.Calendar.Zone()
		l.Sender = []string{pack.Title.In(language)}
	}
	words, err := form.sayAll(Matter{Other: r.Number})
	if err != nil {
		return Written{}, err
	}
	l.Subject, l.Preheader, l.Ask = oneLine(words["subject"]), oneLine(words["preheader"]), oneLine(words["ask"])
	l.Paragraphs, l.WrongOne = folded(words["body"]), wording.Say(language, "mail.auto_reply.why", nil)
	written, err := w.message(l, envelope{id: r.ID, to: r.Mail, name: r.Name, letter: letterAutoReply, pack: pack, at: now.In(zone)})
	if err != nil {
		return Written{}, err
	}
	w.markReply(written.Message, r)
	return written, nil
}

// markReply says to programs that a program answers, so that none answers back
// (RFC 3834).
func (w *Writer) markReply(m *gomail.Msg, r engine.AutoReply) {
	set := func(name, value string) { m.SetGenHeader(gomail.Header(name), value) }
	set("Auto-Submitted", "auto-replied")
	set("X-Auto-Response-Suppress", "All")
	if id, err := Header(r.Answers); err == nil && id != "" && len(id) < 250 && isPlain(id) {
		set("In-Reply-To", "<"+id+">")
		set("References", "<"+id+">")
	}
}
