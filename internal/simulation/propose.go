package simulation

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// drafting is somebody who may propose something of a kind, in a body.
type drafting struct {
	flow   *definition.Workflow
	body   string
	person string
}

// mostOpenings is how many times somebody would open one proposal, some days apart.
const mostOpenings = 6

// propose lets somebody propose something. What is refused is said otherwise, a
// few times; then it is tried another day, and at last left.
func (l *life) propose(ctx context.Context, i intent) error {
	refused, err := l.openOne(ctx)
	if err != nil || refused == nil {
		return err
	}
	on := l.later(1 + l.chance.about(unpressed))
	at := slices.IndexFunc(l.opening, func(day calendar.Date) bool { return !day.Before(on) })
	if i.visit++; i.visit == mostOpenings || at < 0 {
		l.ledger.unopened.add(refused)
		return nil
	}
	i.at = l.during(l.opening[at])
	l.agenda.add(i)
	return nil
}

// openOne opens a proposal, and answers why it was refused where it was.
func (l *life) openOne(ctx context.Context) (refused *fault.Error, err error) {
	by, ok := l.drafter()
	if !ok {
		return l.shut(), nil
	}
	act := engine.Act{
		Kind: engine.Propose, Workflow: by.flow.Key, Inputs: l.proposed(by.flow),
		Actor: engine.Actor{Person: by.person, As: by.body, Assurance: engine.AssuredLogin},
	}
	for range 4 {
		refused, err = l.act(ctx, act)
		if refused == nil || err != nil {
			return nil, err
		}
		l.mend(by.flow, nil, act.Inputs, refused)
	}
	return refused, nil
}

// shut is why nobody may open anything now: what keeps the first from it who otherwise may.
func (l *life) shut() *fault.Error {
	for _, flow := range l.pack.Workflows {
		for _, by := range l.openers(flow) {
			if f := fault.As(engine.MayOpenNow(l.pack, flow, by.person, l.world.Now())); f != nil {
				return f
			}
		}
	}
	return nil
}

// drafter draws who proposes, and what. What is opened by other proposals alone
// people propose seldom, where there is anything else.
func (l *life) drafter() (drafting, bool) {
	var flows []*definition.Workflow
	var weights []int
	for _, flow := range l.pack.Workflows {
		weight := 8
		if l.isStarted(flow) {
			weight = 1
		}
		if len(l.drafters(flow, l.world.Now())) > 0 {
			flows, weights = append(flows, flow), append(weights, weight)
		}
	}
	at := l.chance.weighted(weights)
	if at < 0 {
		return drafting{}, false
	}
	return one(l.chance, l.drafters(flows[at], l.world.Now())), true
}

// isStarted says whether rounds of the pack open proposals of a kind.
func (l *life) isStarted(flow *definition.Workflow) bool {
	return slices.ContainsFunc(l.pack.Workflows, func(w *definition.Workflow) bool {
		return slices.ContainsFunc(w.Rounds, func(r definition.Round) bool { return r.Starts != nil && r.Starts.Workflow == flow.Key })
	})
}

// drafters are everybody who may propose something of a kind at a time, in the pack's order.
func (l *life) drafters(flow *definition.Workflow, at time.Time) []drafting {
	all := l.openers(flow)
	if flow.OpenedIn.IsZero() {
		return all
	}
	return slices.DeleteFunc(all, func(by drafting) bool { return engine.MayOpenNow(l.pack, flow, by.person, at) != nil })
}

// openers are everybody who may propose something of a kind, whatever the time of the year.
func (l *life) openers(flow *definition.Workflow) (all []drafting) {
	for _, body := range l.pack.Bodies(flow.Key, flow.Drafting()) {
		for _, person := range l.pack.People.Holders(body, "", l.today()) {
			if slices.Contains(engine.MayOpenIn(l.pack, flow, person, l.today()), body) {
				all = append(all, drafting{flow, body, person})
			}
		}
	}
	return append(all, l.outsiders(flow)...)
}

// outsiders are those who may propose something of a kind without sitting where it is
// drafted.
func (l *life) outsiders(flow *definition.Workflow) (all []drafting) {
	if len(flow.OpenedBy) == 0 {
		return nil
	}
	for _, p := range l.pack.People.Persons {
		for _, body := range engine.MayOpenIn(l.pack, flow, p.Key, l.today()) {
			if !l.pack.People.Sits(p.Key, body, "", l.today()) {
				all = append(all, drafting{flow, body, p.Key})
			}
		}
	}
	return all
}

// proposed is what a new proposal is given: a title, and mostly what else there is.
func (l *life) proposed(flow *definition.Workflow) map[string]any {
	count := fmt.Sprint(len(l.order) + 1)
	inputs := map[string]any{"title": wording.Say(l.plan.Language, "simulation.title", wording.Args{"Number": count})}
	for _, word := range []string{"summary", "proposed_decision", "document"} {
		if l.chance.in(85) {
			inputs[word] = l.value(flow.Needs(word), "")
		}
	}
	for _, field := range flow.Fields {
		if field.Is == nil && len(field.OnlyWith) == 0 && l.chance.in(60) {
			if value := l.value(field, ""); value != nil {
				inputs[field.Name] = value
			}
		}
	}
	return inputs
}

// mend changes what an act gives by what it was refused for: it adds what is
// missing, leaves out what may not be given, and draws the rest anew.
func (l *life) mend(flow *definition.Workflow, round *definition.Round, inputs map[string]any, refused *fault.Error) {
	for _, f := range refused.All() {
		field, ok := flow.Input(f.Field, round)
		if !ok {
			continue
		}
		delete(inputs, f.Field)
		if value := l.value(field, ""); value != nil && f.Code != "only_with" && f.Code != "computed" && f.Code != "decides_nothing" {
			inputs[field.Name] = value
		}
	}
}
