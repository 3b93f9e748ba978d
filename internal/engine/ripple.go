package engine

import (
	"cmp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/wording"
)

// A Ripple is one difference between the year as it is laid out and as a pack's cycle
// has it, and the act that takes it away.
type Ripple struct {
	Act      Act    // of no kind where it stays as it is
	Stays    Stay   // why it does
	Proposal string // id; "" of what is not laid out
	Number   string
	Workflow string
	Title    wording.Text
	Was      Occasion     // zero of what is not laid out
	Now      Occasion     // as the cycle has it; zero of what it has no more
	Why      wording.Text // how the day is worked out
	Refused  error        // of StaysRefused: the fault that says why
}

// A Stay is why something of the year stays otherwise than the cycle has it.
type Stay string

// The reasons.
const (
	StaysPinned    Stay = "pinned"    // somebody has set its day
	StaysCancelled Stay = "cancelled" // somebody has cancelled it
	StaysUnchosen  Stay = "unchosen"  // the pack only proposes its day, and nobody has chosen
	StaysWithout   Stay = "without"   // the cycle has it no more, and nobody has said that it shall go
	StaysRefused   Stay = "refused"   // its workflow does not let it
	StaysByHand    Stay = "by_hand"   // last year's was moved by somebody, and this year's is where the cycle has it, or its copy
)

// A finding compares what is laid out with a plan.
type finding struct {
	Order
	today   calendar.Date
	laid    map[string]*Proposal // by the key of its origin
	planned map[string]*definition.Planned
	ripples []Ripple
}

// ripples are the differences between the plan of a pack and what is laid out, in no
// order. laid is everything laid out that the plan may mean.
func (o Order) ripples(today calendar.Date, laid []Proposal) []Ripple {
	f := &finding{Order: o, today: today, laid: map[string]*Proposal{}, planned: map[string]*definition.Planned{}}
	for i := range laid {
		if p := &laid[i]; p.Origin != nil {
			f.laid[p.Origin.Key] = p
		}
	}
	plan := o.Pack.Plan(o.From.AddDays(-margin), o.To.AddDays(margin))
	for i := range plan {
		f.planned[plan[i].Key] = &plan[i]
	}
	var fresh, gone []string
	for key, one := range f.planned {
		if f.laid[key] == nil && f.within(one.Moment.Date) {
			fresh = append(fresh, key)
		}
	}
	for key, p := range f.laid {
		if f.planned[key] == nil && f.within(p.FallsOn()) {
			gone = append(gone, key)
		}
	}
	f.pair(fresh, gone)
	for key, p := range f.laid {
		if one := f.planned[key]; one != nil && (f.within(p.FallsOn()) || f.within(one.Moment.Date)) {
			f.compare(p, one, key)
		}
	}
	return f.ripples
}

// byDay puts ripples in order.
func byDay(a, b Ripple) int {
	return cmp.Or(b.day().DaysUntil(a.day()), strings.Compare(a.Workflow, b.Workflow), a.weight()-b.weight(), strings.Compare(a.Number, b.Number))
}

// margin is how many days off the span that is looked at what is laid out within it
// may be planned.
const margin = 62

// within says whether a day is one of those looked at: what has been is left alone.
func (f *finding) within(day calendar.Date) bool {
	return !day.Before(f.From) && !day.After(f.To) && !day.Before(f.today)
}

// pair finds for what the cycle has no more the nearest of the same workflow that is
// new: its rule was changed, and it moves there. The rest is laid out, or goes.
func (f *finding) pair(fresh, gone []string) {
	slices.Sort(fresh)
	slices.Sort(gone)
	for _, key := range gone {
		p := f.laid[key]
		nearest := ""
		for _, to := range fresh {
			if one := f.planned[to]; one.Workflow == p.Workflow && apart(keyDay(to), keyDay(key)) <= pairable &&
				(nearest == "" || apart(keyDay(to), keyDay(key)) < apart(keyDay(nearest), keyDay(key))) {
				nearest = to
			}
		}
		if nearest == "" {
			f.without(p)
			continue
		}
		fresh = slices.DeleteFunc(fresh, func(to string) bool { return to == nearest })
		f.compare(p, f.planned[nearest], nearest)
	}
	for _, key := range fresh {
		f.layOut(f.planned[key])
	}
}

// pairable is how many days apart two days of one rule may be that are said to be the
// same meeting, moved.
const pairable = 45

func apart(a, b calendar.Date) int {
	days := a.DaysUntil(b)
	return max(days, -days)
}

// keyDay is the day that the line of an origin's key names.
func keyDay(key string) calendar.Date {
	date, _ := calendar.ParseDate(key[strings.LastIndexByte(key, '/')+1:])
	return date
}

// layOut is for what nobody has laid out.
func (f *finding) layOut(one *definition.Planned) {
	now := f.occasion(one)
	r := Ripple{Workflow: one.Workflow, Title: one.Title, Now: now, Why: one.Moment.Explanation}
	if one.Proposed && !f.Proposed {
		r.Stays = StaysUnchosen
	} else {
		r.Act = Act{Kind: Propose, Collaboration: f.Pack.Key, Workflow: one.Workflow, Origin: &Origin{Key: one.Key}, Inputs: now.inputs(one)}
		if one.Place != "" {
			r.Act.Inputs["place"] = one.Place
		}
	}
	f.ripples = append(f.ripples, r)
}

// without is for what is laid out and the cycle has no more.
func (f *finding) without(p *Proposal) {
	if !p.Closed.IsZero() || p.IsMeeting() && !slices.Contains(beforeMeeting, p.State) {
		return
	}
	r := f.of(p, Occasion{}, nil)
	switch {
	case p.Origin.Pinned:
		r.Stays = StaysPinned
	case !f.Drops:
		r.Stays = StaysWithout
	default:
		r.Act = Act{Kind: Do, Proposal: p.ID, Expect: p.Version, Transition: "cancel", Actor: f.Actor, Inputs: map[string]any{"reason": f.Reason}}
	}
	f.ripples = append(f.ripples, r)
}

