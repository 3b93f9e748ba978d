package engine

import (
	"maps"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// An adopting is one proposal on its way to another edition of its workflow.
type adopting struct {
	*deciding
	was    *definition.Workflow
	flow   *definition.Workflow // that it goes over to
	pack   *definition.Pack
	state  *definition.State
	rounds map[string]string // of those under way, old name to new; "" falls
	bodies map[string]string
}

// adopt lets the proposal go on by the newest edition of its workflow. It stands
// where it stood, or where the act's mapping says; what it has been through, its
// answers and its papers are as they were. Dates are counted anew by the new
// edition's lines from when what they are about began; no letter is sent.
func (d *deciding) adopt() *fault.Error {
	if !d.mayAdopt() {
		return d.forbidden([]people.Party{{Kind: people.Coordinator}}, wording.Both("engine.did.adopt", nil))
	}
	if f := d.take([]string{"reason"}, nil, nil); f != nil {
		return f
	}
	a, f := d.adopting()
	if f != nil {
		return f
	}
	if f := fault.Join(slices.Concat(a.place(), a.questions(), a.rest())...); f != nil {
		return f
	}
	a.goOver()
	return nil
}

// adopting finds where the proposal goes over to.
func (d *deciding) adopting() (*adopting, *fault.Error) {
	newest := d.pack.Newest()
	a := &adopting{deciding: d, was: d.flow, pack: newest, flow: newest.Workflow(d.p.Workflow), rounds: map[string]string{}}
	switch {
	case !d.p.Closed.IsZero():
		return nil, fault.New(fault.Conflict, "already_closed", wording.Args{"State": d.stateTitle(d.p.State)})
	case a.flow == nil:
		return nil, fault.New(fault.Conflict, "edition_gone", wording.Args{"Workflow": d.flow.Title})
	case d.act.Edition != "" && d.act.Edition != a.flow.Edition:
		return nil, fault.New(fault.Conflict, "edition_passed", nil)
	case d.p.Edition == a.flow.Edition:
		return nil, fault.New(fault.Conflict, "edition_already", nil)
	}
	return a, nil
}

// renamed is what a name of the old edition is called in the new one.
func renamed(mapping map[string]string, name string) string {
	if to, ok := mapping[name]; ok {
		return to
	}
	return name
}

// place finds the state, and says what keeps the proposal from standing there.
func (a *adopting) place() (refused []*fault.Error) {
	args := wording.Args{"State": a.stateTitle(a.p.State)}
	a.state = a.flow.State(renamed(a.act.Mapping.States, a.p.State))
	if a.state == nil {
		return []*fault.Error{fault.New(fault.Conflict, "edition_no_state", args)}
	}
	args["To"] = a.state.Title
	if a.state.Final {
		return []*fault.Error{fault.New(fault.Conflict, "edition_final", args)}
	}
	back := slices.ContainsFunc(a.flow.Transitions, func(t definition.Transition) bool {
		return leadsFrom(&t, a.state.Name) && slices.ContainsFunc(t.To, func(to definition.Target) bool { return to.State == definition.Back })
	})
	if before := renamed(a.act.Mapping.States, a.p.CameFrom); before != "" && back && a.flow.State(before) == nil {
		refused = append(refused, fault.New(fault.Conflict, "edition_no_way_back", wording.Args{"State": a.stateTitle(a.p.CameFrom), "To": a.state.Title}))
	}
	return append(refused, a.held()...)
}

// held binds the roles as the new edition does, and asks for somebody to act.
func (a *adopting) held() []*fault.Error {
	a.bodies = map[string]string{}
	for _, role := range a.flow.Roles {
		may := a.pack.Bodies(a.flow.Key, role)
		switch has := a.p.Bodies[role]; {
		case slices.Contains(may, has):
			a.bodies[role] = has
		case len(may) > 0:
			a.bodies[role] = may[0]
		}
	}
	if a.state.HeldByRole() == "" { // somebody is always in the place of others
		return nil
	}
	body := people.Party{Kind: people.ABody, Name: a.bodies[a.state.HeldBy]}
	if len(a.people().Recipients(body, a.today)) > 0 {
		return nil
	}
	return []*fault.Error{fault.New(fault.Conflict, "edition_nobody", wording.Args{
		"State": a.state.Title, "Who": a.pack.People.Describe(body)})}
}

// questions finds each round that is under way in the new edition, with the
// answers that it has had.
func (a *adopting) questions() (refused []*fault.Error) {
	for i := range a.p.Rounds {
		if round := &a.p.Rounds[i]; round.ClosedAt.IsZero() {
			refused = append(refused, a.question(round.Name, round)...)
		}
	}
	for _, name := range a.p.Awaiting {
		refused = append(refused, a.question(name, nil)...)
	}
	return append(refused, a.alike()...)
}

// alike refuses that two questions become one: nobody could tell their answers apart.
func (a *adopting) alike() (refused []*fault.Error) {
	first := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(a.rounds)) {
		to := a.rounds[name]
		if other, taken := first[to]; taken && to != "" {
			refused = append(refused, fault.New(fault.Conflict, "edition_two_rounds", wording.Args{
				"Round": RoundTitle(a.was, other, 0), "Other": RoundTitle(a.was, name, 0), "To": RoundTitle(a.flow, to, 0)}))
		}
		first[to] = name
	}
	return refused
}

