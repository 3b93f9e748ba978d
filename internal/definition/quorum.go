package definition

import (
	"maps"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// present are the names of a guard that count who was at the proposal's meeting, and voted
// those of how they voted there.
var (
	present = []string{"meeting.present", "meeting.members"}
	voted   = []string{"votes.for", "votes.against", "votes.abstaining", "votes.casting"}
)

// whoMet are all that the meeting's record alone tells.
var whoMet = slices.Concat(present, voted)

// castings are what votes.casting may be, beside "" where the chair has cast none.
var castings = []string{"for", "against"}

// asksWhoMet finds such a name, "" where there is none.
func (g *Guard) asksWhoMet() string {
	if g == nil {
		return ""
	}
	v := &meetingNames{of: whoMet}
	ast.Walk(&g.tree, v)
	return v.found
}

// asksVotes says whether a guard names how they voted at the proposal's meeting.
func (g *Guard) asksVotes() bool {
	v := &meetingNames{of: voted}
	ast.Walk(&g.tree, v)
	return v.found != ""
}

type meetingNames struct {
	of    []string
	found string
}

// Visit is called for each part of the expression.
func (v *meetingNames) Visit(part *ast.Node) {
	if member, ok := (*part).(*ast.MemberNode); ok && slices.Contains(v.of, member.String()) {
		v.found = member.String()
	}
}

// AsksWhoMet says whether the guard counts who is at the meeting, which is not known
// before the act is done.
func (g *Guard) AsksWhoMet() bool { return g.asksWhoMet() != "" }

// AsksWhoMet says whether any condition of the workflow counts who is present at the
// proposal's meeting, or how they voted there.
func (w *Workflow) AsksWhoMet() bool { return w.whoMet }

// AsksVotes says whether any condition of the workflow hangs on how they voted.
func (w *Workflow) AsksVotes() bool { return w.votes }

// checkWhoMet reports a condition on who is present where no meeting has a record.
func (s *scope) checkWhoMet(p *Pack) {
	for _, g := range s.guards {
		if found := g.asksWhoMet(); found != "" && (p.Cycle == nil || len(p.Cycle.Meetings) == 0) {
			s.r.fail(g.Pos, "nobody_meets", wording.Args{"Found": found})
		}
	}
}

// ofWhoMet says whether a comparison is of who is at the meeting, and of nothing else.
func ofWhoMet(n *ast.BinaryNode) bool {
	named := false
	name := func(n ast.Node) (float64, bool) {
		is := slices.Contains(present, n.String())
		named = named || is
		return 1, is
	}
	_, one := reckoned(n.Left, name)
	_, other := reckoned(n.Right, name)
	return one && other && named
}

// presences is the factor of who is at the meeting: nobody is present who is not one of
// those with a voice, and these have seats in a body.
func (f *freedom) presences() factor {
	keys := slices.Sorted(maps.Keys(f.met))
	met := strings.Join(keys, "\n")
	if f.graph != nil && f.graph.met[met] != nil {
		return f.graph.met[met]
	}
	var cases factor
	seen := map[string]bool{}
	for members := range f.flow.mostSeats + 1 {
		for there := range members + 1 {
			falls := f.atMeeting(float64(there), float64(members))
			told := make([]byte, len(keys))
			for i, key := range keys {
				told[i] = byte(truth(falls[key]))
			}
			if !seen[string(told)] {
				seen[string(told)] = true
				cases = append(cases, falls)
			}
		}
	}
	if f.graph != nil {
		f.graph.met[met] = cases
	}
	return cases
}

// atMeeting is how the comparisons fall out where so many are there of so many.
func (f *freedom) atMeeting(there, members float64) map[string]bool {
	falls := map[string]bool{}
	known := func(n ast.Node) (float64, bool) {
		if n.String() == "meeting.present" {
			return there, true
		}
		return members, true
	}
	for key, n := range f.met {
		left, _ := reckoned(n.Left, known)
		right, ok := reckoned(n.Right, known)
		falls[key] = ok && compared(n.Operator, left, right) == surely
	}
	return falls
}
