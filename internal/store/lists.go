package store

import (
	"context"
	"fmt"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

// pageLength is how many rows a page has where a filter doesn't say.
const pageLength = 50

// A listingRow is a proposal as lists show it.
type listingRow struct {
	ID, Number, Workflow, Edition, Title, State, Holder string
	Due                                                 calendar.Date `db:"due_on"`
	DueAt                                               stamp         `db:"due_at"`
	Changed                                             stamp         `db:"changed_at"`
	Closed                                              stamp         `db:"closed_at"`
	Asked, Answered                                     int
	Confidential                                        string
	Total                                               int // in the whole list, where the statement counts
}

const listingColumns = `proposals.id, number, workflow, edition, title, state, holder, due_on, due_at, changed_at, closed_at, asked, answered, confidential`

func listings(rows []listingRow) []engine.Listing {
	list := make([]engine.Listing, len(rows))
	for i, r := range rows {
		list[i] = engine.Listing{
			ID: r.ID, Number: r.Number, Workflow: r.Workflow, Edition: r.Edition, Title: r.Title, State: r.State, Holder: r.Holder,
			Due: r.Due, DueAt: r.DueAt.Time, Changed: r.Changed.Time, Closed: r.Closed.Time,
			Asked: r.Asked, Answered: r.Answered, Confidential: r.Confidential,
		}
	}
	return list
}

// countedTo is as far as anything but a tab is counted: nobody reads a number
// beyond it, and counting further is most of what a page would cost.
const countedTo = 500

// Proposals is one page of the proposals that a filter chooses: the open ones by
// date, those without one last; all others with the latest changed first. Counts are of each tab whole, whatever else the filter says.
func (s *Store) Proposals(ctx context.Context, f engine.Filter) (engine.Page, error) {
	if f.Tab == "" {
		f.Tab = engine.TabAll
	}
	counts, err := s.tabs.counts(ctx, s.readers, f.Collaboration)
	page := engine.Page{Counts: counts}
	if err != nil {
		return page, fmt.Errorf("counting proposals: %w", err)
	}
	chosen, err := s.chosenBy(ctx, f)
	if err != nil {
		return page, fmt.Errorf("searching proposals: %w", err)
	}
	limit := limitOf(f.Limit)
	text := fmt.Sprintf("SELECT %s%s FROM %s WHERE %s ORDER BY %s LIMIT $%d OFFSET $%d",
		listingColumns, chosen.counts, chosen.from, chosen.where(), orderOf(f), len(chosen.args)+1, len(chosen.args)+2)
	var rows []listingRow
	if err := s.readers.all(ctx, &rows, text, append(chosen.args, limit+1, f.Offset)...); err != nil {
		return page, fmt.Errorf("listing proposals: %w", err)
	}
	page.Rows = listings(rows[:min(limit, len(rows))])
	page.Total, page.More = page.Counts[f.Tab], false
	if !chosen.plain {
		if page.Total, page.More, err = s.total(ctx, f, chosen, rows); err != nil {
			return page, fmt.Errorf("counting the proposals of a list: %w", err)
		}
	}
	return page, nil
}

// total is how many are chosen, as far as anybody reads. Of what is found by a
// common word only the page is known, and whether there is another.
func (s *Store) total(ctx context.Context, f engine.Filter, chosen *choice, rows []listingRow) (total int, more bool, err error) {
	switch {
	case chosen.counts != "" && len(rows) > 0:
		return rows[0].Total, false, nil
	case chosen.common:
		shown := min(limitOf(f.Limit), len(rows))
		return f.Offset + shown, len(rows) > shown, nil
	}
	text := fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM %s WHERE %s LIMIT %d) chosen", chosen.from, chosen.where(), countedTo+1)
	err = s.readers.one(ctx, &total, text, chosen.args...)
	return min(total, countedTo), total > countedTo, err
}

func limitOf(limit int) int {
	if limit <= 0 {
		return pageLength
	}
	return limit
}

// A choice is the conditions of a list and their arguments.
type choice struct {
	conditions []string
	args       []any
	from       string
	counts     string // a column more, that counts the list
	plain      bool   // nothing but a tab
	common     bool   // by words that many have
}

// add takes a condition in which %d stands for its argument's number.
func (c *choice) add(condition string, arg any) {
	c.args = append(c.args, arg)
	c.conditions = append(c.conditions, fmt.Sprintf(condition, len(c.args)))
}

