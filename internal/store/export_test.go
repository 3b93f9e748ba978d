package store

import (
	"fmt"
	"maps"
	"slices"

	"beredd/internal/engine"
)

// Texts lists every statement that a store has prepared.
func Texts(s *Store) []string {
	texts := maps.Clone(s.readers.statements)
	maps.Copy(texts, s.writers.statements)
	return slices.Sorted(maps.Keys(texts))
}

// AtOnce is the one statement, with its arguments, that saves a change on
// PostgreSQL; Stepwise are those that do on SQLite. The benchmarks' bare loops run
// the very same.
func AtOnce(c engine.Change) (string, []any, error) {
	k, err := keptOf(c, remembered{}, false)
	if err != nil {
		return "", nil, err
	}
	text, args := k.statement()
	return text, args, nil
}

// A Step is one statement and its arguments.
type Step struct {
	Text string
	Args []any
}

// Stepwise lists the statements that save a change one after the other.
func Stepwise(c engine.Change) ([]Step, error) {
	k, err := keptOf(c, remembered{}, false)
	if err != nil {
		return nil, err
	}
	p := c.Proposal
	steps := []Step{{updateProposal, append([]any{p.ID, c.Before}, k.proposal...)}}
	for i, rows := range k.rows {
		for _, row := range rows {
			owner := []any{p.ID, p.Collaboration}[:len(sheets[i].owner)]
			steps = append(steps, Step{oneRow[i], append(owner, row...)})
		}
	}
	return steps, nil
}

// ReadProposal is the statement that reads one.
const ReadProposal = readProposal

// FillDisk has SQLite take no more than so many pages, or as many as it has: then
// it says of the file what it says of a disk that is full.
func FillDisk(s *Store, pages int) error {
	_, err := s.writers.db.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages))
	return err
}

// DueText is the statement that finds what is due.
const DueText = dueProposals
