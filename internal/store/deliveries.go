package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"beredd/internal/engine"
)

// A deliveryRow is a notice and what has become of it.
type deliveryRow struct {
	ID, Proposal, Event, Data       string
	Number, Title, Status, Response string
	Confidential                    string
	Worker                          string // of a letter just claimed
	Bundle, Carrier                 string
	LetThrough                      bool `db:"let_through"`
	Attempts                        int
	MadeAt                          stamp `db:"made_at"`
	NextAt                          stamp `db:"next_at"`
	SettledAt                       stamp `db:"settled_at"`
}

func (r deliveryRow) delivery() (d engine.Delivery, err error) {
	if err := json.Unmarshal([]byte(r.Data), &d.Notice); err != nil {
		return d, fmt.Errorf("reading a notice's JSON: %w", err)
	}
	d.ID, d.Notice.Proposal, d.Event, d.At = r.ID, r.Proposal, r.Event, r.MadeAt.Time
	d.Number, d.Title, d.Confidential, d.Status, d.Response = r.Number, r.Title, r.Confidential, engine.DeliveryStatus(r.Status), r.Response
	d.Attempts, d.NextAt, d.SettledAt, d.Claim = r.Attempts, r.NextAt.Time, r.SettledAt.Time, r.Worker
	d.Bundle, d.Carrier, d.LetThrough = r.Bundle, r.Carrier, r.LetThrough
	return d, nil
}

