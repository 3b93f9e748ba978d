package web

import (
	"context"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A remainingReader finds what is decided and not done.
type remainingReader interface {
	// Remaining reads every decision that something is left of, and every assignment
	// that is open.
	Remaining(ctx context.Context, collaboration string) iter.Seq2[engine.Proposal, error]
	// Unanswered reads decisions with a closed question that somebody never answered.
	Unanswered(ctx context.Context, collaboration string) iter.Seq2[engine.Proposal, error]
}

// A remainingPage is all that is decided and not yet done, the oldest first.
type remainingPage struct {
	Tabs          []tab
	Silent        bool // it shows the questions that were closed without an answer
	Bodies        []inputOption
	Organizations []inputOption
	Ages          []inputOption
	Late          bool
	Narrow        bool
	Clear, CSV    string
	Rows          []remainingRow
	Count, Overdue,
	Oldest int // decisions, those with a day that has passed, and the oldest one's age in days
}

// A remainingRow is one decision, with what is left of it.
type remainingRow struct {
	Number, Title, Path string
	Kind                string // decision, or assignment from a meeting
	On                  calendar.Date
	Ago                 string
	By                  string // who decided
	Secret              bool
	Left                []remainingLine

	age    int
	bodies []string // who decided, and the groups that it waits for
}

// A remainingLine is one thing that is left.
type remainingLine struct {
	What  string
	Due   calendar.Date
	Until string // "om 3 dagar"
	Late  bool
	Who   []string
	Folds bool // they are so many that the page folds them

	organizations []string
}

// The ages to choose among, in days.
var remainingAges = []int{30, 90, 180, 365}

const remainingPath = "/beslutat"

func (s *Server) remaining(w http.ResponseWriter, r *http.Request) error {
	page, err := s.remainingPage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, "remaining", page)
}

func (s *Server) remainingPage(r *http.Request) (remainingPage, error) {
	v, q := visitOf(r), r.URL.Query()
	f := s.remainingFilter(q)
	page := remainingPage{
		Silent: f.silent, Late: f.late, Narrow: f.narrow(), CSV: with(q, remainingPath+"/lista.csv"),
		Clear: with(q, remainingPath, "grupp", "", "organisation", "", "alder", "", "sena", ""),
	}
	for _, silent := range []string{"", "utan-svar"} {
		page.Tabs = append(page.Tabs, tab{Key: "tab" + silent, Path: with(q, remainingPath, "flik", silent), Current: f.silent == (silent != "")})
	}
	s.remainingChoices(v, f, &page)
	all := s.Store.Remaining(r.Context(), s.Pack.Key)
	if f.silent {
		all = s.Store.Unanswered(r.Context(), s.Pack.Key)
	}
	for p, err := range all {
		if err != nil {
			return page, fmt.Errorf("reading what is decided and not done: %w", err)
		}
		row, err := s.remainingRow(r.Context(), v, p, f)
		if err != nil {
			return page, err
		}
		if !f.passes(&row) {
			continue
		}
		page.Rows, page.Oldest = append(page.Rows, row), max(page.Oldest, row.age)
		if slices.ContainsFunc(row.Left, func(l remainingLine) bool { return l.Late }) {
			page.Overdue++
		}
	}
	page.Count = len(page.Rows)
	slices.SortStableFunc(page.Rows, func(a, b remainingRow) int { return b.On.DaysUntil(a.On) })
	return page, nil
}

func (s *Server) remainingChoices(v *visit, f remainingFilter, page *remainingPage) {
	for _, b := range s.Pack.People.Bodies {
		page.Bodies = append(page.Bodies, inputOption{b.Key, b.Title.In(v.lang), b.Key == f.body})
	}
	for _, o := range s.Pack.People.Organizations {
		page.Organizations = append(page.Organizations, inputOption{o.Key, o.Name.In(v.lang), o.Key == f.organization})
	}
	for _, days := range remainingAges {
		page.Ages = append(page.Ages, inputOption{strconv.Itoa(days), v.say("web.remaining.age", wording.Args{"Count": days}), days == f.age})
	}
}

// remainingRow is a decision as the list shows it.
func (s *Server) remainingRow(ctx context.Context, v *visit, p engine.Proposal, f remainingFilter) (remainingRow, error) {
	row := remainingRow{
		Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), On: p.DecidedOn(s.Pack),
		Secret: v.tagged(p.Secret.String(), p.Title),
	}
	row.Ago, row.age = s.left(v.lang, row.On), row.On.DaysUntil(s.today())
	if flow := s.Pack.WorkflowOf(p.Workflow, p.Edition); flow != nil {
		row.Kind = flow.Title.In(v.lang)
	}
	switch {
	case p.Decision != nil && p.Decision.Body != "":
		row.bodies, row.By = []string{p.Decision.Body}, s.bodyTitle(p.Decision.Body).In(v.lang)
	case p.Parent != nil:
		if err := s.givenAt(ctx, v, p, &row); err != nil {
			return row, err
		}
	}
	for _, one := range engine.Remains(s.Pack, p) {
		if one.Silent != f.silent {
			continue
		}
		line, bodies := s.remainingLine(v, one)
		row.bodies = append(row.bodies, bodies...)
		if f.shows(line) {
			row.Left = append(row.Left, line)
		}
	}
	return row, nil
}

