package minutes

import (
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/wording"
)

// attendance notes who was there, by organization, and who was not.
func (d *Document) attendance(f Facts) {
	vice := ""
	for _, p := range f.Gathering.Present {
		a := Attendee{Name: p.Name, Organization: f.name(d.Language, p.Organization), Excused: p.Excused}
		if p.As != "" {
			a.As = d.say("as."+p.As, nil)
		}
		if len(p.Spells) == 0 {
			d.Absent = append(d.Absent, a)
			continue
		}
		a.While = d.while(p.Spells)
		switch {
		case p.As == "chair" && d.Chair == "":
			d.Chair = p.Name
		case p.As == "vice_chair" && vice == "":
			vice = p.Name
		case p.As == "secretary" && d.Secretary == "":
			d.Secretary = p.Name
		}
		d.seat(a)
	}
	if d.Chair == "" { // the vice chair was in the chair
		d.Chair = vice
	}
}

// seat puts somebody among those of the organization.
func (d *Document) seat(a Attendee) {
	for i, g := range d.Present {
		if g.Organization == a.Organization {
			d.Present[i].Attendees = append(g.Attendees, a)
			return
		}
	}
	d.Present = append(d.Present, Group{a.Organization, []Attendee{a}})
}

// while is when somebody was there, or "" of all the time.
func (d *Document) while(spells []agenda.Spell) string {
	var said []string
	for _, s := range spells {
		args := wording.Args{"From": d.hour(s.From), "To": d.hour(s.To)}
		switch {
		case s.From != "" && s.To != "":
			said = append(said, d.say("while.between", args))
		case s.From != "":
			said = append(said, d.say("while.from", args))
		case s.To != "":
			said = append(said, d.say("while.to", args))
		}
	}
	return strings.Join(said, ", ")
}
