package web

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A feedLine is a calendar that a program can subscribe to, or could if somebody made
// it an address.
type feedLine struct {
	Of      string // "body:lgl"
	ID      string // for the page: no two are alike
	Name    string
	Address string // "" where there is none, or none that can be shown
	Open    string // the same as calendar programs are opened with
	Made    string // when, and by whom; "" where there is no address
	Lost    bool   // there is an address, which can't be shown
	Mine    bool
	May     bool // who reads may make, change and end it
}

// A feedsPage is the calendars of the bodies and organizations.
type feedsPage struct {
	Bodies, Organizations []feedLine
}

// ownFeeds are the member's own calendar, and those of the member's bodies and
// organizations: of others than coordinators as far as they have been made.
func (s *Server) ownFeeds(r *http.Request) ([]feedLine, error) {
	v := visitOf(r)
	made, err := s.madeFeeds(r)
	if err != nil {
		return nil, err
	}
	lines := []feedLine{s.feedLine(v, engine.FeedOf{Kind: people.APerson, Key: v.member.Key}, made)}
	for _, of := range feedsOf(people.ABody, v.member.Bodies, people.AnOrg, v.member.Organizations) {
		if line := s.feedLine(v, of, made); line.Made != "" {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

// feedsOf are the calendars of some bodies and organizations.
func feedsOf(kind people.PartyKind, keys []string, other people.PartyKind, others []string) []engine.FeedOf {
	var all []engine.FeedOf
	for _, key := range keys {
		all = append(all, engine.FeedOf{Kind: kind, Key: key})
	}
	for _, key := range others {
		all = append(all, engine.FeedOf{Kind: other, Key: key})
	}
	return all
}

// madeFeeds are the calendars that have an address.
func (s *Server) madeFeeds(r *http.Request) (map[engine.FeedOf]engine.Feed, error) {
	all, err := s.Store.Feeds(r.Context(), s.Pack.Key)
	if err != nil {
		return nil, err
	}
	made := map[engine.FeedOf]engine.Feed{}
	for _, f := range all {
		made[f.Of] = f
	}
	return made, nil
}

func (s *Server) feedLine(v *visit, of engine.FeedOf, made map[engine.FeedOf]engine.Feed) feedLine {
	line := feedLine{
		Of: of.String(), ID: strings.ReplaceAll(of.String(), ":", "-"), Mine: of.Kind == people.APerson, May: s.mayFeed(v, of),
	}
	if whose := s.subscriber(of); whose != nil {
		line.Name = whose.name.In(v.lang)
	}
	f, found := made[of]
	if !found {
		return line
	}
	line.Made = v.say("web.feeds.made", wording.Args{"At": s.when(v.lang, f.At), "Who": s.personName(f.By)})
	line.Address = s.feedAddress(f)
	line.Open = "webcal" + strings.TrimPrefix(line.Address, s.PublicURL.Scheme)
	line.Lost = line.Address == ""
	return line
}

// mayFeed says whether the member may make and end a calendar's address: the member's
// own, and a coordinator those of bodies and organizations.
func (s *Server) mayFeed(v *visit, of engine.FeedOf) bool {
	if of.Kind == people.APerson {
		return of.Key == v.member.Key
	}
	return v.member.Coordinates
}

// feeds shows a coordinator every body's and organization's calendar.
func (s *Server) feeds(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if !v.member.Coordinates {
		return fault.New(fault.Forbidden, "web_feeds_coordinators", nil)
	}
	made, err := s.madeFeeds(r)
	if err != nil {
		return err
	}
	var page feedsPage
	for _, b := range s.Pack.People.Bodies {
		page.Bodies = append(page.Bodies, s.feedLine(v, engine.FeedOf{Kind: people.ABody, Key: b.Key}, made))
	}
	for _, o := range s.Pack.People.Organizations {
		page.Organizations = append(page.Organizations, s.feedLine(v, engine.FeedOf{Kind: people.AnOrg, Key: o.Key}, made))
	}
	return s.show(w, r, "feeds", page)
}

// feedsPath is where a coordinator finds them.
const feedsPath = "/installningar/kalendrar"

// feedsPost makes a calendar an address, a new one in place of an old, or ends it.
func (s *Server) feedsPost(w http.ResponseWriter, r *http.Request) error {
	v := visitOf(r)
	if err := r.ParseForm(); err != nil {
		return unreadable{err}
	}
	kind, key, _ := strings.Cut(r.PostForm.Get("vems"), ":")
	of := engine.FeedOf{Kind: people.PartyKind(kind), Key: key}
	if s.subscriber(of) == nil {
		return errNowhere
	}
	if !s.mayFeed(v, of) {
		return fault.New(fault.Forbidden, "web_feeds_coordinators", nil)
	}
	done := "feed_made"
	if r.PostForm.Get("gor") == "avsluta" {
		done = "feed_ended"
		if err := s.Store.DropFeed(r.Context(), s.Pack.Key, of); err != nil {
			return err
		}
	} else if err := s.makeFeed(r, of); err != nil {
		return fmt.Errorf("making the calendar of %s: %w", of, err)
	}
	back := "/installningar"
	if r.PostForm.Get("fran") == feedsPath {
		back = feedsPath
	}
	return see(w, r, back+"?gjort="+done+"#kalender-"+strings.ReplaceAll(of.String(), ":", "-"))
}

// makeFeed gives a calendar an address that nobody has seen.
func (s *Server) makeFeed(r *http.Request, of engine.FeedOf) error {
	v, id := visitOf(r), rand.Text()
	return s.Store.PutFeed(r.Context(), engine.Feed{
		ID: id, Collaboration: s.Pack.Key, Of: of, Language: v.lang, Hash: feedHash(s.feedSecret(id)), By: v.member.Key, At: s.Now(),
	})
}
