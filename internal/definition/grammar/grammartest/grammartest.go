// Package grammartest holds the files of packs against their schemas, as an editor
// does. It knows no more of the language than the schemas say.
package grammartest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// Schemas are compiled, by the kind of file.
type Schemas map[string]*jsonschema.Schema

// Compiled are the schemas in a language, with a pack's names.
func Compiled(t testing.TB, l wording.Language, n grammar.Names) Schemas {
	t.Helper()
	schemas := Schemas{}
	for _, kind := range grammar.Kinds() {
		text, err := grammar.Schema(kind, l, n)
		if err != nil {
			t.Fatal(err)
		}
		drawn, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
		if err != nil {
			t.Fatal(err)
		}
		schemas[kind] = compiled(t, drawn)
	}
	return schemas
}

func compiled(t testing.TB, drawn any) *jsonschema.Schema {
	t.Helper()
	const address = "https://pack.example/schema.json"
	compiler := jsonschema.NewCompiler()
	compiler.DefaultDraft(jsonschema.Draft7)
	if err := compiler.AddResource(address, drawn); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile(address)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// Made says what a schema of one's own has against a text.
func Made(t testing.TB, drawn map[string]any) func(text string) error {
	t.Helper()
	schemas := Schemas{"": compiled(t, any(drawn))}
	return func(text string) error { return schemas.Refuses("", text) }
}

// Kind is which kind of file of a pack has that name.
func Kind(name string) string {
	switch {
	case strings.HasPrefix(name, "scenarios/"):
		return "scenario"
	case name == "collaboration.yaml":
		return "collaboration"
	case name == "cycle.yaml":
		return "cycle"
	}
	return "workflow"
}

// Refuses says what a schema has against a file's text; nil where it has nothing.
func (s Schemas) Refuses(kind, text string) error {
	var said any
	if err := yaml.Unmarshal([]byte(text), &said); err != nil {
		return fmt.Errorf("reading YAML: %w", err)
	}
	plain, err := json.Marshal(said)
	if err != nil {
		return fmt.Errorf("writing JSON: %w", err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(plain))
	if err != nil {
		return fmt.Errorf("reading JSON: %w", err)
	}
	return s[kind].Validate(value)
}

// RefusesIn is what the schemas have against a pack's files, by file.
func (s Schemas) RefusesIn(t testing.TB, pack fs.FS) map[string]error {
	t.Helper()
	refused := map[string]error{}
	err := fs.WalkDir(pack, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || path.Ext(name) != ".yaml" {
			return err
		}
		text, err := fs.ReadFile(pack, name)
		if err != nil {
			return err
		}
		if why := s.Refuses(Kind(name), string(text)); why != nil {
			refused[name] = why
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return refused
}
