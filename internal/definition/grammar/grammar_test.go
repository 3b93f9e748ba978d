package grammar

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"beredd/internal/wording"
)

// every word of the language, with the form that it stands in.
func every(t *testing.T, look func(f *Form, w *Word)) {
	t.Helper()
	var seen []*Form
	for _, kind := range Kinds() {
		for _, f := range Within(File(kind)) {
			if slices.Contains(seen, f) {
				continue
			}
			seen = append(seen, f)
			for i := range f.words {
				look(f, &f.words[i])
			}
		}
	}
	if len(seen) < 40 {
		t.Errorf("the language has but %d forms", len(seen))
	}
}

// Every word is explained in both languages, by a sentence or more; and no sentence
// explains what is no word.
func TestEveryWordIsExplained(t *testing.T) {
	told := map[string]bool{"schema.example": true}
	for _, kind := range Kinds() {
		told["schema.kind."+kind] = true
	}
	every(t, func(f *Form, w *Word) {
		key := "schema." + f.sentence(w)
		told[key] = true
		for _, l := range wording.Languages() {
			said := wording.Say(l, key, nil)
			if !wording.Has(l, key) || !strings.HasSuffix(said, ".") && !strings.HasSuffix(said, "”.") {
				t.Errorf("%s of %s is not explained in %s: %q", w.key, f.name, l, said)
			}
		}
	})
	for _, key := range explained(t) {
		if !told[key] {
			t.Errorf("%s explains what is no word", key)
		}
	}
}

// explained are the keys of the sentences about words.
func explained(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../wording/catalogue/schema.sv.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var catalogue map[string]any
	if err := yaml.Unmarshal(text, &catalogue); err != nil {
		t.Fatal(err)
	}
	var keys []string
	var gather func(before string, at map[string]any)
	gather = func(before string, at map[string]any) {
		for key, below := range at {
			if further, ok := below.(map[string]any); ok {
				gather(before+key+".", further)
			} else {
				keys = append(keys, before+key)
			}
		}
	}
	gather("", catalogue)
	return keys
}

// A form has a word once, however it is spelled, and says of all that a set names
// what it is.
func TestFormsAreWhole(t *testing.T) {
	names := map[string]*Form{}
	every(t, func(f *Form, w *Word) {
		if names[f.name] != nil && names[f.name] != f {
			t.Errorf("two forms are called %s", f.name)
		}
		names[f.name] = f
		if f.Word(w.key) != w {
			t.Errorf("%s stands twice in %s", w.key, f.name)
		}
		for _, set := range f.sets {
			for _, key := range set {
				if f.Word(key) == nil {
					t.Errorf("%s wants %s, which is none of its words", f.name, key)
				}
			}
		}
	})
}

// What may be misspelt in a scenario is not taken for a word of the other files.
func TestScenariosAreReadToTheLetter(t *testing.T) {
	for key, known := range map[string]bool{"held_by": true, "on_expiry": true, "personas": false, "propose": false, "heldby": false} {
		if Known(key) != known {
			t.Errorf("%s is known: %v", key, !known)
		}
	}
}
