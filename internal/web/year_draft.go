package web

import (
	"net/http"

	"beredd/internal/definition"
)

// planPath is where a coordinator changes the year.
const planPath = "/aret/planera"

// draftPack is the pack as the reader's draft has it; the one in force where there is
// none, or it has errors.
func (s *Server) draftPack(r *http.Request) (*definition.Pack, error) {
	editions, err := s.Process.Editions(r.Context(), s.Pack.Key, 0)
	if err != nil || len(editions) == 0 {
		return s.Pack, err
	}
	work, err := s.working(r, editions)
	if err != nil || work.pack == nil || work.draft.Saved.IsZero() {
		return s.Pack, err
	}
	return work.pack, nil
}
