package scenario

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// A Journal is what happened in a scenario, in order of time: acts, what time
// did, letters, refusals and waits.
type Journal []Line

// A Line is one thing that happened, told in the pack's words.
type Line struct {
	At   time.Time // in the collaboration's zone
	Text string
}

// String is the journal as text, a line each.
func (j Journal) String() string {
	var b strings.Builder
	for _, l := range j {
		fmt.Fprintf(&b, "%s  %s\n", l.At.Format("2006-01-02 15:04"), l.Text)
	}
	return b.String()
}

// An entry is one thing that happened in a scenario, as it is remembered until
// somebody asks to be told: a note about the scenario itself, or an event. What
// time did is not among them; the history has it.
type entry struct {
	at    time.Time
	key   string // of a note
	args  wording.Args
	event *engine.Event
	sent  int // how many letters had been tried before it
}

func (p *player) note(key string, args wording.Args) {
	p.entries = append(p.entries, entry{at: p.world.Now(), key: key, args: args, sent: len(p.world.Sent())})
}

// happened remembers what an act came to.
func (p *player) happened(events []engine.Event) {
	for i := range events {
		p.entries = append(p.entries, entry{at: events[i].At, event: &events[i], sent: len(p.world.Sent())})
	}
}

func (p *player) noteRefusal(act engine.Act, f *fault.Error) {
	what := act.Transition
	if what == "" {
		what = string(act.Kind)
	}
	p.note("scenario.refused", wording.Args{"Who": p.who(act.Actor), "What": what, "Code": f.Code, "Why": f.In(p.language)})
}

// who is what people call an actor.
func (p *player) who(actor engine.Actor) string {
	key := actor.Person
	if key == "" {
		key = actor.Organization
	}
	return engine.RespondentName(p.pack, key).In(p.language)
}

// Tell writes the journal of a scenario that has been played in world, in l.
func Tell(ctx context.Context, world World, pack *definition.Pack, r Result, l wording.Language) Journal {
	t := teller{pack: pack, language: l, proposals: map[string]engine.Proposal{}, places: map[string]int{}, letters: world.Sent()}
	byTime := t.remember(ctx, world, r)
	for _, e := range r.entries {
		byTime = t.until(byTime, e.at, e.sent, e.event)
		if e.event != nil {
			t.happened(*e.event)
			continue
		}
		t.add(e.at, wording.Say(l, e.key, e.args))
	}
	t.until(byTime, world.Now(), len(t.letters), nil)
	return t.lines
}

// teller puts events and letters into words.
type teller struct {
	pack      *definition.Pack
	language  wording.Language
	proposals map[string]engine.Proposal
	places    map[string]int // of events, by id, in the history of their proposal
	letters   []Sent
	told      int // of the letters
	lines     Journal
}

// remember reads the proposals and answers the events that no step caused: what
// time did, in order.
func (t *teller) remember(ctx context.Context, world World, r Result) []engine.Event {
	caused := map[string]bool{}
	for _, e := range r.entries {
		if e.event != nil {
			caused[e.event.ID] = true
		}
	}
	var byTime []engine.Event
	for _, id := range r.opened {
		proposal, err := world.Proposal(ctx, id)
		events, err2 := world.History(ctx, id)
		if err := errors.Join(err, err2); err != nil {
			t.add(world.Now(), err.Error())
			continue
		}
		t.proposals[id] = proposal
		for i, e := range events {
			t.places[e.ID] = i
			if !caused[e.ID] {
				byTime = append(byTime, e)
			}
		}
	}
	slices.SortStableFunc(byTime, func(a, b engine.Event) int { return a.At.Compare(b.At) })
	return byTime
}

// until tells what time did before an instant, and of the letters before sent,
// each in its turn. Of what happened at the instant itself, act tells apart what came
// before it in the history of its proposal from what it led to; nil is after all of it.
// It answers what is left of the events.
func (t *teller) until(events []engine.Event, at time.Time, sent int, act *engine.Event) []engine.Event {
	before := func(e engine.Event) bool {
		if act == nil || e.At.Before(at) {
			return !e.At.After(at)
		}
		return e.At.Equal(at) && (e.Proposal != act.Proposal || t.places[e.ID] < t.places[act.ID])
	}
	for t.told < sent || len(events) > 0 && before(events[0]) {
		letterNext := t.told < sent && (len(events) == 0 || !before(events[0]) || t.letters[t.told].At.Before(events[0].At))
		if letterNext {
			t.told = t.letter(t.told, sent)
			continue
		}
		t.happened(events[0])
		events = events[1:]
	}
	return events
}

func (t *teller) add(at time.Time, text string) {
	t.lines = append(t.lines, Line{At: at.In(t.pack.Calendar.Zone()), Text: text})
}

func (t *teller) happened(e engine.Event) {
	proposal := t.proposals[e.Proposal]
	t.add(e.At, fmt.Sprintf("[%s] %s", proposal.Number, t.event(proposal, e)))
}

