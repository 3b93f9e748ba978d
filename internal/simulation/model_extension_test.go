package simulation_test

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// answerBy is the day by which a respondent is to answer: that of all, or the later one that
// it has been given.
func (w town) answerBy(m *model, a *asking, key string) (calendar.Date, bool) {
	day, known := w.dueOf(m, a)
	if own, given := a.until[key]; given && known && own.After(day) {
		return own, true
	}
	return day, known
}

// owes says whether a respondent still owes an answer.
func (a *asking) owes(key string) bool {
	said := a.said[key]
	return !a.aside[key] && (said == "" || !settles(a.line, said))
}

// lastDay is the latest day by which any of those who owe an answer is to give it, where
// that is known.
func (w town) lastDay(m *model, a *asking) (last calendar.Date, known bool) {
	last, known = w.dueOf(m, a)
	for key, own := range a.until {
		if a.owes(key) && own.After(last) {
			last = own
		}
	}
	return last, known
}

// weighExtension says what comes of giving somebody more time.
func (m *model) weighExtension(w town, act engine.Act) verdict {
	at := slices.IndexFunc(m.asks, func(a *asking) bool { return a.id == act.Round })
	if at < 0 {
		return verdict{}
	}
	a := m.asks[at]
	due, known := w.dueOf(m, a)
	own, _ := w.answerBy(m, a, act.Respondent)
	to, err := calendar.ParseDate(act.To)
	if !known || special(a.line) || a.clock != nil || err != nil {
		return verdict{}
	}
	_, asked := a.said[act.Respondent]
	switch {
	case !a.open:
		return refused(fault.Gone)
	case a.line.Extension == nil:
		return refused(fault.Conflict)
	case !w.isOneOf(m, act.Actor.Person, a.line.Extension.By), !asked, a.aside[act.Respondent]:
		return refused(fault.Forbidden)
	case !a.owes(act.Respondent):
		return refused(fault.Conflict)
	}
	most, sure := w.counted(due, a.line.Extension.AtMost, 1, "")
	if !sure {
		return verdict{}
	}
	if !to.After(own) || to.After(most) || to.Before(w.today) || act.Inputs["reason"] == nil {
		return refused(fault.Invalid)
	}
	return verdict{sure: true}
}

// extended is that somebody has been given more time.
func (h *hearing) extended(e engine.Event) {
	a := h.latest(e.Data.Round)
	day, err := calendar.ParseDate(e.Data.Due)
	if a == nil || err != nil || special(a.line) {
		h.unsure = true
		return
	}
	if a.until == nil {
		a.until = map[string]calendar.Date{}
	}
	a.until[e.Data.Respondent] = day
	h.reach(h.town.reached(h.model, a, e.Data.Respondent)...)
}
