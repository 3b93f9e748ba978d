package engine

import (
	"fmt"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// letterMoved tells of a meeting's new day those who had been told the old one.
const letterMoved = "meeting_moved"

// letterCancelled tells those who meet that they don't, where they had been told.
const letterCancelled = "meeting_cancelled"

// reschedule gives a meeting or a duty of the year another day, hour or place. A
// person's own choice is pinned: a rule that changes leaves it.
func (d *deciding) reschedule() *fault.Error {
	if !ofYear(d.flow) {
		return fault.New(fault.Conflict, "not_of_year", nil)
	}
	if f := d.mayReschedule(); f != nil {
		return f
	}
	was := OccasionOf(d.p)
	now, f := d.newOccasion(was)
	if f != nil {
		return f
	}
	if f := d.take(nil, []string{"reason"}, nil); f != nil {
		return f
	}
	origin := d.originFrom()
	if now == was && (origin == nil || origin.Key == d.p.Origin.Key) {
		return fault.New(fault.Invalid, "nothing_changed", nil)
	}
	private := d.carry()
	d.setOccasion(now)
	d.p.Origin = origin
	d.happened(Rescheduled, Data{Occasion: &now, Was: &was, Inputs: d.plainInputs()}, private)
	d.moved("reschedule")
	told := d.toldOfDay()
	d.followDates()
	if now.Date != was.Date || now.Time != was.Time {
		d.tellMatters(d.p.Meeting)
	}
	for _, n := range told {
		d.owe(n)
	}
	return nil
}

// originFrom is the line of the cycle that it comes from once it has moved: pinned by
// a person's own choice; another day of the line where its rule was changed.
func (d *deciding) originFrom() *Origin {
	was, to := d.p.Origin, d.act.Origin
	switch {
	case was == nil:
		return nil
	case !d.act.Actor.System():
		return &Origin{Key: was.Key, Pinned: true}
	case to != nil && to.Key != was.Key:
		return &Origin{Key: to.Key, Pinned: was.Pinned}
	}
	return was
}

// mayReschedule says why the act may not move what is of the year, or nil.
func (d *deciding) mayReschedule() *fault.Error {
	switch {
	case !d.p.Closed.IsZero():
		return fault.New(fault.Conflict, "already_closed", wording.Args{"State": d.stateTitle(d.p.State)})
	case d.p.IsMeeting() && !slices.Contains(beforeMeeting, d.p.State):
		return fault.New(fault.Conflict, "meeting_held", wording.Args{"State": d.stateTitle(d.p.State)})
	case d.act.Actor.System() && d.p.Origin != nil:
		return nil
	}
	return d.keeps(d.p.Bodies[gathered], wording.Both("engine.did.reschedule", nil))
}

// newOccasion is when and where it is from here. A duty has a day alone.
func (d *deciding) newOccasion(was Occasion) (Occasion, *fault.Error) {
	if d.p.IsMeeting() {
		return d.occasion(was.along(d.act.Inputs))
	}
	if due, ok := d.act.Inputs[dueWord]; ok {
		d.act.Inputs = withDate(d.act.Inputs, due)
	}
	return d.occasion(was)
}

// along is an occasion whose last day goes along with a first day that inputs give, unless
// they give the last too.
func (o Occasion) along(inputs map[string]any) Occasion {
	until, err := calendar.ParseDate(o.Until)
	_, given := inputs["until"]
	if to, wrong := calendar.ParseDate(fmt.Sprint(inputs["date"])); err == nil && wrong == nil && !given {
		o.Until = to.AddDays(o.Date.DaysUntil(until)).String()
	}
	return o
}

// withDate are inputs whose due day is called date, as a meeting's is.
func withDate(inputs map[string]any, due any) map[string]any {
	named := map[string]any{"date": due}
	for word, value := range inputs {
		if word != dueWord {
			named[word] = value
		}
	}
	return named
}

// setOccasion puts when and where where the proposal keeps it.
func (d *deciding) setOccasion(o Occasion) {
	if !d.p.IsMeeting() {
		d.setField(dueWord, o.Date.String())
		return
	}
	m, g := *d.p.Meeting, *d.p.Gathering
	m.Date, m.Time = o.Date, o.Time
	g.End, g.Until, g.Place, g.Link = o.End, o.Until, o.Place, o.Link
	d.p.Meeting, d.p.Gathering = &m, &g
}

// toldOfDay are the letters to those who had been told the day before this one: the
// bodies that meet, once the notice has gone out, and whoever is asked to do something
// by it.
func (d *deciding) toldOfDay() (letters []Notice) {
	if d.p.IsMeeting() && d.markOf(stateNotice).Times+d.markOf(stateAgenda).Times > 0 {
		for _, recipient := range d.recipients(d.gatheredBodies()) {
			letters = append(letters, d.notice(letterMoved, recipient))
		}
	}
	for i := range d.p.Rounds {
		round := &d.p.Rounds[i]
		line := d.flow.Round(round.Name)
		if line == nil || !round.Open() || line.Deadline == nil || line.Deadline.At == nil {
			continue
		}
		for _, r := range round.Respondents {
			if !round.owes(r) {
				continue
			}
			for _, recipient := range d.recipientsOf(line, r) {
				n := d.notice(letterMoved, recipient)
				n.Round, n.Respondent = round.ID, r.Key()
				letters = append(letters, n)
			}
		}
	}
	return letters
}

// gatheredBodies are the bodies that meet.
func (d *deciding) gatheredBodies() []people.Party {
	var all []people.Party
	for _, body := range d.p.Gathering.Bodies {
		all = append(all, people.Party{Kind: people.ABody, Name: body})
	}
	return all
}

// MayReschedule says why actor may not give p another day, or nil.
func MayReschedule(pack *definition.Pack, p Proposal, actor Actor, now time.Time) error {
	d := begin(pack, p, Act{Kind: Reschedule, Actor: actor}, now)
	return orNil(d.mayReschedule())
}
