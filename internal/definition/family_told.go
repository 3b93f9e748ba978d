package definition

import (
	"slices"

	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// childrenWord is what a to: line calls the proposals that a round has opened and that it
// still waits for.
const childrenWord = "children"

// Who is told in another proposal.
const (
	KinHolder    = "holder"    // whose turn it is there
	KinSubmitter = "submitter" // who opened it
)

// A kinLine is a line that tells somebody in another proposal.
type kinLine struct {
	at       source.Node
	children bool
}

// kinParties name them. No body has such seats, so that one may be called as their
// beginning is.
var kinParties = []string{
	ParentWord + "." + KinHolder, ParentWord + "." + KinSubmitter, childrenWord + "." + KinHolder, childrenWord + "." + KinSubmitter,
}

// kinParty is whom to tell in the proposal that this one comes from, or in those that its
// rounds wait for.
func (s *scope) kinParty(n source.Node, whose, who string) people.Party {
	s.kinLines = append(s.kinLines, kinLine{n, whose == childrenWord})
	return people.Party{Kind: people.Kin, Name: whose, Seat: who}
}

// checkKinLines reports lines that tell somebody in a proposal that there never is.
func (s *scope) checkKinLines(p *Pack) {
	for _, line := range s.kinLines {
		switch {
		case line.children && !slices.ContainsFunc(s.flow.Rounds, func(r Round) bool { return r.Starts != nil }):
			s.r.fail(line.at.Pos, "never_parent", wording.Args{"Found": line.at.Text})
		case !line.children && len(s.others(Kin{Parent: true}, p)) == 0:
			s.r.fail(line.at.Pos, "never_child", wording.Args{"Found": line.at.Text})
		}
	}
}

// TellsKin says whether any line of a workflow tells somebody in the proposal that one
// comes from, or in those that its rounds wait for.
func (w *Workflow) TellsKin() (parent, children bool) {
	tells := func(to []people.Party) {
		for _, p := range to {
			parent = parent || p.Kind == people.Kin && p.Name == ParentWord
			children = children || p.Kind == people.Kin && p.Name == childrenWord
		}
	}
	escalates := func(d *Deadline) {
		if d != nil {
			for _, e := range d.Escalate {
				tells(e.To)
			}
		}
	}
	for _, line := range w.Notify {
		tells(line.To)
	}
	for _, st := range w.States {
		escalates(st.Deadline)
	}
	for _, r := range w.Rounds {
		escalates(r.Deadline)
	}
	for _, c := range w.Clocks {
		escalates(c.Deadline)
	}
	return parent, children
}
