package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A visit is what is known about one request before any page looks at it.
type visit struct {
	id     string // names the request in the log and on error pages
	nonce  string // lets this page's own script run, and no other
	lang   wording.Language
	chosen bool           // the reader chose the language
	member *signed        // who is signed in, or nil
	reader *engine.Reader // the same as one who may read what is confidential; nil until that is asked
	opened string         // in the demo's mailbox, by this session
	bare   bool           // the page has no frame: it was come upon from a letter
}

type visitKey struct{}

// visitOf is the request's visit. Every request has one.
func visitOf(r *http.Request) *visit {
	v, _ := r.Context().Value(visitKey{}).(*visit)
	if v == nil {
		v = &visit{lang: wording.Swedish}
	}
	return v
}

// visited gives the request its visit.
func (s *Server) visited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v := &visit{id: strings.ToLower(rand.Text()[:12]), nonce: rand.Text()}
		v.lang, v.chosen = languageOf(r, s.Pack.People.Language)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), visitKey{}, v)))
	})
}

// languageCookie holds the language that a reader chose, signed in or not.
const languageCookie = "sprak"

// languageOf is the language to answer in: what the address says, what the
// reader chose before, what the browser asks for, otherwise usual.
func languageOf(r *http.Request, usual wording.Language) (l wording.Language, chosen bool) {
	if l := wording.Language(r.URL.Query().Get("sprak")); wording.Known(l) {
		return l, true
	}
	if c, err := r.Cookie(languageCookie); err == nil && wording.Known(wording.Language(c.Value)) {
		return wording.Language(c.Value), true
	}
	return wording.Match(r.Header.Get("Accept-Language"), usual), false
}

// speaks makes l the language of the answer, unless the reader chose another.
func (v *visit) speaks(l wording.Language) {
	if !v.chosen && wording.Known(l) {
		v.lang = l
	}
}

// say is a sentence in the reader's language.
func (v *visit) say(key string, args wording.Args) string { return wording.Say(v.lang, key, args) }
