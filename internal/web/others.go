package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// Told are the cells whose answers are read in full: of who is asked, and of others.
func (r roundView) Told() []cell { return slices.Concat(r.Cells, r.Others) }

// addUnasked adds for whom the reader may answer a round that does not ask them, and where
// an answer from outside is recorded.
func (s *Server) addUnasked(v *visit, p engine.Proposal, round engine.Round, view *roundView) {
	line := s.roundLine(p, round.Name)
	if line == nil || !line.Others || p.ConflictOf(v.member.Key) != nil {
		return
	}
	view.TakesOthers = true
	keys := slices.Clone(v.member.Organizations)
	if !slices.ContainsFunc(round.Respondents, func(r engine.Respondent) bool { return s.answersFor(v.member, line, r) }) {
		keys = append(keys, v.member.Key)
	}
	for _, key := range keys {
		r, ok := round.Other(s.Pack, line, key, s.today())
		if !ok || !s.answersFor(v.member, line, r) {
			continue
		}
		view.Unasked = append(view.Unasked, replyLink{
			Path: replyPath(p.Number, roundRef(round), key), For: engine.RespondentName(s.Pack, key).In(v.lang), Answered: r.Answer != "", Own: key == v.member.Key,
		})
	}
	if v.member.Coordinates {
		view.OutsidePath = proposalPath(p.Number) + "/utifran/" + roundRef(round)
	}
}

// unaskedNote says of who answers without being asked how the answer counts.
func (s *Server) unaskedNote(v *visit, a asking) string {
	switch {
	case !a.unasked:
		return ""
	case a.respondent.Outside != "":
		return v.say("web.others.from_outside", wording.Args{"Who": engine.RespondentName(s.Pack, a.respondent.Key())})
	}
	return v.say("web.others.yours", nil)
}

// outside leads to the form by which an answer from outside is recorded, once it is known
// who sent it.
func (s *Server) outside(w http.ResponseWriter, r *http.Request) error {
	p, err := s.find(r)
	if err != nil {
		return err
	}
	sender := strings.TrimSpace(r.URL.Query().Get("fran"))
	if sender == "" {
		return said("sender", "fran", nil)
	}
	return see(w, r, replyPath(p.Number, r.PathValue("round"), url.PathEscape(engine.OutsideKey(sender))))
}
