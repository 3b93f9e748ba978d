package web

import (
	"errors"
	"maps"
	"net/http"
	"slices"
)

// A signedOutPage gives back a form to whoever was signed out while writing it:
// sign in beside it, and send it again.
type signedOutPage struct {
	Action string
	Fields []hidden
	Kept   []kept
}

func (s *Server) signedOut(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, uploadLimit+formLimit) // of strangers less is read than of members
	if err := r.ParseMultipartForm(1 << 20); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return unreadable{err}
	}
	if r.MultipartForm != nil {
		defer r.MultipartForm.RemoveAll() // the server removes those of the request that it made, and this is a copy
	}
	page := signedOutPage{Action: r.URL.RequestURI(), Kept: keptTexts(r)}
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		for _, value := range r.PostForm[name] {
			page.Fields = append(page.Fields, hidden{name, value})
		}
	}
	return s.showAs(w, r, http.StatusForbidden, "signed_out", page)
}
