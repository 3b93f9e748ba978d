package simulation_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beredd/internal/agenda"
	"beredd/internal/app"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/simulation"
	"beredd/internal/wording"
)

// An oracle stands between a simulated year and its world, and holds every act and
// what comes of it to the model. Now and then it tries what somebody may not.
type oracle struct {
	*app.Year
	pack   *definition.Pack
	models map[string]*model
	chance *rand.Rand
	acts   int
	sure   int // of which the model said beforehand what they come to
	kept   []engine.Change
	rolls  map[string][]string // who was at each meeting, by its day
}

// A mismatch is where the engine and the model differ.
type mismatch struct {
	proposal string
	what     string
	act      engine.Act
}

func (m mismatch) Error() string {
	a := m.act
	return fmt.Sprintf("%s\n  act: %s %s%s%s by %+v with %v", m.what, a.Kind, a.Transition, a.Answer, a.Respondent, a.Actor, a.Inputs)
}

// Act does one act, after perhaps another that should be refused.
func (o *oracle) Act(ctx context.Context, act engine.Act) (engine.Outcome, error) {
	if m := o.models[act.Proposal]; m != nil && o.chance.IntN(4) == 0 {
		wrong := o.trespass(m, act)
		wrong.Key = act.Key + "-wrong"
		wrong.ID, wrong.Salt = wrong.Key, wrong.Key
		if _, err := o.try(ctx, wrong); err != nil && fault.As(err) == nil {
			return engine.Outcome{}, err
		}
	}
	return o.try(ctx, act)
}

// trespass is an act like another that somebody else tries, or that is not for now.
func (o *oracle) trespass(m *model, act engine.Act) engine.Act {
	person := o.pack.People.Persons[o.chance.IntN(len(o.pack.People.Persons))].Key
	wrong := engine.Act{Kind: engine.Do, Proposal: act.Proposal, Collaboration: act.Collaboration, Actor: engine.Actor{Person: person, Assurance: "login"}}
	wrong.Transition = m.flow.Transitions[o.chance.IntN(len(m.flow.Transitions))].Name
	wrong.Inputs = map[string]any{}
	if act.Kind != engine.AnswerAsk {
		return o.beside(m, wrong)
	}
	wrong = act
	switch o.chance.IntN(4) {
	case 0:
		wrong.Actor = engine.Actor{Person: person, Assurance: "login"}
	case 1:
		wrong.Actor.Assurance = "link"
	case 2:
		wrong.Inputs = map[string]any{}
	case 3:
		if all := o.pack.People.Organizations; len(all) > 0 {
			wrong.Actor = engine.Actor{Organization: all[o.chance.IntN(len(all))].Key, Mailbox: true, Assurance: "code"}
		}
	}
	return wrong
}

// beside is sometimes, in place of a step, something beside the steps that somebody may not
// do: declares another's conflict of interest, or takes back what was never said.
func (o *oracle) beside(m *model, wrong engine.Act) engine.Act {
	other := o.pack.People.Persons[o.chance.IntN(len(o.pack.People.Persons))].Key
	switch kind := o.chance.IntN(4); {
	case kind == 0 && m.flow.Conflict != nil:
		wrong.Kind, wrong.Respondent, wrong.Inputs = engine.Recuse, other, map[string]any{"reason": "it is so"}
	case kind == 1 && len(m.words) > 0:
		wrong.Kind = engine.TakeBack
	case kind == 2 && len(m.follow) > 0:
		wrong.Kind = engine.Unfollow
	case kind == 3:
		for _, a := range m.asks {
			if a.line.Extension != nil {
				wrong.Kind, wrong.Round, wrong.Respondent = engine.Extend, a.id, slices.Sorted(maps.Keys(a.said))[o.chance.IntN(len(a.said))]
				wrong.To, wrong.Inputs = a.began.AddDays(o.chance.IntN(60)).String(), map[string]any{"reason": "it is so"}
			}
		}
	}
	return wrong
}

// try lets the model say what comes of an act, and then sees what does.
func (o *oracle) try(ctx context.Context, act engine.Act) (engine.Outcome, error) {
	w := town{pack: o.pack, today: o.pack.Calendar.Today(o.Now()), rolls: o.rolls}
	var v verdict
	if m := o.models[act.Proposal]; m != nil {
		v = m.weigh(w, act)
	}
	o.acts++
	outcome, err := o.Year.Act(ctx, act)
	f := fault.As(err)
	if err != nil && f == nil {
		return outcome, err
	}
	var kind fault.Kind
	if f != nil {
		kind = f.Kind
	}
	if v.sure {
		o.sure++
		if kind != v.refusal {
			return outcome, mismatch{act.Proposal, fmt.Sprintf("the model says %q, the engine %q (%v)", v.refusal, kind, f), act}
		}
	}
	if wrong := o.hear(act); wrong != nil {
		return outcome, wrong
	}
	return outcome, err
}

