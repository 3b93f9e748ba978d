package store

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"beredd/internal/engine"
)

// What may be taken has left the outbox, and no question that is open needs it: a link
// to answer is good as long as its letter says whose it is.
const (
	agedLetters = `
	SELECT n.id, n.proposal, n.made_at, n.data, n.response
	FROM   notices n
	JOIN   proposals p ON p.id = n.proposal
	WHERE  n.collaboration = $1 AND n.made_at < $2 AND n.id > $3
	AND    n.status IN ('accepted', 'merged', 'failed', 'returned', 'needless', 'unwanted')
	AND    p.closed_at IS NOT NULL AND p.asked <= p.answered
	ORDER  BY n.id
	LIMIT  500`

	agedAddresses = `
	SELECT n.id, n.proposal, n.made_at, n.data, n.response
	FROM   notices n
	JOIN   proposals p ON p.id = n.proposal
	WHERE  n.collaboration = $1 AND n.made_at < $2 AND n.id > $3
	AND    n.status IN ('accepted', 'merged', 'failed', 'returned', 'needless', 'unwanted')
	AND    n.data LIKE '%"mail":"%@%'
	AND    (n.data NOT LIKE '%"round":%' OR p.closed_at IS NOT NULL AND p.asked <= p.answered)
	ORDER  BY n.id
	LIMIT  500`

	forgetLetter = `DELETE FROM notices WHERE id = $1`

	rewriteNotice = `
	UPDATE notices
	SET    data = $2, response = $3, addressee = '', bundle = ''
	WHERE  id = $1`

	putDisposal = `
	INSERT INTO disposals (proposal, collaboration, letters, first_at, last_at, at)
	VALUES ($1, $2, $3, $4, $5, $6)`

	disposalsOf = `
	SELECT letters, first_at, last_at, at
	FROM   disposals
	WHERE  proposal = $1
	ORDER  BY at`

	// agedReports are those that tell of letters, and have nothing to say without them.
	countReports = `
	SELECT count(*)
	FROM   incoming
	WHERE  collaboration = $1 AND at < $2 AND kind IN ('undelivered', 'delayed', 'arrived', 'absence', 'ignored')`

	forgetRaw = `
	DELETE FROM incoming_raw
	WHERE  id IN (SELECT i.id FROM incoming i
	              WHERE i.collaboration = $1 AND i.at < $2 AND i.kind IN ('undelivered', 'delayed', 'arrived', 'absence', 'ignored'))`

	forgetReports = `
	DELETE FROM incoming
	WHERE  collaboration = $1 AND at < $2 AND kind IN ('undelivered', 'delayed', 'arrived', 'absence', 'ignored')`
)

// An agedRow is a letter that is old enough.
type agedRow struct {
	ID, Proposal, Data, Response string
	MadeAt                       stamp `db:"made_at"`
}

// Disposable counts what a retention would take.
func (s *Store) Disposable(ctx context.Context, collaboration string, r engine.Retention) (d engine.Disposed, err error) {
	count := func(text string, before time.Time, n *int) error {
		return s.eachAged(ctx, text, collaboration, before, func(rows []agedRow) error { *n += len(rows); return nil })
	}
	if err := count(agedLetters, r.Letters, &d.Letters); err != nil {
		return d, err
	}
	if err := count(agedAddresses, r.Addresses, &d.Addresses); err != nil {
		return d, err
	}
	if !r.Letters.IsZero() {
		err = s.readers.one(ctx, &d.Reports, countReports, collaboration, at(r.Letters))
	}
	if err != nil {
		return d, fmt.Errorf("counting old reports: %w", err)
	}
	return d, nil
}

