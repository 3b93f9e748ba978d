package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// statuses say what each kind of refusal is called in HTTP. No other room knows
// a status code.
var statuses = map[fault.Kind]int{
	fault.Invalid:   http.StatusUnprocessableEntity,
	fault.Forbidden: http.StatusForbidden,
	fault.NotFound:  http.StatusNotFound,
	fault.Conflict:  http.StatusConflict,
	fault.Gone:      http.StatusGone,
	fault.TooMany:   http.StatusTooManyRequests,
}

// The refusals that only a browser can run into.
var (
	errCrossOrigin = fault.New(fault.Forbidden, "web_cross_origin", nil)
	errTooFast     = fault.New(fault.TooMany, "web_too_fast", nil)
	errNowhere     = fault.New(fault.NotFound, "web_no_such_page", nil)
)

// An unreadable is a request that cannot be read as the form it should be.
type unreadable struct{ err error }

func (u unreadable) Error() string { return "reading the form: " + u.err.Error() }
func (u unreadable) Unwrap() error { return u.err }

// An errorPage says what happened, whether the text is safe, what to do, and
// whom to ask.
type errorPage struct {
	NewLink   bool // a link opens nothing, and another may be asked for
	Status    int
	Title     string
	Lead      string // the refusal's own sentence
	Mend      string // what the reader can do
	Reference string // names the request in the log
	Contact   string
	Kept      []kept // what the reader had written, so that it isn't lost
	Back      string // where the reader can go on, or ""
	Home      bool
}

// A kept text is one that the reader wrote and gets back.
type kept struct{ Name, Text string }

// answering is a page as a handler: what it returns becomes an error page.
func (s *Server) answering(page func(http.ResponseWriter, *http.Request) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := page(w, r); err != nil {
			s.fail(w, r, err)
		}
	})
}

// fail shows err as a page. A defect is logged here, once, and the reader gets
// its reference and no more.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	if errors.Is(err, context.Canceled) && r.Context().Err() != nil {
		return
	}
	status := statusOf(err)
	if status == http.StatusInternalServerError && s.Away != nil && s.Away(err) {
		status = http.StatusServiceUnavailable
	}
	if status >= 500 {
		s.Log.ErrorContext(r.Context(), "a page failed", "request", visitOf(r).id, "path", scrubbed(r), "error", err)
	}
	if status == http.StatusTooManyRequests {
		w.Header().Set("Retry-After", "60")
	}
	if showErr := s.showAs(w, r, status, "error", s.errorPage(r, status, err)); showErr != nil {
		s.Log.ErrorContext(r.Context(), "an error page failed", "request", visitOf(r).id, "error", showErr)
		http.Error(w, http.StatusText(status)+" "+visitOf(r).id, status)
	}
}

func statusOf(err error) int {
	var large *http.MaxBytesError
	var bad unreadable
	f := fault.As(err)
	switch {
	case errors.As(err, &large):
		return http.StatusRequestEntityTooLarge
	case errors.As(err, &bad):
		return http.StatusBadRequest
	case f != nil:
		return statuses[f.Kind]
	case errors.Is(err, errNotReady):
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

// statusWords are the catalogue's words for each status that has a page.
var statusWords = map[int]string{
	400: "unreadable", 403: "forbidden", 404: "missing", 409: "conflict", 410: "gone",
	413: "large", 422: "invalid", 429: "fast", 500: "broken", 503: "away",
}

func (s *Server) errorPage(r *http.Request, status int, err error) errorPage {
	v := visitOf(r)
	word := statusWords[status]
	page := errorPage{
		Status:    status,
		Title:     v.say("web.error."+word+".title", nil),
		Lead:      v.say("web.error."+word+".lead", limitArgs()),
		Mend:      v.say("web.error."+word+".mend", nil),
		Reference: v.id, Contact: s.Contact, Home: !v.bare, NewLink: isAboutLink(err),
	}
	if f := fault.As(err); f != nil {
		page.Lead = f.In(v.lang)
	}
	var l lost
	switch {
	case errors.As(err, &l):
		page.Kept, page.Back = l.kept, l.back
	case r.Method == http.MethodPost:
		page.Kept = keptTexts(r)
	}
	if ref := r.PathValue("ref"); page.Back == "" && ref != "" && status != http.StatusNotFound {
		page.Back = "/arenden/" + url.PathEscape(ref)
	}
	return page
}

// keptTexts are the longer texts of a refused form.
func keptTexts(r *http.Request) []kept {
	var texts []kept
	for name, values := range r.PostForm {
		for _, value := range values {
			if len(value) > 20 && name != "nyckel" {
				texts = append(texts, kept{name, value})
			}
		}
	}
	return texts
}

// nowhere answers for every address that is none of ours.
func (s *Server) nowhere(http.ResponseWriter, *http.Request) error { return errNowhere }

// said is a refusal about one field, from the catalogue's fault.web_…
func said(code, field string, args wording.Args) *fault.Error {
	return fault.New(fault.Invalid, "web_"+code, args).On(field)
}
