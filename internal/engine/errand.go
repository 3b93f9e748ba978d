package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beredd/internal/definition"
	"beredd/internal/fault"
)

// errandTime is how long an act may take over the errands that follow from it,
// after whoever did it has had the answer that it is kept.
const errandTime = 20 * time.Second

// run does the errands that follow from an act. The act is kept already, so that
// what fails here fails nobody: the sweep does it.
func (e *Engine) run(ctx context.Context, errands []Errand) (followed []Outcome) {
	if len(errands) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), errandTime)
	defer cancel()
	for _, errand := range errands {
		outcome, err := e.doErrand(ctx, errand, nil)
		if err != nil {
			return followed
		}
		followed = append(followed, outcome)
	}
	return followed
}

// Sweep does the errands that are left, the oldest first, and answers how many.
// One that fails does not stop the others; it is tried again at the next sweep.
func (e *Engine) Sweep(ctx context.Context, fence *Fence) (int, error) {
	left, err := e.store.Errands(ctx, 100)
	if err != nil {
		return 0, fmt.Errorf("asking which errands are left: %w", err)
	}
	done := 0
	for _, errand := range left {
		if _, failed := e.doErrand(ctx, errand, fence); failed != nil {
			err = errors.Join(err, fmt.Errorf("errand %s of proposal %s: %w", errand.ID, errand.From, failed))
			continue
		}
		done++
	}
	return done, err
}

// doErrand does one errand, once: its key is its own, and the change that it comes
// to marks it as done. One that cannot be done is told to who asked for it.
func (e *Engine) doErrand(ctx context.Context, errand Errand, fence *Fence) (Outcome, error) {
	act, err := e.actOf(ctx, errand)
	act.Fence = fence
	var outcome Outcome
	if err == nil {
		outcome, err = e.Act(ctx, act)
	}
	if f := fault.As(err); f != nil && f.Code != "busy" {
		if outcome, err = e.giveUp(ctx, errand, fence); fault.As(err) != nil {
			return outcome, e.store.ErrandDone(ctx, errand.ID)
		}
	}
	if err != nil {
		return outcome, err
	}
	if len(outcome.Events) == 0 || outcome.Repeated {
		err = e.store.ErrandDone(ctx, errand.ID)
	}
	return outcome, err
}

// actOf is the act that an errand is, complete in itself.
func (e *Engine) actOf(ctx context.Context, errand Errand) (Act, error) {
	from, _, err := e.store.Proposal(ctx, errand.From, "")
	if err != nil {
		return Act{}, err
	}
	family := errand.Family
	family.Errand, family.From = errand.ID, kinOf(from)
	act := Act{
		ID: errand.ID, Key: "errand:" + errand.ID, Kind: errand.Kind, Collaboration: errand.Collaboration, Proposal: errand.To,
		Workflow: errand.Workflow, Transition: errand.Transition, Inputs: errand.Inputs, Family: &family,
	}
	if len(family.Documents) > 0 {
		act.Inputs["documents"] = family.Documents
	}
	if errand.To == "" {
		to, err := e.store.ByNumber(ctx, errand.Collaboration, errand.Number)
		act.Proposal = to.ID
		return act, err
	}
	return act, nil
}

func kinOf(p Proposal) Kin { return Kin{ID: p.ID, Number: p.Number, Workflow: p.Workflow} }

// giveUp tells the proposal that asked for an errand that it can't be done.
func (e *Engine) giveUp(ctx context.Context, errand Errand, fence *Fence) (Outcome, error) {
	family := Family{
		Errand: errand.ID, From: Kin{ID: errand.To, Number: errand.Number, Workflow: errand.Workflow}, Depth: errand.Family.Depth,
		Round: errand.Family.Round, Name: errand.Family.Name, News: NotDone, What: errand.Transition,
	}
	if errand.Kind == Tell {
		return Outcome{}, fault.New(fault.NotFound, "not_found", nil) // nobody is told of what nobody was told
	}
	return e.Act(ctx, Act{
		ID: errand.ID, Key: "errand:" + errand.ID, Kind: Tell, Collaboration: errand.Collaboration, Proposal: errand.From,
		Family: &family, Fence: fence,
	})
}

// known finds the proposals that an act names by number, in fields of type
// proposal, as it must know them before it is decided.
func (e *Engine) known(ctx context.Context, pack *definition.Pack, p Proposal, act Act) (map[string]Kin, error) {
	if act.Arrangement != nil && act.Arrangement.Item.About.Number != "" {
		return e.numbered(ctx, act.Collaboration, act.Arrangement.Item.About.Number)
	}
	flow := pack.WorkflowOf(p.Workflow, p.Edition)
	if act.Kind == Propose {
		flow = pack.Workflow(act.Workflow)
		if flow == nil && len(pack.Workflows) == 1 {
			flow = pack.Workflows[0]
		}
	}
	var known map[string]Kin
	if flow == nil || !flow.NamesOthers() {
		return nil, nil
	}
	for word, value := range act.Inputs {
		text, ok := value.(string)
		if !ok || flow.Needs(word).Type != definition.Another {
			continue
		}
		for _, number := range Numbers(text) {
			other, err := e.store.ByNumber(ctx, act.Collaboration, number)
			if err != nil && fault.As(err) == nil {
				return nil, err
			}
			if err == nil {
				if known == nil {
					known = map[string]Kin{}
				}
				known[number] = kinOf(other)
			}
		}
	}
	return known, nil
}

// numbered is the proposal of a number, where there is one.
func (e *Engine) numbered(ctx context.Context, collaboration, number string) (map[string]Kin, error) {
	other, err := e.store.ByNumber(ctx, collaboration, number)
	if fault.As(err) != nil {
		return nil, nil
	}
	return map[string]Kin{number: kinOf(other)}, err
}
