package engine

import (
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/definition"
)

// decidedThere are the results by which a meeting has decided about an item.
var decidedThere = []agenda.Result{agenda.AsProposed, agenda.Amended, agenda.Rejected}

// tellMinutes tells each proposal that this meeting has decided about that its minutes
// are published, with what stands there of it.
func (d *deciding) tellMinutes() {
	for _, item := range d.p.Gathering.Numbered() {
		if item.About.ID != "" && item.To == (agenda.Matter{}) && slices.Contains(decidedThere, item.Result) {
			d.errand(Errand{Kind: Tell, To: item.About.ID, Family: Family{News: IsMinuted, Item: &item, Meeting: d.p.Meeting}})
		}
	}
}

// minuted takes in that the minutes say what was decided about this proposal, and owes
// the letters that the pack sends then.
func (d *deciding) minuted() {
	item, meeting := d.act.Family.Item, d.act.Family.Meeting
	if item == nil || meeting == nil {
		return
	}
	data := Data{
		Because: d.act.Family.From.numbered(), Item: item.Number, Paragraph: item.Paragraph, Result: string(item.Result), Assigned: item.Assigned,
		Occasion: &Occasion{Date: meeting.Date, Time: meeting.Time},
	}
	if text := d.decisionThere(item); text != "" {
		data.Inputs = map[string]any{"decision": text}
	}
	d.happened(Minuted, data, Private{})
	d.told(nil, []cause{{definition.OnMinutes, definition.MinutesPublished}})
}

// decisionThere is the decision as the minutes have it: as it was written, where they
// say the same, else the minutes' points.
func (d *deciding) decisionThere(item *agenda.Item) string {
	for _, one := range append([]Decision{}, d.decisions()...) {
		if slices.Equal(agenda.Points(one.Text), item.Decision) {
			return one.Text
		}
	}
	if len(item.Decision) < 2 {
		return strings.Join(item.Decision, "")
	}
	return "- " + strings.Join(item.Decision, "\n- ")
}

// decisions are those that the proposal has had, the one in force first.
func (d *deciding) decisions() []Decision {
	var all []Decision
	if d.p.Decision != nil {
		all = append(all, *d.p.Decision)
	}
	return append(all, d.p.Earlier...)
}
