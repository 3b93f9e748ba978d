package store

import (
	"context"
	"fmt"
	"time"

	"beredd/internal/engine"
)

// claimMates takes those that go as one with letters just claimed. Only the first of a
// bundle can be claimed by itself, so nobody else is taking them.
const claimMates = `
	UPDATE notices
	SET    status = 'active', worker = $2, next_at = $3
	WHERE  bundle IN (SELECT x.id FROM %s) AND bundle <> ''
	AND    status IN ('queued', 'active', 'deferred') AND next_at <= $1 AND worker <> $2
	AND    (let_through OR NOT EXISTS (SELECT 1 FROM settings WHERE name = 'hold'))
	RETURNING ` + claimedColumns

// claimAlong takes the letters that go as one with those in rows.
func (s *Store) claimAlong(w work, rows []deliveryRow, args []any) (along []deliveryRow, err error) {
	var bundles []string
	for _, r := range rows {
		if r.Bundle != "" {
			bundles = append(bundles, r.Bundle)
		}
	}
	if len(bundles) == 0 {
		return nil, nil
	}
	now, worker, until := args[0], args[2], args[3]
	err = w.all(&along, fmt.Sprintf(claimMates, s.given(4, idColumn)), s.with(ids(distinct(bundles)), now, worker, until)...)
	return along, err
}

var recalledColumns = []column{{"id", "text"}, {"proposal", "text"}, {"addressee", "text"}, {"recipient", "text"}, {"collaboration", "text"}, {"day", "text"}}

// The two statements that recall what the hour of a letter hangs on.
const (
	lastLetters = `
	SELECT x.id,
	       (SELECT max(n.settled_at) FROM notices n
	        WHERE  n.addressee = x.addressee AND n.proposal = x.proposal AND n.status IN ('accepted', 'merged')) AS about,
	       (SELECT max(n.settled_at) FROM notices n
	        WHERE  n.bundle = x.day AND n.bundle <> '' AND n.status = 'accepted') AS reminded
	FROM   %s`

	choicesOf = `
	SELECT x.id, c.kind, c.pace
	FROM   %s
	JOIN   letter_choices c ON c.collaboration = x.collaboration AND c.recipient = x.recipient`
)

// recall adds to letters what their hour hangs on: what went before them to the same
// address, and what their recipients have chosen.
func (s *Store) recall(ctx context.Context, letters []engine.LetterFacts) error {
	rows, of := make([][]any, len(letters)), make(map[string]int, len(letters))
	for i, l := range letters {
		day := ""
		if l.Kind() == engine.ReminderLetter {
			day = l.DayBundle()
		}
		rows[i], of[l.ID] = []any{l.ID, l.Notice.Proposal, l.Addressee(), l.Recipient(), l.Proposal.Collaboration, day}, i
	}
	args := s.rowsOf(recalledColumns, rows)
	var last []struct {
		ID              string
		About, Reminded stamp
	}
	if err := s.readers.all(ctx, &last, fmt.Sprintf(lastLetters, s.given(1, recalledColumns...)), args...); err != nil {
		return fmt.Errorf("reading when letters last went: %w", err)
	}
	for _, l := range last {
		letters[of[l.ID]].LastOfProposal, letters[of[l.ID]].LastReminded = l.About.Time, l.Reminded.Time
	}
	var chosen []struct {
		ID   string
		Kind engine.LetterKind
		Pace engine.Pace
	}
	if err := s.readers.all(ctx, &chosen, fmt.Sprintf(choicesOf, s.given(1, recalledColumns...)), args...); err != nil {
		return fmt.Errorf("reading how recipients want their letters: %w", err)
	}
	for _, c := range chosen {
		f := &letters[of[c.ID]]
		if f.Choices == nil {
			f.Choices = engine.LetterChoices{}
		}
		f.Choices[c.Kind] = c.Pace
	}
	return nil
}

const (
	putChoice = `
	INSERT INTO letter_choices (collaboration, recipient, kind, pace, changed_at)
	VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (collaboration, recipient, kind) DO UPDATE
	SET    pace = excluded.pace, changed_at = excluded.changed_at`

	dropChoice = `
	DELETE FROM letter_choices
	WHERE  collaboration = $1 AND recipient = $2 AND kind = $3`

	listChoices = `
	SELECT kind, pace
	FROM   letter_choices
	WHERE  collaboration = $1 AND recipient = $2`

	// unbundle lets what waits for a digest be routed anew.
	unbundle = `
	UPDATE notices
	SET    bundle = '', next_at = $2
	WHERE  bundle = $1 AND status IN ('queued', 'deferred')`
)

// ChooseLetters keeps how a recipient wants letters of a kind; "" is how the
// collaboration has it. What waits for the recipient at an address goes by the new
// choice.
func (s *Store) ChooseLetters(ctx context.Context, c engine.LetterChoice, now time.Time) error {
	err := s.write(ctx, func(w work) error {
		var err error
		if c.Pace == "" {
			_, err = w.exec(dropChoice, c.Collaboration, c.Recipient, string(c.Kind))
		} else {
			_, err = w.exec(putChoice, c.Collaboration, c.Recipient, string(c.Kind), string(c.Pace), at(now))
		}
		if err != nil {
			return err
		}
		_, err = w.exec(unbundle, engine.Notice{Mail: c.Mail}.DigestBundle(), at(now))
		return err
	})
	if err != nil {
		return fmt.Errorf("keeping how a recipient wants letters: %w", err)
	}
	return nil
}

// LetterChoices are how a recipient wants letters.
func (s *Store) LetterChoices(ctx context.Context, collaboration, recipient string) (engine.LetterChoices, error) {
	var rows []struct {
		Kind engine.LetterKind
		Pace engine.Pace
	}
	if err := s.readers.all(ctx, &rows, listChoices, collaboration, recipient); err != nil {
		return nil, fmt.Errorf("reading how a recipient wants letters: %w", err)
	}
	chosen := engine.LetterChoices{}
	for _, r := range rows {
		chosen[r.Kind] = r.Pace
	}
	return chosen, nil
}
