package engine

import (
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// MayOpenIn lists the bodies in which a person may open a proposal of a kind on a
// day. Unless the pack says who may, whoever sits in a body that has the role where it
// begins may, in that body; who may without sitting in any opens it in the first. Whom
// the windows do not stop may whatever they say.
func MayOpenIn(pack *definition.Pack, flow *definition.Workflow, person string, on calendar.Date) []string {
	bodies := pack.Bodies(flow.Key, flow.Drafting())
	own := slices.DeleteFunc(slices.Clone(bodies), func(body string) bool { return !pack.People.Sits(person, body, "", on) })
	switch {
	case flow.OpenedByAnother || person == "":
		return nil
	case len(flow.OpenedBy) == 0 && !anyhow(pack, flow, person, on):
		return own
	case !anyhow(pack, flow, person, on) && !slices.ContainsFunc(flow.OpenedBy, func(p people.Party) bool { return belongs(pack, flow, p, person, on) }):
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

// mayOpenNow refuses a new proposal that a window keeps from being opened, to whom the
// pack makes no exception for. One that another proposal opens waits for none.
func (d *deciding) mayOpenNow() *fault.Error {
	shut := d.shutters(d.flow.OpenedIn)
	if len(shut) == 0 || d.act.Family != nil || d.openedAnyhow(d.act.Actor.Person) {
		return nil
	}
	exception := wording.Same("")
	if len(d.flow.OpenedAnyhow) > 0 {
		who := d.people().DescribeWithin(d.openers(d.flow.OpenedAnyhow))
		exception = wording.Both("engine.window.opened_anyhow", wording.Args{"Who": anyOf(who)})
	}
	return shut[0].refusal("opening_", d.flow.Title, exception)
}

// shutTo is the window that keeps others from opening a proposal that is opened all the
// same, by an exception of the pack's; "" where none does.
func (d *deciding) shutTo() string {
	if shut := d.shutters(d.flow.OpenedIn); len(shut) > 0 && d.act.Family == nil {
		return shut[0].window.Name
	}
	return ""
}

// openedAnyhow says whether a person may open one whatever the windows say.
func (d *deciding) openedAnyhow(person string) bool {
	return anyhow(d.pack, d.flow, person, d.today)
}

func anyhow(pack *definition.Pack, flow *definition.Workflow, person string, on calendar.Date) bool {
	return slices.ContainsFunc(flow.OpenedAnyhow, func(p people.Party) bool { return belongs(pack, flow, p, person, on) })
}

// MayOpenNow says why a person can't open a proposal of a kind at now, as far as that
// is known before it is written, or nil: a window that hangs on a date of its own is
// weighed when it has one.
func MayOpenNow(pack *definition.Pack, flow *definition.Workflow, person string, now time.Time) error {
	d := begin(pack, Proposal{}, Act{Kind: Propose, Workflow: flow.Key, Actor: Actor{Person: person}}, now)
	return orNil(d.mayOpenNow())
}
