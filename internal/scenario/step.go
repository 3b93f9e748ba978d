package scenario

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// act takes a step in which somebody acts, and lets the letters go that follow.
func (p *player) act(ctx context.Context, step *definition.Step) []Problem {
	acts, err := p.acts(ctx, step)
	if err != nil {
		return defect("step", err)
	}
	before := len(p.world.Sent())
	for _, act := range acts {
		outcome, err := p.world.Act(ctx, act)
		if err != nil {
			p.quiet = before
			return p.refused(step.Refused, act, err)
		}
		if outcome.Repeated {
			continue
		}
		if act.Kind == engine.Propose && !outcome.Proposal.IsMeeting() {
			p.opened = append(p.opened, outcome.Proposal.ID)
		}
		p.follow(outcome)
	}
	if step.Refused != nil {
		return []Problem{{What: "refused", Want: refusalWords(step.Refused), Got: []string{p.say("scenario.accepted", nil)}}}
	}
	p.mark = before
	if _, err := p.world.Deliver(ctx); err != nil {
		return defect("delivery", err)
	}
	return nil
}

// follow remembers what an act came to, and what followed in other proposals.
func (p *player) follow(outcome engine.Outcome) {
	p.happened(outcome.Events)
	for _, other := range outcome.Followed {
		p.follow(other)
	}
}

// acts are what a step asks the engine to do, one after the other.
func (p *player) acts(ctx context.Context, step *definition.Step) ([]engine.Act, error) {
	if step.Propose != nil {
		act, err := p.propose(ctx, step.Propose)
		return []engine.Act{act}, err
	}
	if step.LayOut != nil {
		act, err := p.layOut(ctx, step.LayOut)
		return []engine.Act{act}, err
	}
	proposal, err := p.on(ctx, step.On)
	if err != nil {
		return nil, err
	}
	switch {
	case step.Do != nil:
		return p.do(ctx, proposal, step.Do)
	case step.Answer != nil:
		return p.answer(ctx, proposal, step.Answer)
	case step.Edit != nil:
		return p.edit(ctx, proposal, step.Edit)
	case step.Close != nil:
		return p.close(proposal, step.Close)
	case step.Extend != nil:
		return p.extend(proposal, step.Extend)
	case step.Recuse != nil:
		return p.recuse(proposal, step.Recuse)
	case step.Follow != nil:
		return p.subscribe(proposal, step.Follow)
	case step.Reschedule != nil:
		return p.reschedule(proposal, step.Reschedule)
	case step.Arrange != nil:
		return p.arrange(ctx, proposal, step.Arrange)
	case step.Record != nil:
		return p.record(proposal, step.Record)
	}
	return nil, errors.New(p.say("scenario.empty_step", nil))
}

func (p *player) propose(ctx context.Context, step *definition.ProposeStep) (engine.Act, error) {
	flow := step.Workflow
	if flow == "" && len(p.pack.Workflows) == 1 {
		flow = p.pack.Workflows[0].Key
	}
	actor, err := p.cast().actor(step.As, engine.Proposal{Workflow: flow})
	if err != nil {
		return engine.Act{}, err
	}
	inputs, err := p.inputs(ctx, step.Inputs)
	return engine.Act{Kind: engine.Propose, Workflow: flow, Actor: actor, Inputs: inputs}, err
}

func (p *player) do(ctx context.Context, proposal engine.Proposal, step *definition.DoStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, proposal)
	if err != nil {
		return nil, err
	}
	inputs, err := p.inputs(ctx, step.Inputs)
	act := engine.Act{
		Kind: engine.Do, Proposal: proposal.ID, Actor: actor, Transition: step.Transition,
		Inputs: inputs, Expect: step.Expected, Key: step.Key,
	}
	if step.Back {
		act.Kind = engine.TakeBack
	}
	return []engine.Act{act}, err
}

func (p *player) answer(ctx context.Context, proposal engine.Proposal, step *definition.AnswerStep) ([]engine.Act, error) {
	actor, respondent, err := p.respondent(proposal, step)
	if err != nil {
		return nil, err
	}
	inputs, err := p.inputs(ctx, step.Inputs)
	act := engine.Act{
		Kind: engine.AnswerAsk, Proposal: proposal.ID, Actor: actor, Round: step.Round,
		Respondent: respondent, Answer: step.With, Inputs: inputs,
	}
	return []engine.Act{act}, err
}

// edit changes the text, and adds documents as an act of its own, as the pages
// do.
func (p *player) edit(ctx context.Context, proposal engine.Proposal, step *definition.EditStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, proposal)
	if err != nil {
		return nil, err
	}
	inputs, err := p.inputs(ctx, step.Inputs)
	if err != nil {
		return nil, err
	}
	attached := map[string]any{}
	for word, value := range inputs {
		if _, paper := value.([]engine.Document); paper {
			attached[word] = value
			delete(inputs, word)
		}
	}
	var acts []engine.Act
	if len(attached) > 0 {
		acts = append(acts, engine.Act{Kind: engine.Attach, Proposal: proposal.ID, Actor: actor, Inputs: attached})
	}
	if len(inputs) > 0 {
		acts = append(acts, engine.Act{Kind: engine.Edit, Proposal: proposal.ID, Actor: actor, Inputs: inputs})
	}
	return acts, nil
}

