package web

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// Years works out what a change of the year comes to, and lets it happen.
type Years interface {
	Wave(ctx context.Context, o engine.Order) (engine.Wave, error)
	// Apply does what was seen, whole or not at all; where that is not what it
	// comes to any more, it is refused.
	Apply(ctx context.Context, o engine.Order, seen string) (engine.Wave, error)
	// Foretell answers every letter that would go out on some days if a pack were in
	// force, of what is under way too; with inTime everybody answers at once, else
	// nobody does. Nothing is sent.
	Foretell(ctx context.Context, pack *definition.Pack, f engine.Foresight) ([]engine.Foretold, error)
}

// A layOutPage is a year as it would be laid out.
type layOutPage struct {
	Year    int
	Name    string // of the year
	After   string // of the next
	Wave    waveView
	Key     string
	Choices []input // what else comes along
}

// layOutChoices are what somebody may let come along: what last year had and the cycle
// does not say, the days that the cycle only proposes, and a letter to those whom the year
// concerns.
var layOutChoices = []string{"fran-i-fjol", "foreslagna", "brev"}

// A movePage gives a meeting another day, or shows what that comes to.
type movePage struct {
	Number, Title, Path string
	Now                 string // when it is as it stands
	Inputs              []input
	Errors              []formError
	Wave                *waveView
	Shut                string // why the new day is one on which there is mostly no meeting
	Key                 string
}

func (s *Server) layOut(w http.ResponseWriter, r *http.Request) error {
	if err := s.mayLayOut(r); err != nil {
		return err
	}
	page := layOutPage{Year: s.layOutYear(r), Key: newKey()}
	page.Name, page.After = yearName(s.Pack, page.Year), yearName(s.Pack, page.Year+1)
	wave, err := s.Years.Wave(r.Context(), s.layOutOrder(r, page.Year))
	if err != nil {
		return err
	}
	page.Wave = s.waveView(visitOf(r), wave)
	for _, name := range layOutChoices {
		page.Choices = append(page.Choices, input{Name: name, ID: inputID(name), Label: visitOf(r).say("meeting.lay_out."+name, wording.Args{"Year": yearName(s.Pack, page.Year-1)}), Value: r.FormValue(name)})
	}
	return s.show(w, r, "lay_out", page)
}

func (s *Server) layOutPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	if err := s.mayLayOut(r); err != nil {
		return err
	}
	order := s.layOutOrder(r, s.layOutYear(r))
	if _, err := s.Years.Apply(r.Context(), order, r.PostFormValue("sett")); err != nil {
		wave, unread := s.Years.Wave(r.Context(), order)
		if unread != nil || fault.As(err) == nil || len(wave.Touched) > 0 { // else it was pressed twice
			return err
		}
	}
	return see(w, r, "/moten?gjort=laid_out")
}

// mayLayOut refuses all but coordinators.
func (s *Server) mayLayOut(r *http.Request) error {
	switch {
	case s.Years == nil || s.Pack.Cycle == nil:
		return errNowhere
	case !visitOf(r).member.Coordinates:
		return fault.New(fault.Forbidden, "meeting_coordinators", nil)
	}
	return nil
}

// yearName is the pack's year that begins in a calendar year as people say it.
func yearName(pack *definition.Pack, year int) string {
	return calendar.YearName(pack.Cycle.DaysOf(year))
}

// layOutYear is the year asked for, else this one.
func (s *Server) layOutYear(r *http.Request) int {
	if year, err := strconv.Atoi(r.FormValue("ar")); err == nil && year > 2000 && year < 2200 {
		return year
	}
	return s.Pack.Cycle.YearOf(s.today())
}

func (s *Server) layOutOrder(r *http.Request, year int) engine.Order {
	from, to := s.Pack.Cycle.DaysOf(year)
	return engine.Order{
		Pack: s.Pack, From: from, To: to, Actor: visitOf(r).member.actor(),
		Copied: r.FormValue(layOutChoices[0]) != "", Proposed: r.FormValue(layOutChoices[1]) != "", Announces: r.FormValue(layOutChoices[2]) != "",
	}
}

func (s *Server) moveMeeting(w http.ResponseWriter, r *http.Request) error {
	page, _, err := s.movePage(r)
	if err != nil {
		return err
	}
	return s.show(w, r, "meeting_move", page)
}

// movePage is the form, with what has been written in it or as the meeting stands.
func (s *Server) movePage(r *http.Request) (movePage, engine.Proposal, error) {
	p, err := s.findMeeting(r)
	if err != nil {
		return movePage{}, p, err
	}
	v := visitOf(r)
	if s.Years == nil {
		return movePage{}, p, errNowhere
	}
	if err := engine.MayReschedule(s.Pack, p, v.member.actor(), s.Now()); err != nil {
		return movePage{}, p, err
	}
	page := movePage{Number: p.Number, Title: p.Title, Path: meetingPath(p.Number), Key: newKey()}
	o := engine.OccasionOf(p)
	page.Now = occasionHours(v, o)
	for _, in := range []input{
		{Name: "date", Kind: "date", Value: o.Date.String()}, {Name: "until", Kind: "date", Value: o.Until, Optional: true}, {Name: "time", Kind: "short", Value: o.Time}, {Name: "end", Kind: "short", Value: o.End},
		{Name: "place", Kind: "line", Value: o.Place, Optional: true}, {Name: "reason", Kind: "lines", Optional: true},
	} {
		in.ID, in.Label = inputID(in.Name), v.say("meeting.move."+in.Name, nil)
		if sent, ok := r.PostForm[in.Name]; ok {
			in.Value = tidy(sent[0])
		}
		page.Inputs = append(page.Inputs, in)
	}
	return page, p, nil
}

// moveMeetingPost shows what the move comes to, and makes it once that has been seen.
func (s *Server) moveMeetingPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	page, p, err := s.movePage(r)
	if err != nil {
		return err
	}
	act := s.act(visitOf(r), engine.Reschedule, r.PostFormValue(fieldKey))
	act.Proposal = p.ID
	was := engine.OccasionOf(p)
	for i, in := range page.Inputs {
		if in.Name == "until" && in.Value == was.Until && page.Inputs[0].Value != was.Date.String() {
			continue // the last day that stands there is that of the day it moves from
		}
		act.Inputs[in.Name] = in.Value
		stands := slices.Contains(r.PostForm[fieldConfirmed], in.Name) // said once, it goes along with the page of what follows
		page.Inputs[i].Confirm, page.Inputs[i].Stands = stands, stands
	}
	s.confirms(r, &act)
	order := engine.Order{Pack: s.Pack, From: s.today(), To: s.today().AddMonths(monthsAhead), Actor: act.Actor, Moves: []engine.Act{act}, Only: []string{p.ID}}
	if seen := r.PostFormValue("sett"); seen != "" {
		if _, err = s.applyOnce(r.Context(), order, seen); err == nil {
			return see(w, r, page.Path+"?gjort=moved")
		}
	}
	if err == nil {
		var wave engine.Wave
		if wave, err = s.Years.Wave(r.Context(), order); err == nil {
			view := s.waveView(visitOf(r), wave)
			page.Wave, page.Shut = &view, s.shut(visitOf(r), page.Inputs[0].Value)
			return s.show(w, r, "meeting_move", page)
		}
	}
	if f := fault.As(err); f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict) {
		page.Errors = faultsOn(visitOf(r), f, page.Inputs)
		return s.showAs(w, r, statuses[f.Kind], "meeting_move", page)
	}
	return err
}
