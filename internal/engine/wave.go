package engine

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Years reads what is laid out of the year.
type Years interface {
	// LaidOut reads what falls on the days from and to, or between them.
	LaidOut(ctx context.Context, collaboration string, from, to calendar.Date) ([]Proposal, error)
	// ByOrigin reads what the lines of the cycle have laid out, by their keys.
	ByOrigin(ctx context.Context, collaboration string, origins []string) ([]Proposal, error)
}

// An Order says what of the year is to stand as a pack has it.
type Order struct {
	Pack      *definition.Pack // that which is in force, or one that may come
	From, To  calendar.Date    // the days that are looked at; what has been is left alone
	Actor     Actor            // the coordinator; the zero Actor is the cycle itself
	Reason    string
	Proposed  bool     // the days too that the pack only proposes
	Drops     bool     // what the pack has no more is cancelled
	Begun     bool     // nothing is laid out of a year of which nothing is
	Copied    bool     // what last year had and the cycle does not say goes on, on the same weekday of the same week
	Announces bool     // those whom anything new of the year concerns have a letter with their year
	Recounts  bool     // every date of every open proposal is counted anew, though no closed day differs
	Moves     []Act    // what somebody does first: a meeting moved, or cancelled
	Only      []string // of what is laid out, by id: nothing else moves; nil is everything

	force *definition.Pack // that which is in force
}

// A Wave is what an order comes to: each act with all that follows from it. It is
// worked out by deciding them, so that what is shown is what happens.
type Wave struct {
	Ripples []Ripple
	Touched []Touched // every proposal, meeting and duty that changes, in order of the days
	Print   string    // names it: whoever applies what was seen shows it
	acts    []Act

	Recounts bool // closed days differ, so that every date is counted anew: the order that applies it says so too, once the pack is in force
}

// A Touched is one proposal, meeting or duty with what the wave does to it.
type Touched struct {
	Before, After Proposal // Before is the zero Proposal of what is laid out
	Was, Now      Occasion // of what is of the year; zero of a proposal
	Dates         []MovedDate
	Duties        []MovedDuty // of a meeting, those that nobody is asked to do yet too
	Unmet         []Unmet     // of a proposal, the conditions that do not hold of its meeting's new day
	Told          []Notice    // who is mailed
	Why           wording.Text
	Because       string // the number of the meeting that it follows
}

// A MovedDuty is something to be done before or after a meeting, whose day moves.
type MovedDuty struct {
	Name   string
	Title  wording.Text
	Before calendar.Moment
	After  calendar.Moment
	Remind []calendar.Date // when it is reminded of, from here
}

// Wave works out what an order comes to, and saves nothing.
func (e *Engine) Wave(ctx context.Context, years Years, o Order) (Wave, error) {
	if f := o.mayOrder(e.now()); f != nil {
		return Wave{}, f
	}
	o.force = e.packs(o.Pack.Key)
	laid, err := o.laid(ctx, years)
	if err != nil {
		return Wave{}, err
	}
	var wave Wave
	if len(o.Moves) > 0 {
		if laid, o.Only, err = e.movedFirst(ctx, o, laid); err != nil {
			return wave, err
		}
	}
	wave.Ripples = o.ripples(o.Pack.Calendar.Today(e.now()), laid)
	if o.Copied {
		copied, err := o.copies(ctx, years, o.Pack.Calendar.Today(e.now()))
		if err != nil {
			return wave, err
		}
		wave.Ripples = append(wave.Ripples, copied...)
	}
	slices.SortFunc(wave.Ripples, byDay)
	if o.Begun {
		wave.Ripples = slices.DeleteFunc(wave.Ripples, func(r Ripple) bool { return r.Proposal == "" && !o.hasBegun(laid, r.Now.Date) })
	}
	if o.Only != nil {
		wave.Ripples = slices.DeleteFunc(wave.Ripples, func(r Ripple) bool { return !slices.Contains(o.Only, r.Proposal) })
	}
	if err := e.decideWave(ctx, o, &wave); err != nil {
		return wave, err
	}
	if o.Announces && o.announces(wave.acts, laid, wave.Touched) {
		over, _, err := e.foresee(ctx, o.Pack, wave.acts)
		if err != nil {
			return wave, err
		}
		wave.Touched = touchedBy(o, wave.Ripples, over.foreseen, e.now())
	}
	for i := range wave.acts {
		wave.acts[i].Seen = !o.Actor.System()
	}
	wave.Print = wave.print()
	return wave, nil
}

// Apply lets the wave happen that somebody has seen, in one transaction. Where anything
// has changed since, of the proposals, the pack or who would be told, it refuses.
func (e *Engine) Apply(ctx context.Context, years Years, o Order, seen string) (Wave, []Outcome, error) {
	wave, err := e.Wave(ctx, years, o)
	if err != nil {
		return wave, nil, err
	}
	if seen != "" && wave.Print != seen {
		return wave, nil, fault.New(fault.Conflict, "wave_changed", nil)
	}
	outcomes, err := e.ActTogether(ctx, wave.acts)
	return wave, outcomes, err
}

// mayOrder refuses who may not let the year follow the cycle.
func (o Order) mayOrder(now time.Time) *fault.Error {
	if o.Actor.System() || len(o.Moves) > 0 || o.Pack.People.Coordinates(o.Actor.Person) {
		return nil
	}
	d := &deciding{pack: o.Pack, now: now, today: o.Pack.Calendar.Today(now)}
	return d.forbidden([]people.Party{{Kind: people.Coordinator}}, wording.Both("engine.did.lay_out", nil))
}

