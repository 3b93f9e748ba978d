package scenario

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/people"
)

// expect compares what a step says must hold now. Only what is written is
// compared, and every difference is told, not only the first.
func (p *player) expect(ctx context.Context, step *definition.Step) []Problem {
	e := step.Expect
	var problems []Problem
	if len(p.opened) > 0 || step.On != "" {
		proposal, err := p.on(ctx, step.On)
		if err != nil {
			return defect("expect", err)
		}
		problems = p.standing(e, proposal)
		problems = append(problems, p.rounds(e.Rounds, proposal)...)
		problems = append(problems, p.clocks(e.Clocks, proposal)...)
		problems = append(problems, p.choices(e.Choices, proposal)...)
		if e.Agreed != nil {
			problems = append(problems, p.agreed(*e.Agreed, proposal)...)
		}
		if e.Recused != nil {
			problems = append(problems, p.recused(*e.Recused, proposal)...)
		}
		problems = append(problems, p.seen(e.Seen, proposal)...)
		met, err := p.met(ctx, e, proposal)
		if err != nil {
			return defect("minutes", err)
		}
		problems = append(problems, met...)
		history, err := p.history(ctx, e.History, proposal.ID)
		if err != nil {
			return defect("history", err)
		}
		problems = append(problems, history...)
	} else if onlyMail := (definition.Expect{Mail: e.Mail, MailSet: e.MailSet, Includes: e.Includes}); !alike(*e, onlyMail) {
		_, err := p.on(ctx, step.On)
		return defect("expect", err)
	}
	mail, err := p.mail(ctx, step)
	if err != nil {
		return defect("mail", err)
	}
	return append(problems, mail...)
}

// alike says whether an expectation says no more than other.
func alike(e, other definition.Expect) bool {
	return e.State == other.State && e.HeldBy == other.HeldBy && e.Deadline == other.Deadline &&
		e.Version == other.Version && e.Decision == other.Decision && e.Meeting == other.Meeting &&
		e.Recommendation == other.Recommendation && !e.DecisionsSet && e.Fields == nil && e.Rounds == nil && e.Clocks == nil && e.Choices == nil && e.Recused == nil && e.Seen == nil && e.History == nil
}

// standing compares where the proposal stands.
func (p *player) standing(e *definition.Expect, proposal engine.Proposal) []Problem {
	var problems []Problem
	compare := func(what string, want *string, got string) {
		if want != nil && *want != got {
			problems = append(problems, differs(what, quoted(*want), quoted(got)))
		}
	}
	compare("state", e.State, proposal.State)
	if e.HeldBy != nil && !p.heldBy(*e.HeldBy, proposal) {
		problems = append(problems, differs("held_by", quoted(*e.HeldBy), quoted(p.holder(proposal))))
	}
	compare("deadline", e.Deadline, asWritten(e.Deadline, running(proposal, "state", "")))
	compare("decision", e.Decision, decision(proposal))
	compare("recommendation", e.Recommendation, recommendation(proposal))
	if decided := decisions(proposal); e.DecisionsSet && !slices.Equal(e.Decisions, decided) {
		problems = append(problems, differs("decisions", strings.Join(e.Decisions, "; "), strings.Join(decided, "; ")))
	}
	compare("meeting", e.Meeting, meeting(e.Meeting, proposal))
	if e.Version != nil && *e.Version != proposal.Version {
		problems = append(problems, differs("version", strconv.Itoa(*e.Version), strconv.Itoa(proposal.Version)))
	}
	return append(problems, fields(e.Fields, engine.Fields(p.pack, proposal, p.world.Now()), proposal)...)
}

// holder is the role whose turn it is, "" where it is nobody's.
func (p *player) holder(proposal engine.Proposal) string {
	if flow := p.pack.Workflow(proposal.Workflow); flow != nil {
		if state := flow.State(proposal.State); state != nil {
			return state.HeldBy
		}
	}
	return ""
}

// heldBy says whether it is the turn of a role, or of the body that has it.
func (p *player) heldBy(want string, proposal engine.Proposal) bool {
	role := p.holder(proposal)
	if want == "" || role == "" {
		return want == role
	}
	party, ok := p.cast().party(want, proposal)
	if role == definition.BySubmitter {
		return want == role || ok && party.Kind == people.APerson && party.Name == proposal.Submitter
	}
	if strings.HasPrefix(role, "proposal.") {
		holder := engine.HolderParty(proposal.Holder)
		return ok && holder.Kind == party.Kind && holder.Name == party.Name
	}
	return want == role || ok && party.Name == p.cast().bound(role, proposal)
}

