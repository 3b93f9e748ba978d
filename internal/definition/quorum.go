package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// whoMet are the names of a guard that say who was at the proposal's meeting.
var whoMet = []string{"meeting.present", "meeting.members"}

// asksWhoMet finds such a name, "" where there is none.
func (g *Guard) asksWhoMet() string {
	if g == nil {
		return ""
	}
	v := &meetingNames{}
	ast.Walk(&g.tree, v)
	return v.found
}

type meetingNames struct{ found string }

// Visit is called for each part of the expression.
func (v *meetingNames) Visit(part *ast.Node) {
	if member, ok := (*part).(*ast.MemberNode); ok && slices.Contains(whoMet, member.String()) {
		v.found = member.String()
	}
}

// AsksWhoMet says whether the guard counts who is at the meeting, which is not known
// before the act is done.
func (g *Guard) AsksWhoMet() bool { return g.asksWhoMet() != "" }

// AsksWhoMet says whether any condition of the workflow counts who is present at the
// proposal's meeting.
func (w *Workflow) AsksWhoMet() bool { return w.whoMet }

// checkWhoMet reports a condition on who is present where no meeting has a record.
func (s *scope) checkWhoMet(p *Pack) {
	for _, g := range s.guards {
		if found := g.asksWhoMet(); found != "" && (p.Cycle == nil || len(p.Cycle.Meetings) == 0) {
			s.r.fail(g.Pos, "nobody_meets", wording.Args{"Found": found})
		}
	}
}
