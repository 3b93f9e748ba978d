package web

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A subscriber is the person, body or organization that a calendar is of.
type subscriber struct {
	engine.FeedOf
	*Server
	name   wording.Text
	member *signed // of a person
}

// subscriber is nil of who is no longer in the collaboration.
func (s *Server) subscriber(of engine.FeedOf) *subscriber {
	w := &subscriber{FeedOf: of, Server: s}
	switch of.Kind {
	case people.APerson:
		person := s.Pack.People.Person(of.Key)
		if person == nil {
			return nil
		}
		w.name, w.member = wording.Same(person.Name), s.memberOf(person)
	case people.ABody:
		w.name = s.bodyTitle(of.Key)
	case people.AnOrg:
		if o := s.Pack.People.Organization(of.Key); o != nil {
			w.name = o.Name
		}
	}
	if len(w.name) == 0 {
		return nil
	}
	return w
}

// meets says whether a meeting of some bodies on a day concerns them: who sits there
// on that day, whether to act or to listen; of an organization, anybody for it.
func (w *subscriber) meets(bodies []string, on calendar.Date) bool {
	return slices.ContainsFunc(bodies, func(body string) bool {
		if w.Kind == people.ABody {
			return w.Key == body
		}
		b := w.Pack.People.Body(body)
		return b != nil && slices.ContainsFunc(b.Seats, func(seat people.Seat) bool {
			sits := (seat.From.IsZero() || !on.Before(seat.From)) && (seat.To.IsZero() || !on.After(seat.To))
			return sits && (w.Kind == people.AnOrg && seat.Of == w.Key || w.Kind == people.APerson && seat.Person == w.Key)
		})
	})
}

// charged says whether something is theirs to do on a day: a body's is what is its own
// whole, and not what one who sits there is to do.
func (w *subscriber) charged(parties []people.Party, on calendar.Date) bool {
	if w.Kind == people.ABody {
		return slices.ContainsFunc(parties, func(p people.Party) bool {
			return p.Kind == people.ABody && p.Name == w.Key && p.Seat == "" ||
				p.Kind == people.Bodies && slices.Contains(w.Pack.People.BodiesOfKind(p.OfKind), w.Key)
		})
	}
	return slices.ContainsFunc(w.Pack.People.RecipientsOf(parties, on), func(r people.Recipient) bool {
		if w.Kind == people.APerson {
			return r.Person == w.Key
		}
		return r.Organization == w.Key
	})
}

// holds says whether it is their turn: an organization's where the proposal names it, or it
// is turned to in the place of a submitter who has left.
func (w *subscriber) holds(holder string) bool {
	if w.Kind == people.APerson {
		return slices.Contains(w.member.Turns, holder)
	}
	party := engine.HolderParty(holder)
	if w.Kind == people.AnOrg && party.Kind == people.AnOrg {
		return party.Name == w.Key
	}
	if w.Kind == people.AnOrg && party.As == people.WhySubmitter && party.Name != "" {
		return slices.Contains(w.Pack.InPlaceOf(party.Name, w.today()), people.Party{Kind: people.AnOrg, Name: w.Key})
	}
	return w.Kind == people.ABody && w.Key == holder
}

// respondents are the keys under which a round may ask them.
func (w *subscriber) respondents() []string {
	if w.Kind == people.APerson {
		return w.member.respondents()
	}
	return []string{w.Key}
}

// owes says whether what is asked is theirs to answer.
func (w *subscriber) owes(a engine.Asked) bool {
	return !w.settled(a) && (w.Kind != people.APerson || w.asksOf(w.member, a))
}
