package definition

import (
	"slices"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// checkMet warns of a workflow whose proposals wait for a meeting, where the year has
// meetings and none of a body that has a role in it: they would wait for one that is never
// laid out. It is told where the body is bound that holds them then.
func (s *scope) checkMet(p *Pack, bindings []binding) {
	if p.Cycle == nil || len(p.Cycle.Meetings) == 0 || s.torn {
		return
	}
	var meet []string
	for series := range p.Cycle.Every() {
		meet = append(meet, series.Bodies...)
	}
	for _, role := range s.roles {
		if slices.ContainsFunc(s.binds[role], func(body string) bool { return slices.Contains(meet, body) }) {
			return
		}
	}
	for _, st := range s.flow.States {
		if st.HeldBy == "" || !s.waitsForMeeting(st) || len(s.bodiesOf(people.Party{Kind: people.Role, Name: st.HeldBy})) == 0 {
			continue
		}
		at := slices.IndexFunc(bindings, func(b binding) bool {
			return b.workflow.Text == s.flow.Key && b.role.Text == st.HeldBy && len(b.bodies) > 0
		})
		if at >= 0 {
			s.r.warn(bindings[at].bodies[0].Pos, "meets_never", wording.Args{"Found": bindings[at].bodies[0].Shown(), "State": st.Title})
			return
		}
	}
}

// waitsForMeeting says whether a state asks for a meeting, or a step to it does.
func (s *scope) waitsForMeeting(st State) bool {
	return slices.Contains(st.Needs, "meeting") || slices.ContainsFunc(s.flow.Transitions, func(t Transition) bool {
		return slices.Contains(t.Needs, "meeting") && s.withState(Trigger{Kind: OnTransition, Name: t.Name}, st.Name)
	})
}