func (a *adopting) question(name string, round *Round) []*fault.Error {
	if _, seen := a.rounds[name]; !seen {
		a.rounds[name] = renamed(a.act.Mapping.Rounds, name)
	}
	to := a.rounds[name]
	if to == "" {
		return nil
	}
	args := wording.Args{"Round": RoundTitle(a.was, name, 0)}
	line, before := a.flow.Round(to), a.was.Round(name)
	switch {
	case line == nil:
		return []*fault.Error{fault.New(fault.Conflict, "edition_no_round", args)}
	case before != nil && (before.Starts == nil) != (line.Starts == nil):
		return []*fault.Error{fault.New(fault.Conflict, "edition_other_round", args)}
	case round == nil:
		return nil
	}
	for _, r := range round.Respondents {
		if r.Answer != "" && line.Answer(r.Answer) == nil {
			args["Answer"], args["Who"] = answerSaid(before, r.Answer), RespondentName(a.deciding.pack, r.Key())
			return []*fault.Error{fault.New(fault.Conflict, "edition_no_answer", args)}
		}
	}
	return nil
}

// answerSaid is what people call an answer.
func answerSaid(line *definition.Round, answer string) wording.Text {
	if line != nil && line.Answer(answer) != nil {
		return line.Answer(answer).Title
	}
	return wording.Same(answer)
}

// rest says what the new state demands that the proposal lacks.
func (a *adopting) rest() []*fault.Error {
	if a.state == nil {
		return nil
	}
	var missing []wording.Text
	for _, word := range a.state.Needs {
		if field, ok := a.flow.Input(word, nil); ok && !a.has(field) {
			missing = append(missing, field.Title)
		}
	}
	if len(missing) == 0 {
		return nil
	}
	return []*fault.Error{fault.New(fault.Conflict, "edition_lacks", wording.Args{"State": a.state.Title, "Missing": listed(missing)})}
}

// goOver does it.
func (a *adopting) goOver() {
	d := a.deciding
	a.letFall()
	data := Data{Edition: a.flow.Edition, Instead: d.p.Edition, States: a.act.Mapping.States, Rounds: maps.Clone(a.rounds)}
	maps.DeleteFunc(data.Rounds, func(old, new string) bool { return new == "" || old == new })
	if a.state.Name != d.p.State {
		data.From, data.To = d.p.State, a.state.Name
	}
	was := d.p.State
	d.p.State, d.p.CameFrom = a.state.Name, renamed(a.act.Mapping.States, d.p.CameFrom)
	if a.flow.State(d.p.CameFrom) == nil {
		d.p.CameFrom = ""
	}
	d.p.Edition, d.p.Bodies = a.flow.Edition, a.bodies
	d.flow, d.pack, d.taking = a.flow, a.pack, nil
	a.rename(data.Rounds)
	d.happened(Adopted, data, Private{Person: d.act.Actor.Person, Texts: map[string]string{"reason": d.reason()}})
	d.moved("adopted")
	a.countAnew(was)
	a.beginAnew()
}

// reason is the reason that was given with the act.
func (d *deciding) reason() string {
	text, _ := d.given["reason"].(string)
	return text
}

// letFall closes the rounds that the mapping says fall.
func (a *adopting) letFall() {
	for _, name := range slices.Sorted(maps.Keys(a.rounds)) {
		if a.rounds[name] == "" {
			a.drop(name)
		}
	}
}

// rename calls rounds what they are called now, those that have ended too.
func (a *adopting) rename(rounds map[string]string) {
	for i := range a.p.Rounds {
		if to, ok := rounds[a.p.Rounds[i].Name]; ok {
			a.p.Rounds[i].Name = to
			a.touched.rounds[a.p.Rounds[i].ID] = true
		}
	}
	for i, name := range a.p.Awaiting {
		if to, ok := rounds[name]; ok {
			a.p.Awaiting = slices.Clone(a.p.Awaiting)
			a.p.Awaiting[i] = to
		}
	}
	for i := range a.p.Deadlines {
		deadline := &a.p.Deadlines[i]
		if to, ok := rounds[deadline.Of]; ok && deadline.About == aboutExtension {
			deadline.Of = to
			a.touched.deadlines[deadline.ID] = true
			continue
		}
		if to, ok := rounds[deadline.Name]; ok && deadline.Round != "" {
			deadline.Name = to
			for j := range deadline.Timers {
				deadline.Timers[j].Name = renamed(rounds, deadline.Timers[j].Name)
			}
			a.touched.deadlines[deadline.ID] = true
		}
	}
}
