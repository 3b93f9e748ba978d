package timetable

import (
	"regexp"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/wording"
)

// reading is a table being read, row by row.
type reading struct {
	columns  Columns
	pack     *definition.Pack
	language wording.Language
	year     int
	phase    string
	rows     []Row
}

var aYear = regexp.MustCompile(`\b(?:19|20|21)\d{2}\b`)

// headed is the year that the rows before the first day name, else the one given.
func headed(t Table, year int) int {
	for _, cells := range t.Rows[:min(len(t.Rows), 5)] {
		if found := aYear.FindAllString(strings.Join(cells, " "), -1); len(found) == 1 && filled(cells) == 1 {
			if n, err := strconv.Atoi(found[0]); err == nil {
				return n
			}
		}
	}
	return year
}

func filled(cells []string) int {
	n := 0
	for _, cell := range cells {
		if cell != "" {
			n++
		}
	}
	return n
}

// row reads one row. One that says one thing alone, and no day, is a heading: the
// phase of those below.
func (r *reading) row(line int, cells []string) {
	if filled(cells) == 0 || r.heads(cells) {
		return
	}
	if said := r.cell(cells, r.columns.Phase); said != "" {
		r.phase = said
	}
	row := Row{Line: line, Said: unserial(r.cell(cells, r.columns.When)), What: r.cell(cells, r.columns.What), Phase: r.phase}
	days, unread := calendar.ReadDays(row.Said, r.year)
	if filled(cells) == 1 && unread != nil {
		if head := cells[len(cells)-1]; len(r.rows) > 0 || !aYear.MatchString(head) { // else it is the table's own heading
			r.phase = head
		}
		return
	}
	row.Days, row.Start, row.End, row.Why = days.Spans, days.Start, days.End, unread
	row.Who, row.Unknown = r.who(r.cell(cells, r.columns.Who))
	row.Known = row.Reads() && r.known(row)
	r.rows = append(r.rows, row)
}

func (r *reading) cell(cells []string, column int) string {
	if column < 0 || column >= len(cells) {
		return ""
	}
	return cells[column]
}

// heads says whether a row is the names of the columns.
func (r *reading) heads(cells []string) bool {
	c := Columns{None, None, None, None}
	for i, cell := range cells {
		c.headed(i, strings.ToLower(strings.Trim(cell, ": ")))
	}
	return c.When != None && c.What != None
}

// known says whether the pack's year has that on that day already.
func (r *reading) known(row Row) bool {
	if r.pack == nil {
		return false
	}
	first, last := row.Days[0].From, row.Days[len(row.Days)-1].To
	for _, planned := range r.pack.Plan(first, last) {
		if planned.Until == last && alike(planned.Title.In(r.language), row.What) {
			return true
		}
	}
	return false
}

// alike says whether two titles are one, whatever signs and capitals they have.
func alike(a, b string) bool { return letters(a) == letters(b) }

func letters(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(text), func(sign rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzåäöéü0123456789", sign)
	}), " ")
}
