package web

import (
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// A came is why a proposal stands where it stands: who sent it there, when, and
// the reason that was given; or which question's end did, what it came to, and
// everybody's reasons.
type came struct {
	State, Who, Reason string
	Round, Outcome     string
	Numbers            string // how many answered what; "" where that is not told
	Reasons            []fact // by who answered, and what
	Step               string // that time took, for it ran out
	At                 time.Time
}

// came is nil where p came to its state by a step without a reason.
func (s *Server) came(v *visit, p engine.Proposal, events []engine.Event) *came {
	s = s.seenBy(p)
	if p.IsVeiled() { // why is what is withheld
		return nil
	}
	for i := len(events) - 1; i >= 0; i-- {
		e := events[i]
		if e.Data.To != p.State || e.Data.From == e.Data.To {
			continue
		}
		reason := e.Private.Texts["reason"]
		if reason == "" {
			return s.cameByAnswers(v, p, e)
		}
		return &came{State: s.stateTitle(p.Workflow, p.State).In(v.lang), Who: s.who(v, e), Reason: reason, At: e.At}
	}
	return nil
}

// cameByAnswers is nil where it was not what a question came to that took the
// step.
func (s *Server) cameByAnswers(v *visit, p engine.Proposal, e engine.Event) *came {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil {
		return nil
	}
	if t := flow.Transition(e.Data.Transition); t != nil && !p.Closed.IsZero() && e.Private.Person == "" && e.Organization == "" && ranOut(t) {
		return &came{State: s.stateTitle(p.Workflow, p.State).In(v.lang), At: e.At, Step: t.Title.In(v.lang)}
	}
	round := p.RoundBehind(flow.Transition(e.Data.Transition), e.At)
	if round == nil || round.Outcome == "" {
		return nil
	}
	c := &came{
		State: s.stateTitle(p.Workflow, p.State).In(v.lang), At: e.At, Round: s.roundTitle(p.Workflow, round.Name).In(v.lang),
		Outcome: engine.OutcomeTitle(flow, round.Name, round.Outcome).In(v.lang), Numbers: engine.VotesIn(s.Pack, p, *round).In(v.lang),
	}
	line := flow.Round(round.Name)
	for _, r := range round.Reasons() {
		who := engine.RespondentName(s.Pack, r.Respondent).In(v.lang)
		c.Reasons = append(c.Reasons, fact{who + ": " + answerTitle(line, r.Answer).In(v.lang), r.Text})
	}
	return c
}

// ranOut says whether a step is taken because a time has run out.
func ranOut(t *definition.Transition) bool {
	return slices.ContainsFunc(t.On, func(on definition.Trigger) bool { return on.Kind == definition.OnTime })
}
