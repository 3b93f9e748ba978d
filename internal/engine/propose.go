package engine

import (
	"maps"
	"reflect"
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// propose opens a proposal in the workflow's first state.
func (d *deciding) propose() *fault.Error {
	first := &d.flow.States[0]
	if ofYear(d.flow) {
		return d.layOut(first)
	}
	body, f := d.draftingBody()
	if d.act.Family != nil {
		body, f = d.born()
	}
	if f != nil {
		return f
	}
	if f := d.take(append([]string{"title"}, first.Needs...), nil, nil); f != nil {
		return f
	}
	d.p = Proposal{
		ID: d.ids.next(), Collaboration: d.act.Collaboration, Workflow: d.flow.Key, Edition: d.flow.Edition,
		Submitter: d.act.Actor.Person, Bodies: d.bodies(d.flow.Drafting(), body),
		State: first.Name, Entered: d.now, Opened: d.now,
		Number: d.series(),
	}
	if family := d.act.Family; family != nil {
		d.p.ID, d.p.Submitter = d.act.Proposal, family.Submitter
		d.p.Parent = &Parent{Kin: family.From, Round: family.Round, Name: family.Name}
	}
	private := d.carry()
	if f := d.resolveMeeting(first.HeldBy); f != nil {
		return f
	}
	if f := d.mayOpenNow(); f != nil {
		return f
	}
	d.renew()
	d.happened(Proposed, Data{To: first.Name, Documents: d.keepDocuments(), Inputs: d.plainInputs(), Because: d.because(), Edition: d.flow.Edition, Anyhow: d.shutTo()}, private)
	d.wrote(d.p.Submitter)
	d.moved("proposed")
	d.tellBirth(first)
	d.entered(first)
	d.triggered(nil, cause{definition.OnState, first.Name})
	d.followAgenda(nil, "", first.Name, nil)
	return nil
}

// draftingBody is the body that a new proposal is drafted in: the one the person
// chose to act for, else the first of those in which it may open one.
func (d *deciding) draftingBody() (string, *fault.Error) {
	as := d.act.Actor.As
	own := MayOpenIn(d.pack, d.flow, d.act.Actor.Person, d.today)
	for _, body := range own {
		if as == "" || as == d.flow.Drafting() || as == body || len(d.flow.OpenedBy) > 0 && !slices.Contains(own, as) {
			return body, nil
		}
	}
	if d.flow.OpenedByAnother {
		return "", fault.New(fault.Forbidden, "opened_by_another", wording.Args{"Workflow": d.flow.Title})
	}
	return "", d.forbidden(d.openers(d.flow.OpenedBy), wording.Both("engine.did.propose", nil))
}

// openers are who may open a proposal of the kind, with roles as the bodies that have
// them: those of a line, or where it names nobody whoever drafts.
func (d *deciding) openers(parties []people.Party) (may []people.Party) {
	if len(parties) == 0 {
		parties = []people.Party{{Kind: people.Role, Name: d.flow.Drafting()}}
	}
	for _, party := range parties {
		if party.Kind != people.Role {
			may = append(may, party)
			continue
		}
		for _, body := range d.pack.Bodies(d.flow.Key, party.Name) {
			of := party
			of.Kind, of.Name = people.ABody, body
			may = append(may, of)
		}
	}
	return may
}

// bodies binds every role of the workflow for one proposal: one that another opens has
// that one's body in a role of the same name.
func (d *deciding) bodies(drafting, body string) map[string]string {
	bound := map[string]string{}
	for _, role := range d.flow.Roles {
		if may := d.pack.Binds[d.flow.Key][role]; len(may) > 0 {
			bound[role] = may[0]
			if f := d.act.Family; f != nil && slices.Contains(may, f.Bodies[role]) {
				bound[role] = f.Bodies[role]
			}
		}
	}
	if drafting != "" {
		bound[drafting] = body
	}
	return bound
}

// edit changes the proposal's own text and fields, of which those given empty are
// cleared. Whoever holds it may, until it is decided; and its submitter while it is
// being drafted.
func (d *deciding) edit() *fault.Error {
	if f := d.mayEdit(); f != nil {
		return f
	}
	if f := d.take(nil, nil, nil); f != nil {
		return f
	}
	d.letStand()
	if len(d.given) == 0 {
		return fault.New(fault.Invalid, "nothing_changed", nil)
	}
	if f := d.isOut(nil); f != nil {
		return f
	}
	changed := sortedKeys(d.given)
	private := d.carry()
	d.renew()
	documents := d.keepDocuments()
	d.happened(Edited, Data{Changed: changed, Inputs: d.plainInputs(), Documents: documents}, private)
	d.given = nil // an emptied field has no type that a guard could weigh
	d.wrote(d.act.Actor.Person)
	d.moved("edited")
	d.followDates()
	d.renewed(changed)
	return nil
}

// letStand takes out of what an edit gives what the proposal says already: that is
// no change, for which answers would fall and others be told.
func (d *deciding) letStand() {
	maps.DeleteFunc(d.given, d.says)
}

// says tells whether the proposal says so of a word already.
func (d *deciding) says(word string, value any) bool {
	switch word {
	case "title":
		return value == d.p.Title
	case "summary":
		return value == d.p.Summary
	case "proposed_decision":
		return value == d.p.Proposed
	}
	stands, has := d.p.Fields[word]
	return has && reflect.DeepEqual(value, stands)
}

// mayEdit says why the acting person may not change the text, or nil. Nobody writes
// over what it may not read.
func (d *deciding) mayEdit() *fault.Error {
	if f := d.mayRead(); f != nil {
		return f
	}
	state := d.flow.State(d.p.State)
	if state == nil || state.Final || d.p.Decision != nil {
		return fault.New(fault.Conflict, "already_closed", wording.Args{"State": d.stateTitle(d.p.State)})
	}
	if len(state.Edits) > 0 || state.EditsNobody {
		return d.mayEditHere(state, wording.Both("engine.did.edit", nil))
	}
	holder := state.Holder()
	if d.is(holder) || (state.HeldBy == d.flow.States[0].HeldBy && d.is(people.Party{Kind: people.Submitter})) {
		return nil
	}
	return d.forbidden([]people.Party{holder}, wording.Both("engine.did.edit", nil))
}

// MayEdit says whether actor may change p's text and papers now.
func MayEdit(pack *definition.Pack, p Proposal, actor Actor, now time.Time) bool {
	d := begin(pack, p, Act{Kind: Edit, Actor: actor}, now)
	return d.flow != nil && d.mayEdit() == nil && d.isOut(nil) == nil
}

// attach adds papers. Whoever holds the proposal may, and its submitter, until it
// is closed.
func (d *deciding) attach() *fault.Error {
	if f := d.mayAttach(); f != nil {
		return f
	}
	if f := d.take(nil, nil, nil); f != nil {
		return f
	}
	if f := d.isOut(nil); f != nil {
		return f
	}
	names := d.keepDocuments()
	if len(names) == 0 {
		field, _ := d.flow.Input("document", nil)
		return missingInput(field)
	}
	d.renew()
	d.happened(Attached, Data{Documents: names}, Private{Person: d.act.Actor.Person})
	d.wrote(d.act.Actor.Person)
	d.renewed([]string{"document"})
	return nil
}

// mayAttach says why the acting person may not add papers, or nil.
func (d *deciding) mayAttach() *fault.Error {
	if f := d.mayRead(); f != nil {
		return f
	}
	state := d.flow.State(d.p.State)
	if state == nil || state.Final {
		return fault.New(fault.Conflict, "already_closed", wording.Args{"State": d.stateTitle(d.p.State)})
	}
	if len(state.Edits) > 0 || state.EditsNobody {
		return d.mayEditHere(state, wording.Both("engine.did.attach", nil))
	}
	holder := state.Holder()
	if d.is(holder) || d.is(people.Party{Kind: people.Submitter}) {
		return nil
	}
	return d.forbidden([]people.Party{holder, {Kind: people.Submitter}}, wording.Both("engine.did.attach", nil))
}

// MayAttach says why actor may not add papers to p now, or nil.
func MayAttach(pack *definition.Pack, p Proposal, actor Actor, now time.Time) error {
	d := begin(pack, p, Act{Kind: Attach, Actor: actor}, now)
	if d.flow == nil {
		return fault.New(fault.NotFound, "unknown_workflow", wording.Args{"Workflow": p.Workflow})
	}
	if f := d.mayAttach(); f != nil {
		return f
	}
	return orNil(d.isOut(nil))
}
