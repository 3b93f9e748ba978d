package definition

import (
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// checkExpires tells of what waits for a question's time to be out where it never is: it
// has no deadline, it ends with its deadline as it stands, or nothing says that it ends.
// Where something else may come instead it is a warning.
func (s *scope) checkExpires() {
	for i := range s.flow.Transitions {
		t := &s.flow.Transitions[i]
		if len(t.On) > 1 || byPeople(t) {
			s.neverExpire(source.Warning, t.On...)
		}
	}
	for _, r := range s.flow.Rounds {
		if len(r.Opens) > 1 {
			s.neverExpire(source.Warning, r.Opens...)
		}
	}
	for _, n := range s.flow.Notify {
		s.neverExpire(source.Error, n.On)
	}
	for _, e := range s.flow.Elsewhere {
		s.neverExpire(source.Error, e.On...)
	}
	for _, c := range s.flow.Clocks {
		s.neverExpire(source.Error, append(append([]Trigger{}, c.StartsAgain...), c.Until...)...)
	}
	for _, w := range s.flow.Windows {
		s.neverExpire(source.Error, w.After...)
	}
}

// neverExpire tells of those of some triggers that never come.
func (s *scope) neverExpire(severity source.Severity, triggers ...Trigger) {
	for _, on := range triggers {
		if on.Kind != OnExpiry || on.Name == "" {
			continue
		}
		r := s.flow.Round(on.Name)
		if why := s.flow.unexpired(r); why != "" && !r.unread {
			s.r.note(severity, on.Pos, "never_expires", wording.Args{"Round": r.Title, "Found": on.Name + ".expired", "Why": wording.Both("check.why."+why, nil)})
		}
	}
}

// unexpired is why a round's time is never out, so that it ends in silence; "" where it
// may be.
func (w *Workflow) unexpired(r *Round) string {
	switch {
	case r.Deadline == nil:
		return "undated"
	case r.Closes == AtDeadline:
		return "as_it_stands"
	case !w.expires(r):
		return "unheeded"
	}
	return ""
}
