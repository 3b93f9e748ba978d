package web

import (
	"net/http"
	"strconv"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A moreTimePage is where one of those whom a question asks is given more time.
type moreTimePage struct {
	Number, Title, Path, Action string
	Round                       wording.Text
	Key                         string
	Version                     int
	Inputs                      []input // who, to when and why; none where nobody owes an answer
	Errors                      []formError
}

// The names of the form's own fields.
const (
	fieldFor = "for"
	fieldTo  = "to"
)

// moreTimePath is where the reader may give somebody more time in a round, or "".
func (s *Server) moreTimePath(v *visit, p engine.Proposal, round engine.Round) string {
	if line := s.roundLine(p, round.Name); line == nil || line.Extension == nil || engine.MayNotExtend(s.Pack, p, round, v.member.actor(), s.Now()) != nil {
		return ""
	}
	if keys, _ := engine.Extendable(s.Pack, p, round); len(keys) == 0 {
		return ""
	}
	return proposalPath(p.Number) + "/mer-tid/" + roundRef(round)
}

// moreTimeOf tells a respondent that its last day is its own, or who gives more time.
func (s *Server) moreTimeOf(v *visit, a asking) string {
	if a.closed || a.respondent.Final {
		return ""
	}
	if own := a.p.AnswerBy(a.round.ID, a.respondent.Key()); own != nil && own.About == "extension" {
		return v.say("web.extension.yours", nil)
	}
	_, last := engine.Extendable(s.seenBy(a.p).Pack, a.p, *a.round)
	if last.IsZero() {
		return ""
	}
	return v.say("web.extension.asked", wording.Args{"Who": engine.Extenders(s.Pack, a.p, a.line.Round, s.today()), "Day": last.Prose(v.lang)})
}

func (s *Server) moreTime(w http.ResponseWriter, r *http.Request) error {
	page, _, err := s.moreTimePage(r, newKey())
	if err != nil {
		return err
	}
	return s.show(w, r, "more_time", page)
}

// moreTimePage makes the form, with what was written where it is shown again.
func (s *Server) moreTimePage(r *http.Request, key string) (moreTimePage, engine.Proposal, error) {
	p, err := s.find(r)
	if err != nil {
		return moreTimePage{}, p, err
	}
	s = s.seenBy(p)
	round, f := s.openRound(r, p)
	if f == nil {
		f = engine.MayNotExtend(s.Pack, p, *round, visitOf(r).member.actor(), s.Now())
	}
	if f != nil {
		return moreTimePage{}, p, f
	}
	return moreTimePage{
		Number: p.Number, Title: p.Title, Path: proposalPath(p.Number), Round: s.roundTitle(p.Workflow, round.Name),
		Action: proposalPath(p.Number) + "/mer-tid/" + roundRef(*round), Key: key, Version: p.Version, Inputs: s.moreTimeInputs(r, p, *round),
	}, p, nil
}

// moreTimeInputs are who still owes an answer and may be given more time, to when, and why.
func (s *Server) moreTimeInputs(r *http.Request, p engine.Proposal, round engine.Round) []input {
	v := visitOf(r)
	keys, last := engine.Extendable(s.Pack, p, round)
	if len(keys) == 0 {
		return nil
	}
	who := input{Name: fieldFor, ID: inputID(fieldFor), Label: v.say("web.extension.who", nil), Kind: "choice"}
	for _, key := range keys {
		title := engine.RespondentName(s.Pack, key).In(v.lang)
		if own := p.ExtensionOf(round.ID, key); own != nil {
			title = v.say("web.extension.has", wording.Args{"Who": title, "Day": own.Moment.Date.Short(v.lang)})
		}
		who.Options = append(who.Options, inputOption{Value: key, Title: title, Chosen: key == r.PostFormValue(fieldFor)})
	}
	inputs := []input{who, {
		Name: fieldTo, ID: inputID(fieldTo), Label: v.say("web.extension.to", nil), Kind: "date", Value: r.PostFormValue(fieldTo),
		Hint: v.say("web.extension.most", wording.Args{"Day": last.Prose(v.lang)}),
	}}
	return append(inputs, s.reasonInputs(r, p)...)
}

func (s *Server) moreTimePost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.find(r)
	if err != nil {
		return err
	}
	s = s.seenBy(p)
	act := s.act(visitOf(r), engine.Extend, r.PostFormValue(fieldKey))
	act.Proposal, act.Round, act.Inputs = p.ID, r.PathValue("round"), readInputs(r, "", s.reason(p))
	act.Respondent, act.To = r.PostFormValue(fieldFor), strings.TrimSpace(r.PostFormValue(fieldTo))
	s.confirms(r, &act)
	act.Expect, _ = strconv.Atoi(r.PostFormValue(fieldVersion))
	form := formed{act: act, done: "extended", template: "more_time",
		again: func() (any, *[]formError, []input, error) {
			page, _, err := s.moreTimePage(r, r.PostFormValue(fieldKey))
			return &page, &page.Errors, page.Inputs, err
		}}
	if act.Respondent == "" {
		form.wrong = said("extension_who", fieldFor, nil)
	}
	return s.done(w, r, p, form)
}