// givenAt says at which meeting an assignment was given.
func (s *Server) givenAt(ctx context.Context, v *visit, p engine.Proposal, row *remainingRow) error {
	at, _, err := s.Store.Proposal(ctx, p.Parent.ID, "")
	if err != nil {
		return fmt.Errorf("reading where %s was given: %w", p.Number, err)
	}
	if at.Gathering == nil || at.Meeting == nil {
		return nil
	}
	row.bodies, row.On = at.Gathering.Bodies, at.Meeting.Date
	row.Ago, row.age = s.left(v.lang, row.On), row.On.DaysUntil(s.today())
	if len(row.bodies) > 0 {
		row.By = s.bodyTitle(row.bodies[0]).In(v.lang)
	}
	return nil
}

// mostWaited is how many a line names before it folds them.
const mostWaited = 5

func (s *Server) remainingLine(v *visit, one engine.Remainder) (line remainingLine, bodies []string) {
	line = remainingLine{
		What: s.aboutTitle(v, one.DueDate), Due: one.Moment.Date, Until: s.left(v.lang, one.Moment.Date),
		Late: one.About != "opening" && !one.Moment.At.IsZero() && !s.Now().Before(one.Moment.At),
	}
	switch one.About {
	case "opening":
		line.What = v.say("web.year.begins", wording.Args{"What": line.What})
	case "state":
		if one.Holder != "" {
			bodies, line.organizations = s.concerned(one.Holder)
			line.Who = append(line.Who, s.holderTitle(one.Holder).In(v.lang))
		}
	}
	for _, r := range one.Waits {
		line.Who = append(line.Who, engine.RespondentName(s.Pack, r.Key()).In(v.lang))
		switch {
		case r.Organization != "":
			line.organizations = append(line.organizations, r.Organization)
		case r.Body != "":
			bodies = append(bodies, r.Body)
		case r.Person != "":
			line.organizations = append(line.organizations, s.Pack.People.OrganizationsOf(r.Person, s.today())...)
		}
	}
	line.Folds = len(line.Who) > mostWaited
	return line, bodies
}

// remainingCSV is the list as a file for a spreadsheet: a line for each who is waited
// for.
func (s *Server) remainingCSV(w http.ResponseWriter, r *http.Request) error {
	page, err := s.remainingPage(r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	rows := [][]string{{}}
	for _, column := range []string{"number", "title", "kind", "decided", "days", "by", "left", "due", "late", "who", "address"} {
		rows[0] = append(rows[0], v.say("web.remaining.column."+column, nil))
	}
	for _, row := range page.Rows {
		for _, line := range row.Left {
			late, due := "", ""
			if line.Late {
				late = v.say("web.remaining.yes", nil)
			}
			if !line.Due.IsZero() {
				due = line.Due.String()
			}
			for _, who := range append(line.Who[:len(line.Who):len(line.Who)], nobody(line.Who)...) {
				rows = append(rows, []string{row.Number, row.Title, row.Kind, row.On.String(), strconv.Itoa(row.age), row.By,
					line.What, due, late, who, s.PublicURL.JoinPath(row.Path).String()})
			}
		}
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s.csv"`, v.say("web.remaining.file", nil)))
	return sheet(w, rows)
}

// nobody is one line without a name, where nobody is waited for.
func nobody(who []string) []string {
	if len(who) == 0 {
		return []string{""}
	}
	return nil
}

// A remainingFilter says which decisions are listed.
type remainingFilter struct {
	body, organization string
	age                int
	late, silent       bool
}

// remainingFilter reads the filter of an address. What nobody can choose is none.
func (s *Server) remainingFilter(q url.Values) remainingFilter {
	f := remainingFilter{late: q.Get("sena") != "", silent: q.Get("flik") != ""}
	if s.Pack.People.Body(q.Get("grupp")) != nil {
		f.body = q.Get("grupp")
	}
	if s.Pack.People.Organization(q.Get("organisation")) != nil {
		f.organization = q.Get("organisation")
	}
	if days, err := strconv.Atoi(q.Get("alder")); err == nil && slices.Contains(remainingAges, days) {
		f.age = days
	}
	return f
}

func (f remainingFilter) narrow() bool {
	return f.body != "" || f.organization != "" || f.age > 0 || f.late
}

// shows says whether a line of a decision is shown.
func (f remainingFilter) shows(line remainingLine) bool {
	return (!f.late || line.Late) && (f.organization == "" || slices.Contains(line.organizations, f.organization))
}

// passes says whether a decision is listed.
func (f remainingFilter) passes(row *remainingRow) bool {
	return len(row.Left) > 0 && row.age >= f.age && (f.body == "" || slices.Contains(row.bodies, f.body))
}

// remainingRoutes are the addresses of what is decided and not done.
func (s *Server) remainingRoutes() []route {
	return []route{
		{"GET " + remainingPath, member, s.remaining},
		{"GET " + remainingPath + "/lista.csv", member, s.remainingCSV},
	}
}
