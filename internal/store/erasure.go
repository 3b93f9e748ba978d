package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"beredd/internal/engine"
)

const (
	anonymous = `
	UPDATE notices
	SET    data = $2, response = $3, status = $4, next_at = $5, settled_at = $6, addressee = '', bundle = ''
	WHERE  id = $1 AND status <> 'active'`

	nobodysMessage = `
	UPDATE incoming
	SET    sender = $2, data = $3
	WHERE  id = $1`

	forgetMessage = `DELETE FROM incoming_raw WHERE id = $1`
	forgetDrafts  = `DELETE FROM drafts WHERE person = $1 AND form = $2`
	forgetFeed    = `DELETE FROM feeds WHERE collaboration = $1 AND kind = 'person' AND subject = $2`
	forgetMark    = `DELETE FROM addresses WHERE collaboration = $1 AND mail = $2`
	forgetChoices = `DELETE FROM letter_choices WHERE collaboration = $1 AND recipient = $2`
	forgetReply   = `DELETE FROM auto_replies WHERE collaboration = $1 AND sender = $2`

	// eraseEvent empties what history's hashes do not cover: who, and free text.
	eraseEvent = `
	UPDATE history
	SET    private = '', salt = ''
	WHERE  proposal = $1 AND seq = $2`
)

// ErasePerson takes away what of.Erasing says, in one transaction. hide is what stands
// for an address from then on. Letters that wait are never sent; those that are being
// sent just now are left and counted. History stays whole: of its events goes only what
// no hash covers. What proposals themselves say of people outside the collaboration is
// forgotten by an act of each, beforehand. Messages with files are a proposal's papers, and keep their bytes.
func (s *Store) ErasePerson(ctx context.Context, of engine.Erasing, hide func(mail string) string, now time.Time) (gone engine.Erased, err error) {
	data, err := s.PersonData(ctx, of)
	if err != nil {
		return gone, err
	}
	of.Addresses = data.Addresses
	letters, err := s.lettersTo(ctx, of)
	if err != nil {
		return gone, err
	}
	drafts, err := s.draftsBy(ctx, of)
	if err != nil {
		return gone, err
	}
	var events []engine.Event
	if of.History {
		if events, err = s.eventsBy(ctx, of); err != nil {
			return gone, err
		}
	}
	var messages []engine.Incoming
	for _, mail := range of.Addresses {
		from, err := s.messagesFrom(ctx, of.Collaboration, mail)
		if err != nil {
			return gone, err
		}
		messages = append(messages, from...)
	}
	err = s.write(ctx, func(w work) error {
		gone = engine.Erased{}
		for _, step := range []func() error{
			func() error { return w.nobodysLetters(letters, hide, now, &gone) },
			func() error { return w.nobodysMessages(messages, hide, &gone) },
			func() error { return w.nobodysDrafts(drafts, &gone) },
			func() error { return w.nobodysRest(of, &gone) },
			func() error { return w.nobodysActs(events, &gone) },
		} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return gone, fmt.Errorf("erasing what is kept of a person: %w", err)
	}
	return gone, nil
}

func (w work) nobodysLetters(letters []engine.Delivery, hide func(string) string, now time.Time, gone *engine.Erased) error {
	for _, l := range letters {
		n, status, next, settled := l.Notice, l.Status, at(l.NextAt), at(l.SettledAt)
		was := n.Mail
		n.Name = ""
		if strings.Contains(n.Mail, "@") {
			n.Mail = hide(n.Mail)
		}
		unsent := status == engine.Queued || status == engine.Deferred || status == engine.Held
		if unsent {
			status, next, settled = engine.Needless, nil, at(now)
		}
		data, err := json.Marshal(n)
		if err != nil {
			return fmt.Errorf("writing a notice as JSON: %w", err)
		}
		changed, err := w.exec(anonymous, l.ID, string(data), without(l.Response, was, n.Mail), string(status), next, settled)
		switch {
		case err != nil:
			return err
		case changed == 0:
			gone.Active++
			continue
		case unsent:
			gone.Unsent++
		}
		gone.Letters++
	}
	return nil
}

func (w work) nobodysMessages(messages []engine.Incoming, hide func(string) string, gone *engine.Erased) error {
	for _, m := range messages {
		m.From, m.Name, m.Person = hide(m.From), "", ""
		data, err := json.Marshal(m)
		if err != nil {
			return fmt.Errorf("writing a message as JSON: %w", err)
		}
		if _, err := w.exec(nobodysMessage, m.ID, m.From, string(data)); err != nil {
			return err
		}
		if len(m.Files) == 0 {
			if _, err := w.exec(forgetMessage, m.ID); err != nil {
				return err
			}
		}
		gone.Messages++
	}
	return nil
}

func (w work) nobodysDrafts(drafts []draftRow, gone *engine.Erased) error {
	for _, d := range drafts {
		n, err := w.exec(forgetDrafts, d.Person, d.Form)
		if err != nil {
			return err
		}
		gone.Drafts += int(n)
	}
	return nil
}

func (w work) nobodysRest(of engine.Erasing, gone *engine.Erased) error {
	if of.Person != "" {
		for _, text := range []string{forgetFeed, forgetChoices} {
			n, err := w.exec(text, of.Collaboration, of.Person)
			if err != nil {
				return err
			}
			gone.Other += int(n)
		}
	}
	for _, mail := range of.Addresses {
		for _, text := range []string{forgetMark, forgetReply} {
			n, err := w.exec(text, of.Collaboration, strings.ToLower(mail))
			if err != nil {
				return err
			}
			gone.Other += int(n)
		}
	}
	return nil
}

func (w work) nobodysActs(events []engine.Event, gone *engine.Erased) error {
	for _, e := range events {
		if _, err := w.exec(eraseEvent, e.Proposal, e.Seq); err != nil {
			return err
		}
	}
	gone.Acts = len(events)
	return nil
}