func (p *player) close(proposal engine.Proposal, step *definition.CloseStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, proposal)
	return []engine.Act{{
		Kind: engine.CloseRound, Proposal: proposal.ID, Actor: actor, Round: step.Round,
		Inputs: map[string]any{"reason": step.Reason},
	}}, err
}

// extend gives one of those whom a round asks more time.
func (p *player) extend(proposal engine.Proposal, step *definition.ExtendStep) ([]engine.Act, error) {
	actor, err := p.cast().actor(step.As, proposal)
	if err != nil {
		return nil, err
	}
	who, _ := p.cast().party(step.For, proposal)
	return []engine.Act{{
		Kind: engine.Extend, Proposal: proposal.ID, Actor: actor, Round: step.Round, Respondent: who.Name, To: step.To,
		Inputs: map[string]any{"reason": step.Reason},
	}}, nil
}

// inputs are a step's inputs with its documents made and stored: a scenario
// names files, and needs none.
func (p *player) inputs(ctx context.Context, given map[string]any) (map[string]any, error) {
	inputs := maps.Clone(given)
	if inputs == nil {
		inputs = map[string]any{}
	}
	for word, value := range inputs {
		files, ok := value.(definition.Papers)
		if !ok {
			continue
		}
		papers, err := p.papers(ctx, files)
		if err != nil {
			return nil, err
		}
		inputs[word] = papers
	}
	return inputs, p.named(ctx, inputs)
}

// papers makes and stores files by their names.
func (p *player) papers(ctx context.Context, files definition.Papers) ([]engine.Document, error) {
	var papers []engine.Document
	for _, name := range files {
		document, err := p.world.Keep(ctx, name, paper(name))
		if err != nil {
			return nil, fmt.Errorf("storing %s: %w", name, err)
		}
		papers = append(papers, document)
	}
	return papers, nil
}

// named puts a meeting's date where an input names the meeting, or its series: then it
// is the next.
func (p *player) named(ctx context.Context, inputs map[string]any) error {
	name, _ := inputs["meeting"].(string)
	if m, err := p.meetingNamed(ctx, name); err == nil && m != nil {
		inputs["meeting"] = m.Meeting.Date.String()
		return nil
	}
	series := p.series(name)
	if series == nil {
		return nil
	}
	next, err := p.nextOf(ctx, series, true)
	inputs["meeting"] = calendar.DateOf(next).String()
	return err
}

// on finds the proposal that a step is about: the latest, the one with that title or
// number, or the meeting of that series.
func (p *player) on(ctx context.Context, which string) (engine.Proposal, error) {
	switch m, err := p.meetingNamed(ctx, which); {
	case err != nil:
		return engine.Proposal{}, err
	case m != nil:
		return *m, nil
	case which == "" && len(p.opened) == 0:
		return engine.Proposal{}, errors.New(p.say("scenario.none_proposed", nil))
	case which == "":
		return p.world.Proposal(ctx, p.opened[len(p.opened)-1])
	}
	all := p.world.Opened() // other proposals open some too
	for i := len(all) - 1; i >= 0; i-- {
		proposal, err := p.world.Proposal(ctx, all[i])
		if err != nil || proposal.Title == which || proposal.Number == which {
			return proposal, err
		}
	}
	return engine.Proposal{}, errors.New(p.say("scenario.no_such_proposal", wording.Args{"Which": which}))
}

// refused compares a refusal with the one that was expected.
func (p *player) refused(want *definition.Refused, act engine.Act, err error) []Problem {
	f := fault.As(err)
	if f == nil {
		return defect(string(act.Kind), err)
	}
	p.noteRefusal(act, f)
	if want == nil {
		return []Problem{{What: "accepted", Want: []string{p.say("scenario.accepted", nil)}, Got: p.faultWords(f)}}
	}
	for _, one := range f.All() {
		if p.meets(want, one) {
			return nil
		}
	}
	return []Problem{{What: "refused", Want: refusalWords(want), Got: p.faultWords(f)}}
}

// meets says whether one refusal is the expected one. What is not written is
// not compared.
func (p *player) meets(want *definition.Refused, f *fault.Error) bool {
	said := want.Says == ""
	for _, l := range wording.Languages() {
		said = said || strings.Contains(strings.ToLower(f.In(l)), strings.ToLower(want.Says))
	}
	return said && isCode(want.Code, f) && (want.Field == "" || want.Field == f.Field)
}

// isCode says whether a refusal is of a code, or of a kind. A proposal that is
// closed, or a round that takes no answers, is in the wrong state as well.
func isCode(want string, f *fault.Error) bool {
	switch want {
	case "", f.Code, string(f.Kind):
		return true
	case "wrong_state":
		return f.Code == "already_closed" || f.Code == "round_not_open" || f.Code == "round_closed"
	}
	return false
}

func refusalWords(want *definition.Refused) []string {
	var words []string
	for _, part := range []struct{ name, value string }{{"code", want.Code}, {"field", want.Field}, {"says", want.Says}} {
		if part.value != "" {
			words = append(words, part.name+": "+part.value)
		}
	}
	return []string{strings.Join(words, ", ")}
}

func (p *player) faultWords(f *fault.Error) []string {
	var all []string
	for _, one := range f.All() {
		all = append(all, p.refusalLine(one))
	}
	return all
}

func (p *player) refusalLine(f *fault.Error) string {
	line := "code: " + f.Code
	if f.Field != "" {
		line += ", field: " + f.Field
	}
	return line + ", says: " + strconv.Quote(f.In(p.language))
}
