package mail

import (
	"fmt"
	"net/url"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A Gathering is what a letter about a meeting may mention of it.
type Gathering struct {
	Place    string
	Link     string // for those who take part from afar
	Was      *When  // when it was, where the letter tells of another time; nil where the time is as it was
	WasPlace string // the same of the place; "" where it is as it was
	Agenda   bool   // it takes something up
}

// addMeeting tells when and where a meeting is, and was.
func (t *telling) addMeeting(m *Matter) {
	p := t.Proposal
	if !p.IsMeeting() || p.Meeting == nil || p.Gathering == nil {
		return
	}
	is := engine.OccasionOf(p)
	m.Meeting = t.occasion(is)
	m.Gathering = &Gathering{Place: is.Place, Link: is.Link, Agenda: len(p.Gathering.Items) > 0}
	if was := t.Event.Data.Was; was != nil {
		if before := t.occasion(*was); *before != *m.Meeting {
			m.Gathering.Was = before
		}
		if was.Place != is.Place {
			m.Gathering.WasPlace = was.Place
		}
	}
}

// meetingTitle is what the meeting is called, in the letter's language where it has no
// title of its own.
func (t *telling) meetingTitle() string {
	for _, said := range t.flow.Title {
		if said == t.Proposal.Title {
			return t.flow.Title.In(t.language)
		}
	}
	return t.Proposal.Title
}

// occasion is when a meeting is, from its beginning to its end.
func (t *telling) occasion(o engine.Occasion) *When {
	w := t.day(o.Date, o.Time)
	if until, err := calendar.ParseDate(o.Until); err == nil {
		return &When{Day: t.say("mail.days", wording.Args{"From": w.Day, "To": t.day(until, o.End).Day}), Short: w.Short}
	}
	start, err := calendar.ParseClock(o.Time)
	end, endErr := calendar.ParseClock(o.End)
	if err != nil || endErr != nil {
		return w
	}
	zone := t.pack.Calendar.Zone()
	hours := wording.Hour(t.language, o.Date.At(start, zone)) + "–" + wording.Hour(t.language, o.Date.At(end, zone))
	return &When{Day: t.say("mail.at_clock", wording.Args{"Day": o.Date.Prose(t.language), "Hour": hours}), Short: w.Short}
}

// meetingFacts are where a meeting is, and when and where it was.
func (t *telling) meetingFacts(m Matter) Rows {
	var rows Rows
	if g := m.Gathering; g != nil {
		rows.add(t.say("mail.fact.meeting_number", nil), t.Proposal.Number)
		rows.add(t.say("mail.fact.when", nil), m.Meeting.Day)
		rows.add(t.say("mail.fact.place", nil), g.Place)
		if g.Link != "" {
			rows = append(rows, Row{Name: t.say("mail.fact.link", nil), Value: g.Link, URL: webAddress(g.Link)})
		}
		if g.Was != nil {
			rows.add(t.say("mail.fact.was", nil), g.Was.Day)
		}
		rows.add(t.say("mail.fact.was_place", nil), g.WasPlace)
	}
	return rows
}

// webAddress is what somebody wrote, where a reader may follow it; else "".
func webAddress(s string) string {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return s
}

// agenda is what a meeting takes up, in a letter that sends the agenda out.
func (t *telling) agenda() []Section {
	if t.Letter != letterAgenda || t.Proposal.Gathering == nil {
		return nil
	}
	var list strings.Builder
	for _, item := range t.Proposal.Gathering.Numbered() {
		if item.Waits || item.To.ID != "" {
			continue
		}
		fmt.Fprintf(&list, `%d\. %s`, item.Number, unmarked(item.Title))
		if item.About.Number != "" {
			fmt.Fprintf(&list, " (%s)", item.About.Number)
		}
		if len(item.Presenters) > 0 {
			fmt.Fprintf(&list, ", %s", unmarked(wording.List(t.language, item.Presenters)))
		}
		list.WriteString("\n")
	}
	return section(t.say("mail.heading.agenda", nil), list.String())
}

// unmarked is one line of text such that nothing in it is Markdown.
func unmarked(s string) string {
	var b strings.Builder
	for _, r := range oneLine(s) {
		if strings.ContainsRune("\\`*_{}[]<>()#+-.!|~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