// running is the deadline that runs about a state or a round, nil where none
// does.
func running(proposal engine.Proposal, about, round string) *calendar.Moment {
	for i := range proposal.Deadlines {
		d := &proposal.Deadlines[i]
		if d.About == about && d.Round == round && d.Status == engine.Running {
			return &d.Moment
		}
	}
	return nil
}

// asWritten is a deadline with its time of day where the expectation has one.
func asWritten(want *string, m *calendar.Moment) string {
	if m == nil {
		return ""
	}
	if want != nil && len(*want) > len("2006-01-02") && m.Time != "" {
		return m.Date.String() + " " + m.Time
	}
	return m.Date.String()
}

func decision(proposal engine.Proposal) string {
	if proposal.Decision == nil {
		return ""
	}
	return proposal.Decision.Text
}

// decisions are the texts of every decision, oldest first.
func decisions(proposal engine.Proposal) []string {
	var texts []string
	for _, d := range proposal.Decided() {
		texts = append(texts, d.Text)
	}
	return texts
}

// recommendation is the newest that was made.
func recommendation(proposal engine.Proposal) string {
	if n := len(proposal.Recommendations); n > 0 {
		return proposal.Recommendations[n-1].Text
	}
	return ""
}

func meeting(want *string, proposal engine.Proposal) string {
	if proposal.Meeting == nil {
		return ""
	}
	return asWritten(want, &calendar.Moment{Date: proposal.Meeting.Date, Time: proposal.Meeting.Time})
}

// fields compares the proposal's own text and fields.
func fields(want, own map[string]any, proposal engine.Proposal) []Problem {
	var problems []Problem
	for _, name := range slices.Sorted(maps.Keys(want)) {
		var got any
		switch name {
		case "number":
			got = proposal.Number
		case "title":
			got = proposal.Title
		case "decided_on":
			if proposal.Decision != nil {
				got = proposal.Decision.On.String()
			}
		case "summary":
			got = proposal.Summary
		case "proposed_decision":
			got = proposal.Proposed
		default:
			got = own[name]
		}
		if spelled(want[name]) != spelled(got) {
			problems = append(problems, differs("fields."+name, quoted(spelled(want[name])), quoted(spelled(got))))
		}
	}
	return problems
}

// spelled is a value as a pack writes it, so that 3 and 3.0 are the same.
func spelled(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// choices compares which transitions each may take.
func (p *player) choices(want map[string][]string, proposal engine.Proposal) []Problem {
	var problems []Problem
	for _, as := range slices.Sorted(maps.Keys(want)) {
		actor, err := p.cast().actor(as, proposal)
		if err != nil {
			problems = append(problems, defect("choices."+as, err)...)
			continue
		}
		var got []string
		for _, choice := range engine.Choices(p.pack, proposal, actor, p.world.Now()) {
			if choice.Allowed {
				got = append(got, choice.Transition)
			}
		}
		wanted := slices.Clone(want[as])
		sort.Strings(wanted)
		sort.Strings(got)
		if !slices.Equal(wanted, got) {
			problems = append(problems, Problem{What: "choices." + as, Want: orNone(wanted), Got: orNone(got)})
		}
	}
	return problems
}

// history compares the kinds of the latest events, oldest first. A transition
// may be named instead of its kind.
func (p *player) history(ctx context.Context, want []string, id string) ([]Problem, error) {
	if len(want) == 0 {
		return nil, nil
	}
	events, err := p.world.History(ctx, id)
	if err != nil {
		return nil, err
	}
	events = events[max(0, len(events)-len(want)):]
	same := len(events) == len(want)
	var got []string
	for i, e := range events {
		got = append(got, eventWord(e))
		same = same && (string(e.Kind) == want[i] || e.Data.Transition != "" && e.Data.Transition == want[i])
	}
	if same {
		return nil, nil
	}
	return []Problem{{What: "history", Want: want, Got: orNone(got)}}, nil
}

func eventWord(e engine.Event) string {
	if e.Data.Transition != "" {
		return string(e.Kind) + " (" + e.Data.Transition + ")"
	}
	return string(e.Kind)
}

func differs(what, want, got string) Problem {
	return Problem{What: what, Want: []string{want}, Got: []string{got}}
}

func quoted(s string) string { return strconv.Quote(s) }

func orNone(all []string) []string {
	if len(all) == 0 {
		return []string{"[]"}
	}
	return all
}
