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
	ID, Number, Workflow, Title, State, Holder string
	Due                                        calendar.Date `db:"due_on"`
	DueAt                                      stamp         `db:"due_at"`
	Changed                                    stamp         `db:"changed_at"`
	Closed                                     stamp         `db:"closed_at"`
	Asked, Answered                            int
}

const listingColumns = `id, number, workflow, title, state, holder, due_on, due_at, changed_at, closed_at, asked, answered`

func listings(rows []listingRow) []engine.Listing {
	list := make([]engine.Listing, len(rows))
	for i, r := range rows {
		list[i] = engine.Listing{
			ID: r.ID, Number: r.Number, Workflow: r.Workflow, Title: r.Title, State: r.State, Holder: r.Holder,
			Due: r.Due, DueAt: r.DueAt.Time, Changed: r.Changed.Time, Closed: r.Closed.Time,
			Asked: r.Asked, Answered: r.Answered,
		}
	}
	return list
}

// countedTo is as far as anything but a tab is counted: nobody reads a number
// beyond it, and counting further is most of what a page would cost.
const countedTo = 1000

// Proposals is one page of the proposals that a filter chooses: the open ones by
// date, those without one last; all others, and those in one state, with the latest
// changed first. Counts are of each tab whole, whatever else the filter says.
func (s *Store) Proposals(ctx context.Context, f engine.Filter) (engine.Page, error) {
	if f.Tab == "" {
		f.Tab = engine.TabAll
	}
	page, err := s.tabCounts(ctx, f.Collaboration)
	if err != nil {
		return page, fmt.Errorf("counting proposals: %w", err)
	}
	chosen, err := s.chosenBy(ctx, f)
	if err != nil {
		return page, fmt.Errorf("searching proposals: %w", err)
	}
	if page.Total = page.Counts[f.Tab]; !chosen.plain {
		if err := s.total(ctx, &page, chosen); err != nil {
			return page, fmt.Errorf("counting the proposals of a list: %w", err)
		}
	}
	var rows []listingRow
	text := fmt.Sprintf("SELECT %s FROM proposals WHERE %s ORDER BY %s LIMIT $%d OFFSET $%d",
		listingColumns, chosen.where(), orderOf(f), len(chosen.args)+1, len(chosen.args)+2)
	if err := s.readers.all(ctx, &rows, text, append(chosen.args, limitOf(f.Limit), f.Offset)...); err != nil {
		return page, fmt.Errorf("listing proposals: %w", err)
	}
	page.Rows = listings(rows)
	return page, nil
}

// total counts what is chosen, as far as anybody reads.
func (s *Store) total(ctx context.Context, page *engine.Page, chosen *choice) error {
	text := fmt.Sprintf("SELECT count(*) FROM (SELECT 1 FROM proposals WHERE %s LIMIT %d) chosen", chosen.where(), countedTo+1)
	if err := s.readers.one(ctx, &page.Total, text, chosen.args...); err != nil {
		return err
	}
	if page.More = page.Total > countedTo; page.More {
		page.Total = countedTo
	}
	return nil
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
	plain      bool // nothing but a tab
}

// add takes a condition in which %d stands for its argument's number.
func (c *choice) add(condition string, arg any) {
	c.args = append(c.args, arg)
	c.conditions = append(c.conditions, fmt.Sprintf(condition, len(c.args)))
}

func (c *choice) where() string { return strings.Join(c.conditions, " AND ") }

func (s *Store) chosenBy(ctx context.Context, f engine.Filter) (*choice, error) {
	c := &choice{}
	c.add("collaboration = $%d", f.Collaboration)
	if tab := conditionOf(f.Tab); tab != "" {
		c.conditions = append(c.conditions, tab)
	}
	tabs := len(c.conditions)
	if f.State != "" {
		c.add("state = $%d", f.State)
	}
	if f.Holder != "" {
		c.add("holder = $%d", f.Holder)
	}
	if f.Late {
		c.add("due_at <= $%d", at(f.Now))
	}
	if words := wordsOf(f.Words); len(words) > 0 {
		if err := s.withWords(ctx, c, words); err != nil {
			return nil, err
		}
	}
	c.plain = len(c.conditions) == tabs
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
	if n <= countedTo {
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
	if f.Tab == engine.TabOpen && f.State == "" {
		return "due_at NULLS LAST, id"
	}
	return "changed_at DESC"
}

// countTabs counts without reading every proposal: numbers have no gaps, so their
// sum is how many there are, and of the rest the fewer are counted.
const countTabs = `
	SELECT (SELECT coalesce(sum(last), 0) FROM numbers WHERE collaboration = $1)             AS whole,
	       (SELECT count(*) FROM proposals WHERE collaboration = $1 AND closed_at IS NULL)   AS open,
	       (SELECT count(*) FROM proposals WHERE collaboration = $1 AND NOT decided)         AS undecided`

func (s *Store) tabCounts(ctx context.Context, collaboration string) (engine.Page, error) {
	var n struct{ Whole, Open, Undecided int }
	err := s.readers.one(ctx, &n, countTabs, collaboration)
	return engine.Page{Counts: map[engine.Tab]int{
		engine.TabOpen: n.Open, engine.TabDecided: n.Whole - n.Undecided,
		engine.TabClosed: n.Whole - n.Open, engine.TabAll: n.Whole,
	}}, err
}

// Held lists the open proposals whose turn it is for one of the bodies, by date.
func (s *Store) Held(ctx context.Context, collaboration string, bodies []string) ([]engine.Listing, error) {
	if len(bodies) == 0 {
		return nil, nil
	}
	text := fmt.Sprintf("SELECT %s FROM proposals WHERE collaboration = $1 AND closed_at IS NULL AND holder IN (SELECT x.id FROM %s) ORDER BY due_at NULLS LAST, id",
		listingColumns, s.given(2, idColumn))
	var rows []listingRow
	if err := s.readers.all(ctx, &rows, text, s.with(ids(bodies), collaboration)...); err != nil {
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
