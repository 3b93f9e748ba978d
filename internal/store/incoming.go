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
	putIncoming = `
	INSERT INTO incoming (id, collaboration, key, kind, proposal, sender, at, handled_at, handled_by, data)
	VALUES ($1, $2, $3, $4, $5, $6, $7, NULL, '', $8)
	ON CONFLICT (collaboration, key) DO NOTHING`

	putIncomingRaw = `
	INSERT INTO incoming_raw (id, data)
	VALUES ($1, $2)`

	putPosition = `
	INSERT INTO inboxes (mailbox, validity, uid)
	VALUES ($1, $2, $3)
	ON CONFLICT (mailbox) DO UPDATE
	SET    validity = excluded.validity, uid = excluded.uid
	WHERE  inboxes.validity <> excluded.validity OR inboxes.uid < excluded.uid`

	readPosition = `
	SELECT validity, uid
	FROM   inboxes
	WHERE  mailbox = $1`

	// returnNotice keeps when the letter was handed over: it is what shows beside it.
	returnNotice = `
	UPDATE notices
	SET    status = 'returned', response = $2, settled_at = $3, next_at = NULL, worker = ''
	WHERE  id = $1 AND status <> 'returned'`

	// returnCarried does the same of those that went in it.
	returnCarried = `
	UPDATE notices
	SET    status = 'returned', response = $2, settled_at = $3, next_at = NULL, worker = ''
	WHERE  carrier = $1 AND carrier <> '' AND status = 'merged'`

	// noteOnNotice writes what another server said later of a letter that was handed over.
	noteOnNotice = `
	UPDATE notices
	SET    response = $2
	WHERE  id = $1 AND status = 'accepted'`

	// againTo owes a letter once more, in the place of one that never arrived.
	againTo = `
	INSERT INTO notices (id, proposal, collaboration, event, seq, made_at, status, attempts, next_at, worker, settled_at, response, data, addressee, bundle)
	SELECT $1, proposal, collaboration, event, seq, $2, 'queued', 0, $2, '', NULL, '', $3, $5, $6
	FROM   notices
	WHERE  id = $4
	ON CONFLICT (id) DO NOTHING`

	// putMark lets a coordinator's word stand over letters that went before it.
	putMark = `
	INSERT INTO addresses (collaboration, mail, status, code, said, notice, since, made_by)
	VALUES ($1, $2, $3, $4, $5, $6, $7, '')
	ON CONFLICT (collaboration, mail) DO UPDATE
	SET    status = excluded.status, code = excluded.code, said = excluded.said, notice = excluded.notice,
	       since = excluded.since, made_by = ''
	WHERE  addresses.status = 'slow' AND excluded.status = 'dead'
	OR     addresses.status = 'works' AND addresses.since < $8`
)

// FileIncoming keeps a message and all that follows from it, once: it answers false
// where the same message was kept before, and then keeps only how far its mailbox has
// been read.
func (s *Store) FileIncoming(ctx context.Context, f engine.Filing) (fresh bool, err error) {
	data, err := json.Marshal(f.Message)
	if err != nil {
		return false, fmt.Errorf("writing a message as JSON: %w", err)
	}
	err = s.write(ctx, func(w work) error {
		m := f.Message
		n, err := w.exec(putIncoming, m.ID, m.Collaboration, m.Key, string(m.Kind), m.Proposal, strings.ToLower(m.From), at(m.At), string(data))
		if err != nil {
			return err
		}
		if fresh = n == 1; fresh {
			if err := w.follow(f); err != nil {
				return err
			}
		}
		if p := f.Position; p != nil {
			_, err = w.exec(putPosition, p.Mailbox, int64(p.Validity), int64(p.UID))
		}
		return err
	})
	if err != nil {
		return false, fmt.Errorf("filing a message: %w", err)
	}
	return fresh, nil
}

