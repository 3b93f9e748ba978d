package inbox

import (
	"time"

	"beredd/internal/engine"
)

// reported says what a report comes to. One without a valid mark anybody can have
// written: it is kept, and nothing follows from it.
func (s *sorting) reported() error {
	if !s.marked {
		s.f.Message.Proposal, s.f.Message.Notice, s.f.Message.About = "", "", ""
		s.as(engine.CameIgnored, "forged")
		return nil
	}
	r, i := s.m.report, &s.f.Message
	i.Code, i.Said = r.code, r.said
	switch r.action {
	case "failed":
		s.as(engine.CameUndelivered, "")
		return s.undelivered()
	case "delayed":
		s.as(engine.CameDelayed, "")
		s.f.Late = s.letter.ID
	default:
		s.as(engine.CameArrived, "")
		s.f.Arrived = s.letter.ID
	}
	return nil
}

// undelivered marks the address, and lets the letter go to the function mailbox.
// Where a server only gave up, it may take the next letter.
func (s *sorting) undelivered() error {
	d := s.letter
	s.f.Returned = d.ID
	s.f.Mark = &engine.AddressMark{
		Collaboration: s.f.Message.Collaboration, Mail: d.Mail, Status: engine.AddressSlow, Code: s.m.report.code,
		Said: s.m.report.said, Notice: d.ID, Sent: d.Notice.At, Since: s.now,
	}
	if code := s.m.report.code; code == "" || engine.IsOfAddress(code) {
		s.f.Mark.Status = engine.AddressDead
	}
	if d.Status == engine.Returned {
		return nil // it was said before
	}
	inside, err := s.Store.Deliveries(s.ctx, engine.DeliveryFilter{Collaboration: s.f.Message.Collaboration, Carrier: d.ID, Limit: 5000})
	if err != nil {
		return err
	}
	for _, one := range append([]engine.Delivery{*d}, inside.Rows...) {
		if err := s.elsewhere(one.Notice); err != nil {
			return err
		}
	}
	return nil
}

// elsewhere lets a letter go to the function mailbox, which may have had it anyway. A
// question that has been answered is asked of nobody else.
func (s *sorting) elsewhere(n engine.Notice) error {
	instead, ok := engine.InsteadOf(s.Pack(), n, s.now)
	if !ok {
		return nil
	}
	p, _, err := s.Store.Proposal(s.ctx, n.Proposal, "")
	if err != nil || n.IsAnswered(p) {
		return err
	}
	had, err := s.hasHad(instead)
	if err == nil && !had {
		s.f.Instead = append(s.f.Instead, engine.Instead{Of: n.ID, Notice: instead})
	}
	return err
}

func (s *sorting) hasHad(n engine.Notice) (bool, error) {
	log, err := s.Store.Deliveries(s.ctx, engine.DeliveryFilter{Collaboration: s.f.Message.Collaboration, Proposal: n.Proposal, Limit: 5000})
	return engine.HasHad(log.Rows, n), err
}

// day is the sender's day, as the collaboration counts it.
func (in *Inbox) day(now time.Time) time.Time { return now.In(in.Pack().Calendar.Zone()) }
