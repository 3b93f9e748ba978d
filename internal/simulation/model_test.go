package simulation_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/people"
)

// A model is a proposal as a small and slow stranger knows it, who has read the
// pack and not the engine: a table of states, who may, rounds as heaps of answers,
// and dates. It says beforehand what an act comes to.
type model struct {
	flow      *definition.Workflow
	state     string
	from      string
	entered   calendar.Date
	submitter string
	bodies    map[string]string
	values    map[string]any // title, summary, proposed_decision and the kind's own fields
	papers    int
	meeting   string
	decision  map[string]any // nil before there is one
	asks      []*asking
	out       []string            // who takes no part
	follow    []string            // who is told of each step
	words     map[string]*joint   // by step
	clock     *waiting            // of where it stands, where that time may stand still
	hands     map[string][]string // who took each step last, and who has written the text
	been      map[string]int      // how often it has come to a state, and a step has been taken
}

// An asking is one round.
type asking struct {
	id        string
	line      *definition.Round
	open      bool
	withdrawn bool
	expired   bool
	outcome   string
	said      map[string]string // by respondent; "" has not answered
	began     calendar.Date
	moved     bool                     // its date has been set anew, in a way the model does not know
	nth       int                      // of rounds that add, which; 0 of others
	aside     map[string]bool          // who is not counted, whatever was said
	clock     *waiting                 // where its time may stand still
	urn       map[string]int           // of a secret one: how many gave each answer
	early     bool                     // it ended because nothing more could change what it came to
	deputy    map[string]string        // by respondent: the colleague who has the question
	until     map[string]calendar.Date // by respondent: the last day of its own that it has been given
	others    map[string]string        // who has answered without being asked
}

// A verdict is what the model says of an act: the kind of refusal, or "" and where
// it leads. Where it is not sure it says nothing.
type verdict struct {
	refusal fault.Kind
	to      string
	sure    bool
}

func refused(kind fault.Kind) verdict { return verdict{refusal: kind, sure: true} }

// weigh says what comes of an act.
func (m *model) weigh(w town, act engine.Act) verdict {
	w.out = m.out
	takesLeave := act.Kind == engine.Recuse || act.Kind == engine.Unrecuse || act.Kind == engine.Unfollow
	switch {
	case slices.Contains(m.out, act.Actor.Person) && !takesLeave:
		return refused(fault.Forbidden)
	case namesAnother(m.flow, act.Inputs):
		return verdict{}
	case act.Inputs["departs"] == true && act.Inputs["reason"] == nil:
		return verdict{}
	case turnsAway(w.pack) && (act.Inputs["meeting"] != nil || m.meeting != ""): // what comes too late for it the model does not know
		return verdict{}
	}
	switch act.Kind {
	case engine.Do:
		return m.weighStep(w, act)
	case engine.AnswerAsk:
		return m.weighAnswer(w, act)
	case engine.Edit:
		return m.weighEdit(w, act)
	}
	return m.weighBeside(w, act)
}

// turnsAway says whether some series takes no more after a day, and may send it on.
func turnsAway(pack *definition.Pack) bool {
	return pack.Cycle != nil && slices.ContainsFunc(pack.Cycle.Meetings, func(m definition.Series) bool { return m.Late != definition.ChairDecides })
}

// namesAnother says whether an act names other proposals, of which one alone knows
// nothing.
func namesAnother(flow *definition.Workflow, inputs map[string]any) bool {
	for word := range inputs {
		if flow.Needs(word).Type == definition.Another {
			return true
		}
	}
	return false
}

func (m *model) weighStep(w town, act engine.Act) verdict {
	t := m.flow.Transition(act.Transition)
	if !slices.Contains(t.From, m.state) {
		return refused(fault.Conflict)
	}
	w = w.without(m, t)
	by := t.By
	if t.Together {
		by = w.takers(m, t)
	}
	if !w.isOneOf(m, act.Actor.Person, by) {
		return refused(fault.Forbidden)
	}
	act.Inputs = m.joined(t, act.Inputs)
	state := m.flow.State(m.state)
	shut, known := w.shut(m.flow, t)
	if !known || len(t.Fresh) > 0 || len(state.Edits) > 0 || state.EditsNobody || len(m.flow.Lends(t)) > 0 {
		return verdict{}
	}
	if shut {
		return refused(fault.Conflict)
	}
	for word := range act.Inputs {
		if t.SetsField(word) {
			return refused(fault.Invalid)
		}
	}
	for _, word := range t.Needs {
		if !m.has(w, act.Inputs, word) {
			return refused(fault.Invalid)
		}
	}
	for _, a := range m.asks {
		if a.open && a.line.OnEdit == definition.Refuse {
			return verdict{}
		}
	}
	if t.Together {
		for word, given := range act.Inputs {
			if day, err := calendar.ParseDate(fmt.Sprint(given)); err == nil && day.Before(w.today) && m.flow.Needs(word).Past == nil {
				return verdict{} // it was to come when another gave it
			}
		}
		if v := m.weighWord(w, t, act); v.sure {
			return v
		}
	}
	after := m.with(w, t, act.Inputs)
	for _, need := range t.NeedsWhen {
		holds, known := after.holds(w, need.When, act, nil)
		if !known {
			return verdict{}
		}
		if holds && !after.has(w, act.Inputs, need.Word) {
			return refused(fault.Invalid)
		}
	}
	return after.target(w, t, act)
}

