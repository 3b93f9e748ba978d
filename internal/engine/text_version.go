package engine

import (
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// TextVersion counts the versions of what is decided on: title, summary, proposed
// decision, fields and papers, from 1.
func (p Proposal) TextVersion() int {
	for _, m := range p.Past {
		if m.What == definition.TextChanged {
			return m.Times + 1
		}
	}
	return 1
}

// A Fallen is an answer that was given on a text that has changed since.
type Fallen struct {
	Answer  string         `json:"answer"`
	Inputs  map[string]any `json:"inputs,omitempty"`
	Text    int            `json:"text"` // the version that it was given on
	Receipt string         `json:"receipt,omitempty"`
}

// hasMoved refuses an answer to a text that its giver has not read.
func (d *deciding) hasMoved() *fault.Error {
	if d.act.Read == 0 || d.act.Read == d.p.TextVersion() {
		return nil
	}
	return fault.New(fault.Conflict, "text_moved", nil)
}

// isOut refuses a change of the text while it is out with those whom a round asks,
// unless the step at hand closes that round.
func (d *deciding) isOut(t *definition.Transition) *fault.Error {
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		line := d.flow.Round(round.Name)
		if line == nil || line.OnEdit != definition.Refuse || !round.Open() || t != nil && t.ClosesRound(line.Name) {
			continue
		}
		f := fault.New(fault.Conflict, "text_is_out", wording.Args{"Round": d.roundTitle(round.Name)})
		if deadline := d.p.RoundDeadline(round.ID); deadline != nil && deadline.Status != Paused {
			f.Saying = "text_is_out_until"
			date := deadline.Moment.Date
			f.Args["Until"] = wording.Text{wording.Swedish: date.Prose(wording.Swedish), wording.English: date.Prose(wording.English)}
		}
		return f
	}
	return nil
}

// renewed lets the answers fall that were given on the text before what has just
// changed, in rounds that are then asked again.
func (d *deciding) renewed(changed []string) {
	if len(changed) == 0 {
		return
	}
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		if line := d.flow.Round(round.Name); line != nil && line.OnEdit == definition.AskAgain && round.Open() {
			d.askAgain(line, round, changed)
		}
	}
}

// askAgain asks those anew who had answered.
func (d *deciding) askAgain(line *definition.Round, round *Round, changed []string) {
	var fell []string
	for i := range round.Respondents {
		if r := &round.Respondents[i]; r.Answer != "" && r.Proposal == "" && !r.Out {
			fell = append(fell, r.Key())
			r.fall()
		}
	}
	if len(fell) == 0 {
		return
	}
	d.touched.rounds[round.ID], round.Urn = true, nil
	d.happened(AnswersFell, Data{Round: round.Name, Nth: round.Nth, Fell: fell, Changed: changed}, Private{})
	d.lengthen(line, round)
	for _, r := range round.Respondents {
		if !slices.Contains(fell, r.Key()) {
			continue
		}
		for _, recipient := range d.recipientsOf(line, r) {
			n := d.notice(letterAskedAgain, recipient)
			n.Round, n.Respondent = round.ID, r.Key()
			d.owe(n)
		}
	}
}

// fall takes an answer back, and keeps it to be read. Who is asked, and by whom it
// answers, stays.
func (r *Respondent) fall() {
	r.Fell = append(r.Fell[:len(r.Fell):len(r.Fell)], Fallen{Answer: r.Answer, Inputs: r.Inputs, Text: r.Text, Receipt: r.Receipt})
	*r = Respondent{
		Organization: r.Organization, Body: r.Body, Person: r.Person, Of: r.Of, Through: r.Through, Deputy: r.Deputy, Fell: r.Fell,
	}
}

// lengthen starts the round's time again where less than a third of it is left.
func (d *deciding) lengthen(line *definition.Round, round *Round) {
	deadline := d.p.RoundDeadline(round.ID)
	if deadline == nil || line.Deadline == nil || line.Deadline.At != nil {
		return
	}
	if deadline.Status == Paused {
		d.lengthenPaused(deadline, line.Deadline)
	}
	if deadline.Status != Running {
		return
	}
	if left := deadline.Moment.At.Sub(d.now); 3*left >= deadline.Moment.At.Sub(deadline.StartedAt) {
		return
	}
	if m, ok := d.moment(line.Deadline); ok {
		d.anew(deadline, line.Deadline, m)
	}
}

// lengthenPaused gives one that stands still the same.
func (d *deciding) lengthenPaused(deadline *Deadline, line *definition.Deadline) {
	whole := d.pack.Calendar.LeftBut(d.now, d.within(line, d.now), line.Within.Unit, d.still(line.Still))
	if 3*deadline.Left.Count < whole.Count {
		deadline.Left = whole
		d.touched.deadlines[deadline.ID] = true
		d.happened(ClockStopped, d.pauseData(deadline), Private{})
	}
}

// anew gives a deadline its whole time from now.
func (d *deciding) anew(deadline *Deadline, line *definition.Deadline, m calendar.Moment) {
	deadline.StartedAt = d.now
	d.moveTo(deadline, m, append(d.timers(line, m), d.lastTimer(deadline, line, m)...))
}
