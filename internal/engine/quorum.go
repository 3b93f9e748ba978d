package engine

import (
	"context"
	"fmt"
	"slices"

	"beredd/internal/agenda"
	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/people"
)

// A Roll is who was at a proposal's meeting when it was taken up there, as far as
// has been recorded.
type Roll struct {
	Persons []string // by key; guests have none
	Vote    *Vote    // the last that was recorded on it there; nil where there is none
}

// A Vote is how a vote at a meeting fell out.
type Vote struct {
	For, Against, Abstaining int
	Casting                  string // the chair's casting vote, "for" or "against"; "" where there was none
}

// roll finds who was at the proposal's meeting, where the workflow asks for that.
func (e *Engine) roll(ctx context.Context, pack *definition.Pack, p Proposal) (*Roll, error) {
	flow := pack.At(p.Workflow, p.Edition).Workflow(p.Workflow)
	if flow == nil || !flow.AsksWhoMet() || p.Meeting == nil || p.Meeting.ID == "" {
		return nil, nil
	}
	m, _, err := e.store.Proposal(ctx, p.Meeting.ID, "")
	if err != nil {
		return nil, fmt.Errorf("asking who was at the meeting: %w", err)
	}
	return RollOf(m, p.ID), nil
}

// RollOf is who was at a meeting when it took a proposal up; who is there now,
// where it has not yet.
func RollOf(meeting Proposal, proposal string) *Roll {
	s := &Roll{}
	if meeting.Gathering == nil {
		return s
	}
	at := ""
	var recused []string
	for _, item := range meeting.Gathering.Items {
		if item.About.ID == proposal {
			at, recused, s.Vote = item.At, item.Recused, voteOn(item)
		}
	}
	for _, p := range meeting.Gathering.Present {
		if p.Person != "" && p.There(at) && !slices.Contains(recused, p.Name) {
			s.Persons = append(s.Persons, p.Person)
		}
	}
	return s
}

// voteOn is the last vote that was recorded on an item, or nil.
func voteOn(item agenda.Item) *Vote {
	if len(item.Votes) == 0 {
		return nil
	}
	v := item.Votes[len(item.Votes)-1]
	casting := map[agenda.Say]string{agenda.Yes: "for", agenda.No: "against"}[v.Casting]
	return &Vote{For: v.For, Against: v.Against, Abstaining: v.Abstaining, Casting: casting}
}

// votes are what a guard may name of the vote on the proposal at its meeting.
func (d *deciding) votes() map[string]any {
	vote := Vote{}
	if d.p.Meeting != nil && d.act.Roll != nil && d.act.Roll.Vote != nil {
		vote = *d.act.Roll.Vote
	}
	return map[string]any{"for": vote.For, "against": vote.Against, "abstaining": vote.Abstaining, "casting": vote.Casting}
}

// quorum is how many are present of those who have a voice in the body whose meeting
// takes the proposal up, and how many these are: without whoever takes no part. A
// stand-in counts for whom it stands in for, and a substitute for somebody absent.
func (d *deciding) quorum() (present, members int) {
	m := d.p.Meeting
	if m == nil {
		return 0, 0
	}
	dir, there := d.people(), d.there()
	voices := dir.Holders(m.Body, people.EveryMember, m.Date)
	taken := map[string]bool{}
	for _, voice := range voices {
		for _, person := range there {
			if !taken[person] && dir.StandsFor(person, voice, m.Date) {
				taken[person] = true
				present++
				break
			}
		}
	}
	for _, person := range dir.Holders(m.Body, people.SubstituteMember, m.Date) {
		if slices.Contains(there, person) && !taken[person] && present < len(voices) {
			taken[person] = true
			present++
		}
	}
	return present, len(voices)
}

// there are those who were at the meeting, but for whoever takes no part.
func (d *deciding) there() []string {
	if d.act.Roll == nil {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(d.act.Roll.Persons), func(person string) bool { return d.p.ConflictOf(person) != nil })
}

// waitsForRecord says whether a guard hangs on who is present where nobody has asked
// for that: a page that offers the step, or shows what would follow.
func (d *deciding) waitsForRecord(g *definition.Guard) bool {
	return g.AsksWhoMet() && d.act.Roll == nil && (d.lenient || d.act.Key == "") && d.hasMet()
}

// hasMet says whether the meeting that takes the proposal up has begun, or is today.
func (d *deciding) hasMet() bool {
	return d.p.Meeting != nil && d.p.Meeting.Date != (calendar.Date{}) && !d.p.Meeting.Date.After(d.today)
}
