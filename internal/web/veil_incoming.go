package web

import (
	"context"
	"time"

	"beredd/internal/engine"
)

// Incoming lists what came by mail, of confidential proposals without what was written.
func (s veiled) Incoming(ctx context.Context, filter engine.IncomingFilter) (engine.IncomingPage, error) {
	page, err := s.kept.Incoming(ctx, filter)
	for i := range page.Rows {
		if err == nil {
			page.Rows[i], err = s.message(ctx, page.Rows[i])
		}
	}
	return page, err
}

// IncomingMessage is one message.
func (s veiled) IncomingMessage(ctx context.Context, id string) (engine.Incoming, error) {
	m, err := s.kept.IncomingMessage(ctx, id)
	if err != nil {
		return m, err
	}
	return s.message(ctx, m)
}

// message is a message as the reader may see it.
func (s veiled) message(ctx context.Context, m engine.Incoming) (engine.Incoming, error) {
	if m.Proposal == "" {
		return m, nil
	}
	p, _, err := s.Proposal(ctx, m.Proposal, "")
	if err == nil && p.IsVeiled() {
		m.Subject, m.Text, m.Files = p.Title, "", nil
	}
	return m, err
}

// IncomingRaw is a message as it came, for who may read its proposal.
func (s veiled) IncomingRaw(ctx context.Context, id string) ([]byte, error) {
	m, err := s.kept.IncomingMessage(ctx, id)
	if err != nil {
		return nil, err
	}
	if m.Proposal != "" {
		if p, _, err := s.Proposal(ctx, m.Proposal, ""); err != nil || p.IsVeiled() {
			return nil, errNowhere
		}
	}
	return s.kept.IncomingRaw(ctx, id)
}

// HandleIncoming keeps that somebody has seen to a message: nothing but where it is
// placed is taken from what the reader saw.
func (s veiled) HandleIncoming(ctx context.Context, m engine.Incoming) error {
	whole, err := s.kept.IncomingMessage(ctx, m.ID)
	if err != nil {
		return err
	}
	whole.Proposal, whole.Number, whole.Kind, whole.HandledAt, whole.HandledBy = m.Proposal, m.Number, m.Kind, m.HandledAt, m.HandledBy
	return s.kept.HandleIncoming(ctx, whole)
}

// AddressMarks lists what is known of addresses.
func (s veiled) AddressMarks(ctx context.Context, collaboration string) ([]engine.AddressMark, error) {
	return s.kept.AddressMarks(ctx, collaboration)
}

// ConfirmAddress keeps that an address works.
func (s veiled) ConfirmAddress(ctx context.Context, collaboration, mail, by string, now time.Time) error {
	return s.kept.ConfirmAddress(ctx, collaboration, mail, by, now)
}

// Homeless counts the letters that wait for an address.
func (s veiled) Homeless(ctx context.Context, collaboration string) (map[string]int, error) {
	return s.kept.Homeless(ctx, collaboration)
}

// DecideHomeless decides on letters that wait for an address.
func (s veiled) DecideHomeless(ctx context.Context, collaboration, mail string, d engine.AddressDecision) (int, error) {
	return s.kept.DecideHomeless(ctx, collaboration, mail, d)
}

// SendOn has letters go to somebody else.
func (s veiled) SendOn(ctx context.Context, d engine.SendingOn) (int, error) {
	return s.kept.SendOn(ctx, d)
}