// target is where a step leads.
func (m *model) target(w town, t *definition.Transition, act engine.Act) verdict {
	to := ""
	for _, target := range t.To {
		holds, known := m.holds(w, target.When, act, m.latest(t.AtHand()))
		if !known {
			return verdict{}
		}
		if holds {
			if to = target.State; to == definition.Back {
				to = m.from
			}
			break
		}
	}
	if to == "" {
		return refused(fault.Conflict)
	}
	holds, known := m.holds(w, t.When, act, m.latest(t.AtHand()))
	switch {
	case !known:
		return verdict{}
	case !holds:
		return refused(fault.Conflict)
	}
	if v := m.mayNotSet(w, t, act); v.refusal != "" || !v.sure {
		return v
	}
	for _, word := range m.flow.State(to).Needs {
		if !m.has(w, act.Inputs, word) && !t.SetsField(word) {
			return refused(fault.Invalid)
		}
	}
	return verdict{to: to, sure: true}
}

func (m *model) weighEdit(w town, act engine.Act) verdict {
	state := m.flow.State(m.state)
	if state.Final || m.decision != nil {
		return refused(fault.Conflict)
	}
	if len(state.Edits) > 0 || state.EditsNobody {
		return verdict{}
	}
	holder := w.may(m, act.Actor.Person, state.Holder())
	drafts := state.HeldBy == m.flow.States[0].HeldBy && w.may(m, act.Actor.Person, people.Party{Kind: people.Submitter})
	if !holder && !drafts {
		return refused(fault.Forbidden)
	}
	return verdict{}
}

func (m *model) weighAnswer(w town, act engine.Act) verdict {
	at := slices.IndexFunc(m.asks, func(a *asking) bool { return a.id == act.Round })
	if at < 0 {
		return verdict{}
	}
	a := m.asks[at]
	said, isAsked := a.said[act.Respondent]
	if a.line.Through != nil || a.line.Starts != nil || a.line.OnEdit != "" {
		return verdict{}
	}
	if !isAsked && a.line.Others {
		return m.weighUnasked(w, a, act)
	}
	if !isAsked || slices.Contains(m.out, act.Respondent) {
		return refused(fault.Forbidden)
	}
	if !w.answers(m, a, act) {
		return refused(fault.Forbidden)
	}
	due, known := w.answerBy(m, a, act.Respondent)
	if !known {
		return verdict{}
	}
	late := w.today.After(due)
	ends := late && a.line.Closes == definition.AtDeadline
	settled := said != "" && settles(a.line, said)
	if ends || a.early && said != "" || !a.open && (said == "" || late || a.withdrawn || a.expired) || a.open && settled && late || a.line.Secret && said != "" {
		return refused(fault.Gone)
	}
	answer := a.line.Answer(act.Answer)
	if answer == nil {
		return refused(fault.Invalid)
	}
	secret, known := m.secret(w, act)
	switch {
	case !known:
		return verdict{}
	case secret && strength(act.Actor.Assurance) < strength("login"):
		return refused(fault.Forbidden)
	}
	if strength(act.Actor.Assurance) < max(needed(a.line, act.Answer), needed(a.line, said)*truth(settled)) {
		return refused(fault.Forbidden)
	}
	for _, word := range answer.Needs {
		field, _ := m.flow.Input(word, a.line)
		_, given := act.Inputs[field.Name]
		_, own := m.flow.Input(word, nil)
		if !given && (field.Name == "document" || !(own && m.has(w, nil, word))) {
			return refused(fault.Invalid)
		}
	}
	return verdict{sure: len(answer.NeedsWhen) == 0}
}

// has says whether a word is given or there already.
func (m *model) has(w town, given map[string]any, word string) bool {
	field, ok := m.flow.Input(word, nil)
	if !ok {
		return true
	}
	if _, ok := given[field.Name]; ok {
		return true
	}
	switch field.Name {
	case "document":
		return m.papers > 0
	case "meeting":
		return m.meeting != "" && m.meeting >= w.today.String()
	}
	value, ok := m.values[field.Name]
	return ok && value != ""
}

