package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/link"
	"beredd/internal/wording"
)

// A letterChooser keeps how recipients want their letters.
type letterChooser interface {
	LetterChoices(ctx context.Context, collaboration, recipient string) (engine.LetterChoices, error)
	ChooseLetters(ctx context.Context, choice engine.LetterChoice, now time.Time) error
}

// LetterChoices are how a recipient wants letters: nothing of any proposal.
func (s veiled) LetterChoices(ctx context.Context, collaboration, recipient string) (engine.LetterChoices, error) {
	return s.kept.LetterChoices(ctx, collaboration, recipient)
}

// ChooseLetters keeps how a recipient wants letters.
func (s veiled) ChooseLetters(ctx context.Context, choice engine.LetterChoice, now time.Time) error {
	return s.kept.ChooseLetters(ctx, choice, now)
}

// A letterChoicesPage is how somebody's letters come, and what of it can be chosen.
type letterChoicesPage struct {
	Bare     bool
	Mail     string // where the letters go
	Action   string
	Done     string // what was just chosen, as a sentence
	Chosen   engine.Pace
	Usual    engine.Pace // of who has not chosen
	Paces    []engine.Pace
	Required []engine.LetterKind // that always come
	Errors   []formError
	Fault    string
	Contact  string
}

// A choosing is whose letters a page is about.
type choosing struct {
	recipient, mail, action string
}

// letterChoices shows a member how letters come.
func (s *Server) letterChoices(w http.ResponseWriter, r *http.Request) error {
	return s.showLetterChoices(w, r, s.ownLetters(r), "")
}

func (s *Server) letterChoicesPost(w http.ResponseWriter, r *http.Request) error {
	return s.postLetterChoices(w, r, s.ownLetters(r))
}

func (s *Server) ownLetters(r *http.Request) choosing {
	key := visitOf(r).member.Key
	return choosing{key, s.Pack.People.Person(key).Mail, "/installningar/brev"}
}

// linkedChoices shows whoever has a letter how such letters come, without an account.
// Opening it changes nothing, whoever or whatever does.
func (s *Server) linkedChoices(w http.ResponseWriter, r *http.Request) error {
	whose, err := s.linkedLetters(r)
	if err != nil {
		return err
	}
	return s.showLetterChoices(w, r, whose, "")
}

// linkedChoicesPost keeps the choice. A mail program that offers to unsubscribe with one
// click posts here too (RFC 8058).
func (s *Server) linkedChoicesPost(w http.ResponseWriter, r *http.Request) error {
	whose, err := s.linkedLetters(r)
	if err != nil {
		return err
	}
	return s.postLetterChoices(w, r, whose)
}

// linkedLetters is whose letters a signed link is about.
func (s *Server) linkedLetters(r *http.Request) (choosing, error) {
	id, seal, ok := link.Split(r.PathValue("token"))
	if !ok {
		return choosing{}, s.notOurs(r)
	}
	notice, err := s.Store.Notice(r.Context(), id)
	if f := fault.As(err); f != nil {
		return choosing{}, s.notOurs(r)
	}
	if err != nil {
		return choosing{}, fmt.Errorf("reading a notice: %w", err)
	}
	if !s.Links.Verify(notice.Claim(link.Letters), seal) {
		return choosing{}, s.notOurs(r)
	}
	visitOf(r).speaks(wording.Language(notice.Language))
	return choosing{notice.Recipient(), notice.Mail, link.LettersPath + r.PathValue("token")}, nil
}

func (s *Server) showLetterChoices(w http.ResponseWriter, r *http.Request, whose choosing, wrong string) error {
	chosen, err := s.Store.LetterChoices(r.Context(), s.Pack.Key, whose.recipient)
	if err != nil {
		return err
	}
	v := visitOf(r)
	page := letterChoicesPage{
		Bare: v.bare, Mail: whose.mail, Action: whose.action, Chosen: chosen[engine.InformationLetter], Usual: engine.AtOnce,
		Paces: engine.Paces(), Contact: s.Contact, Fault: wrong,
	}
	if page.Chosen == "" {
		page.Chosen = page.Usual
	}
	for _, kind := range engine.LetterKinds() {
		if !kind.Optional() {
			page.Required = append(page.Required, kind)
		}
	}
	if r.URL.Query().Get("gjort") != "" {
		page.Done = v.say("web.letter_choices.done."+string(page.Chosen), nil)
	}
	if wrong != "" {
		page.Errors = []formError{{"takt-" + string(page.Paces[0]), wrong}}
		return s.showAs(w, r, http.StatusUnprocessableEntity, "letter_choices", page)
	}
	return s.show(w, r, "letter_choices", page)
}

// postLetterChoices keeps a choice that somebody has made; a form without one is no
// choice.
func (s *Server) postLetterChoices(w http.ResponseWriter, r *http.Request, whose choosing) error {
	if err := r.ParseMultipartForm(formLimit); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return unreadable{err}
	}
	pace := engine.Pace(r.PostFormValue("takt"))
	oneClick := r.PostFormValue("List-Unsubscribe") == "One-Click"
	if oneClick {
		pace = engine.Never
	}
	if !slices.Contains(engine.Paces(), pace) {
		return s.showLetterChoices(w, r, whose, visitOf(r).say("web.letter_choices.choose", nil))
	}
	err := s.Store.ChooseLetters(r.Context(), engine.LetterChoice{
		Collaboration: s.Pack.Key, Recipient: whose.recipient, Mail: whose.mail, Kind: engine.InformationLetter, Pace: pace,
	}, s.Now())
	if err != nil {
		return err
	}
	if oneClick { // a program, which follows no redirection
		w.WriteHeader(http.StatusNoContent)
		return nil
	}
	return see(w, r, whose.action+"?gjort=valt")
}
