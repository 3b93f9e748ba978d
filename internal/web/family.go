package web

import (
	"context"
	"fmt"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// sayFamily words what happened in one proposal because of another, and says
// which.
func (s *Server) sayFamily(v *visit, h *happening, p engine.Proposal, e engine.Event) {
	d := e.Data
	line := s.roundNamed(p.Workflow, d.Round)
	opens := line != nil && line.Starts != nil
	if d.Because == "" && e.Kind != engine.Undone && !opens {
		return
	}
	args := wording.Args{"What": s.stepAnywhere(p.Workflow, d.Transition), "Because": d.Because, "Round": s.roundTitle(p.Workflow, d.Round),
		"Respondent": d.Respondent, "Answer": answerTitle(line, d.Answer)}
	switch {
	case opens && e.Kind == engine.Opened:
		h.Said = v.say("web.event.waits", args)
	case opens && e.Kind == engine.Answered:
		h.Said = v.say("web.event.came_to", args)
	case d.Because == "" && e.Kind != engine.Undone:
	case e.Kind == engine.Undone && d.Transition == "":
		h.Said = v.say("web.event.not_opened", args)
	case e.Kind == engine.Undone:
		h.Said = v.say("web.event.not_done", args)
	case e.Kind == engine.NotTaken && d.About == "meeting":
		h.Said = v.say("web.event.not_taken_up", args)
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

// A kinView is another proposal that this one belongs together with.
type kinView struct {
	Label               string // how
	Number, Path, Title string // the title is "" where it cannot be read
	State               wording.Text
	Came                *cameView // of one that this one has opened, nil where it came back with nothing
}

// family are the proposals that belong together with p: the one it comes from,
// those it has opened, those its fields name, and those that have moved it.
func (s *Server) family(ctx context.Context, v *visit, p engine.Proposal, events []engine.Event) ([]kinView, error) {
	s = s.seenBy(p)
	var kin []kinView
	seen := map[string]bool{p.Number: true}
	var failed error
	opened := map[string]bool{} // by this one
	add := func(label, number string) {
		if number == "" || seen[number] {
			return
		}
		seen[number] = true
		view := kinView{Label: label, Number: number, Path: proposalPath(number)}
		other, err := s.Store.ByNumber(ctx, p.Collaboration, number)
		switch {
		case err == nil:
			view.Title, view.State = other.Title, s.of(other.Workflow, other.Edition).stateTitle(other.Workflow, other.State)
			if opened[number] {
				view.Came = s.cameOf(p, other)
			}
		case fault.As(err) == nil:
			failed = fmt.Errorf("reading %s for the page of %s: %w", number, p.Number, err)
		}
		kin = append(kin, view)
	}
	if p.Parent != nil {
		add(v.say("web.family.parent", nil), p.Parent.Number)
	}
	for _, round := range p.Rounds {
		for _, r := range round.Respondents {
			opened[r.Number] = true
			add(s.roundTitle(p.Workflow, round.Name).In(v.lang), r.Number)
		}
	}
	if flow := s.Pack.Workflow(p.Workflow); flow != nil {
		for _, field := range flow.Fields {
			if text, ok := p.Fields[field.Name].(string); ok && field.Type == definition.Another {
				for _, number := range engine.Numbers(text) {
					add(field.Title.In(v.lang), number)
				}
			}
		}
	}
	for _, e := range events {
		if e.Kind == engine.Transited {
			add(s.transitionTitle(p.Workflow, e.Data.Transition).In(v.lang), e.Data.Because)
		}
	}
	return kin, failed
}

// elsewhere says what an act would have done in other proposals.
func (s *Server) elsewhere(v *visit, p engine.Proposal, errands []engine.Errand) []string {
	var said []string
	for _, e := range errands {
		switch e.Kind {
		case engine.Propose:
			title, _ := e.Inputs["title"].(string)
			said = append(said, v.say("web.effect.opens", wording.Args{
				"Kind": s.flowTitle(e.Workflow), "Title": title, "Who": s.bodyTitle(e.Family.Body)}))
		case engine.Do:
			number := e.Number
			if p.Parent != nil && p.Parent.ID == e.To {
				number = p.Parent.Number
			}
			for _, round := range p.Rounds {
				for _, r := range round.Respondents {
					if r.Proposal == e.To {
						number = r.Number
					}
				}
			}
			said = append(said, v.say("web.effect.elsewhere", wording.Args{"Number": number, "What": s.stepAnywhere("", e.Transition)}))
		}
	}
	return said
}
