package pdf

import (
	"strings"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/goregular"

	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
)

// A setting is a document on its way onto pages.
type setting struct {
	regular, bold, italic *face
	pages                 []*page
	y                     float64 // where the next line's upper edge is
	root                  *element
	list                  *element // that points are added to
	hang                  float64  // how far its points are set in
	links                 []*place
	marks                 []bookmark
}

func newSetting() (*setting, error) {
	s := &setting{root: &element{kind: "Document"}}
	for _, f := range []struct {
		to   **face
		name string
		data []byte
	}{{&s.regular, "Go-Regular", goregular.TTF}, {&s.bold, "Go-Bold", gobold.TTF}, {&s.italic, "Go-Italic", goitalic.TTF}} {
		made, err := newFace(f.name, f.data)
		if err != nil {
			return nil, err
		}
		*f.to = made
	}
	s.turn()
	return s, nil
}

func (s *setting) faces() []*face { return []*face{s.regular, s.bold, s.italic} }

func (s *setting) page() *page { return s.pages[len(s.pages)-1] }

// turn begins a new page.
func (s *setting) turn() {
	if len(s.pages) > 0 {
		s.page().close()
	}
	s.pages = append(s.pages, &page{})
	s.y = top
}

// room begins a new page where there are not so many points left on this one.
func (s *setting) room(points float64) {
	if s.y-points < bottom && s.y < top {
		s.turn()
	}
}

// space leaves some room, but not at the head of a page.
func (s *setting) space(points float64) {
	if s.y < top {
		s.y -= points
	}
}

// block sets one block. rest are those after it.
func (s *setting) block(b sheet.Block, rest []sheet.Block) {
	if b.Kind != sheet.Point && s.list != nil {
		s.list = nil
		s.space(gap - 2.5)
	}
	switch b.Kind {
	case sheet.Heading:
		s.heading(b, beside(rest))
	case sheet.Point:
		if s.list == nil {
			s.list = s.root.inside("L")
			s.hang = s.hangs(append([]sheet.Block{b}, rest...))
		}
		s.point(b)
	case sheet.Notice:
		s.space(4)
		lines := s.lines(b.Runs, style{body, leading, true}, measure-2*padding)
		s.room(float64(len(lines)) * leading)
		s.page().rule(left, s.y, measure, 1)
		s.y -= padding
		s.paragraph(s.root.inside("P"), lines, style{body, leading, true}, left+padding)
		s.y -= padding
		s.page().rule(left, s.y, measure, 1)
		s.y -= gap + 4
	case sheet.Facts, sheet.Grid:
		s.table(b)
	case sheet.Signatures:
		s.signatures(b.Signs)
	default:
		lines := s.lines(b.Runs, style{body, leading, false}, measure)
		if len(rest) > 0 && rest[0].Kind == sheet.Point && len(lines) == 1 { // what leads to a list stands with it
			s.room(2*leading + gap)
		}
		s.paragraph(s.root.inside("P"), lines, style{body, leading, false}, left)
		s.y -= gap
	}
}

// headings are how each level is set.
var headings = [...]style{{19, 25, true}, {12.5, 17, true}, {body, leading, true}}

func (s *setting) heading(b sheet.Block, next float64) {
	level := min(max(b.Level, 1), len(headings))
	st := headings[level-1]
	lines := s.lines(sheet.Say(b.Label()), st, measure)
	s.space([]float64{0, 12, 3}[level-1])
	s.room(float64(len(lines))*st.leading + next)
	e := s.root.inside([]string{"H1", "H2", "H3"}[level-1])
	s.marks = append(s.marks, bookmark{title: b.Label(), level: level, page: s.page(), y: s.y})
	s.paragraph(e, lines, st, left)
	s.y -= []float64{8, 4, 1}[level-1]
}

// point sets a point of a list, its dash or number beside it.
func (s *setting) point(b sheet.Block) {
	at := left + s.hang + indent*float64(max(b.Level, 1)-1)
	st := style{body, leading, false}
	lines := s.lines(b.Runs, st, right-at)
	s.fit(len(lines), leading)
	item := s.list.inside("LI")
	if b.Mark != "" {
		label := item.inside("Lbl")
		s.page().mark(label)
		s.page().show(s.regular, body, at-s.regular.width(spelled(b.Mark))*body-7, s.y-baseline(st), spelled(b.Mark)+" ")
	}
	s.paragraph(item.inside("LBody"), lines, st, at)
	s.y -= 2.5
}

// hangs is how far a list's points are set in, so that its widest mark has room.
func (s *setting) hangs(blocks []sheet.Block) float64 {
	most := indent
	for _, b := range blocks {
		if b.Kind != sheet.Point {
			break
		}
		most = max(most, s.regular.width(spelled(b.Mark))*body+9)
	}
	return most
}

// baseline is how far below a line's upper edge its letters stand.
func baseline(st style) float64 { return st.leading - (st.leading-st.size)/2 - st.size*0.16 }

// fit begins a new page where only the first of several lines has room on this one.
func (s *setting) fit(lines int, leading float64) { s.room(float64(min(lines, 2)) * leading) }

// paragraph draws lines as an element's, over as many pages as it takes: no page
// ends with a paragraph's first line nor begins with its last, where it has more
// than two.
func (s *setting) paragraph(e *element, lines []line, st style, x float64) {
	s.fit(len(lines), st.leading)
	chains := map[int]*element{}
	for i, l := range lines {
		rest := len(lines) - i
		switch {
		case s.y-st.leading < bottom:
			s.turn()
		case rest == 2 && i > 1 && s.y-2*st.leading < bottom:
			s.turn()
		}
		s.draw(e, l, st, x, chains)
		s.y -= st.leading
	}
	s.page().close()
}

// draw sets one line whose upper edge is where the page has come to. chains are
// the links that have begun on lines before.
func (s *setting) draw(e *element, l line, st style, x float64, chains map[int]*element) {
	p := s.page()
	for _, part := range l {
		owner := e
		if part.link != "" {
			if chains[part.chain] == nil {
				chains[part.chain] = e.inside("Link")
			}
			owner = chains[part.chain]
			y := s.y - st.leading
			s.links = append(s.links, &place{page: p, x: x + part.x, y: y, w: part.wide, h: st.leading, to: part.link, owner: owner})
		}
		p.mark(owner)
		if part.link != "" {
			p.content.WriteString("0.04 0.31 0.54 rg\n")
		}
		p.show(part.face, st.size, x+part.x, s.y-baseline(st), part.text)
		if part.link != "" {
			p.content.WriteString("0 g\n")
		}
	}
}

// signatures draws a line for each who signs, and below it who that is.
func (s *setting) signatures(all []sheet.Sign) {
	st := style{body, leading, false}
	for _, who := range all {
		s.room(sign + 2*leading)
		s.y -= sign
		s.page().rule(left, s.y, measure*0.6, hair)
		s.y -= 2
		runs := []prose.Run{{Text: strings.TrimSuffix(who.Role+", "+who.Name, ", ")}}
		s.paragraph(s.root.inside("P"), s.lines(runs, st, measure), st, left)
		s.y -= gap
	}
}
