package web

import (
	"beredd/internal/definition"
	"beredd/internal/drawing"
	"beredd/internal/wording"
)

// workflowTimes say how a workflow's clocks count, and when its windows are open.
func workflowTimes(v *visit, flow *definition.Workflow) []fact {
	var times []fact
	for _, c := range flow.Clocks {
		var in []string
		for _, name := range c.Runs {
			if state := flow.State(name); state != nil {
				in = append(in, state.Title.In(v.lang))
			}
		}
		times = append(times, fact{c.Title.In(v.lang), v.say("web.workflow.clock", wording.Args{
			"Within": c.Deadline.Within.Text(), "States": wording.List(v.lang, in)})})
	}
	for i := range flow.Windows {
		times = append(times, fact{flow.Windows[i].Title.In(v.lang), drawing.WindowWords(flow, &flow.Windows[i], v.lang)})
	}
	return times
}
