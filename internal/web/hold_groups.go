package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"time"

	"beredd/internal/engine"
	"beredd/internal/fault"
)

// A heldCut is by what letters that are held are grouped for who decides on them.
type heldCut string

// The cuts, in their order.
const (
	byLetter       heldCut = "" // the kind of letter
	byOrganization heldCut = "organisation"
	byDay          heldCut = "dag"
	byProposal     heldCut = "arende"
)

var heldCuts = []struct {
	cut heldCut
	key string
}{{byLetter, "letter"}, {byOrganization, "organization"}, {byDay, "day"}, {byProposal, "proposal"}}

// cutOf is the cut that a request asks for.
func cutOf(asked string) heldCut {
	for _, c := range heldCuts {
		if string(c.cut) == asked {
			return c.cut
		}
	}
	return byLetter
}

// A heldGroup is the letters that have something in common, with who would have them
// and why.
type heldGroup struct {
	Key   string // what they have in common, as the form says it
	Title string
	Note  string // what tells it from others of that title
	Count int
	Lines []heldLine
	More  int // than are listed
}

// A heldLine is one letter that is held.
type heldLine struct {
	toldLine
	ID, Letter, Number string
}

// How many letters are looked at, and how many of a group are listed with names.
const (
	mostHeld    = 5000
	mostInGroup = 60
)

// waiting are the letters that nobody has decided on, the latest first; more says that
// there are others.
func (s *Server) waiting(ctx context.Context) (all []engine.Delivery, more bool, err error) {
	for _, status := range []engine.DeliveryStatus{engine.Queued, engine.Deferred} {
		found, err := s.Store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: s.Pack.Key, Status: status, Limit: mostHeld})
		if err != nil {
			return nil, false, fmt.Errorf("reading which letters wait: %w", err)
		}
		more = more || found.More
		all = append(all, found.Rows...)
	}
	return slices.DeleteFunc(all, func(d engine.Delivery) bool { return d.LetThrough }), more, nil
}

// heldGroups lists letters by a cut: days in their order, and else the largest group first.
func (s *Server) heldGroups(v *visit, cut heldCut, all []engine.Delivery) (groups []heldGroup) {
	at := map[string]int{}
	for _, d := range all {
		key := s.heldKey(cut, d)
		i, seen := at[key]
		if !seen {
			i = len(groups)
			at[key] = i
			groups = append(groups, s.heldGroup(v, cut, key, d))
		}
		g := &groups[i]
		if g.Count++; len(g.Lines) == mostInGroup {
			g.More++
			continue
		}
		line := toldLine{Name: toName(v, d.Notice), Why: s.whyTold(v, d.Qualities(), d.Person == ""), Path: "/utskick/" + d.ID}
		g.Lines = append(g.Lines, heldLine{line, d.ID, engine.LetterTitle(d.Letter).In(v.lang), d.Number})
	}
	slices.SortStableFunc(groups, func(a, b heldGroup) int {
		if cut == byDay {
			return cmp.Compare(a.Key, b.Key)
		}
		return cmp.Compare(b.Count, a.Count)
	})
	return groups
}

// heldKey is what a letter has in common with the others of its group.
func (s *Server) heldKey(cut heldCut, d engine.Delivery) string {
	switch cut {
	case byOrganization:
		if o := s.Pack.People.MailboxBehind(d.Person, d.Organization, d.Body, s.today()); o != nil {
			return "o:" + o.Key
		}
		return "b:" + d.Body
	case byDay:
		return s.Pack.Calendar.Today(d.At).String()
	case byProposal:
		return d.Number
	}
	return d.Letter
}

// heldGroup is the group that a letter is the first of.
func (s *Server) heldGroup(v *visit, cut heldCut, key string, d engine.Delivery) heldGroup {
	g := heldGroup{Key: key}
	switch cut {
	case byOrganization:
		g.Title = v.say("web.hold.nowhere", nil)
		if key != "b:" {
			g.Title = engine.RespondentName(s.Pack, key[2:]).In(v.lang)
		}
	case byDay:
		g.Title = s.Pack.Calendar.Today(d.At).Prose(v.lang)
	case byProposal:
		g.Title, g.Note = d.Number, d.Title
	default:
		g.Title = engine.LetterTitle(d.Letter).In(v.lang)
	}
	return g
}

// cutTabs lead from one cut to another.
func cutTabs(q url.Values, current heldCut) (tabs []tab) {
	for _, c := range heldCuts {
		tabs = append(tabs, tab{Key: c.key, Path: with(q, "/utskick", "efter", string(c.cut)) + "#hall", Current: c.cut == current})
	}
	return tabs
}

// decideSome lets the letters go that a coordinator has chosen, or is the end of them.
// The others wait on.
func (s *Server) decideSome(v *visit, r *http.Request, discard bool) error {
	release := engine.Release{Discard: discard, At: s.Now()}
	var err error
	if release.Letters, err = s.chosenLetters(r); err != nil {
		return err
	}
	if release.Reason, err = reasonFor(r, discard); err != nil {
		return err
	}
	decided, err := s.Store.Release(r.Context(), release)
	if err == nil {
		s.Log.InfoContext(r.Context(), "some of the letters that were held are decided on", "request", v.id, "by", v.member.Key, "letters", decided, "discarded", discard)
	}
	return err
}

// chosenLetters are those that a form names, by themselves or with their group. What has
// come to a group since the page was shown was not chosen with it.
func (s *Server) chosenLetters(r *http.Request) (chosen []string, err error) {
	all, _, err := s.waiting(r.Context())
	if err != nil {
		return nil, err
	}
	seen, err := time.Parse(time.RFC3339Nano, r.PostFormValue("sett"))
	if err != nil {
		return nil, unreadable{err}
	}
	cut, letters, groups := cutOf(r.PostFormValue("efter")), r.PostForm["brev"], r.PostForm["grupp"]
	for _, d := range all {
		if slices.Contains(letters, d.ID) || !d.At.After(seen) && slices.Contains(groups, s.heldKey(cut, d)) {
			chosen = append(chosen, d.ID)
		}
	}
	switch {
	case len(letters)+len(groups) == 0:
		return nil, fault.New(fault.Invalid, "web_hold_none", nil)
	case len(chosen) == 0:
		return nil, fault.New(fault.Conflict, "web_hold_over", nil)
	}
	return chosen, nil
}
