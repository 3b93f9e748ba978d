package engine

import (
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// outcome is what a round has come to as it stands: the first of its outcomes
// that holds; "" where the pack has none for it.
func (d *deciding) outcome(line *definition.Round, round *Round) string {
	if line == nil {
		return ""
	}
	came := ""
	d.alone(round, func() {
		for _, o := range line.Outcomes {
			if d.holds(o.When, round) {
				came = o.Name
				return
			}
		}
	})
	return came
}

// outcomeOf is what the newest round of a name that has ended came to, "" before
// any has.
func (d *deciding) outcomeOf(name string) string {
	came := ""
	for _, round := range d.together(name) {
		if round.Outcome != "" {
			came = round.Outcome
		}
	}
	return came
}

// came is the cause that a round has come to its outcome.
func came(round *Round) cause {
	return cause{definition.OnOutcome, round.Name + "." + round.Outcome}
}

// cameTo says whether a round has ended and come to what a trigger waits for.
func (r *Round) cameTo(trigger definition.Trigger) bool {
	return r != nil && !r.ClosedAt.IsZero() && r.Outcome != "" && r.Outcome == trigger.Outcome
}

// A Reason is why somebody answered a round as it did.
type Reason struct {
	Respondent string // by key
	Answer     string
	Text       string
}

// Reasons are what the respondents of a round gave for their answers, in the
// round's order: a reason, or else a statement.
func (r Round) Reasons() []Reason {
	var reasons []Reason
	for _, respondent := range r.Respondents {
		for _, word := range []string{"reason", "statement"} {
			if text, _ := respondent.Inputs[word].(string); text != "" && respondent.Answer != "" && !respondent.Out {
				reasons = append(reasons, Reason{respondent.Key(), respondent.Answer, text})
				break
			}
		}
	}
	return reasons
}

// RoundBehind is the round whose end took a step at a time, or nil where something
// else did.
func (p Proposal) RoundBehind(t *definition.Transition, at time.Time) *Round {
	if t == nil || !slices.ContainsFunc(t.On, definition.Trigger.Ends) {
		return nil
	}
	name := t.AtHand()
	for i := len(p.Rounds) - 1; i >= 0; i-- {
		if r := &p.Rounds[i]; r.Name == name && !r.ClosedAt.IsZero() && !r.ClosedAt.After(at) {
			return r
		}
	}
	return nil
}

// OutcomeTitle is what people call what a round came to.
func OutcomeTitle(flow *definition.Workflow, round, outcome string) wording.Text {
	if flow != nil && flow.Round(round) != nil && flow.Round(round).Outcome(outcome) != nil {
		return flow.Round(round).Outcome(outcome).Title
	}
	return wording.Same(outcome)
}
