package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// reservedFields are words that a field cannot have for a name, as they mean
// something where fields are written or asked for.
var reservedFields = []string{
	"title", "summary", "proposed_decision", "document", "documents", "decision", "meeting", "number",
	"as", "do", "on", "with", "round", "refused", "key", "version", "workflow",
}

// fields reads a fields: mapping, in its order.
func (s *scope) fields(n source.Node) []Field {
	var fields []Field
	s.r.named(n, func(e source.Entry) {
		if slices.Contains(reservedFields, e.Key.Text) {
			s.r.fail(e.Key.Pos, "reserved", wording.Args{"Found": e.Key.Text})
		}
		fields = append(fields, s.field(e))
	})
	return fields
}

// field reads {type: bool, title: …, hint: …}, or the type alone.
func (s *scope) field(e source.Entry) Field {
	f := Field{Name: e.Key.Text, Type: Text, Title: wording.Same(Humanised(e.Key.Text)), Pos: e.Key.Pos}
	if e.Value.Kind == source.Scalar {
		s.typed(e.Value, &f)
		if f.Type == Chosen {
			s.r.fail(e.Value.Pos, "chosen_of_whom", wording.Args{"Field": f.Name})
		}
		return f
	}
	t := s.r.table(grammar.Field, e.Value, e.Key.Pos)
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
		f.Hint = s.r.title(n, source.Warning)
	}
	s.limits(t, &f)
	s.computed(t, &f)
	if f.Type == Choice && len(f.Choices) == 0 && e.Value.Kind == source.Mapping {
		s.r.fail(e.Key.Pos, "missing_key", wording.Args{"Found": "choices"})
	}
	return f
}

// dateAndTime is how a pack writes the type of a date that has its time of day.
const dateAndTime = "datetime"

// typed reads what a field's value looks like.
func (s *scope) typed(n source.Node, f *Field) {
	f.Type = s.fieldType(n)
	if f.Timed = f.Type == dateAndTime; f.Timed {
		f.Type = Date
	}
}

func (s *scope) fieldType(n source.Node) FieldType {
	if t, ok := grammar.OtherTypes[n.Word()]; ok {
		return FieldType(t)
	}
	return FieldType(s.r.choice(n, grammar.FieldTypes...))
}

// choices reads {name: title} or a list of names.
func (s *scope) choices(n source.Node) []FieldChoice {
	var choices []FieldChoice
	if n.Kind == source.Mapping {
		for _, e := range n.Entries {
			choices = append(choices, FieldChoice{Name: s.r.word(e.Key), Title: s.r.title(s.titled(e.Value), source.Warning)})
		}
		return choices
	}
	for _, name := range s.r.words(n) {
		choices = append(choices, FieldChoice{Name: name, Title: wording.Same(Humanised(name))})
	}
	return choices
}

// titled is the title of what may also be written as its title alone.
func (s *scope) titled(n source.Node) source.Node {
	if title, ok := n.Get("title"); ok && len(n.Entries) == 1 {
		return title
	}
	return n
}

// words reads a needs: or takes: line, each word of which an act can give.
func (s *scope) words(n source.Node, round *Round) []string {
	var words []string
	for _, item := range n.Each() {
		word := s.r.word(item)
		if word == "" {
			continue
		}
		if f, ok := s.flow.Input(word, round); ok {
			if f.Is != nil {
				s.r.fail(item.Pos, "computed_needed", wording.Args{"Found": word})
			}
			words = append(words, f.Name)
			continue
		}
		s.r.unknown(item, "input", s.flow.inputs(round))
	}
	return words
}