// laid reads everything laid out that the plan may mean.
func (o Order) laid(ctx context.Context, years Years) ([]Proposal, error) {
	from, to := o.From.AddDays(-margin), o.To.AddDays(margin)
	all, err := years.LaidOut(ctx, o.Pack.Key, from, to)
	if err != nil {
		return nil, err
	}
	var missing []string
	for _, one := range o.Pack.Plan(from, to) {
		if !slices.ContainsFunc(all, func(p Proposal) bool { return p.Origin != nil && p.Origin.Key == one.Key }) {
			missing = append(missing, one.Key)
		}
	}
	if len(missing) == 0 {
		return all, nil
	}
	moved, err := years.ByOrigin(ctx, o.Pack.Key, missing)
	return append(all, moved...), err
}

// movedFirst is what is laid out once somebody's own moves are done, with the ids of
// the meetings that hang on those moved.
func (e *Engine) movedFirst(ctx context.Context, o Order, laid []Proposal) ([]Proposal, []string, error) {
	over, _, err := e.foresee(ctx, o.Pack, o.Moves)
	if err != nil {
		return nil, nil, err
	}
	only := []string{}
	for i := range laid {
		p, moved := over.stand[laid[i].ID]
		if !moved || p.Origin == nil {
			continue
		}
		laid[i] = p
		for _, hung := range o.Pack.Cycle.Hung {
			key := definition.MeetingFlow + hung.Name + "/" + keyDay(p.Origin.Key).String()
			at := slices.IndexFunc(laid, func(q Proposal) bool { return q.Origin != nil && q.Origin.Key == key })
			if at >= 0 && definition.MeetingFlow+hung.Hangs.Series == p.Workflow {
				only = append(only, laid[at].ID)
			}
		}
	}
	return laid, only, nil
}

// hasBegun says whether anything is laid out of the year that a day is in.
func (o Order) hasBegun(laid []Proposal, day calendar.Date) bool {
	of := o.Pack.Cycle.YearOf
	return slices.ContainsFunc(laid, func(p Proposal) bool { return of(p.FallsOn()) == of(day) })
}

// decideWave decides every act. Of those that a ripple asks for, one that is refused
// stays, and is told of.
func (e *Engine) decideWave(ctx context.Context, o Order, wave *Wave) error {
	recounts, err := e.recounts(ctx, o)
	if err != nil {
		return err
	}
	wave.Recounts = recounts != nil
	for {
		acts := slices.Clone(o.Moves)
		var of []int
		for i, r := range wave.Ripples {
			if r.Act.Kind != "" {
				acts, of = append(acts, r.Act), append(of, i)
			}
		}
		acts = append(acts, recounts...)
		over, _, err := e.foresee(ctx, o.Pack, acts)
		var refused *ActError
		if errors.As(err, &refused) && fault.As(refused.Err) != nil {
			at := refused.Index - len(o.Moves)
			if at < 0 || at >= len(of) {
				return refused.Err
			}
			r := &wave.Ripples[of[at]]
			r.Act, r.Stays, r.Refused = Act{}, StaysRefused, refused.Err
			continue
		}
		if err != nil {
			return err
		}
		wave.acts, wave.Touched = acts, touchedBy(o, wave.Ripples, over.foreseen, e.now())
		return nil
	}
}

// recounts are the acts that count every open proposal's dates anew, where the pack's
// closed days are others than those in force.
func (e *Engine) recounts(ctx context.Context, o Order) ([]Act, error) {
	if !o.Recounts && (o.force == nil || len(o.Moves) > 0 || sameDays(o.force.Calendar, o.Pack.Calendar, o.From, latest(o.To, o.From.AddMonths(datesAhead)))) {
		return nil, nil
	}
	var flows []string
	for w := range o.Pack.Ways() {
		if !slices.Contains(flows, w.Key) {
			flows = append(flows, w.Key)
		}
	}
	open, err := e.store.Open(ctx, o.Pack.Key, flows)
	if err != nil {
		return nil, fmt.Errorf("reading open proposals: %w", err)
	}
	acts := make([]Act, len(open))
	for i, p := range open {
		acts[i] = Act{Kind: Recount, Proposal: p.ID, Expect: p.Version, Tells: true}
	}
	return acts, nil
}

// datesAhead is how many months ahead at least closed days are compared: so far off are
// dates that proposals have.
const datesAhead = 24

func latest(a, b calendar.Date) calendar.Date {
	if a.After(b) {
		return a
	}
	return b
}

// sameDays says whether two calendars have the same open days.
func sameDays(a, b *calendar.Calendar, from, to calendar.Date) bool {
	for day := from; !day.After(to); day = day.AddDays(1) {
		if a.Workday(day) != b.Workday(day) {
			return false
		}
	}
	return true
}

// print names what the wave does: to what, how, and who is told.
func (w *Wave) print() string {
	var said []any
	for _, a := range w.acts {
		inputs := maps.Clone(a.Inputs)
		delete(inputs, "reason") // which is written while the wave is looked at
		said = append(said, a.Kind, a.Proposal, a.Workflow, a.Transition, inputs, a.Origin, a.Edition)
	}
	for _, t := range w.Touched {
		said = append(said, t.Before.ID, t.Before.Moved.Version, len(t.Dates))
		for _, n := range t.Told {
			said = append(said, n.Letter, n.Mail, n.Respondent)
		}
	}
	text, err := json.Marshal(said)
	if err != nil {
		return "" // inputs are text and numbers
	}
	sum := sha256.Sum256(text)
	return strings.ToLower(hex.EncodeToString(sum[:12]))
}
