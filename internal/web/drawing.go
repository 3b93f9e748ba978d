package web

import (
	"html/template"
	"regexp"
	"strconv"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// widest is how wide a drawing may be, in pixels, to be shrunk to an ordinary
// screen and still be read. One that is wider is scrolled instead.
const widest = 1250

var drawnWidth = regexp.MustCompile(` width="(\d+)"`)

// drawer draws a workflow as part of a page. The room that draws escapes all
// that the pack says in it.
func drawer(l wording.Language) func(*definition.Workflow, definition.Marks) template.HTML {
	return func(flow *definition.Workflow, marks definition.Marks) template.HTML {
		drawn := definition.SVG(flow, l, marks)
		if found := drawnWidth.FindStringSubmatch(drawn); found != nil {
			if width, err := strconv.Atoi(found[1]); err == nil && width <= widest {
				drawn = strings.Replace(drawn, "<svg ", `<svg class="shrinks" `, 1)
			}
		}
		return template.HTML(drawn)
	}
}
