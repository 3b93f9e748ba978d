package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/people"
)

// An awaiting is a letter that would be owed where the proposal stands, were it come there
// today: by which its recipients know that it is for them to act.
type awaiting struct {
	letter     string
	because    source.Pos // the line or the step in the pack for whose sake it is written
	round      *Round     // of a question
	respondent Respondent
	to         []people.Recipient
}

// isLike says whether two are the same letter, whoever has it. Two lines may write by the
// same template, each to others.
func (a awaiting) isLike(b awaiting) bool {
	return a.letter == b.letter && a.because == b.because && (a.round == nil) == (b.round == nil) && (a.round == nil || a.round.ID == b.round.ID && a.respondent.Key() == b.respondent.Key())
}

// awaitings are those letters: of the lines that wrote as the proposal came to its state, of
// the steps together for whose word it waits, and of the questions that are not answered.
func (d *deciding) awaitings() (all []awaiting) {
	for _, line := range d.flow.Notify {
		if !d.broughtHere(line.On) || !d.holds(line.On.When, nil) || !d.holds(line.When, nil) {
			continue
		}
		all = append(all, awaiting{letter: line.Letter, because: line.Pos, to: d.recipients(d.eachOf(line.Narrow, line.To))})
	}
	for _, a := range d.p.Agreements {
		if t := d.flow.Transition(a.Transition); t != nil {
			all = append(all, awaiting{letter: letterToAgree, because: t.Pos, to: d.recipients(d.unspoken(t, a.Agreed))})
		}
	}
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		line := d.flow.Round(round.Name)
		if line == nil || !round.Open() {
			continue
		}
		for _, r := range round.Respondents {
			if r.Answer == "" && !r.Final {
				all = append(all, awaiting{AskingLetter(line), line.Pos, round, r, d.recipientsOf(line, r)})
			}
		}
	}
	return all
}

// broughtHere says whether a trigger is about the proposal's coming to where it stands.
func (d *deciding) broughtHere(on definition.Trigger) bool {
	if on.Kind == definition.OnState {
		return on.Name == d.p.State
	}
	t := d.flow.Transition(on.Name)
	if on.Kind != definition.OnTransition || t == nil || d.p.CameFrom == "" {
		return false
	}
	if last := d.flow.Transition(d.p.Moved.What); last != nil {
		return last == t
	}
	return leadsFrom(t, d.p.CameFrom) && slices.ContainsFunc(t.To, func(to definition.Target) bool { return to.State == d.p.State })
}

// turnFalls writes to whom what others had before now falls, as who takes part has changed:
// to the vice chair what the chair had, and to the chair again when the chair is back.
func (d *deciding) turnFalls(before []awaiting) {
	for _, now := range d.awaitings() {
		for _, was := range before {
			if !was.isLike(now) || len(unreached(was.to, now.to)) == 0 {
				continue
			}
			for _, recipient := range unreached(now.to, was.to) {
				d.fallTo(now, recipient)
			}
		}
	}
}

// fallTo owes such a letter to one of its recipients; a question rides in another one.
func (d *deciding) fallTo(a awaiting, recipient people.Recipient) {
	if a.round != nil && d.ride(a.round, a.respondent, recipient) {
		return
	}
	n := d.notice(a.letter, recipient)
	if a.round != nil {
		n.Round, n.Respondent = a.round.ID, a.respondent.Key()
	}
	d.owe(n)
}

// unreached are those of some recipients whose address is none of the others'.
func unreached(some, others []people.Recipient) []people.Recipient {
	return slices.DeleteFunc(slices.Clone(some), func(r people.Recipient) bool {
		return slices.ContainsFunc(others, func(other people.Recipient) bool { return other.Mail == r.Mail })
	})
}
