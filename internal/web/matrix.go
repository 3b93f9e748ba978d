package web

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A decidedReader finds decisions.
type decidedReader interface {
	// Decided reads every decision that was worked on between two instants, as one
	// made between them was.
	Decided(ctx context.Context, collaboration string, from, to time.Time) iter.Seq2[engine.Proposal, error]
}

// A matrixPage is the matrix of members by decisions: a row for each organization and
// a column for each question that was put to organizations about a decision of the year.
type matrixPage struct {
	Year          string
	Before, After yearLink
	Questions     []inputOption
	Organizations []inputOption
	Missing       bool // only questions that lack answers
	Narrow        bool
	Clear, CSV    string
	Heads         []matrixHead
	Rows          []matrixRow
	Legend        []legendLine
	Count         int // questions, of which the page shows some
	Newer, Older  string
}

// A matrixHead is one question about a decision.
type matrixHead struct {
	Number, Title, Path, Question string
	On                            calendar.Date // of the decision
	Answered, Asked               int
	Secret                        bool

	key   string
	cells map[string]cell // by organization
}

// A matrixRow is what one organization has answered.
type matrixRow struct {
	Name            string
	Cells           []cell // one a question; without a shape where it was not asked
	Answered, Asked int
}

const (
	matrixPath = "/beslutat/svar"

	// mostHeads is how many questions stand beside each other on a page.
	mostHeads = 8
)

// A matrixFilter says which questions and organizations the matrix has.
type matrixFilter struct {
	year, page             int
	question, organization string
	missing                bool
}

// matrixFilter reads the filter of an address. What nobody can choose is none.
func (s *Server) matrixFilter(q url.Values) matrixFilter {
	f := matrixFilter{year: s.today().Year, question: q.Get("fraga"), missing: q.Get("saknas") != ""}
	if year, err := strconv.Atoi(q.Get("ar")); err == nil && year >= 1900 && year <= 9998 {
		f.year = year
	}
	if page, err := strconv.Atoi(q.Get("sida")); err == nil && page > 1 {
		f.page = page - 1
	}
	if s.Pack.People.Organization(q.Get("organisation")) != nil {
		f.organization = q.Get("organisation")
	}
	return f
}

// shows says whether a question is among those chosen. Of one organization, what is
// missing is its own answer.
func (f matrixFilter) shows(head matrixHead) bool {
	missing := head.Answered < head.Asked
	if f.organization != "" {
		c, asked := head.cells[f.organization]
		if !asked {
			return false
		}
		missing = !c.settled()
	}
	return (f.question == "" || f.question == head.key) && (!f.missing || missing)
}

// settled says whether a cell has an answer for good.
func (c cell) settled() bool {
	return c.Shape == "answered" || c.Shape == "answered_late" || c.Shape == "declined" || c.Shape == "out"
}

func (s *Server) matrix(w http.ResponseWriter, r *http.Request) error {
	v, q := visitOf(r), r.URL.Query()
	f := s.matrixFilter(q)
	heads, questions, err := s.matrixHeads(r.Context(), v, f)
	if err != nil {
		return err
	}
	page := matrixPage{
		Year: strconv.Itoa(f.year), Missing: f.missing, Narrow: f.question != "" || f.organization != "" || f.missing, Count: len(heads),
		Questions: questions, CSV: with(q, matrixPath+".csv", "sida", ""), Clear: with(q, matrixPath, "fraga", "", "organisation", "", "saknas", "", "sida", ""),
	}
	for at, step := range map[*yearLink]int{&page.Before: -1, &page.After: 1} {
		year := strconv.Itoa(f.year + step)
		*at = yearLink{Path: with(q, matrixPath, "ar", year, "fraga", "", "sida", ""), Title: year}
	}
	for _, o := range s.Pack.People.Organizations {
		page.Organizations = append(page.Organizations, inputOption{o.Key, o.Name.In(v.lang), o.Key == f.organization})
	}
	first := min(f.page, max(0, len(heads)-1)/mostHeads) * mostHeads
	if first > 0 {
		page.Newer = with(q, matrixPath, "sida", strconv.Itoa(first/mostHeads))
	}
	if first+mostHeads < len(heads) {
		page.Older = with(q, matrixPath, "sida", strconv.Itoa(first/mostHeads+2))
	}
	page.Heads = heads[first:min(len(heads), first+mostHeads)]
	page.Rows = s.matrixRows(v, page.Heads, f)
	var shown []cell
	for _, row := range page.Rows {
		shown = append(shown, row.Cells...)
	}
	page.Legend = legendOf(v, shown)
	return s.show(w, r, "matrix", page)
}

