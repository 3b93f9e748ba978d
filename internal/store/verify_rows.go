package store

import (
	"encoding/json"
	"fmt"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// auditedRows are what hangs on some proposals: by proposal, and then by id.
type auditedRows struct {
	events                         map[string][]engine.Event
	deadlines, rounds, respondents map[string]map[string]string
}

const (
	auditedEvents = `
	SELECT data, private, salt, hash, notices
	FROM   history
	WHERE  proposal IN (SELECT x.id FROM %s)
	ORDER  BY proposal, seq`

	auditedDeadlines = `
	SELECT proposal, id, about, name, round, status, due_on, due_at, data
	FROM   deadlines
	WHERE  proposal IN (SELECT x.id FROM %s)`

	auditedRounds = `
	SELECT o.proposal, o.id, o.name, o.opened_at, o.closed_at
	FROM   rounds o
	WHERE  o.proposal IN (SELECT x.id FROM %s)`

	auditedRespondents = `
	SELECT r.proposal, r.round, r.respondent, r.answer, r.settled, r.data
	FROM   respondents r
	JOIN   rounds o ON o.id = r.round
	WHERE  o.proposal IN (SELECT x.id FROM %s)`
)

func (a *auditor) read(proposals []string) (k auditedRows, err error) {
	k = auditedRows{map[string][]engine.Event{}, map[string]map[string]string{}, map[string]map[string]string{}, map[string]map[string]string{}}
	for _, read := range []func([]string, *auditedRows) error{a.readEvents, a.readDeadlines, a.readRounds, a.readRespondents} {
		if err := read(proposals, &k); err != nil {
			return k, err
		}
	}
	return k, nil
}

// rows reads those of a statement that are of the proposals.
func (a *auditor) rows(dest any, text string, proposals []string) error {
	return a.kept.all(a.ctx, dest, fmt.Sprintf(text, a.store.given(1, idColumn)), a.store.with(ids(proposals))...)
}

func (a *auditor) readEvents(proposals []string, k *auditedRows) error {
	var rows []eventRow
	if err := a.rows(&rows, auditedEvents, proposals); err != nil {
		return err
	}
	events, err := eventsOf(rows)
	for _, e := range events {
		k.events[e.Proposal] = append(k.events[e.Proposal], e)
	}
	return err
}

func (a *auditor) readDeadlines(proposals []string, k *auditedRows) error {
	var rows []struct {
		Proposal, ID, About, Name, Round, Status, Data string
		DueOn                                          calendar.Date `db:"due_on"`
		DueAt                                          stamp         `db:"due_at"`
	}
	err := a.rows(&rows, auditedDeadlines, proposals)
	for _, r := range rows {
		put(k.deadlines, r.Proposal, r.ID, asText(r.About, r.Name, r.Round, r.Status, day(r.DueOn), at(r.DueAt.Time), same[engine.Deadline](r.Data)))
	}
	return err
}

func (a *auditor) readRounds(proposals []string, k *auditedRows) error {
	var rows []struct {
		Proposal, ID, Name string
		OpenedAt           stamp `db:"opened_at"`
		ClosedAt           stamp `db:"closed_at"`
	}
	err := a.rows(&rows, auditedRounds, proposals)
	for _, r := range rows {
		put(k.rounds, r.Proposal, r.ID, asText(r.Name, at(r.OpenedAt.Time), at(r.ClosedAt.Time)))
	}
	return err
}

func (a *auditor) readRespondents(proposals []string, k *auditedRows) error {
	var rows []struct {
		Proposal, Round, Respondent, Answer, Data string
		Settled                                   bool
	}
	err := a.rows(&rows, auditedRespondents, proposals)
	for _, r := range rows {
		put(k.respondents, r.Proposal, r.Round+" "+r.Respondent, asText(r.Answer, r.Settled, same[engine.Respondent](r.Data)))
	}
	return err
}

// same writes JSON anew as that of a T, so that equal values are equal texts.
func same[T any](text string) string {
	var value T
	if err := json.Unmarshal([]byte(text), &value); err != nil {
		return err.Error()
	}
	return asJSON(value)
}

func put(rows map[string]map[string]string, proposal, id, text string) {
	if rows[proposal] == nil {
		rows[proposal] = map[string]string{}
	}
	rows[proposal][id] = text
}
