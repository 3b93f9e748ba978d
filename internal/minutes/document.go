// Package minutes writes a meeting's papers: the notice (kallelse), the agenda
// (föredragningslista), the minutes or the notes, and the extract of one item for
// an organization. Each is made from one Document, and set once, as a sheet, so that
// the page, the PDF and the DOCX say the same.
//
// It does not know how a meeting is kept nor who may read: what somebody may not
// read is told it as withheld. Nor does it know the time: the same facts give the
// same bytes.
package minutes

import (
	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// A Document is what a meeting's papers say, in one language.
type Document struct {
	Language      wording.Language
	Collaboration string
	Number        string // of the meeting, "LGL-M 2026-003"
	Title         string // what the meeting is called
	Body          string // who meets
	Decides       string // what its outcome is called: decision, recommendation, position
	Notes         bool   // its minutes are plain notes: nobody approves them, and no item has a paragraph
	Date          calendar.Date
	When          string // day and hours, said
	Place         string
	Link          string // for those who take part from afar
	State         State
	Approved      calendar.Date
	Approvals     []string // who approved the minutes and when, said
	Cancelled     bool
	Chair         string
	Secretary     string
	Adjusters     []string
	Present       []Group // by organization, in the order that they were noted
	Absent        []Attendee
	Items         []Item
	Next          []string // the meetings to come, said
}

// A State is how far the record of a meeting has come.
type State string

// The states.
const (
	Draft    State = "draft"    // it is being written
	Checked  State = "checked"  // it waits for the adjusters
	Approved State = "approved" // justerat
)

// A Group are those of one organization.
type Group struct {
	Organization string
	Attendees    []Attendee
}

// An Attendee is one person at the meeting.
type Attendee struct {
	Name         string
	Organization string
	As           string // in which quality, said: "ordförande"
	While        string // when, where it was not all the time, said: "från kl. 09.30"
	Excused      bool
}

// An Item is one point of the meeting.
type Item struct {
	agenda.Item
	Place      string // on the agenda, "4."
	Mark       string // in the minutes: "§ 12", or its place where there are no paragraphs
	Named      string // its kind, said
	Proposal   string // the number of what it takes up
	Withheld   bool   // it is confidential, and no more is said of it
	Late       bool
	Parts      []agenda.Part // with what the proposal says where the record says nothing
	Outcome    []string      // what came of it, said: "Chefsgruppen beslutar enligt förslaget."
	Decision   []string      // the decision's points, where the outcome does not say it all
	Papers     []string      // by name
	Assigned   []Assignment
	Next       []string // of the item that tells of them: the meetings to come
	Duration   string   // how long it is planned to take, said
	ForwardTo  string   // the meeting that it was carried over to, said
	Originates string   // the meeting that carried it over to this one, said
}

// An Assignment is what somebody is to do after the meeting.
type Assignment struct {
	What, Who string
	By        string // when, said
	Said      string // how the day was said at the meeting
	Date      calendar.Date
	Parties   []string // whose it is, by key
}

// Proposed are the points proposed in the item, all of them.
func (i Item) Proposed() (points []string) {
	for _, p := range i.Parts {
		if p.Kind == agenda.Proposed {
			points = append(points, p.Points...)
		}
	}
	return points
}

// Decided says whether the meeting decided the item.
func (i Item) Decided() bool {
	return i.Result == agenda.AsProposed || i.Result == agenda.Amended || i.Result == agenda.Rejected
}

func (d Document) say(key string, args wording.Args) string {
	return wording.Say(d.Language, "minutes."+key, args)
}
