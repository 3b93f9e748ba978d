package web

import "net/http"

// An aboutPage is a page of plain text about the site: the accessibility
// statement, how personal data is handled, help.
type aboutPage struct {
	Contact string
	Service string
}

func (s *Server) about(w http.ResponseWriter, r *http.Request, name string) error {
	return s.show(w, r, name, aboutPage{s.Contact, s.Pack.Title.In(visitOf(r).lang)})
}

func (s *Server) accessibility(w http.ResponseWriter, r *http.Request) error {
	return s.about(w, r, "accessibility")
}

func (s *Server) privacy(w http.ResponseWriter, r *http.Request) error {
	return s.about(w, r, "privacy")
}

func (s *Server) help(w http.ResponseWriter, r *http.Request) error { return s.about(w, r, "help") }