// letter tells of a letter and of those like it that went at the same time, and
// answers which is next.
func (t *teller) letter(from, end int) int {
	sent, to := t.letters[from], from
	var names []string
	for ; to < end && alikeLetters(sent, t.letters[to]); to++ {
		names = append(names, fmt.Sprintf("%s <%s>", t.letters[to].Notice.Name, t.letters[to].Notice.Mail))
	}
	key := "scenario.letter"
	if !sent.First {
		key = "scenario.letter_again"
	}
	t.add(sent.At, wording.Say(t.language, key, wording.Args{
		"Letter": engine.LetterTitle(sent.Notice.Letter), "Template": sent.Notice.Letter, "About": sent.Notice.About,
		"To": t.some(names), "Status": string(sent.Status),
	}))
	return to
}

func alikeLetters(a, b Sent) bool {
	return a.Notice.Letter == b.Notice.Letter && a.Notice.About == b.Notice.About && a.Status == b.Status &&
		a.First == b.First && a.At.Equal(b.At)
}

// mostNames is how many recipients of one letter are named.
const mostNames = 4

// some names a few, and says how many there are beside them.
func (t *teller) some(names []string) string {
	if more := len(names) - mostNames; more > 0 {
		names = append(slices.Clip(names[:mostNames]), wording.Say(t.language, "scenario.more", wording.Args{"Count": more}))
	}
	return wording.List(t.language, names)
}

// event is one event in words.
func (t *teller) event(proposal engine.Proposal, e engine.Event) string {
	flow := t.pack.Workflow(proposal.Workflow)
	d := e.Data
	args := wording.Args{
		"Who": t.person(e), "Title": proposal.Title, "To": t.state(flow, d.To), "From": t.state(flow, d.From),
		"What": t.transition(flow, d), "Round": engine.RoundTitle(flow, d.Round, d.Nth), "Answer": t.answer(flow, d.Round, d.Answer),
		"Respondent": engine.RespondentName(t.pack, d.Respondent), "Name": t.about(flow, d), "Due": d.Due, "Because": d.Because, "Left": d.Left.Text(),
		"Recused": engine.RespondentName(t.pack, e.Private.Texts[engine.RecusedPerson]),
	}
	args["Item"], args["Verb"], args["On"], args["Was"] = e.Private.Texts["item"], d.Verb, onDay(d.Occasion), onDay(d.Was)
	if d.Result != "" {
		args["Verb"] = d.Result
	}
	if args["Item"] == "" {
		args["Item"] = e.Private.Texts["who"]
	}
	key := "scenario.event." + string(e.Kind)
	switch {
	case d.How != "":
		key += "_" + d.How
	case e.Kind == engine.NotTaken && d.About == "meeting":
		key += "_up"
	case e.Kind == engine.NotTaken && d.Because != "":
		key += "_for"
	}
	said := wording.Say(t.language, key, args)
	if d.Outcome != "" {
		said += "; " + wording.Say(t.language, "scenario.event.outcome", wording.Args{"Outcome": engine.OutcomeTitle(flow, d.Round, d.Outcome)})
	}
	return said
}

// person is who acted, or the system.
func (t *teller) person(e engine.Event) string {
	switch {
	case e.Private.Person != "":
		return engine.RespondentName(t.pack, e.Private.Person).In(t.language)
	case e.Organization != "":
		return engine.RespondentName(t.pack, e.Organization).In(t.language)
	}
	return wording.Say(t.language, "scenario.system", nil)
}

// about is what a reminder is about: a state or a round, in words.
func (t *teller) about(flow *definition.Workflow, d engine.Data) wording.Text {
	switch d.About {
	case "round":
		return t.round(flow, d.Name)
	case "parent":
		return wording.Same(d.Because)
	}
	if clock := flow.Clock(d.Name); d.About == "clock" && clock != nil {
		return clock.Title
	}
	if window := flow.Window(d.Name); d.About == "window" && window != nil {
		return window.Title
	}
	return t.state(flow, d.Name)
}

func (t *teller) state(flow *definition.Workflow, name string) wording.Text {
	if flow != nil && flow.State(name) != nil {
		return flow.State(name).Title
	}
	return wording.Same(name)
}

// transition is what people call a step of the workflow, or of another where it was to
// be taken.
func (t *teller) transition(flow *definition.Workflow, d engine.Data) wording.Text {
	for _, flow := range append([]*definition.Workflow{flow}, t.pack.Workflows...) {
		if flow != nil && flow.Transition(d.Transition) != nil {
			return flow.Transition(d.Transition).Title
		}
	}
	return wording.Same(d.Transition)
}

func (t *teller) round(flow *definition.Workflow, name string) wording.Text {
	if flow != nil && flow.Round(name) != nil {
		return flow.Round(name).Title
	}
	return wording.Same(name)
}

func (t *teller) answer(flow *definition.Workflow, round, name string) wording.Text {
	if flow != nil && flow.Round(round) != nil && flow.Round(round).Answer(name) != nil {
		return flow.Round(round).Answer(name).Title
	}
	return wording.Same(name)
}

// say is a sentence of this room.
func (p *player) say(key string, args wording.Args) string { return wording.Say(p.language, key, args) }

// stamp is an instant as scenarios write it.
func (p *player) stamp(t time.Time) string {
	return t.In(p.pack.Calendar.Zone()).Format("2006-01-02 15:04")
}

// onDay is when a meeting is, as scenarios write it.
func onDay(o *engine.Occasion) string {
	if o == nil {
		return ""
	}
	return strings.TrimSpace(o.Date.String() + " " + o.Time)
}
