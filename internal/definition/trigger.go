package definition

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// triggers reads an on: line: one thing that happens, or a list of them.
func (s *scope) triggers(n source.Node, timed bool) []Trigger {
	var triggers []Trigger
	for _, item := range n.Each() {
		if timed && item.Kind == source.Mapping {
			if t, ok := s.holding(item); ok {
				triggers = append(triggers, t)
			}
			continue
		}
		if t, ok := s.trigger(item, timed); ok {
			triggers = append(triggers, t)
		}
	}
	return triggers
}

// atHand names the round that every one of some triggers is about; "" where they
// are about several, or about something else too.
func atHand(on []Trigger) string {
	name := ""
	for i, t := range on {
		if !t.ofRound() || i > 0 && t.Name != name {
			return ""
		}
		name = t.Name
	}
	return name
}

// Ends says whether a trigger is that a round has ended.
func (t Trigger) Ends() bool {
	return t.Kind == OnComplete || t.Kind == OnExpiry || t.Kind == OnOutcome
}

func (t Trigger) ofRound() bool {
	return t.Kind == OnOpened || t.Ends()
}

// AtHand names the round that a transition waits for, which its conditions count
// answers of; "" where it waits for none, or for several.
func (t *Transition) AtHand() string { return atHand(t.On) }

// trigger reads one thing that happens: a state or transition by name, what
// becomes of a round, and where timed allows it a period or a date.
func (s *scope) trigger(n source.Node, timed bool) (Trigger, bool) {
	word := s.r.word(n)
	t := Trigger{Name: word, Pos: n.Pos}
	name, what, dotted := strings.Cut(word, ".")
	switch {
	case word == "":
		return t, false
	case slices.Contains(s.states, word):
		t.Kind = OnState
	case slices.Contains(s.transitions, word):
		t.Kind = OnTransition
	case dotted && (slices.Contains(s.rounds, name) || name == "rounds" && what == "complete"):
		t.Name = name
		if name == "rounds" {
			t.Name = "" // every open round
		}
		return t, s.became(n, &t, what)
	case dotted && slices.Contains(s.clocks, name):
		t.Kind, t.Name = OnClock, name
		return t, s.passes(n, name, what)
	case dotted && slices.Contains(s.windows, name):
		t.Kind, t.Name = OnWindow, name
		return t, s.shuts(n, name, what)
	case timed && DateNamed(n) != nil:
		t.Kind, t.Name, t.Date = OnDate, "", s.dateRef(n)
		return t, t.Date != nil
	case timed && word[0] >= '0' && word[0] <= '9':
		t.Kind, t.Name, t.Period = OnTime, "", s.r.period(n)
		return t, t.Period != calendar.Period{}
	default:
		s.unknownTrigger(n, timed, nil)
		return t, false
	}
	return t, true
}

// became reads what becomes of a round.
func (s *scope) became(n source.Node, t *Trigger, what string) bool {
	kinds := map[string]TriggerKind{"opened": OnOpened, "complete": OnComplete, "expired": OnExpiry}
	t.Kind = kinds[what]
	if slices.Contains(s.outcomes[t.Name], what) && t.Kind == "" {
		t.Kind, t.Outcome = OnOutcome, what
	}
	if t.Kind == "" {
		if slices.Contains(s.answers[t.Name], what) {
			s.r.fail(n.Pos, "answer_happens", wording.Args{"Found": n.Text, "Answer": what, "Round": t.Name})
			return false
		}
		known := []string{t.Name + ".opened", t.Name + ".complete", t.Name + ".expired"}
		for _, outcome := range s.outcomes[t.Name] {
			known = append(known, t.Name+"."+outcome)
		}
		s.r.unknown(n, "trigger", known)
	}
	return t.Kind != ""
}

// unknownTrigger tells of a word that nothing which happens has, with what a line may say
// besides.
func (s *scope) unknownTrigger(n source.Node, timed bool, also []string) {
	known := slices.Concat(s.states, s.transitions, also)
	for _, round := range s.rounds {
		known = append(known, round+".complete", round+".expired")
		for _, outcome := range s.outcomes[round] {
			known = append(known, round+"."+outcome)
		}
	}
	for _, clock := range s.clocks {
		known = append(known, clock+".passed")
	}
	for _, window := range s.windows {
		known = append(known, window+".ended")
	}
	if timed {
		known = append(known, "rounds.complete")
	}
	s.r.unknown(n, "trigger", known)
}
