package simulation_test

import (
	"maps"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

// needed is how sure one must be of who gives an answer.
func needed(line *definition.Round, answer string) int {
	switch {
	case answer == "":
		return 0
	case line.Assurance != "":
		return strength(line.Assurance)
	case settles(line, answer):
		return 2
	}
	return 1
}

// secret says whether the proposal is confidential, and whether that is known.
func (m *model) secret(w town, act engine.Act) (secret, known bool) {
	line := m.flow.Confidential
	if line == nil {
		return false, true
	}
	return m.holds(w, line.When, act, nil)
}

func strength(assurance string) int {
	return slices.Index([]string{"", "link", "code", "login"}, assurance)
}

// settles says whether a respondent is done after an answer.
func settles(line *definition.Round, name string) bool {
	any := slices.ContainsFunc(line.Answers, func(a definition.Answer) bool { return a.Final })
	a := line.Answer(name)
	return a != nil && (a.Out || a.Final || !any)
}

// answers says whether whoever acts may answer for a respondent.
func (w town) answers(m *model, a *asking, act engine.Act) bool {
	key, line := act.Respondent, a.line
	if deputy := a.deputy[key]; deputy != "" && slices.Contains(w.chain(deputy), act.Actor.Person) {
		return true
	}
	switch {
	case w.pack.People.Organization(key) != nil:
		return act.Actor.Organization == key && act.Actor.Assurance != "" || act.Actor.Person != "" && w.speaks(act.Actor.Person, key, w.function(line, key))
	case w.pack.People.Body(key) != nil:
		return w.may(m, act.Actor.Person, people.Party{Kind: people.ABody, Name: key}) || act.Actor.Mailbox && act.Actor.As == key
	}
	return w.may(m, act.Actor.Person, people.Party{Kind: people.APerson, Name: key})
}

// cast counts a secret answer among the others, of whom nobody knows who gave it.
func (a *asking) cast(act engine.Act) {
	if !a.line.Secret {
		return
	}
	a.said[act.Respondent] = definition.Cast
	a.urn = maps.Clone(a.urn)
	if a.urn == nil {
		a.urn = map[string]int{}
	}
	a.urn[act.Answer]++
}
