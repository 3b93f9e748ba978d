package engine

import (
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// The words under which the private part of a step's event has who is the submitter from
// it on, and who was before.
const (
	NewSubmitter    = "new_submitter"
	FormerSubmitter = "former_submitter"
)

// inherit finds who is the submitter from a step on, and refuses where nobody is chosen who
// still may be.
func (d *deciding) inherit(t *definition.Transition) *fault.Error {
	d.heir = ""
	switch t.Submitter {
	case "":
		return nil
	case definition.WhoeverTakesIt:
		d.heir = d.act.Actor.Person
		return nil
	}
	for _, party := range d.chosen(t.Submitter) {
		if party.Kind == people.APerson {
			d.heir = party.Name
		}
	}
	if d.heir == "" && !d.lenient {
		return fault.New(fault.Conflict, "no_submitter", wording.Args{"What": t.Title, "Field": d.flow.Field(t.Submitter).Title}).On(t.Submitter)
	}
	return nil
}

// takeOver makes the heir of the step at hand the submitter, and says so in the event's
// private part. It returns who was, where that is another.
func (d *deciding) takeOver(private *Private) (former string) {
	heir := d.heir
	if d.heir = ""; heir == "" || heir == d.p.Submitter {
		return ""
	}
	if private.Texts == nil {
		private.Texts = map[string]string{}
	}
	former, d.p.Submitter, d.taking = d.p.Submitter, heir, nil
	private.Texts[NewSubmitter], private.Texts[FormerSubmitter] = heir, former
	return former
}

// tellFormer tells who was the submitter that another is.
func (d *deciding) tellFormer(former string) {
	if former == "" {
		return
	}
	for _, recipient := range d.people().Recipients(people.Party{Kind: people.APerson, Name: former}, d.today) {
		d.owe(d.notice(letterInformation, recipient))
	}
}
