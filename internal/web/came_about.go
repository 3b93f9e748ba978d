package web

import (
	"context"
	"fmt"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// cameAbout is what came by mail about a proposal, and about those that it took up in it,
// for who holds it and coordinators.
func (s *Server) cameAbout(ctx context.Context, v *visit, p engine.Proposal) ([]incomingRow, error) {
	if p.IsVeiled() || !engine.IsHolder(s.Pack, p, v.member.actor(), s.Now()) {
		return nil, nil
	}
	rows, err := s.wroteOf(ctx, v, p)
	if err != nil {
		return nil, err
	}
	before, err := s.takenUp(ctx, p)
	if err != nil {
		return nil, err
	}
	for _, other := range before {
		more, err := s.wroteOf(ctx, v, other)
		if err != nil {
			return nil, err
		}
		for i := range more {
			more[i].Was = other.Number
		}
		rows = append(rows, more...)
	}
	slices.SortStableFunc(rows, func(a, b incomingRow) int { return b.At.Compare(a.At) })
	return rows, nil
}

// wroteOf is what people and their programs wrote about one proposal.
func (s *Server) wroteOf(ctx context.Context, v *visit, p engine.Proposal) ([]incomingRow, error) {
	found, err := s.Store.Incoming(ctx, engine.IncomingFilter{Collaboration: p.Collaboration, Proposal: p.ID, Limit: 200})
	if err != nil {
		return nil, fmt.Errorf("reading what came by mail about %s: %w", p.Number, err)
	}
	var rows []incomingRow
	for _, m := range found.Rows {
		if m.Kind == engine.CameReply || m.Kind == engine.CameAbsence {
			rows = append(rows, s.incomingRow(v, m))
		}
	}
	return rows, nil
}

// takenUp are the proposals that ended because this one took them up in it: those that it
// names, and that name it.
func (s *Server) takenUp(ctx context.Context, p engine.Proposal) (all []engine.Proposal, err error) {
	flow := s.Pack.At(p.Workflow, p.Edition).Workflow(p.Workflow)
	if flow == nil {
		return nil, nil
	}
	for _, field := range flow.Fields {
		text, _ := p.Fields[field.Name].(string)
		if field.Type != definition.Another {
			continue
		}
		for _, number := range engine.Numbers(text) {
			other, err := s.Store.ByNumber(ctx, p.Collaboration, number)
			if fault.As(err) != nil || err == nil && other.IsVeiled() {
				continue
			}
			if err != nil {
				return nil, fmt.Errorf("reading %s for the page of %s: %w", number, p.Number, err)
			}
			heirs, err := s.heirs(ctx, other)
			if err != nil {
				return nil, err
			}
			if slices.ContainsFunc(heirs, func(h engine.Proposal) bool { return h.ID == p.ID }) {
				all = append(all, other)
			}
		}
	}
	return all, nil
}

// heirs are the proposals because of which one ended: what is written about it is theirs
// to see, too.
func (s *Server) heirs(ctx context.Context, p engine.Proposal) (all []engine.Proposal, err error) {
	if p.Closed.IsZero() {
		return nil, nil
	}
	events, err := s.Store.History(ctx, p.ID)
	if err != nil {
		return nil, fmt.Errorf("reading why %s ended: %w", p.Number, err)
	}
	for _, e := range events {
		if e.Kind != engine.Transited || e.Data.To != p.State || e.Data.Because == "" {
			continue
		}
		heir, err := s.Store.ByNumber(ctx, p.Collaboration, e.Data.Because)
		if fault.As(err) != nil {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading because of what %s ended: %w", p.Number, err)
		}
		all = append(all, heir)
	}
	return all, nil
}
