package web

import (
	"net/http"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// An aboutPage is a page of plain text about the site: the accessibility
// statement, how personal data is handled, help.
type aboutPage struct {
	Contact  string
	Service  string
	Forgets  string        // how long it is kept who was sent what
	OfPerson bool          // the reader may see what is kept of a person
	Assessed calendar.Date // when the pages were last assessed for the statement
}

// assessed is the day of the assessment that the accessibility statement tells
// of. Whoever assesses the pages anew changes it, and what the statement says.
func assessed() calendar.Date { return calendar.Date{Year: 2026, Month: time.November, Day: 22} }

func (s *Server) about(w http.ResponseWriter, r *http.Request, name string) error {
	v := visitOf(r)
	return s.show(w, r, name, aboutPage{s.Contact, s.Pack.Title.In(v.lang), s.forgets(v), v.member != nil && v.member.Coordinates, assessed()})
}

// forgets says when it is disposed of who was sent what.
func (s *Server) forgets(v *visit) string {
	var what []string
	if n := s.Keeping.Addresses; n > 0 {
		what = append(what, v.say("web.privacy.addresses_after", wording.Args{"Count": n}))
	}
	if n := s.Keeping.Letters; n > 0 {
		what = append(what, v.say("web.privacy.letters_after", wording.Args{"Count": n}))
	}
	if len(what) == 0 {
		return v.say("web.privacy.forgets_never", nil)
	}
	how := "by_hand"
	if s.Keeping.Nightly {
		how = "nightly"
	}
	return v.say("web.privacy.forgets", wording.Args{"How": v.say("web.privacy.forgets_"+how, nil), "What": wording.List(v.lang, what)})
}

func (s *Server) accessibility(w http.ResponseWriter, r *http.Request) error {
	return s.about(w, r, "accessibility")
}

func (s *Server) privacy(w http.ResponseWriter, r *http.Request) error {
	return s.about(w, r, "privacy")
}

func (s *Server) help(w http.ResponseWriter, r *http.Request) error { return s.about(w, r, "help") }
