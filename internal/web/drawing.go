package web

import (
	"html/template"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// drawer draws a workflow as part of a page. The room that draws escapes all
// that the pack says in it.
func drawer(l wording.Language) func(*definition.Workflow, definition.Marks) template.HTML {
	return func(flow *definition.Workflow, marks definition.Marks) template.HTML {
		return template.HTML(definition.SVG(flow, l, marks))
	}
}
