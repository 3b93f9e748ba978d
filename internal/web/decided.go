package web

import (
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// earlierDecisions are those before the one in force, the latest first.
func (s *Server) earlierDecisions(v *visit, p engine.Proposal) []decisionView {
	var views []decisionView
	for i := len(p.Earlier) - 1; i >= 0; i-- {
		view := s.viewOf(v, p, p.Earlier[i])
		if p.Earlier[i].Void {
			view.add(v.say("web.proposal.holds", nil), v.say("web.proposal.holds_no_more", nil))
		}
		views = append(views, view)
	}
	return views
}

// recommendations are what each body recommended last, which stands apart from
// what is decided.
func (s *Server) recommendations(v *visit, p engine.Proposal) []decisionView {
	var views []decisionView
	for _, r := range p.Recommended() {
		view := decisionView{Text: r.Text, Word: v.say("web.proposal.recommended", wording.Args{"Body": s.bodyTitle(r.Body).In(v.lang)})}
		view.add(v.say("web.proposal.recommended_on", nil), r.On.Prose(v.lang))
		views = append(views, view)
	}
	return views
}
