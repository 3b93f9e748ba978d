package grammartest

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// Words are the words of the language as FORM.WORD, each with whether a text has
// been seen to use it.
type Words map[string]bool

// AllWords are all words, of which none has been used.
func AllWords(t testing.TB) Words {
	t.Helper()
	words := Words{}
	for _, kind := range grammar.Kinds() {
		for _, f := range grammar.Within(grammar.File(kind)) {
			for _, key := range f.Keys() {
				words[f.Name()+"."+key] = false
			}
		}
	}
	return words
}

// Use marks the words that a file of a kind uses.
func (w Words) Use(t testing.TB, kind, text string) {
	t.Helper()
	drawn, err := grammar.Schema(kind, wording.English, nil)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(drawn, &schema); err != nil {
		t.Fatal(err)
	}
	var said any
	if err := yaml.Unmarshal([]byte(text), &said); err != nil {
		t.Fatal(err)
	}
	forms, _ := schema["definitions"].(map[string]any)
	w.use(forms, kind, schema, said)
}

// UseIn marks the words that the files of a pack in memory use.
func (w Words) UseIn(t testing.TB, pack fstest.MapFS) {
	t.Helper()
	for name, file := range pack {
		w.Use(t, Kind(name), string(file.Data))
	}
}

// use follows a value down a schema, through everything that it may be.
func (w Words) use(forms map[string]any, form string, schema, value any) {
	at, _ := schema.(map[string]any)
	if ref, ok := at["$ref"].(string); ok {
		form = strings.TrimPrefix(ref, "#/definitions/")
		at, _ = forms[form].(map[string]any)
	}
	for _, several := range []string{"anyOf", "allOf", "oneOf"} {
		some, _ := at[several].([]any)
		for _, one := range some {
			w.use(forms, form, one, value)
		}
	}
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			w.use(forms, form, at["items"], item)
		}
	case map[string]any:
		words, _ := at["properties"].(map[string]any)
		for key, below := range value {
			if further, ok := words[key]; ok {
				if _, known := w[form+"."+key]; known {
					w[form+"."+key] = true
				}
				w.use(forms, form, further, below)
			} else {
				w.use(forms, form, at["additionalProperties"], below)
			}
		}
	}
}