func deliveriesOf(rows []deliveryRow) ([]engine.Delivery, error) {
	list := make([]engine.Delivery, len(rows))
	for i, row := range rows {
		var err error
		if list[i], err = row.delivery(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

const (
	selectDeliveries = `
	SELECT n.id, n.proposal, n.event, n.made_at, n.data, p.number, p.title, p.confidential, n.status, n.response, n.attempts, n.next_at, n.settled_at, n.bundle, n.carrier, n.let_through
	FROM   notices n
	JOIN   proposals p ON p.id = n.proposal
	WHERE  `

	// countUndelivered has a part for each index.
	countUndelivered = `
	SELECT status, count(*) AS n FROM notices
	WHERE  collaboration = $1 AND status IN ('queued', 'active', 'deferred') GROUP BY status
	UNION ALL
	SELECT status, count(*) AS n FROM notices
	WHERE  collaboration = $1 AND status IN ('held', 'failed') GROUP BY status
	UNION ALL
	SELECT status, count(*) AS n FROM notices
	WHERE  collaboration = $1 AND status = 'returned' GROUP BY status`
)

// Deliveries is one page of a delivery log, the latest letters first.
func (s *Store) Deliveries(ctx context.Context, f engine.DeliveryFilter) (engine.Deliveries, error) {
	page := engine.Deliveries{Counts: map[engine.DeliveryStatus]int{}}
	var counts []struct {
		Status engine.DeliveryStatus
		N      int
	}
	if err := s.readers.all(ctx, &counts, countUndelivered, f.Collaboration); err != nil {
		return page, fmt.Errorf("counting letters: %w", err)
	}
	for _, c := range counts {
		page.Counts[c.Status] = c.N
	}
	chosen, err := deliveriesBy(f)
	if err != nil {
		return page, err
	}
	limit := limitOf(f.Limit)
	text := fmt.Sprintf("%s%s ORDER BY n.id DESC LIMIT $%d + 0 OFFSET $%d + 0", selectDeliveries, chosen.where(), len(chosen.args)+1, len(chosen.args)+2)
	var rows []deliveryRow
	if err := s.readers.all(ctx, &rows, text, append(chosen.args, limit+1, f.Offset)...); err != nil {
		return page, fmt.Errorf("listing letters: %w", err)
	}
	if page.More = len(rows) > limit; page.More {
		rows = rows[:limit]
	}
	page.Rows, err = deliveriesOf(rows)
	return page, err
}

// deliveriesBy names the status in the text, so that its index can be used.
func deliveriesBy(f engine.DeliveryFilter) (*choice, error) {
	c := &choice{}
	c.add("n.collaboration = $%d", f.Collaboration)
	if f.Proposal != "" {
		c.add("n.proposal = $%d", f.Proposal)
	}
	if f.Carrier != "" {
		c.add("n.carrier = $%d", f.Carrier)
		c.conditions = append(c.conditions, "n.carrier <> ''")
	}
	switch f.Status {
	case "":
	case engine.Queued, engine.Active, engine.Deferred:
		c.conditions = append(c.conditions, inPartOf(f.Status, waiting))
	case engine.Held, engine.Failed:
		c.conditions = append(c.conditions, inPartOf(f.Status, troubled))
	case engine.Accepted:
		c.conditions = append(c.conditions, "n.status = 'accepted'")
	case engine.Returned:
		c.conditions = append(c.conditions, "n.status = 'returned'")
	default:
		return nil, fmt.Errorf("listing letters: there is no status %q", f.Status)
	}
	return c, nil
}

// The statuses that the two indexes of notices hold.
var (
	waiting  = []engine.DeliveryStatus{engine.Queued, engine.Active, engine.Deferred}
	troubled = []engine.DeliveryStatus{engine.Held, engine.Failed}
)

func inPartOf(status engine.DeliveryStatus, part []engine.DeliveryStatus) string {
	var quoted []string
	for _, s := range part {
		quoted = append(quoted, "'"+string(s)+"'")
	}
	return fmt.Sprintf("n.status = '%s' AND n.status IN (%s)", status, strings.Join(quoted, ", "))
}

// Delivery is one letter and what has become of it.
func (s *Store) Delivery(ctx context.Context, id string) (engine.Delivery, error) {
	var row deliveryRow
	if err := s.readers.one(ctx, &row, selectDeliveries+"n.id = $1", id); err != nil {
		return engine.Delivery{}, orNotFound(err, "reading a letter")
	}
	return row.delivery()
}

// Notice is one letter as it was asked for.
func (s *Store) Notice(ctx context.Context, id string) (engine.Notice, error) {
	d, err := s.Delivery(ctx, id)
	return d.Notice, err
}

const (
	eventsOfNotices = `
	SELECT h.data, h.private, h.salt, h.hash, h.notices
	FROM   %s
	CROSS  JOIN notices n
	JOIN   history h ON h.proposal = n.proposal AND h.seq = n.seq
	WHERE  n.id = x.id`

	bodiesByID = `
	SELECT body
	FROM   proposals
	WHERE  id IN (SELECT x.id FROM %s)`
)

// Facts reads what letters are written from, one for each and in their order, in
// two statements however many they are.
func (s *Store) Facts(ctx context.Context, letters []engine.Delivery) ([]engine.LetterFacts, error) {
	var notices, proposals []string
	for _, l := range letters {
		notices, proposals = append(notices, l.ID), append(proposals, l.Notice.Proposal)
	}
	happened, err := s.eventsOf(ctx, distinct(notices))
	if err != nil {
		return nil, err
	}
	of, err := s.proposalsByID(ctx, distinct(proposals))
	if err != nil {
		return nil, err
	}
	facts := make([]engine.LetterFacts, len(letters))
	for i, l := range letters {
		facts[i] = engine.LetterFacts{Delivery: l, Event: happened[l.Event], Proposal: of[l.Notice.Proposal]}
	}
	return facts, s.recall(ctx, facts)
}

func distinct(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return slices.Compact(list)
}

// eventsOf reads what notices tell of, by its id.
func (s *Store) eventsOf(ctx context.Context, notices []string) (map[string]engine.Event, error) {
	var rows []eventRow
	if err := s.readers.all(ctx, &rows, fmt.Sprintf(eventsOfNotices, s.given(1, idColumn)), s.with(ids(notices))...); err != nil {
		return nil, fmt.Errorf("reading what letters tell of: %w", err)
	}
	events, err := eventsOf(rows)
	found := make(map[string]engine.Event, len(events))
	for _, e := range events {
		found[e.ID] = e
	}
	return found, err
}

func (s *Store) proposalsByID(ctx context.Context, list []string) (map[string]engine.Proposal, error) {
	var bodies []string
	if err := s.readers.all(ctx, &bodies, fmt.Sprintf(bodiesByID, s.given(1, idColumn)), s.with(ids(list))...); err != nil {
		return nil, fmt.Errorf("reading what letters are about: %w", err)
	}
	found := make(map[string]engine.Proposal, len(bodies))
	for _, body := range bodies {
		p, err := parseProposal(body)
		if err != nil {
			return nil, err
		}
		found[p.ID] = p
	}
	return found, nil
}

// Retry lets a letter that was refused, is put off or is held go at once. One that
// is on its way, or has arrived, it leaves alone.
func (s *Store) Retry(ctx context.Context, id string, now time.Time) error {
	if _, err := s.Notice(ctx, id); err != nil {
		return err
	}
	return s.write(ctx, func(w work) error {
		if _, err := w.exec(retryNotice, id, at(now), engine.SentByHand(id)); err != nil {
			return fmt.Errorf("letting letter %s go again: %w", id, err)
		}
		return nil
	})
}

const retryNotice = `
	UPDATE notices
	SET    status = 'queued', attempts = 0, next_at = $2, settled_at = $2, worker = '', bundle = $3
	WHERE  id = $1 AND status IN ('failed', 'held', 'deferred', 'returned', 'unwanted')`
