package minutes

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"strings"

	"beredd/internal/minutes/docx"
	"beredd/internal/minutes/pdf"
	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
)

// PDF is a paper to keep and to print.
func PDF(s sheet.Sheet) ([]byte, error) { return pdf.Write(s) }

// DOCX is a paper to finish by hand.
func DOCX(s sheet.Sheet) ([]byte, error) { return docx.Write(s) }

// Pages writes papers as HTML.
type Pages struct{ paper *template.Template }

// NewPages reads the templates, of which there is one: minutes/paper.html.
func NewPages(templates fs.FS) (*Pages, error) {
	t, err := template.New("paper.html").Funcs(template.FuncMap{
		"lines": func(text string) []string { return strings.Split(text, "\n") },
	}).ParseFS(templates, "minutes/paper.html")
	if err != nil {
		return nil, fmt.Errorf("reading the template of a meeting's papers: %w", err)
	}
	return &Pages{t}, nil
}

// Article is a paper as a page holds it: its heading and all below, without the
// page's own frame.
func (p *Pages) Article(s sheet.Sheet) ([]byte, error) {
	var out bytes.Buffer
	if err := p.paper.Execute(&out, shown{s, gather(s.Blocks)}); err != nil {
		return nil, fmt.Errorf("writing %q as a page: %w", s.Title, err)
	}
	return out.Bytes(), nil
}

// shown is what the template fills in: a sheet whose points stand in lists.
type shown struct {
	sheet.Sheet
	Parts []shownPart
}

// A shownPart is a block, or a list of points that follow each other.
type shownPart struct {
	Block *sheet.Block
	List  []*point
}

// A point is one of a list, with its paragraphs and the list within it.
type point struct {
	Mark       string
	Paragraphs [][]prose.Run
	Inner      []*point
}

// gather puts points that follow each other into lists, and those that lie deeper
// into lists within.
func gather(blocks []sheet.Block) (parts []shownPart) {
	for i := range blocks {
		b := &blocks[i]
		if b.Kind != sheet.Point {
			parts = append(parts, shownPart{Block: b})
			continue
		}
		if n := len(parts); n == 0 || parts[n-1].List == nil {
			parts = append(parts, shownPart{})
		}
		list := &parts[len(parts)-1].List
		for level := 1; level < b.Level && len(*list) > 0; level++ {
			list = &(*list)[len(*list)-1].Inner
		}
		if n := len(*list); b.Mark == "" && n > 0 {
			(*list)[n-1].Paragraphs = append((*list)[n-1].Paragraphs, b.Runs)
			continue
		}
		*list = append(*list, &point{Mark: b.Mark, Paragraphs: [][]prose.Run{b.Runs}})
	}
	return parts
}
