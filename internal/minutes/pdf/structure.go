package pdf

import (
	"fmt"
	"strings"
)

// An element is a part of the document as a screen reader meets it: a heading, a
// paragraph, a table's cell. What no element holds is decoration, and not read.
type element struct {
	kind  string // "H1", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Link"
	attrs string
	kids  []kid
	id    int // of its object
}

// A kid is an element within, a mark on a page, or a link's place on a page.
type kid struct {
	element *element
	page    *page
	mark    int
	link    int // the object of the link's place
}

// inside adds an element within e.
func (e *element) inside(kind string) *element {
	inner := &element{kind: kind}
	e.kids = append(e.kids, kid{element: inner})
	return inner
}

// number gives e and all within it their objects.
func (e *element) number(f *file) {
	e.id = f.reserve()
	for _, k := range e.kids {
		if k.element != nil {
			k.element.number(f)
		}
	}
}

// write puts e and all within it. parent is an object.
func (e *element) write(f *file, parent int) {
	var kids []string
	for _, k := range e.kids {
		switch {
		case k.element != nil:
			kids = append(kids, fmt.Sprintf("%d 0 R", k.element.id))
			k.element.write(f, e.id)
		case k.link != 0:
			kids = append(kids, fmt.Sprintf("<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>>", k.page.id, k.link))
		default:
			kids = append(kids, fmt.Sprintf("<</Type /MCR /Pg %d 0 R /MCID %d>>", k.page.id, k.mark))
			k.page.owners[k.mark] = e.id
		}
	}
	f.put(e.id, "<</Type /StructElem /S /%s /P %d 0 R %s /K [%s]>>", e.kind, parent, e.attrs, strings.Join(kids, " "))
}

// tree writes the whole structure, and from each mark the way to its element. It
// answers the object that the catalogue names.
func (s *setting) tree(f *file) int {
	root := f.reserve()
	s.root.number(f)
	s.root.write(f, root)
	var b strings.Builder
	for i, p := range s.pages {
		fmt.Fprintf(&b, "%d %s ", i, refs(p.owners))
	}
	for i, l := range s.links {
		fmt.Fprintf(&b, "%d %d 0 R ", len(s.pages)+i, l.owner.id)
	}
	f.put(root, "<</Type /StructTreeRoot /K [%d 0 R] /ParentTree <</Nums [%s]>> /ParentTreeNextKey %d>>",
		s.root.id, strings.TrimSpace(b.String()), len(s.pages)+len(s.links))
	return root
}
