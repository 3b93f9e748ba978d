package scenario

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
)

// rounds compares where rounds stand.
func (p *player) rounds(want map[string]definition.RoundExpect, proposal engine.Proposal) []Problem {
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(want)) {
		problems = append(problems, p.round(name, want[name], proposal)...)
	}
	return problems
}

func (p *player) round(name string, want definition.RoundExpect, proposal engine.Proposal) []Problem {
	round := latest(proposal, name)
	var problems []Problem
	number := func(what string, want *int, got int) {
		if want != nil && *want != got {
			problems = append(problems, differs(what, strconv.Itoa(*want), strconv.Itoa(got)))
		}
	}
	truth := func(what string, want *bool, got bool) {
		if want != nil && *want != got {
			problems = append(problems, differs(what, strconv.FormatBool(*want), strconv.FormatBool(got)))
		}
	}
	at := "round." + name + "."
	answered, of := round.Count()
	number(at+"answered", want.Answered, answered)
	number(at+"of", want.Of, of)
	number(at+"late", want.Late, counted(round, func(r engine.Respondent) bool { return r.Late }))
	truth(at+"open", want.Open, !round.OpenedAt.IsZero() && round.ClosedAt.IsZero())
	truth(at+"complete", want.Complete, round.Complete)
	if want.Outcome != nil && *want.Outcome != round.Outcome {
		problems = append(problems, differs(at+"outcome", quoted(*want.Outcome), quoted(round.Outcome)))
	}
	if got := asWritten(want.Deadline, running(proposal, "round", round.ID)); want.Deadline != nil && *want.Deadline != got {
		problems = append(problems, differs(at+"deadline", quoted(*want.Deadline), quoted(got)))
	}
	if want.Left != nil && *want.Left != stoodStill(proposal, round.ID) {
		problems = append(problems, differs(at+"left", quoted(*want.Left), quoted(stoodStill(proposal, round.ID))))
	}
	if want.Others != nil {
		problems = append(problems, p.others(at+"others", want.Others, round)...)
	}
	for _, who := range slices.Sorted(maps.Keys(want.Extended)) {
		party, _ := p.cast().party(who, proposal)
		got, due := "", want.Extended[who]
		if d := proposal.ExtensionOf(round.ID, party.Name); d != nil {
			got = asWritten(&due, &d.Moment)
		}
		if got != due {
			problems = append(problems, differs(at+"extended."+who, quoted(due), quoted(got)))
		}
	}
	return append(problems, p.answers(at, want.Answers, round, proposal)...)
}

// others compares who has answered without being asked, all of them.
func (p *player) others(what string, want map[string]string, round engine.Round) []Problem {
	got := map[string]string{}
	for _, r := range round.Others {
		got[engine.RespondentName(p.pack, r.Key()).In(p.language)] = r.Answer
	}
	named := map[string]string{}
	for who, answer := range want {
		named[engine.RespondentName(p.pack, who).In(p.language)] = answer
	}
	if maps.Equal(named, got) {
		return nil
	}
	return []Problem{differs(what, answersSaid(named), answersSaid(got))}
}

// answersSaid is who answered what, in order.
func answersSaid(answers map[string]string) string {
	var said []string
	for _, who := range slices.Sorted(maps.Keys(answers)) {
		said = append(said, who+": "+answers[who])
	}
	return "{" + strings.Join(said, ", ") + "}"
}

// stoodStill is what is left of a round's time while that stands still, else "".
func stoodStill(proposal engine.Proposal, round string) string {
	if d := proposal.RoundDeadline(round); d != nil && d.Status == engine.Paused {
		return d.Left.String()
	}
	return ""
}

// answers compares what respondents have answered; "" is nothing yet.
func (p *player) answers(at string, want map[string]string, round engine.Round, proposal engine.Proposal) []Problem {
	var problems []Problem
	for _, who := range slices.Sorted(maps.Keys(want)) {
		party, _ := p.cast().party(who, proposal)
		i := slices.IndexFunc(round.Respondents, func(r engine.Respondent) bool {
			return (r.Key() == party.Name || r.Of != "" && r.Person == party.Name) || r.Number != "" && r.Number == who
		})
		if i < 0 {
			problems = append(problems, differs(at+"answers."+who, quoted(want[who]), p.say("scenario.not_asked", nil)))
			continue
		}
		if got := round.Respondents[i].Answer; got != want[who] {
			problems = append(problems, differs(at+"answers."+who, quoted(want[who]), quoted(got)))
		}
	}
	return problems
}

func counted(round engine.Round, is func(engine.Respondent) bool) int {
	n := 0
	for _, r := range round.Respondents {
		if is(r) {
			n++
		}
	}
	return n
}
