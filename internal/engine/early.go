package engine

import (
	"fmt"
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
	if _, certain := line.Certain(d.voters(line, round)); certain {
		return true
	}
	before := round.Respondents
	defer func() { round.Respondents = before }()
	round.Respondents = slices.Clone(before)
	alike := d.alike(line, round)
	ways := 1
	for _, left := range alike {
		if ways *= line.Ways(len(left)); ways > definition.MostWays {
			return false
		}
	}
	ends := ending{d: d, line: line, round: round, alike: alike}
	return ends.extremes() && ends.all(0)
}

// voters are those whom a round counts, as its outcomes may tell them apart.
func (d *deciding) voters(line *definition.Round, round *Round) (voters []definition.Voter) {
	wards := map[string]ward{}
	for _, part := range line.Parts {
		wards[part.Name] = d.part(round, part.Name)
	}
	for _, r := range round.Respondents {
		if !r.IsTallied(line) {
			continue
		}
		v := definition.Voter{Answer: r.Answer, Waits: r.Waits(), Weight: d.weighs(round, r)}
		for _, part := range line.Parts {
			if wards[part.Name](r) {
				v.Parts = append(v.Parts, part.Name)
			}
		}
		voters = append(voters, v)
	}
	return voters
}

// alike are the indexes of those who have not settled, together those of whom it makes
// no difference to the outcomes which one gives an answer.
func (d *deciding) alike(line *definition.Round, round *Round) (all [][]int) {
	kinds, persons := line.TellsApart()
	at := map[string]int{}
	for i, r := range round.Respondents {
		if !r.Waits() {
			continue
		}
		key := ""
		if kinds {
			alone := *round
			alone.Respondents = []Respondent{r}
			key = fmt.Sprint(d.voters(line, &alone)[0])
		}
		if persons {
			key = r.Key()
		}
		if _, known := at[key]; !known {
			at[key] = len(all)
			all = append(all, nil)
		}
		all[at[key]] = append(all[at[key]], i)
	}
	return all
}

// ending tries the ends of a round: of its respondents that are left, so many of each
// kind answer each way.
type ending struct {
	d     *deciding
	line  *definition.Round
	round *Round
	alike [][]int // indexes of the respondents who have not settled
	tried bool
	first string
}

// extremes tries that all who are left say the same, or nothing: where anything is
// uncertain, that shows it soonest.
func (e *ending) extremes() bool {
	for answer := range len(e.line.Answers) + 1 {
		for _, left := range e.alike {
			e.fill(left, answer)
		}
		if !e.same() {
			return false
		}
	}
	return true
}

// all tries every way from the kind at hand on.
func (e *ending) all(kind int) bool {
	if kind == len(e.alike) {
		return e.same()
	}
	return e.each(kind, 0, len(e.alike[kind]))
}

// each tries every way from the answer at hand on for those that are left of a kind.
func (e *ending) each(kind, answer, left int) bool {
	who := e.alike[kind]
	if answer == len(e.line.Answers) { // the others stay silent
		e.fill(who[:left], answer)
		return e.all(kind + 1)
	}
	for n := range left + 1 {
		e.fill(who[left-n:left], answer)
		if !e.each(kind, answer+1, left-n) {
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
