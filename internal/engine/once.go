package engine

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"github.com/google/uuid"

	"beredd/internal/fault"
)

// longestKey is how long a key may be and still be kept as it is.
const longestKey = 200

// complete gives an act what only chance can give, a key that can be kept, and
// the print that tells it from any other.
func complete(act Act) (Act, error) {
	if act.ID == "" {
		id, err := uuid.NewV7()
		if err != nil {
			return act, fmt.Errorf("making an id: %w", err)
		}
		act.ID = id.String()
	}
	if act.Key = clean(act.Key); act.Key == "" && act.Kind == Propose && act.Origin != nil {
		act.Key = "cycle:" + act.Collaboration + ":" + act.Origin.Key
	}
	if act.Key == "" {
		act.Key = act.ID
	}
	if len(act.Key) > longestKey {
		sum := sha256.Sum256([]byte(act.Key))
		act.Key = hex.EncodeToString(sum[:])
	}
	if act.Salt == "" {
		act.Salt = rand.Text()
	}
	var err error
	act.print, err = printOf(act)
	return act, err
}

// printOf is what two tries of one act have in common, and no two acts: who wants
// what done to which proposal. What time does is told by its key alone.
func printOf(act Act) (string, error) {
	if act.Kind == Tick {
		return "", nil
	}
	wants := []any{
		act.Kind, act.Collaboration, act.Proposal, act.Actor, act.Workflow, act.Transition, act.Round, act.Respondent, act.Answer, act.Inputs,
	}
	switch act.Kind {
	case Extend:
		wants = append(wants, act.To)
	case Adopt:
		wants = append(wants, act.Edition, act.Mapping)
	case Arrange:
		wants = append(wants, act.Arrangement)
	case Record:
		wants = append(wants, act.Entry)
	}
	text, err := json.Marshal(wants)
	if err != nil {
		return "", fmt.Errorf("reading what an act gives: %w", err)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), nil
}

// repeats refuses an act whose key another act has used: its outcome is not this
// act's, and to answer with it would be to lose this one. Where the print has
// been erased with who it was, the key alone tells.
func repeats(earlier Outcome, act Act) error {
	if len(earlier.Events) == 0 || act.print == "" || act.Kind == Propose && act.Origin != nil { // what the cycle has laid out stands, whatever its rule says now
		return nil
	}
	if print := earlier.Events[0].Private.Print; print != "" && print != act.print {
		return fault.New(fault.Conflict, "key_used", nil)
	}
	return nil
}
