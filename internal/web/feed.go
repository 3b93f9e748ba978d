package web

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"net/http"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/ical"
)

// A feedKeeper keeps the calendars that programs subscribe to, and what they show.
type feedKeeper interface {
	PutFeed(ctx context.Context, feed engine.Feed) error
	DropFeed(ctx context.Context, collaboration string, of engine.FeedOf) error
	Feeds(ctx context.Context, collaboration string) ([]engine.Feed, error)
	// FeedByHash finds the feed whose secret has the hash.
	FeedByHash(ctx context.Context, hash string) (engine.Feed, error)
	// LaidOut reads the meetings and duties of the year that fall on some days.
	LaidOut(ctx context.Context, collaboration string, from, to calendar.Date) ([]engine.Proposal, error)
}

// feedEnds is what the address of a feed ends with, so that programs know it.
const feedEnds = ".ics"

// feedLetters writes a secret so that it survives being read aloud or wrapped.
var feedLetters = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// feedRefresh is how often a program should ask.
const feedRefresh = 4 * time.Hour

// A feed shows what was lately, and a year and a quarter to come.
const (
	feedBack  = -2 // months
	feedAhead = 15 // months
)

// feedSecret is what the address of a feed says. The database has its hash alone, and
// nobody without the server's own secret can work it out.
func (s *Server) feedSecret(id string) string {
	h := hmac.New(sha256.New, s.Secret)
	h.Write([]byte("beredd calendar feed\x00" + id))
	return feedLetters.EncodeToString(h.Sum(nil)[:20])
}

// feedHash is a secret as it is kept.
func feedHash(secret string) string {
	sum := sha256.Sum256([]byte(strings.ToLower(secret)))
	return hex.EncodeToString(sum[:])
}

// feedAddress is where a program finds a feed; "" of one whose address was made under
// another secret of the server's, and which only those know who have it already.
func (s *Server) feedAddress(f engine.Feed) string {
	secret := s.feedSecret(f.ID)
	if feedHash(secret) != f.Hash {
		return ""
	}
	return s.PublicURL.Scheme + "://" + s.PublicURL.Host + feedPath + secret + feedEnds
}

// feedPath begins the address of every feed.
const feedPath = "/kalender/"

// feed answers a program that subscribes to a calendar. An address that is no
// feed's, or no longer, is a page that there isn't.
func (s *Server) feed(w http.ResponseWriter, r *http.Request) error {
	secret, ok := strings.CutSuffix(r.PathValue("file"), feedEnds)
	if !ok {
		return errNowhere
	}
	f, err := s.Store.FeedByHash(r.Context(), feedHash(secret))
	if fault.Is(err, "not_found") {
		return s.noFeed(r)
	}
	if err != nil {
		return err
	}
	whose := s.subscriber(f.Of)
	if f.Collaboration != s.Pack.Key || whose == nil {
		return s.noFeed(r)
	}
	c, err := s.calendarOf(r.Context(), f, whose)
	if err != nil {
		return fmt.Errorf("making the calendar of %s: %w", f.Of, err)
	}
	return answerFeed(w, r, c.Write())
}

// noFeed counts an address that opens nothing, so that guessing becomes slow.
func (s *Server) noFeed(r *http.Request) error {
	if !s.limits.allow("not-link", s.client(r)) {
		return errTooFast
	}
	return errNowhere
}

// answerFeed answers with a calendar, or says that the one that the program has is
// the newest.
func answerFeed(w http.ResponseWriter, r *http.Request, body []byte) error {
	sum := sha256.Sum256(body)
	tag := `"` + hex.EncodeToString(sum[:16]) + `"`
	h := w.Header()
	h.Set("ETag", tag)
	h.Set("Cache-Control", "private, no-cache")
	h.Set("Content-Security-Policy", filePolicy)
	if hasTag(r.Header.Get("If-None-Match"), tag) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	h.Set("Content-Type", "text/calendar; charset=utf-8")
	h.Set("Content-Disposition", `inline; filename="kalender.ics"`)
	_, err := w.Write(body)
	return err
}

// hasTag says whether a program has what tag names (RFC 9110, 13.1.2). A proxy that
// packs answers may have made its tag a weak one.
func hasTag(header, tag string) bool {
	for _, one := range strings.Split(header, ",") {
		if one = strings.TrimPrefix(strings.TrimSpace(one), "W/"); one == tag || one == "*" {
			return true
		}
	}
	return false
}

// calendarOf is a feed as it stands now.
func (s *Server) calendarOf(ctx context.Context, f engine.Feed, whose *subscriber) (ical.Calendar, error) {
	today := s.today()
	year := feedYear{
		Server: s, subscriber: whose, lang: f.Language, made: f.At, from: today.AddMonths(feedBack), to: today.AddMonths(feedAhead),
	}
	err := year.gather(ctx)
	return ical.Calendar{
		Method: ical.Publish, Name: whose.name.In(f.Language) + " – " + s.Pack.Title.In(f.Language), Refresh: feedRefresh,
		Zone: s.Pack.Calendar.Zone(), Events: year.events,
	}, err
}