// Tick lets time act, which the model follows.
func (o *oracle) Tick(ctx context.Context) (int, error) {
	n, err := o.Year.Tick(ctx)
	if err != nil {
		return n, err
	}
	return n, o.hear(engine.Act{Kind: engine.Tick})
}

// hear lets the models follow what has been kept.
func (o *oracle) hear(act engine.Act) error {
	w := town{pack: o.pack, today: o.pack.Calendar.Today(o.Now()), rolls: o.rolls}
	for _, change := range o.Year.Kept() {
		o.kept = append(o.kept, change)
		if change.Proposal.Gathering != nil { // of a meeting it is remembered who came
			if e := change.Act.Entry; e != nil && e.What == agenda.Came {
				day := change.Proposal.Meeting.Date.String()
				o.rolls[day] = append(o.rolls[day], e.Present.Person)
			}
			continue
		}
		m := o.models[change.Proposal.ID]
		if m == nil {
			m = &model{flow: o.pack.Workflow(change.Proposal.Workflow)}
			o.models[change.Proposal.ID] = m
		}
		done := change.Act
		if done.Key == act.Key {
			done.Answer = act.Answer // of a secret one the change knows nothing
		}
		if wrong := m.hear(w, done, change); wrong != "" {
			return mismatch{change.Proposal.ID, wrong, change.Act}
		}
	}
	return nil
}

// Kept answers what the models have followed.
func (o *oracle) Kept() []engine.Change {
	kept := o.kept
	o.kept = nil
	return kept
}

// hold plays a year under the oracle's eyes. Its error is a story where the engine
// and the model differ.
func hold(ctx context.Context, pack *definition.Pack, p simulation.Plan) (acts, sure int, err error) {
	year, err := app.NewYear(ctx, pack)
	if err != nil {
		return 0, 0, err
	}
	o := &oracle{Year: year, pack: pack, models: map[string]*model{}, rolls: map[string][]string{}, chance: rand.New(rand.NewPCG(p.Seed, 2))}
	_, err = simulation.Play(ctx, o, pack, p)
	var m mismatch
	if errors.As(err, &m) {
		story, failed := year.Story(ctx, m.proposal, wording.English)
		err = errors.Join(fmt.Errorf("%w\n  %s", err, strings.Join(story, "\n  ")), failed)
	}
	return o.acts, o.sure, errors.Join(err, year.Close())
}

// shrink looks for the shortest story that ends as badly: with fewer proposals, and
// then with fewer acts.
func shrink(t *testing.T, pack *definition.Pack, p simulation.Plan, worst error) error {
	for _, proposals := range []int{1, 2, 4, 8} {
		var shortest error
		for seed := range uint64(30) {
			small := p
			small.Proposals, small.Seed = proposals, p.Seed+seed
			_, _, err := hold(t.Context(), pack, small)
			if err != nil && (shortest == nil || strings.Count(err.Error(), "\n") < strings.Count(shortest.Error(), "\n")) {
				shortest = fmt.Errorf("with %d proposals and seed %d: %w", small.Proposals, small.Seed, err)
			}
		}
		if shortest != nil {
			return shortest
		}
	}
	return worst
}

func agree(t *testing.T, name string, year, proposals int, seed uint64) {
	pack := use(t, name)
	p := plan(proposals, seed)
	p.Year = year
	p.Habits.Decline, p.Habits.Change, p.Habits.Reopen = 15, 15, 10
	acts, sure, err := hold(t.Context(), pack, p)
	if err != nil {
		t.Fatalf("%s: %v", name, shrink(t, pack, p, err))
	}
	t.Logf("%d acts, of which the model was sure of %d", acts, sure)
	if shipped := !strings.Contains(name, "/"); shipped && sure*5 < acts*2 {
		t.Errorf("of %d acts the model was sure of %d alone", acts, sure)
	}
}

// words are the packs that each show one word of the language.
func words(t *testing.T) (all []string) {
	all, err := filepath.Glob("../../workflows/testdata/words/*")
	if err != nil || len(all) == 0 {
		t.Fatal("there are no packs of words", err)
	}
	return all
}

func TestTheEngineAndTheModelAgree(t *testing.T) {
	for _, name := range app.EmbeddedPacks() {
		for _, year := range []int{2026, 2027} { // in the first the packs have people away
			t.Run(fmt.Sprintf("%s/%d", name, year), func(t *testing.T) { agree(t, name, year, 12, 1) })
		}
	}
}

func TestTheEngineAndTheModelAgreeOnEveryWord(t *testing.T) {
	for _, folder := range words(t) {
		t.Run(filepath.Base(folder), func(t *testing.T) { agree(t, folder, 2027, 8, 1) })
	}
}
