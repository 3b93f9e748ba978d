// Package sheet is a document as it is set: headings, paragraphs, lists and tables
// in order. A page, a PDF and a DOCX are all made from one Sheet, so that none of
// them says what the others do not.
//
// It does not know what the document is about, nor how any format is written.
package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"beredd/internal/prose"
	"beredd/internal/wording"
)

// A Sheet is one document.
type Sheet struct {
	Language wording.Language
	Title    string // what it is called, in lists and by screen readers
	Author   string // whose document it is
	Subject  string
	Header   string // at the top of each page, beside Title
	State    string // what stands there too while it is not final: "Utkast"
	PageOf   func(page, pages int) string
	Made     time.Time // when what it says was so; zero is not told
	Blocks   []Block
}

// A Block stands by itself.
type Block struct {
	Kind  Kind
	Level int         // of a Heading, from 1; of a Point how deep it lies, from 1
	Mark  string      // of a Heading its number, "§ 12"; of a Point its dash or number
	ID    string      // of a Heading, where a link can lead
	Runs  []prose.Run // of Heading, Text, Point and Notice
	Table *Table      // of Facts and Grid
	Signs []Sign      // of Signatures
}

// A Kind is what a block is.
type Kind string

// The kinds of block.
const (
	Heading    Kind = "heading"
	Text       Kind = "text"
	Point      Kind = "point"  // of a list, whose points follow each other
	Notice     Kind = "notice" // what must not be missed: "Utkast, inte justerat"
	Facts      Kind = "facts"  // a table of names and what they are
	Grid       Kind = "grid"   // a table with columns
	Signatures Kind = "signatures"
)

// A Table has a row of headings, or none where it is Facts: there the first cell
// of each row is its heading.
type Table struct {
	Caption string
	Heads   []string
	Widths  []float64 // of the columns, of their sum
	Rows    [][][]prose.Run
}

// Columns are how wide each column is, in the unit of the whole. A table of facts gives
// its labels one part, and what they say so many; any other without widths is even.
func (b Block) Columns(whole, facts float64) []float64 {
	t := b.Table
	n := len(t.Heads)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	shares := t.Widths
	if len(shares) == 0 && b.Kind == Facts {
		shares = []float64{1, facts}
	}
	wide, sum := make([]float64, n), 0.0
	for i := range wide {
		wide[i] = 1
		if i < len(shares) {
			wide[i] = shares[i]
		}
		sum += wide[i]
	}
	for i := range wide {
		wide[i] *= whole / sum
	}
	return wide
}

// A Sign is a line that somebody signs on.
type Sign struct{ Role, Name string }

// Say is words that all look alike.
func Say(text string) []prose.Run { return []prose.Run{{Text: text}} }

// Strong is words that stand out.
func Strong(text string) []prose.Run { return []prose.Run{{Text: text, Strong: true}} }

// Plain are the words of runs without their looks.
func Plain(runs []prose.Run) string { return prose.Passage{Runs: runs}.Words() }

// Plainly is what the document says, a line to each block and to each row of a table.
func (s Sheet) Plainly() []byte {
	var out bytes.Buffer
	for _, b := range s.Blocks {
		if len(b.Runs) > 0 || b.Mark != "" {
			fmt.Fprintln(&out, b.Label())
		}
		if b.Table != nil {
			for _, row := range b.Table.Rows {
				var cells []string
				for _, cell := range row {
					cells = append(cells, Plain(cell))
				}
				fmt.Fprintln(&out, strings.Join(cells, ": "))
			}
		}
		for _, sign := range b.Signs {
			fmt.Fprintln(&out, sign.Role+": "+sign.Name)
		}
	}
	return out.Bytes()
}

// Label is the heading with its number, as one line.
func (b Block) Label() string {
	if b.Mark == "" {
		return Plain(b.Runs)
	}
	return b.Mark + " " + Plain(b.Runs)
}