// matrixHeads are the questions about the decisions of a year that the filter lets by,
// the latest decision first; and the kinds of questions that there are to choose among.
func (s *Server) matrixHeads(ctx context.Context, v *visit, f matrixFilter) (heads []matrixHead, kinds []inputOption, err error) {
	from := time.Date(f.year, time.January, 1, 0, 0, 0, 0, s.Pack.Calendar.Zone())
	for p, err := range s.Store.Decided(ctx, s.Pack.Key, from, from.AddDate(1, 0, 0)) {
		if err != nil {
			return nil, nil, fmt.Errorf("reading the decisions of %d: %w", f.year, err)
		}
		if p.Decision == nil || p.Decision.On.Year != f.year {
			continue
		}
		for _, round := range p.Rounds {
			head := s.matrixHead(v, p, round)
			if len(head.cells) == 0 {
				continue
			}
			if !slices.ContainsFunc(kinds, func(o inputOption) bool { return o.Value == head.key }) {
				kinds = append(kinds, inputOption{head.key, head.Question, head.key == f.question})
			}
			if f.shows(head) {
				heads = append(heads, head)
			}
		}
	}
	slices.SortStableFunc(heads, func(a, b matrixHead) int {
		return cmp.Or(a.On.DaysUntil(b.On), cmp.Compare(b.Number, a.Number))
	})
	slices.SortFunc(kinds, func(a, b inputOption) int { return cmp.Compare(a.Title, b.Title) })
	return heads, kinds, nil
}

// matrixHead is a question with what each organization has answered; without any
// where none was asked, or the question has been put anew.
func (s *Server) matrixHead(v *visit, p engine.Proposal, round engine.Round) matrixHead {
	flow := s.seenBy(p).Pack.Workflow(p.Workflow)
	head := matrixHead{
		Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), On: p.Decision.On, Secret: v.tagged(p.Secret.String(), p.Title),
		Question: engine.RoundTitle(flow, round.Name, round.Nth).In(v.lang), key: p.Workflow + "." + round.Name, cells: map[string]cell{},
	}
	if round.Withdrawn || round.OpenedAt.IsZero() {
		return head
	}
	for _, r := range round.Respondents {
		if r.Organization == "" || r.Of != "" {
			continue
		}
		c := s.cell(v, p, round, r, nil)
		head.cells[r.Organization] = c
		if r.Counts() {
			head.Asked++
		}
		if r.Counts() && r.Final {
			head.Answered++
		}
	}
	return head
}

// matrixRows are the organizations' answers to questions.
func (s *Server) matrixRows(v *visit, heads []matrixHead, f matrixFilter) []matrixRow {
	var rows []matrixRow
	for _, o := range s.Pack.People.Organizations {
		if f.organization != "" && o.Key != f.organization {
			continue
		}
		row := matrixRow{Name: o.Name.In(v.lang)}
		for _, head := range heads {
			c, asked := head.cells[o.Key]
			row.Cells = append(row.Cells, c)
			if asked {
				row.Asked++
			}
			if c.settled() {
				row.Answered++
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// matrixCSV is the matrix as a file for a spreadsheet: a line for each organization
// and question, so that it can be sorted and counted.
func (s *Server) matrixCSV(w http.ResponseWriter, r *http.Request) error {
	v, f := visitOf(r), s.matrixFilter(r.URL.Query())
	heads, _, err := s.matrixHeads(r.Context(), v, f)
	if err != nil {
		return err
	}
	rows := [][]string{{}}
	for _, column := range []string{"organization", "number", "title", "decided", "question", "answer", "day", "receipt", "address"} {
		rows[0] = append(rows[0], v.say("web.matrix.column."+column, nil))
	}
	for _, head := range heads {
		for _, o := range s.Pack.People.Organizations {
			c, asked := head.cells[o.Key]
			if !asked || f.organization != "" && o.Key != f.organization {
				continue
			}
			day := ""
			if !c.At.IsZero() {
				day = s.Pack.Calendar.Today(c.At).String()
			}
			rows = append(rows, []string{o.Name.In(v.lang), head.Number, head.Title, head.On.String(), head.Question, c.Word, day, c.Receipt,
				s.PublicURL.JoinPath(head.Path).String()})
		}
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.csv"`, v.say("web.matrix.file", wording.Args{"Year": f.year})))
	return sheet(w, rows)
}

// matrixRoutes are the addresses of the matrix.
func (s *Server) matrixRoutes() []route {
	return []route{
		{"GET " + matrixPath, member, s.matrix},
		{"GET " + matrixPath + ".csv", member, s.matrixCSV},
	}
}
