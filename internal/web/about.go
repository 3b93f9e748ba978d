package web

import (
	"net/http"
	"time"

	"beredd/internal/calendar"
)

// An aboutPage is a page of plain text about the site: the accessibility
// statement, how personal data is handled, help.
type aboutPage struct {
	Contact  string
	Service  string
	Assessed calendar.Date // when the pages were last assessed for the statement
}

// assessed is the day of the assessment that the accessibility statement tells
// of. Whoever assesses the pages anew changes it, and what the statement says.
func assessed() calendar.Date { return calendar.Date{Year: 2026, Month: time.November, Day: 22} }

func (s *Server) about(w http.ResponseWriter, r *http.Request, name string) error {
	return s.show(w, r, name, aboutPage{s.Contact, s.Pack.Title.In(visitOf(r).lang), assessed()})
}

func (s *Server) accessibility(w http.ResponseWriter, r *http.Request) error {
	return s.about(w, r, "accessibility")
}

func (s *Server) privacy(w http.ResponseWriter, r *http.Request) error {
	return s.about(w, r, "privacy")
}

func (s *Server) help(w http.ResponseWriter, r *http.Request) error { return s.about(w, r, "help") }
