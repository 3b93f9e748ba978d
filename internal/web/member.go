package web

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A signed is a person who is signed in, with what the pack says about them
// today.
type signed struct {
	Key           string
	Name          string
	Bodies        []string // that the person acts for
	Turns         []string // those whose turn is the person's, as a proposal says who holds it
	Organizations []string // that the person speaks for
	Members       []string // the same as members of each body, which may answer through them
	StandsFor     []string // persons that the person acts for: itself, and who is absent
	Coordinates   bool
}

// memberOf is what a person is today.
func (s *Server) memberOf(person *people.Person) *signed {
	today := s.today()
	stands := s.Pack.People.StandsInFor(person.Key, today)
	var members []string
	for _, body := range s.Pack.People.Bodies {
		for _, key := range stands {
			members = append(members, engine.Respondent{Of: body.Key, Person: key}.Key())
		}
	}
	return &signed{
		Key: person.Key, Name: person.Name,
		Bodies:        s.Pack.People.BodiesOf(person.Key, today),
		Turns:         engine.Turns(s.Pack, person.Key, today),
		Organizations: s.Pack.People.OrganizationsOf(person.Key, today),
		StandsFor:     stands, Members: members,
		Coordinates: s.Pack.People.Coordinates(person.Key),
	}
}

// actor is the person as the engine knows who acts.
func (m *signed) actor() engine.Actor {
	return engine.Actor{Person: m.Key, Assurance: assuredLogin}
}

// respondents are the keys under which a round may ask the person.
func (m *signed) respondents() []string {
	return slices.Concat(m.StandsFor, m.Organizations, m.Bodies, m.Members)
}

// answersFor says whether the member may answer for a respondent of a round.
func (s *Server) answersFor(m *signed, line *definition.Round, r engine.Respondent) bool {
	return engine.MayAnswer(s.Pack, line, r, m.Key, s.today())
}

// The assurances, weakest first: who holds the link, who reads the mailbox, who
// has signed in.
const (
	assuredLink  = engine.AssuredLink
	assuredCode  = engine.AssuredCode
	assuredLogin = engine.AssuredLogin
)

func (s *Server) today() calendar.Date { return s.Pack.Calendar.Today(s.Now()) }

// bodyTitle is what people call a body, or called one that is no more; "" is nobody.
func (s *Server) bodyTitle(key string) wording.Text {
	if key == "" {
		return nil
	}
	return s.Pack.Called(key)
}

// holderTitle is what people call whoever has the turn; nil is nobody.
func (s *Server) holderTitle(holder string) wording.Text {
	return engine.HolderName(s.Pack, holder, s.today())
}

// concerned are the bodies and organizations that a holder's turn concerns.
func (s *Server) concerned(holder string) (bodies, organizations []string) {
	switch party := engine.HolderParty(holder); {
	case party.Kind == people.ABody:
		return []string{party.Name}, nil
	case party.Kind == people.AnOrg:
		return nil, []string{party.Name}
	case party.Name == "": // the reader is not to know who, or it is the coordinators'
		return nil, nil
	case party.As == people.WhyChosen:
		return nil, s.Pack.People.OrganizationsOf(party.Name, s.today())
	default:
		for _, instead := range s.Pack.InPlaceOf(party.Name, s.today()) {
			if instead.Kind == people.AnOrg {
				organizations = append(organizations, instead.Name)
			}
		}
		return nil, append(organizations, s.Pack.People.OrganizationsOf(party.Name, s.today())...)
	}
}

// personName is what people call a person, or called one that is no more.
func (s *Server) personName(key string) string {
	if p := s.Pack.People.Person(key); p != nil {
		return p.Name
	}
	if name := s.Pack.Called(key); name != nil {
		return name.In(wording.Swedish)
	}
	return key
}
