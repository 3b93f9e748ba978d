package web

import (
	"net/http"
	"strconv"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A closingPage is where a coordinator closes a question as it stands, with the
// reason.
type closingPage struct {
	Number, Title, Path, Action string
	Round                       wording.Text
	Missing                     []string // who has not answered
	Key                         string
	Version                     int
	Inputs                      []input
	Errors                      []formError
}

func (s *Server) closing(w http.ResponseWriter, r *http.Request) error {
	page, _, err := s.closingPage(r, newKey())
	if err != nil {
		return err
	}
	return s.show(w, r, "closing", page)
}

func (s *Server) closingPage(r *http.Request, key string) (closingPage, engine.Proposal, error) {
	p, err := s.find(r)
	if err != nil {
		return closingPage{}, p, err
	}
	s = s.seenBy(p)
	v := visitOf(r)
	if !v.member.Coordinates {
		return closingPage{}, p, fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	round, f := s.openRound(r, p)
	if f != nil {
		return closingPage{}, p, f
	}
	if flow := s.Pack.Workflow(p.Workflow); flow != nil && !p.MayBeClosed(flow, *round) {
		return closingPage{}, p, p.ClosesAtDeadline(*round, s.roundTitle(p.Workflow, round.Name))
	}
	page := closingPage{
		Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), Round: s.roundTitle(p.Workflow, round.Name),
		Action: proposalPath(p.Number) + "/stang/" + round.Name, Key: key, Version: p.Version,
	}
	for _, respondent := range round.Respondents {
		if respondent.Waits() {
			page.Missing = append(page.Missing, engine.RespondentName(s.Pack, respondent.Key()).In(v.lang))
		}
	}
	page.Inputs = s.reasonInputs(r, p)
	return page, p, nil
}

// openRound is the round that an address names, where it asks still.
func (s *Server) openRound(r *http.Request, p engine.Proposal) (*engine.Round, *fault.Error) {
	name := r.PathValue("round")
	round := roundOf(p, name)
	if round == nil || !round.Open() {
		return nil, fault.New(fault.Gone, "round_closed", wording.Args{"Round": s.roundTitle(p.Workflow, name)})
	}
	return round, nil
}

// reasonInputs ask for a reason, with what was written where the form is shown again.
func (s *Server) reasonInputs(r *http.Request, p engine.Proposal) (inputs []input) {
	for _, field := range s.reason(p) {
		inputs = append(inputs, s.inputFor(visitOf(r), field, "", r.PostFormValue("reason"), false))
	}
	return inputs
}

// reason is the field that a closing must be given.
func (s *Server) reason(p engine.Proposal) []definition.Field {
	s = s.seenBy(p)
	if flow := s.Pack.Workflow(p.Workflow); flow != nil {
		if field, ok := flow.Input("reason", nil); ok {
			return []definition.Field{field}
		}
	}
	return nil
}

// roundOf is the newest round of that name, or nil.
func roundOf(p engine.Proposal, name string) *engine.Round {
	for i := len(p.Rounds) - 1; i >= 0; i-- {
		if p.Rounds[i].Name == name || p.Rounds[i].ID == name {
			return &p.Rounds[i]
		}
	}
	return nil
}

func (s *Server) closingPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	act := s.act(visitOf(r), engine.CloseRound, r.PostFormValue(fieldKey))
	act.Proposal, act.Round, act.Inputs = p.ID, r.PathValue("round"), readInputs(r, "", s.reason(p))
	s.confirms(r, &act)
	act.Expect, _ = strconv.Atoi(r.PostFormValue(fieldVersion))
	return s.done(w, r, p, formed{act: act, done: "closed", template: "closing",
		again: func() (any, *[]formError, []input, error) {
			page, _, err := s.closingPage(r, r.PostFormValue(fieldKey))
			return &page, &page.Errors, page.Inputs, err
		}})
}
