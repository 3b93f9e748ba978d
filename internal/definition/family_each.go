package definition

import (
	"slices"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// startsEach reads the bodies for each of which a round opens a proposal of its own.
func (s *scope) startsEach(t *table, st *Starts) {
	n, ok := t.opt("for each")
	if !ok {
		return
	}
	st.each, st.Each = n, s.told(n)
	if as, both := t.node.Get("as"); both {
		s.r.fail(as.Pos, "each_and_as", nil)
	}
	for _, p := range st.Each {
		if slices.ContainsFunc(s.possible(p), func(one people.Party) bool { return !isWholeBody(one) }) {
			s.r.fail(n.Pos, "each_no_body", wording.Args{"Found": p.String()})
			return
		}
	}
	if len(st.Each) > 0 && s.asked(&Round{Asks: st.Each}) == 0 {
		s.r.fail(n.Pos, "asks_nobody", nil)
	}
}

// isWholeBody says whether a party is bodies, and no seat in them.
func isWholeBody(p people.Party) bool {
	return p.Kind == people.Bodies || (p.Kind == people.ABody || p.Kind == people.Role) && p.Seat == "" && !p.Each
}

// startsBodies reads which bodies have the other roles of what a round opens: those of a
// role here, or a body by its key.
func (s *scope) startsBodies(t *table, st *Starts) {
	n, ok := t.opt("bodies")
	if !ok {
		return
	}
	if n.Kind != source.Mapping {
		s.r.wrong(n, "table")
		return
	}
	st.Bodies, st.bodies = map[string]string{}, n
	for _, e := range n.Entries {
		body := s.r.word(e.Value)
		if known := append(slices.Clone(s.roles), bodyKeys(s.people)...); body != "" && !slices.Contains(known, body) {
			s.r.unknown(e.Value, "role", known)
			continue
		}
		st.Bodies[e.Key.Text] = body
	}
}

// checkEach reports the bodies for which a proposal is to be opened, and that may not draft
// one.
func (s *scope) checkEach(r *Round, child *Workflow, may []string) {
	for _, p := range r.Starts.Each {
		for _, body := range s.bodiesOf(p) {
			if !slices.Contains(may, body) {
				s.r.fail(r.Starts.each.Pos, "starts_unbound", wording.Args{
					"Found": body, "Workflow": child.Key, "Expected": oneOf(may), "Suggestion": ""})
			}
		}
	}
}

// checkBodies reports the bodies that are to have a role of what a round opens, and may
// not.
func (s *scope) checkBodies(r *Round, child *Workflow, p *Pack) {
	for _, e := range r.Starts.bodies.Entries {
		role, named := e.Key.Text, r.Starts.Bodies[e.Key.Text]
		may := p.Bodies(child.Key, role)
		bodies := []string{named}
		if slices.Contains(s.roles, named) {
			bodies = s.binds[named]
		}
		switch {
		case role == child.Drafting():
			s.r.fail(e.Key.Pos, "bodies_drafts", wording.Args{"Found": role, "Workflow": child.Key})
		case !slices.Contains(child.Roles, role):
			s.r.unknown(e.Key, "role", child.Roles)
		case named != "" && !slices.ContainsFunc(bodies, func(body string) bool { return slices.Contains(may, body) }):
			s.r.fail(e.Value.Pos, "starts_unbound_role", wording.Args{
				"Found": named, "Role": role, "Workflow": child.Key, "Expected": oneOf(may), "Suggestion": guess.Nearest(named, may)})
		}
	}
}
