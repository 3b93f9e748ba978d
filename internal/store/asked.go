package store

import (
	"context"
	"fmt"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// An askedRow is a respondent of an opened round, with the last date that the
// round has had.
type askedRow struct {
	Proposal, Workflow, Edition, Number, Title, State string
	Round                                             string
	RoundName                                         string `db:"round_name"`
	Respondent, Answer                                string
	Open                                              bool
	Confidential                                      string
	Due                                               calendar.Date `db:"due_on"`
	DueAt                                             stamp         `db:"due_at"`
}

// askedOf begins with the respondents, as heldBy does with bodies.
const askedOf = `
	SELECT r.proposal, p.workflow, p.edition, p.number, p.title, p.state, p.confidential, r.round, o.name AS round_name, r.respondent, r.answer,
	       o.closed_at IS NULL AS open,
	       (SELECT max(d.due_on) FROM deadlines d WHERE d.proposal = r.proposal AND d.round = r.round AND %[3]s) AS due_on,
	       (SELECT max(d.due_at) FROM deadlines d WHERE d.proposal = r.proposal AND d.round = r.round AND %[3]s) AS due_at
	FROM   %[1]s
	CROSS  JOIN respondents r
	JOIN   rounds o    ON o.id = r.round
	JOIN   proposals p ON p.id = r.proposal
	WHERE  r.collaboration = $1 AND r.respondent = x.id AND o.opened_at IS NOT NULL%[2]s
	ORDER  BY due_at NULLS LAST, p.number`

// answeredBy chooses the deadlines by which a respondent is to answer, of which the latest
// holds: the round's own, and one that it has been given.
const answeredBy = `(d.about = 'round' OR d.about = 'extension' AND (r.respondent = d.name OR r.respondent LIKE d.name || '.%'))`

// Asked lists what rounds ask, or have asked, of respondents, by date; with
// openOnly only of rounds that still take answers.
func (s *Store) Asked(ctx context.Context, collaboration string, respondents []string, openOnly bool) ([]engine.Asked, error) {
	if len(respondents) == 0 {
		return nil, nil
	}
	condition := ""
	if openOnly {
		condition = " AND o.closed_at IS NULL AND NOT (r.settled AND r.answer = '')" // nobody waits for who takes no part
	}
	var rows []askedRow
	text := fmt.Sprintf(askedOf, s.given(2, idColumn), condition, answeredBy)
	if err := s.readers.all(ctx, &rows, text, s.with(ids(distinct(respondents)), collaboration)...); err != nil {
		return nil, fmt.Errorf("listing what is asked: %w", err)
	}
	list := make([]engine.Asked, len(rows))
	for i, r := range rows {
		list[i] = engine.Asked{
			Proposal: r.Proposal, Workflow: r.Workflow, Edition: r.Edition, Number: r.Number, Title: r.Title, State: r.State, Round: r.Round, RoundName: r.RoundName,
			Respondent: r.Respondent, Answer: r.Answer, Open: r.Open, Due: r.Due, DueAt: r.DueAt.Time, Confidential: r.Confidential,
		}
	}
	return list, nil
}