// of is a ripple of something that is laid out.
func (f *finding) of(p *Proposal, now Occasion, why wording.Text) Ripple {
	return Ripple{Proposal: p.ID, Number: p.Number, Workflow: p.Workflow, Title: TitleOf(f.Pack, *p), Was: OccasionOf(*p), Now: now, Why: why}
}

// TitleOf is what something of the year is called in each language, unless somebody has
// given it another title than its line of the cycle has.
func TitleOf(pack *definition.Pack, p Proposal) wording.Text {
	if flow := pack.Workflow(p.Workflow); flow != nil {
		for _, said := range flow.Title {
			if said == p.Title {
				return flow.Title
			}
		}
	}
	return wording.Same(p.Title)
}

// compare is for what is laid out and planned, by one key or another.
func (f *finding) compare(p *Proposal, one *definition.Planned, key string) {
	was, now := OccasionOf(*p), f.occasion(one)
	now.Place, now.Link = was.Place, was.Link
	r := f.of(p, now, one.Moment.Explanation)
	held := p.IsMeeting() && !slices.Contains(beforeMeeting, p.State)
	switch {
	case p.State == stateCancelled:
		r.Stays = StaysCancelled
		f.ripples = append(f.ripples, r)
		return
	case !p.Closed.IsZero() || held:
		return
	case f.calledOff(one) != nil:
		r.Now, r.Why = Occasion{}, wording.Text{}
		r.Act = Act{Kind: Do, Proposal: p.ID, Expect: p.Version, Transition: "cancel", Actor: f.Actor, Inputs: map[string]any{"reason": f.calledOff(one).Inputs["reason"]}}
		f.ripples = append(f.ripples, r)
		return
	}
	f.adopts(p, r)
	switch {
	case was == now && key == p.Origin.Key:
		return
	case p.Origin.Pinned:
		r.Stays = StaysPinned
	default:
		inputs := now.inputs(one)
		if f.Reason != "" {
			inputs["reason"] = f.Reason
		}
		r.Act = Act{Kind: Reschedule, Proposal: p.ID, Expect: p.Version, Origin: &Origin{Key: key}, Inputs: inputs}
	}
	f.ripples = append(f.ripples, r)
}

// calledOff is the move that cancels the meeting which a planned one prepares, or nil:
// with nothing to prepare, it is cancelled too.
func (f *finding) calledOff(one *definition.Planned) *Act {
	if one.Series == nil || one.Series.Hangs == nil {
		return nil
	}
	root := f.laid[definition.MeetingFlow+one.Series.Hangs.Series+"/"+keyDay(one.Key).String()]
	if root == nil || root.State != stateCancelled {
		return nil
	}
	at := slices.IndexFunc(f.Moves, func(m Act) bool { return m.Kind == Do && m.Proposal == root.ID })
	if at < 0 {
		return nil
	}
	return &f.Moves[at]
}

// adopts lets what is laid out go over to its workflow as the pack has it now.
func (f *finding) adopts(p *Proposal, r Ripple) {
	flow := f.Pack.Workflow(p.Workflow)
	if flow == nil || flow.Edition == p.Edition || f.Only != nil {
		return
	}
	r.Act = Act{
		Kind: Adopt, Proposal: p.ID, Expect: p.Version, Edition: flow.Edition, Mapping: FallsWith(flow, *p), Tells: true,
		Inputs: map[string]any{"reason": cmp.Or(f.Reason, f.Pack.Cycle.Title.In(f.Pack.Languages[0]), f.Pack.Cycle.Key)},
	}
	r.Now = r.Was
	f.ripples = append(f.ripples, r)
}

// occasion is when the cycle has it: of a meeting that prepares another, counted from
// where that one stands.
func (f *finding) occasion(one *definition.Planned) Occasion {
	at := one.Moment
	if s := one.Series; one.IsMeeting() && s != nil && s.Hangs != nil {
		root := f.laid[definition.MeetingFlow+s.Hangs.Series+"/"+keyDay(one.Key).String()]
		if root != nil && root.Closed.IsZero() && root.Meeting != nil {
			at, one.Until = f.Pack.Calendar.SittingOff(root.Meeting.Date, s.Hangs.When, s.Hangs.Days, s.Start, s.Else)
			one.Moment, one.From = at, at.Date
		}
	}
	o := Occasion{Date: at.Date}
	if !one.IsMeeting() {
		return o
	}
	o.Time, o.End = one.Series.Start, one.End
	if one.Until.After(one.From) {
		o.Until = at.Date.AddDays(one.From.DaysUntil(one.Until)).String()
	}
	return o
}

// inputs are what an act gives for this.
func (o Occasion) inputs(one *definition.Planned) map[string]any {
	if !one.IsMeeting() {
		given := map[string]any{dueWord: o.Date.String()}
		if one.From.Before(one.Until) {
			given["from"] = one.From.String()
		}
		return given
	}
	given := map[string]any{"date": o.Date.String(), "until": o.Until} // "" too: it may have lasted longer
	for word, text := range map[string]string{"time": o.Time, "end": o.End} {
		if text != "" {
			given[word] = text
		}
	}
	return given
}

// day is the day that a list puts it on.
func (r *Ripple) day() calendar.Date {
	if r.Now.Date.IsZero() {
		return r.Was.Date
	}
	return r.Now.Date
}

// weight puts what goes over to another edition before it moves.
func (r *Ripple) weight() int {
	if r.Act.Kind == Adopt {
		return 0
	}
	return 1
}
