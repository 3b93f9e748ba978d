package scenario

import (
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// Told is everything that has happened to a proposal, a line an event, in the
// pack's words.
func Told(pack *definition.Pack, proposal engine.Proposal, events []engine.Event, l wording.Language) Journal {
	t := teller{pack: pack, language: l, proposals: map[string]engine.Proposal{proposal.ID: proposal}}
	for _, e := range events {
		t.happened(e)
	}
	return t.lines
}
