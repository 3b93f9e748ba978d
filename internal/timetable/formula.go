package timetable

import "strings"

// WithoutFormulas makes texts of the cells of a row that a spreadsheet would take for
// formulas: what people write into a table is not to be calculated where it is opened.
func WithoutFormulas(row []string) []string {
	for i, cell := range row {
		if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
			row[i] = "'" + cell
		}
	}
	return row
}
