package engine

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// roundsMade is what a proposal's history made of its rounds: of each name the
// newest, or where they add, each.
type roundsMade struct {
	answers  map[string]Data   // by round and respondent
	others   map[string]string // of who was not asked: the same, and the answer
	outcomes map[string]string // by round
}

// said is how an event names its round.
func (d Data) said() string { return roundSaid(d.Round, d.Nth) }

// Said is how history and scenarios name the round: of those that add by its
// number.
func (r Round) Said() string { return roundSaid(r.Name, r.Nth) }

func roundSaid(name string, nth int) string {
	if nth == 0 {
		return name
	}
	return fmt.Sprintf("%s %d", name, nth)
}

// remember takes one event in.
func (m *roundsMade) remember(e Event) {
	if m.answers == nil {
		m.answers, m.outcomes, m.others = map[string]Data{}, map[string]string{}, map[string]string{}
	}
	said := e.Data.said()
	switch e.Kind {
	case Answered, Changed:
		m.answers[said+"/"+e.Data.Respondent] = e.Data
	case AnsweredUnasked:
		if e.Data.Respondent != strings.TrimSuffix(outsideKey, ":") { // of whom history knows the name alone
			m.others[said+"/"+e.Data.Respondent] = e.Data.Answer
		}
	case Completed, Closed, Expired:
		m.outcomes[said] = e.Data.Outcome
	case AnswersFell:
		for _, who := range e.Data.Fell {
			delete(m.answers, said+"/"+who)
		}
	case Adopted:
		m.answers, m.outcomes, m.others = renameKeys(m.answers, e.Data.Rounds), renameKeys(m.outcomes, e.Data.Rounds), renameKeys(m.others, e.Data.Rounds)
	case Opened:
		delete(m.outcomes, said)
		maps.DeleteFunc(m.others, func(key string, _ string) bool { return strings.HasPrefix(key, said+"/") })
		maps.DeleteFunc(m.answers, func(key string, made Data) bool {
			return strings.HasPrefix(key, said+"/") && !slices.Contains(e.Data.Kept, made.Respondent)
		})
	}
}

// renameKeys calls rounds, "name", "name 2" or "name/respondent", what they are
// called now.
func renameKeys[V any](made map[string]V, rounds map[string]string) map[string]V {
	named := map[string]V{}
	for key, value := range made {
		end := strings.IndexAny(key+"/", " /")
		named[renamed(rounds, key[:end])+key[end:]] = value
	}
	return named
}

// differ tells differs of what the proposal has otherwise.
func (m *roundsMade) differ(p Proposal, differs func(what string, has, made any)) {
	for key, made := range m.answers {
		round, respondent, _ := strings.Cut(key, "/")
		has := p.roundSaid(round).answerOf(respondent)
		differs("answer of "+respondent, has.Answer, made.Answer)
		differs("lateness of "+respondent, has.Late, made.Late)
	}
	for key, made := range m.others {
		round, who, _ := strings.Cut(key, "/")
		has := ""
		if r := p.roundSaid(round); r.other(who) >= 0 {
			has = r.Others[r.other(who)].Answer
		}
		differs("answer of "+who+", who is not asked,", has, made)
	}
	for round, made := range m.outcomes {
		differs("outcome of "+round, p.roundSaid(round).Outcome, made)
	}
}

// roundSaid is the newest round that history names so and that has opened.
func (p Proposal) roundSaid(said string) Round {
	for i := len(p.Rounds) - 1; i >= 0; i-- {
		if r := p.Rounds[i]; r.Said() == said && !r.OpenedAt.IsZero() {
			return r
		}
	}
	return Round{}
}

// answerOf is what a respondent has said in the round.
func (r Round) answerOf(respondent string) Respondent {
	for _, asked := range r.Respondents {
		if asked.Key() == respondent {
			return asked
		}
	}
	return Respondent{}
}
