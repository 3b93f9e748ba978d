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

// An Agreement is a step that several take together, on its way: what was given with
// it, and who has agreed to that. It is gone when the step is taken, and when the
// proposal changes.
type Agreement struct {
	Transition string         `json:"transition"`
	Inputs     map[string]any `json:"inputs,omitempty"`
	Confirmed  []string       `json:"confirmed,omitempty"` // as Act has it
	Agreed     []Agreed       `json:"agreed"`
	Asked      []string       `json:"asked,omitempty"` // the parties that have been asked for their word to it
}

// An Agreed is one person's word.
type Agreed struct {
	Person string    `json:"person"`
	As     []string  `json:"as"` // the parties for any one of which it may count
	At     time.Time `json:"at"`
}

// ownWords are given by each with its own word, and are not what is agreed on.
var ownWords = []string{"comment"}

// AgreementOn is the step's agreement that is on its way, or nil.
func (p Proposal) AgreementOn(transition string) *Agreement {
	for i := range p.Agreements {
		if a := &p.Agreements[i]; a.Transition == transition {
			return a
		}
	}
	return nil
}

// by is the word that a person has given, or nil.
func (a *Agreement) by(person string) *Agreed {
	if a == nil {
		return nil
	}
	for i := range a.Agreed {
		if a.Agreed[i].Person == person {
			return &a.Agreed[i]
		}
	}
	return nil
}

// unspoken are those of the takers whose word is still to come.
func (d *deciding) unspoken(t *definition.Transition, agreed []Agreed) []people.Party {
	takers := d.takers(t)
	who := make([][]string, len(takers))
	for i, party := range takers {
		for _, a := range agreed {
			if slices.Contains(a.As, party.String()) {
				who[i] = append(who[i], a.Person)
			}
		}
	}
	var waits []people.Party
	for _, i := range people.Unmatched(who) {
		waits = append(waits, takers[i])
	}
	return waits
}

// speaksAs are the takers as which the acting person may give its word.
func (d *deciding) speaksAs(t *definition.Transition) (as []string, first people.Party) {
	takers := d.takers(t)
	defer d.keepOut(t)()
	for _, party := range takers {
		if d.is(party) {
			if as = append(as, party.String()); len(as) == 1 {
				first = party
			}
		}
	}
	return as, first
}

// readyWith are those who agree once the acting person has given its word to what was
// given, and the takers whose word is still missing then. The words that were given to
// something else count no more.
func (d *deciding) readyWith(t *definition.Transition, given map[string]any) ([]Agreed, []people.Party) {
	var agreed []Agreed
	if !d.isAnew(t, given) {
		agreed = slices.Clone(d.agreedOn(t))
	}
	if i := slices.IndexFunc(agreed, func(a Agreed) bool { return a.Person == d.act.Actor.Person }); i < 0 {
		as, _ := d.speaksAs(t)
		agreed = append(agreed, Agreed{Person: d.act.Actor.Person, As: as, At: d.now})
	}
	return agreed, d.unspoken(t, agreed)
}

func (d *deciding) agreedOn(t *definition.Transition) []Agreed {
	if a := d.p.AgreementOn(t.Name); a != nil {
		return a.Agreed
	}
	return nil
}

// permitTogether says as which party the acting person may give its word.
func (d *deciding) permitTogether(t *definition.Transition) (people.Party, *fault.Error) {
	as, party := d.speaksAs(t)
	if len(as) == 0 {
		f := d.forbidden(t.By, t.Title)
		f.Saying, f.Args["Who"] = "forbidden_together", d.butFor(t, d.allOf(d.takers(t)))
		return people.Party{}, f
	}
	return party, nil
}

// isTogether says whether the act at hand gives one word of several.
func (d *deciding) isTogether(t *definition.Transition) bool {
	return t.Together && !d.act.Actor.System()
}

// tooFew refuses the word of who has given it while another's is missing, and of who
// can stand for nobody whose word is.
func (d *deciding) tooFew(t *definition.Transition) *fault.Error {
	a := d.p.AgreementOn(t.Name)
	waits := d.unspoken(t, d.agreedOn(t))
	if a == nil || len(waits) == 0 {
		return nil
	}
	args := wording.Args{"What": t.Title, "Who": d.allOf(waits)}
	if a.by(d.act.Actor.Person) != nil {
		return fault.New(fault.Forbidden, "has_agreed", args)
	}
	if _, still := d.readyWith(t, a.Inputs); len(still) == len(waits) {
		return fault.New(fault.Forbidden, "others_agree", args)
	}
	return nil
}

// stillAwaited says whether the step waits for others once the acting person has given
// its word to what was given. Who adds nothing to what it has agreed to is refused.
func (d *deciding) stillAwaited(t *definition.Transition, given map[string]any) (bool, *fault.Error) {
	if !d.isTogether(t) {
		return false, nil
	}
	if !d.isAnew(t, given) {
		if f := d.tooFew(t); f != nil {
			return false, f
		}
	}
	_, waits := d.readyWith(t, given)
	if len(waits) == 0 {
		d.party = d.lead(t)
	}
	return len(waits) > 0, nil
}

