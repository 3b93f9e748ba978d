package simulation

import (
	"context"
	"slices"

	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// beside is what somebody now and then does with a proposal beside its steps: declares a
// conflict of interest, takes back what has been declared or agreed to, or asks to be told
// of each step.
func (l *life) beside(ctx context.Context, m *matter) error {
	if err := l.recuse(ctx, m); err != nil {
		return err
	}
	if err := l.takeBack(ctx, m); err != nil {
		return err
	}
	if err := l.unasked(ctx, m); err != nil {
		return err
	}
	if !l.chance.in(l.plan.Habits.Follow) {
		return nil
	}
	person := one(l.chance, l.pack.People.Persons).Key
	kind := engine.Follow
	if m.p.IsFollowedBy(person) {
		kind = engine.Unfollow
	}
	_, err := l.act(ctx, engine.Act{Kind: kind, Proposal: m.p.ID, Actor: signedIn(person)})
	return err
}

// recuse lets somebody declare a conflict of interest, or take it back: most for
// themselves, some for another.
func (l *life) recuse(ctx context.Context, m *matter) error {
	line := m.flow.Conflict
	if line == nil {
		return nil
	}
	standing := slices.DeleteFunc(slices.Clone(m.p.Conflicts), func(c engine.Conflict) bool { return !c.Stands() })
	act := engine.Act{Kind: engine.Recuse, Proposal: m.p.ID, Inputs: map[string]any{"reason": wording.Say(l.plan.Language, "simulation.text", nil)}}
	switch may := l.among(m, line.By); {
	case len(may) > 0 && l.chance.in(l.plan.Habits.Recuse):
		act.Respondent = one(l.chance, may)
	case len(standing) > 0 && l.chance.in(l.plan.Habits.Regret):
		act.Kind, act.Respondent = engine.Unrecuse, one(l.chance, standing).Person
	default:
		return nil
	}
	act.Actor = signedIn(act.Respondent)
	if others := l.among(m, line.Others); len(others) > 0 && l.chance.in(30) {
		act.Actor = signedIn(one(l.chance, others))
	}
	_, err := l.act(ctx, act)
	return err
}

// takeBack lets somebody take back that they have agreed to a step.
func (l *life) takeBack(ctx context.Context, m *matter) error {
	if len(m.p.Agreements) == 0 || !l.chance.in(l.plan.Habits.Regret) {
		return nil
	}
	agreed := one(l.chance, m.p.Agreements)
	_, err := l.act(ctx, engine.Act{
		Kind: engine.TakeBack, Proposal: m.p.ID, Transition: agreed.Transition, Actor: signedIn(one(l.chance, agreed.Agreed).Person),
	})
	return err
}

// handOver lets an organization hand a question over to a colleague, and says whether it did.
func (l *life) handOver(ctx context.Context, m *matter, round *engine.Round, r *engine.Respondent) (bool, error) {
	if r.Organization == "" || r.Deputy != "" || r.Answer != "" || !l.chance.in(l.plan.Habits.Hand) {
		return false, nil
	}
	colleagues := engine.Colleagues(l.pack, *r, "", l.today())
	if len(colleagues) == 0 {
		return false, nil
	}
	actor := engine.Actor{Organization: r.Organization, Mailbox: true, Assurance: engine.AssuredCode}
	refused, err := l.act(ctx, engine.Act{
		Kind: engine.PassOn, Proposal: m.p.ID, Round: round.ID, Respondent: r.Key(), Actor: actor, To: one(l.chance, colleagues),
	})
	return refused == nil && err == nil, err
}

// unasked lets somebody answer who is not asked, where a question takes that: an
// organization, a person, or somebody outside, whose answer a coordinator records.
func (l *life) unasked(ctx context.Context, m *matter) error {
	for i := range m.p.Rounds {
		round := &m.p.Rounds[i]
		line := m.flow.Round(round.Name)
		if line == nil || !line.Others || !round.Open() || !l.chance.in(l.plan.Habits.Unasked) {
			continue
		}
		answer, person := l.says(line), one(l.chance, l.pack.People.Persons).Key
		act := engine.Act{
			Kind: engine.AnswerAsk, Proposal: m.p.ID, Round: round.ID, Respondent: person, Answer: answer.Name, Actor: signedIn(person), Inputs: map[string]any{},
		}
		if coordinators := l.pack.People.Coordinators; len(coordinators) > 0 && l.chance.in(30) {
			act.Actor, act.Respondent = signedIn(one(l.chance, coordinators)), engine.OutsideKey(wording.Say(l.plan.Language, "simulation.text", nil))
		}
		for _, word := range answer.Needs {
			if field, ok := m.flow.Input(word, line); ok {
				act.Inputs[field.Name] = l.value(field, "")
			}
		}
		if _, err := l.act(ctx, act); err != nil {
			return err
		}
		return nil
	}
	return nil
}

// moreTime lets somebody give a respondent more time, and says whether it did.
func (l *life) moreTime(ctx context.Context, m *matter, round *engine.Round, r *engine.Respondent) (bool, error) {
	line := m.flow.Round(round.Name)
	if line.Extension == nil || r.Answer != "" || !l.chance.in(l.plan.Habits.More) {
		return false, nil
	}
	keys, last := engine.Extendable(l.pack, m.p, *round)
	by, own := l.among(m, line.Extension.By), m.p.AnswerBy(round.ID, r.Key())
	if len(by) == 0 || own == nil || !slices.Contains(keys, r.Key()) || !last.After(own.Moment.Date) || last.Before(l.today()) {
		return false, nil
	}
	to := own.Moment.Date.AddDays(1 + l.chance.about(own.Moment.Date.DaysUntil(last)))
	refused, err := l.act(ctx, engine.Act{
		Kind: engine.Extend, Proposal: m.p.ID, Round: round.ID, Respondent: r.Key(), Actor: signedIn(one(l.chance, by)), To: to.String(),
		Inputs: map[string]any{"reason": wording.Say(l.plan.Language, "simulation.text", nil)},
	})
	return refused == nil && err == nil, err
}

// among are everybody behind some parties of a proposal who take part in it, each once, in
// the pack's order.
func (l *life) among(m *matter, parties []people.Party) (persons []string) {
	dir := l.taking(m)
	for _, party := range engine.InPlace(l.pack, m.flow, m.p, parties, l.today()) {
		for _, person := range l.persons(dir, engine.Resolve(m.p, party)) {
			if !slices.Contains(persons, person) {
				persons = append(persons, person)
			}
		}
	}
	return persons
}

// signedIn is somebody who has signed in.
func signedIn(person string) engine.Actor {
	return engine.Actor{Person: person, Assurance: engine.AssuredLogin}
}
