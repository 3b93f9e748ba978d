package definition

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/guess"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// whoAnswered checks answer("round", "who") and, of the round at hand, answer("who"):
// that the round asks whom it names.
func (v *named) whoAnswered(call *ast.CallNode) {
	round := v.roundOf(call)
	if len(call.Arguments) == 2 {
		v.among("unknown_round", call.Arguments[0], v.scope.rounds)
	} else if v.round == nil {
		v.problem("no_round_at_hand", []ast.Node{call.Callee}, wording.Args{"Found": "answer"})
	}
	if round == nil || round.Starts != nil || len(round.Asks) == 0 {
		return
	}
	who := call.Arguments[len(call.Arguments)-1].(*ast.StringNode)
	known := v.scope.respondents(round)
	if !slices.Contains(known, who.Value) {
		v.problem("unknown_respondent", []ast.Node{who}, wording.Args{
			"Found": who.Value, "Round": round.Name, "Expected": oneOf(known), "Suggestion": guess.Nearest(who.Value, known)})
	}
}

// roundOf is the round that a call of answer names, or the one at hand.
func (v *named) roundOf(call *ast.CallNode) *Round {
	if len(call.Arguments) < 2 {
		return v.round
	}
	name, _ := call.Arguments[0].(*ast.StringNode)
	if name == nil {
		return nil
	}
	return v.scope.flow.Round(name.Value)
}

// answersOfWho are what a respondent may have said, by answer("round", "who").
func (v *named) answersOfWho(call *ast.CallNode) (known []string, code string) {
	round := v.roundOf(call)
	if round == nil || round.Starts != nil {
		return nil, ""
	}
	return v.scope.answersOf(round), "unknown_answer"
}

// respondents are the names by which a condition may ask what one of a round's
// respondents has said: organizations, roles, bodies and persons.
func (s *scope) respondents(r *Round) []string {
	var known []string
	for _, p := range s.possible(r.Asks...) {
		switch {
		case p.Each:
			for _, body := range s.bodiesOf(p) {
				known = append(known, s.everSeated(body, p.Seat)...)
				known = append(known, body+"."+people.Chair)
			}
			known = append(known, p.Name+"."+people.Chair)
		case p.Kind == people.Role:
			known = append(known, p.Name)
			known = append(known, s.binds[p.Name]...)
		case p.Kind == people.Organizations:
			for _, o := range s.people.Organizations {
				if p.OfKind == "" || o.Kind == p.OfKind {
					known = append(known, o.Key)
				}
			}
		case p.Kind == people.Bodies:
			known = append(known, s.bodiesOf(p)...)
		case p.Kind == people.Coordinator:
			known = append(known, s.people.Coordinators...)
		case p.Kind == people.Submitter:
			known = append(known, "submitter")
		default:
			known = append(known, p.Name)
		}
	}
	return distinct(known)
}

// everSeated are those who have a seat in a body, some day or other.
func (s *scope) everSeated(body, seat string) []string {
	var persons []string
	if b := s.people.Body(body); b != nil {
		for _, at := range b.Seats {
			if at.Is(seat) {
				persons = append(persons, at.Person)
			}
		}
	}
	return persons
}
