package mail

import (
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// findEnded is the round whose end the letter tells of, or whose end took the step
// that it tells of; nil where there is none, or where the pack has no word for
// what it came to.
func (t *telling) findEnded() *engine.Round {
	var ended *engine.Round
	switch t.Event.Kind {
	case engine.Completed, engine.Closed, engine.Expired:
		ended = t.round
	case engine.Transited:
		ended = t.Proposal.RoundBehind(t.flow.Transition(t.Event.Data.Transition), t.Event.At)
	}
	if ended == nil || ended.Outcome == "" {
		return nil
	}
	return ended
}

// outcomeOf is what people call what a round came to; "" where it has not ended.
func (t *telling) outcomeOf(round *engine.Round) string {
	if round == nil || round.Outcome == "" {
		return ""
	}
	return engine.OutcomeTitle(t.flow, round.Name, round.Outcome).In(t.language)
}

// cameTo is what the round came to, under its name, and how many answered what.
func (t *telling) cameTo() Rows {
	var rows Rows
	round := t.round
	if ended := t.findEnded(); ended != nil {
		round = ended
	}
	if round != nil {
		if line := t.flow.Round(round.Name); line != nil {
			rows.add(line.Title.In(t.language), t.outcomeOf(round))
			rows.add(t.say("mail.fact.numbers", nil), engine.VotesIn(t.pack, t.Proposal, *round).In(t.language))
		}
	}
	return rows
}

// reasons are everybody's own for what they answered, where the letter tells of a
// round that has come to something.
func (t *telling) reasons() []Section {
	round := t.findEnded()
	if round == nil {
		return nil
	}
	line := t.flow.Round(round.Name)
	var sections []Section
	for _, r := range round.Reasons() {
		answer := r.Answer
		if line != nil && line.Answer(answer) != nil {
			answer = line.Answer(answer).Title.In(t.language)
		}
		heading := t.say("mail.heading.answered", wording.Args{"Who": t.name(r.Respondent), "Answer": answer})
		sections = append(sections, section(heading, r.Text)...)
	}
	return sections
}

// answerPapers names the papers that stand with the answer that the letter tells of.
func (t *telling) answerPapers() string {
	if t.round == nil || !t.isAnswer() {
		return ""
	}
	var names []string
	for _, r := range t.round.Respondents {
		if r.Key() != t.Event.Data.Respondent {
			continue
		}
		for _, d := range t.Proposal.PapersOf(r) {
			names = append(names, d.Name)
		}
	}
	return wording.List(t.language, names)
}

// addFallen tells what of the text changed, so that the respondent's answer fell, and
// what that was.
func (t *telling) addFallen(m *Matter) {
	if t.Event.Kind != engine.AnswersFell || t.round == nil {
		return
	}
	var names []string
	for _, word := range t.Event.Data.Changed {
		names = append(names, lower(t.field(word).Title.In(t.language)))
	}
	m.Changed = wording.List(t.language, names)
	for _, r := range t.round.Respondents {
		if r.Key() == t.Respondent && len(r.Fell) > 0 {
			m.Before = t.answer(r.Fell[len(r.Fell)-1].Answer)
		}
	}
}
