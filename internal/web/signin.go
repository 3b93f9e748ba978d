package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A signInPage asks for an address.
type signInPage struct {
	Mail   string
	Next   string
	Fault  string
	Errors []formError

	Personas []definition.Persona // in the demo: whom the visitor may be
}

// A codePage asks for the six digits.
type codePage struct {
	Fault  string
	Errors []formError
}

// What a session holds of an attempt to sign in.
const (
	sessionAttempt = "attempt"
	sessionNext    = "next"
)

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) error {
	if visitOf(r).member != nil {
		return see(w, r, local(r.URL.Query().Get("next")))
	}
	page := signInPage{Next: local(r.URL.Query().Get("next"))}
	if s.Demo != nil {
		page.Personas = s.personas()
	}
	return s.show(w, r, "signin", page)
}

// signInPost sends a code to the address if it is one of ours. The answer is the
// same where it isn't, and comes as soon.
func (s *Server) signInPost(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	mail := strings.TrimSpace(r.PostFormValue("mail"))
	next := local(r.PostFormValue("next"))
	if !isMail(mail) {
		f := said("not_mail", "mail", nil).In(visitOf(r).lang)
		return s.showAs(w, r, http.StatusUnprocessableEntity, "signin", signInPage{Mail: mail, Next: next, Fault: f, Errors: []formError{{"mail", f}}})
	}
	if !s.limits.allow("sign-in", s.client(r)) {
		return errTooFast
	}
	attempt := newID()
	if found := s.Pack.People.ByMail(mail); len(found) > 0 && s.limits.allow("mailbox", found[0].Mail) {
		s.later(func(ctx context.Context) error { return s.sendSignIn(ctx, attempt, found) })
	}
	s.sessions.Put(r.Context(), sessionAttempt, attempt)
	s.sessions.Put(r.Context(), sessionNext, next)
	return see(w, r, "/logga-in/kod")
}

// sendSignIn sends a code to an address, to whose only person it is or, where
// several share it, to nobody by name.
func (s *Server) sendSignIn(ctx context.Context, attempt string, sharing []people.Person) error {
	person := sharing[0]
	to := people.Recipient{Person: person.Key, Name: person.Name, Mail: person.Mail, Language: person.Language}
	if len(sharing) > 1 {
		to.Person, to.Name = "", ""
	}
	if to.Language == "" {
		to.Language = wording.Swedish
	}
	return s.sendCode(ctx, attempt, codeSignIn, person.Key, to, engine.CodeLetter{Letter: "sign_in_code"})
}

func (s *Server) signInCode(w http.ResponseWriter, r *http.Request) error {
	if s.sessions.GetString(r.Context(), sessionAttempt) == "" {
		return see(w, r, "/logga-in")
	}
	return s.show(w, r, "signin_code", codePage{})
}

// signInCodePost signs in whoever typed the digits that were sent for the
// attempt of this very browser.
func (s *Server) signInCodePost(w http.ResponseWriter, r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	if !s.limits.allow("code", s.client(r)) {
		return errTooFast
	}
	ctx := r.Context()
	key, err := s.tryCode(ctx, codeSignIn, s.sessions.GetString(ctx, sessionAttempt), r.PostFormValue("kod"))
	person := s.Pack.People.Person(key)
	if err == nil && person == nil {
		err = said("code_wrong", "kod", nil)
	}
	if f := fault.As(err); f != nil {
		told := f.In(visitOf(r).lang)
		s.Log.InfoContext(ctx, "a code was refused", "request", visitOf(r).id)
		return s.showAs(w, r, statuses[f.Kind], "signin_code", codePage{told, []formError{{"kod", told}}})
	}
	if err != nil {
		return err
	}
	s.sessions.Remove(ctx, sessionAttempt)
	if len(s.Pack.People.ByMail(person.Mail)) > 1 {
		return s.askWho(w, r, person.Mail)
	}
	return s.signedIn(w, r, person)
}

// signedIn begins the session of a person who has proved to read its address.
func (s *Server) signedIn(w http.ResponseWriter, r *http.Request, person *people.Person) error {
	ctx := r.Context()
	next := local(s.sessions.GetString(ctx, sessionNext))
	s.sessions.Remove(ctx, sessionNext)
	if err := s.beginSession(r, person); err != nil {
		return fmt.Errorf("signing in: %w", err)
	}
	s.Log.InfoContext(ctx, "signed in", "request", visitOf(r).id, "person", person.Key)
	return see(w, r, next)
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.sessions.Destroy(r.Context()); err != nil {
		return fmt.Errorf("signing out: %w", err)
	}
	w.Header().Set("Clear-Site-Data", `"cache"`)
	return see(w, r, "/logga-in?gjort=signed_out")
}

// later does what no answer waits for. Wait ends when all of it is done.
func (s *Server) later(do func(context.Context) error) {
	s.tasksLeft.Add(1)
	go func() {
		defer s.tasksLeft.Done()
		defer func() {
			if cause := recover(); cause != nil {
				s.Log.Error("what was left for later panicked", "cause", fmt.Sprint(cause))
			}
		}()
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := do(ctx); err != nil {
			s.Log.Error("what was left for later failed", "error", err)
		}
	}()
}

// Wait waits for what requests left to be done after their answer.
func (s *Server) Wait() { s.tasksLeft.Wait() }
