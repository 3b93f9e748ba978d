package web

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/people"
)

// steps are the meeting's own steps by which something before or after it may be done
// with: the notice is written when it is sent. A line that stands has its name, and with
// it the step, for good; one that another line has is not offered.
func (l *cycleLine) steps(v *visit) (options []inputOption) {
	flow := l.pack.Workflow(definition.MeetingFlow + l.series)
	if !l.new || flow == nil {
		return nil
	}
	for _, step := range flow.Transitions {
		byPeople := slices.ContainsFunc(step.By, func(p people.Party) bool { return p.Kind != people.System })
		if onward := !step.Reopens && len(step.Closes) == 0 && len(step.Needs) == 0; byPeople && onward && flow.Round(step.Name) == nil {
			options = append(options, inputOption{Value: step.Name, Title: step.Title.In(v.lang)})
		}
	}
	return options
}

// endsBy says whether the form has chosen a step by which the line is done with. A
// meeting is no such thing.
func (l *cycleLine) endsBy(f lineForm) bool {
	flow := l.pack.Workflow(definition.MeetingFlow + l.series)
	return f["ends"] != "" && f["meeting"] == "" && flow != nil && flow.Transition(f["ends"]) != nil && flow.Round(f["ends"]) == nil
}

// ownFirst are the bodies, with those that the line's meetings are of before the others.
func (l *cycleLine) ownFirst() []people.Body {
	bodies := slices.Clone(l.pack.People.Bodies)
	if l.pack.Cycle == nil || l.pack.Cycle.Series(l.series) == nil {
		return bodies
	}
	own := l.pack.Cycle.Series(l.series).Bodies
	slices.SortStableFunc(bodies, func(a, b people.Body) int {
		return before(slices.Contains(own, a.Key), slices.Contains(own, b.Key))
	})
	return bodies
}

// before orders what is so before what is not.
func before(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
