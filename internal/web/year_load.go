package web

import (
	"net/http"
	"slices"
	"strconv"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A yearLoadPage is how much falls due for each organization and body in each week.
type yearLoadPage struct {
	Name          string
	Year          string // the way back
	Before, After yearLink
	Draft         bool
	Weeks         []loadWeek
	Tables        []loadTable
	Peak          string // the heaviest week, in words
	CSV           string
	Running       bool // proposals on their way are counted too
}

// A loadWeek is a column.
type loadWeek struct {
	Week   int
	Monday string
	Quiet  bool
	monday calendar.Date
}

// A loadTable is the organizations', or the bodies'.
type loadTable struct {
	ID, Caption, Lead, Who string
	Rows                   []loadRow
}

// A loadRow is one organization's or body's weeks.
type loadRow struct {
	Name  string
	Cells []loadCell
	Total int
	Sum   bool // of all above it
}

// A loadCell is one week's count, with a way to what is counted.
type loadCell struct {
	Count, Level int
	Path, Said   string
	Quiet        bool
}

func (s *Server) yearLoad(w http.ResponseWriter, r *http.Request) error {
	y, err := s.loadSeen(r)
	if err != nil {
		return err
	}
	return s.show(w, r, "year_load", s.loadPage(visitOf(r), y))
}

// loadSeen is the whole year: the load has no filter.
func (s *Server) loadSeen(r *http.Request) (*yearSeen, error) {
	year, err := yearAsked(r)
	if err != nil {
		return nil, err
	}
	plain := r.Clone(r.Context())
	q := plain.URL.Query()
	for _, key := range []string{"grupp", "organisation", "mina", "slag", "vecka", "vy", "papper"} {
		q.Del(key)
	}
	plain.URL.RawQuery = q.Encode()
	return s.seen(plain, year)
}

func (s *Server) loadPage(v *visit, y *yearSeen) yearLoadPage {
	year := y.span.Year
	page := yearLoadPage{
		Name: y.span.name(), Year: y.path(year, ""), Draft: y.draft, CSV: y.path(year, "/belastning.csv"), Weeks: weeksOf(v, y),
		Before: yearLink{Path: y.path(year-1, "/belastning"), Title: s.span(y.pack, year-1).name()},
		After:  yearLink{Path: y.path(year+1, "/belastning"), Title: s.span(y.pack, year+1).name()},
	}
	page.Running = slices.ContainsFunc(y.events, func(e yearEvent) bool { return e.Kind == kindRunning })
	organizations := loadTable{ID: "organisationer", Caption: v.say("web.load.organizations", nil), Lead: v.say("web.load.organizations_lead", nil), Who: v.say("web.load.organization", nil)}
	for _, o := range y.pack.People.Organizations {
		row := y.loadRow(v, page.Weeks, o.Name.In(v.lang), "organisation", o.Key, func(e yearEvent) bool { return slices.Contains(e.organizations, o.Key) })
		organizations.Rows = append(organizations.Rows, row)
	}
	bodies := loadTable{ID: "grupper", Caption: v.say("web.load.bodies", nil), Lead: v.say("web.load.bodies_lead", nil), Who: v.say("web.load.body", nil)}
	for _, b := range y.pack.People.Bodies {
		row := y.loadRow(v, page.Weeks, b.Title.In(v.lang), "grupp", b.Key, func(e yearEvent) bool { return slices.Contains(e.bodies, b.Key) })
		if row.Total > 0 {
			bodies.Rows = append(bodies.Rows, row)
		}
	}
	all := y.loadRow(v, page.Weeks, v.say("web.load.all", nil), "", "", func(yearEvent) bool { return true })
	all.Sum = true
	for _, table := range []loadTable{organizations, bodies} {
		table.Rows = append(table.Rows, all)
		page.Tables = append(page.Tables, table)
	}
	page.Peak = peak(v, page.Weeks, all)
	return page
}

// weeksOf are the ISO weeks that a year's days lie in.
func weeksOf(v *visit, y *yearSeen) []loadWeek {
	var weeks []loadWeek
	for monday := mondayOf(y.span.From); !monday.After(y.span.To); monday = monday.AddDays(7) {
		_, week := monday.ISOWeek()
		weeks = append(weeks, loadWeek{week, monday.Short(v.lang), y.pack.Calendar.Quiet(monday), monday})
	}
	return weeks
}

func mondayOf(d calendar.Date) calendar.Date { return d.AddDays(-(int(d.Weekday()) + 6) % 7) }

// loadRow counts what falls due in each week, of what concerns somebody. Meetings are
// not counted: they are no answers and no tasks.
func (y *yearSeen) loadRow(v *visit, weeks []loadWeek, name, key, value string, concerns func(yearEvent) bool) loadRow {
	row := loadRow{Name: name}
	counts, answers := map[calendar.Date]int{}, map[calendar.Date]int{}
	for _, e := range y.events {
		if e.Kind != kindMeeting && concerns(e) {
			counts[mondayOf(e.Date)]++
			if key == "organisation" && slices.Contains(e.answers, value) {
				answers[mondayOf(e.Date)]++
			}
		}
	}
	for _, week := range weeks {
		cell := loadCell{Count: counts[week.monday], Level: level(counts[week.monday]), Quiet: week.Quiet}
		if cell.Count > 0 {
			pairs := []string{"vecka", strconv.Itoa(week.Week)}
			if key != "" {
				pairs = append(pairs, key, value)
			}
			cell.Path = y.path(y.span.Year, "", pairs...)
			cell.Said = loadSaid(v, name, week, cell.Count, answers[week.monday])
		}
		row.Total, row.Cells = row.Total+cell.Count, append(row.Cells, cell)
	}
	return row
}

func loadSaid(v *visit, name string, week loadWeek, count, answers int) string {
	args := wording.Args{"Count": count, "Who": name, "Week": strconv.Itoa(week.Week), "Answers": answers}
	if answers > 0 {
		return v.say("web.load.said_answers", args)
	}
	return v.say("web.load.said", args)
}

// level is how strongly a count is marked.
func level(count int) int {
	switch {
	case count <= 2:
		return count
	case count <= 4:
		return 3
	}
	return 4
}

// peak tells of the heaviest week.
func peak(v *visit, weeks []loadWeek, all loadRow) string {
	most := 0
	for i, cell := range all.Cells {
		if cell.Count > all.Cells[most].Count {
			most = i
		}
	}
	if all.Total == 0 {
		return ""
	}
	return v.say("web.load.peak", wording.Args{"Week": strconv.Itoa(weeks[most].Week), "Monday": weeks[most].Monday, "Count": all.Cells[most].Count})
}

// yearLoadCSV is the load as a file for a spreadsheet.
func (s *Server) yearLoadCSV(w http.ResponseWriter, r *http.Request) error {
	y, err := s.loadSeen(r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	page := s.loadPage(v, y)
	head := []string{""}
	for _, week := range page.Weeks {
		year, number := week.monday.ISOWeek()
		head = append(head, strconv.Itoa(year)+"-W"+leadingZero(number))
	}
	rows := [][]string{append(head, v.say("web.load.total", nil))}
	for _, table := range page.Tables {
		for _, row := range table.Rows {
			line := []string{row.Name}
			for _, cell := range row.Cells {
				line = append(line, strconv.Itoa(cell.Count))
			}
			rows = append(rows, append(line, strconv.Itoa(row.Total)))
		}
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+v.say("web.load.file", nil)+"-"+strconv.Itoa(y.span.Year)+`.csv"`)
	return sheet(w, rows)
}

func leadingZero(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}
