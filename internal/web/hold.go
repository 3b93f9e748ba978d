package web

import (
	"net/http"
	"net/url"
	"strings"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A holding is what a coordinator decides about letters that are held. May is false
// where the operator must look at the clock first.
type holding struct {
	May     bool
	Stands  bool // they are held; else they could be
	Waiting int
	Cut     string
	Cuts    []tab
	Groups  []heldGroup
	More    bool   // than are listed
	Seen    string // when: what comes later is in no group of this page
}

// held says why no letter goes for now, "" where letters go, and what the visitor
// can do about it.
func (s *Server) held(v *visit, r *http.Request) (why string, may *holding, err error) {
	hold, err := s.Store.OnHold(r.Context())
	if err != nil {
		return "", nil, err
	}
	if hold == nil {
		if v.member.Coordinates {
			may = &holding{May: true}
		}
		return "", may, nil
	}
	why = v.say("web.letters.held", wording.Args{
		"Since": s.hourOf(v, hold.Since, s.Now()), "Why": v.say("web.letters.held."+string(hold.Why), nil)})
	if v.member.Coordinates {
		may, err = s.holding(v, r, hold)
	}
	return why, may, err
}

// holding lists who would have the letters that wait, and why.
func (s *Server) holding(v *visit, r *http.Request, hold *engine.Hold) (*holding, error) {
	cut := cutOf(r.URL.Query().Get("efter"))
	page := &holding{May: !hold.StopsTime(), Stands: true, Cut: string(cut), Cuts: cutTabs(r.URL.Query(), cut), Seen: s.Now().Format(time.RFC3339Nano)}
	all, more, err := s.waiting(r.Context())
	if err != nil {
		return nil, err
	}
	page.Waiting, page.More, page.Groups = len(all), more, s.heldGroups(v, cut, all)
	return page, nil
}

// letGo is what a coordinator decides about letters: to hold them, to let them go,
// or that those which wait never do; all, or those that are chosen.
func (s *Server) letGo(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	v := visitOf(r)
	if !v.member.Coordinates {
		return fault.New(fault.Forbidden, "web_coordinators_only", nil)
	}
	hold, err := s.Store.OnHold(r.Context())
	if err != nil {
		return err
	}
	done := r.PostFormValue("gor")
	switch {
	case done == "held" && hold == nil:
		err = s.Store.Hold(r.Context(), engine.Hold{Why: engine.ByHand, Since: s.Now()})
	case done == "held" || hold == nil && done == "released": // as another has just decided
	case hold == nil:
		return fault.New(fault.Conflict, "web_hold_over", nil)
	case hold.StopsTime():
		return fault.New(fault.Conflict, "web_hold_clock", nil)
	case done == "some_released" || done == "some_discarded":
		err = s.decideSome(v, r, done == "some_discarded")
	default:
		err = s.release(v, r, done == "discarded")
	}
	if err != nil {
		return err
	}
	return see(w, r, with(url.Values{"efter": {string(cutOf(r.PostFormValue("efter")))}}, "/utskick", "gjort", done))
}

func (s *Server) release(v *visit, r *http.Request, discard bool) error {
	reason, err := reasonFor(r, discard)
	if err != nil {
		return err
	}
	waited, err := s.Store.Release(r.Context(), engine.Release{Discard: discard, Reason: reason, At: s.Now()})
	if err == nil {
		s.Log.InfoContext(r.Context(), "letters that were held are decided on", "request", v.id, "by", v.member.Key, "letters", waited, "discarded", discard)
	}
	return err
}

// reasonFor is why letters never go, where that is what is decided.
func reasonFor(r *http.Request, discard bool) (string, error) {
	reason := strings.TrimSpace(r.PostFormValue("skal"))
	switch {
	case !discard:
		return "", nil
	case reason == "":
		return "", fault.New(fault.Invalid, "web_hold_reason", nil).On("skal")
	}
	return reason, nil
}
