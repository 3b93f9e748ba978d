package engine

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Secrecy is that a proposal is confidential: since when, who may read it all the
// same, and on what ground. It is weighed anew with every act.
type Secrecy struct {
	Since   time.Time    `json:"since"`
	To      []string     `json:"to"`            // the parties that may read, as a Reader names them
	Not     []string     `json:"not,omitempty"` // persons that take no part, and so don't read
	Because wording.Text `json:"because"`
}

// coordinates is what a Reader has that coordinates.
const coordinates = "coordinator"

// String is who may read, on a line that a Reader understands; of what is not
// confidential it is "".
func (s *Secrecy) String() string {
	if s == nil {
		return ""
	}
	words := slices.Concat([]string{""}, s.To)
	for _, person := range s.Not {
		words = append(words, "-"+person)
	}
	return strings.Join(append(words, ""), " ")
}

// A Reader is somebody who reads, as far as what is confidential is concerned. The
// zero Reader reads nothing of that.
type Reader struct {
	Person string
	Keys   []string // the parties that it is one of, of those that packs let read
}

// Reads says whether the reader may read what a Secrecy withholds.
func (r Reader) Reads(secrecy string) bool {
	if secrecy == "" {
		return true
	}
	among := func(key string) bool { return strings.Contains(secrecy, " "+key+" ") }
	return slices.ContainsFunc(r.Keys, among) && !among("-"+r.Person)
}

// ReaderOf is actor as a reader at now. Who has but a link, or a code from a
// mailbox, reads nothing that is confidential.
func ReaderOf(pack *definition.Pack, actor Actor, now time.Time) Reader {
	r := Reader{Person: actor.Person}
	if !Assures(actor.Assurance, AssuredLogin) {
		return r
	}
	actor.As = ""
	d := begin(pack, Proposal{}, Act{Actor: actor}, now)
	for flow, bound := range pack.Ways() {
		if flow.Confidential == nil {
			continue
		}
		if d.is(people.Party{Kind: people.Coordinator}) && !slices.Contains(r.Keys, coordinates) {
			r.Keys = append(r.Keys, coordinates)
		}
		d.flow = flow
		for _, party := range flow.Confidential.To {
			r.Keys = append(r.Keys, d.keysFor(party, bound)...)
		}
	}
	slices.Sort(r.Keys)
	r.Keys = slices.Compact(r.Keys)
	return r
}

// keysFor are the keys that a line of a pack gives the actor: of a role, one for
// each body that has it.
func (d *deciding) keysFor(party people.Party, bound map[string][]string) []string {
	var keys []string
	switch party.Kind {
	case people.Role:
		for _, body := range bound[party.Name] {
			one := party
			one.Kind, one.Name = people.ABody, body
			if d.is(one) {
				keys = append(keys, keyOf(one))
			}
		}
	case people.Submitter:
		for _, person := range d.pack.People.Persons {
			one := people.Party{Kind: people.APerson, Name: person.Key}
			if (person.Key == d.act.Actor.Person || person.Substitute != nil) && d.is(one) {
				keys = append(keys, keyOf(one))
			}
		}
	case people.Chosen: // the proposal says which of them
		for _, c := range d.candidates(*d.flow.Field(party.Name)) {
			keys = append(keys, d.keysFor(c.as, bound)...)
		}
	default:
		if d.is(party) || d.isMailboxOf(party) {
			keys = append(keys, keyOf(party))
		}
	}
	return keys
}

// isMailboxOf says whether the actor has signed in as an organization that belongs
// to a party, and as no person.
func (d *deciding) isMailboxOf(party people.Party) bool {
	if d.act.Actor.Person != "" || d.act.Actor.Organization == "" {
		return false
	}
	return party.Kind == people.AnOrg && d.speaksFor(party.Name) || party.Kind == people.Organizations && d.isOfKind(d.act.Actor.Organization, party.OfKind)
}

