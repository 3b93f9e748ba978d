package web

import (
	"fmt"
	"net/http"
	"runtime/debug"
	"strings"
	"time"
)

// logged writes a line for each request: what was asked and what came of it,
// never who sent it, what it carried, or the secret part of a link.
func (s *Server) logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		s.noteForwarded(r)
		watched := &watcher{ResponseWriter: w, status: http.StatusOK}
		next.ServeHTTP(watched, r)
		if watched.status < 400 && tooOften(r.URL.Path) {
			return
		}
		s.Log.InfoContext(r.Context(), "request", "request", visitOf(r).id, "method", r.Method,
			"path", scrubbed(r), "status", watched.status, "ms", time.Since(begun).Milliseconds())
	})
}

// tooOften says whether a path is asked for so often that a line for each would
// bury the others.
func tooOften(path string) bool {
	return strings.HasPrefix(path, "/static/") || path == "/healthz" || path == "/readyz"
}

// scrubbed is a request's path fit for a log: a signed link keeps its id alone,
// a calendar nothing of its secret, and what was searched for is left out.
func scrubbed(r *http.Request) string {
	if token, ok := strings.CutPrefix(r.URL.Path, "/s/"); ok {
		id, _, _ := strings.Cut(token, ".")
		return "/s/" + id
	}
	if strings.HasPrefix(r.URL.Path, feedPath) {
		return feedPath
	}
	return r.URL.Path
}

// survived turns a panic into an error page, so that one page's defect is not
// every page's.
func (s *Server) survived(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			switch cause := recover(); cause {
			case nil:
			case http.ErrAbortHandler:
				panic(cause)
			default:
				s.fail(w, r, fmt.Errorf("a page panicked: %v\n%s", cause, debug.Stack()))
			}
		}()
		next.ServeHTTP(w, r)
	})
}

// A watcher remembers the status that an answer had.
type watcher struct {
	http.ResponseWriter
	status int
	over   bool // the answer is an error's, and what else is written is not sent
}

// WriteHeader is http.ResponseWriter's.
func (w *watcher) WriteHeader(status int) {
	if w.over {
		return
	}
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Write is http.ResponseWriter's.
func (w *watcher) Write(p []byte) (int, error) {
	if w.over {
		return len(p), nil
	}
	return w.ResponseWriter.Write(p)
}

// unkept answers for a sign-in that cannot be read or kept, in place of whatever
// the page has answered.
func (s *Server) unkept(w http.ResponseWriter, r *http.Request, err error) {
	s.fail(w, r, err)
	if watched, ok := w.(*watcher); ok {
		watched.over = true
	}
}

// Unwrap is for http.ResponseController.
func (w *watcher) Unwrap() http.ResponseWriter { return w.ResponseWriter }
