package web

import (
	"crypto/rand"
	"fmt"
	"net/http"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/link"
	"beredd/internal/wording"
)

// A followView is the button with which somebody asks to be told of each step.
type followView struct {
	Follows bool
	Others  int // who follow the proposal, the reader among them
	Action  string
	Key     string
}

// A followPage is where whoever has a letter as a follower stops that, without an
// account.
type followPage struct {
	Number  string
	Follows bool
	Done    bool
	Action  string
}

// followView is nil for whoever may not follow.
func (s *Server) followView(v *visit, p engine.Proposal) *followView {
	if !engine.MayFollow(s.Pack, p, v.member.Key) {
		return nil
	}
	return &followView{p.IsFollowedBy(v.member.Key), len(p.Followers), proposalPath(p.Number) + "/folj", newKey()}
}

// followPost lets the member follow a proposal, or no longer.
func (s *Server) followPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.find(r)
	if err != nil {
		return err
	}
	kind, done := engine.Follow, "followed"
	if r.PostFormValue("sluta") != "" {
		kind, done = engine.Unfollow, "unfollowed"
	}
	act := s.act(visitOf(r), kind, r.PostFormValue(fieldKey))
	act.Proposal = p.ID
	if _, err := s.Engine.Act(r.Context(), act); err != nil && !alreadySo(err) {
		return err
	}
	return see(w, r, proposalPath(p.Number)+"?gjort="+done)
}

// alreadySo says whether what was asked for was so before.
func alreadySo(err error) bool {
	f := fault.As(err)
	return f != nil && (f.Code == "follows_already" || f.Code == "follows_not")
}

// followLink shows what a signed link of a follower does. It changes nothing.
func (s *Server) followLink(w http.ResponseWriter, r *http.Request) error {
	_, page, err := s.followed(r)
	if err != nil {
		return err
	}
	return s.show(w, r, "follow", page)
}

// followLinkPost ends the following, or begins it again.
func (s *Server) followLinkPost(w http.ResponseWriter, r *http.Request) error {
	notice, page, err := s.followed(r)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	kind := engine.Unfollow
	if r.PostFormValue("igen") != "" {
		kind = engine.Follow
	}
	id := newID()
	_, err = s.Engine.Act(r.Context(), engine.Act{
		Key: "follow:" + id, ID: id, Salt: rand.Text(), Kind: kind, Collaboration: s.Pack.Key, Proposal: notice.Proposal,
		Actor: engine.Actor{Person: notice.Person, Assurance: assuredLink},
	})
	if err != nil && !alreadySo(err) {
		return err
	}
	page.Follows, page.Done = kind == engine.Follow, kind == engine.Unfollow
	return s.show(w, r, "follow", page)
}

// followed is the notice of a follower's link, if it is one of ours.
func (s *Server) followed(r *http.Request) (engine.Notice, followPage, error) {
	id, seal, ok := link.Split(r.PathValue("token"))
	if !ok {
		return engine.Notice{}, followPage{}, s.notOurs(r)
	}
	notice, err := s.Store.Notice(r.Context(), id)
	if f := fault.As(err); f != nil {
		return notice, followPage{}, s.notOurs(r)
	}
	if err != nil {
		return notice, followPage{}, fmt.Errorf("reading a notice: %w", err)
	}
	if notice.Person == "" || !s.Links.Verify(notice.Claim(link.Follow), seal) {
		return notice, followPage{}, s.notOurs(r)
	}
	p, _, err := s.Store.Proposal(r.Context(), notice.Proposal, "")
	if err != nil {
		return notice, followPage{}, fmt.Errorf("reading the proposal of a notice: %w", err)
	}
	visitOf(r).speaks(wording.Language(notice.Language))
	return notice, followPage{Number: p.Number, Follows: p.IsFollowedBy(notice.Person), Action: link.FollowPath + r.PathValue("token")}, nil
}
