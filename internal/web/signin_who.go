package web

import (
	"fmt"
	"net/http"
	"slices"
	"time"

	"beredd/internal/people"
)

// A whoPage asks which of those who share an address has signed in.
type whoPage struct {
	Mail    string
	Persons []people.Person
	Fault   string
	Errors  []formError
}

// What a session holds of an address whose code was right, but which several
// persons share.
const (
	sessionProved   = "proved"    // the address
	sessionProvedAt = "proved_at" // in Unix seconds
)

// askWho remembers that this browser reads an address, and asks who it is that
// does. Nobody is signed in before that is answered.
func (s *Server) askWho(w http.ResponseWriter, r *http.Request, mail string) error {
	ctx := r.Context()
	if err := s.sessions.RenewToken(ctx); err != nil {
		return fmt.Errorf("remembering an address: %w", err)
	}
	s.sessions.Put(ctx, sessionProved, mail)
	s.sessions.Put(ctx, sessionProvedAt, time.Now().Unix())
	return see(w, r, "/logga-in/vem")
}

// sharing are the persons to choose between: those of the address that this
// browser has just proved to read. There are none where it has not, or where that
// was longer ago than a code lasts.
func (s *Server) sharing(r *http.Request) (mail string, persons []people.Person) {
	ctx := r.Context()
	mail = s.sessions.GetString(ctx, sessionProved)
	if mail == "" || time.Since(time.Unix(s.sessions.GetInt64(ctx, sessionProvedAt), 0)) > codeLasts {
		return "", nil
	}
	return mail, s.Pack.People.ByMail(mail)
}

func (s *Server) signInWho(w http.ResponseWriter, r *http.Request) error {
	mail, persons := s.sharing(r)
	if len(persons) == 0 {
		return see(w, r, "/logga-in")
	}
	return s.show(w, r, "signin_who", whoPage{Mail: mail, Persons: persons})
}

// signInWhoPost signs in whoever was chosen, of those alone who share the address.
func (s *Server) signInWhoPost(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	mail, persons := s.sharing(r)
	if len(persons) == 0 {
		return see(w, r, "/logga-in")
	}
	key := r.PostFormValue("person")
	at := slices.IndexFunc(persons, func(p people.Person) bool { return p.Key == key })
	if at < 0 {
		f := said("choose_person", "person", nil)
		told := f.In(visitOf(r).lang)
		return s.showAs(w, r, statuses[f.Kind], "signin_who", whoPage{mail, persons, told, []formError{{"person", told}}})
	}
	s.sessions.Remove(r.Context(), sessionProved)
	s.sessions.Remove(r.Context(), sessionProvedAt)
	return s.signedIn(w, r, &persons[at])
}
