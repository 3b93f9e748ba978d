package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
)

// MayOpenIn lists the bodies in which a person may open a proposal of a kind on a
// day. Unless the pack says who may, whoever sits in a body that has the role where it
// begins may, in that body; who may without sitting in any opens it in the first.
func MayOpenIn(pack *definition.Pack, flow *definition.Workflow, person string, on calendar.Date) []string {
	bodies := pack.Bodies(flow.Key, flow.States[0].HeldBy)
	own := slices.DeleteFunc(slices.Clone(bodies), func(body string) bool { return !pack.People.Sits(person, body, "", on) })
	switch {
	case flow.OpenedByAnother || person == "":
		return nil
	case len(flow.OpenedBy) == 0:
		return own
	case !slices.ContainsFunc(flow.OpenedBy, func(p people.Party) bool { return belongs(pack, flow, p, person, on) }):
		return nil
	case len(own) == 0:
		return bodies[:min(len(bodies), 1)]
	}
	return own
}

// belongs says whether a person is behind a party on a day, before there is any
// proposal that could say who has its roles.
func belongs(pack *definition.Pack, flow *definition.Workflow, p people.Party, person string, on calendar.Date) bool {
	dir := pack.People
	sits := func(body string) bool { return dir.Sits(person, body, p.Seat, on) }
	switch p.Kind {
	case people.Role:
		return slices.ContainsFunc(pack.Bodies(flow.Key, p.Name), sits)
	case people.ABody:
		return sits(p.Name)
	case people.Bodies:
		return slices.ContainsFunc(dir.BodiesOfKind(p.OfKind), sits)
	case people.Coordinator:
		return dir.Coordinates(person)
	case people.APerson:
		return dir.StandsFor(person, p.Name, on)
	case people.AnOrg:
		return dir.Speaks(person, p.Name, p.Function, on)
	case people.Organizations:
		return slices.ContainsFunc(dir.MembersOfKind(p.OfKind, on), func(o people.Organization) bool {
			return dir.Speaks(person, o.Key, p.Function, on)
		})
	}
	return false
}
