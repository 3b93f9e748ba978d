package definition

import (
	"beredd/internal/definition/grammar"
	"beredd/internal/people"
)

// Names are what a pack's own things are called, as an editor offers them where a
// name stands.
func Names(p *Pack) grammar.Names {
	n := grammar.Names{"letter": p.letters, "body": bodyKeys(p.People), "organization": organizationKeys(p.People), "person": personKeys(p.People)}
	n["kind"], n["body_kind"] = organizationKinds(p.People), bodyKinds(p.People)
	add := func(kind string, names ...string) { n[kind] = append(n[kind], names...) }
	for _, w := range p.Workflows {
		add("workflow", w.Key)
		add("role", w.Roles...)
		for _, f := range w.Fields {
			add("field", f.Name)
			add("input", f.Name)
			switch f.Type {
			case Another:
				add("kin", "proposal."+f.Name)
			case Chosen:
				add("party", "proposal."+f.Name)
				add("chosen", "proposal."+f.Name)
			}
		}
		w.named(add)
	}
	for _, role := range n["role"] {
		add("party", role, "every member of "+role)
		for _, seat := range people.SeatRoles() {
			add("party", role+"."+seat)
		}
	}
	if p.Cycle != nil {
		for _, phase := range p.Cycle.Phases {
			add("phase", phase.Name)
		}
	}
	add("party", n["body"]...)
	add("party", n["organization"]...)
	add("party", n["person"]...)
	return n
}

// named adds what may be named within one workflow: its states and steps, its
// rounds, clocks and windows, and what becomes of them.
func (w *Workflow) named(add func(kind string, names ...string)) {
	for _, st := range w.States {
		add("state", st.Name)
		add("target", st.Name)
		add("trigger", st.Name)
	}
	for _, t := range w.Transitions {
		add("transition", t.Name)
		add("trigger", t.Name)
	}
	for _, r := range w.Rounds {
		add("round", r.Name)
		add("rounds", r.Name)
		for _, became := range endings {
			add("trigger", r.Name+"."+became)
		}
		for _, o := range r.Outcomes {
			add("trigger", r.Name+"."+o.Name)
		}
		if r.Starts != nil {
			add("kin", r.Name)
		}
		for _, a := range r.Answers {
			if !r.Secret {
				add("said", Said{r.Name, a.Name}.String())
			}
		}
	}
	for _, c := range w.Clocks {
		add("trigger", c.Name+".passed")
	}
	for _, window := range w.Windows {
		add("window", window.Name)
		add("trigger", window.Name+".ended")
	}
}
