package web

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strings"

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
	Groups  []heldGroup
	More    bool // than are listed
}

// A heldGroup is the letters of one kind about one thing, with who would have them
// and why.
type heldGroup struct {
	Title, Number string
	About         string
	Lines         []toldLine
}

// mostHeld is how many letters are listed, with names and reasons.
const mostHeld = 300

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
	page := &holding{May: !hold.StopsTime(), Stands: true}
	for _, status := range []engine.DeliveryStatus{engine.Queued, engine.Deferred} {
		found, err := s.Store.Deliveries(r.Context(), engine.DeliveryFilter{Collaboration: s.Pack.Key, Status: status, Limit: mostHeld})
		if err != nil {
			return nil, fmt.Errorf("reading which letters wait: %w", err)
		}
		page.Waiting += found.Counts[status]
		page.More = page.More || found.More
		for _, d := range found.Rows {
			page.add(s, v, d)
		}
	}
	slices.SortStableFunc(page.Groups, func(a, b heldGroup) int { return cmp.Compare(len(b.Lines), len(a.Lines)) })
	return page, nil
}

func (h *holding) add(s *Server, v *visit, d engine.Delivery) {
	title := engine.LetterTitle(d.Letter).In(v.lang)
	at := slices.IndexFunc(h.Groups, func(g heldGroup) bool { return g.Title == title && g.Number == d.Number })
	if at < 0 {
		at = len(h.Groups)
		h.Groups = append(h.Groups, heldGroup{Title: title, Number: d.Number, About: d.Title})
	}
	h.Groups[at].Lines = append(h.Groups[at].Lines, toldLine{
		Name: d.Name, Mail: d.Mail, Why: s.whyTold(v, d.Qualities(), d.Person == ""), Path: "/utskick/" + d.ID, At: d.At})
}

// letGo is what a coordinator decides about letters: to hold them, to let them go,
// or that those which wait never do.
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
	case done == "held" || hold == nil: // as another has just decided
	case hold.StopsTime():
		return fault.New(fault.Conflict, "web_hold_clock", nil)
	default:
		err = s.release(v, r, done == "discarded")
	}
	if err != nil {
		return err
	}
	return see(w, r, "/utskick?gjort="+done)
}

func (s *Server) release(v *visit, r *http.Request, discard bool) error {
	reason := strings.TrimSpace(r.PostFormValue("skal"))
	if discard && reason == "" {
		return fault.New(fault.Invalid, "web_hold_reason", nil).On("skal")
	}
	waited, err := s.Store.Release(r.Context(), engine.Release{Discard: discard, Reason: reason, At: s.Now()})
	if err == nil {
		s.Log.InfoContext(r.Context(), "letters that were held are decided on", "request", v.id, "by", v.member.Key, "letters", waited, "discarded", discard)
	}
	return err
}