// keyOf names a party that the directory knows.
func keyOf(p people.Party) string {
	return strings.Join([]string{string(p.Kind), p.Name, p.Seat, p.Function, p.OfKind}, ":")
}

// weighSecrecy says whether the proposal is confidential as it stands now, and lets
// follow what does when that has changed.
func (d *deciding) weighSecrecy() {
	line := d.flow.Confidential
	secret := line != nil && d.holds(line.When, nil)
	switch {
	case secret:
		since, begins := d.now, d.p.Secret == nil
		if !begins {
			since = d.p.Secret.Since
		}
		d.p.Secret = d.secrecy(line, since)
		if begins {
			d.happened(Veiled, Data{}, Private{Person: d.act.Actor.Person})
			d.linkAnew()
		}
	case d.p.Secret != nil:
		d.p.Secret = nil
		d.happened(Unveiled, Data{}, Private{Person: d.act.Actor.Person})
	}
}

// secrecy is who may read the proposal now, as its pack says.
func (d *deciding) secrecy(line *definition.Confidential, since time.Time) *Secrecy {
	s := &Secrecy{Since: since, To: []string{coordinates}, Because: line.Because}
	for _, party := range d.inPlace(line.To) {
		if party = d.resolve(party); party.Name != "" || party.Kind == people.Organizations || party.Kind == people.Bodies {
			s.To = append(s.To, keyOf(party))
		}
	}
	for _, c := range d.p.Conflicts {
		if c.Stands() && d.p.ConflictAs(d.flow, c.Person, line.To...) != nil {
			s.Not = append(s.Not, c.Person)
		}
	}
	return s
}

// mayRead refuses whoever may not read the proposal, or nil. Who acts has signed in.
func (d *deciding) mayRead() *fault.Error {
	actor := d.act.Actor
	if d.p.Secret == nil || actor.System() {
		return nil
	}
	actor.Assurance = AssuredLogin
	if ReaderOf(d.pack, actor, d.now).Reads(d.p.Secret.String()) {
		return nil
	}
	return fault.New(fault.Forbidden, "veiled", wording.Args{"Because": d.p.Secret.Because})
}

// linkAnew sends those who are asked a new link in place of the one that shows what
// is now confidential: that one opens nothing any more.
func (d *deciding) linkAnew() {
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		line := d.flow.Round(round.Name)
		if line == nil || !round.Open() || line.Assurance == AssuredLogin || d.hasJustOpened(round) {
			continue
		}
		for _, r := range round.Respondents {
			if !round.owes(r) {
				continue
			}
			for _, recipient := range d.recipientsOf(line, r) {
				n := d.notice(letterVeiled, recipient)
				n.Round, n.Respondent = round.ID, r.Key()
				d.owe(n)
			}
		}
	}
}

// hasJustOpened says whether the act at hand has opened a round, and so sends its
// first links.
func (d *deciding) hasJustOpened(round *Round) bool {
	return slices.ContainsFunc(d.events, func(e Event) bool {
		return e.Kind == Opened && e.Data.Round == round.Name && e.Data.Nth == round.Nth
	})
}

// IsRevoked says whether the link of a letter opens nothing any more, as it went
// before its proposal became confidential.
func (p Proposal) IsRevoked(n Notice) bool { return p.Secret != nil && n.At.Before(p.Secret.Since) }

// NeededAssurance is how sure we must be of who gives an answer in a round of p: of
// what is confidential, as sure as can be.
func (p Proposal) NeededAssurance(line *definition.Round, r Respondent, answer *definition.Answer) string {
	if p.Secret != nil {
		return AssuredLogin
	}
	return NeededAssurance(line, r, answer)
}

// OnlySignedIn says whether a round of p takes no answers but from who has signed in.
func (p Proposal) OnlySignedIn(line *definition.Round) bool {
	return p.Secret != nil || line.Assurance == AssuredLogin
}
