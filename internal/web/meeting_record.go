package web

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// attending are the entries of who is there, and showPeople asks for the list of them.
var attending = []string{string(agenda.Came), string(agenda.Left), string(agenda.Excused), string(agenda.Absent)}

const showPeople = "narvaro"

// recordPost writes one thing that happened at the meeting, or takes a step of the
// proposal at hand. The answer is the same page, with what must be mended where
// something must.
func (s *Server) recordPost(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(r); err != nil {
		return err
	}
	p, err := s.findMeeting(r)
	if err != nil {
		return err
	}
	if r.PostFormValue("steg") != "" {
		err = s.stepHere(r, p)
	} else {
		err = s.record(r, p)
	}
	f := fault.As(err)
	switch {
	case f != nil && (f.Kind == fault.Invalid || f.Kind == fault.Conflict):
		return s.liveAgain(w, r, f)
	case err != nil:
		return err
	}
	at := url.Values{"gjort": {"recorded"}, "sparat": {r.PostFormValue(fieldKey)}, "punkt": {r.PostFormValue("punkt")}}
	place := "#nu"
	if slices.Contains(attending, r.PostFormValue("vad")) { // who records one comes to the next
		at.Set("visa", showPeople)
		place = "#narvaro"
	}
	return see(w, r, meetingPath(p.Number)+"/pagar?"+at.Encode()+place)
}

// record is an entry about the meeting.
func (s *Server) record(r *http.Request, p engine.Proposal) error {
	entry, f := s.entry(r)
	if f != nil {
		return f
	}
	act := s.act(visitOf(r), engine.Record, r.PostFormValue(fieldKey))
	act.Proposal, act.Entry, act.Confirmed = p.ID, entry, r.PostForm[fieldConfirmed]
	_, err := s.Engine.Act(r.Context(), act)
	return err
}

// entry reads what the form says happened.
func (s *Server) entry(r *http.Request) (*agenda.Entry, *fault.Error) {
	text := func(name string) string { return tidy(r.PostFormValue(name)) }
	e := &agenda.Entry{What: agenda.Recorded(text("vad")), Item: text("punkt"), At: text("klockan")}
	e.Nth, _ = strconv.Atoi(text("nummer"))
	switch e.What {
	case agenda.Came, agenda.Left, agenda.Excused, agenda.Absent:
		e.Present = agenda.Presence{Person: text("person"), Name: text("namn"), Organization: text("organisation")}
	case agenda.Settled:
		e.Result, e.Decision = agenda.Result(text("utfall")), agenda.Points(text("beslut"))
	case agenda.Said:
		e.Part = agenda.Part{Kind: agenda.PartKind(text("slag")), Who: text("vem")}
		if e.Part.Kind == agenda.Proposed {
			e.Part.Points = agenda.Points(text("text"))
		} else {
			e.Part.Text = text("text")
		}
	case agenda.Voted:
		var f *fault.Error
		e.Vote, f = vote(r)
		return e, f
	case agenda.Reserved:
		e.Reservation = agenda.Reservation{Who: text("vem"), Text: text("text")}
	case agenda.Recused, agenda.Adjusting:
		for _, name := range r.PostForm["namn"] {
			if name = tidy(name); name != "" && !slices.Contains(e.Names, name) {
				e.Names = append(e.Names, name)
			}
		}
	case agenda.Assigned:
		return e, s.assigned(r, e)
	}
	return e, nil
}

// assigned reads what somebody is to do. The day may be said as people say it: the
// deadline is then the last workday of what was said.
func (s *Server) assigned(r *http.Request, e *agenda.Entry) *fault.Error {
	e.Assignment = agenda.Assignment{What: tidy(r.PostFormValue("text"))}
	if e.Assignment.What == "" && e.Nth > 0 {
		return nil
	}
	for _, who := range r.PostForm["vem"] {
		if who != "" {
			e.Assignment.Who = append(e.Assignment.Who, who)
		}
	}
	said := tidy(r.PostFormValue("senast"))
	read, unread := calendar.ReadDays(said, s.today().Year)
	switch {
	case e.Assignment.What == "":
		return fault.New(fault.Invalid, "meeting_assignment_what", nil).On("text")
	case len(e.Assignment.Who) == 0:
		return fault.New(fault.Invalid, "meeting_assignment_who", nil).On("vem")
	case unread != nil:
		return fault.New(fault.Invalid, "meeting_assignment_by", wording.Args{"Why": wording.Text{
			wording.Swedish: unread.In(wording.Swedish), wording.English: unread.In(wording.English)}}).On("senast")
	}
	span := read.Spans[len(read.Spans)-1]
	e.Assignment.By = span.To
	if !span.Single() {
		e.Assignment.Said = said
		if !s.Pack.Calendar.Workday(span.To) {
			e.Assignment.By = s.Pack.Calendar.PreviousWorkday(span.To)
		}
	}
	return nil
}

