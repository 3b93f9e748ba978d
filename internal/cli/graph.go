package cli

import (
	"context"
	"fmt"

	"beredd/internal/app"
	"beredd/internal/definition"
	"beredd/internal/drawing"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// graph draws a workflow, and where a proposal stands in it.
type graph struct {
	app.Kept `embed:""`
	Pack     string `arg:"" help:"${help_diff_side}"`
	Workflow string `help:"${help_workflow}" placeholder:"NAME"`
	Format   string `default:"mermaid" enum:"mermaid,svg,text" help:"${help_format}"`
	Proposal string `help:"${help_graph_proposal}" placeholder:"NUMBER"`
}

// Run prints the drawing, in the terminal's language.
func (c graph) Run(ctx context.Context, t *terminal) error {
	pack, marks, err := c.drawn(ctx)
	if err != nil {
		return err
	}
	flow, err := c.chosen(pack)
	if err != nil {
		return err
	}
	drawn := drawing.New(pack, flow, t.language, marks)
	switch c.Format {
	case "svg":
		fmt.Fprintln(t.out, drawn.SVG())
	case "text":
		fmt.Fprint(t.out, drawn.Text())
	default:
		fmt.Fprint(t.out, drawn.Mermaid())
	}
	return nil
}

// drawn is the pack that is drawn: the one in a folder, or an edition; with a proposal the
// edition that it runs on, whatever stands in the folder.
func (c *graph) drawn(ctx context.Context) (*definition.Pack, drawing.Marks, error) {
	if c.Proposal == "" {
		pack, err := app.PackAt(ctx, c.Kept, "", c.Pack)
		return pack, drawing.Marks{}, err
	}
	pack, p, events, err := app.Way(ctx, c.Kept, c.Pack, c.Proposal)
	if err != nil {
		return nil, drawing.Marks{}, err
	}
	c.Workflow = p.Workflow
	return pack, drawing.MarksOf(p, events), nil
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
