package engine

import (
	"cmp"
	"maps"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// letterToDraft tells whoever is to draft a proposal that another one has opened.
const letterToDraft = "to_draft"

// startChildren owes what a round opens: one proposal, or one for each body that the pack
// names and that has none of it yet, whether or not that has been heard of.
func (d *deciding) startChildren(line *definition.Round, round *Round) {
	if len(line.Starts.Each) == 0 {
		d.startChild(line, round, d.drafter(line.Starts), d.ids.next())
		return
	}
	for _, body := range d.eachBody(line.Starts) {
		id := idFor(round.ID, body, round.OpenedAt)
		if !slices.Contains(round.Children, id) && !slices.ContainsFunc(round.Respondents, func(r Respondent) bool { return r.For == body }) {
			d.startChild(line, round, body, id)
		}
	}
}

// eachBody are the bodies for each of which a round opens a proposal, as they are today.
func (d *deciding) eachBody(starts *definition.Starts) (bodies []string) {
	child := d.pack.Workflow(starts.Workflow)
	if child == nil {
		return nil
	}
	may := d.pack.Bodies(child.Key, child.Drafting())
	for _, party := range d.oneByOne(starts.Each) {
		at := d.resolve(party)
		if at.Kind == people.ABody && slices.Contains(may, at.Name) && !slices.Contains(bodies, at.Name) {
			bodies = append(bodies, at.Name)
		}
	}
	return bodies
}

// rolesOf are the bodies that what a round opens has in roles of its own: those of this
// one's roles of the same names, and those that the pack names.
func (d *deciding) rolesOf(starts *definition.Starts) map[string]string {
	if len(starts.Bodies) == 0 {
		return d.p.Bodies
	}
	bodies := map[string]string{}
	maps.Copy(bodies, d.p.Bodies)
	for role, named := range starts.Bodies {
		bodies[role] = cmp.Or(d.p.Bodies[named], named)
	}
	return bodies
}

// startChild owes one proposal, with its id, that a round opens in a body, with what the
// pack says it is given. What it lacks of a title it has from this one.
func (d *deciding) startChild(line *definition.Round, round *Round, body, id string) {
	starts := line.Starts
	inputs := map[string]any{}
	env := d.env(round)
	for _, given := range starts.With {
		value, err := given.Value.In(env)
		if err != nil && d.defect == nil {
			d.defect = err
		}
		if value != nil && value != "" {
			inputs[given.Field] = value
		}
	}
	title, _ := inputs["title"].(string)
	if title = oneLine(title); title == "" && !d.lenient {
		title = d.p.Title
	}
	if runes := []rune(title); len(runes) > longest {
		title = string(runes[:longest])
	}
	inputs["title"] = title
	e := Errand{
		Kind: Propose, To: id, Workflow: starts.Workflow, Inputs: inputs,
		Family: Family{Round: round.ID, Name: line.Name, Body: body, Bodies: d.rolesOf(starts), Submitter: d.act.Actor.Person, Letter: line.Letter},
	}
	if e.Family.Submitter == "" {
		e.Family.Submitter = d.p.Submitter
	}
	if starts.Documents {
		e.Family.Documents = d.p.Papers()
	}
	round.Children = append(slices.Clip(round.Children), e.To)
	d.touched.rounds[round.ID] = true
	d.errand(e)
}

// drafter is the body that a proposal is drafted in: the one that the pack names
// or the act chooses, else one of this proposal's own that may, first that of the same
// role, else the first that may.
func (d *deciding) drafter(starts *definition.Starts) string {
	child := d.pack.Workflow(starts.Workflow)
	if child == nil {
		return ""
	}
	may := d.pack.Bodies(child.Key, child.Drafting())
	named := []string{starts.As, d.p.Bodies[starts.As]}
	if field := starts.Chosen(); field != "" {
		chosen, _ := d.given[field].(string)
		named = []string{chosen}
	}
	named = append(named, d.p.Bodies[child.Drafting()])
	for _, role := range d.flow.Roles {
		named = append(named, d.p.Bodies[role])
	}
	for _, body := range named {
		if slices.Contains(may, body) {
			return body
		}
	}
	if len(may) == 0 {
		return ""
	}
	return may[0]
}

// addChild opens one more proposal in a round that has opened others, or opens
// the round with it.
func (d *deciding) addChild(line *definition.Round) {
	if round := d.latest(line.Name); round != nil && round.Open() {
		d.startChildren(line, round)
		return
	}
	d.open(line, d.newRound(line), nil)
}

// born is where a proposal is drafted that another one opens, and makes it that
// one's child.
func (d *deciding) born() (string, *fault.Error) {
	f := d.act.Family
	if f.Depth <= mostDepth && slices.Contains(d.pack.Bodies(d.flow.Key, d.flow.Drafting()), f.Body) {
		return f.Body, nil
	}
	return "", d.forbidden(nil, wording.Both("engine.did.propose", nil))
}

// tellBirth tells the proposal that this one comes from that it is there, and who
// is to draft it.
func (d *deciding) tellBirth(first *definition.State) {
	if d.p.Parent == nil {
		return
	}
	letter := d.act.Family.Letter
	if letter == "" {
		letter = letterToDraft
	}
	for _, recipient := range d.recipients([]people.Party{first.Holder()}) {
		d.owe(d.notice(letter, recipient))
	}
	d.tellParent(first.Name, true)
}

// tellParent tells the proposal that this one comes from which state it has come
// to, where that answers it.
func (d *deciding) tellParent(state string, always bool) {
	parent := d.p.Parent
	if parent == nil {
		return
	}
	answers := slices.ContainsFunc(d.pack.Editions(parent.Workflow), func(flow *definition.Workflow) bool { // the parent knows which is its own
		round := flow.Round(parent.Name)
		return round != nil && round.Answer(state) != nil
	})
	if !answers {
		state = ""
	}
	if answers || always {
		d.errand(Errand{Kind: Tell, To: parent.ID, Family: Family{
			Round: parent.Round, Name: parent.Name, News: CameTo, State: state, Body: d.p.Bodies[d.flow.Drafting()]}})
	}
}

// awaits says whether a round that opens proposals has none yet, or some that
// have not been heard of.
func awaits(line *definition.Round, round *Round) bool {
	nobody := len(round.Respondents)+len(round.Children) == 0 && line.MayAskNobody()
	return line.Starts != nil && !nobody && (len(round.Respondents) == 0 || len(round.Respondents) < len(round.Children))
}

// hear takes in what another proposal tells.
func (d *deciding) hear() {
	d.given = map[string]any{}
	switch d.act.Family.News {
	case CameTo:
		d.childCame()
	case NotDone:
		d.notDone()
	case Awaited:
		d.awaited()
	case TakeUp:
		d.takeUp()
	case DealtWith:
		d.dealtWith()
	case MeetsOn:
		d.meetsOn()
	case Reports:
		d.gatherReport()
	case IsMinuted:
		d.minuted()
	}
}

// childCame records that a child is there, and its answer where its state is one:
// the first that comes while the round is open.
func (d *deciding) childCame() {
	f := d.act.Family
	round := d.latest(f.Round)
	if round == nil || d.flow.Round(round.Name) == nil {
		return
	}
	line := d.flow.Round(round.Name)
	child := round.child(f.From.ID)
	if child == nil {
		round.Respondents = append(round.Respondents, Respondent{Proposal: f.From.ID, Number: f.From.Number, For: f.Body})
		child = &round.Respondents[len(round.Respondents)-1]
		if !slices.Contains(round.Children, f.From.ID) {
			round.Children = append(slices.Clip(round.Children), f.From.ID)
		}
		d.touched.rounds[round.ID] = true
		d.happened(Started, Data{Round: line.Name, Respondent: child.Key()}, Private{})
	}
	if line.Answer(f.State) == nil || child.Answer != "" || !round.Open() {
		return
	}
	child.Answer, child.Final, child.At, child.Late = f.State, true, d.now, d.isLate(round, child.Key())
	d.touched.rounds[round.ID] = true
	d.happened(Answered, Data{Round: line.Name, Respondent: child.Key(), Answer: f.State, Late: child.Late}, Private{})
}

// notDone records that what this proposal asked for in another could not be done,
// and tells a coordinator, who alone can mend it.
func (d *deciding) notDone() {
	f := d.act.Family
	if round := d.latest(f.Round); round != nil {
		round.Children = slices.DeleteFunc(slices.Clone(round.Children), func(id string) bool { return id == f.From.ID })
		d.touched.rounds[round.ID] = true
	}
	d.happened(Undone, Data{Transition: f.What, Round: f.Name, Because: f.From.Number}, Private{})
	for _, recipient := range d.recipients([]people.Party{{Kind: people.Coordinator}}) {
		d.owe(d.notice(letterNotDone, recipient))
	}
}

// letterNotDone tells a coordinator that something was not done.
const letterNotDone = "not_done"

// awaited reminds whoever holds this proposal that its parent waits.
func (d *deciding) awaited() {
	f := d.act.Family
	if state := d.flow.State(d.p.State); state == nil || state.Final || state.HeldBy == "" {
		return
	}
	d.happened(Reminded, Data{About: aboutParent, Name: f.Name, Due: f.Due, Late: f.Late, Because: f.From.Number}, Private{})
	for _, recipient := range d.recipients([]people.Party{d.flow.State(d.p.State).Holder()}) {
		n := d.notice(letterReminder, recipient)
		n.About = aboutParent
		d.owe(n)
	}
}

// aboutParent is what a reminder is about that comes from the parent's round.
const aboutParent = "parent"

// remindChildren owes the reminders of a round to the proposals that it waits for.
func (d *deciding) remindChildren(round *Round, deadline Deadline, late bool) {
	for _, id := range round.Children {
		if child := round.child(id); child == nil || !child.Final {
			d.errand(Errand{Kind: Tell, To: id, Family: Family{
				Round: round.ID, Name: round.Name, News: Awaited, Due: deadline.Moment.Date.String(), Late: late}})
		}
	}
}

// doForAnother takes the step that another proposal asks for. Where it does not
// lead from here, or this one's own conditions stop it, both say so.
func (d *deciding) doForAnother() {
	f := d.act.Family
	t := d.flow.Transition(d.act.Transition)
	before := d.p.Clone()
	if f.Depth <= mostDepth && t != nil && leadsFrom(t, d.p.State) && d.follow(t) == nil {
		return
	}
	d.p = before
	d.happened(NotTaken, Data{Transition: d.act.Transition, Because: f.From.Number}, Private{})
	d.errand(Errand{Kind: Tell, To: f.From.ID, Family: Family{News: NotDone, What: d.act.Transition}})
}
