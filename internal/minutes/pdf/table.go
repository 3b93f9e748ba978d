package pdf

import "beredd/internal/minutes/sheet"

// A cell is a table's, with what is left of it to draw.
type cell struct {
	element *element
	lines   []line
	x       float64
}

// table sets a table. Its headings stand again on each page, drawn and not read.
func (s *setting) table(b sheet.Block) {
	t := b.Table
	e := s.root.inside("Table")
	widths := b.Columns(measure, 4)
	plain, strong := style{body, leading - 1, false}, style{small + 0.5, leading - 2, true}
	var heads []cell
	if len(t.Heads) > 0 {
		row := e.inside("TR")
		x := left
		for i, h := range t.Heads {
			th := row.inside("TH")
			th.attrs = "/A <</O /Table /Scope /Column>>"
			heads = append(heads, cell{th, s.lines(sheet.Say(h), strong, widths[i]-padding), x})
			x += widths[i]
		}
		s.room(3 * leading)
		s.cells(heads, strong, true)
		s.page().rule(left, s.y+1, measure, 1)
		s.y -= 2
	}
	for _, cols := range t.Rows {
		s.row(e.inside("TR"), cells(s, cols, widths, b.Kind == sheet.Facts, plain), plain, func() {
			if len(heads) == 0 {
				return
			}
			s.cells(heads, strong, false)
			s.page().rule(left, s.y+1, measure, 1)
			s.y -= 2
		}, b.Kind == sheet.Grid)
	}
	s.y -= gap
}

// cells are a row's, the first a heading where the table is of facts.
func cells(s *setting, cols [][]run, widths []float64, facts bool, st style) (all []cell) {
	x := left
	for i, runs := range cols {
		kind, how := "TD", st
		if facts && i == 0 {
			kind, how.strong = "TH", true
		}
		c := cell{&element{kind: kind}, s.lines(runs, how, widths[i]-padding), x}
		if kind == "TH" {
			c.element.attrs = "/A <</O /Table /Scope /Row>>"
		}
		all = append(all, c)
		x += widths[i]
	}
	return all
}

// row draws a row, on a page of its own where this one has no room for it whole,
// and over several where no page has.
func (s *setting) row(e *element, all []cell, st style, again func(), ruled bool) {
	most := 0
	for _, c := range all {
		e.kids = append(e.kids, kid{element: c.element})
		most = max(most, len(c.lines))
	}
	need := float64(most)*st.leading + 2
	turned := s.y-need < bottom && (s.y < top && need < top-bottom || s.y-st.leading < bottom)
	if turned {
		s.turn()
		again()
	}
	for {
		fits := max(1, int((s.y-bottom)/st.leading))
		now, later := make([]cell, len(all)), false
		for i, c := range all {
			n := min(fits, len(c.lines))
			now[i] = cell{c.element, c.lines[:n], c.x}
			all[i].lines = c.lines[n:]
			later = later || len(all[i].lines) > 0
		}
		s.cells(now, st, true)
		if !later {
			break
		}
		s.turn()
		again()
	}
	s.y -= 2
	if ruled {
		s.page().rule(left, s.y+1, measure, hair)
		s.y -= 2
	}
}

// cells draws cells beside each other, for readers or only to see.
func (s *setting) cells(all []cell, st style, read bool) {
	y, low := s.y, s.y
	for _, c := range all {
		s.y = y
		chains := map[int]*element{}
		for _, l := range c.lines {
			if read {
				s.draw(c.element, l, st, c.x, chains)
			} else {
				for _, part := range l {
					s.page().aside("Header", part.face, st.size, c.x+part.x, s.y-baseline(st), part.text)
				}
			}
			s.y -= st.leading
		}
		s.page().close()
		low = min(low, s.y)
	}
	s.y = low
}
