package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A member follows a proposal on its page, is told of the next step, and stops by the
// letter's link without an account: looking at the link changes nothing, pressing does.
func TestAMatterIsFollowedOnItsPageAndLeftByTheLetter(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	b := w.as("borgholm_social")
	page := b.get(at(p.Number)).says("Följ ärendet")
	b.post(at(p.Number)+"/folj", page.form(at(p.Number)+"/folj"), http.StatusOK).says("Du följer ärendet nu", "Sluta följa ärendet", "1 följer ärendet")
	step := at(p.Number) + "/steg/refer_back"
	secretary := w.as("preparation_secretary")
	form := secretary.get(step).says("följer ärendet").form(step, "reason", "Kostnaden saknas")
	secretary.post(step, form, http.StatusOK)
	if _, err := w.Deliver(t.Context()); err != nil {
		t.Fatal(err)
	}
	link := w.followLink("information")
	follows := func() bool {
		now, err := w.Proposal(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		return slices.Contains(now.Followers, "borgholm_social")
	}
	anybody := w.as("")
	shown := anybody.get(link).says("Sluta följa ärendet?", p.Number)
	if strings.Contains(shown.body, p.Title) || !follows() {
		t.Errorf("the link tells the title to anybody, or looking at it did something: follows is %v", follows())
	}
	anybody.post(link, shown.form(link), http.StatusOK).says("Du följer inte längre " + p.Number)
	if follows() {
		t.Error("the button of the letter's link did nothing")
	}
	anybody.post(link, url.Values{"igen": {"ja"}}, http.StatusOK).says("Sluta följa ärendet?")
	if !follows() {
		t.Error("it cannot be taken back")
	}
	another := "aa"
	if strings.HasSuffix(link, another) {
		another = "bb"
	}
	if b := anybody.get(link[:len(link)-2] + another); strings.Contains(b.body, p.Number) {
		t.Error("a link that is not ours opens something")
	}
	log := secretary.get("/utskick?arende=" + url.QueryEscape(p.Number))
	notice := regexp.MustCompile(`/utskick/[0-9a-f-]+`).FindString(log.body)
	if body := secretary.get(notice + "/brev").body; regexp.MustCompile(`/folj/[0-9a-f]`).MatchString(body) {
		t.Error("whoever looks at the log has the follower's link")
	}
}

// followLink is the link by which whoever has a kind of letter as a follower stops that.
func (w *world) followLink(letter string) string {
	w.t.Helper()
	mails := w.capture.All()
	at := slices.IndexFunc(mails, func(m engine.CaughtLetter) bool {
		return m.Letter == letter && strings.Contains(m.Text, "/folj/")
	})
	if at < 0 {
		w.t.Fatalf("no letter %s can be left", letter)
	}
	return regexp.MustCompile(`/folj/[0-9a-f-]+\.[a-z2-7]+`).FindString(mails[at].Text)
}
