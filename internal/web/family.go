package web

import (
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// sayFamily words what happened in one proposal because of another, and says
// which.
func (s *Server) sayFamily(v *visit, h *happening, p engine.Proposal, e engine.Event) {
	d := e.Data
	if d.Because == "" && e.Kind != engine.Undone {
		return
	}
	args := wording.Args{"What": s.stepAnywhere(p.Workflow, d.Transition), "Because": d.Because, "Round": s.roundTitle(p.Workflow, d.Round)}
	switch {
	case e.Kind == engine.Undone && d.Transition == "":
		h.Said = v.say("web.event.not_opened", args)
	case e.Kind == engine.Undone:
		h.Said = v.say("web.event.not_done", args)
	case e.Kind == engine.NotTaken:
		h.Said = v.say("web.event.not_taken_for", args)
	case e.Kind != engine.Reminded:
		h.Lines = append(h.Lines, fact{v.say("web.family.because", nil), d.Because})
	}
}

// stepAnywhere is what people call a step of this workflow, else of another of
// the pack.
func (s *Server) stepAnywhere(workflow, name string) wording.Text {
	if flow := s.Pack.Workflow(workflow); flow != nil && flow.Transition(name) != nil {
		return flow.Transition(name).Title
	}
	for _, flow := range s.Pack.Workflows {
		if t := flow.Transition(name); t != nil {
			return t.Title
		}
	}
	return wording.Same(name)
}
