package docx

import (
	"fmt"
	"strconv"
	"strings"

	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
)

// block writes one block. follows says that it comes right after a point, and leads
// that a point comes right after it, which then stands on the same page.
func (w *writer) block(b sheet.Block, follows, leads bool) {
	switch b.Kind {
	case sheet.Heading:
		style := "Heading" + strconv.Itoa(min(max(b.Level-1, 1), 3))
		if b.Level <= 1 {
			style = "Title"
		}
		w.paragraph(style, "", sheet.Say(b.Label()))
	case sheet.Point:
		w.point(b, follows)
	case sheet.Notice:
		w.paragraph("Notice", "", b.Runs)
	case sheet.Facts, sheet.Grid:
		w.table(b)
	case sheet.Signatures:
		for _, s := range b.Signs {
			w.paragraph("SignatureLine", "", nil)
			w.paragraph("Signature", "", sheet.Say(strings.TrimSuffix(s.Role+", "+s.Name, ", ")))
		}
	case sheet.Text:
		keep := ""
		if leads {
			keep = "<w:keepNext/>"
		}
		w.paragraph("BodyText", keep, b.Runs)
	}
}

func (w *writer) paragraph(style, more string, runs []prose.Run) {
	fmt.Fprintf(&w.body, `<w:p><w:pPr><w:pStyle w:val="%s"/>%s</w:pPr>%s</w:p>`, style, more, w.runs(runs))
}

// point writes a point of a list. Numbered ones count by themselves in the
// program, from the number that theirs begins with.
func (w *writer) point(b sheet.Block, follows bool) {
	level := min(max(b.Level, 1), depths) - 1
	if b.Mark == "" { // a further paragraph of the point before
		w.paragraph("ListParagraph", fmt.Sprintf(`<w:ind w:left="%d"/>`, step*(level+1)), b.Runs)
		return
	}
	list := bullets
	if n, err := strconv.Atoi(strings.TrimSuffix(b.Mark, ".")); err == nil {
		list = w.numbered(level, n, follows)
	} else if b.Mark != dash { // a mark that the program would not draw
		b.Runs = append(sheet.Say(b.Mark+" "), b.Runs...)
	}
	w.paragraph("ListParagraph", fmt.Sprintf(`<w:numPr><w:ilvl w:val="%d"/><w:numId w:val="%d"/></w:numPr>`, level, list), b.Runs)
}

// numbered is the list that a point with this number belongs to: the one that runs
// at its level, where it comes next there, or a new one.
func (w *writer) numbered(level, number int, follows bool) int {
	if !follows {
		w.running = [depths]*list{}
	}
	if at := w.running[level]; at == nil || at.last != number-1 {
		w.lists = append(w.lists, &list{id: firstNumbered + len(w.lists), level: level, from: number})
		w.running[level] = w.lists[len(w.lists)-1]
	}
	w.running[level].last = number
	return w.running[level].id
}

// runs are words, with their looks. Spaces stand as they are written.
func (w *writer) runs(all []prose.Run) string {
	var b strings.Builder
	for _, r := range all {
		looks := ""
		if r.Strong {
			looks += "<w:b/>"
		}
		if r.Stress {
			looks += "<w:i/>"
		}
		if r.Link != "" {
			w.links = append(w.links, r.Link)
			looks = `<w:rStyle w:val="Hyperlink"/>` + looks
			fmt.Fprintf(&b, `<w:hyperlink r:id="rIdLink%d">`, len(w.links))
		}
		b.WriteString("<w:r>")
		if looks != "" {
			b.WriteString("<w:rPr>" + looks + "</w:rPr>")
		}
		for i, line := range strings.Split(r.Text, "\n") {
			if i > 0 {
				b.WriteString("<w:br/>")
			}
			b.WriteString(`<w:t xml:space="preserve">` + esc(line) + "</w:t>")
		}
		b.WriteString("</w:r>")
		if r.Link != "" {
			b.WriteString("</w:hyperlink>")
		}
	}
	return b.String()
}

// table writes a table. Its headings come again on each page, and no row is torn
// between two.
func (w *writer) table(b sheet.Block) {
	var widths []int
	for _, wide := range b.Columns(measure, 3) { // the longest label stands on one line
		widths = append(widths, int(wide))
	}
	first := "0"
	if b.Kind == sheet.Facts {
		first = "1"
	}
	fmt.Fprintf(&w.body, `<w:tbl><w:tblPr><w:tblStyle w:val="%s"/><w:tblW w:w="%d" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblLook w:val="04A0" w:firstRow="1" w:lastRow="0" w:firstColumn="%s" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>%s</w:tblPr><w:tblGrid>`,
		map[bool]string{true: "Facts", false: "Grid"}[b.Kind == sheet.Facts], measure, first, caption(b.Table))
	for _, wide := range widths {
		fmt.Fprintf(&w.body, `<w:gridCol w:w="%d"/>`, wide)
	}
	w.body.WriteString(`</w:tblGrid>`)
	if len(b.Table.Heads) > 0 {
		w.row(`<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`, widths, func(i int) []prose.Run { return sheet.Strong(b.Table.Heads[i]) })
	}
	for _, cells := range b.Table.Rows {
		w.row(`<w:trPr><w:cantSplit/></w:trPr>`, widths, func(i int) []prose.Run {
			if b.Kind == sheet.Facts && i == 0 {
				return sheet.Strong(sheet.Plain(cells[i]))
			}
			if i >= len(cells) {
				return nil
			}
			return cells[i]
		})
	}
	w.body.WriteString(`</w:tbl><w:p><w:pPr><w:pStyle w:val="AfterTable"/></w:pPr></w:p>`)
}

func (w *writer) row(how string, widths []int, cell func(i int) []prose.Run) {
	w.body.WriteString(`<w:tr>` + how)
	for i, wide := range widths {
		fmt.Fprintf(&w.body, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr>`, wide)
		w.paragraph("Cell", "", cell(i))
		w.body.WriteString(`</w:tc>`)
	}
	w.body.WriteString(`</w:tr>`)
}

// caption is what a screen reader says of the table before it.
func caption(t *sheet.Table) string {
	if t.Caption == "" {
		return ""
	}
	return `<w:tblCaption w:val="` + esc(t.Caption) + `"/>`
}

// measure is the width of the text, in twentieths of a point.
const measure = 11906 - 2*1360
