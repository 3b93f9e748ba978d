package web

import (
	"context"
	"fmt"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A secretView says that a proposal is confidential: whether anything is withheld
// from this reader, on what ground, who may read it, and whom to ask.
type secretView struct {
	Withheld bool
	Because  string
	Readers  string
	Ask      []string
	Contact  string
	Linked   bool // the reader has come by a link, and may read once signed in
}

// errLinkVeiled is for a link that went before its proposal became confidential.
var errLinkVeiled = fault.New(fault.Gone, "web_link_veiled", nil)

// secretView is nil of a proposal that anybody may read.
func (s *Server) secretView(v *visit, p engine.Proposal) *secretView {
	s = s.seenBy(p)
	if p.Secret == nil {
		return nil
	}
	view := &secretView{Withheld: p.IsVeiled(), Because: p.Secret.Because.In(v.lang), Contact: s.Contact, Linked: v.member == nil}
	for _, person := range s.Pack.People.Coordinators {
		view.Ask = append(view.Ask, s.personName(person))
	}
	if flow := s.Pack.Workflow(p.Workflow); flow != nil && flow.Confidential != nil {
		readers := []people.Party{{Kind: people.Coordinator}}
		for _, party := range engine.InPlace(s.Pack, flow, p, flow.Confidential.To, s.today()) {
			if party.Kind != people.Submitter {
				party = engine.Resolve(p, party)
			}
			if !slices.Contains(readers, party) {
				readers = append(readers, party)
			}
		}
		var said []string
		for _, who := range s.Pack.People.DescribeEach(readers) {
			said = append(said, who.In(v.lang))
		}
		view.Readers = capital(wording.List(v.lang, said))
	}
	return view
}

// tagged says whether what is listed is confidential, and shown all the same to this
// reader: where it is veiled, the veil says so.
func (v *visit) tagged(confidential, title string) bool {
	return confidential != "" && title != engine.Veil(v.lang)
}

// secretRule tells of a workflow whose proposals may be confidential: on what ground,
// and who reads them; nil of any other.
func (s *Server) secretRule(v *visit, flow *definition.Workflow) *secretRule {
	rule := flow.Confidential
	if rule == nil {
		return nil
	}
	readers := []people.Party{{Kind: people.Coordinator}}
	chosen := []string{}
	for _, party := range rule.To {
		if title := flow.ChosenTitle(party); title != nil {
			chosen = append(chosen, title.In(v.lang))
			continue
		}
		if party.Kind != people.Role {
			readers = append(readers, party)
			continue
		}
		for _, body := range s.Pack.Binds[flow.Key][party.Name] {
			party.Kind, party.Name = people.ABody, body
			readers = append(readers, party)
		}
	}
	var said []string
	for _, who := range s.Pack.People.DescribeEach(readers) {
		said = append(said, who.In(v.lang))
	}
	return &secretRule{Always: rule.When == nil, Because: rule.Because.In(v.lang), Readers: capital(wording.List(v.lang, append(said, chosen...)))}
}

// A secretRule is what a workflow withholds.
type secretRule struct {
	Always           bool // of every proposal
	Because, Readers string
}

// sentBefore says how many letters about a proposal have gone that nobody can take
// back, were it to become confidential; "" where none has.
func (s *Server) sentBefore(ctx context.Context, v *visit, p engine.Proposal) (string, error) {
	letters, err := s.Store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: p.Collaboration, Proposal: p.ID, Limit: 1000})
	if err != nil {
		return "", fmt.Errorf("reading the letters of %s: %w", p.Number, err)
	}
	n := 0
	for _, l := range letters.Rows {
		if l.Status == engine.Accepted {
			n++
		}
	}
	if n == 0 {
		return "", nil
	}
	return v.say("web.secret.sent", wording.Args{"Count": n}), nil
}

// mayVeil says what has gone out already of a proposal that an edit may make
// confidential; "" of any other.
func (s *Server) mayVeil(ctx context.Context, v *visit, p engine.Proposal) (string, error) {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil || flow.Confidential == nil || flow.Confidential.When == nil || p.Secret != nil {
		return "", nil
	}
	return s.sentBefore(ctx, v, p)
}

// closedWhy is why a round was closed by hand; of one that is withheld, that it is.
func (s *Server) closedWhy(v *visit, p engine.Proposal, round engine.Round) string {
	byHand := !round.ClosedAt.IsZero() && !round.Complete && !round.Expired && !round.Withdrawn
	if p.IsVeiled() && byHand {
		return v.say("web.secret.text", nil)
	}
	return round.Reason
}
