package engine

import (
	"cmp"
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Conflict is a conflict of interest that a person has in a proposal. While it
// stands the person takes no part: neither acts nor answers, is not counted and is
// not written to, unless as the submitter where the pack says so. Why stands in the
// private part of its event.
type Conflict struct {
	Person string    `json:"person"`
	By     string    `json:"by"` // who declared it
	At     time.Time `json:"at"`
	Until  time.Time `json:"until,omitzero"` // when it was taken back
}

// Stands says whether the conflict has not been taken back.
func (c Conflict) Stands() bool { return c.Until.IsZero() }

// The words under which the private part of an event has whose conflict it is,
// and why.
const (
	RecusedPerson = "recused"
	reasonWord    = "reason"
)

// ConflictOf is the conflict of interest that stands for a person, or nil.
func (p Proposal) ConflictOf(person string) *Conflict {
	for i := range p.Conflicts {
		if c := &p.Conflicts[i]; c.Person == person && c.Stands() {
			return c
		}
	}
	return nil
}

// recusals counts the conflicts of interest that stand.
func (p Proposal) recusals() int {
	n := 0
	for _, c := range p.Conflicts {
		if c.Stands() {
			n++
		}
	}
	return n
}

// recusedIn counts the conflicts of interest that events leave standing.
func recusedIn(events []Event) int {
	n := 0
	for _, e := range events {
		switch e.Kind {
		case Recused:
			n++
		case Unrecused:
			n--
		}
	}
	return n
}

// people is everybody but those with a conflict of interest in the proposal.
func (d *deciding) people() *people.Directory {
	if d.taking == nil {
		d.taking = TakingPart(d.pack, d.flow, d.p)
	}
	return d.taking
}

// TakingPart is the directory of those who take part in p: without those who have a
// conflict of interest. A submitter who takes part as such has an address and no seat.
func TakingPart(pack *definition.Pack, flow *definition.Workflow, p Proposal) *people.Directory {
	var gone []string
	submitter := ""
	for _, c := range p.Conflicts {
		if !c.Stands() {
			continue
		}
		if gone = append(gone, c.Person); keeps(flow, p, c.Person) {
			submitter = c.Person
		}
	}
	return pack.People.WithoutSeatsOf(gone, submitter)
}

// keeps says whether a person takes part as the submitter, conflict of interest or not.
func keeps(flow *definition.Workflow, p Proposal, person string) bool {
	return flow != nil && flow.Conflict != nil && flow.Conflict.Keeps && person != "" && person == p.Submitter
}

// ConflictAs is the conflict of interest by which a person takes no part as any of some
// parties, or nil. As the submitter one may take part all the same, where the pack says so.
func (p Proposal) ConflictAs(flow *definition.Workflow, person string, parties ...people.Party) *Conflict {
	if keeps(flow, p, person) && slices.ContainsFunc(parties, isSubmitter) {
		return nil
	}
	return p.ConflictOf(person)
}

// isSubmitter says whether a party is the submitter, looked up or not.
func isSubmitter(party people.Party) bool {
	return party.Kind == people.Submitter || party.As == people.WhySubmitter
}

// ConflictIn is the conflict of interest by which a person cannot answer in a round, or nil.
func (p Proposal) ConflictIn(flow *definition.Workflow, round, person string) *Conflict {
	if flow != nil {
		if line := flow.Round(round); line != nil {
			return p.ConflictAs(flow, person, line.Asks...)
		}
	}
	return p.ConflictOf(person)
}

// takesNoPart refuses whatever a person with a conflict of interest would do, or
// somebody would do for that person, as any of some parties.
func (d *deciding) takesNoPart(person string, as ...people.Party) *fault.Error {
	c := d.p.ConflictAs(d.flow, person, as...)
	if c == nil || person == "" {
		return nil
	}
	f := fault.New(fault.Forbidden, "recused", wording.Args{
		"Who": d.respondentName(person), "When": dayOf(d.pack.Calendar.Today(c.At))})
	if keeps(d.flow, d.p, person) {
		f.Saying = "recused_but_submitter"
	}
	return f
}

// asSubmitter is the party as which somebody may act in spite of a conflict of interest.
var asSubmitter = people.Party{Kind: people.Submitter}

// recuse declares a conflict of interest, for oneself or for another.
func (d *deciding) recuse() *fault.Error {
	person, f := d.recusing()
	if f != nil {
		return f
	}
	if d.p.ConflictOf(person) != nil {
		return fault.New(fault.Conflict, "already_recused", wording.Args{"Who": d.respondentName(person)})
	}
	if f := d.take([]string{reasonWord}, nil, nil); f != nil {
		return f
	}
	reason, _ := d.given[reasonWord].(string)
	d.leave(person, reason)
	return nil
}

// rejoin takes a conflict of interest back.
func (d *deciding) rejoin() *fault.Error {
	person, f := d.recusing()
	if f != nil {
		return f
	}
	c := d.p.ConflictOf(person)
	if c == nil {
		return fault.New(fault.Conflict, "not_recused", wording.Args{"Who": d.respondentName(person)})
	}
	if f := d.take(nil, []string{reasonWord, "comment"}, nil); f != nil {
		return f
	}
	private := Private{Person: d.act.Actor.Person, Texts: map[string]string{RecusedPerson: person}}
	if reason, _ := d.given[reasonWord].(string); reason != "" {
		private.Texts[reasonWord] = reason
	}
	awaited := d.awaitings()
	c.Until, d.taking = d.now, nil
	d.happened(Unrecused, Data{}, private)
	d.count(person)
	d.turnFalls(awaited)
	return nil
}

// recusing is whose conflict of interest the act is about, where the actor may
// speak of it.
func (d *deciding) recusing() (string, *fault.Error) {
	line := d.flow.Conflict
	if line == nil {
		return "", fault.New(fault.Conflict, "no_conflicts", wording.Args{"Workflow": d.flow.Title})
	}
	actor := d.act.Actor.Person
	person := cmp.Or(d.act.Respondent, actor)
	others := d.belongs(actor, line.Others)
	switch {
	case person != actor && !others:
		return "", d.forbidden(line.Others, line.Title)
	case !d.belongs(person, line.By) && person == actor:
		return "", d.forbidden(line.By, line.Title)
	case !d.belongs(person, line.By):
		return "", fault.New(fault.Forbidden, "takes_no_part", wording.Args{"Who": d.respondentName(person)})
	}
	return person, nil
}

// belongs says whether a person is one of some parties, conflict or not.
func (d *deciding) belongs(person string, parties []people.Party) bool {
	actor, taking, conflicts := d.act.Actor, d.taking, d.p.Conflicts
	defer func() { d.act.Actor, d.taking, d.p.Conflicts = actor, taking, conflicts }()
	d.act.Actor, d.taking, d.p.Conflicts = Actor{Person: person}, nil, nil
	return slices.ContainsFunc(parties, d.is)
}

// leave lets a person take no part from now on: history says so, and the person is
// told once.
func (d *deciding) leave(person, reason string) {
	before, awaited := d.people(), d.awaitings()
	d.happened(Recused, Data{}, Private{
		Person: d.act.Actor.Person, Texts: map[string]string{RecusedPerson: person, reasonWord: reason}})
	d.p.Conflicts = append(slices.Clip(d.p.Conflicts), Conflict{Person: person, By: d.act.Actor.Person, At: d.now})
	d.taking = nil
	d.count(person)
	d.unsay(person, "")
	for _, recipient := range d.pack.People.Recipients(people.Party{Kind: people.APerson, Name: person}, d.today) {
		d.owe(d.notice(letterRecused, recipient))
	}
	d.turnFalls(awaited)
	d.tellOfEmpty(before)
}

// count lets open rounds count a person, or not, as its conflict of interest says.
func (d *deciding) count(person string) {
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		if !round.Open() {
			continue
		}
		for j := range round.Respondents {
			r := &round.Respondents[j]
			if secret := len(round.Urn) > 0 && r.Answer != ""; r.Person == person && !secret { // nobody knows which answer to take out
				r.Out = d.isOutOf(round, *r)
				d.touched.rounds[round.ID] = true
				if line := d.flow.Round(round.Name); line != nil && r.Of != "" {
					d.answerForGroup(line, round, r.Of, false)
				}
			}
		}
	}
}

