package definition_test

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/goccy/go-yaml"

	"beredd/internal/definition/grammar/grammartest"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A mutation of a file puts something else in one place of it.
type mutation struct {
	what string
	text string
}

// instead is what is put in a value's place, though it means nothing there.
var instead = map[string]any{
	"a text": "what nobody says", "a number": 12.5, "true": true, "nothing": nil,
	"a list of lists": []any{[]any{"odd"}}, "a mapping": yaml.MapSlice{{Key: "odd", Value: "odd"}},
}

// mutations are every way to drop a key, misspell it or put something else behind
// it, and behind each item of a list.
func mutations(t *testing.T, text string) []mutation {
	t.Helper()
	var root yaml.MapSlice
	if err := yaml.UnmarshalWithOptions([]byte(text), &root, yaml.UseOrderedMap()); err != nil {
		t.Fatal(err)
	}
	var all []mutation
	made := func(what string) {
		text, err := yaml.Marshal(root)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, mutation{what, string(text)})
	}
	var change func(path string, at *any)
	change = func(path string, at *any) {
		was := *at
		for _, what := range slices.Sorted(maps.Keys(instead)) {
			*at = instead[what]
			made(path + ": " + what)
		}
		*at = was
		switch value := was.(type) {
		case []any:
			for i := range value {
				change(fmt.Sprintf("%s[%d]", path, i), &value[i])
			}
		case yaml.MapSlice:
			for i := range value {
				key := value[i].Key
				value[i].Key = fmt.Sprint(key, "ish")
				made(fmt.Sprintf("%s.%v: misspelt", path, key))
				value[i].Key = key
				*at = slices.Concat(value[:i:i], value[i+1:])
				made(fmt.Sprintf("%s.%v: missing", path, key))
				*at = was
				change(fmt.Sprintf("%s.%v", path, key), &value[i].Value)
			}
		}
	}
	for i := range root {
		change(fmt.Sprint(root[i].Key), &root[i].Value)
	}
	return all
}

// Whatever the schemas refuse, the reader refuses too: an editor underlines nothing
// that is right. And where the reader says that a file is not made as it must be, so
// do the schemas.
func TestSchemasRefuseWhatTheReaderDoes(t *testing.T) {
	schemas := grammartest.Compiled(t, wording.English, nil)
	whole := archive(t, "testdata/page.txtar").(fstest.MapFS)
	stride := 71 // every so manieth; all of them take minutes
	if os.Getenv("BEREDD_EVERY_MUTATION") != "" {
		stride = 1
	}
	n := 0
	for _, name := range slices.Sorted(maps.Keys(whole)) {
		if !strings.HasSuffix(name, ".yaml") {
			continue
		}
		for i, m := range mutations(t, string(whole[name].Data)) {
			if i%stride != 0 {
				continue
			}
			n++
			pack := maps.Clone(whole)
			pack[name] = &fstest.MapFile{Data: []byte(m.text)}
			problems, why := check(pack), schemas.Refuses(grammartest.Kind(name), m.text)
			said := misshapen(problems, name, strings.Contains(m.what, ".expect"))
			if why != nil && len(problems.Errors()) == 0 {
				t.Errorf("%s, %s: the reader accepts it, and the schema says %v", name, m.what, why)
			}
			if why == nil && said != nil {
				t.Errorf("%s, %s: the schema accepts it, and the reader says %v", name, m.what, said)
			}
		}
	}
	if n < 40 {
		t.Errorf("tried %d mutations", n)
	}
}

// misshapen are the problems in a file with how it is made, not with what it says. In
// an expectation any key may be a field of the pack's own.
func misshapen(problems source.Problems, file string, expected bool) source.Problems {
	var some source.Problems
	for _, p := range problems.Errors() {
		if p.Pos.File == file && slices.Contains(structural, p.Code) && !(expected && p.Code == "unknown_key") {
			some = append(some, p)
		}
	}
	return some
}
