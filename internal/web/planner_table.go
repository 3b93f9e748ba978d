package web

import (
	"encoding/csv"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/timetable"
	"beredd/internal/wording"
)

// tablePath is where a plan that somebody has as a table is taken into the draft.
const tablePath = planPath + "/tabell"

// A planTablePage is a table on its way into the plan: to be sent, then what each of
// its rows would become.
type planTablePage struct {
	Year    string
	Table   string // the cells as text, so that what was sent need not be sent again; "" before
	Columns []input
	Rows    []tableRow
	Fresh   int
	Errors  []formError
	Fault   string // of the file
	Most    int    // megabytes
}

// A tableRow is one row of the table, as it was read.
type tableRow struct {
	Line                         int
	Said, What, Days, Who, Phase string
	Became                       string
	Fresh, Chosen                bool
}

func (s *Server) planTable(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	if work.pack == nil {
		return fault.New(fault.Conflict, "web_plan_broken", nil)
	}
	page := planTablePage{Year: strconv.Itoa(s.planYear(r)), Most: timetable.MostBytes >> 20}
	return s.show(w, r, "year_plan_table", page)
}

// planYear is the year that the address or form names, else the next.
func (s *Server) planYear(r *http.Request) int {
	if year, err := strconv.Atoi(r.FormValue("ar")); err == nil && year >= 2000 && year < 2200 {
		return year
	}
	return s.today().Year + 1
}

