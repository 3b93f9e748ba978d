package web

import (
	"context"
	"fmt"
	"net/http"

	"beredd/internal/engine"
)

// A historyPage says whether the history still is what was written.
type historyPage struct {
	Checked bool
	Rows    []chainRow
	Events  int
	Broken  int
	Total   int
}

// A chainRow is one proposal's chain of events.
type chainRow struct {
	Number, Title, Path string
	Events              int
	Head                string
	Whole               bool
}

// mostChains is how many proposals a page checks; the command line checks all.
const mostChains = 500

func (s *Server) history(w http.ResponseWriter, r *http.Request) error {
	page := historyPage{Checked: r.URL.Query().Get("kontroll") != ""}
	found, err := s.Store.Proposals(r.Context(), engine.Filter{
		Collaboration: s.Pack.Key, Tab: engine.TabAll, Now: s.Now(), Limit: mostChains})
	if err != nil {
		return fmt.Errorf("listing proposals: %w", err)
	}
	page.Total = found.Total
	for _, row := range found.Rows {
		if !page.Checked {
			break
		}
		chain, err := s.chain(r.Context(), row)
		if err != nil {
			return err
		}
		page.Rows = append(page.Rows, chain)
		page.Events += chain.Events
		if !chain.Whole {
			page.Broken++
		}
	}
	return s.show(w, r, "history", page)
}

// chain recomputes the hashes of a proposal's events from the first to the one
// that the proposal itself remembers.
func (s *Server) chain(ctx context.Context, row engine.Listing) (chainRow, error) {
	events, head, whole, err := s.Store.Chain(ctx, row.ID)
	if err != nil {
		return chainRow{}, fmt.Errorf("checking %s: %w", row.Number, err)
	}
	return chainRow{
		Number: row.Number, Title: row.Title, Path: proposalPath(row.Number),
		Events: events, Head: head[:min(12, len(head))], Whole: whole,
	}, nil
}