// with is the model as it would be with what an act gives.
func (m *model) with(w town, t *definition.Transition, given map[string]any) *model {
	after := *m
	after.values = maps.Clone(m.values)
	for word, value := range given {
		own := m.flow.Field(word) != nil || slices.Contains([]string{"title", "summary", "proposed_decision"}, word)
		text, isText := value.(string)
		switch {
		case own:
			after.values[word] = value
		case word == "meeting" && isText:
			after.meeting = strings.Fields(text)[0]
		}
	}
	if decided, ok := given["decision"].(string); ok && t != nil && t.Decides() {
		after.decision = maps.Clone(given)
		after.decision["text"], after.decision["on"] = decided, w.today.String()
		if on, ok := given["decided_on"].(string); ok {
			after.decision["on"] = on
		}
	}
	return &after
}

// latest is the newest round of a name, or nil.
func (m *model) latest(name string) *asking {
	for i := len(m.asks) - 1; i >= 0; i-- {
		if m.asks[i].line.Name == name {
			return m.asks[i]
		}
	}
	return nil
}

// isOf is the asking that an event is of: of rounds that add, by its number.
func (m *model) isOf(d engine.Data) *asking {
	for _, a := range m.asks {
		if a.line.Name == d.Round && a.nth == d.Nth && d.Nth > 0 {
			return a
		}
	}
	return m.latest(d.Round)
}

// ended says whether what waits for a round's completion goes on.
func (a *asking) ended() bool {
	closes := a != nil && a.line.Expiry != nil && a.line.Expiry.Transition == ""
	return a != nil && !a.open && !a.withdrawn && (!a.expired || a.outcome != "" || closes)
}

// calls are the functions that a condition asks.
var calls = regexp.MustCompile(`([a-z_]+)\(`)

// ofHand are the words that mean the round at hand.
var ofHand = regexp.MustCompile(`\b(asked|answered)\b|\b(count|none)\("[^",]*"\)`)

// special says whether a round is more than a heap of answers.
func special(line *definition.Round) bool {
	return line.Through != nil || line.Again == definition.Adds || line.Starts != nil
}

// holds weighs a condition of the pack over what the model knows, or says that it
// asks for more.
func (m *model) holds(w town, g *definition.Guard, act engine.Act, hand *asking) (holds, known bool) {
	if g == nil {
		return true, true
	}
	if m.unknown(g) {
		return false, false
	}
	for _, f := range m.flow.Fields {
		if f.Is != nil && strings.Contains(g.Source, f.Name) {
			return false, false
		}
	}
	for i := range m.flow.Rounds {
		if line := &m.flow.Rounds[i]; special(line) && (strings.Contains(g.Source, `"`+line.Name+`"`) || hand != nil && hand.line == line) {
			return false, false
		}
	}
	if hand == nil && ofHand.MatchString(g.Source) {
		return false, false
	}
	holds, err := g.Holds(m.env(w, act, hand))
	return holds, err == nil
}

// env is what a condition may name, as far as the model knows it.
func (m *model) env(w town, act engine.Act, hand *asking) map[string]any {
	proposal := map[string]any{"documents": m.papers, "title": "", "summary": "", "proposed_decision": ""}
	for _, f := range m.flow.Fields {
		proposal[f.Name] = map[definition.FieldType]any{definition.Bool: false, definition.Number_: 0.0}[f.Type]
		if proposal[f.Name] == nil {
			proposal[f.Name] = ""
		}
	}
	maps.Copy(proposal, m.values)
	decision := map[string]any{"text": "", "on": "", "follow_up_on": ""}
	maps.Copy(decision, m.decision)
	asked, answered := 0, 0
	if hand != nil {
		asked, answered = hand.count()
	}
	input := maps.Clone(act.Inputs)
	if input == nil {
		input = map[string]any{}
	}
	ask := counting{m, w, hand}
	present, voices := ask.met(act)
	return definition.Env{
		Proposal: proposal, Input: input, Decision: decision, Meeting: map[string]any{"date": m.meeting, "name": "", "present": present, "members": voices},
		State: m.state, CameFrom: m.from, Transition: act.Transition, Today: w.today.String(), Asked: asked, Answered: answered,
		Count:    ask.count,
		None:     func(words ...string) bool { return ask.count(words...) == 0 },
		Complete: func(round string) bool { return m.latest(round).ended() },
		Open:     func(round string) bool { a := m.latest(round); return a != nil && a.open },
		Calls:    ask.calls(),
	}.Map()
}

// count says how many a round asks, and how many are done.
func (a *asking) count() (asked, answered int) {
	for who, answer := range a.said {
		if !a.counts(who) {
			continue
		}
		asked++
		answered += truth(answer != "" && settles(a.line, answer))
	}
	return asked, answered
}
