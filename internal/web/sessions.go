package web

import (
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"beredd/internal/people"
)

// How long a sign-in lasts: so long without a visit, and so long at the most.
const (
	sessionIdle = 12 * time.Hour
	sessionMost = 7 * 24 * time.Hour
	sessionStep = 10 * time.Minute // how exactly a visit is noted
)

// What a session holds.
const (
	sessionPerson = "person" // key
	sessionSeen   = "seen"   // the latest visit, in Unix seconds
	sessionOpened = "opened" // ids of letters that were opened in the demo's mailbox
)

// newSessions keeps sign-ins in the store, by the hash of the cookie alone. It is
// not made by scs.New, which begins with a store of its own and a goroutine that
// looks after it for ever.
func newSessions(store scs.Store, secure bool, fail func(http.ResponseWriter, *http.Request, error)) *scs.SessionManager {
	m := &scs.SessionManager{
		Store: store, HashTokenInStore: true, Codec: scs.GobCodec{}, Lifetime: sessionMost, ErrorFunc: fail,
		Cookie: scs.SessionCookie{Name: "beredd", HttpOnly: true, SameSite: http.SameSiteLaxMode, Path: "/", Persist: true},
	}
	if secure {
		m.Cookie.Name = "__Host-beredd"
		m.Cookie.Secure = true
	}
	return m
}

// recognised finds out who is signed in, and forgets who was away too long.
func (s *Server) recognised(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		if s.Demo != nil {
			visitOf(r).opened = s.sessions.GetString(ctx, sessionOpened)
		}
		key := s.sessions.GetString(ctx, sessionPerson)
		if key == "" {
			next.ServeHTTP(w, r)
			return
		}
		now := time.Now()
		away := now.Sub(time.Unix(s.sessions.GetInt64(ctx, sessionSeen), 0))
		person := s.Pack.People.Person(key)
		if away > sessionIdle || person == nil {
			s.sessions.Remove(ctx, sessionPerson)
			next.ServeHTTP(w, r)
			return
		}
		if away > sessionStep {
			s.sessions.Put(ctx, sessionSeen, now.Unix())
		}
		visitOf(r).member = s.memberOf(person)
		visitOf(r).speaks(person.Language)
		next.ServeHTTP(w, r)
	})
}

// begin signs a person in, under a new token.
func (s *Server) beginSession(r *http.Request, person *people.Person) error {
	if err := s.sessions.RenewToken(r.Context()); err != nil {
		return err
	}
	s.sessions.Put(r.Context(), sessionPerson, person.Key)
	s.sessions.Put(r.Context(), sessionSeen, time.Now().Unix())
	return nil
}

// membersOnly lets in who is signed in, and shows others the way. Whoever was
// signed out while writing gets the text back and can send it again.
func (s *Server) membersOnly(page func(http.ResponseWriter, *http.Request) error) func(http.ResponseWriter, *http.Request) error {
	return func(w http.ResponseWriter, r *http.Request) error {
		if visitOf(r).member != nil {
			return page(w, r)
		}
		if r.Method != http.MethodPost {
			http.Redirect(w, r, "/logga-in?next="+nextOf(r), http.StatusSeeOther)
			return nil
		}
		return s.signedOut(w, r)
	}
}
