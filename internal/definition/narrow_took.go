package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Took is something by which a person is left out who has done it: a step, for whoever
// took it last, or TextChanged, for whoever has written the text or brought the papers.
type Took struct {
	Step string
	Pos  source.Pos
}

// tookIt reads "whoever took STEP" or "whoever edited"; is says whether the word is about
// what somebody has done.
func (s *scope) tookIt(n source.Node) (took Took, is, ok bool) {
	what, is := strings.CutPrefix(strings.TrimSpace(n.Text), "whoever ")
	if !is || n.Kind != source.Scalar {
		return Took{}, false, false
	}
	what = strings.TrimSpace(what)
	if what == "edited" {
		return Took{TextChanged, n.Pos}, true, true
	}
	step, steps := strings.CutPrefix(what, "took ")
	if !steps {
		s.r.fail(n.Pos, "wrong_value", wording.Args{"Found": n.Shown(), "Expected": wording.Both("check.want.whoever", nil)})
		return Took{}, true, false
	}
	named := n
	named.Text = strings.TrimSpace(step)
	if !slices.Contains(s.transitions, named.Text) {
		s.r.unknown(named, "transition", s.transitions)
		return Took{}, true, false
	}
	return Took{named.Text, n.Pos}, true, true
}

// notTaken reads who does not take a step, of those who may: parties, and whoever has done
// something with the proposal before.
func (s *scope) notTaken(n source.Node, of []people.Party) (narrow Narrowing) {
	for _, item := range n.Each() {
		switch took, is, ok := s.tookIt(item); {
		case ok:
			narrow.Took = append(narrow.Took, took)
		case is:
		case s.isSaid(item):
			s.r.fail(item.Pos, "said_of_step", wording.Args{"Found": item.Text})
		default:
			narrow.But = append(narrow.But, s.leftOut(item, of)...)
		}
	}
	return narrow
}

// tookText is whoever has done some things, as people say it.
func (w *Workflow) tookText(l wording.Language, all []Took) (said []string) {
	for _, took := range all {
		if t := w.Transition(took.Step); t != nil {
			said = append(said, wording.Say(l, "narrow.took", wording.Args{"Step": t.Title}))
			continue
		}
		said = append(said, wording.Say(l, "narrow.wrote", nil))
	}
	return said
}

// checkTook reports who is left out for what nobody does, and the steps that one person
// alone may take, who may be left out.
func (s *scope) checkTook() {
	lines := []Narrowing{}
	for _, t := range s.flow.Transitions {
		lines = append(lines, t.Narrow)
	}
	for _, r := range s.flow.Rounds {
		lines = append(lines, r.Narrow)
	}
	for _, line := range s.flow.Notify {
		lines = append(lines, line.Narrow)
	}
	for _, n := range lines {
		for _, took := range n.Took {
			if t := s.flow.Transition(took.Step); t != nil && !byPeople(t) {
				s.r.fail(took.Pos, "took_by_nobody", wording.Args{"Found": t.Name})
			}
		}
	}
	for i := range s.flow.Transitions {
		if t := &s.flow.Transitions[i]; t.Narrow.Narrows() && len(t.On) == 0 {
			s.checkSomebodyElse(t)
		}
	}
}

// checkSomebodyElse warns of a step that one person alone may take, or that waits for one
// person's word, who may be left out: nobody can take it then.
func (s *scope) checkSomebodyElse(t *Transition) {
	each := [][]people.Party{t.By}
	if t.Together {
		each = nil
		for _, p := range t.By {
			each = append(each, []people.Party{p})
		}
	}
	for _, parties := range each {
		alone, known := s.onlyPerson(parties)
		if known && s.mayBeLeftOut(alone, t.Narrow) {
			s.r.warn(t.Pos, "nobody_else", wording.Args{"Found": t.Name, "Who": s.people.Person(alone).Name})
			return
		}
	}
}

// onlyPerson is the person who alone may act as some parties; not known where there are
// more, or may be.
func (s *scope) onlyPerson(parties []people.Party) (person string, known bool) {
	for _, p := range parties {
		persons, known := s.sitters(p)
		if !known {
			return "", false
		}
		for _, one := range persons {
			if person != "" && one != person {
				return "", false
			}
			person = one
		}
	}
	return person, s.people.Person(person) != nil
}

// mayBeLeftOut says whether a person may be one of those whom a line leaves out.
func (s *scope) mayBeLeftOut(person string, n Narrowing) bool {
	takes := func(parties []people.Party) bool {
		return slices.ContainsFunc(parties, func(p people.Party) bool {
			persons, known := s.sitters(p)
			return !known || slices.Contains(persons, person)
		})
	}
	opens := func() bool {
		drafting := people.Party{Kind: people.Role, Name: s.flow.Drafting()}
		return takes(s.flow.OpenedBy) || len(s.flow.OpenedBy) == 0 && takes([]people.Party{drafting})
	}
	for _, p := range n.But {
		if p.Kind == people.Submitter && opens() || p.Kind != people.Submitter && takes([]people.Party{p}) {
			return true
		}
	}
	return slices.ContainsFunc(n.Took, func(took Took) bool {
		if t := s.flow.Transition(took.Step); t != nil {
			return takes(t.By)
		}
		return opens()
	})
}
