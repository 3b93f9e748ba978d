package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// term reads from: and to:, both days included.
func (r *reader) term(t *table) (from, to calendar.Date) {
	if n, ok := t.opt("from"); ok {
		from = r.date(n)
	}
	if n, ok := t.opt("to"); ok {
		to = r.date(n)
		if !from.IsZero() && to.Before(from) && !to.IsZero() {
			r.fail(n.pos, "ends_before", wording.Args{"Found": to.String(), "From": from.String()})
		}
	}
	return from, to
}

// lookUp reports those mentioned who are nobody.
func (r *reader) lookUp(d *people.Directory, mentions []mention) {
	persons, organizations := personKeys(d), organizationKeys(d)
	for _, m := range mentions {
		known := persons
		if m.what == "organization" {
			known = organizations
		}
		if m.node.kind == scalar && !slices.Contains(known, m.node.text) {
			r.unknown(m.node, m.what, known)
		}
	}
}

// apart reports names that could mean two things, or mean something already.
func (r *reader) apart(t *table, d *people.Directory) {
	seen := map[string]bool{}
	for _, section := range []string{"bodies", "organizations", "persons"} {
		n, _ := t.node.get(section)
		for _, e := range n.entries {
			switch {
			case e.key.text == "coordinator" && section == "persons" && slices.ContainsFunc(d.Coordinators, func(who string) bool { return nearest(who, []string{e.key.text}) != "" }):
				// who is so called is who is meant
			case slices.Contains(reservedParties, e.key.text):
				r.fail(e.key.pos, "reserved", wording.Args{"Found": e.key.text})
			case seen[e.key.text]:
				r.warn(e.key.pos, "shared_name", wording.Args{"Found": e.key.text})
			}
			seen[e.key.text] = true
		}
	}
	if len(d.Coordinators) == 0 {
		r.warn(t.at, "no_coordinator", nil)
	}
}

func personKeys(d *people.Directory) []string {
	keys := make([]string, len(d.Persons))
	for i, p := range d.Persons {
		keys[i] = p.Key
	}
	return keys
}

func organizationKeys(d *people.Directory) []string {
	keys := make([]string, len(d.Organizations))
	for i, o := range d.Organizations {
		keys[i] = o.Key
	}
	return keys
}

func bodyKeys(d *people.Directory) []string {
	keys := make([]string, len(d.Bodies))
	for i, b := range d.Bodies {
		keys[i] = b.Key
	}
	return keys
}

// functions lists the functions that some organization has a contact for.
func functions(d *people.Directory) []string {
	var all []string
	for _, o := range d.Organizations {
		for _, c := range o.Contacts {
			if !slices.Contains(all, c.Function) {
				all = append(all, c.Function)
			}
		}
	}
	return all
}
