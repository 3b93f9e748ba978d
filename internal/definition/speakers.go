package definition

import (
	"slices"

	"beredd/internal/people"
	"beredd/internal/wording"
)

// checkSpeakers reports the organizations for which nobody can take a step that they
// are to take: they have a mailbox, which answers questions, and no more. It says
// whether it found any. It is an error where nobody else can take the step, and where
// all must.
func (s *scope) checkSpeakers(t Transition, nobody bool) (found bool) {
	for _, p := range t.By {
		mute := s.mute(p)
		switch alone := t.Together && len(t.On) == 0; {
		case len(mute) == 0 || !alone && !s.isMute(p):
			continue
		case nobody || alone:
			s.r.fail(t.Pos, "nobody_speaks", wording.Args{"Found": t.Name, "Who": membersNamed(mute)})
		default:
			s.r.warn(t.Pos, "nobody_speaks", wording.Args{"Found": t.Name, "Who": membersNamed(mute)})
		}
		found = true
	}
	return found
}

// checkOpeners reports the organizations that are to open proposals of the kind, and
// for which nobody can.
func (s *scope) checkOpeners() {
	for _, p := range s.flow.OpenedBy {
		if s.isMute(p) {
			s.r.warn(s.flow.openedAt, "nobody_speaks_first", wording.Args{"Found": p.String(), "Who": membersNamed(s.mute(p))})
		}
	}
}

// acts says whether somebody may take a step as a party. Organizations that only have
// a mailbox take none.
func (s *scope) acts(p people.Party) bool { return s.isThere(p) && !s.isMute(p) }

// isMute says whether a party is organizations, for none of which anybody may act.
func (s *scope) isMute(p people.Party) bool {
	mute := len(s.mute(p))
	return mute > 0 && mute == len(s.members(p))
}

// mute are those of a party's organizations for which nobody may act.
func (s *scope) mute(p people.Party) []people.Organization {
	return slices.DeleteFunc(s.members(p), func(o people.Organization) bool { return s.spokenFor(&o) })
}

// members are the organizations that a party is, but for those that leave.
func (s *scope) members(p people.Party) []people.Organization {
	if isChosen(p) {
		return s.membersChosen(p)
	}
	return slices.DeleteFunc(slices.Clone(s.people.Organizations), func(o people.Organization) bool {
		all := p.Kind == people.Organizations && (p.OfKind == "" || p.OfKind == o.Kind)
		return !o.To.IsZero() || !all && (p.Kind != people.AnOrg || p.Name != o.Key)
	})
}

// membersChosen are the organizations that a field may name.
func (s *scope) membersChosen(p people.Party) (all []people.Organization) {
	for _, one := range s.possible(p) {
		for _, o := range s.members(one) {
			if !slices.ContainsFunc(all, func(had people.Organization) bool { return had.Key == o.Key }) {
				all = append(all, o)
			}
		}
	}
	return all
}

// spokenFor says whether somebody may act for an organization, some day or other: a
// contact, or who sits for it in a body.
func (s *scope) spokenFor(o *people.Organization) bool {
	return len(o.Contacts) > 0 || slices.ContainsFunc(s.people.Bodies, func(b people.Body) bool {
		return slices.ContainsFunc(b.Seats, func(at people.Seat) bool { return at.Of == o.Key && at.Role != people.Adjunct })
	})
}

// membersNamed lists organizations by name; of many the first.
func membersNamed(all []people.Organization) wording.Text {
	const most = 4
	first := all
	if len(all) > most+1 {
		first = all[:most]
	}
	t := wording.Text{}
	for _, l := range wording.Languages() {
		var said []string
		for _, o := range first {
			said = append(said, o.Name.In(l))
		}
		if len(first) < len(all) {
			said = append(said, wording.Say(l, "people.and_others", wording.Args{"Count": len(all) - len(first)}))
		}
		t[l] = wording.List(l, said)
	}
	return t
}
