package scenario

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// layOut lays out a meeting: on the day that is written, else on the series' next that
// is not laid out; with the series' own hours and place where none are written. Nobody
// does it but the cycle, unless the step says who.
func (p *player) layOut(ctx context.Context, step *definition.LayOutStep) (engine.Act, error) {
	series := p.pack.Cycle.Series(step.Series)
	flow := definition.MeetingFlow + step.Series
	act := engine.Act{Kind: engine.Propose, Workflow: flow, Inputs: map[string]any{"time": series.Start, "end": series.End, "place": series.Place}}
	date := step.When["date"]
	if date == "" {
		next, err := p.nextOf(ctx, series, false)
		if err != nil {
			return act, err
		}
		date = next.Format("2006-01-02")
	}
	if first, err := calendar.ParseDate(date); err == nil {
		if last := series.LastOn(p.pack.Calendar, first); last != first {
			act.Inputs["until"] = last.String()
		}
	}
	act.Inputs["date"] = date
	give(act.Inputs, step.When)
	if step.As == "" {
		act.Origin = &engine.Origin{Key: flow + "/" + date}
		return act, nil
	}
	var err error
	act.Actor, err = p.cast().actor(step.As, engine.Proposal{Workflow: flow})
	return act, err
}

// give puts what was written among an act's inputs; what is not known is left out.
func give(inputs map[string]any, written map[string]string) {
	for word, value := range written {
		inputs[word] = value
	}
	for word, value := range inputs {
		if value == "" {
			delete(inputs, word)
		}
	}
}

func (p *player) reschedule(m engine.Proposal, step *definition.RescheduleStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, m)
	act := engine.Act{Kind: engine.Reschedule, Proposal: m.ID, Actor: actor, Inputs: map[string]any{"reason": step.Reason}}
	give(act.Inputs, step.When)
	return []engine.Act{act}, err
}

// arrange changes a meeting's agenda by one item.
func (p *player) arrange(ctx context.Context, m engine.Proposal, step *definition.ArrangeStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, m)
	if err != nil {
		return nil, err
	}
	a := agenda.Arrangement{Do: agenda.Verb(step.Do), Place: step.Place}
	switch step.Do {
	case "add":
		a.Item = agenda.Item{Title: step.Item, Kind: agenda.Information}
	case "takes_up":
		about, err := p.on(ctx, step.Item)
		if err != nil {
			return nil, err
		}
		a.Do, a.Item = agenda.Add, agenda.Item{Kind: agenda.Decision, Title: about.Title, About: agenda.Matter{Number: about.Number}}
	default:
		item, err := p.item(m, step.Item)
		if err != nil {
			return nil, err
		}
		a.Item = *item
	}
	changed(&a.Item, step)
	return []engine.Act{{Kind: engine.Arrange, Proposal: m.ID, Actor: actor, Arrangement: &a}}, nil
}

// changed gives an item what is written of it.
func changed(item *agenda.Item, step *definition.ArrangeStep) {
	if step.Title != "" {
		item.Title = step.Title
	}
	if step.Kind != "" {
		item.Kind = agenda.Kind(step.Kind)
	}
	if step.Presenters != nil {
		item.Presenters = step.Presenters
	}
	if step.Length != nil {
		item.Length = *step.Length
	}
}

// item finds an item of a meeting by its title or its number.
func (p *player) item(m engine.Proposal, which string) (*agenda.Item, error) {
	if m.Gathering == nil {
		return nil, errors.New(p.say("scenario.no_meeting_named", wording.Args{"Which": m.Number}))
	}
	number, err := strconv.Atoi(which)
	for _, item := range m.Gathering.Numbered() {
		if item.Title == which || err == nil && item.Number == number {
			return &item, nil
		}
	}
	return nil, errors.New(p.say("scenario.no_item", wording.Args{"Which": which, "Meeting": m.Number}))
}

// meetingNamed finds the meeting that a word names: by its series where one of that is
// laid out, else by its series and day. Nil is a word that names none.
func (p *player) meetingNamed(ctx context.Context, word string) (*engine.Proposal, error) {
	series, day, dated := strings.Cut(word, " ")
	if p.pack.Cycle == nil || p.pack.Cycle.Series(series) == nil {
		return nil, nil
	}
	if _, err := calendar.ParseDate(day); dated && err != nil {
		return nil, nil
	}
	var found []engine.Proposal
	for _, m := range p.meetings(ctx, series) {
		if !dated || m.Meeting.Date.String() == day {
			found = append(found, m)
		}
	}
	switch {
	case len(found) == 0:
		return nil, errors.New(p.say("scenario.none_laid_out", wording.Args{"Which": word}))
	case len(found) > 1:
		return nil, errors.New(p.say("scenario.several_laid_out", wording.Args{"Which": word, "Count": len(found), "Day": found[0].Meeting.Date.String()}))
	}
	return &found[0], nil
}

// meetings are those of a series that have been laid out.
func (p *player) meetings(ctx context.Context, series string) []engine.Proposal {
	var all []engine.Proposal
	for _, id := range p.world.Opened() {
		if m, err := p.world.Proposal(ctx, id); err == nil && m.Meeting != nil && engine.SeriesOf(m.Workflow) == series {
			all = append(all, m)
		}
	}
	return all
}
