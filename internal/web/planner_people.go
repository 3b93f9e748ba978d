package web

import (
	"net/http"
	"net/url"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// peoplePath is where a coordinator says who takes part.
const peoplePath = planPath + "/deltagare"

// A planPeoplePage is who takes part as the draft has it: groups with their seats,
// organizations by their kind, and persons, each with a way to change it.
type planPeoplePage struct {
	Begun  bool
	Groups []plannedGroup
	Kinds  []plannedKind
	People []plannedMember
	New    map[string]string // the way to a new one, by kind
}

// A plannedGroup is a body with who sits in it.
type plannedGroup struct {
	plannedMember
	Seats    []string
	Meetings string // where meetings are added for it
}

// A plannedKind is the organizations of one kind.
type plannedKind struct {
	Title         string
	Organizations []plannedMember
}

// A plannedMember is one who takes part.
type plannedMember struct {
	Key, Title, Says, Path string
}

func (s *Server) planPeople(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	if work.pack == nil {
		return fault.New(fault.Conflict, "web_plan_broken", nil)
	}
	v, who := visitOf(r), work.pack.People
	page := planPeoplePage{Begun: !work.draft.Saved.IsZero(), New: map[string]string{}}
	for kind := range memberFields {
		page.New[kind] = memberPath(kind, "")
	}
	for _, b := range who.Bodies {
		page.Groups = append(page.Groups, plannedGroupOf(v, who, b, s.today()))
	}
	for _, o := range who.Organizations {
		title := capital(groupTitle(v, who, o.Kind))
		at := slices.IndexFunc(page.Kinds, func(k plannedKind) bool { return k.Title == title })
		if at < 0 {
			at, page.Kinds = len(page.Kinds), append(page.Kinds, plannedKind{Title: title})
		}
		page.Kinds[at].Organizations = append(page.Kinds[at].Organizations,
			plannedMember{o.Key, o.Name.In(v.lang), termSaid(v, o.From, o.To), memberPath("organisation", o.Key)})
	}
	for _, p := range who.Persons {
		page.People = append(page.People, plannedMember{p.Key, p.Name, termSaid(v, p.From, p.To), memberPath("person", p.Key)})
	}
	return s.show(w, r, "year_plan_people", page)
}

func memberPath(kind, key string) string {
	if key == "" {
		return peoplePath + "/" + kind
	}
	return peoplePath + "/" + kind + "?namn=" + url.QueryEscape(key)
}

// plannedGroupOf is a body as the page lists it: whose term is over is not told.
func plannedGroupOf(v *visit, who *people.Directory, b people.Body, today calendar.Date) plannedGroup {
	g := plannedGroup{plannedMember: plannedMember{b.Key, b.Title.In(v.lang), "", memberPath("grupp", b.Key)}}
	g.Meetings = planPath + "/rad/serie?grupp=" + url.QueryEscape(b.Key)
	for _, seat := range b.Seats {
		if seat.To.IsZero() || !seat.To.Before(today) {
			g.Seats = append(g.Seats, seatSaid(v, who, seat))
		}
	}
	return g
}

// seatSaid is a seat in words: "Ordförande: Verksamhetschef psykiatrin, Landstinget i
// Kalmar län, till 2026-12-31".
func seatSaid(v *visit, who *people.Directory, seat people.Seat) string {
	said := capital(v.say("people.seat."+seat.Role, nil)) + ": "
	if p := who.Person(seat.Person); p != nil {
		said += p.Name
	}
	if o := who.Organization(seat.Of); o != nil {
		said += ", " + o.Name.In(v.lang)
	}
	if term := termSaid(v, seat.From, seat.To); term != "" {
		said += ", " + term
	}
	return said
}

// termSaid says from when until when somebody takes part; "" of who always does.
func termSaid(v *visit, from, to calendar.Date) string {
	args := wording.Args{"From": from.String(), "To": to.String()}
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return v.say("web.plan.term.from", args)
	case from.IsZero():
		return v.say("web.plan.term.to", args)
	}
	return v.say("web.plan.term.both", args)
}

// groupTitle is what all organizations of a kind are called.
func groupTitle(v *visit, who *people.Directory, kind string) string {
	if kind == "" {
		return v.say("web.plan.no_kind", nil)
	}
	return who.Describe(people.Party{Kind: people.Organizations, OfKind: kind}).In(v.lang)
}

// kindsOf are the kinds that some organization is of, in order.
func kindsOf(pack *definition.Pack) (kinds []string) {
	for _, o := range pack.People.Organizations {
		if o.Kind != "" && !slices.Contains(kinds, o.Kind) {
			kinds = append(kinds, o.Kind)
		}
	}
	return kinds
}
