package engine

import (
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// letterNoMeeting tells that a proposal has no meeting any more.
const letterNoMeeting = "meeting_gone"

// sits says whether a proposal in a state stands on an agenda.
func (d *deciding) sits(state string) bool {
	s := d.flow.State(state)
	return s != nil && !ofYear(d.flow) && slices.Contains(s.Needs, "meeting")
}

// followAgenda tells the meetings concerned what a step has done to their agendas:
// was is the meeting that the proposal had before it, if any.
func (d *deciding) followAgenda(was *Meeting, from, to string, t *definition.Transition) {
	if ofYear(d.flow) {
		return
	}
	now := d.p.Meeting
	had := was != nil && was.ID != "" && d.sits(from)
	has := now != nil && now.ID != "" && d.sits(to)
	stays := had && has && was.ID == now.ID
	switch {
	case stays && (t == nil || len(t.By) == 0 || d.beforehand(was)): // nobody dealt with it at the meeting
	case had:
		d.errand(Errand{Kind: Tell, To: was.ID, Family: Family{News: DealtWith, Item: d.dealt(to, t, stays)}})
	case t != nil && d.given["decision"] != nil && !d.sits(from):
		d.tellReport()
	}
	if has && !stays {
		d.errand(Errand{Kind: Tell, To: now.ID, Family: Family{News: TakeUp, Item: d.item(was, had)}})
	}
}

// beforehand says whether a step that decides nothing is taken before the day of a meeting.
func (d *deciding) beforehand(m *Meeting) bool {
	return d.given["decision"] == nil && d.today.Before(m.Date)
}

// item is the proposal as an agenda has it. Of what is confidential it says nothing.
func (d *deciding) item(was *Meeting, had bool) *agenda.Item {
	item := &agenda.Item{Kind: agenda.Information, Title: d.p.Title, About: agenda.Matter{ID: d.p.ID, Number: d.p.Number, Title: d.p.Title}}
	switch {
	case !decides(d.flow) && len(d.flow.Rounds) > 0: // several report, each in its answer
		item.Kind = agenda.Round
	case decides(d.flow):
		item.Kind = agenda.Decision
		if points := agenda.Points(d.p.Proposed); len(points) > 0 {
			item.Parts = []agenda.Part{{Kind: agenda.Proposed, Points: points}}
		}
	}
	if presenters, ok := d.p.Fields["presenters"].(string); ok {
		item.Presenters = agenda.Points(strings.ReplaceAll(presenters, ",", "\n"))
	}
	if had {
		item.From = d.matterOf(was.ID)
	}
	if d.p.Secret != nil {
		veil := Veil(d.pack.Languages[0])
		item.Title, item.About.Title, item.Parts, item.Presenters = veil, veil, nil, nil
	}
	return item
}

// decides says whether some step of a workflow decides.
func decides(flow *definition.Workflow) bool {
	return slices.ContainsFunc(flow.Transitions, func(t definition.Transition) bool { return t.Decides() })
}

// dealt is what a step has made of the item that takes the proposal up, which stays
// on that agenda or leaves it.
func (d *deciding) dealt(to string, t *definition.Transition, stays bool) *agenda.Item {
	item := &agenda.Item{About: agenda.Matter{ID: d.p.ID}, Result: agenda.Noted, Step: t.Name}
	text, decided := d.given["decision"].(string)
	back := goesBack(d.flow, t.Name)
	switch {
	case decided:
		item.Result, item.Decision = d.decidedHow(text, to, t), agenda.Points(text)
	case d.sits(to) && !stays:
		item.Result = agenda.Postponed
		if m := d.p.Meeting; m != nil && m.ID != "" {
			item.To = d.matterOf(m.ID)
		}
	case d.sits(to):
	case back && d.flow.State(to).Final:
		item.Result = agenda.Withdrawn
	case back:
		item.Result = agenda.ReferredBack
	}
	if d.p.Secret != nil {
		item.Decision = nil
	}
	return item
}

// decidedHow compares what was decided with what was proposed.
func (d *deciding) decidedHow(text, to string, t *definition.Transition) agenda.Result {
	words := func(s string) string { return strings.Join(strings.Fields(s), " ") }
	switch {
	case strings.HasPrefix(t.Name, "reject") || strings.HasPrefix(to, "reject"):
		return agenda.Rejected
	case d.p.Proposed == "" || words(text) == words(d.p.Proposed):
		return agenda.AsProposed
	}
	return agenda.Amended
}

// tellReport tells the next meeting of the deciding body of a decision that was made
// outside it.
func (d *deciding) tellReport() {
	body := d.p.Bodies["deciding"]
	if body == "" || body == d.actingBody() {
		return
	}
	if next := d.laidNext("", body, d.today.AddDays(-1)); next != nil {
		d.reportTo(next.ID)
		return
	}
	if d.convenes(body) {
		d.p.Unreported = body
	}
}

// convenes says whether the year has meetings of a body.
func (d *deciding) convenes(body string) bool {
	return slices.ContainsFunc(d.pack.Year, func(w *definition.Workflow) bool {
		return isMeeting(w.Key) && slices.Contains(d.pack.Bodies(w.Key, gathered), body)
	})
}

// reportTo tells a meeting of the proposal's decision.
func (d *deciding) reportTo(meeting string) {
	d.p.Unreported = ""
	d.errand(Errand{Kind: Tell, To: meeting, Family: Family{News: Reports, Item: d.item(nil, false)}})
}

// reportsOn takes in that a meeting is laid out which may hear of a decision that was
// made outside it, or that the one which should is cancelled; false where neither is so.
func (d *deciding) reportsOn(to *Meeting) bool {
	body := d.p.Bodies["deciding"]
	switch {
	case d.sits(d.p.State) || d.p.Decision == nil || body == "":
		return false
	case to == nil && d.p.Unreported == "":
		d.p.Unreported = body
		d.happened(MeetingGone, Data{Because: d.act.Family.From.numbered(), About: aboutReport}, Private{})
	case to != nil && d.p.Unreported != "":
		d.reportTo(to.ID)
		d.happened(MeetingSet, Data{Because: d.act.Family.From.numbered(), About: aboutReport, Occasion: &Occasion{Date: to.Date, Time: to.Time}}, Private{})
	}
	return true
}

// aboutReport says of an event that it is about the report of a decision to a meeting.
const aboutReport = "report"

// takeUp puts on this meeting's agenda what another proposal asks to have taken up.
// One that comes after the stop date waits for a yes.
func (d *deciding) takeUp() {
	item := d.act.Family.Item
	if d.p.Gathering == nil || item == nil {
		return
	}
	if on := d.p.Gathering.On(item.About.ID); item.About.ID != "" && on != nil && on.Pending() {
		return
	}
	if !d.isStillToBeHeld() {
		d.refuseItem()
		return
	}
	one := *item
	one.ID = d.ids.next()
	if from := d.act.Family.From; one.About.ID == from.ID { // of one that is new its number is known by now
		one.About.Number = from.Number
	}
	stop := stopOf(d.pack, *d.p.Meeting)
	late := one.From == (agenda.Matter{}) && !d.act.Family.Early && !stop.IsZero() && d.now.After(stop)
	if late || !d.p.Gathering.Fixed.IsZero() {
		one.Late, one.Waits = true, one.Kind != agenda.Delegated
	}
	if f := d.arranged(agenda.Arrangement{Do: agenda.Add, Item: one}); f != nil {
		d.refuseItem()
	} else if one.Waits && lateRule(d.pack, d.p.Meeting.Name) != definition.ChairDecides {
		_ = d.carryOver(one.ID) // where there is no next meeting, it waits for a yes
	}
}

func (d *deciding) isStillToBeHeld() bool { return slices.Contains(beforeMeeting, d.p.State) }

// refuseItem tells who asked that this meeting takes nothing more up.
func (d *deciding) refuseItem() {
	d.happened(NotTaken, Data{Because: d.because(), About: aboutMeeting}, Private{})
	d.errand(Errand{Kind: Tell, To: d.act.Family.From.ID, Family: Family{News: NotDone}})
}

// aboutMeeting says of an event that it is about what a meeting takes up.
const aboutMeeting = "meeting"

// dealtWith records what its own step has made of a proposal that the meeting takes
// up. Before the agenda is sent, what leaves it leaves it altogether.
func (d *deciding) dealtWith() {
	told := d.act.Family.Item
	if d.p.Gathering == nil || told == nil || !d.p.Closed.IsZero() {
		return
	}
	item := d.p.Gathering.On(told.About.ID)
	if item == nil || item.To != (agenda.Matter{}) {
		return
	}
	left := slices.Contains([]agenda.Result{agenda.ReferredBack, agenda.Withdrawn, agenda.Postponed}, told.Result)
	early := d.today.Before(d.p.Meeting.Date) && d.p.Gathering.Fixed.IsZero()
	switch {
	case left && told.To != (agenda.Matter{}) && item.Result == agenda.Open:
		_ = d.arranged(agenda.Arrangement{Do: agenda.Carry, Item: agenda.Item{ID: item.ID, To: told.To}})
	case left && early && item.Result == agenda.Open:
		_ = d.arranged(agenda.Arrangement{Do: agenda.Remove, Item: agenda.Item{ID: item.ID}})
	default:
		_ = d.recorded(d.entry(agenda.Entry{What: agenda.Settled, Item: item.ID, Result: told.Result, Decision: told.Decision, Step: told.Step}))
	}
}

// gatherReport puts a decision that was made outside the meeting in the item that
// reports all such.
func (d *deciding) gatherReport() {
	told := d.act.Family.Item
	if d.p.Gathering == nil || told == nil {
		return
	}
	if !d.isStillToBeHeld() {
		d.refuseItem()
		return
	}
	g := *d.p.Gathering
	at := slices.IndexFunc(g.Items, func(i agenda.Item) bool { return i.Kind == agenda.Delegated && i.Result == agenda.Open })
	if at < 0 {
		one := agenda.Item{
			ID: d.ids.next(), Kind: agenda.Delegated, Gathers: []agenda.Matter{told.About},
			Title: wording.Say(d.pack.Languages[0], "agenda.kind.delegated", nil)}
		_ = d.arranged(agenda.Arrangement{Do: agenda.Add, Item: one})
		return
	}
	g.Items = slices.Clone(g.Items)
	item := &g.Items[at]
	if slices.ContainsFunc(item.Gathers, func(m agenda.Matter) bool { return m.ID == told.About.ID }) {
		return
	}
	item.Gathers = append(slices.Clone(item.Gathers), told.About)
	d.p.Gathering = &g
	d.happened(Arranged, Data{Verb: "gather", Item: item.Number, Because: d.because()}, Private{Texts: map[string]string{itemText: item.Title}})
}

// meetsOn takes in that the meeting which is to take this proposal up has moved, is
// another, or is none.
func (d *deciding) meetsOn() {
	from, to, was := d.act.Family.From, d.act.Family.Meeting, d.p.Meeting
	if d.reportsOn(to) {
		return
	}
	if !d.sits(d.p.State) || was == nil && to == nil {
		return
	}
	mine := was == nil || was.ID == "" || was.ID == from.ID || to != nil && was.ID == to.ID
	switch {
	case to != nil && was != nil && *to == *was:
		return
	case !mine && to != nil && to.ID == from.ID: // it stands on another agenda by now
		d.errand(Errand{Kind: Tell, To: from.ID, Family: Family{News: DealtWith, Item: &agenda.Item{
			About: agenda.Matter{ID: d.p.ID}, Result: agenda.Postponed, To: d.matterOf(was.ID)}}})
		d.happened(NotTaken, Data{Because: from.Number, About: aboutMeeting}, Private{})
		return
	case !mine:
		return
	}
	d.p.Meeting = to
	data := Data{Because: from.numbered()}
	if was != nil && (to == nil || was.Date != to.Date || was.Time != to.Time) {
		data.Was = &Occasion{Date: was.Date, Time: was.Time}
	}
	kind := MeetingGone
	if to != nil {
		kind, data.Occasion = MeetingSet, &Occasion{Date: to.Date, Time: to.Time}
	}
	d.happened(kind, data, Private{})
	d.moved("meeting")
	d.followDates()
	if to != nil {
		if to.ID == from.ID && (was == nil || was.ID == "") {
			d.errand(Errand{Kind: Tell, To: to.ID, Family: Family{News: TakeUp, Item: d.item(nil, false), Early: true}})
		}
		return
	}
	holder := d.flow.State(d.p.State).Holder()
	for _, recipient := range d.recipients([]people.Party{holder, {Kind: people.Coordinator}}) {
		d.owe(d.notice(letterNoMeeting, recipient))
	}
}

// tellMatters tells each proposal that the meeting takes up of its meeting as it is
// from here.
func (d *deciding) tellMatters(m *Meeting) {
	if d.p.Gathering == nil {
		return
	}
	for _, item := range d.p.Gathering.Items {
		if item.About.ID != "" && item.Pending() {
			d.errand(Errand{Kind: Tell, To: item.About.ID, Family: Family{News: MeetsOn, Meeting: m}})
		}
	}
}

// gathering lets a step of a meeting have its meaning: the agenda's numbers stand, the
// minutes have paragraphs, and what a cancelled meeting had to take up goes on.
func (d *deciding) gathering(from, to string) {
	if d.p.Gathering == nil || from == to {
		return
	}
	switch to {
	case stateAgenda, stateHeld:
		d.handOverLate()
		g := d.p.Gathering.Fix(d.now)
		d.p.Gathering = &g
		if to == stateHeld {
			d.assign()
		}
	case stateDrafted, stateApproved:
		d.paragraph(to)
		d.approvals(to)
	case stateCancelled:
		d.handOverAll()
	case statePublished:
		d.tellMinutes()
	default:
		if slices.Contains(beforeMeeting, to) && from == stateCancelled {
			g := d.p.Gathering.Loose()
			d.p.Gathering = &g
			d.tellMatters(d.p.Meeting)
		}
	}
}

// handOverLate moves what came late and has had no yes to the next meeting.
func (d *deciding) handOverLate() {
	for _, item := range d.p.Gathering.Items {
		if item.Waits && item.To == (agenda.Matter{}) {
			_ = d.carryOver(item.ID)
		}
	}
}

// handOverAll moves what a cancelled meeting had to take up to the next, but for what
// every meeting has. Where there is none, the proposals have no meeting, and say so.
func (d *deciding) handOverAll() {
	for _, item := range slices.Clone(d.p.Gathering.Items) {
		if item.Kind == agenda.Formal && item.About.ID == "" || d.standsThere(item) || !item.Pending() {
			continue
		}
		if d.carryOver(item.ID) == nil {
			continue
		}
		for _, about := range append([]agenda.Matter{item.About}, item.Gathers...) {
			if about.ID != "" {
				d.errand(Errand{Kind: Tell, To: about.ID, Family: Family{News: MeetsOn}})
			}
		}
	}
}

// paragraph has the store number the items of the minutes, where the body's minutes
// have paragraphs: of plain notes once they are written, else once they are approved.
func (d *deciding) paragraph(to string) {
	body := d.pack.People.Body(d.p.Bodies[gathered])
	if body == nil || !body.Paragraphs || d.p.Gathering.Paragraphs() == 0 {
		return
	}
	notes := body.Minutes == "notes"
	if notes == (to == stateDrafted) {
		d.paragraphs = ParagraphsOf(body.Key, d.p.Meeting.Date)
	}
}

// ParagraphsOf is the series in which a body's paragraphs of a year are numbered.
func ParagraphsOf(body string, on calendar.Date) string { return "§ " + body + " " + on.String()[:4] }

// Numbered is a change whose minutes have their paragraphs, the first being first.
func (c Change) Numbered(first int) Change {
	g := c.Proposal.Gathering.Paragraphed(first)
	c.Proposal.Gathering = &g
	return c
}
