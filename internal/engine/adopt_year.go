package engine

import (
	"slices"

	"beredd/internal/definition"
)

// mayAdopt says whether the acting person may let the proposal go over to another
// edition: a coordinator, and the cycle what it has laid out.
func (d *deciding) mayAdopt() bool {
	return d.pack.People.Coordinates(d.act.Actor.Person) || d.act.Actor.System() && d.p.Origin != nil
}

// beginAnew lets the duties begin that the year's new edition has and the old one had
// not: a meeting that has been laid out has them too, but for those of steps that have
// been taken.
func (a *adopting) beginAnew() {
	if !IsOfYear(a.flow.Key) || !a.p.Closed.IsZero() {
		return
	}
	if g := a.p.Gathering; g != nil && g.Fixed.IsZero() && a.isStillToBeHeld() {
		a.stand(a.was.Standing)
	}
	for i := range a.flow.Rounds {
		line := &a.flow.Rounds[i]
		if a.was.Round(line.Name) == nil && line.At != nil && a.hasBegun(line) && !a.isTaken(line.Name) {
			a.openLater(line)
		}
	}
}

// hasBegun says whether what opens a round has been.
func (a *adopting) hasBegun(line *definition.Round) bool {
	return slices.ContainsFunc(line.Opens, func(t definition.Trigger) bool {
		return t.Kind == definition.OnState && a.markOf(t.Name).Times > 0
	})
}

// isTaken says whether a step has been taken that a round falls with.
func (a *adopting) isTaken(round string) bool {
	return slices.ContainsFunc(a.flow.Transitions, func(t definition.Transition) bool {
		return slices.Contains(t.Closes, round) && a.markOf(t.Name).Times > 0
	})
}

// FallsWith says how p goes over to another edition of a workflow of the year: the
// duties fall that it has no more.
func FallsWith(flow *definition.Workflow, p Proposal) Mapping {
	m := Mapping{Rounds: map[string]string{}}
	for i := range p.Rounds {
		if r := &p.Rounds[i]; r.ClosedAt.IsZero() && flow.Round(r.Name) == nil {
			m.Rounds[r.Name] = ""
		}
	}
	for _, name := range p.Awaiting {
		if flow.Round(name) == nil {
			m.Rounds[name] = ""
		}
	}
	return m
}
