package pdf

import "fmt"

// A bookmark is a heading that a reader can go to.
type bookmark struct {
	title string
	level int
	page  *page
	y     float64
	id    int
	kids  []*bookmark
}

// outline writes the bookmarks, and answers the object that the catalogue names.
func (s *setting) outline(f *file) int {
	root := &bookmark{id: f.reserve()}
	way := []*bookmark{root}
	for i := range s.marks {
		m := &s.marks[i]
		for len(way) > 1 && way[len(way)-1].level >= m.level {
			way = way[:len(way)-1]
		}
		m.id = f.reserve()
		parent := way[len(way)-1]
		parent.kids = append(parent.kids, m)
		way = append(way, m)
	}
	f.put(root.id, "<</Type /Outlines %s>>", root.children())
	root.write(f)
	return root.id
}

func (b *bookmark) write(f *file) {
	for i, k := range b.kids {
		beside := ""
		if i > 0 {
			beside += fmt.Sprintf(" /Prev %d 0 R", b.kids[i-1].id)
		}
		if i < len(b.kids)-1 {
			beside += fmt.Sprintf(" /Next %d 0 R", b.kids[i+1].id)
		}
		f.put(k.id, "<</Title %s /Parent %d 0 R%s /Dest [%d 0 R /XYZ 0 %.2f 0] %s>>",
			text(k.title), b.id, beside, k.page.id, k.y+4, k.children())
		k.write(f)
	}
}

// children is what a bookmark says of those within it. They are shown from the start.
func (b *bookmark) children() string {
	if len(b.kids) == 0 {
		return ""
	}
	return fmt.Sprintf("/First %d 0 R /Last %d 0 R /Count %d", b.kids[0].id, b.kids[len(b.kids)-1].id, b.shown())
}

func (b *bookmark) shown() (n int) {
	for _, k := range b.kids {
		n += 1 + k.shown()
	}
	return n
}
