package engine

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// arrange changes what a meeting is to take up, by one item.
func (d *deciding) arrange() *fault.Error {
	if f := d.mayArrange(wording.Both("engine.did.arrange", nil)); f != nil {
		return f
	}
	if d.act.Arrangement == nil {
		return fault.New(fault.Invalid, "unknown_item", nil)
	}
	d.given = map[string]any{}
	a := *d.act.Arrangement
	was := ""
	if item := d.p.Gathering.Find(a.Item.ID); item != nil {
		was = item.Title
	}
	if f := d.heading("title", a.Item.Title, was); f != nil {
		return f
	}
	switch a.Do {
	case agenda.Add:
		return d.addItem(a)
	case agenda.Carry:
		return d.carryOver(a.Item.ID)
	case agenda.Remove:
		if item := d.p.Gathering.Find(a.Item.ID); item != nil && item.About.ID != "" {
			return fault.New(fault.Conflict, "item_of_proposal", wording.Args{"Item": item.Title, "Number": item.About.Number})
		}
	}
	return d.arranged(a)
}

// arranged makes one change of the agenda, and tells history.
func (d *deciding) arranged(a agenda.Arrangement) *fault.Error {
	before := d.p.Gathering.Find(a.Item.ID)
	g, f := d.p.Gathering.Arrange(a)
	if f != nil {
		return f
	}
	d.p.Gathering = &g
	item := g.Find(a.Item.ID)
	if item == nil {
		item = before
	}
	data := Data{Verb: string(a.Do), Item: item.Number, Because: d.because(), Late: item.Late && a.Do == agenda.Add}
	d.happened(Arranged, data, Private{Person: d.act.Actor.Person, Texts: map[string]string{itemText: item.Title}})
	return nil
}

// itemText is where an event keeps the title of the item that it is about.
const itemText = "item"

// addItem puts an item on the agenda. One that takes up a proposal, by its number,
// is heard of there.
func (d *deciding) addItem(a agenda.Arrangement) *fault.Error {
	a.Item.ID, a.Item.Title = d.ids.next(), oneLine(strings.TrimSpace(clean(a.Item.Title)))
	a.Item.From, a.Item.To, a.Item.Waits = agenda.Matter{}, agenda.Matter{}, false
	if number := a.Item.About.Number; number != "" {
		kin, known := d.act.Known[number]
		switch {
		case d.lenient && !known:
		case !known || isMeeting(kin.Workflow):
			return fault.New(fault.Invalid, "unknown_proposal", wording.Args{"Value": number}).On("about")
		case d.p.Gathering.On(kin.ID) != nil && d.p.Gathering.On(kin.ID).Pending():
			return fault.New(fault.Conflict, "item_there", wording.Args{"Number": number}).On("about")
		}
		if f := d.takesNoMore(*d.p.Meeting, "about"); f != nil {
			return f
		}
		a.Item.About.ID = kin.ID
		if a.Item.Title == "" {
			a.Item.Title = number
		}
	}
	if f := d.arranged(a); f != nil {
		return f
	}
	if id := a.Item.About.ID; id != "" {
		d.errand(Errand{Kind: Tell, To: id, Family: Family{News: MeetsOn, Meeting: d.p.Meeting}})
	}
	return nil
}

// carryOver moves an item to the next meeting that is laid out.
func (d *deciding) carryOver(id string) *fault.Error {
	item := d.p.Gathering.Find(id)
	if item == nil {
		return fault.New(fault.NotFound, "unknown_item", nil)
	}
	next := d.laidNext(d.p.Meeting.Name, d.p.Meeting.Body, d.p.Meeting.Date)
	if next == nil {
		if d.lenient {
			return nil
		}
		return fault.New(fault.Conflict, "no_next_meeting", wording.Args{"Item": item.Title})
	}
	over := *item
	if f := d.arranged(agenda.Arrangement{Do: agenda.Carry, Item: agenda.Item{ID: id, To: next.matter()}}); f != nil {
		return f
	}
	d.handOver(over, next)
	return nil
}

// handOver tells the next meeting of an item that is taken up there instead, and the
// item's proposal of its new meeting.
func (d *deciding) handOver(item agenda.Item, next *Laid) {
	own := agenda.Matter{ID: d.p.ID, Number: d.p.Number, Title: d.p.Title}
	over := agenda.Item{
		Kind: item.Kind, Title: item.Title, About: item.About, Presenters: item.Presenters, Length: item.Length,
		Gathers: item.Gathers, Parts: item.Parts, From: own,
	}
	d.errand(Errand{Kind: Tell, To: next.ID, Family: Family{News: TakeUp, Item: &over}})
	if item.About.ID != "" {
		d.errand(Errand{Kind: Tell, To: item.About.ID, Family: Family{News: MeetsOn, Meeting: next.meeting()}})
	}
}

