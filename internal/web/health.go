package web

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// errNotReady says that something the site needs does not answer.
var errNotReady = errors.New("not ready")

// healthy says that the process answers.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, err := io.WriteString(w, "ok\n")
	return err
}

// ready says whether the database answers too, and what is not as usual.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	if s.Ready != nil {
		if err := s.Ready(r.Context()); err != nil {
			return fmt.Errorf("%w: %v", errNotReady, err)
		}
	}
	if err := s.healthy(w, r); err != nil || s.Remark == nil {
		return err
	}
	remark, err := s.Remark(r.Context())
	if err != nil {
		return fmt.Errorf("%w: %v", errNotReady, err)
	}
	_, err = io.WriteString(w, remark)
	return err
}

// static answers with the stylesheet or the script.
func (s *Server) static(w http.ResponseWriter, r *http.Request) error {
	if _, ok := s.assets[r.URL.Path]; !ok {
		return errNowhere
	}
	s.assets.ServeHTTP(w, r)
	return nil
}
