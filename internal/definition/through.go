package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Through says that each body that a round asks answers by what its own members
// answer.
type Through struct {
	Seat     string        // who of the body is asked
	Complete Completion    // when its members' part is
	Answers  []GroupAnswer // the body's own answer: the first that holds
	Pos      source.Pos
}

// A GroupAnswer is what a body answers when its members have answered so.
type GroupAnswer struct {
	Name string
	When *Guard // nil for the last
	Pos  source.Pos
}

// roundThrough reads {asks, complete, answer}.
func (s *scope) roundThrough(t *table, r *Round) {
	n, ok := t.opt("through")
	if !ok {
		return
	}
	group := func(p people.Party) bool {
		return (p.Kind == people.ABody || p.Kind == people.Role) && !p.Each || p.Kind == people.Bodies
	}
	if len(r.Asks) > 0 && !slices.ContainsFunc(s.possible(r.Asks...), group) {
		s.r.fail(n.Pos, "through_without_groups", nil)
	}
	inner := s.r.table(grammar.Through, n, source.Pos{})
	defer inner.done()
	r.Through = &Through{Seat: people.EveryMember, Complete: Completion{All: true}, Pos: n.Pos}
	if n, ok := inner.opt("asks"); ok {
		r.Through.Seat = s.throughSeat(n)
	}
	of := *r
	of.Asks = nil // its members are counted, and they may be any number
	if n, ok := inner.opt("complete"); ok {
		r.Through.Complete = s.completion(n, &of)
	}
	if n, ok := inner.must("answer"); ok {
		s.r.named(n, func(e source.Entry) { s.groupAnswer(e, r) })
		if all := r.Through.Answers; len(all) > 0 && all[len(all)-1].When != nil {
			s.r.fail(all[len(all)-1].Pos, "no_otherwise", wording.Args{"Found": all[len(all)-1].Name})
		}
	}
}

// throughSeat reads who of a body is asked: every member, or those with a seat.
func (s *scope) throughSeat(n source.Node) string {
	word := strings.TrimPrefix(s.r.word(n), "every ")
	switch {
	case word == people.Member:
		return people.EveryMember
	case !slices.Contains(people.SeatRoles(), word):
		s.r.fail(n.Pos, "unknown_seat", wording.Args{
			"Found": word, "Expected": oneOf(people.SeatRoles()), "Suggestion": guess.Nearest(word, people.SeatRoles())})
	}
	return word
}

func (s *scope) groupAnswer(e source.Entry, r *Round) {
	all := &r.Through.Answers
	if len(*all) > 0 && (*all)[len(*all)-1].When == nil {
		s.r.fail(e.Key.Pos, "never_chosen", wording.Args{"Found": (*all)[len(*all)-1].Name})
	}
	a := GroupAnswer{Name: e.Key.Text, Pos: e.Key.Pos}
	if r.Answer(a.Name) == nil {
		s.r.unknown(e.Key, "answer", s.answersOf(r))
	}
	if e.Value.Kind != source.Nothing {
		a.When = s.guard(e.Value, r)
	}
	*all = append(*all, a)
}
