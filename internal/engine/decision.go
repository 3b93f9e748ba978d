package engine

import (
	"maps"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// decisionDay is the word under which the day of a decision is given.
const decisionDay = "decided_on"

// decidedOn reads the day that a step dates its decision: the one given, which has
// come and on which the proposal was open, else the likeliest.
func (d *deciding) decidedOn(t *definition.Transition) *fault.Error {
	field, _ := d.flow.Input(decisionDay, nil)
	text, given := d.given[decisionDay].(string)
	if field.Type != definition.Date || !given {
		return nil
	}
	date, err := calendar.ParseDate(text)
	opened := calendar.DateOf(d.p.Opened.In(d.pack.Calendar.Zone()))
	switch {
	case err != nil: // take read it: it is a date
		return nil
	case !t.Decides():
		return fault.New(fault.Invalid, "decides_nothing", wording.Args{"What": t.Title}).On(decisionDay)
	case date.After(d.today):
		return fault.New(fault.Invalid, "date_ahead", wording.Args{
			"Field": field.Title, "Value": date.String(), "Latest": d.today.String()}).On(decisionDay)
	case date.Before(opened):
		return fault.New(fault.Invalid, "date_before_opened", wording.Args{
			"Field": field.Title, "Value": date.String(), "Earliest": opened.String()}).On(decisionDay)
	}
	return nil
}

// recordDecision keeps what a step decided, for a step that asks for a decision.
func (d *deciding) recordDecision(t *definition.Transition) {
	text, ok := d.given["decision"].(string)
	if !ok {
		return
	}
	if _, given := d.given[decisionDay]; !given && d.flow.Field(decisionDay) == nil {
		d.given[decisionDay] = d.likelyDay().String()
	}
	inputs := maps.Clone(d.given)
	for _, own := range []string{"decision", decisionDay, "follow_up_on", "document"} {
		delete(inputs, own)
	}
	decision := &Decision{
		Text: text, Body: d.actingBody(), Person: d.act.Actor.Person, On: d.givenDate(decisionDay),
		FollowUpOn: d.givenDate("follow_up_on"), Transition: t.Name, Inputs: inputs,
	}
	if decision.On.IsZero() {
		decision.On = d.likelyDay()
	}
	if m := d.p.Meeting; m != nil && d.meets(m, d.p.State) && !m.Date.After(decision.On) {
		decision.Meeting = m
	}
	d.putAside(t)
	d.p.Decision = decision
}

// givenDate is a date that the act gives, zero where it gives none.
func (d *deciding) givenDate(word string) calendar.Date {
	text, _ := d.given[word].(string)
	date, err := calendar.ParseDate(text)
	if err != nil {
		return calendar.Date{}
	}
	return date
}

// likelyDay is the day that a decision was made, where nobody says: that of the
// meeting, once it has come, else today.
func (d *deciding) likelyDay() calendar.Date {
	if m := d.p.Meeting; m != nil && d.meets(m, d.p.State) && !m.Date.After(d.today) {
		return m.Date
	}
	return d.today
}

// meets says whether the proposal's meeting is the one that decides in a state: the
// acting body's, or the one that the state asks for. A proposal that was taken off
// an agenda may still carry another's.
func (d *deciding) meets(m *Meeting, from string) bool {
	body, state := d.actingBody(), d.flow.State(from)
	return m.Body == "" || body == "" || m.Body == body || state != nil && slices.Contains(state.Needs, "meeting")
}

// LikelyDecisionDay is the day that a decision by actor is dated, unless the act
// says another.
func LikelyDecisionDay(pack *definition.Pack, p Proposal, transition string, actor Actor, now time.Time) calendar.Date {
	d := begin(pack, p, Act{Kind: Do, Transition: transition, Actor: actor}, now)
	if t := d.flow.Transition(transition); t != nil {
		d.party, _ = d.permit(t)
	}
	return d.likelyDay()
}

// warnings say what is worth a second look before a step is taken: a decision that
// would be dated before its meeting.
func (d *deciding) warnings(from string, t *definition.Transition) []wording.Text {
	m := d.p.Meeting
	if t == nil || !t.Decides() || m == nil || !d.meets(m, from) {
		return nil
	}
	on := d.givenDate(decisionDay)
	if on.IsZero() && m.Date.After(d.today) {
		on = d.today
	}
	switch {
	case on.IsZero() || !on.Before(m.Date):
		return nil
	case on == d.today:
		return []wording.Text{dated("engine.warn.before_meeting", m.Date, on)}
	}
	return []wording.Text{dated("engine.warn.dated_before_meeting", m.Date, on)}
}

// dated is a sentence about a day, and what is dated another.
func dated(key string, day, on calendar.Date) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		t[l] = wording.Say(l, key, wording.Args{"Day": day.Prose(l), "On": on.Prose(l)})
	}
	return t
}
