package engine

import (
	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// adjusters are those whom the meeting has chosen to approve its minutes.
func (d *deciding) adjusters() []people.Party {
	if d.p.Gathering == nil {
		return nil
	}
	var chosen []people.Party
	for _, name := range d.p.Gathering.Adjusters {
		if person := d.personThere(name); person != "" {
			chosen = append(chosen, people.Party{Kind: people.APerson, Name: person})
		}
	}
	return chosen
}

// personThere is the key of who bears a name among those who were at the meeting or
// have a seat there, or "".
func (d *deciding) personThere(name string) string {
	for _, p := range d.p.Gathering.Present {
		if p.Person != "" && p.Name == name {
			return p.Person
		}
	}
	for _, body := range d.p.Gathering.Bodies {
		for _, seat := range d.pack.People.Seated(body, "", d.p.Meeting.Date) {
			if person := d.pack.People.Person(seat.Person); person != nil && person.Name == name {
				return person.Key
			}
		}
	}
	return ""
}

// mayAdjust refuses adjusters who can't be asked: who has neither been at the meeting
// nor a seat there, and any once the minutes are with those who were chosen.
func (d *deciding) mayAdjust(names []string) *fault.Error {
	if d.p.State == stateDrafted {
		return fault.New(fault.Conflict, "adjusters_asked", nil)
	}
	for _, name := range names {
		if d.personThere(name) == "" {
			return fault.New(fault.Invalid, "adjuster_unknown", wording.Args{"Name": name}).On("namn")
		}
	}
	return nil
}

// approvals keeps who have approved the minutes, and when; of what was approved on paper
// the day alone. Minutes that are written anew nobody has approved.
func (d *deciding) approvals(to string) {
	g := *d.p.Gathering
	g.Approved = nil
	if to == stateApproved {
		if round := d.latest(definition.Adjusting); round != nil {
			for _, r := range round.Respondents {
				if person := d.pack.People.Person(r.Person); person != nil && r.Answer == approves {
					g.Approved = append(g.Approved, agenda.Approval{Who: person.Name, On: d.pack.Calendar.Today(r.At)})
				}
			}
		}
		if len(g.Approved) == 0 {
			g.Approved = []agenda.Approval{{On: d.today}}
		}
	}
	d.p.Gathering = &g
}

// approves is the answer of who approves the minutes.
const approves = "approves"
