package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// A dueRow is a deadline with the proposal it is of.
type dueRow struct {
	Proposal, Workflow, Edition, Number, Title, Holder, Data, Confidential string
	Outstanding                                                            int
	Extended                                                               bool // some of its round have been given a day of their own
}

const (
	selectDue = `
	SELECT d.proposal, p.workflow, p.edition, p.number, p.title, p.holder, d.data, p.confidential,
	       (SELECT count(*) FROM respondents r
	        WHERE  r.round = d.round AND NOT r.settled
	        AND    (d.about <> 'extension' OR r.respondent = d.name OR r.respondent LIKE d.name || '.%')
	        AND    (d.about <> 'round' OR NOT EXISTS (
	               SELECT 1 FROM deadlines x
	               WHERE  x.proposal = d.proposal AND x.round = d.round AND x.about = 'extension' AND x.status = 'running'
	               AND    (r.respondent = x.name OR r.respondent LIKE x.name || '.%')))) AS outstanding,
	       EXISTS (SELECT 1 FROM deadlines x
	               WHERE  x.proposal = d.proposal AND x.round = d.round AND x.about = 'extension' AND x.status = 'running') AS extended
	FROM   deadlines d
	JOIN   proposals p ON p.id = d.proposal
	WHERE  d.collaboration = $1 AND d.about IN `

	dueBetween = selectDue + `('state', 'round', 'extension', 'clock', 'opening') AND d.due_on BETWEEN $2 AND $3 AND d.status NOT IN ('stopped', 'paused')
	ORDER  BY d.due_on, d.due_at, p.number`

	dueBefore = selectDue + `('state', 'round', 'extension', 'clock') AND d.status = 'running' AND d.due_at <= $2
	ORDER  BY d.due_at, p.number`
)

// DueDates lists the deadlines of the days from and to, both included, by date:
// those that run, those that were kept or missed, and the days on which rounds open
// that wait for theirs.
func (s *Store) DueDates(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.DueDate, error) {
	return s.due(ctx, dueBetween, collaboration, from.String(), to.String())
}

// decidedOpen are the proposals on their way from a decision to their end.
const decidedOpen = `
	SELECT body
	FROM   proposals
	WHERE  collaboration = $1 AND closed_at IS NULL AND falls_on IS NULL AND decided
	ORDER  BY due_at, id
	LIMIT  $2 + 0`

// DecidedOpen reads the proposals that have a decision and are not closed, those
// due first first.
func (s *Store) DecidedOpen(ctx context.Context, collaboration string, limit int) ([]engine.Proposal, error) {
	return s.proposals(ctx, "listing decided proposals", decidedOpen, collaboration, limit)
}

// Late lists the deadlines that have passed and that somebody still must meet, the
// longest overdue first.
func (s *Store) Late(ctx context.Context, collaboration string, now time.Time) ([]engine.DueDate, error) {
	return s.due(ctx, dueBefore, collaboration, at(now))
}

func (s *Store) due(ctx context.Context, text string, args ...any) ([]engine.DueDate, error) {
	var rows []dueRow
	if err := s.readers.all(ctx, &rows, text, args...); err != nil {
		return nil, fmt.Errorf("listing deadlines: %w", err)
	}
	list := make([]engine.DueDate, 0, len(rows))
	for _, r := range rows {
		var d engine.Deadline
		if err := json.Unmarshal([]byte(r.Data), &d); err != nil {
			return nil, fmt.Errorf("reading a deadline's JSON: %w", err)
		}
		if r.Extended && r.Outstanding == 0 { // nobody is to keep it any more
			continue
		}
		due := engine.DueDate{
			Proposal: r.Proposal, Workflow: r.Workflow, Edition: r.Edition, Number: r.Number, Title: r.Title, About: d.About, Name: d.Name, Holder: r.Holder,
			Moment: d.Moment, Status: d.Status, Outstanding: r.Outstanding, Confidential: r.Confidential,
		}
		if d.About == aboutExtension {
			due.About, due.Name, due.For = aboutRound, d.Of, d.Name
		}
		list = append(list, due)
	}
	return list, nil
}

const (
	dueProposals = `
	SELECT id AS proposal, wakes AS timer, wakes_at AS at
	FROM   proposals
	WHERE  wakes_at <= $1
	ORDER  BY wakes_at, id
	LIMIT  $2 + 0`

	nextWaking = `
	SELECT wakes_at
	FROM   proposals
	WHERE  collaboration = $1 AND wakes_at IS NOT NULL
	ORDER  BY wakes_at
	LIMIT  1`
)

// DueProposals lists proposals that have a timer due at now and not recorded as
// done, the longest overdue first.
func (s *Store) DueProposals(ctx context.Context, now time.Time, limit int) ([]engine.Due, error) {
	var rows []struct {
		Proposal, Timer string
		At              stamp
	}
	if err := s.readers.all(ctx, &rows, dueProposals, at(now), limit); err != nil {
		return nil, fmt.Errorf("listing what is due: %w", err)
	}
	list := make([]engine.Due, len(rows))
	for i, r := range rows {
		list[i] = engine.Due{Proposal: r.Proposal, Timer: r.Timer, At: r.At.Time}
	}
	return list, nil
}

// NextDue is when time does something next in a collaboration, and false where it
// never will.
func (s *Store) NextDue(ctx context.Context, collaboration string) (time.Time, bool, error) {
	var next stamp
	err := s.readers.one(ctx, &next, nextWaking, collaboration)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("asking what is due next: %w", err)
	}
	return next.Time, true, nil
}
