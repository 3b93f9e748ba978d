package grammar_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/grammar/grammartest"
	"beredd/internal/wording"
)

// Every word has an example, which is as the schema says of that very word.
func TestEveryExampleIsAsItsSchemaSays(t *testing.T) {
	for _, kind := range grammar.Kinds() {
		schema := drawn(t, kind, wording.Swedish, nil)
		forms := maps.Clone(schema["definitions"].(map[string]any))
		forms[kind] = schema
		for name, form := range forms {
			words := form.(map[string]any)["properties"].(map[string]any)
			refuses := grammartest.Made(t, map[string]any{
				"definitions": schema["definitions"], "type": "object", "properties": words, "additionalProperties": false, "minProperties": 1,
			})
			for key, word := range words {
				_, example, found := strings.Cut(described(word), "```yaml\n")
				if !found {
					if _, input := word.(map[string]any)["markdownDescription"]; input {
						t.Errorf("%s of %s has no example", key, name)
					}
					continue
				}
				example = strings.TrimSuffix(example, "\n```")
				if why := refuses(example); why != nil {
					t.Errorf("%s of %s: %s: %v", key, name, example, why)
				}
				if spelled, _, _ := strings.Cut(example, ":"); !related(words[key], words[spelled]) {
					t.Errorf("%s of %s is shown by %s", key, name, example)
				}
			}
		}
	}
}

// related says whether two words are one, spelled otherwise perhaps.
func related(a, b any) bool { return described(a) == described(b) }

func described(word any) string {
	told, _ := word.(map[string]any)["markdownDescription"].(string)
	return told
}

// An editor explains a word in the language that was asked for, and offers a pack's
// own names without refusing others.
func TestASchemaExplainsAndOffers(t *testing.T) {
	names := grammar.Names{"role": {"drafting", "deciding"}}
	state := drawn(t, "workflow", wording.Swedish, names)["definitions"].(map[string]any)["state"].(map[string]any)
	text, err := json.Marshal(state["properties"].(map[string]any)["held_by"])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"enum":["drafting","deciding"]`, "Rollen vars tur det är", "Exempel: held_by: drafting"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("held_by is %s, which lacks %s", text, want)
		}
	}
	schemas := grammartest.Compiled(t, wording.English, names)
	const flow = "workflow: a\nbodies: b\nstates: {c: {title: C, held_by: new}}\ntransitions: {}\n"
	if why := schemas.Refuses("workflow", flow); why != nil {
		t.Errorf("a name that is new is refused: %v", why)
	}
	if why := schemas.Refuses("workflow", strings.Replace(flow, "held_by", "heldby", 1)); why == nil {
		t.Error("a misspelt word is accepted")
	}
}

func TestThereIsASchemaForFilesOfPacksAlone(t *testing.T) {
	if _, err := grammar.Schema("letter", wording.English, nil); err == nil {
		t.Error("a letter has a schema")
	}
}

// drawn is a schema as JSON has it.
func drawn(t *testing.T, kind string, l wording.Language, n grammar.Names) map[string]any {
	t.Helper()
	text, err := grammar.Schema(kind, l, n)
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	return schema
}
