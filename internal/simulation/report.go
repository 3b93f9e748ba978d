package simulation

import (
	"context"
	"encoding/hex"
	"fmt"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// A Report is what came of a year. Titles are in the plan's language.
type Report struct {
	Pack          string       `json:"pack"`
	Title         string       `json:"title"`
	Edition       string       `json:"edition"`
	Year          int          `json:"year"`
	Seed          uint64       `json:"seed"`
	Proposals     int          `json:"proposals"` // that were opened, by people and by other proposals
	Acts          int          `json:"acts"`
	Unopened      []Unopened   `json:"unopened"` // that could not be
	Letters       int          `json:"letters"`
	Journal       string       `json:"journal"` // the hash of all that happened: the same seed, the same hash
	Workflows     []FlowReport `json:"workflows"`
	Organizations []Mailbag    `json:"organizations"`
	Broken        []Broken     `json:"broken_promises"`
	Untried       []Untried    `json:"untried_promises"` // that nothing put to the test
	Open          []Standing   `json:"open"`             // at the year's end, by state
	Weeks         []string     `json:"weeks"`
	language      wording.Language
}

// Unopened is how many proposals could not be opened for one reason.
type Unopened struct {
	Count int    `json:"count"`
	Why   string `json:"why"`
}

// A FlowReport is what came of one kind of proposal.
type FlowReport struct {
	Workflow string        `json:"workflow"`
	Title    string        `json:"title"`
	Opened   int           `json:"opened"`
	Ended    int           `json:"ended"`
	Back     int           `json:"referred_back"`
	Reopened int           `json:"reopened"`
	States   []StateReport `json:"states"`
	Steps    []StepReport  `json:"steps"`
	Rounds   []RoundReport `json:"rounds"`
	Never    []string      `json:"unreached_states"` // that no proposal came to, by title
	Untaken  []string      `json:"untaken_steps"`
}

// A StateReport is how long proposals stood in a state, in days.
type StateReport struct {
	State   string `json:"state"`
	Title   string `json:"title"`
	Stays   int    `json:"stays"` // that have ended
	Median  int    `json:"median"`
	P90     int    `json:"p90"`
	Longest int    `json:"longest"`
	Late    int    `json:"late"` // stays that ended after their date
}

// A StepReport is how often a step was taken, and how often people would have taken it and
// were refused.
type StepReport struct {
	Step    string `json:"step"`
	Title   string `json:"title"`
	Taken   int    `json:"taken"`
	Refused int    `json:"refused"`
	Why     string `json:"why,omitempty"` // it was mostly refused
}

// A RoundReport is how a round was answered.
type RoundReport struct {
	Round    string `json:"round"`
	Title    string `json:"title"`
	Put      int    `json:"put"`
	Asked    int    `json:"asked"`
	Answered int    `json:"answered"`
	Late     int    `json:"late"`
	Silent   int    `json:"silent"` // of rounds that are over
	Changed  int    `json:"changed"`
}

// A Mailbag is the letters that an organization would have, week by week.
type Mailbag struct {
	Organization string `json:"organization"` // "" is those who belong to none
	Title        string `json:"title"`
	Letters      int    `json:"letters"`
	Worst        int    `json:"worst"`
	WorstWeek    string `json:"worst_week"`
	Weeks        []int  `json:"weeks"`
}

// A Broken promise, with the shortest story that broke it.
type Broken struct {
	Workflow string   `json:"workflow"`
	Title    string   `json:"title"`
	Promise  string   `json:"promise"`
	Times    int      `json:"times"` // proposals that broke it
	Number   string   `json:"number"`
	Story    []string `json:"story"`
}

// A Standing is where proposals stand that the year's end found open.
type Standing struct {
	Workflow string   `json:"workflow"`
	State    string   `json:"state"`
	Title    string   `json:"title"`
	Count    int      `json:"count"`
	Longest  int      `json:"longest"` // days
	Stuck    []Stuck  `json:"stuck,omitempty"`
	Numbers  []string `json:"numbers"`
}

// A Stuck proposal is one of which nothing comes by itself, and with which nobody
// could do anything.
type Stuck struct {
	Number string `json:"number"`
	Why    string `json:"why,omitempty"`
}

// report draws up what came of the year.
func (l *life) report(ctx context.Context) (Report, error) {
	in := func(t wording.Text) string { return t.In(l.plan.Language) }
	r := Report{
		Pack: l.pack.Key, Title: in(l.pack.Title), Edition: l.pack.Edition, Year: l.plan.Year, Seed: l.plan.Seed,
		Proposals: len(l.order), Acts: l.ledger.acts, Letters: l.ledger.letters, language: l.plan.Language,
		Workflows: []FlowReport{}, Broken: []Broken{}, Organizations: []Mailbag{}, Open: []Standing{},
		Unopened: []Unopened{},
	}
	for _, why := range l.ledger.unopened.whys {
		r.Unopened = append(r.Unopened, Unopened{why.times, why.fault.In(l.plan.Language)})
	}
	for week := range l.ledger.weeks {
		year, number := l.ledger.monday.AddDays(7 * week).ISOWeek()
		r.Weeks = append(r.Weeks, fmt.Sprintf("%d-W%02d", year, number))
	}
	for _, m := range l.order {
		for _, round := range m.p.Rounds {
			if !round.OpenedAt.IsZero() {
				l.ledger.flows[m.flow.Key].silences(round, !round.Open())
			}
		}
	}
	for _, flow := range l.pack.Workflows {
		r.Workflows = append(r.Workflows, flowReport(flow, l.ledger.flows[flow.Key], l.plan.Language))
		r.Open = append(r.Open, l.standing(flow)...)
	}
	r.Organizations = l.mailbags(r.Weeks)
	r.Journal = hex.EncodeToString(l.ledger.hash.Sum(nil))
	r.Untried = l.untried()
	var err error
	r.Broken, err = l.breaches(ctx)
	return r, err
}

func flowReport(flow *definition.Workflow, t *tally, language wording.Language) FlowReport {
	in := func(t wording.Text) string { return t.In(language) }
	f := FlowReport{
		Workflow: flow.Key, Title: in(flow.Title), Opened: t.opened, Ended: t.ended, Back: t.back, Reopened: t.reopened,
		States: []StateReport{}, Steps: t.steps(flow, language), Rounds: []RoundReport{},
	}
	for _, s := range flow.States {
		if s.Final && len(t.stays[s.Name]) == 0 {
			continue
		}
		days := slices.Sorted(slices.Values(t.stays[s.Name]))
		f.States = append(f.States, StateReport{
			State: s.Name, Title: in(s.Title), Stays: len(days), Late: t.late[s.Name],
			Median: rank(days, 50), P90: rank(days, 90), Longest: rank(days, 100),
		})
	}
	for _, line := range flow.Rounds {
		if line.Starts != nil {
			continue
		}
		n := t.round(line.Name)
		f.Rounds = append(f.Rounds, RoundReport{
			Round: line.Name, Title: in(line.Title), Put: n.put, Asked: n.asked, Answered: n.answered,
			Late: n.late, Silent: n.silent, Changed: n.changed,
		})
	}
	f.Never, f.Untaken = unreached(flow, t, in)
	return f
}

// rank is the value that so many in a hundred of the sorted values are at or below.
func rank(sorted []int, hundred int) int {
	if len(sorted) == 0 {
		return 0
	}
	return sorted[max(0, (len(sorted)*hundred+99)/100-1)]
}

// mailbags are the letters to every organization, in the pack's order, and last
// those to whoever belongs to none.
func (l *life) mailbags(weeks []string) (bags []Mailbag) {
	add := func(key, title string) {
		bag := Mailbag{Organization: key, Title: title, Weeks: l.ledger.mail[key], WorstWeek: weeks[0]}
		for i, n := range bag.Weeks {
			bag.Letters += n
			if n > bag.Worst {
				bag.Worst, bag.WorstWeek = n, weeks[i]
			}
		}
		bags = append(bags, bag)
	}
	for _, o := range l.pack.People.Organizations {
		add(o.Key, o.Name.In(l.plan.Language))
	}
	add("", wording.Say(l.plan.Language, "simulation.others", nil))
	return bags
}

// breaches tells of the promises that were broken, in the pack's order.
func (l *life) breaches(ctx context.Context) ([]Broken, error) {
	broken := []Broken{}
	for _, flow := range l.pack.Workflows {
		for _, p := range flow.Promises {
			b := l.ledger.broken[flow.Key+" "+p.Text]
			if b == nil {
				continue
			}
			story, err := l.world.Story(ctx, b.proposal, l.plan.Language)
			if err != nil {
				return nil, fmt.Errorf("telling of a broken promise: %w", err)
			}
			broken = append(broken, Broken{
				Workflow: flow.Key, Title: flow.Title.In(l.plan.Language), Promise: p.Text, Times: b.times,
				Number: l.matters[b.proposal].p.Number, Story: story[:min(b.event, len(story))],
			})
		}
	}
	return broken, nil
}

// standing tells of the proposals that the year's end found open, by state.
func (l *life) standing(flow *definition.Workflow) (open []Standing) {
	in := map[string]*Standing{}
	today := calendar.Date{Year: l.plan.Year + 1, Month: 1, Day: 1}
	for _, m := range l.order {
		if m.flow != flow || !m.p.Closed.IsZero() {
			continue
		}
		s := in[m.p.State]
		if s == nil {
			s = &Standing{Workflow: flow.Key, State: m.p.State, Title: flow.State(m.p.State).Title.In(l.plan.Language)}
			in[m.p.State] = s
		}
		s.Count++
		s.Numbers = append(s.Numbers, m.p.Number)
		s.Longest = max(s.Longest, l.days.Today(m.p.Entered).DaysUntil(today))
		if l.isStuck(m) {
			s.Stuck = append(s.Stuck, Stuck{m.p.Number, l.why(m)})
		}
	}
	for _, state := range flow.States {
		if s := in[state.Name]; s != nil {
			open = append(open, *s)
		}
	}
	return open
}

// isStuck says whether nothing comes by itself and nobody could do anything, or
// nobody ever may.
func (l *life) isStuck(m *matter) bool {
	if !m.wake.IsZero() || m.offered || slices.ContainsFunc(m.p.Rounds, func(r engine.Round) bool { return r.Open() }) {
		return false
	}
	return m.tries > 4 || !l.peopleStep(m)
}

// why is what stopped whoever last tried to do something with a proposal.
func (l *life) why(m *matter) string {
	if m.stopped == nil {
		return wording.Say(l.plan.Language, "simulation.nobody_may", nil)
	}
	return m.stopped.In(l.plan.Language)
}
