package web

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// fieldDrafted says, in a form, when the draft was saved that its reader has seen.
const fieldDrafted = "utkast"

// An answerDraft is what somebody has written for a respondent and not sent. Everybody
// who answers for the respondent has the same, and nobody else has.
type answerDraft struct {
	Answer string            `json:"answer"`
	Values map[string]string `json:"values,omitempty"`
	Person string            `json:"person,omitempty"` // who saved it, "" for a function mailbox
	Saved  time.Time         `json:"saved"`
}

// A draftView is such a draft, as its readers see it.
type draftView struct {
	Who, When, Answer string
	Lines             []fact
	Action, Key       string
	Clash             bool // it was saved while the reader wrote another
}

// drafts says whether who answers may read and save a draft: whoever could give every
// answer as sure as that. A letter that was passed on shows nobody what is not sent.
func (a asking) drafts() bool {
	return !a.closed && !a.respondent.Final && !a.line.Secret && !slices.ContainsFunc(a.line.Answers, func(answer definition.Answer) bool {
		return !engine.Assures(a.actor.Assurance, a.needs(&answer))
	})
}

// draftOwner and draftOf are where a respondent's draft is kept.
func draftOwner(a asking) string { return engine.DraftOwner(a.respondent.Key()) }
func draftOf(a asking) string    { return "svar:" + a.round.ID }

// answerDraft is what stands written for a respondent, or nil.
func (s *Server) answerDraft(ctx context.Context, a asking) (*answerDraft, error) {
	raw, err := s.Store.Draft(ctx, draftOwner(a), draftOf(a))
	if err != nil || raw == "" {
		return nil, err
	}
	var d answerDraft
	if err := json.Unmarshal([]byte(raw), &d); err != nil {
		return nil, fmt.Errorf("reading the draft of an answer: %w", err)
	}
	return &d, nil
}

// withDraft adds to the question what is written there already. Nothing of it is chosen
// in the form before a person has said so.
func (s *Server) withDraft(r *http.Request, a asking, page *answerPage) error {
	page.Drafts = a.drafts()
	if !page.Drafts {
		return nil
	}
	d, err := s.answerDraft(r.Context(), a)
	if err == nil && d != nil {
		page.Draft, page.Drafted = s.draftView(visitOf(r), a, *d), d.Saved.Format(time.RFC3339Nano)
	}
	return err
}

func (s *Server) draftView(v *visit, a asking, d answerDraft) *draftView {
	seen := s.seenBy(a.p)
	view := draftView{
		When: s.when(v.lang, d.Saved), Action: a.action, Key: newKey(),
		Who: v.say("web.answer.mailbox_of", wording.Args{"Who": engine.RespondentName(s.Pack, a.respondent.Key()).In(v.lang)}),
	}
	if d.Person != "" {
		view.Who = s.personName(d.Person)
	}
	if answer := a.line.Answer(d.Answer); answer != nil {
		view.Answer = answer.Title.In(v.lang)
	}
	view.Lines = seen.inputFacts(v, a.p.Workflow, a.line.Round, d.given())
	return &view
}

func (d answerDraft) given() map[string]any {
	given := map[string]any{}
	for name, value := range d.Values {
		given[name] = value
	}
	return given
}

// goOnWithDraft puts what is written into the form.
func (s *Server) goOnWithDraft(w http.ResponseWriter, r *http.Request, a asking) error {
	d, err := s.answerDraft(r.Context(), a)
	if err != nil {
		return err
	}
	if d == nil || !a.drafts() {
		return see(w, r, a.action)
	}
	page := s.answerPage(visitOf(r), a, newKey(), d.Answer, d.given())
	page.Drafts, page.Drafted = true, d.Saved.Format(time.RFC3339Nano)
	return s.show(w, r, "answer", page)
}

// saveAnswerDraft keeps what is written, unless somebody else has saved meanwhile: then
// both are shown, and the next time it is kept.
func (s *Server) saveAnswerDraft(w http.ResponseWriter, r *http.Request, a asking, answer *definition.Answer, given map[string]any) error {
	if !a.drafts() {
		return errNowhere
	}
	d := answerDraft{Answer: answer.Name, Values: map[string]string{}, Person: a.actor.Person, Saved: s.Now().UTC().Truncate(time.Microsecond)}
	for _, field := range s.answerFields(a, *answer) {
		if value, ok := given[field.Name]; ok {
			d.Values[field.Name] = fmt.Sprint(value)
		}
	}
	raw, err := json.Marshal(d)
	if err != nil {
		return fmt.Errorf("writing the draft of an answer: %w", err)
	}
	seen, _ := time.Parse(time.RFC3339Nano, r.PostFormValue(fieldDrafted)) // what is no time was seen by nobody
	kept, err := s.Store.PutDraftAfter(r.Context(), draftOwner(a), draftOf(a), string(raw), d.Saved, seen)
	if err != nil {
		return err
	}
	if kept {
		return see(w, r, a.action)
	}
	other, err := s.answerDraft(r.Context(), a)
	if err != nil {
		return err
	}
	page := s.answerPage(visitOf(r), a, newKey(), answer.Name, given)
	page.Drafts = true
	if other != nil {
		page.Draft, page.Drafted = s.draftView(visitOf(r), a, *other), other.Saved.Format(time.RFC3339Nano)
		page.Draft.Clash = true
	}
	return s.showAs(w, r, http.StatusConflict, "answer", page)
}
