package simulation

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"hash"
	"slices"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// ledger counts what happens in a year, as it happens.
type ledger struct {
	pack    *definition.Pack
	monday  calendar.Date // of the year's first week
	weeks   int
	hash    hash.Hash // over the whole journal
	acts    int
	letters int
	flows   map[string]*tally
	mail    map[string][]int // letters by organization and week
	broken  map[string]*breach

	unopened refusals // proposals that could not be opened
}

// tally is what is counted of one kind of proposal.
type tally struct {
	opened, ended, back, reopened int
	stays                         map[string][]int // days, by state
	late                          map[string]int   // stays that went on after their date
	rounds                        map[string]*roundTally
	passed                        map[string]int // states, steps and ends of rounds that proposals have come to
	refused                       map[string]*refusals
}

// refusals is how often people would have taken a step and were refused, and why.
type refusals struct {
	times int
	whys  []why
}

// A why is a reason for which something was refused, and how often.
type why struct {
	fault *fault.Error
	times int
}

// add counts one refusal.
func (r *refusals) add(f *fault.Error) {
	r.times++
	for i := range r.whys {
		if known := &r.whys[i]; known.fault.In(wording.Swedish) == f.In(wording.Swedish) {
			known.times++
			return
		}
	}
	r.whys = append(r.whys, why{f, 1})
}

// most is why it was mostly refused, in a language; "" where it never was.
func (r *refusals) most(l wording.Language) string {
	if r == nil {
		return ""
	}
	return slices.MaxFunc(r.whys, func(a, b why) int { return cmp.Compare(a.times, b.times) }).fault.In(l)
}

// roundTally is what is counted of one round.
type roundTally struct{ put, asked, answered, late, silent, changed int }

// A breach is a promise that was broken: how often, and the shortest story.
type breach struct {
	times    int
	proposal string
	event    int // the story ends with it
}

func newLedger(pack *definition.Pack, plan Plan) *ledger {
	first := calendar.Date{Year: plan.Year, Month: time.January, Day: 1}
	last := calendar.Date{Year: plan.Year, Month: time.December, Day: 31}
	monday := first.AddDays(-(int(first.Weekday()) + 6) % 7)
	g := &ledger{
		pack: pack, monday: monday, weeks: monday.DaysUntil(last)/7 + 1, hash: sha256.New(),
		flows: map[string]*tally{}, mail: map[string][]int{}, broken: map[string]*breach{},
	}
	for _, w := range pack.Workflows {
		g.flows[w.Key] = &tally{stays: map[string][]int{}, late: map[string]int{}, rounds: map[string]*roundTally{}, passed: map[string]int{}, refused: map[string]*refusals{}}
	}
	return g
}

// enter counts one change. before is the proposal as it stood, or an empty one.
func (g *ledger) enter(m *matter, before engine.Proposal, change engine.Change) error {
	g.acts++
	if err := g.journal(change); err != nil {
		return err
	}
	for _, n := range change.Notices {
		g.letter(n)
	}
	if m.p.Gathering != nil { // of meetings letters alone are counted
		return nil
	}
	at := before.Entered
	for _, e := range change.Events {
		g.event(m, e, &at)
	}
	for _, d := range change.Deadlines {
		if d.About == "state" && d.Status == engine.Late && !g.silenceRules(m.flow, d, change.Events) {
			g.flows[m.flow.Key].late[d.Name]++
		}
	}
	for i, event := range m.watch.see(m, change) {
		g.breaks(m, m.flow.Promises[i], event)
	}
	return nil
}

// silenceRules says whether a stay that went on past its date ended as the pack has it end
// where nobody says anything: by time itself, as soon as the date was out.
func (g *ledger) silenceRules(flow *definition.Workflow, d engine.Deadline, events []engine.Event) bool {
	return slices.ContainsFunc(events, func(e engine.Event) bool {
		t := flow.Transition(e.Data.Transition)
		if e.Kind != engine.Transited || t == nil || e.Data.From != d.Name || e.Private.Person != "" || e.Organization != "" {
			return false
		}
		timed := slices.ContainsFunc(t.On, func(on definition.Trigger) bool {
			return on.Kind == definition.OnTime || on.Kind == definition.OnDate || on.Kind == definition.OnWindow
		})
		soon := g.pack.Calendar.NextWorkday(d.Moment.Date.AddDays(1))
		return timed && !g.pack.Calendar.Today(e.At).After(soon)
	})
}

// journal adds a change to the hash over all that has happened. What only chance
// beside the seed gives, salts and so hashes, is left out.
func (g *ledger) journal(change engine.Change) error {
	write := json.NewEncoder(g.hash)
	for _, e := range change.Events {
		line := []any{change.Proposal.Number, e.Seq, e.At, e.Kind, e.Organization, e.Body, e.Data, e.Private.Person, e.Private.Texts}
		if err := write.Encode(line); err != nil {
			return fmt.Errorf("reading what happened: %w", err)
		}
	}
	for _, n := range change.Notices {
		fmt.Fprintln(g.hash, n.Letter, n.Mail, n.Organization, n.About, n.At.Unix())
	}
	return nil
}