// isAnew says whether others have agreed to something else than what was given.
func (d *deciding) isAnew(t *definition.Transition, given map[string]any) bool {
	a := d.p.AgreementOn(t.Name)
	return a != nil && !reflect.DeepEqual(a.Inputs, given)
}

// lead is as which party a step counts that all have agreed to: the first body among
// them, which decides where it decides.
func (d *deciding) lead(t *definition.Transition) people.Party {
	for _, party := range d.takers(t) {
		if party.Kind == people.ABody {
			return party
		}
	}
	return d.party
}

// allOf lists parties with "and" between the last two.
func (d *deciding) allOf(parties []people.Party) wording.Text { return listed(d.whoEach(parties)) }

// whoEach says who each of some parties is, of whom none does for another: two seats in one
// body are no seat "or" the other.
func (d *deciding) whoEach(parties []people.Party) (said []wording.Text) {
	for _, party := range parties {
		if party.Kind == people.Chosen {
			said = append(said, d.flow.ChosenTitle(party))
			continue
		}
		said = append(said, d.pack.People.DescribeWithin([]people.Party{party})...)
	}
	return said
}

// repeat lets the act give what was given with the words before it, but for what it
// says itself.
func (d *deciding) repeat(t *definition.Transition) {
	a := d.p.AgreementOn(t.Name)
	if a == nil || !d.isTogether(t) {
		return
	}
	inputs := maps.Clone(a.Inputs)
	if inputs == nil {
		inputs = map[string]any{}
	}
	maps.Copy(inputs, d.act.Inputs)
	d.act.Inputs = inputs
	d.act.Confirmed = slices.Concat(d.act.Confirmed, a.Confirmed)
}

// agreeable is what is agreed on of what was given.
func (d *deciding) agreeable() map[string]any {
	given := maps.Clone(d.given)
	maps.DeleteFunc(given, func(word string, value any) bool {
		_, papers := value.([]Document)
		return papers || slices.Contains(ownWords, word)
	})
	if len(given) == 0 {
		return nil
	}
	return given
}

// agree gives the acting person's word, where others' are still missing: the proposal
// stays as it was, but for papers that came with it. Who gives something else than
// those before puts it anew, and their words fall.
func (d *deciding) agree(t *definition.Transition, before Proposal, given map[string]any, private Private) {
	d.p = before
	d.changes, d.sets, d.met, d.exception = nil, nil, nil, Mark{}
	a, anew := before.AgreementOn(t.Name), d.isAnew(t, given)
	agreed, waits := d.readyWith(t, given)
	if _, said := given[decisionDay]; !said {
		delete(d.given, decisionDay) // it is decided when the last one agrees
	}
	d.renewPapers()
	documents := d.keepDocuments()
	d.happened(Consented, Data{Transition: t.Name, Inputs: d.plainInputs(), Documents: documents}, private)
	if a == nil || anew {
		d.moved("agreed")
	}
	if len(documents) > 0 {
		d.renewed([]string{documentWord})
	}
	var fell []string
	if anew {
		fell = a.persons()
	}
	var asked []string
	if a != nil && !anew {
		asked = a.Asked
	}
	d.waits = waits
	toAsk := unasked(waits, asked)
	for _, party := range toAsk {
		asked = append(slices.Clip(asked), party.String())
	}
	d.setAgreement(Agreement{Transition: t.Name, Inputs: given, Confirmed: d.act.Confirmed, Agreed: agreed, Asked: asked})
	d.askToAgree(t, toAsk)
	d.tellFallen(fell)
}

// persons are those who have agreed.
func (a *Agreement) persons() (keys []string) {
	for _, g := range a.Agreed {
		keys = append(keys, g.Person)
	}
	return keys
}

// setAgreement keeps an agreement in place of the step's earlier one; one to which
// nobody agrees is none.
func (d *deciding) setAgreement(a Agreement) {
	d.p.Agreements = slices.DeleteFunc(slices.Clone(d.p.Agreements), func(other Agreement) bool { return other.Transition == a.Transition })
	if len(a.Agreed) > 0 {
		d.p.Agreements = append(d.p.Agreements, a)
	}
}

// unasked are those of the missing who have not been asked for their word yet: who has
// been has it as a task, and is not written to anew as others agree.
func unasked(waits []people.Party, asked []string) []people.Party {
	return slices.DeleteFunc(slices.Clone(waits), func(p people.Party) bool { return slices.Contains(asked, p.String()) })
}

// askToAgree asks for the words of some who are missing.
func (d *deciding) askToAgree(t *definition.Transition, parties []people.Party) {
	for _, recipient := range d.recipients(parties) {
		if recipient.Person == "" || d.p.AgreementOn(t.Name).by(recipient.Person) == nil {
			d.owe(d.notice(letterToAgree, recipient))
		}
	}
}
