package grammartest

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// A Place is where a file uses a word, counted from 1, and what the schema in a language
// says of the word.
type Place struct {
	Line, Column int
	Says         string
}

// Placed finds where a file of a kind first uses each word, as FORM.WORD, and what the
// schemas in a language say of it.
func Placed(t testing.TB, l wording.Language) func(kind, text string) map[string]Place {
	t.Helper()
	schemas := map[string]map[string]any{}
	for _, kind := range grammar.Kinds() {
		drawn, err := grammar.Schema(kind, l, nil)
		if err != nil {
			t.Fatal(err)
		}
		var schema map[string]any
		if err := json.Unmarshal(drawn, &schema); err != nil {
			t.Fatal(err)
		}
		schemas[kind] = schema
	}
	return func(kind, text string) map[string]Place {
		file, err := parser.ParseBytes([]byte(text), 0)
		if err != nil {
			t.Fatal(err)
		}
		forms, _ := schemas[kind]["definitions"].(map[string]any)
		p := &placing{forms: forms, found: map[string]Place{}}
		for _, doc := range file.Docs {
			p.look(kind, schemas[kind], doc.Body)
		}
		return p.found
	}
}

type placing struct {
	forms map[string]any
	found map[string]Place
}

// look follows a part of a file down a schema, through everything that it may be.
func (p *placing) look(form string, schema any, part ast.Node) {
	at, _ := schema.(map[string]any)
	if ref, ok := at["$ref"].(string); ok {
		form = strings.TrimPrefix(ref, "#/definitions/")
		at, _ = p.forms[form].(map[string]any)
	}
	for _, several := range []string{"anyOf", "allOf", "oneOf"} {
		some, _ := at[several].([]any)
		for _, one := range some {
			p.look(form, one, part)
		}
	}
	switch part := part.(type) {
	case *ast.SequenceNode:
		for _, item := range part.Values {
			p.look(form, at["items"], item)
		}
	case *ast.MappingNode:
		for _, pair := range part.Values {
			p.word(form, at, pair)
		}
	case *ast.MappingValueNode:
		p.word(form, at, part)
	}
}

func (p *placing) word(form string, at map[string]any, pair *ast.MappingValueNode) {
	words, _ := at["properties"].(map[string]any)
	key := pair.Key.GetToken()
	further, ok := words[key.Value]
	if !ok {
		p.look(form, at["additionalProperties"], pair.Value)
		return
	}
	name := form + "." + key.Value
	if _, seen := p.found[name]; !seen {
		says, _ := further.(map[string]any)["description"].(string)
		p.found[name] = Place{key.Position.Line, key.Position.Column, says}
	}
	p.look(form, further, pair.Value)
}