// follow keeps what a message comes to.
func (w work) follow(f engine.Filing) error {
	m := f.Message
	said := strings.TrimSpace(m.Code + " " + m.Said)
	var statements []statement
	if f.Raw != nil {
		statements = append(statements, statement{putIncomingRaw, []any{m.ID, f.Raw}})
	}
	if f.Returned != "" {
		statements = append(statements,
			statement{returnNotice, []any{f.Returned, said, at(m.At)}}, statement{returnCarried, []any{f.Returned, said, at(m.At)}})
	}
	if f.Late != "" {
		statements = append(statements, statement{noteOnNotice, []any{f.Late, "delayed " + said}})
	}
	if f.Arrived != "" {
		statements = append(statements, statement{noteOnNotice, []any{f.Arrived, "250 " + said}})
	}
	if a := f.Mark; a != nil {
		statements = append(statements, statement{putMark, []any{a.Collaboration, strings.ToLower(a.Mail), string(a.Status), a.Code, a.Said, a.Notice, at(a.Since), at(a.Sent)}})
	}
	for _, i := range f.Instead {
		data, err := json.Marshal(i.Notice)
		if err != nil {
			return fmt.Errorf("writing a letter as JSON: %w", err)
		}
		statements = append(statements, statement{againTo, []any{i.Notice.ID, at(i.Notice.At), string(data), i.Of, i.Notice.Addressee(), i.Bundle}})
	}
	for _, s := range statements {
		if _, err := w.exec(s.text, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// Divert keeps that a letter was not sent, since nothing arrives at its address, and
// owes those that go in its place.
func (s *Store) Divert(ctx context.Context, of, said string, now time.Time, instead ...engine.Instead) error {
	err := s.write(ctx, func(w work) error {
		if _, err := w.exec(returnNotice, of, "diverted "+said, at(now)); err != nil {
			return err
		}
		return w.follow(engine.Filing{Instead: instead})
	})
	if err != nil {
		return fmt.Errorf("sending a letter elsewhere: %w", err)
	}
	return nil
}

// MarkAddress keeps that an address was refused, and owes the letters that go in the
// place of the one that was.
func (s *Store) MarkAddress(ctx context.Context, mark engine.AddressMark, instead ...engine.Instead) error {
	err := s.write(ctx, func(w work) error { return w.follow(engine.Filing{Mark: &mark, Instead: instead}) })
	if err != nil {
		return fmt.Errorf("marking an address: %w", err)
	}
	return nil
}

// SendAgain owes letters once more.
func (s *Store) SendAgain(ctx context.Context, instead ...engine.Instead) error {
	err := s.write(ctx, func(w work) error { return w.follow(engine.Filing{Instead: instead}) })
	if err != nil {
		return fmt.Errorf("owing letters once more: %w", err)
	}
	return nil
}

// A statement is one to be run, with its arguments.
type statement struct {
	text string
	args []any
}

// InboxPosition is how far a mailbox has been read, zero where it never was.
func (s *Store) InboxPosition(ctx context.Context, mailbox string) (engine.InboxPosition, error) {
	var rows []struct{ Validity, UID int64 }
	if err := s.readers.all(ctx, &rows, readPosition, mailbox); err != nil {
		return engine.InboxPosition{}, fmt.Errorf("asking how far a mailbox has been read: %w", err)
	}
	p := engine.InboxPosition{Mailbox: mailbox}
	for _, r := range rows {
		p.Validity, p.UID = uint32(r.Validity), uint32(r.UID)
	}
	return p, nil
}

const (
	mayReply = `
	INSERT INTO auto_replies (collaboration, sender, day)
	VALUES ($1, $2, $3)
	ON CONFLICT (collaboration, sender, day) DO NOTHING`

	forgetReplies = `
	DELETE FROM auto_replies
	WHERE  day < $1`

	countFrom = `
	SELECT count(*)
	FROM   incoming
	WHERE  collaboration = $1 AND sender = $2 AND at > $3`
)

// MayReply says whether nobody has told a sender of a day that answers are given by
// the link: the first who asks may, and nobody after that.
func (s *Store) MayReply(ctx context.Context, collaboration, sender string, day time.Time) (bool, error) {
	if _, err := s.change(ctx, "forgetting whom programs answered", forgetReplies, day.AddDate(0, 0, -7).Format(time.DateOnly)); err != nil {
		return false, err
	}
	n, err := s.change(ctx, "asking whether to answer", mayReply, collaboration, strings.ToLower(sender), day.Format(time.DateOnly))
	return n == 1, err
}

// IncomingSince counts the messages of a sender that came after a time.
func (s *Store) IncomingSince(ctx context.Context, collaboration, sender string, since time.Time) (n int, err error) {
	if err := s.readers.one(ctx, &n, countFrom, collaboration, strings.ToLower(sender), at(since)); err != nil {
		return 0, fmt.Errorf("counting a sender's messages: %w", err)
	}
	return n, nil
}
