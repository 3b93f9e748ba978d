package engine

import "beredd/internal/wording"

// stateTitle is what people call a state.
func (d *deciding) stateTitle(name string) wording.Text {
	if s := d.flow.State(name); s != nil {
		return s.Title
	}
	return wording.Same(name)
}

// movedTitle is what people call the act that last moved a proposal.
func (d *deciding) movedTitle(what string) wording.Text {
	if t := d.flow.Transition(what); t != nil {
		return t.Title
	}
	return wording.Both("engine.did."+what, nil)
}

// personName is what people call a person; nobody is the system.
func (d *deciding) personName(key string) wording.Text {
	if person := d.pack.People.Person(key); person != nil {
		return wording.Same(person.Name)
	}
	return wording.Both("engine.system", nil)
}
