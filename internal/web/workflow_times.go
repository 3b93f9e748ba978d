package web

import (
	"beredd/internal/definition"
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
		times = append(times, fact{flow.Windows[i].Title.In(v.lang), windowWords(v, flow, &flow.Windows[i])})
	}
	return times
}

func windowWords(v *visit, flow *definition.Workflow, w *definition.Window) string {
	if len(w.After) == 0 {
		return v.say("web.workflow.window", wording.Args{"From": edgeWords(v, flow, w.From), "To": edgeWords(v, flow, w.To)})
	}
	var after []string
	for _, on := range w.After {
		switch {
		case flow.Transition(on.Name) != nil:
			after = append(after, flow.Transition(on.Name).Title.In(v.lang))
		case flow.State(on.Name) != nil:
			after = append(after, flow.State(on.Name).Title.In(v.lang))
		case flow.Round(on.Name) != nil:
			after = append(after, flow.Round(on.Name).Title.In(v.lang))
		}
	}
	return v.say("web.workflow.window_after", wording.Args{"For": w.For.Text(), "After": wording.AnyOf(v.lang, after)})
}

// edgeWords is the day on which a window begins or ends.
func edgeWords(v *visit, flow *definition.Workflow, e definition.Edge) string {
	switch {
	case e.Ref != nil:
		return flow.DateTitle(e.Ref).In(v.lang)
	case !e.Yearly.IsZero():
		return e.Yearly.In(2001).Short(v.lang)
	}
	return e.Date.Prose(v.lang)
}
