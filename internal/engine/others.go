package engine

import (
	"maps"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// outsideKey begins the key of an answer that came from outside the collaboration; its
// sender's name follows.
const outsideKey = "outside:"

// SentBy is the word under which the private part of an event has who sent an answer
// from outside.
const SentBy = "sent_by"

// longestSender is how many characters the name of a sender may have.
const longestSender = 200

// OutsideKey is the key of the answer of somebody outside the collaboration, by name.
func OutsideKey(sender string) string {
	return outsideKey + strings.Join(strings.Fields(sender), " ")
}

// DraftOwner is whose the draft of an answer is: the respondent's, by key.
func DraftOwner(respondent string) string { return "respondent:" + respondent }

// senderOf is the name of who sent an answer from outside, and whether the key is of one.
func senderOf(key string) (string, bool) { return strings.CutPrefix(key, outsideKey) }

// Other is one of those whom a round does not ask and who may answer in it all the same, by
// key: as it has answered, or else as it may. False is nobody, or one whom it asks.
func (r Round) Other(pack *definition.Pack, line *definition.Round, key string, on calendar.Date) (Respondent, bool) {
	sender, outside := senderOf(key)
	person, organization := pack.People.Person(key), pack.People.Organization(key)
	switch {
	case line == nil || !line.Others || r.answerOf(key).Key() != "":
		return Respondent{}, false
	case r.other(key) >= 0:
		return r.Others[r.other(key)], true
	case outside:
		return Respondent{Outside: sender}, sender != ""
	case organization != nil && slices.ContainsFunc(pack.People.MembersOfKind("", on), func(o people.Organization) bool { return o.Key == key }):
		return Respondent{Organization: key}, true
	case organization == nil && person != nil && person.TakesPart(on):
		return Respondent{Person: key}, true
	}
	return Respondent{}, false
}

// other is the place of one who answered without being asked, -1 where it has not.
func (r Round) other(key string) int {
	return slices.IndexFunc(r.Others, func(one Respondent) bool { return one.Key() == key })
}

// answerUnasked records what somebody says in a round who is not asked in it. It is
// counted nowhere among those who are.
func (d *deciding) answerUnasked(round *Round, r Respondent) *fault.Error {
	line := d.flow.Round(round.Name)
	if f := d.mayAnswerUnasked(line, r); f != nil {
		return f
	}
	late := d.isLate(round, r.Key())
	if f := d.stillTakes(round, &r, late); f != nil {
		return f
	}
	if f := d.hasMoved(); f != nil {
		return f
	}
	answer := line.Answer(d.act.Answer)
	if answer == nil || answer.Name == definition.Cast {
		return fault.New(fault.Invalid, "unknown_answer", wording.Args{"Answer": d.act.Answer, "Answers": titlesOf(line.Answers)}).On("answer")
	}
	if f := d.take(answer.Needs, answer.Takes, line); f != nil {
		return f
	}
	if f := d.neededWhen(answer.NeedsWhen, line, round); f != nil {
		return f
	}
	d.recordUnasked(line, round, r, answer, late)
	return nil
}

// mayAnswerUnasked says why the actor may not answer for somebody who is not asked, or
// nil. Whoever belongs to the collaboration answers signed in, since no letter has gone
// to the one who answers; what comes from outside the coordinator records.
func (d *deciding) mayAnswerUnasked(line *definition.Round, r Respondent) *fault.Error {
	if r.Outside != "" {
		if !d.is(people.Party{Kind: people.Coordinator}) {
			return d.forbidden([]people.Party{{Kind: people.Coordinator}}, wording.Both("engine.did.record_answer", nil))
		}
		if len([]rune(r.Outside)) > longestSender {
			return fault.New(fault.Invalid, "sender_too_long", wording.Args{"Most": longestSender}).On("sender")
		}
		return d.mayRead()
	}
	if f := d.mayAnswer(line, r); f != nil {
		return f
	}
	if !Assures(d.act.Actor.Assurance, AssuredLogin) {
		return fault.New(fault.Forbidden, "low_assurance", wording.Args{
			"Answer": d.roundTitle(line.Name), "Round": line.Title, "How": wording.Both("engine.assurance."+AssuredLogin, nil)})
	}
	return d.mayRead()
}

// recordUnasked keeps the answer beside those of who is asked, and owes its receipt.
func (d *deciding) recordUnasked(line *definition.Round, round *Round, r Respondent, answer *definition.Answer, late bool) {
	before, kind := r.Answer, Answered
	if before != "" {
		kind, r.Changes = Changed, r.Changes+1
	}
	papers := d.keepAnswersPapers(line, round, &r, answer.Words())
	maps.DeleteFunc(d.given, func(_ string, value any) bool { _, paper := value.([]Document); return paper })
	private, plain := d.answerInputs(line)
	key := r.Key()
	if r.Outside != "" {
		key = strings.TrimSuffix(outsideKey, ":")
		private.Texts[SentBy] = r.Outside
	}
	r.Answer, r.Inputs, r.Final, r.Late, r.At, r.Text = answer.Name, maps.Clone(d.given), true, late, d.now, d.p.TextVersion()
	r.By, r.Assurance = d.act.Actor.Person, d.act.Actor.Assurance
	e := d.happened(AnsweredUnasked, Data{
		Round: line.Name, Nth: round.Nth, Respondent: key, Answer: answer.Name, Before: before, Late: late,
		Assurance: r.Assurance, Inputs: plain, Documents: papers,
	}, private)
	r.Receipt = strings.ToUpper(e.Hash[:8])
	round.Others = slices.Clone(round.Others)
	if at := round.other(r.Key()); at >= 0 {
		round.Others[at] = r
	} else {
		round.Others = append(round.Others, r)
	}
	d.touched.rounds[round.ID] = true
	if r.Outside == "" {
		d.receipt(line, round, r, kind)
	}
}

// othersOf is how many gave an answer of those who are not asked, in the round at hand or
// in one by name.
func (d *deciding) othersOf(round *Round, words []string) (n int) {
	rounds := d.counted(round)
	if len(words) == 2 {
		rounds = d.together(words[0])
	}
	for _, round := range rounds {
		for _, r := range round.Others {
			if r.Answer == words[len(words)-1] {
				n++
			}
		}
	}
	return n
}
