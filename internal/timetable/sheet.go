package timetable

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// What a table may be at most. A year's plan is a few hundred rows.
const (
	MostBytes   = 5 << 20
	mostRows    = 2000
	mostColumns = 40
	longestCell = 2000 // bytes; what is longer is cut
	mostUnzip   = 50 << 20
)

// Open reads the cells of a file: a spreadsheet (XLSX), or text with tabs,
// semicolons, commas or bars between the cells, in UTF-8, UTF-16 or Windows-1252.
func Open(data []byte) (Table, *fault.Error) {
	switch {
	case len(data) > MostBytes:
		return Table{}, fault.New(fault.Invalid, "table_too_large", wording.Args{"Most": MostBytes >> 20})
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return spreadsheet(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return Table{}, fault.New(fault.Invalid, "table_old_excel", nil)
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || bytes.IndexByte(decoded, 0) >= 0 {
			return Table{}, fault.New(fault.Invalid, "table_unreadable", nil)
		}
		return text(decoded)
	case bytes.IndexByte(data, 0) >= 0:
		return Table{}, fault.New(fault.Invalid, "table_unreadable", nil)
	}
	return text(data)
}

// spreadsheet reads the first sheet that has anything in it.
func spreadsheet(data []byte) (t Table, refused *fault.Error) {
	unreadable := fault.New(fault.Invalid, "table_unreadable", nil)
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{UnzipSizeLimit: mostUnzip, UnzipXMLSizeLimit: mostUnzip})
	if err != nil {
		return Table{}, unreadable
	}
	defer func() {
		if f.Close() != nil {
			refused = unreadable
		}
	}()
	for _, name := range f.GetSheetList() {
		if t, refused = sheet(f, name); refused != nil || len(t.Rows) > 0 {
			return t, refused
		}
	}
	return Table{}, fault.New(fault.Invalid, "table_empty", nil)
}

func sheet(f *excelize.File, name string) (Table, *fault.Error) {
	unreadable := fault.New(fault.Invalid, "table_unreadable", nil)
	rows, err := f.Rows(name)
	if err != nil {
		return Table{}, unreadable
	}
	plain, err := f.Rows(name) // the same, with numbers as they are kept
	if err != nil {
		return Table{}, unreadable
	}
	var t Table
	w := worksheetOf(f, name)
	for rows.Next() && plain.Next() {
		if len(t.Rows) >= mostRows {
			return Table{}, fault.New(fault.Invalid, "table_too_long", wording.Args{"Most": mostRows})
		}
		shown, err := rows.Columns()
		if err != nil {
			return Table{}, unreadable
		}
		raw, err := plain.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return Table{}, unreadable
		}
		t.Rows = append(t.Rows, tidy(w.cells(len(t.Rows)+1, shown, raw)))
	}
	return t.trimmed(), nil
}

// text reads cells with one sign between them, the one that cuts most rows alike.
func text(data []byte) (Table, *fault.Error) {
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return Table{}, fault.New(fault.Invalid, "table_unreadable", nil)
		}
		data = decoded
	}
	data = withoutSign(data)
	best := Table{}
	for _, sign := range []rune{'\t', ';', ',', '|'} {
		t, refused := cut(data, sign)
		if refused != nil {
			return Table{}, refused
		}
		if len(best.Rows) == 0 || t.even() > best.even() {
			best = t
		}
	}
	if len(best.Rows) == 0 {
		return Table{}, fault.New(fault.Invalid, "table_empty", nil)
	}
	return best, nil
}

// withoutSign is a text without the line by which a spreadsheet is told what stands between
// its cells: they are told apart as they are.
func withoutSign(data []byte) []byte {
	if line, rest, more := bytes.Cut(data, []byte("\n")); more && aSign.Match(line) {
		return append([]byte("\n"), rest...) // rows keep their lines
	}
	return data
}

var aSign = regexp.MustCompile(`(?i)^sep=.?\r?$`)

func cut(data []byte, sign rune) (Table, *fault.Error) {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma, reader.LazyQuotes, reader.FieldsPerRecord = sign, true, -1
	var t Table
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			return t.trimmed(), nil
		}
		if err != nil {
			return Table{}, fault.New(fault.Invalid, "table_unreadable", nil)
		}
		if len(t.Rows) >= mostRows {
			return Table{}, fault.New(fault.Invalid, "table_too_long", wording.Args{"Most": mostRows})
		}
		for line, _ := reader.FieldPos(0); len(t.Rows) < line-1 && len(t.Rows) < mostRows; { // rows keep their lines
			t.Rows = append(t.Rows, nil)
		}
		t.Rows = append(t.Rows, tidy(cells))
	}
}

// even is how many rows have as many cells as most have, of two or more.
func (t Table) even() int {
	alike := map[int]int{}
	for _, cells := range t.Rows {
		if len(cells) > 1 {
			alike[len(cells)]++
		}
	}
	most := 0
	for _, n := range alike {
		most = max(most, n)
	}
	return most
}

// tidy are cells without space around them, and without those that end a row empty.
func tidy(cells []string) []string {
	cells = slices.Clone(cells[:min(len(cells), mostColumns)])
	for i, cell := range cells {
		if len(cell) > longestCell {
			cell = strings.ToValidUTF8(cell[:longestCell], "")
		}
		cells[i] = strings.Join(strings.Fields(untagged(cell)), " ")
	}
	for len(cells) > 0 && cells[len(cells)-1] == "" {
		cells = cells[:len(cells)-1]
	}
	return cells
}

// untagged is a text without the tags and control signs that pages leave in what is
// copied from them.
func untagged(cell string) string {
	var kept strings.Builder
	within := false
	for i, sign := range cell {
		switch {
		case sign == '<' && strings.ContainsRune(cell[i:], '>') && len(cell) > i+1 && strings.ContainsRune("/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", rune(cell[i+1])):
			within = true
		case within && sign == '>':
			within = false
			kept.WriteByte(' ')
		case within || sign < ' ' && sign != '\n' && sign != '\t':
		default:
			kept.WriteRune(sign)
		}
	}
	return kept.String()
}

// trimmed is the table without the empty rows that end it.
func (t Table) trimmed() Table {
	for len(t.Rows) > 0 && len(t.Rows[len(t.Rows)-1]) == 0 {
		t.Rows = t.Rows[:len(t.Rows)-1]
	}
	return t
}
