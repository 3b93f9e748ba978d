package engine

import (
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Chance is a step that somebody may take as long as a window is open: a decision may be
// appealed against until the time for it is over, say.
type Chance struct {
	Step   *definition.Transition
	Window *definition.Window
	Who    wording.Text    // may take it, as the middle of a sentence
	Last   calendar.Moment // the last day on which it may be taken
}

// Chances are the steps that lead on from where p stands at now and are for a time alone, in
// the pack's order. One whose last day nobody knows yet is not among them.
func Chances(pack *definition.Pack, p Proposal, now time.Time) []Chance {
	if flow := pack.WorkflowOf(p.Workflow, p.Edition); flow == nil || len(flow.Windows) == 0 || p.IsVeiled() {
		return nil
	}
	d := begin(pack, p, Act{}, now)
	var all []Chance
	for i := range d.flow.Transitions {
		t := &d.flow.Transitions[i]
		window, s := d.chance(t.Windows.OnlyDuring)
		if window == nil || !leadsFrom(t, d.p.State) {
			continue
		}
		if who := d.peopleWho(t); len(who) > 0 {
			all = append(all, Chance{t, window, d.butFor(t, anyOf(who)), s.last})
		}
	}
	return all
}

// chance is the window that is open now and ends last, of those of which one must be open;
// nil where none is, or nobody knows when it ends.
func (d *deciding) chance(names []string) (window *definition.Window, longest span) {
	for _, name := range names {
		w := d.flow.Window(name)
		if w == nil {
			continue
		}
		switch s := d.span(w); {
		case !s.open(d.now):
		case s.to.IsZero():
			return nil, span{}
		case s.to.After(longest.to):
			window, longest = w, s
		}
	}
	return window, longest
}

// peopleWho say who the people are that take a step, each as the directory knows them.
func (d *deciding) peopleWho(t *definition.Transition) []wording.Text {
	return d.who(slices.DeleteFunc(slices.Clone(t.By), func(party people.Party) bool { return party.Kind == people.System }))
}
