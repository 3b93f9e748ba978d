package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strconv"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// A readyView is a proposal that one press puts on the meeting's agenda.
type readyView struct {
	ID, Number, Title, Path string
	Step, Word, Key         string
	Version                 int
}

// putsOn is the press that puts a proposal on the agenda: its own step, with this
// meeting's day.
const putsOn = "satt-upp"

// readyFor are the proposals that the reader may put on a meeting's agenda and that
// lack nothing but the day.
func (s *Server) readyFor(ctx context.Context, v *visit, p engine.Proposal) ([]readyView, error) {
	if !slices.Contains([]string{"planned", "notice_sent", "agenda_sent"}, p.State) || p.Meeting.Date.Before(s.today()) {
		return nil, nil
	}
	held, err := s.Store.Held(ctx, s.Pack.Key, v.member.Bodies)
	if err != nil {
		return nil, fmt.Errorf("reading what is ready for a meeting: %w", err)
	}
	var ready []readyView
	for _, row := range held {
		about, _, err := s.Store.Proposal(ctx, row.ID, "")
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", row.Number, err)
		}
		if c := s.stepOnto(v, about, p); c != nil {
			ready = append(ready, readyView{about.ID, about.Number, about.Title, proposalPath(about.Number), c.Transition, c.Title.In(v.lang), newKey(), about.Version})
		}
	}
	return ready, nil
}

// stepOnto is the reader's step that puts a proposal on a meeting's agenda and needs
// nothing but its day, or nil.
func (s *Server) stepOnto(v *visit, about, meeting engine.Proposal) *engine.Choice {
	seen := s.seenBy(about)
	for _, c := range engine.Choices(seen.Pack, about, v.member.actor(), s.Now()) {
		one := len(c.Needs) == 1 && c.Needs[0].Type == definition.Meeting
		if c.Allowed && one && slices.Contains(meeting.Gathering.Bodies, seen.deciderOf(about, c.Transition)) {
			return &c
		}
	}
	return nil
}

// putReady takes that step.
func (s *Server) putReady(w http.ResponseWriter, r *http.Request, p engine.Proposal) error {
	about, _, err := s.Store.Proposal(r.Context(), r.PostFormValue("punkt"), "")
	if err != nil {
		return err
	}
	v := visitOf(r)
	act := s.act(v, engine.Do, r.PostFormValue(fieldKey))
	act.Proposal, act.Transition = about.ID, r.PostFormValue("steg")
	act.Inputs["meeting"] = p.Meeting.Date.String()
	act.Expect, _ = strconv.Atoi(r.PostFormValue(fieldVersion))
	if _, err := s.Engine.Act(r.Context(), act); err != nil {
		if f := fault.As(err); f != nil && f.Kind != fault.Forbidden {
			return lost{f, nil, meetingPath(p.Number) + "#dagordning"}
		}
		return err
	}
	return see(w, r, meetingPath(p.Number)+"?gjort=arranged#dagordning")
}
