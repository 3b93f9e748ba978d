package definition

import (
	"slices"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A binding is what the pack says of one workflow's role, with its places.
type binding struct {
	workflow source.Node
	role     source.Node
	bodies   []source.Node
}

// binds reads who has which role: {workflow: {role: body or bodies}}.
func (r *reader) binds(t *table, p *Pack) []binding {
	n, ok := t.opt("binds")
	if !ok || n.Kind != source.Mapping {
		if ok {
			r.wrong(n, "table")
		}
		return nil
	}
	var bindings []binding
	for _, flow := range n.Entries {
		p.Binds[flow.Key.Text] = map[string][]string{}
		if flow.Value.Kind != source.Mapping {
			r.wrong(flow.Value, "table")
			continue
		}
		for _, role := range flow.Value.Entries {
			bodies := r.boundBodies(role.Value, p)
			p.Binds[flow.Key.Text][role.Key.Text] = bodies
			bindings = append(bindings, binding{flow.Key, role.Key, role.Value.Each()})
		}
	}
	return bindings
}

// boundBodies reads the bodies of one role.
func (r *reader) boundBodies(n source.Node, p *Pack) []string {
	var bodies []string
	for _, item := range n.Each() {
		body := r.word(item)
		switch {
		case body == "":
		case p.People.Body(body) == nil:
			r.unknown(item, "body", bodyKeys(p.People))
		case slices.Contains(bodies, body):
			r.fail(item.Pos, "named_twice", wording.Args{"Found": body})
		default:
			bodies = append(bodies, body)
		}
	}
	if len(n.Each()) == 0 {
		r.fail(n.Pos, "nothing", nil)
	}
	return bodies
}

// bound checks that every workflow bound exists, and that every role of every
// workflow is bound.
func (r *reader) bound(p *Pack, bindings []binding, at source.Pos) {
	var workflows []string
	for _, w := range p.Workflows {
		workflows = append(workflows, w.Key)
	}
	meant := map[string]bool{}       // a workflow, or a role of one, that is misspelt
	where := map[string]source.Pos{} // where a workflow's roles are bound
	for _, b := range bindings {
		where[b.workflow.Text] = b.workflow.Pos
		w := p.Workflow(b.workflow.Text)
		if w == nil {
			r.unknown(b.workflow, "workflow", workflows)
			meant[guess.Nearest(b.workflow.Text, workflows)] = true
			continue
		}
		if !slices.Contains(w.Roles, b.role.Text) {
			r.unknown(b.role, "role", w.Roles)
			meant[w.Key+"."+guess.Nearest(b.role.Text, w.Roles)] = true
		}
	}
	for _, w := range p.Workflows {
		for _, role := range w.Roles {
			if _, ok := p.Binds[w.Key][role]; !ok && !meant[w.Key] && !meant[w.Key+"."+role] {
				pos, bound := where[w.Key]
				if !bound {
					pos = at
				}
				r.fail(pos, "unbound_role", wording.Args{"Found": role, "Workflow": w.Key})
			}
		}
	}
}

// Bodies lists the bodies that have a role of a workflow here.
func (p *Pack) Bodies(workflow, role string) []string { return p.Binds[workflow][role] }

// Roles lists the roles of a workflow that a body has here, in the workflow's
// order.
func (p *Pack) Roles(workflow, body string) []string {
	var roles []string
	if w := p.Workflow(workflow); w != nil {
		for _, role := range w.Roles {
			if slices.Contains(p.Binds[workflow][role], body) {
				roles = append(roles, role)
			}
		}
	}
	return roles
}

// RoleTitle is what people call a role of a workflow here: its own title, else
// that of the one body that has it, else its name.
func (p *Pack) RoleTitle(w *Workflow, role string) wording.Text {
	if title, ok := w.RoleTitles[role]; ok {
		return title
	}
	if bodies := p.Bodies(w.Key, role); len(bodies) == 1 {
		if b := p.People.Body(bodies[0]); b != nil {
			return b.Title
		}
	}
	return wording.Same(Humanised(role))
}
