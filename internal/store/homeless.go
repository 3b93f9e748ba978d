package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"beredd/internal/engine"
)

const (
	// homelessNotices finds the letters that are held for want of an address, by the
	// index of what is held.
	homelessNotices = `
	SELECT id, data
	FROM   notices
	WHERE  status = 'held' AND status IN ('held', 'failed') AND collaboration = $1 AND response LIKE 'no address: %'`

	releaseHomeless = `
	UPDATE notices
	SET    status = 'queued', attempts = 0, next_at = $2, settled_at = $2, response = '', data = $3,
	       addressee = $4, bundle = $5
	WHERE  id = $1 AND status = 'held'`

	againHomeless = `
	UPDATE notices
	SET    status = 'queued', attempts = 0, next_at = $2
	WHERE  id = $1 AND status = 'held'`

	endSentOn = `
	UPDATE notices
	SET    status = 'needless', next_at = NULL, settled_at = $2, response = $3
	WHERE  id = $1 AND status IN ('held', 'failed', 'returned')`

	discardHomeless = `
	UPDATE notices
	SET    status = 'needless', next_at = NULL, settled_at = $2, response = $3
	WHERE  id = $1 AND status = 'held'`
)

// Homeless counts the letters that are held for want of an address, by the address
// that they were for, in small letters.
func (s *Store) Homeless(ctx context.Context, collaboration string) (map[string]int, error) {
	var rows []homelessRow
	if err := s.readers.all(ctx, &rows, homelessNotices, collaboration); err != nil {
		return nil, fmt.Errorf("counting letters without an address: %w", err)
	}
	count := map[string]int{}
	for _, row := range rows {
		n, err := row.notice()
		if err != nil {
			return nil, err
		}
		count[strings.ToLower(n.Mail)]++
	}
	return count, nil
}

type homelessRow struct{ ID, Data string }

func (r homelessRow) notice() (n engine.Notice, err error) {
	if err := json.Unmarshal([]byte(r.Data), &n); err != nil {
		return n, fmt.Errorf("reading a notice's JSON: %w", err)
	}
	n.ID = r.ID
	return n, nil
}

// DecideHomeless lets the letters go that are held for want of an address, to that
// which works by now, or is the end of them. It answers how many there were.
func (s *Store) DecideHomeless(ctx context.Context, collaboration, mail string, d engine.AddressDecision) (decided int, err error) {
	err = s.write(ctx, func(w work) error {
		decided = 0
		var rows []homelessRow
		if err := w.all(&rows, homelessNotices, collaboration); err != nil {
			return err
		}
		for _, row := range rows {
			n, err := row.notice()
			if err != nil {
				return err
			}
			if !strings.EqualFold(n.Mail, mail) {
				if err := w.lookAgain(n, d); err != nil {
					return err
				}
				continue
			}
			if err := w.decide(n, d); err != nil {
				return err
			}
			decided++
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("deciding on letters without an address: %w", err)
	}
	return decided, nil
}

// lookAgain lets a letter to another address be looked at: what works by now may be
// where it can go instead. Else it is held once more, and no server is asked.
func (w work) lookAgain(n engine.Notice, d engine.AddressDecision) error {
	if d.Discard {
		return nil
	}
	_, err := w.exec(againHomeless, n.ID, at(d.At))
	return err
}

func (w work) decide(n engine.Notice, d engine.AddressDecision) error {
	if d.Discard {
		_, err := w.exec(discardHomeless, n.ID, at(d.At), engine.Discarded+d.Reason)
		return err
	}
	if d.Mail != "" {
		n.Mail = d.Mail
	}
	data, err := json.Marshal(n)
	if err != nil {
		return fmt.Errorf("writing a letter as JSON: %w", err)
	}
	_, err = w.exec(releaseHomeless, n.ID, at(d.At), string(data), n.Addressee(), engine.SentByHand(n.ID))
	return err
}

// SendOn has letters go to others than they were for, and answers how many did: one that
// waits again, or has gone meanwhile, is left alone.
func (s *Store) SendOn(ctx context.Context, d engine.SendingOn) (sent int, err error) {
	err = s.write(ctx, func(w work) error {
		sent = 0
		for _, i := range d.Letters {
			n, err := w.exec(endSentOn, i.Of, at(d.At), engine.SentOnSince+d.Reason)
			if err != nil {
				return err
			}
			if n == 0 {
				continue
			}
			if err := w.follow(engine.Filing{Instead: []engine.Instead{i}}); err != nil {
				return err
			}
			sent++
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("sending letters on: %w", err)
	}
	return sent, nil
}
