package timetable

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// A worksheet is a sheet of a spreadsheet whose cells are being read. A day is a number
// there, which its format shows: in the reader's own way in Excel, and in an American's as
// the library has it, so that 4 May would be read as 5 April.
type worksheet struct {
	file  *excelize.File
	name  string
	old   bool         // it counts its days from 1904
	dates map[int]bool // whether a style shows a day
}

func worksheetOf(f *excelize.File, name string) *worksheet {
	w := &worksheet{file: f, name: name, dates: map[int]bool{}}
	if props, err := f.GetWorkbookProps(); err == nil && props.Date1904 != nil {
		w.old = *props.Date1904
	}
	return w
}

// cells are those of a row, with every day as it is written everywhere: 2026-05-04, and
// with its hour where it has one.
func (w *worksheet) cells(row int, shown, raw []string) []string {
	for i := range shown {
		if i >= len(raw) || i >= mostColumns || shown[i] == "" {
			continue
		}
		serial, err := strconv.ParseFloat(raw[i], 64)
		if err != nil || shown[i] == raw[i] && !aSerialDay(serial) {
			continue
		}
		if day, ok := w.day(row, i, serial); ok {
			shown[i] = day
		}
	}
	return shown
}

// day is a cell's number as a day, where its format shows one.
func (w *worksheet) day(row, column int, serial float64) (string, bool) {
	cell, err := excelize.CoordinatesToCellName(column+1, row)
	if err != nil {
		return "", false
	}
	style, err := w.file.GetCellStyle(w.name, cell)
	if err != nil {
		return "", false
	}
	shows, known := w.dates[style]
	if !known {
		shows = w.showsDay(style)
		w.dates[style] = shows
	}
	if !shows {
		return "", false
	}
	at, err := excelize.ExcelDateToTime(serial, w.old)
	if err != nil {
		return "", false
	}
	return saidDay(at), true
}

// saidDay is a day, with its hour where it has one.
func saidDay(at time.Time) string {
	at = at.Round(time.Minute)
	if at.Hour() == 0 && at.Minute() == 0 {
		return at.Format(time.DateOnly)
	}
	return at.Format("2006-01-02 15:04")
}

// quotedInFormat is what a format writes as it stands: words, colours and languages.
var quotedInFormat = regexp.MustCompile(`"[^"]*"|\[[^\]]*\]|\\.`)

// showsDay says whether a style's format shows a day of a month.
func (w *worksheet) showsDay(style int) bool {
	s, err := w.file.GetStyle(style)
	if err != nil || s == nil {
		return false
	}
	if s.CustomNumFmt != nil {
		code := strings.ToLower(*s.CustomNumFmt)
		return strings.Contains(code, "[$-f800]") || strings.ContainsRune(quotedInFormat.ReplaceAllString(code, ""), 'd')
	}
	id := s.NumFmt
	return id >= 14 && id <= 16 || id == 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
}

// aSerialDay says whether a number may be a day of 2000 to 2099, as spreadsheets count
// them.
func aSerialDay(serial float64) bool { return serial >= 36526 && serial < 73051 }

// aNumber is a whole number of five digits, as a day is where its format was lost.
var aNumber = regexp.MustCompile(`^\d{5}$`)

// unserial is what a cell says of days, also where nothing but a day's number is left of
// it.
func unserial(said string) string {
	if !aNumber.MatchString(said) {
		return said
	}
	serial, err := strconv.ParseFloat(said, 64)
	if err != nil || !aSerialDay(serial) {
		return said
	}
	at, err := excelize.ExcelDateToTime(serial, false)
	if err != nil {
		return said
	}
	return saidDay(at)
}
