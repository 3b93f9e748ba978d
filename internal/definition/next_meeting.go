package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// theMeeting is the word by which a step that sets the proposal's meeting names it, and
// nextMeeting what it is set to: the next one of a role's body, or of a body by its key.
const (
	theMeeting  = "meeting"
	nextMeeting = "next meeting of "
)

// meetsNext reads of whom a step sets the proposal's meeting to be the next one.
func (s *scope) meetsNext(n source.Node, tr *Transition) {
	who, next := strings.CutPrefix(strings.Join(strings.Fields(s.r.word(n)), " "), nextMeeting)
	known := slices.Concat(s.roles, bodyKeys(s.people))
	switch {
	case slices.Contains(tr.Needs, theMeeting) || slices.Contains(tr.Takes, theMeeting):
		s.r.fail(n.Pos, "sets_given", wording.Args{"Found": theMeeting, "Step": tr.Name})
	case !next:
		s.r.wrong(n, "next_meeting")
	case !slices.Contains(known, who):
		s.r.unknown(n, "body", known)
	default:
		tr.Meets, tr.meetsAt = who, n.Pos
	}
}

// SetsMeetings says whether some step puts proposals up at the next meeting by itself.
func (w *Workflow) SetsMeetings() bool {
	return slices.ContainsFunc(w.Transitions, func(t Transition) bool { return t.Meets != "" })
}

// checkNext reports a step that puts the proposal up at the next meeting of a body that has
// none, and notes one that may not find any, since its body's days are told one by one.
func (s *scope) checkNext(p *Pack) {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if t.Meets == "" {
			continue
		}
		bodies := s.binds[t.Meets]
		if !slices.Contains(s.roles, t.Meets) {
			bodies = []string{t.Meets}
		}
		for _, body := range bodies {
			has, always := p.meetsOften(body)
			t.mayNotSet = t.mayNotSet || !always
			switch {
			case !has:
				s.r.fail(t.meetsAt, "no_next", wording.Args{"Found": p.People.Body(body).Title})
			case !always && s.flow.byItself(t):
				s.r.warn(t.meetsAt, "sets_may_fail", wording.Args{"Found": t.Name, "Field": theMeeting})
			}
		}
	}
}

// meetsOften says whether the year has meetings of a body, and whether there always is one
// to come: by a rule, and not by days that are listed or proposed.
func (p *Pack) meetsOften(body string) (has, always bool) {
	if p.Cycle == nil || p.People.Body(body) == nil {
		return false, false
	}
	for series := range p.Cycle.Every() {
		if series.Gathers(body) {
			has, always = true, always || series.Rule != nil
		}
	}
	return has, always
}
