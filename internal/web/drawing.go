package web

import (
	"fmt"
	"html/template"
	"net/http"
	"strings"

	"beredd/internal/drawing"
	"beredd/internal/wording"
)

// widest is how wide a drawing may be, in pixels, to be shrunk to an ordinary
// screen and still be read. One that is wider is scrolled instead.
const widest = 1250

// A pictureView is a drawing as part of a page, and the same in words.
type pictureView struct {
	SVG   template.HTML
	Parts []drawing.Part
}

// picture is a drawing for a page. The room that draws escapes all that the pack
// says in it.
func picture(d *drawing.Drawing) pictureView {
	svg := d.SVG()
	class := ""
	if d.Width() <= widest {
		class = "shrinks"
	}
	if d.Tall() {
		class += " tall"
	}
	if class != "" {
		svg = strings.Replace(svg, "<svg ", fmt.Sprintf("<svg class=%q ", strings.TrimSpace(class)), 1)
	}
	return pictureView{template.HTML(svg), d.Told()}
}

// A wayPage shows which way a proposal has taken through its workflow, and where
// it stands.
type wayPage struct {
	Number, Title, Path string
	State               wording.Text
	Key                 string // of its workflow
	Picture             pictureView
}

// way is the picture of a proposal's workflow with its own way in it.
func (s *Server) way(w http.ResponseWriter, r *http.Request) error {
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	flow := s.Pack.Workflow(p.Workflow)
	if flow == nil {
		return errNowhere
	}
	events, err := s.Store.History(r.Context(), p.ID)
	if err != nil {
		return err
	}
	return s.show(w, r, "way", wayPage{
		Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), State: s.stateTitle(p.Workflow, p.State), Key: flow.Key,
		Picture: picture(drawing.New(s.Pack, flow, visitOf(r).lang, drawing.MarksOf(p, events))),
	})
}
