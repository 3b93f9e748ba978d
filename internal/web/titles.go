package web

import (
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// stateTitle is what people call a state. Its name is never shown.
func (s *Server) stateTitle(workflow, state string) wording.Text {
	if w := s.Pack.Workflow(workflow); w != nil {
		if st := w.State(state); st != nil {
			return st.Title
		}
	}
	return wording.Both("web.unknown_state", nil)
}

// stateTask is what whoever holds a proposal in a state is to do, where the pack
// says it.
func (s *Server) stateTask(workflow, state string) wording.Text {
	if w := s.Pack.Workflow(workflow); w != nil && w.State(state) != nil {
		return w.State(state).Task
	}
	return nil
}

// roundTitle is what people call a round.
func (s *Server) roundTitle(workflow, round string) wording.Text {
	if w := s.Pack.Workflow(workflow); w != nil {
		if r := w.Round(round); r != nil && len(r.Title) > 0 {
			return r.Title
		}
	}
	return wording.Both("web.round", nil)
}

// roundLine is the pack's line for a round of p, or nil where the pack has none
// any more.
func (s *Server) roundLine(p engine.Proposal, name string) *definition.Round {
	return s.seenBy(p).roundNamed(p.Workflow, name)
}

// roundNamed is the pack's line for a round, or nil.
func (s *Server) roundNamed(workflow, name string) *definition.Round {
	if w := s.Pack.Workflow(workflow); w != nil {
		return w.Round(name)
	}
	return nil
}

// answerTitle is what people call an answer of a round.
func answerTitle(round *definition.Round, answer string) wording.Text {
	if round != nil {
		if a := round.Answer(answer); a != nil {
			return a.Title
		}
	}
	return wording.Same(answer)
}

// aboutTitle is what a date is the deadline of.
func (s *Server) aboutTitle(v *visit, d engine.DueDate) string {
	s = s.of(d.Workflow, d.Edition)
	w := s.Pack.Workflow(d.Workflow)
	if w == nil {
		return v.say("web.deadline", nil)
	}
	if st := w.State(d.Name); d.About == "state" && st != nil {
		return st.Title.In(v.lang)
	}
	if clock := w.Clock(d.Name); d.About == "clock" && clock != nil {
		return clock.Title.In(v.lang)
	}
	if w.Round(d.Name) != nil && d.About != "state" {
		return s.roundTitle(w.Key, d.Name).In(v.lang)
	}
	return v.say("web.deadline", nil)
}

// left is how long there is until a date, as people say it: "om 3 dagar".
func (s *Server) left(l wording.Language, d calendar.Date) string {
	if d.IsZero() {
		return ""
	}
	days := s.today().DaysUntil(d)
	switch {
	case days == 0:
		return wording.Say(l, "web.left.today", nil)
	case days == 1:
		return wording.Say(l, "web.left.tomorrow", nil)
	case days == -1:
		return wording.Say(l, "web.left.yesterday", nil)
	case days < 0:
		return wording.Say(l, "web.left.ago", wording.Args{"Count": -days})
	}
	return wording.Say(l, "web.left.in", wording.Args{"Count": days})
}
