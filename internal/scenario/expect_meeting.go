package scenario

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/definition"
	"beredd/internal/engine"
)

// met compares a meeting with what is expected of it.
func (p *player) met(ctx context.Context, e *definition.Expect, m engine.Proposal) ([]Problem, error) {
	written := e.Agenda != nil || e.Present != nil || e.Excused != nil || e.Adjusters != nil || e.Time != nil || e.Until != nil || e.Place != nil || e.Minutes != nil
	if !written {
		return nil, nil
	}
	if m.Gathering == nil || m.Meeting == nil {
		return []Problem{differs("meeting", p.say("scenario.a_meeting", nil), quoted(m.Number))}, nil
	}
	var problems []Problem
	if e.Agenda != nil {
		problems = p.agenda(ctx, *e.Agenda, m)
	}
	who := func(what string, want *[]string, got []string) {
		if want == nil {
			return
		}
		wanted, err := p.names(m, *want)
		if err != nil {
			problems = append(problems, defect(what, err)...)
			return
		}
		slices.Sort(wanted)
		slices.Sort(got)
		if !slices.Equal(wanted, got) {
			problems = append(problems, Problem{What: what, Want: orNone(wanted), Got: orNone(got)})
		}
	}
	who("present", e.Present, there(m, func(a agenda.Presence) bool { return a.Attended() && a.Person != "" }))
	who("excused", e.Excused, there(m, func(a agenda.Presence) bool { return a.Excused }))
	who("adjusters", e.Adjusters, slices.Clone(m.Gathering.Adjusters))
	if e.Time != nil && *e.Time != m.Meeting.Time {
		problems = append(problems, differs("time", quoted(*e.Time), quoted(m.Meeting.Time)))
	}
	if e.Until != nil && *e.Until != m.Gathering.Until {
		problems = append(problems, differs("until", quoted(*e.Until), quoted(m.Gathering.Until)))
	}
	if e.Place != nil && *e.Place != m.Gathering.Place {
		problems = append(problems, differs("place", quoted(*e.Place), quoted(m.Gathering.Place)))
	}
	return p.read(ctx, e.Minutes, m, problems)
}

// there are the names of those of a meeting who are so.
func there(m engine.Proposal, is func(agenda.Presence) bool) []string {
	var names []string
	for _, a := range m.Gathering.Present {
		if is(a) {
			names = append(names, a.Name)
		}
	}
	return names
}

// read compares what the minutes say.
func (p *player) read(ctx context.Context, want *definition.MinutesExpect, m engine.Proposal, problems []Problem) ([]Problem, error) {
	if want == nil {
		return problems, nil
	}
	text, err := p.world.Minutes(ctx, m)
	if err != nil {
		return problems, fmt.Errorf("writing the minutes of %s: %w", m.Number, err)
	}
	said := strings.Join(strings.Fields(text), " ")
	for _, one := range want.Says {
		if !strings.Contains(said, one) {
			problems = append(problems, Problem{What: "minutes.says", Want: []string{quoted(one)}, Got: strings.Split(strings.TrimSpace(text), "\n")})
		}
	}
	for _, one := range want.Hides {
		if strings.Contains(said, one) {
			problems = append(problems, Problem{What: "minutes.hides", Want: []string{quoted(one)}, Got: strings.Split(strings.TrimSpace(text), "\n")})
		}
	}
	return problems, nil
}

// agenda compares a meeting's items, in order, all of them.
func (p *player) agenda(ctx context.Context, want []definition.PointExpect, m engine.Proposal) []Problem {
	items := m.Gathering.Numbered()
	if len(items) != len(want) {
		var wanted, got []string
		for _, x := range want {
			if x.Title != nil {
				wanted = append(wanted, *x.Title)
			} else {
				wanted = append(wanted, "…")
			}
		}
		for _, item := range items {
			got = append(got, fmt.Sprintf("%d. %s", item.Number, item.Title))
		}
		return []Problem{{What: "agenda", Want: orNone(wanted), Got: orNone(got)}}
	}
	var problems []Problem
	for i := range want {
		problems = append(problems, p.point(ctx, fmt.Sprintf("agenda.%d.", i+1), want[i], items[i], m)...)
	}
	return problems
}

// point compares one item.
func (p *player) point(ctx context.Context, at string, want definition.PointExpect, item agenda.Item, m engine.Proposal) []Problem {
	var problems []Problem
	text := func(what string, want *string, got string) {
		if want != nil && *want != got {
			problems = append(problems, differs(at+what, quoted(*want), quoted(got)))
		}
	}
	number := func(what string, want *int, got int) {
		if want != nil && *want != got {
			problems = append(problems, differs(at+what, strconv.Itoa(*want), strconv.Itoa(got)))
		}
	}
	truth := func(what string, want *bool, got bool) {
		if want != nil && *want != got {
			problems = append(problems, differs(at+what, strconv.FormatBool(*want), strconv.FormatBool(got)))
		}
	}
	list := func(what string, want *[]string, got []string) {
		if want != nil && !slices.Equal(*want, got) && len(*want)+len(got) > 0 {
			problems = append(problems, Problem{What: at + what, Want: orNone(*want), Got: orNone(got)})
		}
	}
	text("title", want.Title, item.Title)
	text("kind", want.Kind, string(item.Kind))
	text("result", want.Result, string(item.Result))
	text("at", want.At, item.At)
	text("from", p.numberOf(ctx, want.From), item.From.Number)
	text("to", p.numberOf(ctx, want.To), item.To.Number)
	number("number", want.Number, item.Number)
	number("paragraph", want.Paragraph, item.Paragraph)
	number("length", want.Length, item.Length)
	truth("late", want.Late, item.Late)
	truth("waits", want.Waits, item.Waits)
	list("presenters", want.Presenters, item.Presenters)
	list("decision", want.Decision, item.Decision)
	list("recused", p.namesOf(m, want.Recused), item.Recused)
	list("reserved", p.namesOf(m, want.Reserved), reservers(item))
	list("assigned", want.Assigned, assignments(item))
	list("reports", want.Gives, gathers(item))
	return append(problems, p.votes(at, want.Votes, item, m)...)
}

// namesOf are the names of those who are expected; nil where nobody is written.
func (p *player) namesOf(m engine.Proposal, want *[]string) *[]string {
	if want == nil {
		return nil
	}
	names := []string{}
	for _, word := range *want {
		names = append(names, p.name(m, word))
	}
	return &names
}

// numberOf is the number of the meeting that a word names, or the word.
func (p *player) numberOf(ctx context.Context, word *string) *string {
	if word == nil {
		return nil
	}
	if m, err := p.meetingNamed(ctx, *word); err == nil && m != nil {
		return &m.Number
	}
	return word
}

func reservers(item agenda.Item) (names []string) {
	for _, r := range item.Reserved {
		names = append(names, r.Who)
	}
	return names
}

func assignments(item agenda.Item) (what []string) {
	for _, a := range item.Assigned {
		what = append(what, a.What)
	}
	return what
}

func gathers(item agenda.Item) (titles []string) {
	for _, m := range item.Gathers {
		titles = append(titles, m.Title)
	}
	return titles
}
