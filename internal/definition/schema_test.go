package definition_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"beredd/internal/definition/grammar/grammartest"
	"beredd/internal/wording"
)

// structural are the problems that can be seen in a file alone, without what its
// names mean or what day it is.
var structural = []string{"unknown_key", "missing_key", "nothing", "wrong_value", "unknown_step", "two_steps", "within_or_at", "loose_comma", "unknown_language"}

// beyond are planted mistakes of those kinds that no schema can see, and why.
var beyond = map[string]string{
	"a date that does not exist":                   "it is written as one that does",
	"office hours that end before they begin":      "two times are compared",
	"a week that no year has":                      "it is written as one that some year has",
	"reminders again before the day":               "what can stand there is counted",
	"hours counted from a date":                    "what is counted depends on what it is counted from",
	"a distance that cannot be counted":            "the words before a date are free",
	"a meeting on no day":                          "rules are the calendar's",
	"who did what there is no word for":            "it may be the name of a party",
	"a fraction of more than all":                  "two numbers are compared",
	"a date by slashes that a step gives":          "what an input is the pack says",
	"a meeting's day by slashes that a step gives": "a meeting may be named",
	"an expectation that there is not":             "it may be a field of the pack's own",
}

// What is wrong with a file's shape is underlined in an editor too.
func TestStructuralMistakesAreFoundByTheSchemas(t *testing.T) {
	schemas := grammartest.Compiled(t, wording.English, nil)
	for file, why := range schemas.RefusesIn(t, archive(t, "testdata/page.txtar")) {
		t.Fatalf("%s is refused as it stands: %v", file, why)
	}
	found := 0
	for _, row := range refused {
		if !slices.Contains(structural, row.code) {
			continue
		}
		t.Run(row.sentence, func(t *testing.T) {
			fsys, _ := row.made(t)
			text := string(fsys.(fstest.MapFS)[row.file].Data)
			why := schemas.Refuses(grammartest.Kind(row.file), text)
			if _, unseen := beyond[row.sentence]; (why == nil) != unseen {
				t.Errorf("the schema says %v", why)
			}
		})
		found++
	}
	if found < 30 {
		t.Errorf("%d mistakes are structural", found)
	}
}
