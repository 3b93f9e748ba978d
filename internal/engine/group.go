package engine

import (
	"slices"

	"beredd/internal/definition"
)

// withMembers adds to the bodies that a round asks through their members those
// members, frozen as they are today. A body in which nobody sits answers for itself.
func (d *deciding) withMembers(line *definition.Round, asked []Respondent) []Respondent {
	if line.Through == nil {
		return asked
	}
	var all []Respondent
	for _, r := range asked {
		var members []Respondent
		if r.Body != "" {
			for _, person := range d.people().Holders(r.Body, line.Through.Seat, d.today) {
				members = append(members, Respondent{Person: person, Of: r.Body})
			}
		}
		r.Through = len(members) > 0
		all = append(append(all, r), members...)
	}
	return all
}

// IsSettled says whether nothing is asked of the respondent itself any more.
func (r Respondent) IsSettled() bool { return r.Final || r.Out || r.Through }

// owes says whether a round still asks the respondent itself: not where its body
// has answered.
func (round *Round) owes(r Respondent) bool {
	return !r.IsSettled() && !slices.ContainsFunc(round.Respondents, func(group Respondent) bool {
		return r.Of != "" && group.Body == r.Of && group.Final
	})
}

// Owes says whether a round still asks the respondent itself.
func (round Round) Owes(r Respondent) bool { return round.owes(r) }

// within is a round as it stands among the members of one body.
func (round *Round) within(body string) Round {
	inner := *round
	inner.Respondents = nil
	for _, r := range round.Respondents {
		if r.Of == body {
			r.Of = ""
			inner.Respondents = append(inner.Respondents, r)
		}
	}
	return inner
}

// answerForGroup gives a body's answer when its members' part is complete, or, at
// the end, by what has come in; where nobody has answered it is silent.
func (d *deciding) answerForGroup(line *definition.Round, round *Round, body string, atEnd bool) {
	i := slices.IndexFunc(round.Respondents, func(r Respondent) bool { return r.Body == body && r.Through })
	if i < 0 || line.Through == nil {
		return
	}
	inner, part := round.within(body), *line
	part.Complete, part.Closes = line.Through.Complete, definition.WhenComplete
	given := slices.ContainsFunc(inner.Respondents, func(r Respondent) bool { return r.Counts() && r.Answer != "" })
	chosen := ""
	d.alone(&inner, func() {
		if !given || !atEnd && !d.complete(&part, &inner) {
			return
		}
		for _, a := range line.Through.Answers {
			if chosen == "" && d.holds(a.When, &inner) {
				chosen = a.Name
			}
		}
	})
	if answer := line.Answer(chosen); answer != nil && round.Respondents[i].Answer != chosen {
		d.recordGroup(line, round, &round.Respondents[i], answer)
	}
}

// recordGroup keeps a body's answer, which nobody gave in its place.
func (d *deciding) recordGroup(line *definition.Round, round *Round, r *Respondent, answer *definition.Answer) {
	actor := d.act.Actor
	defer func() { d.act.Actor = actor }()
	d.act.Actor = Actor{}
	kind, before, late := Answered, r.Answer, d.isLate(round, r.Key())
	if before != "" {
		kind = Changed
		r.Changes++
	}
	r.Answer, r.Final, r.Out, r.Late, r.At = answer.Name, settles(line, answer), answer.Out, late, d.now
	d.touched.rounds[round.ID] = true
	d.happened(kind, Data{Round: line.Name, Nth: round.Nth, Respondent: r.Key(), Answer: answer.Name, Before: before, Late: late}, Private{})
}

// answerForGroups lets the bodies that have not answered do so by what has come in,
// as a round ends that has not got all its answers.
func (d *deciding) answerForGroups(round *Round, how EventKind) {
	line := d.flow.Round(round.Name)
	if line == nil || line.Through == nil || how == Completed && round.How != howDeadline {
		return
	}
	for _, r := range slices.Clone(round.Respondents) {
		if r.Through && r.Answer == "" {
			d.answerForGroup(line, round, r.Body, true)
		}
	}
}
