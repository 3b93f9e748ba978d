package web

import (
	"fmt"
	"net/http"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A checkPage shows an answer before it is sent, or asks for the code that it is
// sent with.
type checkPage struct {
	Bare          bool
	Title, For    string
	Question      wording.Text
	Answer        string
	Lines         []fact
	Late          bool
	Cautions      []string // of what it says and should perhaps not
	Replaces      string   // the answer it takes the place of, or ""
	Code          bool     // a code will be sent
	Action, Key   string
	Hidden        []hidden // the answer itself, for the next step
	Attempt, Mail string   // of the code that was sent
	Fault         string
	Errors        []formError
}

// A hidden is one value that a form carries on.
type hidden struct{ Name, Value string }

func (s *Server) checkPage(v *visit, r *http.Request, a asking, answer *definition.Answer, given map[string]any, needed string) checkPage {
	s = s.seenBy(a.p)
	page := checkPage{
		Bare: v.bare, Title: a.p.Title, For: engine.RespondentName(s.Pack, a.respondent.Key()).In(v.lang),
		Question: a.line.Question, Answer: answer.Title.In(v.lang), Lines: s.inputFacts(v, a.p.Workflow, a.line.Round, given),
		Late: s.late(a), Code: !engine.Assures(a.actor.Assurance, needed), Action: a.action, Key: r.PostFormValue(fieldKey),
	}
	if a.respondent.Answer != "" {
		page.Replaces = answerTitle(a.line.Round, a.respondent.Answer).In(v.lang)
	}
	page.Hidden = []hidden{{"svar", answer.Name}}
	if version := r.PostFormValue(fieldText); version != "" {
		page.Hidden = append(page.Hidden, hidden{fieldText, version})
	}
	if drafted := r.PostFormValue(fieldDrafted); drafted != "" {
		page.Hidden = append(page.Hidden, hidden{fieldDrafted, drafted})
	}
	if paper := paperGiven(given); paper != nil {
		page.Lines = append(page.Lines, fact{v.say("input.document", nil), paper.Name + " (" + size(v.lang, paper.Size) + ")"})
		page.Hidden = append(page.Hidden, hidden{paperPart(answer.Name), s.sealed(a, *paper)})
	}
	fields := s.answerFields(a, *answer)
	page.Cautions = s.cautions(v, fields, given)
	for _, field := range fields {
		if value, ok := given[field.Name]; ok {
			page.Hidden = append(page.Hidden, hidden{answer.Name + "." + field.Name, fmt.Sprint(value)})
		}
	}
	return page
}

// askForCode sends six digits to the registered address, and asks for them. The
// answer waits in the form.
func (s *Server) askForCode(w http.ResponseWriter, r *http.Request, a asking, answer *definition.Answer, given map[string]any) error {
	if !s.limits.allow("mailbox", a.to.Mail) {
		return errSlowDown
	}
	attempt := newID()
	letter := engine.CodeLetter{Letter: "assurance_code", Number: a.p.Number, Title: a.p.Title}
	if err := s.sendCode(r.Context(), attempt, codeAnswer, a.subject(answer), a.to, letter); err != nil {
		return err
	}
	return s.showCode(w, r, a, answer, attempt, given, nil)
}

// subject is what a code opens: this answer of this respondent, and no other. It is
// kept with the code, so that of an answer that is secret it does not say which.
func (a asking) subject(answer *definition.Answer) string {
	name := answer.Name
	if a.line.Secret {
		name = definition.Cast
	}
	return strings.Join([]string{a.p.ID, a.round.ID, a.respondent.Key(), name}, " ")
}

func (s *Server) showCode(w http.ResponseWriter, r *http.Request, a asking, answer *definition.Answer, attempt string, given map[string]any, f *fault.Error) error {
	v := visitOf(r)
	page := s.checkPage(v, r, a, answer, given, assuredCode)
	page.Attempt, page.Mail = attempt, masked(a.to.Mail)
	status := http.StatusOK
	if f != nil {
		page.Fault, status = f.In(v.lang), statuses[f.Kind]
		page.Errors = []formError{{"kod", page.Fault}}
	}
	return s.showAs(w, r, status, "answer_code", page)
}

// codeTyped sends the answer if the code is right.
func (s *Server) codeTyped(w http.ResponseWriter, r *http.Request, a asking, act engine.Act, answer *definition.Answer) error {
	if !s.limits.allow("code", s.client(r)) {
		return errTooFast
	}
	attempt := r.PostFormValue("forsok")
	subject, err := s.tryCode(r.Context(), codeAnswer, attempt, r.PostFormValue("kod"))
	if err == nil && subject != a.subject(answer) {
		err = said("code_wrong", "kod", nil)
	}
	if f := fault.As(err); f != nil {
		return s.showCode(w, r, a, answer, attempt, act.Inputs, f)
	}
	if err != nil {
		return err
	}
	act.Actor.Assurance = assuredCode
	return s.answered(w, r, a, act, act.Inputs)
}

// masked is an address that its owner recognises and nobody else learns:
// "s•••@borgholm.example".
func masked(mail string) string {
	name, domain, ok := strings.Cut(mail, "@")
	if !ok || name == "" {
		return "•••"
	}
	return string([]rune(name)[0]) + "•••@" + domain
}
