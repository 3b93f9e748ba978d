package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A proposalReader lists proposals and reads one whole.
type proposalReader interface {
	Proposals(ctx context.Context, filter engine.Filter) (engine.Page, error)
	Proposal(ctx context.Context, id, key string) (engine.Proposal, *engine.Outcome, error)
	// ByNumber reads a proposal by the number that people know it by.
	ByNumber(ctx context.Context, collaboration, number string) (engine.Proposal, error)
}

// A proposalsPage is the list of proposals. All that was chosen stands in its
// address.
type proposalsPage struct {
	Tabs    []tab
	Tab     engine.Tab
	Words   string
	Holder  string
	Late    bool
	Holders []option // the bodies that may have the turn, and the submitters
	Rows    []proposalRow
	Total   int
	From    int
	To      int
	Before  string // the address of the page before, or ""
	After   string
	Chosen  bool // something was searched for

	MayDraft bool
}

// A tab is one cut of a list, with how many there are in it.
type tab struct {
	Key     string
	Path    string
	Count   int
	Current bool
}

// An option is one value to choose.
type option struct {
	Value  string
	Title  wording.Text
	Chosen bool
}

// A proposalRow is a proposal in the list.
type proposalRow struct {
	Number, Title, Path string
	State               wording.Text
	Holder              wording.Text
	Yours               bool
	Due                 calendar.Date
	Left                string
	Late                bool
	Asked, Answered     int
	Secret              bool // it is confidential, and the reader may read it
}

// pageRows is how many rows a page of a list has.
const pageRows = 25

func (s *Server) proposals(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	page := proposalsPage{
		MayDraft: s.mayDraft(visitOf(r)),
		Tab:      engine.Tab(q.Get("flik")), Words: strings.TrimSpace(q.Get("sok")), Holder: engine.VeiledHolder(q.Get("hos")), Late: q.Get("sena") != "",
	}
	switch page.Tab {
	case engine.TabDecided, engine.TabClosed, engine.TabAll:
	default:
		page.Tab = engine.TabOpen
	}
	at := pageNumber(q)
	found, err := s.Store.Proposals(r.Context(), engine.Filter{
		Collaboration: s.Pack.Key, Tab: page.Tab, Words: page.Words, Holder: page.Holder, Late: page.Late,
		Now: s.Now(), Limit: pageRows, Offset: at * pageRows,
	})
	if err != nil {
		return fmt.Errorf("listing proposals: %w", err)
	}
	if len(found.Rows) == 0 && at > 0 && found.Total > 0 { // there are no longer so many
		return see(w, r, with(q, "/arenden", "sida", strconv.Itoa((found.Total+pageRows-1)/pageRows)))
	}
	s.fillProposals(visitOf(r), &page, found, q, at)
	return s.show(w, r, "proposals", page)
}

func (s *Server) fillProposals(v *visit, page *proposalsPage, found engine.Page, q url.Values, at int) {
	for _, t := range []engine.Tab{engine.TabOpen, engine.TabDecided, engine.TabClosed, engine.TabAll} {
		page.Tabs = append(page.Tabs, tab{
			Key: string(t), Path: with(q, "/arenden", "flik", string(t), "sida", ""), Count: found.Counts[t], Current: t == page.Tab})
	}
	for _, row := range found.Rows {
		page.Rows = append(page.Rows, s.proposalRow(v, row))
	}
	page.Holders = s.holders(page.Holder)
	page.Total, page.From, page.To = found.Total, at*pageRows+1, at*pageRows+len(found.Rows)
	page.Chosen = page.Words != "" || page.Holder != "" || page.Late
	if at > 0 {
		page.Before = with(q, "/arenden", "sida", strconv.Itoa(at))
	}
	if page.To < page.Total {
		page.After = with(q, "/arenden", "sida", strconv.Itoa(at+2))
	}
}

func (s *Server) proposalRow(v *visit, row engine.Listing) proposalRow {
	p := proposalRow{
		Number: row.Number, Title: row.Title, Path: proposalPath(row.Number),
		State: s.of(row.Workflow, row.Edition).stateTitle(row.Workflow, row.State), Holder: s.holderTitle(row.Holder),
		Due: row.Due, Left: s.left(v.lang, row.Due), Asked: row.Asked, Answered: row.Answered,
		Secret: v.tagged(row.Confidential, row.Title),
	}
	if flow := s.Pack.WorkflowOf(row.Workflow, row.Edition); row.Asked > row.Answered && (flow == nil || !takenByPeople(flow, row.State)) {
		p.Holder = wording.Both("web.proposals.missing", wording.Args{"Count": row.Asked - row.Answered})
	}
	p.Late = !row.Due.IsZero() && !row.DueAt.After(s.Now()) && row.Closed.IsZero()
	p.Yours = s.hasTurn(v, row.Holder)
	return p
}

// holders are the bodies that any workflow lets hold a proposal, and the submitters and
// those whom proposals name where one lets them.
func (s *Server) holders(chosen string) []option {
	bound := map[string]bool{}
	for _, roles := range s.Pack.Binds {
		for _, bodies := range roles {
			for _, body := range bodies {
				bound[body] = true
			}
		}
	}
	var options []option
	for _, body := range s.Pack.People.Bodies {
		if bound[body.Key] {
			options = append(options, option{body.Key, body.Title, body.Key == chosen})
		}
	}
	if s.Pack.SubmitterHolds() {
		options = append(options, option{engine.HeldBySubmitter, wording.Both("web.proposals.submitters", nil), chosen == engine.HeldBySubmitter})
	}
	if s.Pack.ChosenHolds() {
		options = append(options, option{engine.HeldByChosen, wording.Both("web.proposals.chosen", nil), chosen == engine.HeldByChosen})
	}
	return options
}

// pageNumber is which page of a list is asked for, from 0.
func pageNumber(q url.Values) int {
	n, err := strconv.Atoi(q.Get("sida"))
	if err != nil || n < 1 || n > 100_000 {
		return 0
	}
	return n - 1
}

// with is path with the query q, some of whose values are set anew; "" takes a
// value away.
func with(q url.Values, path string, pairs ...string) string {
	next := url.Values{}
	for name, values := range q {
		if name != "gjort" && len(values) > 0 && values[0] != "" {
			next[name] = values[:1]
		}
	}
	for i := 0; i < len(pairs); i += 2 {
		next.Del(pairs[i])
		if pairs[i+1] != "" {
			next.Set(pairs[i], pairs[i+1])
		}
	}
	if len(next) == 0 {
		return path
	}
	return path + "?" + next.Encode()
}
