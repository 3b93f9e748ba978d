package web

import (
	"context"
	"fmt"
	"net/http"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A Demo lets a visitor be somebody else, move the clock and read all mail. It
// is set in the demo alone.
type Demo interface {
	// Day moves the clock a day forward and lets what is due happen.
	Day(context.Context) error
	// Next moves the clock to the next thing that happens to anybody.
	Next(context.Context) error
	// Mails lists every letter that was caught, the latest first.
	Mails(context.Context) ([]engine.CaughtLetter, error)
}

// A demoBar is the strip above every page of the demo.
type demoBar struct {
	Here     string
	Who      wording.Text
	Clock    string
	Personas []demoPersona
	Mails    int    // new in the visitor's own boxes
	Lapse    *lapse // what happened while the clock was moved, just after
}

// A demoPersona is somebody that a visitor may be.
type demoPersona struct {
	Person string
	Title  wording.Text
	Chosen bool
}

func (s *Server) demoRoutes() []route {
	return []route{
		{"POST /demo/persona", open, s.demoPersona},
		{"POST /demo/tid", open, s.demoTime},
		{"GET /demo/brevlada", open, s.mailbox},
		{"GET /demo/brevlada/{mail}", open, s.mail},
		{"GET /demo/brevlada/{mail}/brev", open, s.mailBody},
	}
}

// personas are those whom a visitor may be: whom the pack names, or everybody in
// a pack that names nobody.
func (s *Server) personas() []definition.Persona {
	if named := s.Pack.Demo.Personas; len(named) > 0 {
		return named
	}
	var all []definition.Persona
	for _, p := range s.Pack.People.Persons {
		all = append(all, definition.Persona{Person: p.Key, Title: wording.Same(p.Name)})
	}
	return all
}

func (s *Server) demoBar(r *http.Request) *demoBar {
	v := visitOf(r)
	bar := demoBar{Here: with(r.URL.Query(), r.URL.EscapedPath(), lapseFrom, ""), Lapse: s.lapse(r), Who: wording.Both("web.demo.nobody", nil)}
	if r.Method == http.MethodPost {
		bar.Here = "/"
	}
	now := s.Now().In(s.Pack.Calendar.Zone())
	bar.Clock = s.when(v.lang, now)
	for _, p := range s.personas() {
		chosen := v.member != nil && v.member.Key == p.Person
		if chosen {
			bar.Who = p.Title
		}
		bar.Personas = append(bar.Personas, demoPersona{p.Person, p.Title, chosen})
	}
	if mails, err := s.Demo.Mails(r.Context()); err == nil {
		bar.Mails = s.unread(v, mails)
	}
	return &bar
}

// demoPersona lets the visitor be one of the pack's personas.
func (s *Server) demoPersona(w http.ResponseWriter, r *http.Request) error {
	for _, p := range s.personas() {
		if p.Person != r.PostFormValue("persona") {
			continue
		}
		person := s.Pack.People.Person(p.Person)
		if person == nil {
			break
		}
		if err := s.beginSession(r, person); err != nil {
			return fmt.Errorf("becoming a persona: %w", err)
		}
		return see(w, r, "/")
	}
	return errNowhere
}

// demoTime moves the clock, and lets happen what is due. The page that follows
// says what that was.
func (s *Server) demoTime(w http.ResponseWriter, r *http.Request) error {
	move := s.Demo.Day
	if r.PostFormValue("till") == "nasta" {
		move = s.Demo.Next
	}
	from := s.Now()
	if err := move(r.Context()); err != nil {
		return fmt.Errorf("moving the clock: %w", err)
	}
	return see(w, r, lapsing(local(r.PostFormValue("next")), from))
}
