package engine

import (
	"beredd/internal/definition"
)

// env is what a guard may name, as definition.Guard says. round is the one at
// hand, or nil.
func (d *deciding) env(round *Round) map[string]any {
	local := d.now.In(d.pack.Calendar.Zone())
	input, decision := map[string]any{}, map[string]any{"text": "", "on": "", "follow_up_on": ""}
	for word, value := range d.given {
		input[word] = value
	}
	if x := d.p.Decision; x != nil {
		for word, value := range x.Inputs {
			decision[word] = value
		}
		decision[decisionDay] = x.On.String()
		decision["text"], decision["on"], decision["follow_up_on"] = x.Text, x.On.String(), x.FollowUpOn.String()
	}
	meeting := map[string]any{"date": "", "name": ""}
	if m := d.p.Meeting; m != nil {
		meeting["date"], meeting["name"] = m.Date.String(), m.Name
		if d.flow.AsksWhoMet() {
			meeting["present"], meeting["members"] = d.quorum()
		}
	}
	votes := map[string]any{}
	if d.flow.AsksWhoMet() {
		votes = d.votes()
	}
	answered, asked := 0, 0
	for _, r := range d.counted(round) {
		settled, all := r.Count()
		answered, asked = answered+settled, asked+all
	}
	env := map[string]any{
		"proposal": d.carried(), "input": input, "decision": decision, "meeting": meeting, "votes": votes,
		"state": d.p.State, "came_from": d.p.CameFrom, "transition": d.act.Transition,
		"today": d.today.String(), "now": local.Format("2006-01-02 15:04"),
		"answered": answered, "asked": asked,
		"count":    func(words ...string) int { return d.countOf(round, words) },
		"none":     func(words ...string) bool { return d.countOf(round, words) == 0 },
		"complete": d.completed,
		"open":     d.isOpen,
		"outcome":  d.outcomeOf,
		"left":     d.left,
		"passed":   d.passed,
	}
	d.values(env, round)
	env["decisions"], env["recommendation"] = len(d.p.Decided()), d.p.recommended()
	d.compute(env)
	return env
}

// carried is the proposal as a guard sees it; a field that it lacks has its
// type's zero value.
func (d *deciding) carried() map[string]any {
	m := map[string]any{}
	for _, field := range d.flow.Fields {
		m[field.Name] = zero(field.Type)
	}
	for _, field := range d.flow.Fields {
		if field.Type == definition.Document {
			m[field.Name] = d.p.ofKind(field.Name)
		}
	}
	for name, value := range d.p.Fields {
		m[name] = value
	}
	m["title"], m["summary"], m["proposed_decision"] = d.p.Title, d.p.Summary, d.p.Proposed
	m["number"], m["documents"] = d.p.Number, d.p.ownDocuments()
	if d.p.Parent != nil {
		m[definition.ParentWord] = d.p.Parent.Number
	}
	return m
}

// zero is a field's value where nothing was given.
func zero(t definition.FieldType) any {
	switch t {
	case definition.Bool:
		return false
	case definition.Number_:
		return 0.0
	case definition.Document:
		return 0
	}
	return ""
}

// countOf counts an answer: of the round at hand for one word, of a round by name
// for two.
func (d *deciding) countOf(round *Round, words []string) int {
	rounds := d.counted(round)
	if len(words) == 2 {
		rounds = d.together(words[0])
	}
	if len(words) == 0 {
		return 0
	}
	n := 0
	for _, round := range rounds {
		answer, of := d.counting(round, words[len(words)-1])
		n += round.Urn[answer]
		for _, r := range round.Respondents {
			if r.Answer == answer && of(r) && r.IsTallied(d.flow.Round(round.Name)) {
				n++
			}
		}
	}
	return n
}
