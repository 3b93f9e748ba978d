package web

import (
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A cameView is what one of the proposals that this one has opened came back with.
type cameView struct {
	From        wording.Text // the body that drafted it
	Number      string
	Path, Title string
	State       wording.Text
	Decision    string
	Papers      []camePaper // its own: not those that it had from here
}

// A camePaper leads to one of them.
type camePaper struct{ Name, Path string }

// cameOf is what a child of p came back with; nil of one that has neither a decision nor
// papers of its own, or that the reader may not read.
func (s *Server) cameOf(p, child engine.Proposal) *cameView {
	own := s.of(child.Workflow, child.Edition)
	flow := own.Pack.Workflow(child.Workflow)
	if flow == nil || child.IsVeiled() || p.IsVeiled() {
		return nil
	}
	view := &cameView{
		From: own.bodyTitle(draftedBy(flow, child)), Number: child.Number, Path: proposalPath(child.Number), Title: child.Title,
		State: own.stateTitle(child.Workflow, child.State),
	}
	if child.Decision != nil {
		view.Decision = child.Decision.Text
	}
	had := map[string]bool{}
	for _, paper := range p.Documents {
		had[paper.Hash] = true
	}
	for _, paper := range child.Papers() {
		if !had[paper.Hash] {
			view.Papers = append(view.Papers, camePaper{paper.Name, view.Path + "/handlingar/" + paper.ID})
		}
	}
	if view.Decision == "" && len(view.Papers) == 0 {
		return nil
	}
	return view
}

// respondentName is what people call one who is asked: of one of the proposals that a round
// opens for each of many bodies, whose it is too.
func (s *Server) respondentName(v *visit, line *definition.Round, r engine.Respondent) string {
	name := engine.RespondentName(s.Pack, r.Key()).In(v.lang)
	if r.For != "" && line != nil && line.Starts != nil && len(line.Starts.Each) > 0 {
		return s.bodyTitle(r.For).In(v.lang) + ", " + name
	}
	return name
}

// draftedBy is the body that a proposal is drafted in.
func draftedBy(flow *definition.Workflow, p engine.Proposal) string { return p.Bodies[flow.Drafting()] }