// stepsOut says whether an answer of a round takes who gives it out of the count.
func (d *deciding) stepsOut(round *Round, answer string) bool {
	if line := d.flow.Round(round.Name); line != nil {
		a := line.Answer(answer)
		return a != nil && a.Out
	}
	return false
}

// tellOfEmpty tells the coordinators of the proposal's bodies in which somebody
// could act before and nobody can now.
func (d *deciding) tellOfEmpty(before *people.Directory) {
	var told []string
	for _, role := range d.flow.Roles {
		body := d.p.Bodies[role]
		if slices.Contains(told, body) || !before.CanAct(body, d.today) || d.people().CanAct(body, d.today) {
			continue
		}
		told = append(told, body)
		for _, recipient := range d.recipients([]people.Party{{Kind: people.Coordinator}}) {
			n := d.notice(letterNobodyLeft, recipient)
			n.Body = body
			d.owe(n)
		}
	}
}

// A Recusal is what a person may do about conflicts of interest in a proposal.
type Recusal struct {
	Title    wording.Text
	Standing []Conflict
	For      []string // persons that it may declare one for, itself first
	Back     []string // persons whose it may take back
	Keeps    bool     // the submitter takes part as such all the same
}

// Recusals says what actor may do about conflicts of interest in p. A workflow
// that knows of none has no title.
func Recusals(pack *definition.Pack, p Proposal, actor Actor, now time.Time) Recusal {
	d := begin(pack, p, Act{Kind: Recuse, Actor: actor}, now)
	if d.flow == nil || d.flow.Conflict == nil || actor.Person == "" {
		return Recusal{}
	}
	all := Recusal{Title: d.flow.Conflict.Title, Keeps: d.flow.Conflict.Keeps}
	for _, c := range p.Conflicts { // of one that is veiled, none
		if c.Stands() {
			all.Standing = append(all.Standing, c)
		}
	}
	keys := []string{actor.Person}
	if d.belongs(actor.Person, d.flow.Conflict.Others) {
		for _, person := range pack.People.Persons {
			keys = append(keys, person.Key)
		}
	}
	for i, person := range keys {
		if d.act.Respondent = person; i > 0 && person == actor.Person {
			continue
		}
		if _, f := d.recusing(); f != nil {
			continue
		}
		if d.p.ConflictOf(person) != nil {
			all.Back = append(all.Back, person)
		} else {
			all.For = append(all.For, person)
		}
	}
	return all
}
