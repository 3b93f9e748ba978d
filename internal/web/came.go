package web

import (
	"time"

	"beredd/internal/engine"
)

// A came is why a proposal stands where it stands: who sent it there, when, and
// the reason that was given.
type came struct {
	State, Who, Reason string
	At                 time.Time
}

// came is nil where p came to its state by a step without a reason.
func (s *Server) came(v *visit, p engine.Proposal, events []engine.Event) *came {
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		if e.Data.To != p.State || e.Data.From == e.Data.To {
			continue
		}
		reason := e.Private.Texts["reason"]
		if reason == "" {
			return nil
		}
		return &came{State: s.stateTitle(p.Workflow, p.State).In(v.lang), Who: s.who(v, e), Reason: reason, At: e.At}
	}
	return nil
}