// event counts one event. since is when the proposal came to where it stood.
func (g *ledger) event(m *matter, e engine.Event, since *time.Time) {
	t, d := g.flows[m.flow.Key], e.Data
	for _, name := range names(m.flow, e) {
		t.passed[name]++
	}
	switch e.Kind {
	case engine.Proposed:
		t.opened++
		*since = e.At
	case engine.Transited:
		g.moved(m, t, e, *since)
		if d.From != d.To {
			*since = e.At
		}
	case engine.Opened:
		t.round(d.Round).put++
	case engine.Answered, engine.Changed:
		t.answered(m.flow.Round(d.Round), d)
	}
}

// refuse counts a step that somebody would have taken, and might not.
func (g *ledger) refuse(flow *definition.Workflow, step string, f *fault.Error) {
	if f.Code == "has_agreed" { // and waits for the others
		return
	}
	t := g.flows[flow.Key]
	if t.refused[step] == nil {
		t.refused[step] = &refusals{}
	}
	t.refused[step].add(f)
}

// moved counts a step.
func (g *ledger) moved(m *matter, t *tally, e engine.Event, since time.Time) {
	d := e.Data
	if d.From != d.To {
		zone := g.pack.Calendar
		t.stays[d.From] = append(t.stays[d.From], zone.Today(since).DaysUntil(zone.Today(e.At)))
	}
	if m.ends(e) {
		t.ended++
	}
	if d.Reopens {
		t.reopened++
		t.ended--
	}
	if step := m.flow.Transition(d.Transition); step != nil && d.From != d.To && m.been[d.To] && refersBack(step) {
		t.back++
	}
	m.been[d.From] = true
}

// refersBack says whether people give a proposal back by a step that leads to where it has
// been: one that asks for a reason, or leads to where it came from.
func refersBack(t *definition.Transition) bool {
	return len(t.By) > 0 && (slices.Contains(t.Needs, "reason") || t.To[0].State == definition.Back)
}

// answered counts an answer that settles its respondent: the first, and those that
// change it.
func (t *tally) answered(line *definition.Round, d engine.Data) {
	if line == nil || !settles(line, d.Answer) {
		return
	}
	r := t.round(d.Round)
	if settles(line, d.Before) {
		r.changed++
		return
	}
	if r.answered++; d.Late {
		r.late++
	}
}

// settles says whether an answer is one after which its respondent is done.
func settles(line *definition.Round, name string) bool {
	a := line.Answer(name)
	return a != nil && (a.Final || a.Out || !slices.ContainsFunc(line.Answers, func(a definition.Answer) bool { return a.Final }))
}

func (t *tally) round(name string) *roundTally {
	if t.rounds[name] == nil {
		t.rounds[name] = &roundTally{}
	}
	return t.rounds[name]
}

// letter counts a letter to the organization that it goes to, or that whoever it
// goes to sits for; "" is the others.
func (g *ledger) letter(n engine.Notice) {
	g.letters++
	key := n.Organization
	day := g.pack.Calendar.Today(n.At)
	if key == "" {
		key = g.belongs(n, day)
	}
	if g.mail[key] == nil {
		g.mail[key] = make([]int, g.weeks)
	}
	if week := g.monday.DaysUntil(day) / 7; week >= 0 && week < g.weeks {
		g.mail[key][week]++
	}
}

// belongs is the organization whom the recipient of a letter is of, or "".
func (g *ledger) belongs(n engine.Notice, day calendar.Date) string {
	if b := g.pack.People.Body(n.Body); b != nil {
		for _, s := range b.Seats {
			if s.Person == n.Person && s.Of != "" {
				return s.Of
			}
		}
	}
	if n.Person == "" {
		return ""
	}
	for _, o := range g.pack.People.OrganizationsOf(n.Person, day) {
		return o
	}
	return ""
}

// breaks notes that a promise was broken, and keeps the shortest story of it.
func (g *ledger) breaks(m *matter, p definition.Promise, event int) {
	key := m.flow.Key + " " + p.Text
	b := g.broken[key]
	if b == nil {
		b = &breach{}
		g.broken[key] = b
	}
	if b.times++; b.proposal == "" || event < b.event {
		b.proposal, b.event = m.p.ID, event
	}
}

// silences counts, of a round that has ended or stands at the year's end, who was
// asked and who never answered.
func (t *tally) silences(round engine.Round, over bool) {
	r := t.round(round.Name)
	for _, who := range round.Respondents {
		if who.Proposal != "" || who.Through {
			continue
		}
		r.asked++
		if over && who.Answer == "" {
			r.silent++
		}
	}
}
