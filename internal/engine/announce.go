package engine

import (
	"cmp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// letterYear tells whom a year concerns of its meetings and last days, once it is laid out.
const letterYear = "year_plan"

// A YearPlan is a year as those whom it concerns are told of it.
type YearPlan struct {
	Year    int
	Named   string // "2026", or "2026/27" of one that goes over the new year
	Again   bool   // something of it was laid out before
	Lines   []YearLine
	parties []people.Party
}

// A YearLine is a meeting of a year, or something to be done in it.
type YearLine struct {
	Title  wording.Text  `json:"title"`
	Of     wording.Text  `json:"of,omitempty"` // the meeting that it is to be done for
	Duty   bool          `json:"duty,omitempty"`
	At     Occasion      `json:"at"`
	Was    calendar.Date `json:"was,omitzero"` // of what has moved
	Change YearChange    `json:"change,omitempty"`
	Why    wording.Text  `json:"why,omitempty"` // how the day was found
	For    []string      `json:"for"`           // whom it concerns, as Quality.Party names them
}

// A YearChange is what differs from what was told before.
type YearChange string

// The changes.
const (
	YearNew   YearChange = "new"
	YearMoved YearChange = "moved"
	YearGone  YearChange = "gone"
)

// announces gives the first act of a wave the year to tell of, where anything of it
// changes that concerns anybody.
func (o Order) announces(acts []Act, laid []Proposal, touched []Touched) bool {
	plan := o.yearPlan(laid, touched)
	at := slices.IndexFunc(acts, func(a Act) bool { return a.Kind == Propose || a.Kind == Reschedule || a.Kind == Do })
	if at < 0 || !slices.ContainsFunc(plan.Lines, func(l YearLine) bool { return l.Change != "" }) {
		return false
	}
	acts[at].Year = plan
	return true
}

// yearPlan is the year as it stands once a wave has happened, with what differs.
func (o Order) yearPlan(laid []Proposal, touched []Touched) *YearPlan {
	plan := &YearPlan{Year: o.From.Year, Named: calendar.YearName(o.From, o.To)}
	planned := map[string]definition.Planned{}
	for _, one := range o.Pack.Plan(o.From, o.To) {
		planned[one.Key] = one
	}
	seen := map[string]bool{}
	add := func(t Touched) {
		if p := t.After; IsOfYear(p.Workflow) && !seen[p.ID] && o.covers(t) {
			seen[p.ID] = true
			plan.Again = plan.Again || t.Before.ID != ""
			plan.add(o.Pack, t, planned)
		}
	}
	for _, t := range touched {
		add(t)
	}
	for _, p := range laid {
		if p.Closed.IsZero() && p.State != stateCancelled {
			add(Touched{Before: p, After: p, Was: OccasionOf(p), Now: OccasionOf(p)})
		}
	}
	slices.SortStableFunc(plan.Lines, func(a, b YearLine) int {
		return cmp.Or(b.day().DaysUntil(a.day()), strings.Compare(a.At.Time, b.At.Time))
	})
	return plan
}

// covers says whether something of the year is, or was, on the days of an order.
func (o Order) covers(t Touched) bool {
	day := cmp.Or(t.Now.Date, t.Was.Date)
	return !day.IsZero() && !day.Before(o.From) && !day.After(o.To)
}

// day is where a line stands in the year.
func (l YearLine) day() calendar.Date { return cmp.Or(l.At.Date, l.Was) }

// add adds a meeting with what is to be done for it, or a deadline of the year's own.
func (y *YearPlan) add(pack *definition.Pack, t Touched, planned map[string]definition.Planned) {
	line := YearLine{Title: wording.Same(t.After.Title), At: t.Now, Was: t.Was.Date, Change: yearChange(t)}
	if flow := pack.Workflow(t.After.Workflow); flow != nil && slices.Contains(textsOf(flow.Title), t.After.Title) {
		line.Title = flow.Title
	}
	if t.After.Origin != nil {
		line.Why = dayFound(planned[t.After.Origin.Key].Moment, t.Now.Date)
	}
	if line.Change == YearGone {
		line.At = t.Was
	}
	if t.After.IsMeeting() {
		var parties []people.Party
		if g := t.After.Gathering; g != nil {
			for _, body := range g.Bodies {
				parties = append(parties, people.Party{Kind: people.ABody, Name: body})
			}
		}
		y.tell(line, parties)
		y.duties(pack, line, SeriesOf(t.After.Workflow))
		return
	}
	line.Duty = true
	at := slices.IndexFunc(pack.Cycle.Yearly, func(one definition.Yearly) bool { return definition.DutyFlow+one.Name == t.After.Workflow })
	if at >= 0 {
		y.tell(line, pack.Cycle.Yearly[at].Who)
	}
}

// duties adds what is to be done before and after a meeting.
func (y *YearPlan) duties(pack *definition.Pack, of YearLine, name string) {
	series := pack.Cycle.Series(name)
	if series == nil || of.Change == YearGone {
		return
	}
	before := map[string]calendar.Date{}
	if of.Change == YearMoved {
		for _, d := range pack.DutiesOf(series, of.Was) {
			before[d.Name] = d.Moment.Date
		}
	}
	for _, d := range pack.DutiesOf(series, of.At.Date) {
		line := YearLine{
			Title: d.Title, Of: of.Title, Duty: true, At: Occasion{Date: d.Moment.Date, Time: d.Moment.Time},
			Was: before[d.Name], Change: of.Change, Why: dayFound(d.Moment, d.Moment.Date),
		}
		if of.Change == YearMoved && line.Was == line.At.Date {
			line.Change = ""
		}
		if d.Charge != nil {
			y.tell(line, d.Charge.Who)
		}
	}
}

// tell adds a line for those whom it concerns.
func (y *YearPlan) tell(line YearLine, parties []people.Party) {
	for _, party := range parties {
		line.For = append(slices.Clip(line.For), party.String())
		if !slices.Contains(y.parties, party) {
			y.parties = append(y.parties, party)
		}
	}
	y.Lines = append(y.Lines, line)
}

// yearChange is what a wave does to something of the year.
func yearChange(t Touched) YearChange {
	switch {
	case t.Before.ID == "":
		return YearNew
	case t.Now.Date.IsZero() || t.After.State == stateCancelled:
		return YearGone
	case t.Was.Date != t.Now.Date || t.Was.Time != t.Now.Time:
		return YearMoved
	}
	return ""
}

// dayFound is how a day was found, where it stands as it was worked out.
func dayFound(m calendar.Moment, day calendar.Date) wording.Text {
	if m.Date != day {
		return nil
	}
	why := wording.Text{}
	for _, l := range wording.Languages() {
		why[l] = m.How(l)
	}
	return why
}

func textsOf(t wording.Text) (all []string) {
	for _, l := range wording.Languages() {
		all = append(all, t.In(l))
	}
	return all
}

// announce tells those of the year whom something new in it concerns, each by one letter.
func (d *deciding) announce() {
	plan := d.act.Year
	d.happened(Announced, Data{Year: plan.Year, Named: plan.Named, Plan: plan.Lines, Again: plan.Again}, Private{})
	for _, to := range d.people().RecipientsOf(plan.parties, d.today) {
		n := d.notice(letterYear, to)
		if slices.ContainsFunc(plan.Lines, func(l YearLine) bool { return l.Change != "" && n.concernedBy(l) }) {
			d.owe(n)
		}
	}
}

// concernedBy says whether a line of the year concerns who has a letter.
func (n Notice) concernedBy(l YearLine) bool {
	return slices.ContainsFunc(n.Qualities(), func(q Quality) bool { return slices.Contains(l.For, q.Party) })
}

// YearOf are the lines of a year that concern who has the letter of it.
func (n Notice) YearOf(lines []YearLine) (mine []YearLine) {
	for _, l := range lines {
		if n.concernedBy(l) {
			mine = append(mine, l)
		}
	}
	return mine
}

// TellsOfYear says whether the letter tells somebody of a year.
func (n Notice) TellsOfYear() bool { return n.Letter == letterYear }
