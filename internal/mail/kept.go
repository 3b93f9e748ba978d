package mail

import (
	"fmt"
	html "html/template"

	"beredd/internal/prose"
)

// A piece is a part of a letter's HTML that most letters of the same have in common: a
// fact, a section. It names its template.
type piece struct {
	template string
	of       any // a Row or a Section: all that the piece says
}

// laidOut is a piece as HTML.
type laidOut struct {
	html html.HTML
	err  error
}

// kept lays pieces out, and keeps those without a link for the letters that come soon
// after. One with a link is made for its letter alone: nobody else may have it.
func kept(layOut func(piece) laidOut) func(template string, of any) (html.HTML, error) {
	remembered := prose.Remembered(layOut)
	return func(template string, of any) (html.HTML, error) {
		p, made := piece{template, of}, remembered
		if row, ok := of.(Row); ok && row.URL != "" {
			made = layOut
		}
		done := made(p)
		return done.html, done.err
	}
}

// layOut fills a piece's template in.
func (l *Letters) layOut(p piece) laidOut {
	filled, err := prose.Filled(l.html, p.template, p.of)
	if err != nil {
		err = fmt.Errorf("laying out a letter's %s: %w", p.template, err)
	}
	return laidOut{filled, err}
}
