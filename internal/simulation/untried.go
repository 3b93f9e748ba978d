package simulation

import (
	"beredd/internal/definition"
	"beredd/internal/wording"
)

// Untried is a promise that nothing in the year put to the test: what it is about never
// happened, so that it was kept by nobody having had the chance to break it.
type Untried struct {
	Workflow string `json:"workflow"`
	Title    string `json:"title"`
	Promise  string `json:"promise"`
}

// untried are the promises that were not put to the test, in the pack's order.
func (l *life) untried() []Untried {
	all := []Untried{}
	for _, flow := range l.pack.Workflows {
		t := l.ledger.flows[flow.Key]
		for i, p := range l.promised[flow.Key] {
			if !t.tried(p) {
				all = append(all, Untried{flow.Key, flow.Title.In(l.plan.Language), flow.Promises[i].Text})
			}
		}
	}
	return all
}

// tried says whether what a promise is about has happened.
func (t *tally) tried(p definition.Promised) bool {
	switch p.Form {
	case definition.NeverAfter:
		return len(p.Names) > 0 && t.passed[p.Names[0]] > 0
	case definition.NeverWithout, definition.AtMostOnce, definition.AfterAlways, definition.OnlyBy:
		return t.passed[p.First] > 0
	case definition.EveryEnd, definition.EveryFollowed:
		return t.ended > 0
	case definition.NobodyTwice:
		for _, round := range t.rounds {
			if round.put > 0 {
				return true
			}
		}
		return false
	}
	return t.opened > 0
}

// steps are how often each step was taken, and refused, in the pack's order.
func (t *tally) steps(flow *definition.Workflow, language wording.Language) []StepReport {
	all := []StepReport{}
	for i := range flow.Transitions {
		step := &flow.Transitions[i]
		s := StepReport{Step: step.Name, Title: step.Title.In(language), Taken: t.passed[step.Name]}
		if refused := t.refused[step.Name]; refused != nil {
			s.Refused, s.Why = refused.times, refused.most(language)
		}
		all = append(all, s)
	}
	return all
}

// unreached are the states that no proposal came to, and the steps that none took.
func unreached(flow *definition.Workflow, t *tally, in func(wording.Text) string) (states, steps []string) {
	states, steps = []string{}, []string{}
	for _, s := range flow.States {
		if t.opened > 0 && t.passed[s.Name] == 0 {
			states = append(states, in(s.Title))
		}
	}
	for i := range flow.Transitions {
		if step := &flow.Transitions[i]; t.opened > 0 && t.passed[step.Name] == 0 {
			steps = append(steps, in(step.Title))
		}
	}
	return states, steps
}
