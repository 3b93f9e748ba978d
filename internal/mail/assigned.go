package mail

import (
	"fmt"
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// assigned are the assignments that stand with the decision in the minutes: first those
// of whom the letter is to.
func (t *telling) assigned() []Section {
	if t.Event.Kind != engine.Minuted {
		return nil
	}
	var own, others []agenda.Assignment
	for _, a := range t.Event.Data.Assigned {
		if t.isOwn(a) {
			own = append(own, a)
		} else {
			others = append(others, a)
		}
	}
	heading := "mail.heading.assigned"
	if len(own) > 0 {
		heading = "mail.heading.assigned_others"
	}
	return append(section(t.say("mail.heading.assigned_own", nil), t.assignments(own, "")), section(t.say(heading, nil), t.assignments(others, ""))...)
}

// isOwn says whether the letter's recipient has an assignment.
func (t *telling) isOwn(a agenda.Assignment) bool {
	return slices.ContainsFunc(a.Who, func(key string) bool {
		return key != "" && (key == t.Organization || key == t.Body || key == t.Person)
	})
}

// withoutProposal are the items of minutes that no proposal is told of: what was decided,
// and who is to do what. What goes without saying at each meeting is left to the minutes.
func (t *telling) withoutProposal() (sections []Section) {
	if t.Letter != letterMinutes || t.Proposal.Gathering == nil {
		return nil
	}
	for _, item := range t.Proposal.Gathering.Numbered() {
		if item.About != (agenda.Matter{}) || item.To != (agenda.Matter{}) || item.Kind == agenda.Formal && len(item.Assigned) == 0 {
			continue
		}
		place := t.say("mail.item_named", wording.Args{"Number": item.Number, "Title": item.Title})
		if item.Paragraph > 0 {
			place = t.say("minutes.paragraph", wording.Args{"Number": item.Paragraph}) + " " + item.Title
		}
		sections = append(sections, section(place, t.points(item.Decision)+t.assignments(item.Assigned, t.say("minutes.assignment", nil)+" "))...)
	}
	return sections
}

// points are the points of a decision as a list.
func (t *telling) points(decided []string) string {
	var list strings.Builder
	for _, point := range decided {
		fmt.Fprintf(&list, "- %s\n", unmarked(point))
	}
	return list.String()
}

// assignments are assignments as a list, each with what says that it is one.
func (t *telling) assignments(all []agenda.Assignment, before string) string {
	var list strings.Builder
	for _, a := range all {
		fmt.Fprintf(&list, "- %s\n", unmarked(before+t.assigns(a)))
	}
	return list.String()
}

// assigns is an assignment in a sentence: what, who, by when. It is worded as the minutes
// word it.
func (t *telling) assigns(a agenda.Assignment) string {
	said := strings.TrimSuffix(strings.TrimSpace(a.What), ".") + "."
	var who []string
	for _, key := range a.Who {
		who = append(who, t.name(key))
	}
	if len(who) > 0 {
		said += " " + t.say("minutes.assigned_to", wording.Args{"Who": wording.List(t.language, who)})
	}
	by := a.Said
	if !a.By.IsZero() {
		day := t.day(a.By, "").Day
		if by = day; a.Said != "" {
			by = t.say("minutes.by_said", wording.Args{"Said": a.Said, "Day": day})
		}
	}
	if by != "" {
		said += " " + t.say("minutes.assigned_by", wording.Args{"By": by})
	}
	return said
}
