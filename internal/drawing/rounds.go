package drawing

import (
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// rounds makes a box of each round, and a line of each way that it may end and
// that something comes of, or that has a name.
func (d *Drawing) rounds() {
	for i := range d.flow.Rounds {
		r := &d.flow.Rounds[i]
		b := &box{shape: round, of: i, title: []string{r.Title.In(d.l)}, facts: []string{d.asked(r)}}
		if r.Deadline != nil {
			b.facts = append(b.facts, d.due(r.Deadline))
			b.facts = append(b.facts, d.pauses(r.Deadline.Runs, r.Deadline.Stops)...)
		}
		if r.Others {
			b.facts = append(b.facts, d.say("others", nil))
		}
		if x := r.Extension; x != nil {
			b.facts = append(b.facts, d.say("extension", wording.Args{"AtMost": x.AtMost.Text(), "Who": d.parties(x.By)}))
		}
		if r.At != nil {
			b.facts = append(b.facts, d.say("opens_on", wording.Args{"Date": d.flow.DateTitle(r.At)}))
		}
		for _, on := range r.Opens {
			if on.Kind == definition.OnDate {
				b.facts = append(b.facts, d.say("opens_on", wording.Args{"Date": d.flow.DateTitle(on.Date)}))
			}
		}
		d.boxes = append(d.boxes, b)
		d.endings(b, r)
	}
}

// asked is who answers a round, or what it opens instead of asking.
func (d *Drawing) asked(r *definition.Round) string {
	if r.Starts != nil {
		title := wording.Same(humanised(r.Starts.Workflow))
		if other := d.pack.Workflow(r.Starts.Workflow); other != nil {
			title = other.Title
		}
		if each := r.Starts.Each; len(each) > 0 {
			return d.say("starts_each", wording.Args{"Workflow": title, "Who": d.parties(each)})
		}
		return d.say("starts", wording.Args{"Workflow": title})
	}
	var who []string
	for _, party := range r.Asks {
		if party.Kind == people.Role && party.Seat == "" {
			who = append(who, d.role(party.Name))
			continue
		}
		who = append(who, d.called(party))
	}
	asked := wording.List(d.l, who)
	if len(who) > 2 {
		asked = d.say("groups", wording.Args{"Count": len(who)})
	}
	return d.say("asks", wording.Args{"Who": r.Narrow.Text(d.flow, d.l, asked, d.parties)})
}

// parties is what people call some parties.
func (d *Drawing) parties(all []people.Party) string {
	var who []string
	for _, party := range all {
		if party.Kind == people.Role && party.Seat == "" && !party.Each {
			who = append(who, d.role(party.Name))
			continue
		}
		who = append(who, d.called(party))
	}
	return wording.List(d.l, who)
}

// byHand says who may close a round by hand. Nobody opens one so: a step, a day or another
// round's end does.
func (d *Drawing) byHand(r *definition.Round) string {
	switch {
	case len(d.pack.People.Coordinators) == 0:
		return d.say("closed_by_nobody", nil)
	case r.Closes == definition.AtDeadline && r.Deadline != nil && (r.Deadline.At == nil || r.Deadline.At.Recurs()):
		return d.say("closed_at_deadline", nil)
	}
	return d.say("closed_by", wording.Args{"Who": wording.List(d.l, d.coordinators())})
}

// coordinators are whoever may close a round by hand.
func (d *Drawing) coordinators() []string {
	var who []string
	for _, key := range d.pack.People.Coordinators {
		if p := d.pack.People.Person(key); p != nil {
			who = append(who, p.Name)
		}
	}
	return who
}

// bound is a seat of a role as the seat of the body that it is.
func (d *Drawing) bound(party people.Party) people.Party {
	if bodies := d.pack.Binds[d.flow.Key][party.Name]; party.Kind == people.Role && len(bodies) == 1 {
		party.Kind, party.Name = people.ABody, bodies[0]
	}
	return party
}

// called is what people call a party.
func (d *Drawing) called(party people.Party) string {
	if title := d.flow.ChosenTitle(party); title != nil {
		return title.In(d.l)
	}
	return d.pack.People.Describe(d.bound(party)).In(d.l)
}

// role is what people call a role: the body that it is.
func (d *Drawing) role(name string) string {
	if name == definition.BySubmitter {
		return humanised(wording.Say(d.l, "people.submitter", nil))
	}
	if field, chosen := strings.CutPrefix(name, "proposal."); chosen {
		return humanised(d.called(people.Party{Kind: people.Chosen, Name: field}))
	}
	bodies := d.pack.Binds[d.flow.Key][name]
	title, own := d.flow.RoleTitles[name]
	switch {
	case len(bodies) == 1 && d.pack.People.Body(bodies[0]) != nil:
		return d.pack.People.Body(bodies[0]).Title.In(d.l)
	case own:
		return title.In(d.l)
	case len(bodies) > 1:
		return d.say("one_of", wording.Args{"Count": len(bodies)})
	}
	return humanised(name)
}

// endings writes on the box of a round what its ends are called, and begins there
// the ways of what they lead to.
func (d *Drawing) endings(b *box, r *definition.Round) {
	for _, o := range r.Outcomes {
		d.ends(b, o.Title.In(d.l), true, func(on definition.Trigger) bool {
			return on.Kind == definition.OnOutcome && on.Name == r.Name && on.Outcome == o.Name
		}, "")
	}
	d.ends(b, d.say("complete", nil), false, func(on definition.Trigger) bool {
		return on.Kind == definition.OnComplete && on.Name == r.Name
	}, "")
	after := ""
	if r.Expiry != nil {
		after = r.Expiry.Transition
	}
	d.ends(b, d.say("expired", nil), false, func(on definition.Trigger) bool {
		return on.Kind == definition.OnExpiry && on.Name == r.Name
	}, after)
}

// ends writes one end of a round, clock or window: a line for each step that it
// takes, or one alone where it has a name to be known by or opens a round.
func (d *Drawing) ends(b *box, called string, known bool, heard func(definition.Trigger) bool, also string) {
	k := ending
	if b.shape != round {
		k = timed
	}
	before := len(b.lines)
	for i, t := range d.flow.Transitions {
		if t.Name != also && !slices.ContainsFunc(t.On, heard) {
			continue
		}
		l := b.add(plain, d.say("end", wording.Args{"End": called, "Step": t.Title}))
		for _, w := range d.ways {
			if w.Transition == i {
				b.lead(l, way{to: d.find(state, w.To), kind: k, transition: i, source: w.From})
			}
		}
	}
	if len(b.lines) == before && (known || slices.ContainsFunc(d.flow.Rounds, func(r definition.Round) bool { return slices.ContainsFunc(r.Opens, heard) })) {
		b.add(plain, called)
	}
	if len(b.lines) > before {
		d.later = append(d.later, opening{b, b.lines[before], heard})
	}
}

// An opening is a line whose happening may open rounds.
type opening struct {
	box   *box
	line  *line
	heard func(definition.Trigger) bool
}

// join begins the ways to the rounds that open: at a step where a step opens
// them, at a line of its own where a state does, at an end where an end does.
func (d *Drawing) join() {
	for i := range d.flow.Rounds {
		for _, on := range d.flow.Rounds[i].Opens {
			d.begun(d.find(round, i), on)
		}
	}
}

func (d *Drawing) begun(b *box, on definition.Trigger) {
	switch on.Kind {
	case definition.OnState:
		if from := d.stateBox(on.Name); from != nil {
			from.lead(d.asking(from), way{to: b, kind: opens, transition: -1, source: -1})
		}
	case definition.OnTransition:
		i := slices.IndexFunc(d.flow.Transitions, func(t definition.Transition) bool { return t.Name == on.Name })
		for _, from := range d.boxes {
			for _, l := range from.lines {
				if l.step == i+1 || slices.ContainsFunc(l.ways, func(w *way) bool { return w.transition == i }) {
					from.lead(l, way{to: b, kind: opens, transition: -1, source: -1})
				}
			}
		}
	default:
		for _, o := range d.later {
			if o.heard(on) {
				o.box.lead(o.line, way{to: b, kind: opens, transition: -1, source: -1})
			}
		}
	}
}

// asking is the line of a state's box at which the rounds begin that it opens.
func (d *Drawing) asking(b *box) *line {
	said := d.say("opens", nil)
	for _, l := range b.lines {
		if l.sign == round && l.said == said {
			return l
		}
	}
	return b.add(round, said)
}

// humanised is a name as a title, where nobody has given one.
func humanised(name string) string {
	words := strings.NewReplacer("_", " ", "-", " ").Replace(name)
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}
