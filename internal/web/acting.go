package web

import (
	"crypto/rand"
	"net/http"

	"github.com/google/uuid"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// The names of what every acting form carries unseen.
const (
	fieldText    = "lydelse" // the version of the text that was read
	fieldKey     = "nyckel"  // one for each form shown: sent twice, it acts once
	fieldVersion = "version" // of the proposal that the form was shown for
)

// newKey is a fresh idempotency key for a form.
func newKey() string { return rand.Text() }

// act begins an act by the member who is signed in.
func (s *Server) act(v *visit, kind engine.Kind, key string) engine.Act {
	return engine.Act{
		Key: "web:" + v.member.Key + ":" + key, ID: newID(), Salt: rand.Text(),
		Kind: kind, Collaboration: s.Pack.Key, Actor: v.member.actor(), Inputs: map[string]any{},
	}
}

func newID() string { return uuid.Must(uuid.NewV7()).String() }

// readForm reads a posted form, so that what can't be read is the sender's fault
// and not ours.
func readForm(r *http.Request) error {
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	if r.PostFormValue(fieldKey) == "" {
		return unreadable{errNoKey}
	}
	return nil
}

var errNoKey = fault.New(fault.Invalid, "web_form_incomplete", nil)

// A lost is a refusal with what the reader had written, so that the page can
// give it back.
type lost struct {
	refusal *fault.Error
	kept    []kept
	back    string // where the reader can go on
}

func (l lost) Error() string { return l.refusal.Error() }
func (l lost) Unwrap() error { return l.refusal }
