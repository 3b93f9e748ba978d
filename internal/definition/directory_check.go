package definition

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
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
			r.fail(n.Pos, "ends_before", wording.Args{"Found": to.String(), "From": from.String()})
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
		if m.node.Kind == source.Scalar && !slices.Contains(known, m.node.Text) {
			r.unknown(m.node, m.what, known)
		}
	}
}

// apart reports names that could mean two things, or mean something already.
func (r *reader) apart(t *table, d *people.Directory) {
	seen := map[string]bool{}
	for _, section := range []string{"bodies", "organizations", "persons"} {
		n, _ := t.node.Get(section)
		for _, e := range n.Entries {
			switch {
			case e.Key.Text == "coordinator" && section == "persons" && slices.ContainsFunc(d.Coordinators, func(who string) bool { return guess.Nearest(who, []string{e.Key.Text}) != "" }):
				// who is so called is who is meant
			case slices.Contains(reservedParties, e.Key.Text):
				r.fail(e.Key.Pos, "reserved", wording.Args{"Found": e.Key.Text})
			case seen[e.Key.Text]:
				r.warn(e.Key.Pos, "shared_name", wording.Args{"Found": e.Key.Text})
			}
			seen[e.Key.Text] = true
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
