package engine

import (
	"maps"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// answer records what a respondent says in a round, or changes it. An answer may
// be changed until the round's deadline; a first one is taken, and marked late,
// for as long as the round is open.
func (d *deciding) answer() *fault.Error {
	if round := d.roundAt(d.act.Round, d.act.Respondent); d.isAsked(round) == nil {
		if other, ok := round.Other(d.pack, d.flow.Round(round.Name), d.act.Respondent, d.today); ok {
			return d.answerUnasked(round, other)
		}
	}
	round, respondent, f := d.asked()
	if f != nil {
		return f
	}
	line := d.flow.Round(round.Name)
	if respondent.Proposal != "" {
		return fault.New(fault.Forbidden, "answers_itself", wording.Args{"Who": wording.Same(respondent.Key())})
	}
	if f := d.mayAnswer(line, *respondent); f != nil {
		return f
	}
	late := d.isLate(round, respondent.Key())
	if f := d.stillTakes(round, respondent, late); f != nil {
		return f
	}
	if f := d.hasMoved(); f != nil {
		return f
	}
	if f := d.mayCast(line, respondent); f != nil {
		return f
	}
	answer := line.Answer(d.act.Answer)
	if answer == nil || answer.Name == definition.Cast {
		return fault.New(fault.Invalid, "unknown_answer", wording.Args{
			"Answer": d.act.Answer, "Answers": titlesOf(line.Answers)}).On("answer")
	}
	if f := d.isSure(line, *respondent, answer); f != nil {
		return f
	}
	d.answering = respondent
	if f := d.take(answer.Needs, answer.Takes, line); f != nil {
		return f
	}
	if f := d.neededWhen(answer.NeedsWhen, line, round); f != nil {
		return f
	}
	d.record(line, round, respondent, answer, late)
	return nil
}

// asked finds the round and the respondent that the act names.
func (d *deciding) asked() (*Round, *Respondent, *fault.Error) {
	round := d.roundAt(d.act.Round, d.act.Respondent)
	if f := d.isAsked(round); f != nil {
		return nil, nil, f
	}
	for i := range round.Respondents {
		if r := &round.Respondents[i]; r.Key() == d.act.Respondent {
			return round, r, nil
		}
	}
	return nil, nil, d.notAsked(d.flow.Round(round.Name), round)
}

// isAsked says why the round that the act names takes no answers yet, or nil.
func (d *deciding) isAsked(round *Round) *fault.Error {
	switch {
	case round == nil && d.flow.Round(d.act.Round) == nil, round != nil && d.flow.Round(round.Name) == nil:
		return fault.New(fault.NotFound, "unknown_round", wording.Args{"Round": d.act.Round})
	case round == nil:
		f := fault.New(fault.Conflict, "round_not_open", wording.Args{"Round": d.roundTitle(d.act.Round)})
		f.Saying = "round_not_begun"
		return f
	case round.OpenedAt.IsZero():
		return fault.New(fault.Conflict, "round_not_open", wording.Args{
			"Round": d.roundTitle(round.Name), "Date": round.OpensOn.String()})
	}
	return nil
}

// mayAnswer says why the actor may not answer for a respondent, or nil.
func (d *deciding) mayAnswer(line *definition.Round, r Respondent) *fault.Error {
	if f := d.takesNoPart(r.Person, line.Asks...); f != nil {
		return f
	}
	if r.Gone {
		return fault.New(fault.Forbidden, "not_asked_any_more", wording.Args{"Who": d.respondentName(r.Key()), "Round": line.Title})
	}
	if r.Through {
		return fault.New(fault.Forbidden, "through_members", wording.Args{"Who": d.respondentName(r.Key())})
	}
	party := people.Party{Kind: people.AnOrg, Name: r.Organization, Function: functionAsked(d.pack, line, r.Organization)}
	switch {
	case r.Organization != "":
		if d.speaksByLink(r.Organization) || MayAnswer(d.pack, line, r, d.act.Actor.Person, d.today) {
			return nil
		}
		return d.forbidden([]people.Party{party}, wording.Both("engine.did.answer", nil))
	case r.Body != "":
		party = people.Party{Kind: people.ABody, Name: r.Body, Seat: SeatAsked(d.pack, line, r.Body, d.today)}
	case r.Person != "":
		party = people.Party{Kind: people.APerson, Name: r.Person}
		if keeps(d.flow, d.p, r.Person) { // and asked as such, or it would take no part
			party = d.resolve(asSubmitter)
		}
	}
	if d.is(party) || (r.Body != "" && d.act.Actor.Mailbox && d.act.Actor.As == r.Body) {
		return nil
	}
	return d.forbidden([]people.Party{party}, wording.Both("engine.did.answer", nil))
}

// isLate says whether the time has passed that a respondent has to answer, by its key.
func (d *deciding) isLate(round *Round, who string) bool {
	deadline := d.p.AnswerBy(round.ID, who)
	return deadline != nil && deadline.IsOut(d.now)
}

// stillTakes refuses an answer to a round that takes no more of its kind.
func (d *deciding) stillTakes(round *Round, r *Respondent, late bool) *fault.Error {
	title := d.roundTitle(round.Name)
	settled := fault.New(fault.Gone, "answer_settled", wording.Args{"Round": title})
	switch {
	case d.isOver(round, late):
		break
	case round.How == howEarly && r.Answer != "":
		return settled
	case round.Open() && !(r.Final && late):
		return nil
	case round.Complete && r.Answer != "" && !late: // it may still be changed
		return nil
	case round.Open():
		return settled
	}
	return fault.New(fault.Gone, "round_closed", wording.Args{"Round": title})
}

// record keeps an answer and owes its receipt.
func (d *deciding) record(line *definition.Round, round *Round, r *Respondent, answer *definition.Answer, late bool) {
	kind, before := Answered, r.Answer
	if line.Secret {
		answer = d.cast(line, round, answer)
	}
	if before != "" {
		kind = Changed
		r.Changes++
	}
	papers := d.keepAnswersPapers(line, round, r, answer.Words())
	maps.DeleteFunc(d.given, func(_ string, value any) bool { _, paper := value.([]Document); return paper })
	private, plain := d.answerInputs(line)
	r.Answer, r.Inputs, r.Final = answer.Name, maps.Clone(d.given), settles(line, answer)
	r.Late, r.At, r.Out, r.Text = late, d.now, answer.Out, d.p.TextVersion()
	r.By, r.Assurance = d.act.Actor.Person, d.act.Actor.Assurance
	d.touched.rounds[round.ID] = true
	e := d.happened(kind, Data{
		Round: line.Name, Nth: round.Nth, Respondent: r.Key(), Answer: answer.Name, Before: before, Late: late,
		Assurance: r.Assurance, Inputs: plain, Documents: papers,
	}, private)
	r.Receipt = strings.ToUpper(e.Hash[:8])
	d.receipt(line, round, *r, kind)
	if answer.Out && d.flow.Conflict != nil && r.Person != "" && d.p.ConflictOf(r.Person) == nil {
		d.leave(r.Person, private.Texts[reasonWord])
	}
	d.answerForGroup(line, round, r.Of, false)
}

// settles says whether an answer settles its respondent: it is marked final, or
// no answer of the round is.
func settles(line *definition.Round, answer *definition.Answer) bool {
	if answer.Out {
		return true
	}
	for _, a := range line.Answers {
		if a.Final {
			return answer.Final
		}
	}
	return true
}

// answerInputs splits what was given into the private texts and the rest.
func (d *deciding) answerInputs(line *definition.Round) (Private, map[string]any) {
	private := Private{Person: d.act.Actor.Person, Texts: map[string]string{}}
	plain := map[string]any{}
	for word, value := range d.given {
		field, _ := d.flow.Input(word, line)
		if text, ok := value.(string); ok && field.Type == definition.Text {
			private.Texts[word] = text
			continue
		}
		plain[word] = value
	}
	if len(plain) == 0 {
		plain = nil
	}
	return private, plain
}

// titlesOf lists what may be answered.
func titlesOf(answers []definition.Answer) []wording.Text {
	var titles []wording.Text
	for _, a := range answers {
		titles = append(titles, a.Title)
	}
	return titles
}

// respondentName is what people call a respondent.
func (d *deciding) respondentName(key string) wording.Text { return RespondentName(d.pack, key) }

// RespondentName is what people call a respondent: an organization, a body or a
// person of the pack.
func RespondentName(pack *definition.Pack, key string) wording.Text {
	if sender, outside := senderOf(key); outside {
		return outsiderName(sender)
	}
	if body, person, member := strings.Cut(key, "."); member { // of a body that answers through its members
		who, of := RespondentName(pack, person), RespondentName(pack, body)
		return wording.Text{
			wording.Swedish: who.In(wording.Swedish) + ", " + of.In(wording.Swedish),
			wording.English: who.In(wording.English) + ", " + of.In(wording.English),
		}
	}
	if name := pack.Called(key); name != nil {
		return name
	}
	return wording.Same(key)
}
