package definition

import "beredd/internal/wording"

// vocabulary are the inputs that every workflow knows, beside its own fields.
// What people call them stands in the catalogue under "input." and the word.
var vocabulary = []Field{
	{Name: "title", Type: Text},
	{Name: "summary", Type: Text},
	{Name: "proposed_decision", Type: Text},
	{Name: "document", Type: Document},
	{Name: "documents", Type: Document},
	{Name: "reason", Type: Text},
	{Name: "decision", Type: Text},
	{Name: "comment", Type: Text},
	{Name: "meeting", Type: Meeting},
	{Name: "follow_up_on", Type: Date},
	{Name: "plan", Type: Text},
	{Name: "responsible", Type: Text},
	{Name: "date", Type: Date},
	{Name: "statement", Type: Text},
	{Name: "recommendation", Type: Text},
	{Name: "registration_number", Type: Text},
	{Name: "note", Type: Text},
	{Name: "number", Type: Number_},
}

// Vocabulary lists the words that every workflow may ask for.
func Vocabulary() []string {
	words := make([]string, len(vocabulary))
	for i, field := range vocabulary {
		words[i] = field.Name
	}
	return words
}

// Field finds one of the workflow's own fields, or nil.
func (w *Workflow) Field(name string) *Field {
	for i := range w.Fields {
		if w.Fields[i].Name == name {
			return &w.Fields[i]
		}
	}
	return nil
}

// Input finds what a word of needs: or takes: asks for: a field of the round at
// hand (or nil), of the workflow, or of the language's own vocabulary.
func (w *Workflow) Input(word string, round *Round) (Field, bool) {
	if round != nil {
		for _, field := range round.Fields {
			if field.Name == word {
				return field, true
			}
		}
	}
	if field := w.Field(word); field != nil {
		return *field, true
	}
	for _, field := range vocabulary {
		if field.Name == word {
			field.Title = wording.Both("input."+word, nil)
			return field, true
		}
	}
	return Field{}, false
}
