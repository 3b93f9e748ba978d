package engine

import (
	"strings"

	"beredd/internal/people"
)

// weighs is the weight of one respondent: an organization's own, that of the seat by
// which a person was asked, and one of all else.
func (d *deciding) weighs(round *Round, r Respondent) float64 {
	if o := d.pack.People.Organization(r.Organization); o != nil {
		return o.Weight
	}
	line := d.flow.Round(round.Name)
	if line == nil || r.Person == "" {
		return 1
	}
	opened := d.pack.Calendar.Today(round.OpenedAt)
	for _, party := range d.oneByOne(line.Askable()) {
		at := d.resolve(party)
		if !at.Each {
			continue
		}
		for _, seat := range d.pack.People.Seated(at.Name, at.Seat, opened) {
			if seat.Person == r.Person && seat.Weight != nil {
				return *seat.Weight
			}
		}
	}
	return 1
}

// chaired says whether a respondent is the chair that who names, "deciding.chair", as
// it was when the round opened; the vice chair, where the chair takes no part.
func (d *deciding) chaired(round *Round, r Respondent, who string) bool {
	name, ok := strings.CutSuffix(who, "."+people.Chair)
	if !ok || r.Person == "" {
		return false
	}
	if body := d.p.Bodies[name]; body != "" {
		name = body
	}
	for _, seat := range d.people().Seated(name, people.Chair, d.pack.Calendar.Today(round.OpenedAt)) {
		if seat.Person == r.Person {
			return true
		}
	}
	return false
}