func (c *choice) where() string { return strings.Join(c.conditions, " AND ") }

func (s *Store) chosenBy(ctx context.Context, f engine.Filter) (*choice, error) {
	c := &choice{from: "proposals"}
	c.add("collaboration = $%d", f.Collaboration)
	if tab := conditionOf(f.Tab); tab != "" {
		c.conditions = append(c.conditions, tab)
	}
	kind := "falls_on IS NULL"
	if f.OfYear {
		kind = "falls_on IS NOT NULL"
	}
	c.conditions = append(c.conditions, kind)
	tabs := len(c.conditions)
	if f.State != "" {
		c.add("state = $%d", f.State)
	}
	switch f.Holder {
	case "":
	case engine.HeldBySubmitter: // whoever that is
		c.add("substr(holder, 1, 10) = $%d", f.Holder)
	case engine.HeldByChosen:
		c.conditions = append(c.conditions, "(substr(holder, 1, 7) = 'chosen:' OR substr(holder, 1, 13) = 'organization:' OR holder = 'coordinator:')")
	default:
		c.add("holder = $%d", f.Holder)
	}
	if f.Late {
		c.add("due_at <= $%d", at(f.Now))
	}
	if words := wordsOf(f.Words); len(words) > 0 {
		s.withSecrets(c, f.Reader, words)
		if err := s.withWords(ctx, c, words); err != nil {
			return nil, err
		}
	}
	c.plain = len(c.conditions) == tabs && !f.OfYear
	return c, nil
}

// withWords chooses what has the words. Where few do, the index of words finds
// them; where many do, a page of them is soon found among the proposals in order,
// by looking into each one's text.
func (s *Store) withWords(ctx context.Context, c *choice, words []string) error {
	var n int
	if err := s.readers.one(ctx, &n, s.countMatching, s.matchWords(words), countedTo+1); err != nil {
		return err
	}
	if c.common = n > countedTo; !c.common {
		c.from, c.counts = s.matchFrom, ", count(*) OVER () AS total"
		c.args = append(c.args, s.matchWords(words))
		c.conditions = append(c.conditions, s.matching(len(c.args)))
		return nil
	}
	for _, word := range words {
		c.add(s.position+"((SELECT ' ' || t.words FROM texts t WHERE t.proposal = proposals.id), $%d) > 0", " "+word)
	}
	return nil
}

func conditionOf(tab engine.Tab) string {
	switch tab {
	case engine.TabOpen:
		return "closed_at IS NULL"
	case engine.TabDecided:
		return "decided"
	case engine.TabClosed:
		return "closed_at IS NOT NULL"
	}
	return ""
}

func orderOf(f engine.Filter) string {
	if f.Tab == engine.TabOpen {
		return "due_at NULLS LAST, id"
	}
	return "changed_at DESC"
}

// heldBy begins with the bodies, which are few: CROSS JOIN says so to SQLite.
const heldBy = `
	SELECT %s
	FROM   %s CROSS JOIN proposals
	WHERE  collaboration = $1 AND holder = x.id AND closed_at IS NULL AND falls_on IS NULL
	ORDER  BY due_at NULLS LAST, proposals.id`

// Held lists the open proposals whose turn it is for one of the bodies, by date.
func (s *Store) Held(ctx context.Context, collaboration string, bodies []string) ([]engine.Listing, error) {
	if len(bodies) == 0 {
		return nil, nil
	}
	text := fmt.Sprintf(heldBy, listingColumns, s.given(2, idColumn))
	var rows []listingRow
	if err := s.readers.all(ctx, &rows, text, s.with(ids(distinct(bodies)), collaboration)...); err != nil {
		return nil, fmt.Errorf("listing what bodies hold: %w", err)
	}
	return listings(rows), nil
}

// with is a statement's arguments, the last of them a list of ids.
func (s *Store) with(list [][]any, first ...any) []any {
	return append(first, s.rowsOf([]column{idColumn}, list)...)
}

const proposalByNumber = `
	SELECT body
	FROM   proposals
	WHERE  collaboration = $1 AND number = $2`

// ByNumber reads a proposal by the number that people know it by.
func (s *Store) ByNumber(ctx context.Context, collaboration, number string) (engine.Proposal, error) {
	var body string
	if err := s.readers.one(ctx, &body, proposalByNumber, collaboration, number); err != nil {
		return engine.Proposal{}, orNotFound(err, "reading a proposal by its number")
	}
	return parseProposal(body)
}
