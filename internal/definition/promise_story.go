package definition

import (
	"strconv"
	"strings"

	"beredd/internal/wording"
)

// broken reports a promise with the run that breaks it.
func (s *scope) broken(p Promise, g *graph, run []move) {
	if s.shaky(run) {
		return
	}
	told := s.story(g, run)
	if r := s.unexpected(p, g, run); r != nil {
		for _, l := range wording.Languages() {
			told[l] += ". " + wording.Say(l, "check.why.in_silence", wording.Args{"Round": r.Name})
		}
	}
	s.r.fail(p.Pos, "broken_promise", wording.Args{"Found": p.Text, "Run": told})
}

// unexpected is the round whose end a promise names by .complete alone, and that ends in
// silence in the run which breaks it; nil where there is none.
func (s *scope) unexpected(p Promise, g *graph, run []move) *Round {
	names := " " + p.said() + " "
	for _, m := range run {
		if m.round < 0 {
			continue
		}
		r := &s.flow.Rounds[m.round]
		how, _, over := g.ends[m.round].ended(m.stands)
		if over && how == bySilence && strings.Contains(names, " "+r.Name+".complete ") && !strings.Contains(names, " "+r.Name+".expired ") {
			return r
		}
	}
	return nil
}

// story tells a run in the pack's own titles: each state, and between two what led
// from one to the other: a step, and how a round had ended before it.
func (s *scope) story(g *graph, run []move) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		var told strings.Builder
		told.WriteString(s.flow.States[0].Title.In(l))
		led := ""
		for i, m := range run {
			if last := i == len(run)-1; g.telling(m) || last && m.round >= 0 && m.transition < 0 {
				led += "[" + g.event(m).In(l) + "] "
			}
			if m.transition < 0 {
				continue
			}
			told.WriteString(" —" + led + s.flow.Transitions[m.transition].Title.In(l) + "→ ")
			told.WriteString(s.flow.States[g.places[m.to].state].Title.In(l))
			led = ""
		}
		if led != "" {
			told.WriteString(" —" + strings.TrimSpace(led) + "→ ?")
		}
		t[l] = told.String()
	}
	return t
}

// telling says whether a round's end in a move may be other than one thinks: it may end in
// several ways, or nobody's last answer ended it.
func (g *graph) telling(m move) bool {
	if m.round < 0 {
		return false
	}
	how, _, over := g.ends[m.round].ended(m.stands)
	return len(g.ends[m.round].classes) > 1 || over && how != byAnswers
}

// event is what became of a round in a move: how it ended, and with which answers.
func (g *graph) event(m move) wording.Text {
	if m.round < 0 {
		return nil
	}
	e := g.ends[m.round]
	how, class, over := e.ended(m.stands)
	args := wording.Args{"Round": e.round.Title}
	if !over {
		return wording.Both("check.became.opens", args)
	}
	c := e.classes[class]
	came := c.example
	if how != byAnswers {
		came = c.silent
	}
	if came.round == nil {
		args["Answers"] = wording.Both("check.became.any", nil)
	} else {
		args["Answers"] = came.told()
	}
	return wording.Both([]string{"check.became.answered", "check.became.expired", "check.became.closed"}[how], args)
}

// told is the answers in words: "2 Ja, 1 Nej, 3 utan svar".
func (t tally) told() wording.Text {
	all := wording.Text{}
	for _, l := range wording.Languages() {
		var parts []string
		silent := t.asked
		for i, a := range t.round.Answers {
			silent -= t.given[i]
			if t.given[i] > 0 {
				parts = append(parts, strconv.Itoa(t.given[i])+" "+a.Title.In(l))
			}
		}
		if silent > 0 {
			parts = append(parts, wording.Say(l, "check.became.silent", wording.Args{"Silent": silent}))
		}
		all[l] = strings.Join(parts, ", ")
	}
	return all
}
