package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// tendElectorates lets those whom open rounds ask be those of today, where the pack says
// that they live.
func (d *deciding) tendElectorates() {
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		if line := d.flow.Round(round.Name); line != nil && line.Living && round.Open() {
			d.tendElectorate(line, round)
		}
	}
}

// tendElectorate asks those who have come, and lets those who have left count no more.
func (d *deciding) tendElectorate(line *definition.Round, round *Round) {
	left := d.goneFrom(line, round)
	back := d.backIn(line, round)
	came := d.newIn(line, round)
	if len(left)+len(back)+len(came) == 0 {
		return
	}
	d.touched.rounds[round.ID] = true
	asked := append(back, came...)
	d.happened(ElectorateMoved, Data{Round: round.Name, Nth: round.Nth, Came: asked, Gone: left}, Private{})
	d.askEach(line, round, func(r Respondent) bool { return slices.Contains(asked, r.Key()) && round.owes(r) })
	for _, r := range slices.Clone(round.Respondents) {
		if r.Through {
			d.answerForGroup(line, round, r.Body, false)
		}
	}
}

// askedOn says who is one of those whom a round asks on a day, conflict of interest or not.
func (d *deciding) askedOn(line *definition.Round, on calendar.Date) map[string]bool {
	today, taking, conflicts := d.today, d.taking, d.p.Conflicts
	defer func() { d.today, d.taking, d.p.Conflicts = today, taking, conflicts }()
	d.today, d.taking, d.p.Conflicts = on, nil, nil
	keys := map[string]bool{}
	for _, r := range d.electorate(line) {
		keys[r.Key()] = true
	}
	return keys
}

// goneFrom takes those out of the count who are asked no more. A secret answer stays:
// nobody knows which it is.
func (d *deciding) goneFrom(line *definition.Round, round *Round) (left []string) {
	sits := d.askedOn(line, d.today)
	for i := range round.Respondents {
		r := &round.Respondents[i]
		if cast := len(round.Urn) > 0 && r.Answer != ""; !r.Gone && !sits[r.Key()] && !cast {
			r.Gone, r.Out = true, true
			left = append(left, r.Key())
		}
	}
	return left
}

// backIn counts those again who had gone.
func (d *deciding) backIn(line *definition.Round, round *Round) (back []string) {
	sits := d.askedOn(line, d.today)
	for i := range round.Respondents {
		if r := &round.Respondents[i]; r.Gone && sits[r.Key()] {
			r.Gone = false
			r.Out = d.isOutOf(round, *r)
			back = append(back, r.Key())
		}
	}
	return back
}

// newIn adds those who are asked for the first time.
func (d *deciding) newIn(line *definition.Round, round *Round) (came []string) {
	for _, r := range d.electorate(line) {
		if round.answerOf(r.Key()).Key() == "" {
			round.Respondents = append(round.Respondents, r)
			came = append(came, r.Key())
		}
	}
	return came
}

// tendMusters keeps a timer for the next day on which others are to be asked, as far as
// anybody knows today, for each round whose electorate lives; and one for the next on which
// the turn is another's than whom the proposal names today.
func (d *deciding) tendMusters() {
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		var next calendar.Date
		if line := d.flow.Round(round.Name); line != nil && line.Living && round.Open() {
			next = d.nextMuster(line)
		}
		d.tendMuster(round.Name, round.ID, next)
	}
	d.tendMuster("", "", d.nextTurn())
}

// tendMuster keeps the timer of a round, or of the turn where it has no name.
func (d *deciding) tendMuster(name, round string, next calendar.Date) {
	at := slices.IndexFunc(d.p.Deadlines, func(x Deadline) bool {
		return x.About == aboutMuster && x.Round == round && x.Status == Running
	})
	if next.IsZero() && at < 0 {
		return
	}
	m := d.pack.Calendar.On(next, "", "")
	m.At = d.pack.Calendar.Opening(next)
	switch {
	case next.IsZero():
		d.stop(&d.p.Deadlines[at])
	case at >= 0 && d.p.Deadlines[at].Moment.At.Equal(m.At):
	case at >= 0:
		d.moveTo(&d.p.Deadlines[at], m, []Timer{d.timer(Muster, 0, name, m.At)})
	default:
		deadline := Deadline{ID: d.ids.next(), About: aboutMuster, Name: name, Round: round, Moment: m, Status: Running,
			StartedAt: d.now, Timers: []Timer{d.timer(Muster, 0, name, m.At)}}
		d.p.Deadlines = append(d.p.Deadlines, deadline)
		d.touched.deadlines[deadline.ID] = true
	}
}

// nextTurn is the next day from which the turn is another's, zero where nobody knows of any.
func (d *deciding) nextTurn() calendar.Date {
	state := d.flow.State(d.p.State)
	if state == nil || state.HeldByChosen() == "" {
		return calendar.Date{}
	}
	today, holder := d.today, d.holder()
	defer func() { d.today = today }()
	for _, day := range d.pack.People.Turns(today) {
		if d.today = day; d.holder() != holder {
			return day
		}
	}
	return calendar.Date{}
}

// nextMuster is the next day from which a round asks others than today, zero where
// nobody knows of any.
func (d *deciding) nextMuster(line *definition.Round) calendar.Date {
	sits := d.askedOn(line, d.today)
	for _, day := range d.pack.People.Turns(d.today) {
		then := d.askedOn(line, day)
		same := len(then) == len(sits)
		for key := range then {
			same = same && sits[key]
		}
		if !same {
			return day
		}
	}
	return calendar.Date{}
}

// muster is when others are to be asked. Where somebody has changed who sits where since,
// it may be that nobody comes or leaves, and history says that it was looked at.
func (d *deciding) muster(i int, deadline Deadline) {
	d.p.Deadlines[i].Status, d.p.Deadlines[i].EndedAt = Stopped, d.now
	d.tendElectorates()
	switch round := d.p.round(deadline.Round); {
	case len(d.events) > 0:
	case round != nil:
		d.happened(ElectorateMoved, Data{Round: round.Name, Nth: round.Nth}, Private{})
	default:
		d.happened(TurnPassed, Data{}, Private{})
	}
	d.settle()
}

// isOutOf says whether a respondent is out of the count: by what it answered, or because
// it takes no part.
func (d *deciding) isOutOf(round *Round, r Respondent) bool {
	barred := r.Person != "" && d.p.ConflictIn(d.flow, round.Name, r.Person) != nil
	return r.Gone || barred || d.stepsOut(round, r.Answer)
}

// AsksOthers says whether those whom an open round of p asks may have changed: its
// electorate lives.
func (p Proposal) AsksOthers(flow *definition.Workflow) bool {
	return slices.ContainsFunc(p.Rounds, func(r Round) bool {
		line := flow.Round(r.Name)
		return line != nil && line.Living && r.Open()
	})
}
