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
	selectIncoming = `
	SELECT i.id, i.kind, i.proposal, i.at, i.handled_at, i.handled_by, i.data
	FROM   incoming i
	WHERE  `

	countIncoming = `
	SELECT kind, count(*) AS n, sum(CASE WHEN handled_at IS NULL THEN 1 ELSE 0 END) AS waiting
	FROM   incoming
	WHERE  collaboration = $1
	GROUP  BY kind`

	incomingRaw = `
	SELECT data
	FROM   incoming_raw
	WHERE  id = $1`

	handleIncoming = `
	UPDATE incoming
	SET    handled_at = $2, handled_by = $3, proposal = $4, kind = $5, data = $6
	WHERE  id = $1`
)

// An incomingRow is a message that came by mail.
type incomingRow struct {
	ID, Kind, Proposal, Data string
	At                       stamp
	HandledAt                stamp  `db:"handled_at"`
	HandledBy                string `db:"handled_by"`
}

func (r incomingRow) incoming() (m engine.Incoming, err error) {
	if err := json.Unmarshal([]byte(r.Data), &m); err != nil {
		return m, fmt.Errorf("reading a message's JSON: %w", err)
	}
	m.ID, m.Kind, m.Proposal, m.At = r.ID, engine.IncomingKind(r.Kind), r.Proposal, r.At.Time
	m.HandledAt, m.HandledBy = r.HandledAt.Time, r.HandledBy
	return m, nil
}

// Incoming is one page of the messages that came by mail, the latest first.
func (s *Store) Incoming(ctx context.Context, f engine.IncomingFilter) (engine.IncomingPage, error) {
	page := engine.IncomingPage{Counts: map[engine.IncomingKind]int{}}
	var counts []struct {
		Kind       engine.IncomingKind
		N, Waiting int
	}
	if err := s.readers.all(ctx, &counts, countIncoming, f.Collaboration); err != nil {
		return page, fmt.Errorf("counting messages: %w", err)
	}
	for _, c := range counts {
		page.Counts[c.Kind] = c.N
		if (engine.Incoming{Kind: c.Kind}).Waits() {
			page.Waiting += c.Waiting
		}
	}
	c := &choice{}
	c.add("i.collaboration = $%d", f.Collaboration)
	if f.Proposal != "" {
		c.add("i.proposal = $%d", f.Proposal)
	}
	if f.Kind != "" {
		c.add("i.kind = $%d", string(f.Kind))
	}
	if f.Waiting {
		c.conditions = append(c.conditions, "i.kind IN ('unplaced', 'quarantined') AND i.handled_at IS NULL")
	}
	limit := limitOf(f.Limit)
	text := fmt.Sprintf("%s%s ORDER BY i.id DESC LIMIT $%d + 0 OFFSET $%d + 0", selectIncoming, c.where(), len(c.args)+1, len(c.args)+2)
	var rows []incomingRow
	if err := s.readers.all(ctx, &rows, text, append(c.args, limit+1, f.Offset)...); err != nil {
		return page, fmt.Errorf("listing messages: %w", err)
	}
	if page.More = len(rows) > limit; page.More {
		rows = rows[:limit]
	}
	for _, row := range rows {
		m, err := row.incoming()
		if err != nil {
			return page, err
		}
		page.Rows = append(page.Rows, m)
	}
	return page, nil
}

// IncomingMessage is one message that came by mail.
func (s *Store) IncomingMessage(ctx context.Context, id string) (engine.Incoming, error) {
	var row incomingRow
	if err := s.readers.one(ctx, &row, selectIncoming+"i.id = $1", id); err != nil {
		return engine.Incoming{}, orNotFound(err, "reading a message")
	}
	return row.incoming()
}

// IncomingRaw is a message as it came; the fault not_found where it was not kept.
func (s *Store) IncomingRaw(ctx context.Context, id string) (data []byte, err error) {
	err = s.readers.one(ctx, &data, incomingRaw, id)
	return data, orNotFound(err, "reading a message as it came")
}

// HandleIncoming keeps that somebody has seen to a message: where it was placed, and
// as what.
func (s *Store) HandleIncoming(ctx context.Context, m engine.Incoming) error {
	data, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("writing a message as JSON: %w", err)
	}
	_, err = s.change(ctx, "keeping that a message is seen to", handleIncoming, m.ID, at(m.HandledAt), m.HandledBy, m.Proposal, string(m.Kind), string(data))
	return err
}

const (
	listMarks = `
	SELECT mail, status, code, said, notice, since, made_by
	FROM   addresses
	WHERE  collaboration = $1
	ORDER  BY since DESC, mail`

	confirmAddress = `
	UPDATE addresses
	SET    status = 'works', since = $3, made_by = $4
	WHERE  collaboration = $1 AND mail = $2`
)

// AddressMarks lists what is known of addresses, the latest first.
func (s *Store) AddressMarks(ctx context.Context, collaboration string) ([]engine.AddressMark, error) {
	var rows []struct {
		Mail, Status, Code, Said, Notice string
		Since                            stamp
		By                               string `db:"made_by"`
	}
	if err := s.readers.all(ctx, &rows, listMarks, collaboration); err != nil {
		return nil, fmt.Errorf("listing addresses: %w", err)
	}
	marks := make([]engine.AddressMark, len(rows))
	for i, r := range rows {
		marks[i] = engine.AddressMark{
			Collaboration: collaboration, Mail: r.Mail, Status: engine.AddressStatus(r.Status), Code: r.Code, Said: r.Said,
			Notice: r.Notice, Since: r.Since.Time, By: r.By,
		}
	}
	return marks, nil
}

// ConfirmAddress keeps that somebody says an address works.
func (s *Store) ConfirmAddress(ctx context.Context, collaboration, mail, by string, now time.Time) error {
	_, err := s.change(ctx, "keeping that an address works", confirmAddress, collaboration, strings.ToLower(mail), at(now), by)
	return err
}
