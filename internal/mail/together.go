package mail

import (
	"beredd/internal/engine"
)

// agreeing are the texts that somebody has agreed to of a step that several take
// together: nothing has been decided yet, so that they stand nowhere else.
func (t *telling) agreeing() []Section {
	if t.Event.Kind != engine.Consented {
		return nil
	}
	given := t.given()
	var sections []Section
	for _, word := range told {
		if value, ok := given[word]; ok {
			field := t.field(word)
			text, free := value.(string)
			if !free || word == "decided_on" || word == "follow_up_on" || word == "meeting" {
				text = t.value(field, value)
			}
			sections = append(sections, section(field.Title.In(t.language), text)...)
		}
	}
	return sections
}
