package app

import (
	"context"
	"fmt"
	"time"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// attached reads the papers that go with letters.
type attached struct{ *system }

// attachTime is how long a letter may wait for one of its papers.
const attachTime = 30 * time.Second

// Paper is the bytes of a document.
func (a attached) Paper(hash string) ([]byte, error) {
	ctx, done := context.WithTimeout(context.Background(), attachTime)
	defer done()
	return a.store.Blob(ctx, hash)
}

// Extract is what the minutes that a letter tells of say of its proposal, as all may read
// them, for its recipient's organization.
func (a attached) Extract(facts engine.LetterFacts) ([]byte, error) {
	ctx, done := context.WithTimeout(context.Background(), attachTime)
	defer done()
	meeting, err := a.store.ByNumber(ctx, facts.Proposal.Collaboration, facts.Event.Data.Because)
	if err != nil {
		return nil, fmt.Errorf("finding the meeting of an extract: %w", err)
	}
	sitting, err := a.sitting(ctx, a.pack(), meeting)
	if err != nil {
		return nil, fmt.Errorf("reading the meeting of an extract: %w", err)
	}
	paper := engine.Paper{Kind: "extract", Item: facts.Proposal.ID, For: facts.Organization}
	_, file, err := a.papers.File(sitting, paper, "pdf", wording.Language(facts.Language))
	return file, err
}
