package web

import (
	"context"
	"fmt"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// jointTasks are the proposals with bodies where the person doesn't sit that wait for the
// person's word to a step that several take together.
func (s *Server) jointTasks(ctx context.Context, v *visit) ([]task, error) {
	holders := s.jointHolders(v.member.Turns)
	if len(holders) == 0 {
		return nil, nil
	}
	held, err := s.Store.Held(ctx, s.Pack.Key, holders)
	if err != nil {
		return nil, fmt.Errorf("reading what is taken together: %w", err)
	}
	var tasks []task
	for _, row := range held {
		if !isJointFrom(s.Pack.WorkflowOf(row.Workflow, row.Edition), row.State) {
			continue
		}
		p, _, err := s.Store.Proposal(ctx, row.ID, "")
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", row.Number, err)
		}
		if step := s.wordWanted(v, p); step != nil {
			t := s.taskOf(v, row)
			t.Verb, t.State = step.In(v.lang), s.of(row.Workflow, row.Edition).stateTitle(row.Workflow, row.State)
			tasks = append(tasks, t)
		}
	}
	return tasks, nil
}

// jointHolders are those, but for some, that may hold a proposal while a step is to be
// taken together.
func (s *Server) jointHolders(not []string) (holders []string) {
	for flow, bound := range s.Pack.Ways() {
		for _, state := range flow.States {
			if !isJointFrom(flow, state.Name) {
				continue
			}
			for _, holder := range s.mayHold(state, bound) {
				if !slices.Contains(not, holder) && !slices.Contains(holders, holder) {
					holders = append(holders, holder)
				}
			}
		}
	}
	return holders
}

// mayHold are those who may hold a proposal in a state: the bodies of its role, or anybody
// who may have submitted it, or whom it may name.
func (s *Server) mayHold(state definition.State, bound map[string][]string) (holders []string) {
	if role := state.HeldByRole(); role != "" {
		return bound[role]
	}
	begins := engine.HeldBySubmitter
	if state.HeldByChosen() != "" {
		begins, holders = engine.HeldByChosen, []string{engine.HeldByNobody}
		for _, body := range s.Pack.People.Bodies {
			holders = append(holders, body.Key)
		}
		for _, o := range s.Pack.People.Organizations {
			holders = append(holders, engine.HeldByMember+o.Key)
		}
	}
	for _, person := range s.Pack.People.Persons {
		holders = append(holders, begins+person.Key)
	}
	return holders
}

// isJointFrom says whether several take a step together from a state.
func isJointFrom(flow *definition.Workflow, state string) bool {
	return flow != nil && slices.ContainsFunc(flow.Transitions, func(t definition.Transition) bool {
		return t.Together && slices.Contains(t.From, state)
	})
}

// wordWanted is the step of p that waits for the person's word, or nil. One that nobody has
// agreed to does where it can be taken, or lacks but papers, and is no draft's, which is
// for who drafts to put.
func (s *Server) wordWanted(v *visit, p engine.Proposal) wording.Text {
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	for _, c := range s.openSteps(v, p) {
		put := c.Joint != nil && len(c.Joint.Agreed) > 0
		lacks := !c.Allowed && c.Refusal.Code == "missing_input" // papers, which whoever agrees may bring
		if put || c.Joint != nil && (c.Allowed || lacks) && flow != nil && p.State != flow.States[0].Name {
			return c.Title
		}
	}
	return nil
}
