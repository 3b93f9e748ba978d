package web

import (
	"slices"

	"beredd/internal/agenda"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A presenceView is somebody at the meeting, or who should be.
type presenceView struct {
	Person, Name, Seat, Of string
	Said                   string // when, or that it is absent
	There, Excused         bool
	Key                    string
}

// presences are those who have a seat, as they were noted, and then the others.
func (s *Server) presences(v *visit, p engine.Proposal) []presenceView {
	var all []presenceView
	for _, seat := range s.seated(p) {
		view := presenceView{
			Person: seat.Person, Name: s.personName(seat.Person), Seat: v.say("meeting.seat."+seat.Role, nil), Of: s.organizationName(v, seat.Of), Key: newKey()}
		for _, present := range p.Gathering.Present {
			if present.Person == seat.Person {
				s.spells(v, present, &view)
			}
		}
		all = append(all, view)
	}
	for _, present := range p.Gathering.Present {
		if slices.ContainsFunc(all, func(view presenceView) bool { return present.Person != "" && view.Person == present.Person }) {
			continue
		}
		view := presenceView{Person: present.Person, Name: present.Name, Seat: v.say("meeting.seat.guest", nil), Of: s.organizationName(v, present.Organization), Key: newKey()}
		s.spells(v, present, &view)
		all = append(all, view)
	}
	return all
}

// spells says when somebody was there.
func (s *Server) spells(v *visit, present agenda.Presence, view *presenceView) {
	view.There, view.Excused = present.There(""), present.Excused
	var said []string
	for _, spell := range present.Spells {
		switch {
		case spell.From == "" && spell.To == "":
			said = append(said, v.say("meeting.there", nil))
		case spell.To == "":
			said = append(said, v.say("meeting.there_from", wording.Args{"From": clockWords(v.lang, spell.From)}))
		case spell.From == "":
			said = append(said, v.say("meeting.there_to", wording.Args{"To": clockWords(v.lang, spell.To)}))
		default:
			said = append(said, clockWords(v.lang, spell.From)+"–"+clockWords(v.lang, spell.To))
		}
	}
	view.Said = wording.List(v.lang, said)
	if present.Excused {
		view.Said = v.say("meeting.excused", nil)
	}
}

// organizationName is what people call an organization, or the name of one outside
// the collaboration.
func (s *Server) organizationName(v *visit, key string) string {
	if org := s.Pack.People.Organization(key); org != nil {
		return org.Name.In(v.lang)
	}
	return key
}

// parties are those who can be given something to do: bodies, then organizations.
func (s *Server) parties(v *visit) []inputOption {
	var all []inputOption
	for _, body := range s.Pack.People.Bodies {
		all = append(all, inputOption{Value: body.Key, Title: body.Title.In(v.lang)})
	}
	for _, org := range s.Pack.People.Organizations {
		all = append(all, inputOption{Value: org.Key, Title: org.Name.In(v.lang)})
	}
	return all
}

// partyNames are what people call bodies, organizations and persons.
func (s *Server) partyNames(v *visit, keys []string) []string {
	var names []string
	for _, key := range keys {
		switch {
		case s.Pack.People.Body(key) != nil:
			names = append(names, s.bodyTitle(key).In(v.lang))
		case s.Pack.People.Organization(key) != nil:
			names = append(names, s.organizationName(v, key))
		default:
			names = append(names, s.personName(key))
		}
	}
	return names
}
