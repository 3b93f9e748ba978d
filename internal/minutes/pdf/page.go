package pdf

import (
	"fmt"
	"strings"
)

// A4, in points, and where on it the text stands.
const (
	wide, high          = 595.28, 841.89
	left, right         = 68.0, 527.28
	top, bottom         = 765.0, 76.0
	headAt, footAt      = 797.0, 42.0
	measure             = right - left
	small, body         = 8.5, 10.5
	leading, gap        = 15.0, 7.0
	indent              = 18.0
	padding, hair, sign = 4.0, 0.5, 34.0
)

// A page is one side.
type page struct {
	content strings.Builder
	open    *element // whose words are being drawn
	owners  []int    // of each mark, the object of its element
	links   []int    // the objects of links on the page
	id      int      // of its object
}

// A place is a link on a page.
type place struct {
	page       *page
	x, y, w, h float64
	to         string
	owner      *element
	id         int
}

// mark says that what follows is e's.
func (p *page) mark(e *element) {
	if p.open == e {
		return
	}
	p.close()
	n := len(p.owners)
	p.owners = append(p.owners, 0)
	e.kids = append(e.kids, kid{page: p, mark: n})
	fmt.Fprintf(&p.content, "/%s <</MCID %d>> BDC\n", e.kind, n)
	p.open = e
}

func (p *page) close() {
	if p.open != nil {
		p.content.WriteString("EMC\n")
		p.open = nil
	}
}

// show draws a text.
func (p *page) show(f *face, size, x, y float64, text string) {
	fmt.Fprintf(&p.content, "BT /%s %.4g Tf 1 0 0 1 %.2f %.2f Tm %s Tj ET\n", f.name, size, x, y, f.show(text))
}

// rule draws a line that nobody reads aloud.
func (p *page) rule(x, y, w, thick float64) {
	p.close()
	fmt.Fprintf(&p.content, "/Artifact <</Type /Layout>> BDC\n%.2f w 0.55 G %.2f %.2f m %.2f %.2f l S\nEMC\n", thick, x, y, x+w, y)
}

// aside draws a text that comes again on each page.
func (p *page) aside(kind string, f *face, size, x, y float64, text string) {
	p.close()
	fmt.Fprintf(&p.content, "/Artifact <</Type /Pagination /Subtype /%s>> BDC\n", kind)
	p.show(f, size, x, y, text)
	p.content.WriteString("EMC\n")
}
