package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/store"
	"beredd/internal/wording"
)

// A Move says which running proposals are to go over to the edition in force, how,
// by whom and why.
type Move struct {
	Workflow string // "" for every one
	Mapping  engine.Mapping
	As       string // a coordinator, by key
	Reason   string
	Partly   bool // those that cannot are left where they are
	Dry      bool // nothing is moved
}

// A Moved is what became of one proposal, or would.
type Moved struct {
	engine.Crossing
	Workflow wording.Text
	From, To wording.Text   // states
	About    []wording.Text // what each of the dates is of
	Falls    []wording.Text // rounds whose question falls
	Refused  *fault.Error   // why it cannot go over
}

// MoveProposals lets running proposals go over to the edition in force. All are
// weighed before the first goes; where one cannot, none does unless the move says
// partly. A move that was broken off is done again: those that have gone over are
// left alone. tell hears of each, when it has gone; where none goes, of what would
// have come of each.
func MoveProposals(ctx context.Context, c Place, m Move, tell func(Moved)) (moved, refused int, err error) {
	s, closed, err := openForMove(ctx, c, m)
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, closed()) }()
	if !m.Dry && (m.As == "" || m.Reason == "") {
		return 0, 0, fault.New(fault.Invalid, "move_who", nil)
	}
	all, err := s.weighed(ctx, m)
	if err != nil {
		return 0, 0, err
	}
	for _, one := range all {
		if one.Refused != nil {
			refused++
		}
	}
	stays := m.Dry || refused > 0 && !m.Partly
	for _, one := range all {
		if one.Refused == nil && !stays {
			if one, err = s.moveOne(ctx, m, one); err != nil {
				return moved, refused, err
			}
			moved++
		}
		tell(one)
	}
	if refused > 0 && !m.Dry && !m.Partly {
		return 0, refused, fault.New(fault.Conflict, "move_refused", wording.Args{"Count": refused})
	}
	return moved, refused, nil
}

// openForMove opens a system that may act, or for a dry run one that only reads.
func openForMove(ctx context.Context, c Place, m Move) (*system, func() error, error) {
	if m.Dry {
		shelf, err := openShelf(ctx, c.Kept, givenIn(c.Pack), store.Reading)
		if err != nil {
			return nil, nil, err
		}
		return &system{store: shelf.store, shelf: shelf, plan: plan{now: time.Now}}, shelf.store.Close, nil
	}
	node, err := toAct(ctx, c, "beredd move")
	if err != nil {
		return nil, nil, err
	}
	return node.system, node.store.Close, nil
}

// weighed is what would become of every running proposal that is on another edition
// than the one in force.
func (s *system) weighed(ctx context.Context, m Move) ([]Moved, error) {
	var all []Moved
	for _, flow := range s.pack().Workflows {
		if m.Workflow != "" && m.Workflow != flow.Key {
			continue
		}
		ids, err := s.store.OnOtherEditions(ctx, s.pack().Key, flow.Key, flow.Edition)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			p, _, err := s.store.Proposal(ctx, id, "")
			if err != nil {
				return nil, err
			}
			one, err := s.weigh(p, m)
			if err != nil {
				return nil, fmt.Errorf("weighing the move of %s: %w", p.Number, err)
			}
			all = append(all, one)
		}
	}
	return all, nil
}

func (s *system) weigh(p engine.Proposal, m Move) (Moved, error) {
	act := s.moving(p, m)
	if act.Actor.Person == "" && len(s.pack().People.Coordinators) > 0 { // a dry run need not say who
		act.Actor.Person = s.pack().People.Coordinators[0]
	}
	if m.Reason == "" {
		act.Inputs = map[string]any{"reason": "–"}
	}
	crossing, err := engine.CrossingOf(s.pack(), p, act, s.now())
	if f := fault.As(err); f != nil {
		one := s.inWords(p, engine.Crossing{Proposal: p.ID, Number: p.Number, Title: p.Title, From: p.State, To: p.State})
		one.Refused = f
		return one, nil
	}
	return s.inWords(p, crossing), err
}

// moving is the act by which one proposal goes over.
func (s *system) moving(p engine.Proposal, m Move) engine.Act {
	edition := s.pack().Workflow(p.Workflow).Edition
	return engine.Act{
		Kind: engine.Adopt, Proposal: p.ID, Key: fmt.Sprintf("adopt:%s:%s:%d", edition, p.ID, p.Version),
		Edition: edition, Mapping: m.Mapping, Actor: engine.Actor{Person: m.As}, Inputs: map[string]any{"reason": m.Reason},
	}
}

// moveOne lets one proposal go over, as it stands now.
func (s *system) moveOne(ctx context.Context, m Move, one Moved) (Moved, error) {
	before, _, err := s.store.Proposal(ctx, one.Proposal, "")
	if err != nil {
		return one, err
	}
	outcome, err := s.engine.Act(ctx, s.moving(before, m))
	if err != nil {
		return one, err
	}
	return s.inWords(before, engine.Crossed(before, outcome.Proposal, outcome.Events, s.now())), nil
}

// inWords adds to a crossing what people call what it names.
func (s *system) inWords(p engine.Proposal, c engine.Crossing) Moved {
	was, now := s.pack().WorkflowOf(p.Workflow, p.Edition), s.pack().Workflow(p.Workflow)
	one := Moved{Crossing: c, Workflow: now.Title, From: wording.Same(c.From), To: wording.Same(c.To)}
	if was != nil && was.State(c.From) != nil {
		one.From = was.State(c.From).Title
	}
	if now.State(c.To) != nil {
		one.To = now.State(c.To).Title
	}
	for _, d := range c.Dates {
		one.About = append(one.About, titleIn(now, was, d.Name))
	}
	for _, round := range c.Closes {
		one.Falls = append(one.Falls, engine.RoundTitle(was, round, 0))
	}
	return one
}

// titleIn is what people call what a date is of, in the first edition that has it.
func titleIn(now, was *definition.Workflow, name string) wording.Text {
	for _, flow := range []*definition.Workflow{now, was} {
		if flow == nil {
			continue
		}
		if state := flow.State(name); state != nil {
			return state.Title
		}
		if round := flow.Round(name); round != nil {
			return round.Title
		}
		if step := flow.Transition(name); step != nil {
			return step.Title
		}
		if clock := flow.Clock(name); clock != nil {
			return clock.Title
		}
		if window := flow.Window(name); window != nil {
			return window.Title
		}
	}
	return wording.Same(name)
}
