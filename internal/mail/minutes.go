package mail

import (
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/wording"
)

// Minutes are those that a letter with an extract tells of.
type Minutes struct {
	Of        string // the meeting's number
	Paragraph int    // that the proposal has in them; 0 where they have none
	Item      int    // its number on the agenda; 0 where it has none
}

// The letters about a meeting's papers.
const (
	letterMinutes = "minutes_published"
	letterExtract = "extract"
)

// addMinutes tells which minutes the decision stands in, and where.
func (t *telling) addMinutes(m *Matter) {
	m.TheMinutes = t.theMinutes()
	if t.Event.Kind != engine.Minuted {
		return
	}
	d := t.Event.Data
	m.Minutes = &Minutes{Of: d.Because, Paragraph: d.Paragraph, Item: d.Item}
	if d.Occasion != nil {
		m.Meeting = t.day(d.Occasion.Date, d.Occasion.Time)
	}
}

// theMinutes are what the minutes of who decided are called.
func (t *telling) theMinutes() string {
	if d := t.Proposal.Decision; d != nil {
		if body := t.pack.People.Body(d.Body); body != nil && body.Minutes == "notes" {
			return t.say("mail.the_minutes.notes", nil)
		}
	}
	return t.say("mail.the_minutes.minutes", nil)
}

// minuted is the decision as the minutes have it; "" in other letters, and where it is
// withheld.
func (t *telling) minuted() string {
	if t.Event.Kind != engine.Minuted {
		return ""
	}
	text, _ := t.Event.Data.Inputs["decision"].(string)
	return text
}

// minutesFacts are where in which minutes the decision stands, and what it was beside
// what had been proposed.
func (t *telling) minutesFacts(m Matter) Rows {
	var rows Rows
	if m.Minutes == nil {
		return rows
	}
	rows.add(t.say("mail.fact.minutes", nil), m.Minutes.Of)
	if m.Minutes.Paragraph > 0 {
		rows.add(t.say("mail.fact.paragraph", nil), t.say("minutes.paragraph", wording.Args{"Number": m.Minutes.Paragraph}))
	}
	if m.Minutes.Item > 0 {
		rows.add(t.say("mail.fact.item", nil), t.say("mail.item", wording.Args{"Number": m.Minutes.Item}))
	}
	if t.Event.Data.Result != "" {
		rows.add(t.say("mail.fact.result", nil), t.say("agenda.result."+t.Event.Data.Result, nil))
	}
	return rows
}

// leads is where the button leads that asks for no answer: to the paper that the letter
// is about, else to the proposal's page.
func (w *Writer) leads(t *telling, m Matter, page string) string {
	switch {
	case t.Letter == letterExtract && m.Minutes != nil && m.Minutes.Of != "":
		return w.links.Extract(refOf(m.Minutes.Of), ref(t.Proposal), t.Organization)
	case m.Gathering != nil && t.Letter == letterMinutes:
		return w.links.MeetingPaper(ref(t.Proposal), link.MinutesPaper)
	case m.Gathering != nil && t.Letter == letterAgenda:
		return w.links.MeetingPaper(ref(t.Proposal), link.AgendaPaper)
	}
	return page
}
