package engine

import (
	"maps"

	"beredd/internal/definition"
	"beredd/internal/fault"
)

// cast puts an answer of a secret round among the others: what it was is kept by its
// count alone, with nothing that says whose it is. It answers what is kept of the
// respondent, which is that it has answered.
func (d *deciding) cast(line *definition.Round, round *Round, answer *definition.Answer) *definition.Answer {
	urn := maps.Clone(round.Urn)
	if urn == nil {
		urn = map[string]int{}
	}
	urn[answer.Name]++
	round.Urn = urn
	d.act.Answer, d.act.print = definition.Cast, "" // a print of the act would tell which of a few answers it had
	return line.Answer(definition.Cast)
}

// mayCast refuses what a secret answer cannot be: changed, or written beside.
func (d *deciding) mayCast(line *definition.Round, r *Respondent) *fault.Error {
	switch {
	case !line.Secret:
		return nil
	case r.Answer != "":
		return fault.New(fault.Gone, "ballot_cast", nil)
	}
	for _, value := range d.act.Inputs {
		if value != nil && value != "" {
			return fault.New(fault.Invalid, "ballot_alone", nil)
		}
	}
	return nil
}

// Tally is how many gave each answer, by name, and under "" how many gave none. Of a
// round whose answers are secret it is known when the round has ended; before that
// only how many have answered.
func (r Round) Tally(line *definition.Round) map[string]int {
	given := map[string]int{}
	for _, one := range r.Respondents {
		if one.IsTallied(line) {
			given[one.Answer]++
		}
	}
	if line != nil && line.Secret && !r.Open() {
		delete(given, definition.Cast)
		for name, n := range r.Urn {
			given[name] += n
		}
	}
	return given
}
