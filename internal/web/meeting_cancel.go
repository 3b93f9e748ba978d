package web

import (
	"context"
	"net/http"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// cancelStep is the step by which a meeting is not held.
const cancelStep = "cancel"

// cancelOrder is what cancelling a meeting comes to; false of any other step.
func (s *Server) cancelOrder(p engine.Proposal, act engine.Act) (engine.Order, bool) {
	if s.Years == nil || !p.IsMeeting() || act.Transition != cancelStep {
		return engine.Order{}, false
	}
	return engine.Order{Pack: s.Pack.Newest(), From: s.today(), To: s.today().AddMonths(monthsAhead), Actor: act.Actor, Moves: []engine.Act{act}, Only: []string{p.ID}}, true
}

// cancelWave shows before a meeting is cancelled who is told, where the proposals go
// that were to be taken up, and what need not be done any more; nil of any other step.
// The reason is still to be written.
func (s *Server) cancelWave(ctx context.Context, v *visit, p engine.Proposal, act engine.Act) (*waveView, error) {
	act.Inputs = map[string]any{"reason": "–"}
	order, cancels := s.cancelOrder(p, act)
	if !cancels {
		return nil, nil
	}
	wave, err := s.Years.Wave(ctx, order)
	if err != nil {
		return nil, err
	}
	view := s.waveView(v, wave)
	return &view, nil
}

// letHappen takes a step. A meeting is cancelled with all that was seen to follow from
// it, in one go; pressed twice, it happens once.
func (s *Server) letHappen(r *http.Request, p engine.Proposal, act engine.Act) (engine.Proposal, error) {
	order, cancels := s.cancelOrder(p, act)
	if seen := r.PostFormValue("sett"); cancels && seen != "" {
		return s.applyOnce(r.Context(), order, seen)
	}
	outcome, err := s.Engine.Act(r.Context(), act)
	return outcome.Proposal, err
}

// applyOnce lets one move of a meeting happen with all that was seen to follow from it,
// and answers the meeting after it. Pressed twice, the second time finds it done.
func (s *Server) applyOnce(ctx context.Context, o engine.Order, seen string) (engine.Proposal, error) {
	move := o.Moves[0]
	_, err := s.Years.Apply(ctx, o, seen)
	after, earlier, read := s.Store.Proposal(ctx, move.Proposal, move.Key)
	if err != nil && (earlier == nil || fault.As(err) == nil) {
		return after, err
	}
	return after, read
}
