package simulation

import (
	"context"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// meanToAnswer sets when those who owe an answer in the open rounds of a proposal
// give it. Some never do.
func (l *life) meanToAnswer(m *matter) {
	for i := range m.p.Rounds {
		round := &m.p.Rounds[i]
		if !round.Open() || m.flow.Round(round.Name) == nil {
			continue
		}
		for _, r := range round.Respondents {
			key := round.ID + " " + r.Key()
			if m.pending[key] || r.IsSettled() || r.Proposal != "" {
				continue
			}
			m.pending[key] = true
			if l.chance.in(l.plan.Habits.Silent) {
				continue
			}
			l.meanTo(m, round.ID, r.Key(), l.later(l.wait(m.p.AnswerBy(round.ID, r.Key()))))
		}
	}
}

func (l *life) meanTo(m *matter, round, who string, on calendar.Date) {
	l.agenda.add(intent{at: l.during(on), what: answering, proposal: m.p.ID, round: round, who: who})
}

// answer lets a respondent answer, if it is still asked.
func (l *life) answer(ctx context.Context, m *matter, i intent) error {
	round, r := respondent(&m.p, i)
	if r == nil {
		return nil
	}
	delete(m.pending, round.ID+" "+r.Key())
	line := m.flow.Round(round.Name)
	if line == nil || !round.Open() || len(line.Answers) == 0 {
		return nil
	}
	if handed, err := l.handOver(ctx, m, round, r); handed || err != nil {
		return err
	}
	if more, err := l.moreTime(ctx, m, round, r); more || err != nil {
		return err
	}
	answer := l.says(line)
	changed := r.Answer != ""
	act := engine.Act{
		Kind: engine.AnswerAsk, Proposal: m.p.ID, Round: round.ID, Respondent: r.Key(), Answer: answer.Name,
		Actor: l.answers(m, line, *r, answer), Inputs: map[string]any{},
	}
	for _, word := range answer.Needs {
		if field, ok := m.flow.Input(word, line); ok {
			act.Inputs[field.Name] = l.value(field, "")
		}
	}
	for _, word := range answer.Takes {
		if field, ok := m.flow.Input(word, line); ok && l.chance.in(40) {
			act.Inputs[field.Name] = l.value(field, "")
		}
	}
	for range 4 {
		refused, err := l.act(ctx, act)
		if err != nil {
			return err
		}
		if refused == nil {
			l.mayChange(m, i, changed)
			return nil
		}
		if refused.Field == "" {
			break
		}
		l.mend(m.flow, line, act.Inputs, refused)
	}
	m.pending[i.round+" "+i.who] = true // it could not, and does not try again
	return nil
}

// mayChange lets some change what they have answered, once.
func (l *life) mayChange(m *matter, i intent, changed bool) {
	key := i.round + " " + i.who
	if changed || m.pending[key] || !l.chance.in(l.plan.Habits.Change) {
		return
	}
	m.pending[key] = true
	l.meanTo(m, i.round, i.who, l.later(1+l.chance.about(again)))
}

// respondent finds whom a question was put to, nil where it is put no more.
func respondent(p *engine.Proposal, i intent) (*engine.Round, *engine.Respondent) {
	for j := range p.Rounds {
		round := &p.Rounds[j]
		if round.ID != i.round {
			continue
		}
		for k := range round.Respondents {
			if r := &round.Respondents[k]; r.Key() == i.who {
				return round, r
			}
		}
	}
	return nil, nil
}

// says draws what is answered: what asks for a reason as seldom as the habits have
// it, and the other answers alike.
func (l *life) says(line *definition.Round) *definition.Answer {
	weights := make([]int, len(line.Answers))
	declining := 0
	for i := range line.Answers {
		if isNo(&line.Answers[i]) {
			declining++
		}
	}
	for i := range line.Answers {
		weights[i] = 100 / max(1, len(line.Answers)-declining)
		if isNo(&line.Answers[i]) {
			weights[i] = max(1, l.plan.Habits.Decline/declining)
		}
	}
	return &line.Answers[l.chance.weighted(weights)]
}

// isNo says whether an answer asks for a reason or takes the respondent out.
func isNo(a *definition.Answer) bool {
	for _, word := range a.Needs {
		if word == "reason" {
			return true
		}
	}
	return a.Out
}

// answers is who answers for a respondent, as sure as the answer asks for: for an
// organization a contact of it or its mailbox, for a body somebody who sits there.
func (l *life) answers(m *matter, line *definition.Round, r engine.Respondent, answer *definition.Answer) engine.Actor {
	actor := engine.Actor{Assurance: m.p.NeededAssurance(line, r, answer)}
	switch {
	case r.Organization != "":
		actor.Organization = r.Organization
		if r.Deputy != "" {
			actor.Person = r.Deputy
			return actor
		}
		if o := l.pack.People.Organization(r.Organization); o != nil && actor.Assurance == engine.AssuredLogin && len(o.Contacts) > 0 {
			actor.Person = o.Contacts[0].Person
			return actor
		}
		actor.Mailbox = true
	case r.Body != "":
		actor.As = r.Body
		if persons := l.persons(l.taking(m), people.Party{Kind: people.ABody, Name: r.Body, Seat: engine.SeatAsked(l.pack, line, r.Body, l.today())}); len(persons) > 0 {
			actor.Person = one(l.chance, persons)
		}
	default:
		actor.Person = one(l.chance, l.persons(l.pack.People, people.Party{Kind: people.APerson, Name: r.Person}))
	}
	return actor
}
