package simulation

import (
	"context"
	"maps"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// life is a year under way.
type life struct {
	world   World
	pack    *definition.Pack
	days    *calendar.Calendar
	plan    Plan
	chance  *chance
	end     time.Time
	agenda  agenda
	opening []calendar.Date // the days on which somebody may open something
	wakes   agenda          // when time next does something to a proposal
	paper   engine.Document

	matters  map[string]*matter // by proposal
	order    []*matter          // as they were opened
	at       *matter            // the one that somebody does something with, or nil
	ledger   *ledger
	promised map[string][]definition.Promised // by workflow
	meets    map[int][]definition.Occasion    // the cycle's meetings, by year
	manners  map[string]map[string]manner     // of each step, by workflow and state
	borders  map[string][]float64             // by field: what conditions hold it against
}

// A matter is a proposal on its way through the year.
type matter struct {
	p        engine.Proposal
	flow     *definition.Workflow
	visit    int // how many states it has come to
	tries    int // in this state, in vain
	stopped  *fault.Error
	wake     time.Time
	pending  map[string]bool       // answers that somebody means to give, or never will
	promised []definition.Promised // what its kind promises
	watch    watch
	been     map[string]bool // states that it has left
	drawn    int             // the visit for which it was drawn whether somebody is called to
	lot      int             // what is not the ordinary way, while that can't be gone: of a hundred
	vain     int             // days in this visit on which the ordinary way could not be gone, and none ahead was known
	offered  bool            // when somebody last would do something with it, something could be done
}

func newLife(world World, pack *definition.Pack, plan Plan) *life {
	l := &life{
		world: world, pack: pack, days: pack.Calendar, plan: plan, chance: newChance(plan.Seed),
		matters: map[string]*matter{}, meets: map[int][]definition.Occasion{},
		end: calendar.Date{Year: plan.Year + 1, Month: time.January, Day: 1}.At(calendar.Clock{}, pack.Calendar.Zone()),
	}
	l.ledger, l.promised = newLedger(pack, plan), map[string][]definition.Promised{}
	l.borders, l.manners = map[string][]float64{}, map[string]map[string]manner{}
	for _, flow := range pack.Workflows {
		l.promised[flow.Key] = promised(flow)
		for field, numbers := range flow.Borders() {
			l.borders[field] = append(l.borders[field], numbers...)
		}
	}
	return l
}

// next is when something happens next, and whether it is time that acts. Time
// comes before people.
func (l *life) next() (at time.Time, due bool) {
	for len(l.wakes.intents) > 0 { // those that have been put off are left out
		w := l.wakes.intents[0]
		if l.matters[w.proposal].wake.Equal(w.at) {
			break
		}
		l.wakes.pop()
	}
	wake, meant := l.wakes.first(), l.agenda.first()
	if !wake.IsZero() && (meant.IsZero() || !wake.After(meant)) {
		return wake, true
	}
	return meant, false
}

// carryOut does what somebody meant to do, unless it has come to nothing meanwhile.
func (l *life) carryOut(ctx context.Context, i intent) error {
	m := l.matters[i.proposal]
	l.at = m
	switch i.what {
	case proposing:
		return l.propose(ctx, i)
	case stepping:
		if m.visit != i.visit {
			return nil
		}
		return l.step(ctx, m)
	case closing:
		return l.closeByHand(ctx, m, i)
	case meeting:
		return l.holdMeeting(ctx, m)
	}
	return l.answer(ctx, m, i)
}

// act does one act, and answers why it was refused where it was.
func (l *life) act(ctx context.Context, act engine.Act) (*fault.Error, error) {
	act.Key = l.chance.act()
	act.ID, act.Salt, act.Collaboration = act.Key, act.Key, l.pack.Key
	act.Confirmed = slices.Collect(maps.Keys(act.Inputs)) // nobody here writes of anybody
	_, err := l.world.Act(ctx, act)
	if f := fault.As(err); f != nil {
		return f, nil
	}
	if err != nil {
		return nil, err
	}
	return nil, l.absorb()
}

// absorb learns what has been kept, and what people mean to do because of it.
func (l *life) absorb() error {
	for _, change := range l.world.Kept() {
		m := l.matters[change.Proposal.ID]
		if m == nil {
			m = &matter{flow: l.pack.Workflow(change.Proposal.Workflow), pending: map[string]bool{}, been: map[string]bool{}}
			m.promised = l.promised[m.flow.Key]
			l.matters[change.Proposal.ID] = m
			if change.Proposal.Gathering == nil {
				l.order = append(l.order, m)
			}
		}
		before := m.p
		m.p = change.Proposal
		if err := l.ledger.enter(m, before, change); err != nil {
			return err
		}
		l.listen(m)
		if m.p.Gathering != nil {
			l.meanToMeet(m)
			continue
		}
		if before.ID == "" || !before.Entered.Equal(m.p.Entered) || before.State != m.p.State {
			m.visit, m.tries, m.vain, m.stopped = m.visit+1, 0, 0, nil
			l.meanToStep(m)
		}
		l.meanToAnswer(m)
		l.meanToClose(m)
	}
	return nil
}

// listen notes when time next does something to a proposal.
func (l *life) listen(m *matter) {
	var first time.Time
	for _, d := range m.p.Deadlines {
		if d.Status != engine.Running {
			continue
		}
		for _, t := range d.Timers {
			if t.Done.IsZero() && !t.Void && (first.IsZero() || t.DueAt.Before(first)) {
				first = t.DueAt
			}
		}
	}
	if m.wake = first; !first.IsZero() {
		l.wakes.add(intent{at: first, proposal: m.p.ID})
	}
}
