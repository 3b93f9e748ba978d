// Package fault is the one error that a person may see: a kind that says what
// sort of refusal it is, a code that programs and scenarios compare, and the
// values its sentence names. The sentences stand in the catalogue of wording,
// under "fault." and the code.
//
// Everything else that goes wrong is a defect, and is an ordinary error. It
// does not know of status codes (web) nor of exit codes (cli).
package fault

import (
	"errors"
	"strings"

	"beredd/internal/wording"
)

// A Kind sorts refusals by what the person can do about them.
type Kind string

// The kinds.
const (
	Invalid   Kind = "invalid"   // what was given must be mended
	Forbidden Kind = "forbidden" // somebody else may do it
	NotFound  Kind = "not_found" // there is no such thing
	Conflict  Kind = "conflict"  // the world has moved on since it was read
	Gone      Kind = "gone"      // it was here, and its time is over
	TooMany   Kind = "too_many"  // wait a while
)

// An Error is one refusal, or several at once.
type Error struct {
	Kind   Kind
	Code   string       // the same word in scenarios, pages and history
	Saying string       // the sentence in the catalogue, where it is not the code's own
	Field  string       // the input it is about, or ""
	Args   wording.Args // what the sentence names
	Causes []*Error     // all that is wrong, when it is more than one thing
}

// New makes a refusal. Its sentence is the catalogue's "fault." + code.
func New(kind Kind, code string, args wording.Args) *Error {
	return &Error{Kind: kind, Code: code, Args: args}
}

// On says which input the refusal is about.
func (e *Error) On(field string) *Error {
	e.Field = field
	return e
}

// Join makes one refusal of many: the first's kind and code, with all as causes.
// It answers nil for none.
func Join(causes ...*Error) *Error {
	switch len(causes) {
	case 0:
		return nil
	case 1:
		return causes[0]
	}
	return &Error{Kind: causes[0].Kind, Code: causes[0].Code, Field: causes[0].Field, Args: causes[0].Args, Causes: causes}
}

// All lists the refusals one by one.
func (e *Error) All() []*Error {
	if len(e.Causes) > 0 {
		return e.Causes
	}
	return []*Error{e}
}

// In is the whole refusal in l, a sentence for each cause.
func (e *Error) In(l wording.Language) string {
	var said []string
	for _, cause := range e.All() {
		said = append(said, wording.Say(l, "fault."+cause.sentence(), cause.Args))
	}
	return strings.Join(said, " ")
}

// sentence is the catalogue's name for what the refusal says.
func (e *Error) sentence() string {
	if e.Saying != "" {
		return e.Saying
	}
	return e.Code
}

// Error is the refusal in English with its code, for logs and tests.
func (e *Error) Error() string { return e.Code + ": " + e.In(wording.English) }

// As finds the refusal in err, or nil where err is a defect.
func As(err error) *Error {
	var f *Error
	if errors.As(err, &f) {
		return f
	}
	return nil
}

// Is says whether err is a refusal with that code.
func Is(err error, code string) bool {
	f := As(err)
	return f != nil && f.Code == code
}
