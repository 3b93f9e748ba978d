package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

const (
	laidOut = `
	SELECT body
	FROM   proposals
	WHERE  collaboration = $1 AND falls_on BETWEEN $2 AND $3
	ORDER  BY falls_on, number`

	byOrigin = `
	SELECT p.body
	FROM   %s CROSS JOIN proposals p
	WHERE  p.collaboration = $1 AND p.origin = x.id
	ORDER  BY p.falls_on, p.number`

	takenUp = `
	SELECT p.body
	FROM   %s CROSS JOIN proposals p
	WHERE  p.collaboration = $1 AND p.meeting = x.id
	ORDER  BY p.number`
)

// LaidOut reads the meetings and duties of the year that fall on the days from and
// to, both included, or between them, cancelled and done ones too, by day.
func (s *Store) LaidOut(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.Proposal, error) {
	return s.proposals(ctx, "reading what is laid out", laidOut, collaboration, from.String(), to.String())
}

// ByOrigin reads what has been laid out by lines of the cycle, by the keys of their
// origins, on whatever days they fall now.
func (s *Store) ByOrigin(ctx context.Context, collaboration string, origins []string) ([]engine.Proposal, error) {
	return s.proposals(ctx, "reading what is laid out by its origin",
		fmt.Sprintf(byOrigin, s.given(2, idColumn)), s.with(ids(distinct(origins)), collaboration)...)
}

// TakenUp reads the proposals that stand on the agendas of meetings, each named as
// engine.Meeting.Key does.
func (s *Store) TakenUp(ctx context.Context, collaboration string, meetings []string) ([]engine.Proposal, error) {
	return s.proposals(ctx, "reading what meetings take up",
		fmt.Sprintf(takenUp, s.given(2, idColumn)), s.with(ids(distinct(meetings)), collaboration)...)
}

// proposals reads whole those of a statement.
func (s *Store) proposals(ctx context.Context, doing, text string, args ...any) ([]engine.Proposal, error) {
	var rows []struct{ Body string }
	if err := s.readers.all(ctx, &rows, text, args...); err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	list := make([]engine.Proposal, len(rows))
	for i, row := range rows {
		var err error
		if list[i], err = parseProposal(row.Body); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// laidOutAlready is why a change came too late: by the fault laid_out where it lays
// out a line of the cycle that has been, by another act; else another change came
// first.
func (s *Store) laidOutAlready(ctx context.Context, c engine.Change) error {
	if c.Before > 0 || c.Proposal.Origin == nil {
		return engine.ErrStale
	}
	found, err := s.ByOrigin(ctx, c.Proposal.Collaboration, []string{c.Proposal.Origin.Key})
	if err != nil || len(found) == 0 {
		return errors.Join(err, engine.ErrStale)
	}
	return fault.New(fault.Conflict, "laid_out", wording.Args{"Number": found[0].Number, "Title": found[0].Title, "Date": found[0].FallsOn().String()})
}

// Plant puts copies of proposals into a database of their own, as they stand and with
// the numbers that they have, without their history: a year is then played from there.
func (s *Store) Plant(ctx context.Context, proposals []engine.Proposal) error {
	err := s.write(ctx, func(w work) error {
		for _, p := range proposals {
			k, err := keptOf(engine.Change{Proposal: p}, remembered{}, true)
			if err != nil {
				return err
			}
			if _, err := w.exec(insertProposal, append([]any{p.ID, p.Collaboration, p.Workflow, p.Number, at(p.Opened)}, k.proposal...)...); err != nil {
				return err
			}
			series := p.Number[:max(0, strings.LastIndexByte(p.Number, '-'))]
			if _, err := w.exec(plantNumber, p.Collaboration, series, engine.IsOfYear(p.Workflow)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("planting proposals: %w", err)
	}
	return nil
}

// plantNumber leaves ample room after the numbers that are planted.
const plantNumber = `
	INSERT INTO numbers (collaboration, series, last, of_year)
	VALUES ($1, $2, 100000, $3)
	ON CONFLICT (collaboration, series) DO NOTHING`
