package web

import (
	"net/http"
	"net/url"
	"strings"

	"beredd/internal/wording"
)

// A frame is what stands around every page.
type frame struct {
	Lang    wording.Language
	Other   wording.Language // the one to switch to
	Service wording.Text     // whose site it is
	Nonce   string
	Member  *signed
	Nav     []navItem
	Here    string // the path of this page, for coming back to it
	Done    string // a sentence about what was just done
	Wrong   bool   // the page shows a form that must be mended
	Contact string
	Demo    *demoBar
	Page    any
}

// A navItem is one of the site's main pages.
type navItem struct {
	Path, Key string
	Current   bool
	Inside    bool // the page shown stands below it
}

// navigation is the main pages in their order.
var navigation = []struct{ path, key string }{
	{"/", "web.nav.tasks"},
	{"/arenden", "web.nav.proposals"},
	{"/moten", "meeting.nav"},
	{"/aret", "web.nav.year"},
	{"/utskick", "web.nav.letters"},
	{"/arbetsflode", "web.nav.workflow"},
	{"/historik", "web.nav.history"},
}

// frame puts page in its frame.
func (s *Server) frame(r *http.Request, page any) frame {
	v := visitOf(r)
	f := frame{
		Lang: v.lang, Other: otherLanguage(v.lang), Service: s.Pack.Title, Nonce: v.nonce,
		Member: v.member, Here: r.URL.RequestURI(), Contact: s.Contact, Page: page, Done: v.done(r),
	}
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		f.Here = r.URL.Path
	}
	if v.member != nil {
		for _, item := range navigation {
			f.Nav = append(f.Nav, navItem{item.path, item.key, r.URL.Path == item.path,
				s.within(r.URL.Path, item.path)})
		}
	}
	if s.Demo != nil && !v.bare {
		f.Demo = s.demoBar(r)
	}
	return f
}

// otherLanguage is the language to switch to.
func otherLanguage(l wording.Language) wording.Language {
	for _, other := range wording.Languages() {
		if other != l {
			return other
		}
	}
	return l
}

// dones are the things that a page can say were just done. The word stands in
// the address, so that showing it changes nothing.
var dones = map[string]bool{
	"step": true, "back": true, "ended": true, "meeting_step": true, "meeting_back": true, "meeting_ended": true, "meeting_cancelled": true, "proposed": true, "draft": true, "edited": true, "attached": true, "answered": true,
	"closed": true, "extended": true, "followed": true, "unfollowed": true, "recused": true, "unrecused": true, "agreed": true, "took_back": true, "again": true, "signed_out": true, "signed_in": true,
	"published": true, "arranged": true, "laid_out": true, "moved": true, "recorded": true, "feed_made": true, "feed_ended": true,
	"incoming_placed": true, "incoming_aside": true, "address_works": true, "address_changed": true, "address_discarded": true, "held": true, "released": true, "discarded": true, "some_released": true, "some_discarded": true, "sent_on": true,
}

// done is the sentence about what was just done, or "".
func (v *visit) done(r *http.Request) string {
	word := r.URL.Query().Get("gjort")
	if !dones[word] || r.Method == http.MethodPost {
		return ""
	}
	return v.say("web.done."+word, nil)
}

// local is next if it is an address of this site, else "/". Browsers read a
// backslash as a slash, and what begins with two names another site.
func local(next string) string {
	u, err := url.Parse(next)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(next, "/") || strings.ContainsAny(next, "\\\r\n\t") {
		return "/"
	}
	if strings.HasPrefix(next, "//") || strings.HasPrefix(u.Path, "//") || strings.HasPrefix(u.Path, `/\`) {
		return "/"
	}
	return next
}

// nextOf is where to come back to after signing in.
func nextOf(r *http.Request) string { return url.QueryEscape(r.URL.RequestURI()) }

// see sends the reader on to path after something was done.
func see(w http.ResponseWriter, r *http.Request, path string) error {
	http.Redirect(w, r, path, http.StatusSeeOther)
	return nil
}

// withoutLanguage is an address without the language that it names.
func withoutLanguage(next string) string {
	u, err := url.Parse(next)
	if err != nil {
		return "/"
	}
	return with(u.Query(), u.EscapedPath(), "sprak", "")
}
