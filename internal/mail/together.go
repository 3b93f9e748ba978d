package mail

import (
	"beredd/internal/engine"
	"beredd/internal/wording"
)

// agreeing are the texts that somebody has agreed to of a step that several take
// together: nothing has been decided yet, so that they stand nowhere else.
func (t *telling) agreeing() []Section {
	given := t.agreed()
	var sections []Section
	for _, word := range told {
		if value, ok := given[word]; ok {
			field := t.field(word)
			text, free := value.(string)
			if !free || word == "decided_on" || word == "follow_up_on" || word == "meeting" {
				text = t.value(field, value)
			}
			heading := field.Title.In(t.language)
			if t.carried()[word] != "" {
				heading = t.say("mail.heading.agreed", wording.Args{"What": heading})
			}
			sections = append(sections, section(heading, text)...)
		}
	}
	return sections
}

// agreed is what others have agreed to of a step that still waits for the recipient; nil in
// other letters.
func (t *telling) agreed() map[string]any {
	if t.Event.Kind != engine.Consented {
		return nil
	}
	return t.given()
}

// carried are the texts that the proposal has as it stands, by the word that gives them.
func (t *telling) carried() map[string]string {
	return map[string]string{"summary": t.Proposal.Summary, "proposed_decision": t.Proposal.Proposed}
}

// standing is a text of the proposal under its heading. Where others have agreed to another
// in its place, the heading says which of the two it is; and the same is not said twice.
func (t *telling) standing(word, heading string) []Section {
	text := t.carried()[word]
	switch agreed, is := t.agreed()[word]; {
	case is && agreed == text:
		return nil
	case is:
		heading = t.say("mail.heading.stands", wording.Args{"What": heading})
	}
	return section(heading, text)
}