// planTablePost reads the table that was sent and shows what becomes of each row; what
// then is chosen is added to the draft.
func (s *Server) planTablePost(w http.ResponseWriter, r *http.Request, editions []engine.Published) error {
	files, err := receivedForm(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	work, err := s.working(r, editions)
	if err != nil {
		return err
	}
	if work.pack == nil {
		return fault.New(fault.Conflict, "web_plan_broken", nil)
	}
	v := visitOf(r)
	page := planTablePage{Year: strconv.Itoa(s.planYear(r)), Most: timetable.MostBytes >> 20}
	table, refused := sentTable(files, r.PostFormValue("tabell"))
	if refused != nil {
		page.Fault = refused.In(v.lang)
		page.Errors = []formError{{"f-fil", page.Fault}}
		return s.showAs(w, r, http.StatusUnprocessableEntity, "year_plan_table", page)
	}
	reading := timetable.Read(table, columnsOf(r, table), work.pack, work.pack.Languages[0], s.planYear(r))
	if len(reading.Rows) == 0 {
		page.Fault = fault.New(fault.Invalid, "web_plan_no_rows", nil).In(v.lang)
		page.Errors = []formError{{"f-fil", page.Fault}}
		return s.showAs(w, r, http.StatusUnprocessableEntity, "year_plan_table", page)
	}
	page.show(v, r, work.pack, table, reading)
	if r.PostFormValue("gor") != "lagg-till" {
		return s.show(w, r, "year_plan_table", page)
	}
	f, err := s.addRows(r, work, page.chosen(reading))
	if err != nil {
		return err
	}
	if f != nil {
		page.Errors = []formError{{"form", f.In(v.lang)}}
		return s.showAs(w, r, http.StatusUnprocessableEntity, "year_plan_table", page)
	}
	return see(w, r, planPath+"?gjort=draft&ar="+page.Year)
}

// sentTable is the table of the file that was sent, else of what was read before.
func sentTable(files []sentFile, before string) (timetable.Table, *fault.Error) {
	for _, file := range files {
		if file.part == "fil" && (len(file.data) > 0 || file.name != "" && !file.large) {
			return timetable.Open(file.data)
		}
		if file.large {
			return timetable.Table{}, fault.New(fault.Invalid, "table_too_large", wording.Args{"Most": timetable.MostBytes >> 20})
		}
	}
	if before == "" {
		return timetable.Table{}, fault.New(fault.Invalid, "web_plan_no_table", nil)
	}
	return timetable.Open([]byte(before))
}

// columnNames are the form's words for what a column may tell.
var columnNames = []string{"when", "what", "who", "phase"}

// columnsOf are the columns as somebody has said them; nil where nobody has.
func columnsOf(r *http.Request, t timetable.Table) *timetable.Columns {
	if r.PostFormValue("column_what") == "" && r.PostFormValue("column_when") == "" {
		return nil
	}
	c := timetable.Guess(t)
	for i, at := range []*int{&c.When, &c.What, &c.Who, &c.Phase} {
		n, err := strconv.Atoi(r.PostFormValue("column_" + columnNames[i]))
		if *at = timetable.None; err == nil && n >= 0 {
			*at = n
		}
	}
	return &c
}

// show tells what each row would become.
func (p *planTablePage) show(v *visit, r *http.Request, pack *definition.Pack, t timetable.Table, reading timetable.Reading) {
	p.Table, p.Columns = cellsAsText(t), columnInputs(v, t, reading.Columns)
	for _, row := range reading.Rows {
		line := tableRow{Line: row.Line, Said: row.Said, What: row.What, Phase: row.Phase, Days: spansSaid(v, row), Fresh: row.Reads() && !row.Known}
		var who []string
		for _, text := range pack.People.DescribeEach(row.Who) {
			who = append(who, text.In(v.lang))
		}
		line.Who = wording.List(v.lang, who)
		line.Became = becameOf(v, row)
		line.Chosen = line.Fresh && (r.PostFormValue("gor") == "" || slices.Contains(r.PostForm["rad"], strconv.Itoa(row.Line)))
		if line.Fresh {
			p.Fresh++
		}
		p.Rows = append(p.Rows, line)
	}
}

// becameOf says what a row becomes, or why nothing.
func becameOf(v *visit, row timetable.Row) string {
	said := v.say("web.plan.table.new", nil)
	switch {
	case row.Why != nil:
		said = row.Why.In(v.lang)
	case row.What == "":
		said = v.say("web.plan.table.untitled", nil)
	case row.Known:
		return v.say("web.plan.table.known", nil)
	}
	if len(row.Unknown) > 0 {
		said += " " + v.say("web.plan.table.nobody", wording.Args{"Names": wording.List(v.lang, row.Unknown)})
	}
	if row.Reads() && len(row.Who) == 0 {
		said += " " + v.say("web.plan.table.coordinator", nil)
	}
	return said
}

// spansSaid are the days of a row, and its time.
func spansSaid(v *visit, row timetable.Row) string {
	var days []string
	for _, span := range row.Days {
		days = append(days, spanSaid(v, span))
	}
	said := wording.List(v.lang, days)
	if row.Start != "" {
		said = v.say("web.at_hour", wording.Args{"Day": said, "Hour": clockWords(v.lang, row.Start)})
	}
	return said
}

func spanSaid(v *visit, span calendar.Span) string {
	if span.Single() {
		return span.From.Prose(v.lang)
	}
	return span.From.Prose(v.lang) + "–" + span.To.Prose(v.lang)
}

// columnInputs let somebody say which column tells what.
func columnInputs(v *visit, t timetable.Table, c timetable.Columns) []input {
	var inputs []input
	for i, at := range []int{c.When, c.What, c.Who, c.Phase} {
		in := input{Name: "column_" + columnNames[i], Kind: "choice", Label: v.say("web.plan.table."+columnNames[i], nil), Optional: i > 1}
		in.ID = inputID(in.Name)
		for n := range width(t) {
			in.Options = append(in.Options, inputOption{Value: strconv.Itoa(n), Title: columnTitle(v, t, n), Chosen: n == at})
		}
		inputs = append(inputs, in)
	}
	return inputs
}

func width(t timetable.Table) (most int) {
	for _, cells := range t.Rows {
		most = max(most, len(cells))
	}
	return most
}

// columnTitle names a column by its letter and the first thing in it.
func columnTitle(v *visit, t timetable.Table, n int) string {
	title := v.say("web.plan.table.column", wording.Args{"Letter": columnLetter(n)})
	for _, cells := range t.Rows {
		if n < len(cells) && cells[n] != "" {
			return title + ": " + string([]rune(cells[n])[:min(30, len([]rune(cells[n])))])
		}
	}
	return title
}

// columnLetter is a column as spreadsheets name it.
func columnLetter(n int) string {
	if n < 26 {
		return string(rune('A' + n))
	}
	return "A" + string(rune('A'+n-26))
}

// cellsAsText is a table as text that reads as the same table.
func cellsAsText(t timetable.Table) string {
	var text strings.Builder
	out := csv.NewWriter(&text)
	out.Comma = '\t'
	for _, cells := range t.Rows {
		if err := out.Write(cells); err != nil {
			return "" // a tab is a fit separator
		}
	}
	out.Flush()
	return text.String()
}

// chosen are the rows that are to be added.
func (p *planTablePage) chosen(reading timetable.Reading) (rows []timetable.Row) {
	for i, row := range reading.Rows {
		if p.Rows[i].Chosen {
			rows = append(rows, row)
		}
	}
	return rows
}

// addRows adds rows to the draft, or says why not.
func (s *Server) addRows(r *http.Request, work *working, rows []timetable.Row) (*fault.Error, error) {
	lines := timetable.Entries(rows, people.Party{Kind: people.Coordinator, Name: "coordinator"}, work.pack.Languages[0], timetable.Taken(work.pack))
	if lines.Deadlines == "" {
		return fault.New(fault.Invalid, "web_plan_none_chosen", nil), nil
	}
	text, f := timetable.Insert([]byte(work.files[cycleFile]), lines, work.pack.Key)
	if f != nil {
		return f, nil
	}
	work.draft.write(work.base, cycleFile, string(text))
	if err := s.check(work); err != nil {
		return nil, err
	}
	if errors := work.problems.Errors(); len(errors) > 0 {
		return fault.New(fault.Invalid, "web_plan_table_wrong", wording.Args{"Said": problemSaid(visitOf(r), errors[0])}), nil
	}
	return nil, s.keepProcess(r.Context(), visitOf(r), work.draft, work.base)
}
