package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// reservedFields are words that a field cannot have for a name, as they mean
// something where fields are written or asked for.
var reservedFields = []string{
	"title", "summary", "proposed_decision", "document", "documents", "decision", "meeting", "number",
	"as", "do", "on", "with", "round", "refused", "key", "version", "workflow",
}

// fields reads a fields: mapping, in its order.
func (s *scope) fields(n node) []Field {
	var fields []Field
	s.r.named(n, func(e entry) {
		if slices.Contains(reservedFields, e.key.text) {
			s.r.fail(e.key.pos, "reserved", wording.Args{"Found": e.key.text})
		}
		fields = append(fields, s.field(e))
	})
	return fields
}

// field reads {type: bool, title: …, hint: …}, or the type alone.
func (s *scope) field(e entry) Field {
	f := Field{Name: e.key.text, Type: Text, Title: wording.Same(humanised(e.key.text)), Pos: e.key.pos}
	if e.value.kind == scalar {
		s.typed(e.value, &f)
		if f.Type == Chosen {
			s.r.fail(e.value.pos, "chosen_of_whom", wording.Args{"Field": f.Name})
		}
		return f
	}
	t := s.r.table(grammar.Field, e.value, e.key.pos)
	defer t.done()
	if n, ok := t.opt("choices"); ok {
		f.Type, f.Choices = Choice, s.choices(n)
	}
	if n, ok := t.opt("type"); ok {
		s.typed(n, &f)
	}
	if f.Type == Another {
		s.another(t, &f)
	}
	s.chosen(t, &f)
	f.Title = t.titled(f.Name)
	if n, ok := t.opt("hint"); ok {
		f.Hint = s.r.title(n, Warning)
	}
	s.limits(t, &f)
	s.computed(t, &f)
	if f.Type == Choice && len(f.Choices) == 0 && e.value.kind == mapping {
		s.r.fail(e.key.pos, "missing_key", wording.Args{"Found": "choices"})
	}
	return f
}

// dateAndTime is how a pack writes the type of a date that has its time of day.
const dateAndTime = "datetime"

// typed reads what a field's value looks like.
func (s *scope) typed(n node, f *Field) {
	f.Type = s.fieldType(n)
	if f.Timed = f.Type == dateAndTime; f.Timed {
		f.Type = Date
	}
}

func (s *scope) fieldType(n node) FieldType {
	if t, ok := grammar.OtherTypes[n.word()]; ok {
		return FieldType(t)
	}
	return FieldType(s.r.choice(n, grammar.FieldTypes...))
}

// choices reads {name: title} or a list of names.
func (s *scope) choices(n node) []FieldChoice {
	var choices []FieldChoice
	if n.kind == mapping {
		for _, e := range n.entries {
			choices = append(choices, FieldChoice{Name: s.r.word(e.key), Title: s.r.title(s.titled(e.value), Warning)})
		}
		return choices
	}
	for _, name := range s.r.words(n) {
		choices = append(choices, FieldChoice{Name: name, Title: wording.Same(humanised(name))})
	}
	return choices
}

// titled is the title of what may also be written as its title alone.
func (s *scope) titled(n node) node {
	if title, ok := n.get("title"); ok && len(n.entries) == 1 {
		return title
	}
	return n
}

// words reads a needs: or takes: line, each word of which an act can give.
func (s *scope) words(n node, round *Round) []string {
	var words []string
	for _, item := range n.each() {
		word := s.r.word(item)
		if word == "" {
			continue
		}
		if f, ok := s.flow.Input(word, round); ok {
			if f.Is != nil {
				s.r.fail(item.pos, "computed_needed", wording.Args{"Found": word})
			}
			words = append(words, f.Name)
			continue
		}
		s.r.unknown(item, "input", s.flow.inputs(round))
	}
	return words
}
