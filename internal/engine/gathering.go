package engine

import (
	"fmt"
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// The states of a meeting's machine that mean more than where it stands: a pack
// with a machine of its own calls them so too.
const (
	stateNotice    = "notice_sent"
	stateAgenda    = "agenda_sent"      // the items' numbers stand
	stateHeld      = "held"             // nothing more is put on its agenda
	stateDrafted   = "minutes_drafted"  // plain notes have their paragraphs
	stateApproved  = "minutes_approved" // nothing more is recorded, and approved minutes have their paragraphs
	stateCancelled = "cancelled"
)

// beforeMeeting are the states in which a meeting is still to be held.
var beforeMeeting = []string{"planned", stateNotice, stateAgenda}

// gathered is the role of the bodies that meet.
const gathered = "gathered"

// isMeeting says whether a workflow's key is of a meeting.
func isMeeting(workflow string) bool { return strings.HasPrefix(workflow, definition.MeetingFlow) }

// ofYear says whether a workflow is of the year: a meeting's or a duty's.
func ofYear(w *definition.Workflow) bool { return w.OfYear() }

// IsMeeting says whether p is a meeting.
func (p Proposal) IsMeeting() bool { return isMeeting(p.Workflow) }

// IsMinuted says whether p is a meeting that is over and has its minutes: what is recorded
// now mends them.
func (p Proposal) IsMinuted() bool {
	return p.IsMeeting() && p.State != stateHeld && p.State != stateCancelled && !slices.Contains(beforeMeeting, p.State)
}

// IsCancelled says whether it is a meeting that has been cancelled.
func (p Proposal) IsCancelled() bool { return p.IsMeeting() && p.State == stateCancelled }

// SeriesOf is the series that a meeting's workflow is of, "" of any other.
func SeriesOf(workflow string) string {
	series, ok := strings.CutPrefix(workflow, definition.MeetingFlow)
	if !ok {
		return ""
	}
	return series
}

// An Occasion is when and where a meeting is, or when a duty is due.
type Occasion struct {
	Date  calendar.Date `json:"date"`
	Time  string        `json:"time,omitempty"`
	End   string        `json:"end,omitempty"`
	Until string        `json:"until,omitempty"` // the last day, of several
	Place string        `json:"place,omitempty"`
	Link  string        `json:"link,omitempty"`
}

// OccasionOf is when and where p is: a meeting, or a duty of the year.
func OccasionOf(p Proposal) Occasion {
	var o Occasion
	if p.Meeting != nil && p.IsMeeting() {
		o.Date, o.Time = p.Meeting.Date, p.Meeting.Time
	}
	if g := p.Gathering; g != nil {
		o.End, o.Until, o.Place, o.Link = g.End, g.Until, g.Place, g.Link
	}
	if due, ok := p.Fields[dueWord].(string); ok && !p.IsMeeting() {
		o.Date, _ = calendar.ParseDate(due)
	}
	return o
}

// dueWord is the field that a duty's day stands in.
const dueWord = "due"

// occasionWords are the inputs that say when and where a meeting is.
var occasionWords = []string{"date", "time", "end", "until", "place", "link"}

// occasion is o as the act's inputs change it. What they say of it is taken out of
// them; what is emptied is empty from here.
func (d *deciding) occasion(o Occasion) (Occasion, *fault.Error) {
	rest := map[string]any{}
	var refused []*fault.Error
	for word, value := range d.act.Inputs {
		if !slices.Contains(occasionWords, word) {
			rest[word] = value
			continue
		}
		if f := o.set(word, oneLine(strings.TrimSpace(clean(fmt.Sprint(value))))); f != nil {
			refused = append(refused, f.On(word))
		}
	}
	d.act.Inputs = rest
	switch {
	case len(refused) > 0:
	case o.Date.IsZero():
		refused = append(refused, missingInput(definition.Field{Name: "date", Title: wording.Both("input.date", nil)}))
	case o.Date.Before(d.today):
		refused = append(refused, fault.New(fault.Invalid, "meeting_passed", wording.Args{"Value": o.Date.String(), "Earliest": d.today.String()}).On("date"))
	case o.Until != "" && o.Until <= o.Date.String():
		refused = append(refused, fault.New(fault.Invalid, "meeting_until", wording.Args{"Value": o.Until}).On("until"))
	case o.Until == "" && o.End != "" && o.End <= o.Time:
		refused = append(refused, fault.New(fault.Invalid, "meeting_ends", wording.Args{"Value": o.End, "Time": o.Time}).On("end"))
	}
	return o, fault.Join(refused...)
}

func (o *Occasion) set(word, text string) (f *fault.Error) {
	switch word {
	case "time":
		o.Time, f = agenda.Clock(text)
	case "end":
		o.End, f = agenda.Clock(text)
	case "place":
		o.Place = text
	case "link":
		o.Link = text
	default:
		date, err := calendar.ParseDate(text)
		if err != nil && (word == "date" || text != "") {
			return fault.New(fault.Invalid, "not_a_date", wording.Args{"Field": wording.Both("input.date", nil), "Value": text})
		}
		if word == "until" && text != "" {
			o.Until = date.String()
		} else if word == "until" {
			o.Until = ""
		} else {
			o.Date = date
		}
	}
	return f
}

// layOut opens what is of the year: a meeting on its day, or a duty with its own.
// The cycle may, and a coordinator; and of a meeting who keeps its body's meetings.
func (d *deciding) layOut(first *definition.State) *fault.Error {
	body := d.bodyThatMeets()
	if f := d.mayLayOut(body); f != nil {
		return f
	}
	var at Occasion
	if isMeeting(d.flow.Key) {
		var f *fault.Error
		if at, f = d.occasion(at); f != nil {
			return f
		}
	}
	if f := d.take(nil, nil, nil); f != nil {
		return f
	}
	d.p = Proposal{
		ID: d.ids.next(), Collaboration: d.act.Collaboration, Workflow: d.flow.Key, Edition: d.flow.Edition,
		Title: d.flow.Title.In(d.pack.Languages[0]), Submitter: d.act.Actor.Person,
		Bodies: d.bodies(first.HeldBy, body), State: first.Name, Entered: d.now, Opened: d.now, Origin: d.act.Origin,
	}
	if family := d.act.Family; family != nil {
		d.p.ID, d.p.Submitter = d.act.Proposal, family.Submitter
		d.p.Parent = &Parent{Kin: family.From}
	}
	data := Data{To: first.Name, Because: d.because(), Edition: d.flow.Edition}
	if isMeeting(d.flow.Key) {
		d.p.Meeting = &Meeting{ID: d.p.ID, Name: SeriesOf(d.flow.Key), Date: at.Date, Time: at.Time, Body: body}
		d.p.Gathering = &agenda.Gathering{
			Bodies: d.pack.Bodies(d.flow.Key, gathered), End: at.End, Until: at.Until, Place: at.Place, Link: at.Link}
		d.stand(nil)
		data.Occasion = &at
	}
	private := d.carry()
	data.Documents, data.Inputs = d.keepDocuments(), d.plainInputs()
	d.happened(Proposed, data, private)
	d.moved("proposed")
	d.entered(first)
	d.triggered(nil, cause{definition.OnState, first.Name})
	d.tellBack()
	d.gatherAwaiting()
	return nil
}

// bodyThatMeets is the first of the bodies that meet, "" of a duty.
func (d *deciding) bodyThatMeets() string {
	if bodies := d.pack.Bodies(d.flow.Key, gathered); len(bodies) > 0 {
		return bodies[0]
	}
	return ""
}

// mayLayOut says why the acting person may not lay out something of the year.
func (d *deciding) mayLayOut(body string) *fault.Error {
	if d.act.Actor.System() && (d.act.Origin != nil || d.act.Family != nil) {
		return nil
	}
	return d.keeps(body, wording.Both("engine.did.lay_out", nil))
}

// keepers are those who keep a body's meetings: its secretary, its chair and the
// coordinators.
func keepers(body string) []people.Party {
	may := []people.Party{{Kind: people.Coordinator}}
	if body != "" {
		may = []people.Party{
			{Kind: people.ABody, Name: body, Seat: people.Secretary}, {Kind: people.ABody, Name: body, Seat: people.Chair}, may[0]}
	}
	return may
}

// keeps refuses whoever does not keep a body's meetings.
func (d *deciding) keeps(body string, what wording.Text) *fault.Error {
	if slices.ContainsFunc(keepers(body), d.is) {
		return nil
	}
	return d.forbidden(keepers(body), what)
}

// series is what a new proposal is numbered in: meetings and duties each have their
// own, so that those of proposals have no gaps.
func (d *deciding) series() string {
	prefix, year := d.pack.Number.Prefix, d.today.Year
	if ofYear(d.flow) {
		letter := "U"
		if isMeeting(d.flow.Key) {
			letter = "M"
		}
		prefix = strings.TrimPrefix(prefix+"-"+letter, "-")
		if o := OccasionOf(d.p); !o.Date.IsZero() {
			year = o.Date.Year
		}
	}
	return strings.TrimSpace(fmt.Sprintf("%s %d", prefix, year))
}
