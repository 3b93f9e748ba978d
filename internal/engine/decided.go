package engine

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// Decided is every decision, oldest first: the earlier ones, and the one in force,
// if any, last.
func (p Proposal) Decided() []Decision {
	decided := slices.Clone(p.Earlier)
	if p.Decision != nil {
		decided = append(decided, *p.Decision)
	}
	return decided
}

// Recommended is the newest recommendation of each body, in the order in which
// they were made.
func (p Proposal) Recommended() []Decision {
	var newest []Decision
	for i, r := range p.Recommendations {
		later := p.Recommendations[i+1:]
		if !slices.ContainsFunc(later, func(other Decision) bool { return other.Body == r.Body }) {
			newest = append(newest, r)
		}
	}
	return newest
}

// recommended is the newest recommendation of all, as guards name it.
func (p Proposal) recommended() map[string]any {
	newest := Decision{}
	if n := len(p.Recommendations); n > 0 {
		newest = p.Recommendations[n-1]
	}
	return map[string]any{"text": newest.Text, "body": newest.Body, "on": newest.On.String()}
}

// recordRecommendation keeps what a step recommends, apart from what is decided.
func (d *deciding) recordRecommendation(t *definition.Transition) {
	text, ok := d.given["recommendation"].(string)
	if !ok || !t.Recommends() {
		return
	}
	d.p.Recommendations = append(slices.Clone(d.p.Recommendations), Decision{
		Text: text, Body: d.actingBody(), Person: d.act.Actor.Person, On: d.today, Transition: t.Name,
	})
}

// departed refuses a decision that departs from what was recommended and does not
// say why.
func (d *deciding) departed() *fault.Error {
	if departs, _ := d.given["departs"].(bool); !departs {
		return nil
	}
	reason, _ := d.flow.Input("reason", nil)
	if _, given := d.given["reason"]; given {
		return nil
	}
	f := d.lacking(reason)
	if f != nil {
		f.Saying = "departs_without_reason"
	}
	return f
}

// putAside sets the decision among the earlier ones, where it holds no more if the
// step reopens the proposal.
func (d *deciding) putAside(t *definition.Transition) {
	if d.p.Decision == nil {
		return
	}
	earlier := *d.p.Decision
	earlier.Void = t.Reopens
	d.p.Earlier = append(slices.Clone(d.p.Earlier), earlier)
	d.p.Decision = nil
}

// reopened takes the decision out of force, when a step has reopened the proposal
// and decided nothing else.
func (d *deciding) reopened(t *definition.Transition) {
	if _, decides := d.given["decision"]; t.Reopens && !decides {
		d.putAside(t)
	}
}

// closed refuses a step from a final state, and says who may reopen the proposal
// where somebody may.
func (d *deciding) closed(state *definition.State) *fault.Error {
	f := fault.New(fault.Conflict, "already_closed", wording.Args{"State": state.Title})
	for i := range d.flow.Transitions {
		t := &d.flow.Transitions[i]
		if !t.Reopens || !leadsFrom(t, state.Name) || len(t.By) == 0 {
			continue
		}
		f.Args["Step"], f.Args["Who"] = t.Title, anyOf(d.who(t.By))
		f.Saying = "already_closed_reopens"
		return f
	}
	return f
}
