package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/link"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A noticeReader reads the notice that a signed link belongs to.
type noticeReader interface {
	Notice(ctx context.Context, id string) (engine.Notice, error)
}

// Links tells our own links from others.
type Links interface {
	Verify(claim link.Claim, seal string) bool
}

// errLinkOver is the one answer to every link that opens nothing: wrong, somebody
// else's, or of whoever is no longer asked. Who guesses learns nothing from it.
var errLinkOver = fault.New(fault.Gone, "web_link_over", nil)

// An asking is one question to one respondent, with who is answering it and how
// sure that is. The signed link and the signed-in member come to the same.
type asking struct {
	p          engine.Proposal
	round      *engine.Round
	line       lineOf
	respondent engine.Respondent
	actor      engine.Actor
	closed     bool   // it takes no answer any more
	linked     bool   // it was come upon by a signed link
	unasked    bool   // whoever answers is not asked
	action     string // where the form posts to
	key        string // before every idempotency key
	to         people.Recipient
}

// answer shows the question of a signed link. It changes nothing, whoever or
// whatever opens it, and however often.
func (s *Server) answer(w http.ResponseWriter, r *http.Request) error {
	a, err := s.linkedAsking(r)
	if err != nil {
		return err
	}
	return s.showAsking(w, r, a)
}

func (s *Server) answerPost(w http.ResponseWriter, r *http.Request) error {
	a, err := s.linkedAsking(r)
	if err != nil {
		return err
	}
	return s.postAsking(w, r, a)
}

// linkedAsking is what a signed link asks, if it is one of ours and its time
// isn't over.
func (s *Server) linkedAsking(r *http.Request) (asking, error) {
	id, seal, ok := link.Split(r.PathValue("token"))
	if !ok {
		return asking{}, s.notOurs(r)
	}
	notice, err := s.Store.Notice(r.Context(), id)
	if f := fault.As(err); f != nil {
		return asking{}, s.notOurs(r)
	}
	if err != nil {
		return asking{}, fmt.Errorf("reading a notice: %w", err)
	}
	if notice.Round == "" || !s.Links.Verify(notice.Claim(link.Answer), seal) {
		return asking{}, s.notOurs(r)
	}
	p, _, err := s.Store.Proposal(r.Context(), notice.Proposal, "")
	if err != nil {
		return asking{}, fmt.Errorf("reading the proposal of a notice: %w", err)
	}
	a, f := s.asking(p, notice.Round, notice.Respondent)
	if f != nil || a.unasked || !s.stillAsked(notice, a.respondent) {
		return a, errLinkOver
	}
	if p.IsRevoked(notice) {
		return a, errLinkVeiled
	}
	if f := s.askedAnew(a); f != nil {
		return a, f
	}
	a.actor = engine.Actor{Person: notice.Person, Organization: a.respondent.Organization, Assurance: assuredLink, Mailbox: notice.Person == ""}
	if a.respondent.Body != "" {
		a.actor.As = a.respondent.Body
	}
	visitOf(r).speaks(wording.Language(notice.Language))
	a.linked, a.action, a.key = true, link.AnswerPath+r.PathValue("token"), "link:"+notice.ID+":"
	a.to = people.Recipient{Name: notice.Name, Mail: notice.Mail, Language: wording.Language(notice.Language)}
	return a, nil
}

// stillAsked says whether whoever a letter went to is asked for the respondent
// today: a mailbox that was changed, or somebody who has left or handed over the
// task, answers for nobody.
func (s *Server) stillAsked(n engine.Notice, r engine.Respondent) bool {
	dir, today := s.Pack.People, s.today()
	if o := dir.Organization(r.Organization); o != nil {
		if r.Deputy != "" && n.Person != "" { // handed over: the colleague's link holds, and no other person's
			return dir.StandsFor(n.Person, r.Deputy, today)
		}
		return strings.EqualFold(o.Mailbox, n.Mail) || slices.Contains(dir.OrganizationsOf(n.Person, today), o.Key)
	}
	if b := dir.Body(r.Body); b != nil {
		return n.Person == "" && strings.EqualFold(b.Mailbox, n.Mail) || n.Person != "" && dir.Sits(n.Person, b.Key, "", today)
	}
	return n.Person != "" && dir.Person(n.Person) != nil && dir.StandsFor(n.Person, r.Person, today)
}

// notOurs counts a link that opens nothing, so that guessing becomes slow.
func (s *Server) notOurs(r *http.Request) error {
	if !s.limits.allow("not-link", s.client(r)) {
		return errTooFast
	}
	return errLinkOver
}

// asking finds a round's question to a respondent, and whether it takes answers.
func (s *Server) asking(p engine.Proposal, round, respondent string) (asking, *fault.Error) {
	a := asking{p: p, round: roundOf(p, round)}
	if a.round == nil || a.round.OpenedAt.IsZero() {
		return a, errNowhere
	}
	a.line = lineOf{s.roundLine(p, a.round.Name)}
	if found := respondentOf(a.round, respondent); found != nil {
		a.respondent = *found
	} else if other, ok := a.round.Other(s.Pack, a.line.Round, respondent, s.today()); ok {
		a.respondent, a.unasked = other, true
	} else {
		return a, errNowhere
	}
	if a.line.Round == nil {
		return a, errNowhere
	}
	a.closed = !a.round.Open() && !s.mayStillChange(a)
	return a, nil
}

// mayStillChange says whether a round that has all its answers still lets them
// be changed: until its deadline.
func (s *Server) mayStillChange(a asking) bool {
	return a.round.Complete && a.round.How == "" && a.respondent.Answer != "" && !s.late(a)
}

// late says whether the question's deadline has passed.
func (s *Server) late(a asking) bool {
	d := a.p.AnswerBy(a.round.ID, a.respondent.Key())
	return d != nil && d.IsOut(s.Now())
}

// reply shows the question to a member who is signed in.
func (s *Server) reply(w http.ResponseWriter, r *http.Request) error {
	a, err := s.memberAsking(r)
	if err != nil {
		return err
	}
	return s.showAsking(w, r, a)
}

func (s *Server) replyPost(w http.ResponseWriter, r *http.Request) error {
	a, err := s.memberAsking(r)
	if err != nil {
		return err
	}
	return s.postAsking(w, r, a)
}

// memberAsking is what a round asks of a respondent that the member speaks for.
func (s *Server) memberAsking(r *http.Request) (asking, error) {
	p, err := s.find(r)
	if err != nil {
		return asking{}, err
	}
	s = s.seenBy(p)
	v, respondent := visitOf(r), r.PathValue("respondent")
	a, f := s.asking(p, r.PathValue("round"), respondent)
	if f != nil {
		return a, f
	}
	if outside := a.respondent.Outside != ""; outside && !v.member.Coordinates || !outside && !s.answersFor(v.member, a.line.Round, a.respondent) {
		return a, fault.New(fault.Forbidden, "web_not_yours_to_answer", wording.Args{"Who": engine.RespondentName(s.Pack, respondent)})
	}
	a.actor = v.member.actor()
	a.actor.Organization = a.respondent.Organization
	if a.respondent.Body != "" {
		a.actor.As = a.respondent.Body
	}
	a.action, a.key = r.URL.EscapedPath(), "web:"+v.member.Key+":"
	return a, nil
}
