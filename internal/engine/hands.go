package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Hand is who did something with a proposal: took a step when it was taken last, or
// wrote its text and papers, from the beginning. Nobody is who did what time did.
type Hand struct {
	What    string   `json:"what"` // a transition, or definition.TextChanged
	Persons []string `json:"persons,omitempty"`
}

// handOf are the persons who did something, as Hand says.
func (p Proposal) handOf(what string) []string {
	for _, h := range p.Hands {
		if h.What == what {
			return h.Persons
		}
	}
	return nil
}

// tookStep keeps who has taken a step: the acting person, and all who agreed to it.
func (d *deciding) tookStep(t *definition.Transition) {
	var persons []string
	if a := d.p.AgreementOn(t.Name); a != nil && d.isTogether(t) {
		persons = a.persons()
	}
	d.keepHand(t.Name, append(persons, d.act.Actor.Person))
}

// wrote keeps that a person has had a hand in the text or the papers.
func (d *deciding) wrote(person string) {
	d.keepHand(definition.TextChanged, append(slices.Clone(d.p.handOf(definition.TextChanged)), person))
}

func (d *deciding) keepHand(what string, persons []string) {
	var each []string
	for _, person := range persons {
		if person != "" && !slices.Contains(each, person) {
			each = append(each, person)
		}
	}
	d.p.Hands = slices.DeleteFunc(slices.Clone(d.p.Hands), func(h Hand) bool { return h.What == what })
	if len(each) > 0 {
		d.p.Hands = append(d.p.Hands, Hand{what, each})
	}
}

// keptOut are those whom a line leaves out whatever they have answered: by name, or by
// what they have done with the proposal.
func (d *deciding) keptOut(n definition.Narrowing) map[string]bool {
	out := d.leftOut(n.But)
	for _, took := range n.Took {
		for _, person := range d.p.handOf(took.Step) {
			out[person] = true
		}
	}
	return out
}

// keepOut lets a step be weighed as if those were not there whom it leaves out, until
// what it answers is called.
func (d *deciding) keepOut(t *definition.Transition) (restore func()) {
	if !t.Narrow.Narrows() {
		return func() {}
	}
	was := d.taking
	var persons []string
	out := d.keptOut(t.Narrow)
	for key := range out {
		persons = append(persons, key)
	}
	left := *d.people().Without(persons)
	left.Organizations = slices.DeleteFunc(slices.Clone(left.Organizations), func(o people.Organization) bool { return out[o.Key] })
	d.taking = &left
	return func() { d.taking = was }
}

// kept refuses a step to a person whom it leaves out, and says why: another is to take it.
func (d *deciding) kept(t *definition.Transition) *fault.Error {
	person := d.act.Actor.Person
	if person == "" || !t.Narrow.Narrows() || !d.keptOut(t.Narrow)[person] {
		return nil
	}
	for _, took := range t.Narrow.Took {
		if !slices.Contains(d.p.handOf(took.Step), person) {
			continue
		}
		if took.Step == definition.TextChanged {
			return fault.New(fault.Forbidden, "wrote_it", wording.Args{"What": t.Title})
		}
		return fault.New(fault.Forbidden, "took_it", wording.Args{"What": t.Title, "Step": d.flow.Transition(took.Step).Title})
	}
	return fault.New(fault.Forbidden, "left_out", wording.Args{"What": t.Title})
}
