package web

import (
	"cmp"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A waveView is a change of the year before it is made: every date that moves, and
// who is told.
type waveView struct {
	Fresh   []string // what comes that was not laid out
	Stays   []string // what stands otherwise than the plan has it, and why
	Without bool     // some of it is what the plan has no more
	Touched []waveTouch
	Silent  int // so many only follow the new plan: none of their dates moves
	Letters int
	Told    string   // who is written to
	Yearly  []string // of those who are mailed their year, each with why
	Seen    string
	Nothing bool
}

// A waveTouch is a meeting, a duty or a proposal, with what follows for it.
type waveTouch struct {
	Number, Title, Path string
	Why                 string
	Because             string // the number of the meeting that it follows
	Moves               []waveMove
	Unmet               []string // conditions that do not hold of the new day
	Told                string
}

// A waveMove is one date: as it was told, and as it will be.
type waveMove struct {
	What, Was, Now string
	Why            string // how the new day was found, where it is counted from another
	Reminded       string // the days on which it will be reminded of
}

// waveView is a wave in the reader's words. Of a proposal its number is told: its
// title is its own page's to show.
func (s *Server) waveView(v *visit, wave engine.Wave) waveView {
	view := waveView{Seen: wave.Print}
	for _, r := range wave.Ripples {
		switch {
		case r.Stays != "":
			view.Stays = append(view.Stays, rippleWords(v, r))
			view.Without = view.Without || r.Stays == engine.StaysWithout
		case r.Act.Kind == engine.Propose:
			view.Fresh = append(view.Fresh, rippleWords(v, r))
		}
	}
	var told []string
	for _, t := range wave.Touched {
		view.Yearly = append(view.Yearly, s.yearlyTold(v, t.Told)...)
		names := namesOf(t.Told)
		told = append(told, names...)
		view.Letters += len(t.Told)
		if t.Before.ID == "" {
			continue
		}
		touch := s.waveTouch(v, t)
		if touch.Told = wording.List(v.lang, names); len(touch.Moves) == 0 && touch.Told == "" {
			view.Silent++
			continue
		}
		view.Touched = append(view.Touched, touch)
	}
	slices.Sort(told)
	view.Told = wording.List(v.lang, slices.Compact(told))
	view.Nothing = len(wave.Touched) == 0
	return view
}

// yearlyTold are those who are mailed their year, each with why.
func (s *Server) yearlyTold(v *visit, told []engine.Notice) (lines []string) {
	for _, n := range told {
		if !n.TellsOfYear() {
			continue
		}
		why := s.whyTold(v, n.Qualities(), n.Person == "")
		lines = append(lines, v.say("web.wave.yearly_to", wording.Args{"Name": n.Name, "Why": why, "Mailbox": n.Person == ""}))
	}
	return lines
}

// waveTouch is one thing that the wave touches, without who is told.
func (s *Server) waveTouch(v *visit, t engine.Touched) waveTouch {
	touch := waveTouch{Number: t.After.Number, Path: proposalPath(t.After.Number), Because: t.Because, Why: howFound(v, t.Now, t.Why)}
	if engine.IsOfYear(t.After.Workflow) {
		touch.Title = t.After.Title
	}
	if t.After.IsMeeting() {
		touch.Path = meetingPath(t.After.Number)
	}
	add := func(what string, was calendar.Date, then calendar.Moment, gone string, reminded []calendar.Date) {
		now := then.Date
		m := waveMove{Why: then.How(v.lang), What: what, Was: dayOr(v, was, "web.wave.none"), Now: dayOr(v, now, gone), Reminded: proseList(v, reminded)}
		same := func(other waveMove) bool { return other.What == m.What && other.Was == m.Was && other.Now == m.Now }
		if was != now && !slices.ContainsFunc(touch.Moves, same) {
			touch.Moves = append(touch.Moves, m)
		}
	}
	was, now := t.Was.Date, calendar.Moment{Date: t.Now.Date}
	if !engine.IsOfYear(t.After.Workflow) {
		was, now.Date = meetsOn(t.Before), meetsOn(t.After)
	}
	gone := "web.wave.cancelled"
	if !engine.IsOfYear(t.After.Workflow) {
		gone = "web.wave.no_meeting"
	}
	add(v.say("meeting.wave.day", nil), was, now, gone, nil)
	for _, d := range t.Duties {
		add(d.Title.In(v.lang), d.Before.Date, d.After, "web.wave.falls", d.Remind)
	}
	for _, d := range t.Dates {
		about := s.aboutTitle(v, engine.DueDate{Workflow: t.After.Workflow, Edition: t.After.Edition, About: d.About, Name: d.Name})
		if d.About == "opening" {
			about, d.After.Explanation = v.say("web.wave.opening", wording.Args{"What": about}), nil // it is counted so that it comes in time
		}
		if t.After.IsMeeting() && d.About == "state" {
			continue // its own day, which is told
		}
		add(about, d.Before.Date, d.After, "web.wave.falls", s.remindedOn(t.After, d.About, d.Name))
	}
	touch.Moves = append(touch.Moves, s.remindsOtherwise(v, t)...)
	for _, u := range t.Unmet {
		touch.Unmet = append(touch.Unmet, v.say("web.wave.unmet", wording.Args{"Step": u.Step, "Why": u.Why}))
	}
	return touch
}

// remindsOtherwise are the dates that stand, and will be reminded of on other days.
func (s *Server) remindsOtherwise(v *visit, t engine.Touched) (moves []waveMove) {
	for _, now := range t.After.Deadlines {
		for _, was := range t.Before.Deadlines {
			if now.Status != engine.Running || was.Status != engine.Running || was.About != now.About || was.Name != now.Name || was.Round != now.Round || !was.Moment.At.Equal(now.Moment.At) {
				continue
			}
			before, after := proseList(v, s.remindedOn(t.Before, was.About, was.Name)), proseList(v, s.remindedOn(t.After, now.About, now.Name))
			if before != after {
				about := s.aboutTitle(v, engine.DueDate{Workflow: t.After.Workflow, Edition: t.After.Edition, About: now.About, Name: now.Name})
				moves = append(moves, waveMove{What: v.say("web.wave.reminders_of", wording.Args{"What": about}), Was: cmp.Or(before, v.say("web.wave.none", nil)), Now: cmp.Or(after, v.say("web.wave.none", nil))})
			}
		}
	}
	return moves
}

// meetsOn is the day of the meeting at which a proposal is taken up.
func meetsOn(p engine.Proposal) calendar.Date {
	if p.Meeting == nil {
		return calendar.Date{}
	}
	return p.Meeting.Date
}

// remindedOn are the days on which a date of a proposal will be reminded of.
func (s *Server) remindedOn(p engine.Proposal, about, name string) (days []calendar.Date) {
	for _, deadline := range p.Deadlines {
		if deadline.Status != engine.Running || deadline.About != about || deadline.Name != name {
			continue
		}
		for _, timer := range deadline.Timers {
			if timer.Kind == engine.Remind && timer.Done.IsZero() && !timer.Void {
				days = append(days, s.Pack.Calendar.Today(timer.DueAt))
			}
		}
	}
	slices.SortFunc(days, func(a, b calendar.Date) int { return b.DaysUntil(a) })
	return slices.Compact(days)
}

func proseList(v *visit, days []calendar.Date) string {
	var said []string
	for _, day := range days {
		said = append(said, day.Prose(v.lang))
	}
	return wording.List(v.lang, said)
}

// namesOf are those who are written to, each once.
func namesOf(notices []engine.Notice) (names []string) {
	for _, n := range notices {
		if !slices.Contains(names, n.Name) {
			names = append(names, n.Name)
		}
	}
	return names
}

// dayOr is a day in prose, or what is said where there is none.
func dayOr(v *visit, day calendar.Date, none string) string {
	if day.IsZero() {
		return v.say(none, nil)
	}
	return day.Prose(v.lang)
}

// howFound is how a day was found, without the day itself: it has just been said. A day
// that the cycle tells was not found, and that says nothing.
func howFound(v *visit, now engine.Occasion, why wording.Text) string {
	return calendar.Moment{Date: now.Date, Time: now.Time, Explanation: why}.How(v.lang)
}

// rippleWords is one difference between the year and its cycle that moves nothing.
func rippleWords(v *visit, r engine.Ripple) string {
	kind := "new"
	if r.Stays != "" {
		kind = "stays_" + string(r.Stays)
	}
	said := v.say("meeting.wave."+kind, wording.Args{
		"Title": r.Title, "Number": r.Number, "Was": r.Was.Date.Prose(v.lang), "Now": r.Now.Date.Prose(v.lang), "Why": howFound(v, r.Now, r.Why)})
	if f := fault.As(r.Refused); f != nil {
		said += ". " + f.In(v.lang)
	}
	return said
}
