package simulation

import (
	"context"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// patience is how many workdays after its day a question that waits is closed, about.
const patience = 10

// meanToClose sets when a coordinator closes the open rounds of a proposal by hand: some
// time after its day one that silence never ends, and seldom another.
func (l *life) meanToClose(m *matter) {
	if len(l.pack.People.Coordinators) == 0 || l.plan.Habits.Cut == 0 {
		return
	}
	for i := range m.p.Rounds {
		round := &m.p.Rounds[i]
		line := m.flow.Round(round.Name)
		if key := round.ID + " close"; line != nil && line.Starts == nil && round.Open() && !m.pending[key] {
			m.pending[key] = true
			l.meanToCloseRound(m, round, line)
		}
	}
}

func (l *life) meanToCloseRound(m *matter, round *engine.Round, line *definition.Round) {
	due := m.p.RoundDeadline(round.ID)
	waits := line.Expiry == nil && len(line.Outcomes) == 0 && line.Closes != definition.AtDeadline
	on := l.later(1 + l.chance.about(patience))
	switch {
	case due != nil && waits:
		on = l.days.AddWorkdays(due.Moment.Date, 1+l.chance.about(patience))
	case !l.chance.in(l.plan.Habits.Cut):
		return
	}
	l.agenda.add(intent{at: l.during(on), what: closing, proposal: m.p.ID, round: round.ID})
}

// closeByHand closes a round as it stands, if it is open still.
func (l *life) closeByHand(ctx context.Context, m *matter, i intent) error {
	at := slices.IndexFunc(m.p.Rounds, func(r engine.Round) bool { return r.ID == i.round })
	if at < 0 || !m.p.MayBeClosed(m.flow, m.p.Rounds[at]) {
		return nil
	}
	_, err := l.act(ctx, engine.Act{
		Kind: engine.CloseRound, Proposal: m.p.ID, Round: i.round,
		Actor:  signedIn(one(l.chance, l.pack.People.Coordinators)),
		Inputs: map[string]any{"reason": wording.Say(l.plan.Language, "simulation.text", nil)},
	})
	return err
}