// Dispose takes what a retention says, some at a time, and leaves a disposal of each
// proposal. hide is what stands for an address from then on. What was begun and broken
// off is done again.
func (s *Store) Dispose(ctx context.Context, collaboration string, r engine.Retention, hide func(mail string) string, now time.Time) (d engine.Disposed, err error) {
	err = s.eachAged(ctx, agedLetters, collaboration, r.Letters, func(rows []agedRow) error {
		d.Letters += len(rows)
		return s.forget(ctx, collaboration, rows, now)
	})
	if err != nil {
		return d, err
	}
	if !r.Letters.IsZero() {
		if _, err := s.change(ctx, "forgetting old reports", forgetRaw, collaboration, at(r.Letters)); err != nil {
			return d, err
		}
		if d.Reports, err = s.change(ctx, "forgetting old reports", forgetReports, collaboration, at(r.Letters)); err != nil {
			return d, err
		}
	}
	err = s.eachAged(ctx, agedAddresses, collaboration, r.Addresses, func(rows []agedRow) error {
		d.Addresses += len(rows)
		return s.rewrite(ctx, rows, func(n *engine.Notice) { n.Mail = hide(n.Mail) })
	})
	return d, err
}

// eachAged calls with letters that were made before a time, some at a time; with none
// where there is no such time.
func (s *Store) eachAged(ctx context.Context, text, collaboration string, before time.Time, each func([]agedRow) error) error {
	for after := ""; !before.IsZero(); {
		var rows []agedRow
		if err := s.readers.all(ctx, &rows, text, collaboration, at(before), after); err != nil {
			return fmt.Errorf("finding old letters: %w", err)
		}
		if len(rows) == 0 {
			return nil
		}
		if err := each(rows); err != nil {
			return err
		}
		after = rows[len(rows)-1].ID
	}
	return nil
}

// forget takes letters away, with what is left of them.
func (s *Store) forget(ctx context.Context, collaboration string, rows []agedRow, now time.Time) error {
	left := map[string]*engine.Disposal{}
	for _, row := range rows {
		d := left[row.Proposal]
		if d == nil {
			d = &engine.Disposal{First: row.MadeAt.Time}
			left[row.Proposal] = d
		}
		d.Letters, d.Last = d.Letters+1, row.MadeAt.Time
	}
	err := s.write(ctx, func(w work) error {
		for _, row := range rows {
			if _, err := w.exec(forgetLetter, row.ID); err != nil {
				return err
			}
		}
		for proposal, d := range left {
			if _, err := w.exec(putDisposal, proposal, collaboration, d.Letters, at(d.First), at(d.Last), at(now)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("forgetting old letters: %w", err)
	}
	return nil
}

// rewrite changes what letters say of who had them. What a server said of a letter may
// name its address, and is changed too.
func (s *Store) rewrite(ctx context.Context, rows []agedRow, change func(*engine.Notice)) error {
	err := s.write(ctx, func(w work) error {
		for _, row := range rows {
			var n engine.Notice
			if err := json.Unmarshal([]byte(row.Data), &n); err != nil {
				return fmt.Errorf("reading a notice's JSON: %w", err)
			}
			was := n.Mail
			change(&n)
			data, err := json.Marshal(n)
			if err != nil {
				return fmt.Errorf("writing a notice as JSON: %w", err)
			}
			if _, err := w.exec(rewriteNotice, row.ID, string(data), without(row.Response, was, n.Mail)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("hiding addresses: %w", err)
	}
	return nil
}

// without is a text with something else in the place of an address, however that is
// spelt.
func without(text, mail, instead string) string {
	for at := 0; mail != ""; at += len(instead) {
		found := strings.Index(strings.ToLower(text[at:]), strings.ToLower(mail))
		if found < 0 {
			break
		}
		at += found
		text = text[:at] + instead + text[at+len(mail):]
	}
	return text
}

// Disposals lists what is left of letters of a proposal that are forgotten.
func (s *Store) Disposals(ctx context.Context, proposal string) ([]engine.Disposal, error) {
	var rows []struct {
		Letters int
		First   stamp `db:"first_at"`
		Last    stamp `db:"last_at"`
		At      stamp
	}
	if err := s.readers.all(ctx, &rows, disposalsOf, proposal); err != nil {
		return nil, fmt.Errorf("reading what is left of old letters: %w", err)
	}
	var all []engine.Disposal
	for _, r := range rows {
		all = append(all, engine.Disposal{Letters: r.Letters, First: r.First.Time, Last: r.Last.Time, At: r.At.Time})
	}
	return all, nil
}