// stepHere takes a step of the proposal that an item takes up.
func (s *Server) stepHere(r *http.Request, p engine.Proposal) error {
	item := p.Gathering.Find(r.PostFormValue("punkt"))
	if item == nil || item.About.ID == "" {
		return fault.New(fault.NotFound, "unknown_item", nil)
	}
	about, _, err := s.Store.Proposal(r.Context(), item.About.ID, "")
	if err != nil {
		return err
	}
	name := r.PostFormValue("steg")
	v := visitOf(r)
	for _, step := range s.liveSteps(v, about, engine.Choices(s.seenBy(about).Pack, about, v.member.actor(), s.Now())) {
		if step.Name != name {
			continue
		}
		act := s.act(visitOf(r), engine.Do, r.PostFormValue(fieldKey))
		act.Proposal, act.Transition = about.ID, name
		for _, in := range step.Inputs {
			value := in.Value
			if sent, ok := r.PostForm[in.Name]; ok {
				value = tidy(sent[len(sent)-1])
			}
			if value != "" {
				act.Inputs[strings.TrimPrefix(in.Name, "s-"+name+"-")] = value
			}
		}
		for _, field := range r.PostForm[fieldConfirmed] {
			act.Confirmed = append(act.Confirmed, strings.TrimPrefix(field, "s-"+name+"-"))
		}
		act.Expect, _ = strconv.Atoi(r.PostFormValue(fieldVersion))
		_, err := s.Engine.Act(r.Context(), act)
		return err
	}
	return fault.New(fault.Conflict, "record_moved", nil)
}

// again puts what was given with a step of the item's proposal back in its form, with
// what must be mended.
func (one *liveItem) again(v *visit, r *http.Request, f *fault.Error) {
	if one == nil {
		return
	}
	for i, step := range one.Steps {
		if step.Name != r.PostFormValue("steg") {
			continue
		}
		prefix := "s-" + step.Name + "-"
		for j, in := range step.Inputs {
			if sent, ok := r.PostForm[in.Name]; ok {
				step.Inputs[j].Value = sent[len(sent)-1]
			}
			step.Inputs[j].Name = strings.TrimPrefix(in.Name, prefix)
		}
		faultsOn(v, f, step.Inputs)
		for j, in := range step.Inputs {
			step.Inputs[j].Name = prefix + in.Name
			one.Steps[i].Open = one.Steps[i].Open || in.Fault != ""
		}
	}
}

// liveAgain shows the page again, with what must be mended first and all that was
// written kept.
func (s *Server) liveAgain(w http.ResponseWriter, r *http.Request, f *fault.Error) error {
	page, err := s.livePage(r)
	if err != nil {
		return err
	}
	v := visitOf(r)
	page.Errors = []formError{{Anchor: "nu", Said: f.In(v.lang)}}
	page.Now.again(v, r, f)
	if page.Now != nil {
		page.Now.Vote.again(r)
	}
	for _, name := range []string{"text", "beslut", "senast", "namn"} {
		if text := tidy(r.PostFormValue(name)); text != "" {
			page.Kept = append(page.Kept, kept{v.say("meeting.form."+name, nil), text})
		}
	}
	for name, sent := range r.PostForm {
		if strings.HasPrefix(name, "s-") && len(sent) > 0 && tidy(sent[0]) != "" {
			page.Kept = append(page.Kept, kept{v.say("meeting.form.beslut", nil), tidy(sent[0])})
		}
	}
	if r.PostFormValue("steg") == "" && engine.AreConfirmable(f) {
		page.Anyway = sentAgain(r)
	}
	return s.showAs(w, r, statuses[f.Kind], "meeting_live", page)
}

// sentAgain is what a form gave, to be sent once more with the word that its text may stand.
func sentAgain(r *http.Request) (fields []hidden) {
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		for _, value := range r.PostForm[name] {
			if name != fieldConfirmed {
				fields = append(fields, hidden{name, value})
			}
		}
	}
	return append(fields, hidden{fieldConfirmed, "text"})
}
