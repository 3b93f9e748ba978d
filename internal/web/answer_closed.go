package web

import (
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A closedView tells whoever comes after a question was closed when that was,
// why, and whom to turn to.
type closedView struct {
	At     string
	Reason string // where somebody closed it by hand
	Who    string // who had not answered, or ""
}

// closedView is nil where the question still takes an answer.
func (s *Server) closedView(v *visit, a asking) *closedView {
	s = s.seenBy(a.p)
	if !a.closed {
		return nil
	}
	view := closedView{At: s.when(v.lang, a.round.ClosedAt), Reason: a.round.Reason}
	if a.respondent.Answer == "" {
		view.Who = engine.RespondentName(s.Pack, a.respondent.Key()).In(v.lang)
	}
	return &view
}

// changeable says for how long the answer that stands may be changed, or why it
// may not; it promises nothing that the engine does not keep.
func (s *Server) changeable(v *visit, a asking) string {
	key := "web.answer.changeable_open"
	switch {
	case a.line.Secret && a.respondent.Answer != "":
		key = "web.answer.ballot_cast"
	case a.line.Secret && !a.closed:
		key = "web.answer.ballot"
	case a.closed:
		key = "web.answer.changeable_closed"
	case a.p.AnswerBy(a.round.ID, a.respondent.Key()) == nil:
	case s.late(a) && a.respondent.Final:
		key = "web.answer.locked"
	case s.late(a):
		return "" // what is late, and may still be settled, is said above
	default:
		key = "web.answer.changeable_until"
	}
	return v.say(key, nil)
}

// askedAnew is the refusal of a link whose question has been put anew to the
// same respondent, by a letter with a link of its own; nil where it has not.
func (s *Server) askedAnew(a asking) *fault.Error {
	s = s.seenBy(a.p)
	for i := len(a.p.Rounds) - 1; i >= 0; i-- {
		newer := &a.p.Rounds[i]
		if newer.ID == a.round.ID {
			return nil
		}
		if newer.Name != a.round.Name || newer.Nth > 0 || newer.OpenedAt.IsZero() || respondentOf(newer, a.respondent.Key()) == nil {
			continue
		}
		return fault.New(fault.Gone, "web_link_replaced", wording.Args{
			"Day": s.plainDay(newer.OpenedAt), "Who": engine.RespondentName(s.Pack, a.respondent.Key())})
	}
	return nil
}

// plainDay is the date of an instant, in every language.
func (s *Server) plainDay(at time.Time) wording.Text {
	day := wording.Text{}
	for _, l := range wording.Languages() {
		day[l] = wording.PlainDay(l, at.In(s.Pack.Calendar.Zone()))
	}
	return day
}

// respondentOf finds a respondent of a round, or nil.
func respondentOf(round *engine.Round, key string) *engine.Respondent {
	for i := range round.Respondents {
		if round.Respondents[i].Key() == key {
			return &round.Respondents[i]
		}
	}
	return nil
}
