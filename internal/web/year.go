package web

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A yearReader lists deadlines by date.
type yearReader interface {
	// DueDates lists the deadlines of a collaboration from a date to a date.
	DueDates(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.DueDate, error)
	// DecidedOpen reads the proposals that have a decision and are not closed.
	DecidedOpen(ctx context.Context, collaboration string, limit int) ([]engine.Proposal, error)
	// LaidOut reads the meetings and duties of the year that fall on some days.
	LaidOut(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.Proposal, error)
	// TakenUp reads the proposals on the agendas of meetings, named as engine.Meeting.Key does.
	TakenUp(ctx context.Context, collaboration string, meetings []string) ([]engine.Proposal, error)
}

// A yearPage is a year of meetings and dates, as months, as one table or as a wheel.
type yearPage struct {
	Name          string // "2026", or "2026/27"
	Before, After yearLink
	View          string // manad, ar or hjul
	Views         []yearLink
	Papers        []yearLink // to print on
	Paper         string     // a4 or a3, where the page is made to be printed
	Unprinted     string     // the same where it is not
	Filter        yearFilterForm
	Clear         string // the year without a filter, where there is one
	Next          []yearEvent
	Months        []yearMonth
	Grid          []gridRow
	Events        []yearEvent
	Wheel         wheel
	Dense         string // how crowded the printed list is
	Draft         bool   // it is the year as the coordinator's draft has it
	CSV           string
	Load          string
	Plan          string // where a coordinator changes the year, or ""
}

// A yearLink leads to another cut of the year.
type yearLink struct {
	Path, Title string
	Here        bool
}

// A yearMonth is one month's events.
type yearMonth struct {
	Name   string
	Events []yearEvent
}

// A gridRow is one month's events by kind.
type gridRow struct {
	Name  string
	Cells []gridCell
}

// A gridCell is the events of one kind in one month.
type gridCell struct {
	Kind   string
	Events []yearEvent
}

// A meetingPoint is a coming meeting.
type meetingPoint struct {
	Title string
	Date  calendar.Date
}

// The views of the year, by the word in the address.
const (
	viewMonths = "manad"
	viewGrid   = "ar"
	viewWheel  = "hjul"
)

func (s *Server) thisYear(w http.ResponseWriter, r *http.Request) error {
	today := s.today()
	span := s.span(s.Pack, today.Year)
	if today.Before(span.From) {
		span = s.span(s.Pack, today.Year-1)
	}
	return s.showYear(w, r, span.Year)
}

func (s *Server) year(w http.ResponseWriter, r *http.Request) error {
	year, err := yearAsked(r)
	if err != nil {
		return err
	}
	return s.showYear(w, r, year)
}

// yearAsked is the year that the address names.
func yearAsked(r *http.Request) (int, error) {
	year, err := strconv.Atoi(r.PathValue("year"))
	if err != nil || year < 2000 || year > 2200 {
		return 0, errNowhere
	}
	return year, nil
}

// span is a year of a pack, which may begin in another month than January.
func (s *Server) span(pack *definition.Pack, year int) yearSpan {
	if pack.Cycle == nil || pack.Cycle.Begins.IsZero() {
		return yearFrom(year, time.January)
	}
	return yearSpan{year, pack.Cycle.Begins.In(year), pack.Cycle.Begins.In(year + 1).AddDays(-1)}
}

// A yearSeen is a year as one request asks for it.
type yearSeen struct {
	span   yearSpan
	pack   *definition.Pack
	draft  bool
	filter yearFilter
	query  url.Values
	events []yearEvent // numbered, in order
}

// seen reads a year as a request asks for it.
func (s *Server) seen(r *http.Request, year int) (*yearSeen, error) {
	v := visitOf(r)
	y := &yearSeen{pack: s.Pack, query: r.URL.Query()}
	var err error
	if y.query.Get("utkast") != "" && v.member.Coordinates && s.Process != nil {
		if y.pack, err = s.draftPack(r); err != nil {
			return nil, err
		}
		y.draft = y.pack != s.Pack
	}
	y.span, y.filter = s.span(y.pack, year), s.yearFilter(v, y.query)
	y.events, err = s.events(r.Context(), v, y)
	return y, err
}

