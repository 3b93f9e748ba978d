package cli

import (
	"fmt"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// graph draws a workflow.
type graph struct {
	Pack     string `arg:"" help:"${help_pack_argument}"`
	Workflow string `help:"${help_workflow}" placeholder:"NAME"`
	Format   string `default:"mermaid" enum:"mermaid,svg" help:"${help_format}"`
}

// Run prints the drawing, in the terminal's language.
func (c graph) Run(t *terminal) error {
	found, err := usable(c.Pack)
	if err != nil {
		return err
	}
	flow, err := c.chosen(found.Pack)
	if err != nil {
		return err
	}
	if c.Format == "svg" {
		fmt.Fprintln(t.out, definition.SVG(flow, t.language, definition.Marks{Roles: titles(found.Pack, flow)}))
		return nil
	}
	fmt.Fprint(t.out, definition.Mermaid(flow, t.language))
	return nil
}

// chosen is the workflow that was asked for, or the only one there is.
func (c graph) chosen(pack *definition.Pack) (*definition.Workflow, error) {
	var names []string
	for _, w := range pack.Workflows {
		if w.Key == c.Workflow || c.Workflow == "" && len(pack.Workflows) == 1 {
			return w, nil
		}
		names = append(names, w.Key)
	}
	return nil, fault.New(fault.Invalid, "which_workflow", wording.Args{"Names": wording.Text{
		wording.Swedish: wording.List(wording.Swedish, names), wording.English: wording.List(wording.English, names)}})
}

// titles are what people call a workflow's roles: the bodies that have them.
func titles(pack *definition.Pack, flow *definition.Workflow) map[string]wording.Text {
	titles := map[string]wording.Text{}
	for role, bodies := range pack.Binds[flow.Key] {
		if len(bodies) == 1 && pack.People.Body(bodies[0]) != nil {
			titles[role] = pack.People.Body(bodies[0]).Title
		}
	}
	return titles
}
