package engine

import (
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// recordAssignment records what somebody is to do after the meeting. Once it is held
// the assignment is given at once, and from then on it is followed where it was given.
func (d *deciding) recordAssignment(e agenda.Entry, item *agenda.Item) *fault.Error {
	if item == nil {
		return fault.New(fault.NotFound, "unknown_item", nil)
	}
	if e.Nth > 0 && e.Nth <= len(item.Assigned) && item.Assigned[e.Nth-1].Duty != "" {
		return fault.New(fault.Conflict, "assignment_given", wording.Args{"What": item.Assigned[e.Nth-1].What})
	}
	if e.Assignment.What != "" || e.Nth == 0 {
		if f := d.wholeAssignment(&e.Assignment); f != nil {
			return f
		}
	}
	if f := d.recorded(e); f != nil {
		return f
	}
	if !d.isStillToBeHeld() {
		d.assign()
	}
	return nil
}

// wholeAssignment says what an assignment lacks, and reads the day that was only said:
// of a period its last workday.
func (d *deciding) wholeAssignment(a *agenda.Assignment) *fault.Error {
	a.What, a.Said, a.Duty = oneLine(strings.TrimSpace(clean(a.What))), oneLine(strings.TrimSpace(clean(a.Said))), ""
	if a.What == "" {
		return fault.New(fault.Invalid, "assignment_what", nil).On("what")
	}
	if f := d.heading("what", a.What, ""); f != nil {
		return f
	}
	if len(a.Who) == 0 {
		return fault.New(fault.Invalid, "assignment_who", nil).On("who")
	}
	for _, who := range a.Who {
		if d.partyNamed(who).Kind == "" {
			return fault.New(fault.Invalid, "assignment_whom", wording.Args{"Value": who}).On("who")
		}
	}
	if a.By.IsZero() && a.Said != "" {
		by, f := d.daySaid(a.Said)
		if f != nil {
			return f
		}
		a.By = by
	}
	if a.By.IsZero() || a.By.Before(d.today) {
		return fault.New(fault.Invalid, "assignment_by", nil).On("by")
	}
	return nil
}

// daySaid is the last workday of the days that somebody has said.
func (d *deciding) daySaid(text string) (calendar.Date, *fault.Error) {
	said, err := calendar.ReadDays(text, d.today.Year)
	if err != nil {
		why := wording.Text{}
		for _, l := range wording.Languages() {
			why[l] = err.In(l)
		}
		return calendar.Date{}, fault.New(fault.Invalid, "assignment_said", wording.Args{"Value": text, "Why": why}).On("by")
	}
	last := said.Spans[len(said.Spans)-1].To
	return d.pack.Calendar.PreviousWorkday(last), nil
}

// partyNamed is whom a key names: a body, an organization or a person; of nobody it has no
// kind.
func (d *deciding) partyNamed(key string) people.Party {
	dir := d.pack.People
	switch {
	case dir.Body(key) != nil:
		return people.Party{Kind: people.ABody, Name: key}
	case dir.Organization(key) != nil:
		return people.Party{Kind: people.AnOrg, Name: key}
	case dir.Person(key) != nil:
		return people.Party{Kind: people.APerson, Name: key}
	}
	return people.Party{}
}

// askedBy are those whom a round asks: whom its field names, or its line.
func (d *deciding) askedBy(line *definition.Round) []people.Party {
	switch line.Named {
	case "":
		return line.Asks
	case definition.Adjusters:
		if chosen := d.adjusters(); len(chosen) > 0 {
			return chosen
		}
		return line.Asks
	}
	named, _ := d.p.Fields[line.Named].(string)
	var asks []people.Party
	for key := range strings.SplitSeq(named, ",") {
		if party := d.partyNamed(strings.TrimSpace(key)); party.Kind != "" {
			asks = append(asks, party)
		}
	}
	if len(asks) == 0 { // who was named has gone: the line says who sees to it
		return line.Asks
	}
	return asks
}

// assign gives every assignment of the meeting that has not been given: each becomes
// a duty of its own, with its day, and comes back on the agenda of the last meeting
// that is laid out before it, else of the first after.
func (d *deciding) assign() {
	flow := d.pack.Workflow(definition.AssignmentFlow)
	if flow == nil || flow.Round("duty") == nil || flow.Round("duty").Named == "" {
		return
	}
	g := *d.p.Gathering
	g.Items = slices.Clone(g.Items)
	for i := range g.Items {
		item := &g.Items[i]
		item.Assigned = slices.Clone(item.Assigned)
		for j := range item.Assigned {
			if a := &item.Assigned[j]; a.Duty == "" {
				a.Duty = d.give(*a, *item)
			}
		}
	}
	d.p.Gathering = &g
}

// give owes one assignment's duty, and answers the id it gets.
func (d *deciding) give(a agenda.Assignment, item agenda.Item) string {
	e := Errand{
		Kind: Propose, To: d.ids.next(), Workflow: definition.AssignmentFlow,
		Inputs: map[string]any{"title": shortened(a.What), "due": a.By.String(), "who": strings.Join(a.Who, ","), "item": item.Title},
		Family: Family{Submitter: d.act.Actor.Person},
	}
	if a.Said != "" {
		e.Inputs["said"] = a.Said
	}
	if back := d.laidBefore(a.By); back != nil {
		e.Family.Meeting = back.meeting()
	}
	d.errand(e)
	return e.To
}

// shortened is a text as long as a title may be.
func shortened(text string) string {
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest-1]) + "…"
	}
	return text
}

// laidBefore is the last meeting of this one's bodies that is laid out on or before a
// day, else the first after it, or nil.
func (d *deciding) laidBefore(by calendar.Date) *Laid {
	var found *Laid
	for at := d.p.Meeting.Date; ; {
		next := d.laidNext(d.p.Meeting.Name, d.p.Meeting.Body, at)
		if next == nil || found != nil && next.Date.After(by) {
			return found
		}
		found, at = next, next.Date
	}
}

// tellBack puts what was given at a meeting on the agenda where it comes back.
func (d *deciding) tellBack() {
	f := d.act.Family
	if f == nil || f.Meeting == nil || f.Meeting.ID == "" {
		return
	}
	item := &agenda.Item{
		Kind: agenda.Information, Title: d.p.Title, About: agenda.Matter{ID: d.p.ID, Title: d.p.Title},
		From: agenda.Matter{ID: f.From.ID, Number: f.From.Number},
	}
	d.errand(Errand{Kind: Tell, To: f.Meeting.ID, Family: Family{News: TakeUp, Item: item}})
}
