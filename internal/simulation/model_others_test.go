package simulation_test

import (
	"slices"
	"strings"

	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
)

// weighUnasked says what comes of an answer of somebody whom a round does not ask, and that
// takes such answers.
func (m *model) weighUnasked(w town, a *asking, act engine.Act) verdict {
	_, outside := strings.CutPrefix(act.Respondent, "outside:")
	organization := w.pack.People.Organization(act.Respondent)
	person := w.pack.People.Person(act.Respondent)
	due, known := w.dueOf(m, a)
	switch {
	case m.flow.Confidential != nil, !known:
		return verdict{}
	case !outside && (organization == nil || !w.on(organization.From, organization.To)) && (person == nil || !w.on(person.From, person.To)):
		return refused(fault.Forbidden)
	case outside && !w.may(m, act.Actor.Person, people.Party{Kind: people.Coordinator}), !outside && !w.answers(m, a, act):
		return refused(fault.Forbidden)
	case !outside && act.Actor.Assurance != "login":
		return refused(fault.Forbidden)
	}
	said, late := a.others[act.Respondent], w.today.After(due)
	if a.early && said != "" || !a.open && (said == "" || late || a.withdrawn || a.expired) || a.open && said != "" && late {
		return refused(fault.Gone)
	}
	answer := a.line.Answer(act.Answer)
	if answer == nil {
		return refused(fault.Invalid)
	}
	for _, word := range answer.Needs {
		if field, _ := m.flow.Input(word, a.line); act.Inputs[field.Name] == nil {
			return verdict{}
		}
	}
	return verdict{sure: len(answer.NeedsWhen) == 0}
}

// unasked is that somebody has answered who is not asked.
func (h *hearing) unasked(e engine.Event) {
	m := h.model
	a := m.isOf(e.Data)
	if a == nil {
		h.unsure = true
		return
	}
	if a.others == nil {
		a.others = map[string]string{}
	}
	a.others[h.act.Respondent] = e.Data.Answer
	if e.Data.Respondent == "outside" {
		return
	}
	h.reach(h.town.reached(m, a, e.Data.Respondent)...)
	h.reach(h.addresses(m, people.Party{Kind: people.APerson, Name: e.Private.Person})...)
}

// others is how many of those who are not asked gave an answer.
func (c counting) others(words ...string) (n int) {
	a := c.hand
	if len(words) == 2 {
		a = c.latest(words[0])
	}
	if a == nil {
		return 0
	}
	for _, said := range a.others {
		n += truth(said == words[len(words)-1])
	}
	return n
}

// othersAgree says whether the round has the answers of those who are not asked that the
// model has heard.
func (a *asking) othersAgree(round engine.Round) bool {
	return len(a.others) == len(round.Others) && !slices.ContainsFunc(round.Others, func(r engine.Respondent) bool { return a.others[r.Key()] != r.Answer })
}
