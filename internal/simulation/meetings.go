package simulation

import (
	"context"
	"fmt"
	"slices"

	record "beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// layOut lays out the year's meetings where a condition of the pack counts who was there.
// Other packs are played without: their proposals are put on days.
func (l *life) layOut(ctx context.Context) error {
	counts := slices.ContainsFunc(l.pack.Workflows, (*definition.Workflow).AsksWhoMet)
	if !counts {
		return nil
	}
	for _, o := range l.occasions(l.plan.Year) {
		flow := definition.MeetingFlow + o.Series.Name
		act := engine.Act{
			Kind: engine.Propose, Workflow: flow, Origin: &engine.Origin{Key: flow + "/" + o.Date.String()},
			Inputs: map[string]any{"date": o.Date.String(), "time": o.Series.Start, "end": o.Series.End},
		}
		if last := o.Series.LastOn(l.days, o.Date); last != o.Date {
			act.Inputs["until"] = last.String()
		}
		if _, err := l.act(ctx, act); err != nil {
			return fmt.Errorf("laying out %s of %s: %w", o.Date, o.Series.Name, err)
		}
	}
	return nil
}

// meanToMeet sets when those who meet do: as the meeting begins.
func (l *life) meanToMeet(m *matter) {
	if m.p.Meeting == nil || !m.p.Closed.IsZero() || m.pending["meeting"] {
		return
	}
	m.pending["meeting"] = true
	at := l.days.On(m.p.Meeting.Date, m.p.Meeting.Time, "").At
	l.agenda.add(intent{at: at, what: meeting, proposal: m.p.ID})
}

// holdMeeting lets the agenda out, and notes who has come.
func (l *life) holdMeeting(ctx context.Context, m *matter) error {
	if !m.p.Closed.IsZero() || len(l.pack.People.Coordinators) == 0 {
		return nil
	}
	actor := signedIn(one(l.chance, l.pack.People.Coordinators))
	if _, err := l.act(ctx, engine.Act{Kind: engine.Do, Proposal: m.p.ID, Transition: "agenda", Actor: actor}); err != nil {
		return err
	}
	coming := l.coming(m)
	for _, person := range coming {
		entry := record.Entry{What: record.Came, Present: record.Presence{Person: person}}
		if _, err := l.act(ctx, engine.Act{Kind: engine.Record, Proposal: m.p.ID, Actor: actor, Entry: &entry}); err != nil {
			return err
		}
	}
	if !slices.ContainsFunc(l.pack.Workflows, (*definition.Workflow).AsksVotes) {
		return nil
	}
	return l.vote(ctx, m, actor, len(coming))
}

// vote records how those who have come vote on each proposal that the meeting takes up.
func (l *life) vote(ctx context.Context, m *matter, actor engine.Actor, coming int) error {
	for _, item := range m.p.Gathering.Items {
		yes := l.chance.IntN(coming + 1)
		vote := record.Vote{For: yes, Against: l.chance.IntN(coming - yes + 1)}
		if item.About.ID == "" || vote.For+vote.Against == 0 {
			continue
		}
		if vote.For == vote.Against {
			vote.Casting = one(l.chance, []record.Say{record.Yes, record.No})
		}
		entry := record.Entry{What: record.Voted, Item: item.ID, Vote: vote}
		if _, err := l.act(ctx, engine.Act{Kind: engine.Record, Proposal: m.p.ID, Actor: actor, Entry: &entry}); err != nil {
			return err
		}
	}
	return nil
}

// coming are those who come to a meeting, each once: most who have a seat with a voice or
// are substitutes, and who stands in for whoever is away. More miss one of many meetings
// than are away when it is their own turn.
func (l *life) coming(m *matter) (persons []string) {
	dir, today := l.pack.People, l.today()
	for _, body := range m.p.Gathering.Bodies {
		for _, seat := range []string{people.EveryMember, people.SubstituteMember} {
			for _, person := range dir.Holders(body, seat, today) {
				if p := dir.Person(person); p != nil && p.Substitute != nil && dir.StandsFor(p.Substitute.Person, person, today) {
					person = p.Substitute.Person
				}
				if !slices.Contains(persons, person) && !l.chance.in(3*l.plan.Habits.Away) {
					persons = append(persons, person)
				}
			}
		}
	}
	return persons
}
