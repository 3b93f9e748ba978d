package engine

import (
	"maps"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A hindrance is one reason why a pack may not be put in force as yet.
type hindrance struct{ code, workflow, what string }

// Hindrances says why next may not be put in force, or nil: of the running
// proposals, which are not closed, some need what it has no more. They go on by
// their own editions, but people and bodies are always today's; and what runs on an
// edition that nobody kept follows the newest.
func Hindrances(inForce, next *definition.Pack, running []Proposal) *fault.Error {
	after := next.Since(inForce)
	found := map[hindrance][]Proposal{}
	for _, p := range running {
		flow := next.Workflow(p.Workflow)
		if !inForce.Keeps(p.Workflow, p.Edition) {
			if flow == nil || flow.State(p.State) == nil {
				h := hindrance{"publish_strands", p.Workflow, p.State}
				found[h] = append(found[h], p)
			}
			continue
		}
		if flow != nil && flow.Edition == p.Edition {
			continue // check has asked whether everybody is there
		}
		for _, who := range missing(after, inForce.WorkflowOf(p.Workflow, p.Edition), p) {
			h := hindrance{"publish_nobody", p.Workflow, who}
			found[h] = append(found[h], p)
		}
	}
	return hindered(inForce, found)
}

// missing are those that a proposal's own way asks for by name and that are not
// there, or of a body that nobody is in.
func missing(pack *definition.Pack, flow *definition.Workflow, p Proposal) (names []string) {
	var parties []people.Party
	for _, role := range flow.Roles {
		parties = append(parties, people.Party{Kind: people.ABody, Name: p.Bodies[role]})
	}
	for _, t := range flow.Transitions {
		parties = append(parties, t.By...)
	}
	for _, r := range flow.Rounds {
		parties = append(parties, r.Asks...)
	}
	for _, party := range parties {
		if party.Name != "" && !isThere(pack.People, party) && !slices.Contains(names, party.Name) {
			names = append(names, party.Name)
		}
	}
	return names
}

// isThere says whether somebody is called so, and of a body whether anybody is in
// it, today or later.
func isThere(everybody *people.Directory, party people.Party) bool {
	switch party.Kind {
	case people.ABody:
		body := everybody.Body(party.Name)
		return body != nil && (len(body.Seats) > 0 || body.Mailbox != "")
	case people.APerson:
		return everybody.Person(party.Name) != nil
	case people.AnOrg:
		return everybody.Organization(party.Name) != nil
	}
	return true
}

// hindered is the refusal: a sentence for each reason, with how many it concerns.
func hindered(inForce *definition.Pack, found map[hindrance][]Proposal) *fault.Error {
	order := slices.SortedFunc(maps.Keys(found), func(a, b hindrance) int {
		return slices.Compare([]string{a.code, a.workflow, a.what}, []string{b.code, b.workflow, b.what})
	})
	var all []*fault.Error
	for _, h := range order {
		first := found[h][0]
		flow := inForce.WorkflowOf(first.Workflow, first.Edition)
		args := wording.Args{"Count": len(found[h]), "Workflow": wording.Same(h.workflow), "What": wording.Same(h.what), "Number": first.Number}
		if flow != nil {
			args["Workflow"] = flow.Title
		}
		if h.code == "publish_nobody" {
			args["What"] = RespondentName(inForce, h.what)
		} else if flow != nil && flow.State(h.what) != nil {
			args["What"] = flow.State(h.what).Title
		}
		all = append(all, fault.New(fault.Conflict, h.code, args))
	}
	return fault.Join(all...)
}
