package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Confidential says when a proposal is confidential, who may read it all the
// same, beside the coordinators, and on what ground.
type Confidential struct {
	When    *Guard // nil: always
	To      []people.Party
	Because wording.Text
	Pos     source.Pos
}

// confidential reads {when, to, because}.
func (s *scope) confidential(t *table) {
	n, ok := t.opt("confidential")
	if !ok {
		return
	}
	inner := s.r.table(grammar.Confidential, n, source.Pos{})
	defer inner.done()
	line := &Confidential{Pos: n.Pos}
	s.flow.Confidential = line
	if when, ok := inner.opt("when"); ok {
		line.When = s.guard(when, nil)
		s.checkStands(line.When)
	}
	if to, ok := inner.must("to"); ok {
		line.To = s.parties(to)
		reads := func(p people.Party) bool { return p.Kind != people.System && s.isThere(p) }
		if len(line.To) > 0 && !slices.ContainsFunc(line.To, reads) {
			s.r.fail(to.Pos, "confidential_to_nobody", nil)
		}
	}
	if because, ok := inner.must("because"); ok {
		line.Because = s.r.title(because, source.Warning)
	}
}

// lasting are the functions of a guard that change with what happens to the
// proposal, and with nothing else.
var lasting = []string{"ended", "sum", "average", "weight", "asked_of", "answered_of", "weight_of", "others"}

// checkStands refuses a condition of confidentiality that the calendar, or the act
// at hand alone, would change: nobody would have decided that, and what was
// withheld yesterday would be on every list today.
func (s *scope) checkStands(g *Guard) {
	if g == nil {
		return
	}
	v := &foresight{flow: s.flow, known: slices.Concat(counting, still, lasting)}
	ast.Walk(&g.tree, v)
	if v.found != "" {
		s.r.fail(g.Pos, "confidential_passes", wording.Args{"Found": v.found})
	}
}

// checkRead warns of who is asked, or has the turn, and may not read what it is
// about.
func (s *scope) checkRead() {
	line := s.flow.Confidential
	if line == nil || len(line.To) == 0 {
		return
	}
	may := s.readers(append([]people.Party{{Kind: people.Coordinator}}, slices.DeleteFunc(slices.Clone(line.To), isChosen)...))
	for _, r := range s.flow.Rounds {
		for _, p := range r.Asks {
			if !slices.Contains(line.To, p) && !s.readers([]people.Party{p}).within(may) {
				s.r.warn(r.Pos, "confidential_asks", wording.Args{"Round": r.Title, "Who": p.String()})
			}
		}
	}
	for _, st := range s.flow.States {
		if st.HeldBy != "" && !s.readers([]people.Party{st.Holder()}).within(may) {
			s.r.warn(st.Pos, "confidential_holds", wording.Args{"State": st.Title, "Who": st.HeldBy})
		}
	}
}

// readership is who is behind some parties on any day: persons, organizations by
// their contacts, and the submitter, whoever that is.
type readership map[string]bool

func (r readership) within(all readership) bool {
	for who := range r {
		if !all[who] {
			return false
		}
	}
	return true
}

func (s *scope) readers(parties []people.Party) readership {
	r := readership{}
	for _, p := range s.possible(parties...) {
		switch p.Kind {
		case people.Coordinator:
			for _, person := range s.people.Coordinators {
				r[person] = true
			}
		case people.Role:
			for _, body := range s.binds[p.Name] {
				s.seatedIn(r, body, p.Seat)
			}
		case people.ABody:
			s.seatedIn(r, p.Name, p.Seat)
		case people.Bodies:
			for _, body := range s.people.BodiesOfKind(p.OfKind) {
				s.seatedIn(r, body, "")
			}
		case people.Organizations, people.AnOrg:
			for _, o := range s.people.Organizations {
				if p.Name == o.Key || p.Kind == people.Organizations && (p.OfKind == "" || p.OfKind == o.Kind) {
					r["organization "+o.Key] = true
				}
			}
		case people.Submitter:
			r["submitter"] = true
		case people.APerson:
			r[p.Name] = true
		}
	}
	return r
}

// seatedIn adds who acts in a body, in the seat that is asked for if any.
func (s *scope) seatedIn(r readership, body, seat string) {
	b := s.people.Body(body)
	if b == nil {
		return
	}
	for _, at := range b.Seats {
		if at.Is(seat) || seat == "" && at.Role != people.Adjunct {
			r[at.Person] = true
		}
	}
}