// mayArrange says why the acting person may not change what the meeting takes up or
// what is recorded of it, or nil.
func (d *deciding) mayArrange(what wording.Text) *fault.Error {
	switch {
	case d.p.Gathering == nil:
		return fault.New(fault.Conflict, "not_a_meeting", nil)
	case !d.p.Closed.IsZero():
		return fault.New(fault.Conflict, "already_closed", wording.Args{"State": d.stateTitle(d.p.State)})
	case d.p.State == stateApproved:
		return fault.New(fault.Conflict, "minutes_stand", wording.Args{"State": d.stateTitle(d.p.State)})
	}
	return d.keeps(d.p.Bodies[gathered], what)
}

// MayArrange says why actor may not change what a meeting takes up, nor record what
// happens there, or nil.
func MayArrange(pack *definition.Pack, p Proposal, actor Actor, now time.Time) error {
	d := begin(pack, p, Act{Kind: Arrange, Actor: actor}, now)
	return orNil(d.mayArrange(wording.Both("engine.did.arrange", nil)))
}

// recordMeeting writes one thing that happened at the meeting.
func (d *deciding) recordMeeting() *fault.Error {
	if f := d.mayArrange(wording.Both("engine.did.record", nil)); f != nil {
		return f
	}
	if d.act.Entry == nil {
		return fault.New(fault.Invalid, "nothing_recorded", nil)
	}
	d.given = map[string]any{}
	e := d.entry(*d.act.Entry)
	item := d.p.Gathering.Find(e.Item)
	if f := d.mayRecord(e, item); f != nil {
		return f
	}
	switch {
	case e.What == agenda.Settled && e.Result == agenda.Postponed:
		return d.carryOver(e.Item)
	case e.What == agenda.Assigned:
		return d.recordAssignment(e, item)
	}
	return d.recorded(e)
}

// entry is what is to be recorded, with what goes without saying: the time, and of a
// person its name, seat and organization.
func (d *deciding) entry(e agenda.Entry) agenda.Entry {
	local := d.now.In(d.pack.Calendar.Zone())
	timed := []agenda.Recorded{agenda.Left, agenda.TakenUp, agenda.Settled}
	if e.At == "" && slices.Contains(timed, e.What) && d.today == d.p.Meeting.Date && e.Result != agenda.Open == (e.What == agenda.Settled) {
		e.At = local.Format("15:04")
	}
	person := d.pack.People.Person(e.Present.Person)
	if person == nil {
		if e.Present.Name != "" && e.Present.As == "" {
			e.Present.As = asGuest
		}
		return e
	}
	e.Present.Name = person.Name
	for _, body := range d.p.Gathering.Bodies {
		for _, role := range people.SeatRoles() {
			for _, seat := range d.pack.People.Seated(body, role, d.p.Meeting.Date) {
				if seat.Person == person.Key && e.Present.As == "" {
					e.Present.As, e.Present.Organization = seat.Role, seat.Of
				}
			}
		}
	}
	if e.Present.As == "" {
		e.Present.As = asGuest
	}
	return e
}

// asGuest is how somebody takes part who has no seat.
const asGuest = "guest"

// mayRecord refuses what can't be recorded: what happens at the meeting before its
// day has come, and what its proposal's own step says.
func (d *deciding) mayRecord(e agenda.Entry, item *agenda.Item) *fault.Error {
	ahead := []agenda.Recorded{agenda.Said, agenda.Excused, agenda.Absent, agenda.Adjusting}
	if d.today.Before(d.p.Meeting.Date) && !slices.Contains(ahead, e.What) {
		return fault.New(fault.Conflict, "meeting_ahead", wording.Args{"Day": dayText(d.p.Meeting.Date)})
	}
	if e.What == agenda.Adjusting {
		return d.mayAdjust(e.Names)
	}
	if f := d.delicateEntry(e); f != nil {
		return f
	}
	own := []agenda.Result{agenda.Noted, agenda.Postponed}
	if item != nil && item.About.ID != "" && e.What == agenda.Settled && !slices.Contains(own, e.Result) {
		return fault.New(fault.Conflict, "item_of_proposal", wording.Args{"Item": item.Title, "Number": item.About.Number})
	}
	return nil
}

// recorded writes an entry, and tells history.
func (d *deciding) recorded(e agenda.Entry) *fault.Error {
	g, f := d.p.Gathering.Record(e)
	if f != nil {
		return f
	}
	d.p.Gathering = &g
	data := Data{Verb: string(e.What), Because: d.because(), Result: string(e.Result)}
	private := Private{Person: d.act.Actor.Person, Texts: map[string]string{}}
	if item := g.Find(e.Item); item != nil {
		data.Item, private.Texts[itemText] = item.Number, item.Title
	}
	if e.Present.Name != "" {
		private.Texts[whoText] = e.Present.Name
	}
	if len(e.Names) > 0 {
		private.Texts[whoText] = strings.Join(e.Names, ", ")
	}
	if e.At != "" {
		data.Due = e.At
	}
	d.happened(Noted, data, private)
	return nil
}

// whoText is where an event keeps the names of those that it is about.
const whoText = "who"
