package engine

import (
	"slices"

	"beredd/internal/definition"
)

// How a round came to end, where it was not that it had its answers.
const (
	howEarly    = "early"    // what it comes to can't change any more
	howDeadline = "deadline" // it ends at its deadline, whoever has answered
)

// isCertain says whether a round that closes early comes to the same whatever those
// who have not settled may still answer, or not answer.
func (d *deciding) isCertain(line *definition.Round, round *Round) bool {
	if line.Closes != definition.Early {
		return false
	}
	end := *round
	end.Respondents = slices.Clone(round.Respondents)
	var left []int
	for i, r := range end.Respondents {
		if r.Waits() {
			left = append(left, i)
		}
	}
	if line.Ways(len(left)) > definition.MostWays {
		return false
	}
	ends := ending{d: d, line: line, round: &end, left: left}
	return ends.extremes() && ends.all(0, len(left))
}

// ending tries the ends of a round: its respondents that are left answer so many
// each way. Who they are does not matter, for outcomes count answers.
type ending struct {
	d     *deciding
	line  *definition.Round
	round *Round
	left  []int // indexes of the respondents who have not settled
	tried bool
	first string
}

// extremes tries that all who are left say the same, or nothing: where anything is
// uncertain, that shows it soonest.
func (e *ending) extremes() bool {
	for answer := range len(e.line.Answers) + 1 {
		e.fill(e.left, answer)
		if !e.same() {
			return false
		}
	}
	return true
}

// all tries every way from the answer at hand on for those that are left.
func (e *ending) all(answer, left int) bool {
	if answer == len(e.line.Answers) { // the others stay silent
		e.fill(e.left[:left], answer)
		return e.same()
	}
	for n := range left + 1 {
		e.fill(e.left[left-n:left], answer)
		if !e.all(answer+1, left-n) {
			return false
		}
	}
	return true
}

// fill lets some respondents give an answer of the pack's line, or none where there
// is none of that number.
func (e *ending) fill(who []int, answer int) {
	for _, i := range who {
		r := &e.round.Respondents[i]
		r.Answer, r.Final, r.Out = "", false, false
		if answer < len(e.line.Answers) {
			given := &e.line.Answers[answer]
			r.Answer, r.Final, r.Out = given.Name, settles(e.line, given), given.Out
		}
	}
}

// same says whether the round as it is filled in comes to what it came to first.
func (e *ending) same() bool {
	came := e.d.outcome(e.line, e.round)
	if !e.tried {
		e.tried, e.first = true, came
	}
	return came == e.first
}

// closeAtDeadline ends a round whose deadline is its end.
func (d *deciding) closeAtDeadline(round *Round) {
	round.How = howDeadline
	d.close(round, Completed, "")
	d.settle()
}

// isOver says whether a round takes no answer though time has not closed it yet.
func (d *deciding) isOver(round *Round, late bool) bool {
	line := d.flow.Round(round.Name)
	return late && line != nil && line.Closes == definition.AtDeadline
}
