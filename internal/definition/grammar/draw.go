package grammar

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/wording"
)

// A draft is a part of a JSON Schema.
type draft map[string]any

// A drafter draws one schema in one language.
type drafter struct {
	language wording.Language
	names    Names
	forms    draft // drawn already, by name
}

// form draws a mapping of words.
func (d *drafter) form(f *Form) draft {
	words := draft{}
	var required []string
	var all []draft
	for i := range f.words {
		w := &f.words[i]
		words[w.key] = d.word(f, w)
		for _, spelling := range w.also {
			words[spelling] = with(d.word(f, w), "doNotSuggest", true)
		}
		switch {
		case w.must && len(w.also) > 0:
			all = append(all, anyRequired(w.Spellings()))
		case w.must:
			required = append(required, w.key)
		}
	}
	drawn := draft{"type": "object", "properties": words, "additionalProperties": false}
	if len(required) > 0 {
		drawn["required"] = required
	}
	if len(f.sets) > 0 {
		all = append(all, d.sets(f))
	}
	if len(all) > 0 {
		drawn["allOf"] = all
	}
	if f.open {
		d.inputs(words)
		drawn["additionalProperties"] = anything.drawn(d)
	}
	return drawn
}

// sets draws that the words of one set must be there, or of exactly one.
func (d *drafter) sets(f *Form) draft {
	var sets []draft
	for _, set := range f.sets {
		sets = append(sets, draft{"required": set})
	}
	if f.only {
		return draft{"oneOf": sets}
	}
	return draft{"anyOf": sets}
}

func anyRequired(spellings []string) draft {
	var some []draft
	for _, spelling := range spellings {
		some = append(some, draft{"required": []string{spelling}})
	}
	return draft{"anyOf": some}
}

// inputs draws what an act may give, beside the words of a step.
func (d *drafter) inputs(words draft) {
	for _, name := range slices.Concat(vocabulary, d.names["field"]) {
		if _, taken := words[name]; taken {
			continue
		}
		words[name] = d.input(name)
	}
	if _, taken := words["fields"]; !taken { // they may stand together, as in expect
		words["fields"] = with(either{keyed{each: anything}, anything}.drawn(d), "doNotSuggest", true)
	}
}

// input draws what may be given by one name, and what people call it.
func (d *drafter) input(name string) draft {
	switch {
	case strings.HasPrefix(name, "document"):
		return with(many{text}.drawn(d), "description", wording.Say(d.language, "input.document", nil))
	case slices.Contains(vocabulary, name):
		return with(anything.drawn(d), "description", wording.Say(d.language, "input."+name, nil))
	}
	return anything.drawn(d)
}

// word draws what may stand behind a word, and says what it means.
func (d *drafter) word(f *Form, w *Word) draft {
	drawn := w.is.drawn(d)
	if drawn["$ref"] != nil { // beside which nothing else counts
		drawn = draft{"allOf": []draft{drawn}}
	}
	told := wording.Say(d.language, "schema."+f.sentence(w), nil)
	example := wording.Say(d.language, "schema.example", nil)
	return with(with(drawn,
		"description", told+"\n"+example+" "+w.example),
		"markdownDescription", told+"\n\n"+example+"\n\n```yaml\n"+w.example+"\n```")
}

// sentence is the catalogue's key for a word.
func (f *Form) sentence(w *Word) string {
	if w.about != "" {
		return w.about
	}
	return f.name + "." + strings.ReplaceAll(w.key, " ", "_")
}

// with is a draft with one thing more.
func with(d draft, key string, value any) draft {
	more := draft{key: value}
	for k, v := range d {
		more[k] = v
	}
	return more
}

func (s written) drawn(*drafter) draft {
	types := []string{"string"}
	made := regexp.MustCompile(string(s))
	if made.MatchString("12.5") {
		types = append(types, "number")
	}
	if made.MatchString("true") && made.MatchString("false") {
		types = append(types, "boolean")
	}
	if s == "" {
		return draft{"type": types}
	}
	return draft{"type": types, "pattern": string(s)}
}

func (s whole) drawn(*drafter) draft { return draft{"type": "integer", "minimum": s.least} }

func (decimal) drawn(*drafter) draft { return draft{"type": "number"} }

func (yesOrNo) drawn(*drafter) draft {
	return draft{"anyOf": []draft{{"type": "boolean"}, {"enum": []string{"yes", "no", "true", "false"}}}}
}

func (blank) drawn(*drafter) draft { return draft{"type": "null"} }

func (s choice) drawn(*drafter) draft { return draft{"enum": []string(s)} }

func (s usual) drawn(*drafter) draft { return suggested(s) }

// suggested offers words, and refuses no other.
func suggested(words []string) draft {
	any := draft{"type": []string{"string", "boolean"}} // a name may be true
	if len(words) == 0 {
		return any
	}
	return draft{"anyOf": []draft{{"enum": words}, any}}
}

func (s names) drawn(d *drafter) draft { return suggested(d.named(string(s))) }

func (s in) drawn(d *drafter) draft {
	if _, drawn := d.forms[s.form.name]; !drawn {
		d.forms[s.form.name] = draft{} // so that it is drawn once
		d.forms[s.form.name] = d.form(s.form)
	}
	return draft{"$ref": "#/definitions/" + s.form.name}
}

func (s owned) drawn(d *drafter) draft {
	return draft{"type": "object", "propertyNames": draft{"pattern": string(plainName)}, "additionalProperties": s.each.drawn(d)}
}

func (s keyed) drawn(d *drafter) draft {
	drawn := draft{"type": "object", "additionalProperties": s.each.drawn(d)}
	if s.key != "" {
		drawn["propertyNames"] = draft{"pattern": string(s.key)}
	}
	return drawn
}

func (s listing) drawn(d *drafter) draft {
	return draft{"type": "array", "items": s.each.drawn(d)}
}

func (s many) drawn(d *drafter) draft {
	one := s.each.drawn(d)
	return draft{"anyOf": []draft{one, {"type": "array", "items": one}}}
}

func (s either) drawn(d *drafter) draft {
	var some []draft
	for _, part := range s {
		some = append(some, part.drawn(d))
	}
	return draft{"anyOf": some}
}