// path is an address of the year with some words of the query set otherwise.
func (y *yearSeen) path(year int, file string, pairs ...string) string {
	q := url.Values{}
	for key, values := range y.query {
		if slices.Contains([]string{"vy", "grupp", "organisation", "mina", "slag", "vecka", "papper", "utkast"}, key) {
			q[key] = values
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		}
	}
	path := "/aret/" + strconv.Itoa(year) + file
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func (s *Server) showYear(w http.ResponseWriter, r *http.Request, year int) error {
	y, err := s.seen(r, year)
	if err != nil {
		return err
	}
	return s.show(w, r, "year", s.yearPage(visitOf(r), y))
}

func (s *Server) yearPage(v *visit, y *yearSeen) yearPage {
	year := y.span.Year
	page := yearPage{
		Name: y.span.name(), View: y.view(), Paper: y.paper(), Events: y.events, Draft: y.draft, Filter: s.filterForm(v, y),
		Before:    yearLink{Path: y.path(year-1, "", "vecka", ""), Title: s.span(y.pack, year-1).name()},
		After:     yearLink{Path: y.path(year+1, "", "vecka", ""), Title: s.span(y.pack, year+1).name()},
		Unprinted: y.path(year, "", "papper", ""), Months: monthsOf(v.lang, y.events), Wheel: s.wheel(v, y.span, y.events), Dense: dense(len(y.events)),
		CSV: y.path(year, "/lista.csv", "vy", "", "papper", ""), Load: y.path(year, "/belastning", "vy", "", "papper", "", "vecka", ""),
	}
	if y.filter.narrow() {
		page.Clear = y.path(year, "", "grupp", "", "organisation", "", "mina", "", "slag", "", "vecka", "")
	}
	for _, view := range []string{viewMonths, viewGrid, viewWheel} {
		page.Views = append(page.Views, yearLink{y.path(year, "", "vy", view, "papper", ""), v.say("web.year.view."+view, nil), view == page.View})
	}
	for _, paper := range []string{"a4", "a3"} {
		page.Papers = append(page.Papers, yearLink{y.path(year, "", "vy", viewWheel, "papper", paper), v.say("web.year.paper."+paper, nil), paper == page.Paper})
	}
	if v.member.Coordinates && s.Process != nil {
		page.Plan = planPath + "?ar=" + strconv.Itoa(year)
	}
	for _, e := range y.events {
		if !e.Past && len(page.Next) < 3 {
			page.Next = append(page.Next, e)
		}
	}
	page.Grid = gridOf(page.Months)
	return page
}

// view is the view that is asked for; months where none is.
func (y *yearSeen) view() string {
	if view := y.query.Get("vy"); view == viewGrid || view == viewWheel {
		return view
	}
	return viewMonths
}

// paper is what the page is made to be printed on, or "".
func (y *yearSeen) paper() string {
	if paper := y.query.Get("papper"); y.view() == viewWheel && (paper == "a4" || paper == "a3") {
		return paper
	}
	return ""
}

// dense says how small a printed list must be for its page.
func dense(events int) string {
	switch {
	case events <= 32:
		return "airy"
	case events <= 50:
		return "close"
	}
	return "crowded"
}

func monthsOf(l wording.Language, events []yearEvent) []yearMonth {
	var months []yearMonth
	var last time.Month
	for _, e := range events {
		if len(months) == 0 || last != e.Date.Month {
			months, last = append(months, yearMonth{Name: wording.Month(l, e.Date.Month)}), e.Date.Month
		}
		months[len(months)-1].Events = append(months[len(months)-1].Events, e)
	}
	return months
}

func gridOf(months []yearMonth) []gridRow {
	var rows []gridRow
	for _, m := range months {
		row := gridRow{Name: m.Name}
		for _, kind := range wheelKinds {
			cell := gridCell{Kind: kind}
			for _, e := range m.Events {
				if e.Kind == kind {
					cell.Events = append(cell.Events, e)
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		rows = append(rows, row)
	}
	return rows
}

// yearRoutes are the addresses of the year, and of its plan.
func (s *Server) yearRoutes() []route {
	return []route{
		{"GET /aret", member, s.thisYear},
		{"GET /aret/{year}", member, s.year},
		{"GET /aret/planera", member, s.processes(s.planner)},
		{"GET /aret/planera/brev", member, s.processes(s.planLetters)},
		{"GET /aret/planera/brev.csv", member, s.processes(s.planLettersCSV)},
		{"GET " + peoplePath, member, s.processes(s.planPeople)},
		{"GET " + peoplePath + "/{kind}", member, s.processes(s.planMember)},
		{"POST " + peoplePath + "/{kind}", member, s.processes(s.planMemberPost)},
		{"GET " + daysPath, member, s.processes(s.planDays)},
		{"POST " + daysPath, member, s.processes(s.planDaysPost)},
		{"GET " + tablePath, member, s.processes(s.planTable)},
		{"POST " + tablePath, upload, s.processes(s.planTablePost)},
		{"GET /aret/planera/rad/{kind}", member, s.processes(s.planForm)},
		{"POST /aret/planera/rad/{kind}", member, s.processes(s.planFormPost)},
		{"GET /aret/{year}/lista.csv", member, s.yearCSV},
		{"GET /aret/{year}/belastning", member, s.yearLoad},
		{"GET /aret/{year}/belastning.csv", member, s.yearLoadCSV},
	}
}
