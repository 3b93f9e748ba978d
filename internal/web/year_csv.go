package web

import (
	"cmp"
	"encoding/csv"
	"fmt"
	"net/http"
	"strconv"

	"beredd/internal/timetable"
)

// yearCSV is the year as a file for a spreadsheet, as the filter lets through.
func (s *Server) yearCSV(w http.ResponseWriter, r *http.Request) error {
	year, err := yearAsked(r)
	if err != nil {
		return err
	}
	y, err := s.seen(r, year)
	if err != nil {
		return err
	}
	v := visitOf(r)
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", fmt.Sprintf(`attachment; filename="%s-%d.csv"`, v.say("web.year.file", nil), year))
	rows := [][]string{{}}
	for _, column := range []string{"number", "from", "date", "week", "clock", "end", "sort", "what", "about", "who", "phase", "explanation", "address"} {
		rows[0] = append(rows[0], v.say("web.year.column."+column, nil))
	}
	for _, e := range y.events {
		rows = append(rows, s.csvRow(e))
	}
	return sheet(w, rows)
}

func (s *Server) csvRow(e yearEvent) []string {
	isoYear, week := e.Date.ISOWeek()
	address := ""
	if e.Path != "" {
		address = s.PublicURL.JoinPath(e.Path).String()
	}
	return []string{
		strconv.Itoa(e.Number), e.first().String(), e.Date.String(), fmt.Sprintf("%d-W%02d", isoYear, week), e.Clock, e.End, e.Sort, e.What, e.About,
		cmp.Or(e.Everybody, e.Who), e.Phase, e.Explanation, address,
	}
}

// sheet writes rows as the spreadsheets of Swedish offices read them: with semicolons,
// and a mark that tells the letters. What a spreadsheet would take for a formula is
// made a text.
func sheet(w http.ResponseWriter, rows [][]string) error {
	if _, err := w.Write([]byte("\ufeff")); err != nil {
		return nil // the reader left
	}
	out := csv.NewWriter(w)
	out.Comma, out.UseCRLF = ';', true
	for _, row := range rows {
		if err := out.Write(timetable.WithoutFormulas(row)); err != nil {
			return nil // the reader left
		}
	}
	out.Flush()
	return nil
}
