package cli

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/definition/grammar"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// schema tells editors what may stand in a pack's files.
type schema struct {
	Kind  string `arg:"" optional:"" help:"${help_schema_kind}"`
	Pack  string `help:"${help_schema_pack}" placeholder:"PACK"`
	Write string `help:"${help_schema_write}" placeholder:"DIR" type:"path"`
}

// Run prints one schema, or writes all of them to a folder. Asked for neither, it
// says which there are.
func (c schema) Run(t *terminal) error {
	names, err := c.names()
	switch {
	case err != nil:
		return err
	case c.Write != "":
		return c.write(t, names)
	case c.Kind == "":
		for _, kind := range grammar.Kinds() {
			fmt.Fprintf(t.out, "%-14s %s\n", kind, t.say("schema.kind."+kind, nil))
		}
		return nil
	}
	text, err := c.drawn(t, c.Kind, names)
	if err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%s\n", text)
	return nil
}

// names are those of the pack that was asked for.
func (c schema) names() (grammar.Names, error) {
	if c.Pack == "" {
		return nil, nil
	}
	found, err := usable(c.Pack)
	if err != nil {
		return nil, err
	}
	return definition.Names(found.Pack), nil
}

func (c schema) drawn(t *terminal, kind string, names grammar.Names) ([]byte, error) {
	if !slices.Contains(grammar.Kinds(), kind) {
		return nil, fault.New(fault.Invalid, "unknown_schema", wording.Args{"Found": kind, "Kinds": wording.Text{
			wording.Swedish: wording.AnyOf(wording.Swedish, grammar.Kinds()), wording.English: wording.AnyOf(wording.English, grammar.Kinds())}})
	}
	return grammar.Schema(kind, t.language, names)
}

// write puts every schema in a folder, or the one that was asked for, and says how a
// file of that kind begins.
func (c schema) write(t *terminal, names grammar.Names) error {
	kinds := grammar.Kinds()
	if c.Kind != "" {
		kinds = []string{c.Kind}
	}
	for _, kind := range kinds {
		text, err := c.drawn(t, kind, names)
		if err != nil {
			return err
		}
		name := kind + ".schema.json"
		if err := os.WriteFile(filepath.Join(c.Write, name), append(text, '\n'), 0o644); err != nil {
			return fmt.Errorf("writing a schema: %w", err)
		}
		if kind == "scenario" {
			name = "../" + name
		}
		fmt.Fprintf(t.out, "# yaml-language-server: $schema=%s\n", name)
	}
	return nil
}
