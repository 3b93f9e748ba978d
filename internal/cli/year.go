package cli

import (
	"encoding/csv"
	"fmt"
	"strconv"
	"strings"
	"text/tabwriter"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/timetable"
	"beredd/internal/wording"
)

// year is the commands about a pack's annual cycle.
type year struct {
	Show    yearShow    `cmd:"" default:"withargs" help:"${help_year_show}"`
	LayOut  yearLayOut  `cmd:"" name:"lay-out" help:"${help_year_lay_out}"`
	Letters yearLetters `cmd:"" help:"${help_year_letters}"`
	Import  yearImport  `cmd:"" help:"${help_year_import}"`
}

// yearShow lists the days of one year of a pack's cycle.
type yearShow struct {
	Pack string `arg:"" help:"${help_pack_argument}"`
	Year int    `help:"${help_year_of}" placeholder:"YEAR"`
	Body string `help:"${help_year_body}" placeholder:"BODY"`
	For  string `help:"${help_year_for}" placeholder:"ORGANIZATION"`
	CSV  bool   `name:"csv" help:"${help_year_csv}"`
	Load bool   `help:"${help_year_load}"`
}

// Run prints the year as a table, or as CSV.
func (c yearShow) Run(t *terminal) error {
	found, err := usable(c.Pack)
	if err != nil {
		return err
	}
	pack := found.Pack
	if pack.Cycle == nil {
		return fault.New(fault.Invalid, "no_cycle", wording.Args{"Pack": pack.Title})
	}
	if c.Year == 0 {
		c.Year = pack.Cycle.YearOf(pack.Calendar.Today(time.Now()))
	}
	for _, key := range []string{c.Body, c.For} {
		if err := among(pack, key, key == c.Body); err != nil {
			return err
		}
	}
	rows := c.rows(t, pack)
	if c.Load {
		rows = c.loads(t, pack)
	}
	return t.table(rows, c.CSV)
}

// among refuses a key that no body, or no organization, has.
func among(pack *definition.Pack, key string, body bool) error {
	var keys []string
	for _, o := range pack.People.Organizations {
		keys = append(keys, o.Key)
	}
	if body {
		keys = nil
		for _, b := range pack.People.Bodies {
			keys = append(keys, b.Key)
		}
	}
	for _, one := range append(keys, "") {
		if one == key {
			return nil
		}
	}
	return fault.New(fault.NotFound, "nobody_called", wording.Args{"Found": key, "Names": strings.Join(keys, ", ")})
}

// rows are the year's days with their heading.
func (c yearShow) rows(t *terminal, pack *definition.Pack) [][]string {
	rows := [][]string{t.heads("date", "until", "week", "time", "what", "who", "phase", "how")}
	for _, one := range pack.Listed(pack.Cycle.DaysOf(c.Year)) {
		if c.Body != "" && !pack.Concerns(one, c.Body) || c.For != "" && !pack.Concerns(one, c.For) {
			continue
		}
		rows = append(rows, t.planned(pack, one))
	}
	return rows
}

// heads are the headings of a table.
func (t *terminal) heads(columns ...string) []string {
	heads := make([]string, len(columns))
	for i, column := range columns {
		heads[i] = t.say("cli.year."+column, nil)
	}
	return heads
}

// planned is one thing of the year in words.
func (t *terminal) planned(pack *definition.Pack, one definition.Planned) []string {
	_, week := one.Moment.Date.ISOWeek()
	day, until := one.From, ""
	if one.Until != one.From {
		until = one.Until.String()
	}
	clock := one.Moment.Time
	if one.End != "" {
		clock += "–" + one.End
	}
	what := one.Title.In(t.language)
	if !one.IsMeeting() && one.Series != nil {
		what = t.say("cli.year.of_meeting", wording.Args{"What": what, "Meeting": one.Series.Title, "Date": one.On.Short(t.language)})
	}
	if one.Place != "" {
		what += ", " + one.Place
	}
	var who []string
	for _, party := range pack.People.DescribeEach(one.Whose()) {
		who = append(who, party.In(t.language))
	}
	return []string{day.String(), until, strconv.Itoa(week), clock, what, strings.Join(who, ", "), one.Phase.In(t.language), one.Moment.Explanation.In(t.language)}
}

// loads are how much falls on each organization in each week, with their heading: of
// the one that was asked for, else of all.
func (c yearShow) loads(t *terminal, pack *definition.Pack) [][]string {
	from, to := pack.Cycle.DaysOf(c.Year)
	rows := [][]string{t.heads("week", "monday", "organization", "meetings", "own", "shared", "quiet")}
	for _, o := range pack.People.Organizations {
		if c.For != "" && c.For != o.Key {
			continue
		}
		for _, l := range pack.Load(o.Key, from, to) {
			if l.All() == 0 {
				continue
			}
			quiet := ""
			if l.Quiet {
				quiet = t.say("cli.year.is_quiet", nil)
			}
			rows = append(rows, []string{
				fmt.Sprintf("%d-W%02d", l.Year, l.Week), mondayOf(l).String(), o.Name.In(t.language),
				strconv.Itoa(l.Meetings), strconv.Itoa(l.Own), strconv.Itoa(l.Shared), quiet})
		}
	}
	return rows
}

// mondayOf is the first day of a week.
func mondayOf(l definition.Load) calendar.Date {
	fourth := calendar.Date{Year: l.Year, Month: time.January, Day: 4} // it always lies in week 1
	return fourth.AddDays(7*(l.Week-1) - (int(fourth.Weekday())+6)%7)
}

// table prints rows in columns, without those that are empty, or as CSV with all. What a
// spreadsheet would take for a formula is made a text there.
func (t *terminal) table(rows [][]string, asCSV bool) error {
	if asCSV {
		for _, row := range rows {
			timetable.WithoutFormulas(row)
		}
		return csv.NewWriter(t.out).WriteAll(rows)
	}
	out := tabwriter.NewWriter(t.out, 0, 4, 2, ' ', 0)
	for _, row := range filled(rows) {
		fmt.Fprintln(out, strings.TrimRight(strings.Join(row, "\t"), "\t"))
	}
	return out.Flush()
}

// filled are the columns in which some row below the heading says anything.
func filled(rows [][]string) [][]string {
	some := make([]bool, len(rows[0]))
	for _, row := range rows[1:] {
		for i, cell := range row {
			some[i] = some[i] || cell != ""
		}
	}
	kept := make([][]string, len(rows))
	for r, row := range rows {
		for i, cell := range row {
			if some[i] {
				kept[r] = append(kept[r], cell)
			}
		}
	}
	return kept
}
