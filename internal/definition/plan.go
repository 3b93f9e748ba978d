package definition

import (
	"cmp"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Planned is one thing of the year with its day, as the pack's cycle has it: a
// meeting, what is to be done before or after one, or a deadline of the year's own.
type Planned struct {
	Key      string // names it however its day moves: "meeting.lgl/2026-04-03", the day that its own line names; "" of what hangs on a meeting
	Workflow string // that it runs as, "meeting.lgl" or "duty.sip_report"; of what hangs on a meeting, the meeting's
	Name     string // the series, the deadline, or the line of before_each or after_each
	Title    wording.Text
	Moment   calendar.Moment // when the meeting begins, or by when it is to be done, with the explanation
	From     calendar.Date   // of several days on end the first; else the day itself
	Until    calendar.Date   // and the last
	End      string          // "12:00", where a meeting or a duty has one
	Place    string
	Phase    wording.Text  // what it is a part of; nil where the pack doesn't say
	Bodies   []string      // who meet; none where it is no meeting
	Charge   *Charge       // whose it is; nil of a meeting
	Proposed bool          // the pack says how often, and not when: a coordinator chooses
	Duties   []Planned     // before and after a meeting, in order of their days
	On       calendar.Date // of a meeting's duty the day of the meeting
	Series   *Series       // nil of a deadline of the year's own
	Yearly   *Yearly       // nil of a meeting and its duties
}

// IsMeeting says whether it is a meeting, and no duty.
func (p *Planned) IsMeeting() bool { return p.Charge == nil }

// Plan is the cycle's meetings and deadlines that stand from a day to another, both
// included, in order of their days and then of the pack. A meeting has its duties with
// it, wherever these stand.
func (p *Pack) Plan(from, to calendar.Date) []Planned {
	if p.Cycle == nil || to.Before(from) {
		return nil
	}
	plan := &plan{pack: p, days: p.Calendar, from: from, to: to}
	for i := range p.Cycle.Meetings {
		plan.series(&p.Cycle.Meetings[i])
	}
	for i := range p.Cycle.Yearly {
		plan.yearly(&p.Cycle.Yearly[i])
	}
	slices.SortStableFunc(plan.found, func(a, b Planned) int {
		return cmp.Or(b.Moment.Date.DaysUntil(a.Moment.Date), cmp.Compare(a.Moment.Time, b.Moment.Time))
	})
	return plan.found
}

// PlanOf is the plan of the cycle's year that begins in a calendar year.
func (p *Pack) PlanOf(year int) []Planned { return p.Plan(p.Cycle.DaysOf(year)) }

// A plan gathers what stands from a day to another.
type plan struct {
	pack     *Pack
	days     *calendar.Calendar
	from, to calendar.Date
	found    []Planned
}

// strays is how many days from the day that a line names what it means may stand: a
// meeting that prepares another is in the year before, say.
const strays = 400

// add keeps what stands within the plan. No two have one key: what is named twice is one.
func (p *plan) add(one Planned) {
	same := func(other Planned) bool { return other.Key == one.Key }
	if day := one.Moment.Date; !day.Before(p.from) && !day.After(p.to) && !slices.ContainsFunc(p.found, same) {
		p.found = append(p.found, one)
	}
}

// series adds a series' meetings, and those that hang on them.
func (p *plan) series(s *Series) {
	begin, end := p.from.AddDays(-strays), p.to.AddDays(strays)
	for _, one := range s.held(p.days, begin, end, s.Start) {
		p.meeting(s, one)
	}
	if s.Times > 0 && s.Rule == nil {
		for year := begin.Year; year <= end.Year; year++ {
			p.proposed(s, year)
		}
	}
}

// meeting adds a meeting, and those that hang on it.
func (p *plan) meeting(s *Series, on sitting) {
	p.add(p.of(s, on))
	for i := range p.pack.Cycle.Hung {
		if hung := &p.pack.Cycle.Hung[i]; hung.Hangs.Series == s.Name {
			one := hung.sat(p.days, on.at.Date)
			one.named = on.named
			p.add(p.of(hung, one))
		}
	}
}

// of is a meeting with its duties.
func (p *plan) of(s *Series, on sitting) Planned {
	flow := MeetingFlow + s.Name
	one := Planned{
		Key: flow + "/" + on.named.String(), Workflow: flow, Name: s.Name, Title: s.Title, Moment: on.at,
		From: on.at.Date, Until: on.last, End: s.End, Place: s.Place, Bodies: s.Bodies, Series: s,
	}
	one.Duties = p.pack.DutiesOf(s, on.at.Date)
	return one
}

// DutiesOf is what is to be done before and after a meeting of a series on a day, of one
// of several days its first, in order of the days.
func (p *Pack) DutiesOf(s *Series, on calendar.Date) []Planned {
	var duties []Planned
	for _, lines := range [][]Duty{s.Before, s.After} {
		for i := range lines {
			d := &lines[i]
			at := p.Calendar.From(on, d.When, d.Start, d.Else)
			duties = append(duties, Planned{
				Workflow: MeetingFlow + s.Name, Name: d.Name, Title: d.Title, Moment: at,
				From: at.Date, Until: at.Date, End: d.End, Charge: &d.Charge, On: on, Series: s,
			})
		}
	}
	slices.SortStableFunc(duties, func(a, b Planned) int { return a.Moment.At.Compare(b.Moment.At) })
	return duties
}

// yearly adds a deadline of the year's own.
func (p *plan) yearly(y *Yearly) {
	begin, end := p.from.AddDays(-strays), p.to.AddDays(strays)
	for _, rule := range y.By {
		for _, named := range p.days.Named(rule, begin, end) {
			at := p.days.Standing(rule, named, y.Start, y.Else)
			days := Span{at.Date, at.Date}
			if rule.Spans() {
				days.From = rule.Begins(named)
			}
			p.add(y.on(named, days, at))
		}
	}
	for _, span := range y.On {
		at := p.days.On(span.To, y.Start, y.Else)
		days := Span{at.Date, at.Date}
		if span.From != span.To {
			days.From = span.From
		}
		p.add(y.on(span.To, days, at))
	}
}

// on is a deadline of the year's by the day that its line names and where it stands.
func (y *Yearly) on(named calendar.Date, days Span, at calendar.Moment) Planned {
	flow := DutyFlow + y.Name
	return Planned{
		Key: flow + "/" + named.String(), Workflow: flow, Name: y.Name, Title: y.Title, Moment: at,
		From: days.From, Until: days.To, End: y.End, Phase: y.Phase, Charge: &y.Charge, Yearly: y,
	}
}

// Whose are the parties that something of the year is: who meet, or who are to do it.
func (p *Planned) Whose() []people.Party {
	if p.Charge != nil {
		return p.Charge.Who
	}
	var parties []people.Party
	for _, body := range p.Bodies {
		parties = append(parties, people.Party{Kind: people.ABody, Name: body})
	}
	return parties
}
