package minutes

import (
	"cmp"
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// Of is the document of a meeting, said in l.
func Of(f Facts, l wording.Language) Document {
	body := f.body()
	d := Document{
		Language: l, Collaboration: f.Collaboration.In(l), Number: f.Number, Title: f.Title.In(l),
		Body: f.bodies(l), Decides: cmp.Or(body.Decides, "decision"), Notes: body.Minutes == "notes",
		Date: f.Date, Place: f.Gathering.Place, Link: f.Gathering.Link,
		State: f.State, Approved: f.Approved, Cancelled: f.Cancelled, Adjusters: f.Gathering.Adjusters,
	}
	until, _ := calendar.ParseDate(f.Gathering.Until) // "" is a meeting of one day
	d.When = d.occasion(Occasion{Date: f.Date, Until: until, Start: f.Start, End: f.Gathering.End})
	for _, o := range f.Next {
		d.Next = append(d.Next, d.coming(o))
	}
	for _, a := range f.Gathering.Approved {
		said := d.day(a.On)
		if a.Who != "" {
			said = a.Who + ", " + said
		}
		d.Approvals = append(d.Approvals, said)
	}
	d.attendance(f)
	for _, item := range f.Gathering.Numbered() {
		if item.Standing() {
			d.Items = append(d.Items, d.item(f, item))
		}
	}
	return d
}

// occasion is when a meeting is, said: "fredag 3 september 2021 (v. 35) kl. 13.30–16.00".
func (d Document) occasion(o Occasion) string {
	s := d.day(o.Date)
	if !o.Until.IsZero() {
		return d.say("days", wording.Args{"From": d.dayAt(o.Date, o.Start), "To": d.dayAt(o.Until, o.End)})
	}
	switch {
	case o.Start == "":
		return s
	case o.End == "":
		return d.say("from", wording.Args{"Day": s, "Start": d.hour(o.Start)})
	}
	return d.say("hours", wording.Args{"Day": s, "Start": d.hour(o.Start), "End": d.hour(o.End)})
}

// dayAt is a day with its hour, where there is one.
func (d Document) dayAt(day calendar.Date, hour string) string {
	if hour == "" {
		return d.day(day)
	}
	return d.say("from", wording.Args{"Day": d.day(day), "Start": d.hour(hour)})
}

// coming is a meeting to come, with where it is and what is said of it.
func (d Document) coming(o Occasion) string {
	s := d.occasion(o)
	if title := o.Title.In(d.Language); title != "" {
		s += ", " + title
	}
	if o.Place != "" {
		s += ", " + o.Place
	}
	if o.Note != "" {
		s += ". " + o.Note
	}
	return s
}

func (d Document) day(day calendar.Date) string { return day.Prose(d.Language) }

// hour is "09:00" as it is said.
func (d Document) hour(clock string) string {
	if d.Language == wording.Swedish {
		return strings.Replace(clock, ":", ".", 1)
	}
	return clock
}

// item is one point, with what its proposal says where the record says nothing.
func (d Document) item(f Facts, i agenda.Item) Item {
	about := f.About[i.About.ID]
	place := d.say("number", wording.Args{"Number": i.Number})
	item := Item{Item: i, Place: place, Mark: place, Named: wording.Say(d.Language, "agenda.kind."+string(i.Kind), nil), Late: i.Late, Withheld: about.Withheld}
	if i.Paragraph > 0 {
		item.Mark = d.say("paragraph", wording.Args{"Number": i.Paragraph})
	}
	if item.Withheld {
		item.Item = agenda.Item{ID: i.ID, Number: i.Number, Paragraph: i.Paragraph, Kind: i.Kind, Title: d.say("withheld.title", nil)}
		return item
	}
	item.Gathers = gathers(f, i.Gathers, d.say("withheld.title", nil))
	item.Proposal = cmp.Or(about.Number, i.About.Number)
	item.Title = cmp.Or(i.Title, about.Title, i.About.Title)
	if item.Named == item.Title {
		item.Named = "" // it is not said twice
	}
	item.Parts = told(i, about)
	item.Papers = slices.Clone(about.Papers)
	for _, id := range i.Papers {
		item.Papers = append(item.Papers, cmp.Or(f.Papers[id], id))
	}
	if i.Length > 0 {
		item.Duration = d.say("length", wording.Args{"Count": i.Length})
	}
	item.ForwardTo, item.Originates = i.To.Number, i.From.Number
	for _, a := range i.Assigned {
		item.Assigned = append(item.Assigned, d.assignment(f, a))
	}
	if slices.ContainsFunc(i.Parts, func(p agenda.Part) bool { return p.Kind == agenda.Upcoming }) {
		item.Next = d.Next
	}
	item.Outcome, item.Decision = d.outcome(item)
	return item
}

// told are the passages of the record. The proposal's own background and proposed
// decision come first where the record has none of its own.
func told(i agenda.Item, about Proposal) []agenda.Part {
	has := func(kind agenda.PartKind) bool {
		return slices.ContainsFunc(i.Parts, func(p agenda.Part) bool { return p.Kind == kind })
	}
	var parts []agenda.Part
	if about.Summary != "" && !has(agenda.Background) {
		parts = append(parts, agenda.Part{Kind: agenda.Background, Text: about.Summary})
	}
	if i.Kind == agenda.Round && !has(agenda.Report) {
		parts = append(parts, about.Reports...)
	}
	parts = append(parts, i.Parts...)
	if about.Views != "" && !has(agenda.Views) {
		parts = append(parts, agenda.Part{Kind: agenda.Views, Text: about.Views})
	}
	if about.Proposed != "" && !has(agenda.Proposed) {
		proposed := agenda.Part{Kind: agenda.Proposed}
		proposed.Text, proposed.Points = Points(about.Proposed)
		at := slices.IndexFunc(parts, func(p agenda.Part) bool { return p.Kind == agenda.Views || p.Kind == agenda.Note })
		if at < 0 {
			at = len(parts)
		}
		parts = slices.Insert(parts, at, proposed)
	}
	return parts
}

func (d Document) assignment(f Facts, a agenda.Assignment) Assignment {
	var who []string
	for _, key := range a.Who {
		who = append(who, f.name(d.Language, key))
	}
	out := Assignment{What: a.What, Who: wording.List(d.Language, who), Said: a.Said, Date: a.By, Parties: a.Who}
	switch {
	case a.By.IsZero():
		out.By = a.Said
	case a.Said == "":
		out.By = d.day(a.By)
	default:
		out.By = d.say("by_said", wording.Args{"Said": a.Said, "Day": d.day(a.By)})
	}
	return out
}

// gathers are the decisions that an item reports. Of one that is confidential its
// number is all there is.
func gathers(f Facts, all []agenda.Matter, withheld string) (said []agenda.Matter) {
	for _, m := range all {
		if f.About[m.ID].Withheld {
			m.Title = withheld
		}
		said = append(said, m)
	}
	return said
}
