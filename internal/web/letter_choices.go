package web

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"beredd/internal/definition"
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
	Chooses  bool             // whether any letter can be turned off
	Also     string           // other letters that the choice is about, by what people call them
	Required []requiredLetter // that always come
	Errors   []formError
	Fault    string
	Contact  string
}

// A requiredLetter is a kind of letter that always comes, or one letter of a kind that
// else may be turned off.
type requiredLetter struct{ Name, Why, Goes string }

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
		Bare: v.bare, Mail: whose.mail, Action: whose.action, Chosen: chosen[engine.InformationLetter], Usual: engine.UsualPace(s.Pack.Post),
		Paces: engine.Paces(), Contact: s.Contact, Fault: wrong,
	}
	if page.Chosen == "" {
		page.Chosen = page.Usual
	}
	mailbox := s.Pack.People.Person(whose.recipient) == nil
	also, required := s.requiredLetters(v, mailbox)
	page.Also, page.Required = wording.List(v.lang, also), required
	page.Chooses = len(also) > 0 || s.Pack.Post.Optional(definition.InformationLetter, "", mailbox)
	if r.URL.Query().Get("gjort") != "" {
		page.Done = v.say("web.letter_choices.done."+string(page.Chosen), nil)
	}
	if wrong != "" {
		page.Errors = []formError{{"takt-" + string(page.Paces[0]), wrong}}
		return s.showAs(w, r, http.StatusUnprocessableEntity, "letter_choices", page)
	}
	return s.show(w, r, "letter_choices", page)
}

// requiredLetters parts the kinds, and the letters that the pack names, by whether a choice
// is about them. Information always is, but for letters that the pack requires.
func (s *Server) requiredLetters(v *visit, mailbox bool) (also []string, required []requiredLetter) {
	post := s.Pack.Post
	add := func(name string, optional bool, kind definition.LetterKind, letter string) {
		if optional {
			also = append(also, name)
			return
		}
		required = append(required, requiredLetter{
			name, v.say("web.letter_choices.why."+string(kind), nil), v.say("web.letter_choices.goes."+strings.ReplaceAll(string(post.Goes(kind, letter)), " ", "_"), nil)})
	}
	for _, kind := range definition.LetterKinds() {
		if optional := post.Optional(kind, "", mailbox); !optional || kind != definition.InformationLetter {
			add(v.say("web.letter_choices.kind."+string(kind), nil), optional, kind, "")
		}
	}
	for _, letter := range slices.Sorted(maps.Keys(post)) {
		kind := definition.KindOfLetter(letter)
		if slices.Contains(definition.LetterKinds(), definition.LetterKind(letter)) {
			continue
		}
		if optional := post.Optional(kind, letter, mailbox); optional != post.Optional(kind, "", mailbox) {
			add(engine.LetterTitle(letter).In(v.lang), optional, kind, letter)
		}
	}
	return also, required
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
