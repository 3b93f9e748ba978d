package scenario

import (
	"context"
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

// A note is something that happened to the scenario and not to a proposal. It
// stands in the journal where so many events had happened and letters gone.
type note struct {
	at   time.Time
	key  string
	args wording.Args
}

func (p *player) note(key string, args wording.Args) {
	p.notes = append(p.notes, note{at: p.world.Now(), key: key, args: args})
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
	t := teller{pack: pack, language: l}
	for _, id := range r.opened {
		t.proposal(ctx, world, id)
	}
	for _, sent := range world.Sent() {
		t.letter(sent)
	}
	for _, n := range r.notes {
		t.add(n.at, wording.Say(l, n.key, n.args))
	}
	slices.SortStableFunc(t.lines, func(a, b Line) int { return a.At.Compare(b.At) })
	return t.lines
}

// teller puts events and letters into words.
type teller struct {
	pack     *definition.Pack
	language wording.Language
	lines    Journal
}

func (t *teller) add(at time.Time, text string) {
	t.lines = append(t.lines, Line{At: at.In(t.pack.Calendar.Zone()), Text: text})
}

func (t *teller) proposal(ctx context.Context, world World, id string) {
	proposal, err := world.Proposal(ctx, id)
	if err != nil {
		t.add(world.Now(), err.Error())
		return
	}
	events, err := world.History(ctx, id)
	if err != nil {
		t.add(world.Now(), err.Error())
	}
	for _, e := range events {
		t.add(e.At, fmt.Sprintf("[%s] %s", proposal.Number, t.event(proposal, e)))
	}
}

func (t *teller) letter(sent Sent) {
	n := sent.Notice
	key := "scenario.letter"
	if !sent.First {
		key = "scenario.letter_again"
	}
	t.add(sent.At, wording.Say(t.language, key, wording.Args{
		"Letter": engine.LetterTitle(n.Letter), "Template": n.Letter, "About": n.About,
		"To": n.Name, "Mail": n.Mail, "Status": string(sent.Status),
	}))
}

// event is one event in words.
func (t *teller) event(proposal engine.Proposal, e engine.Event) string {
	flow := t.pack.Workflow(proposal.Workflow)
	d := e.Data
	args := wording.Args{
		"Who": t.person(e), "Title": proposal.Title, "To": t.state(flow, d.To), "From": t.state(flow, d.From),
		"What": t.transition(flow, d.Transition), "Round": t.round(flow, d.Round), "Answer": t.answer(flow, d.Round, d.Answer),
		"Respondent": engine.RespondentName(t.pack, d.Respondent), "Name": t.about(flow, d), "Due": d.Due,
	}
	return wording.Say(t.language, "scenario.event."+string(e.Kind), args)
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
	if d.About == "round" {
		return t.round(flow, d.Name)
	}
	return t.state(flow, d.Name)
}

func (t *teller) state(flow *definition.Workflow, name string) wording.Text {
	if flow != nil && flow.State(name) != nil {
		return flow.State(name).Title
	}
	return wording.Same(name)
}

func (t *teller) transition(flow *definition.Workflow, name string) wording.Text {
	if flow != nil && flow.Transition(name) != nil {
		return flow.Transition(name).Title
	}
	return wording.Same(name)
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
