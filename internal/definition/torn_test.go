package definition_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

// One slip is one error, and not all that follows from it as well.
func TestOneSlipIsNotADozenErrors(t *testing.T) {
	t.Parallel()
	for _, slip := range []struct{ sentence, file, from, to, code string }{
		{"a misspelt state", proposal, "to: decided,", "to: decidedd,", "unknown_state"},
		{"a state that is something else", proposal, "from: referred_back, to: withdrawn", "from: referred_back, to: parked", "unknown_state"},
		{"a misspelt key of a transition", proposal, "to: decided, by: deciding", "to: decided, bye: deciding", "unknown_key"},
		{"a misspelt key of a state", proposal, "en: Withdrawn}, final: true", "en: Withdrawn}, finall: true", "unknown_key"},
		{"another key of a state", proposal, "en: Withdrawn}, final: true", "en: Withdrawn}, closes: true", "unknown_key"},
		{"a misspelt key of the whole", proposal, "transitions:", "transistions:", "unknown_key"},
		{"a misspelt follow-up", proposal, "follow_up: {", "followup: {", "unknown_key"},
		{"a title that is misspelt", proposal, "{title: {sv: Återtaget, en", "{titel: {sv: Återtaget, en", "unknown_key"},
		{"a misspelt seat", proposal, "to: decided, by: deciding", "to: decided, by: deciding.secretry", "unknown_seat"},
		{"a round that opens on a table", proposal, "opens: {on: decided}", "opens: {on: {decided: now}}", "wrong_value"},
		{"a round that opens when nobody waits for it", proposal, "opens: {on: decided}", "opens: {on: withdraw}", "never_taken"},
		{"a state that is a text", proposal, "{title: {sv: Återtaget, en: Withdrawn}, final: true}", "gone", "wrong_value"},
		{"a list of months without quotes", year, `on: "first Friday of February, April, June, September, November"`, "on: first Friday of February, April, June, September, November", "loose_comma"},
		{"the only seats, misspelt", collaboration, "seats: [{person: county_coordinator, role: chair}, {person: elderly_secretary, role: secretary}]", "seats: [{person: county_coordinator, role: chairr}]", "wrong_value"},
		{"a misspelt workflow of the bindings", collaboration, "  agreement: {drafting", "  agrement: {drafting", "unknown_workflow"},
		{"a misspelt role of the bindings", collaboration, "preparation: beredning, deciding", "preparation: beredning, decidng", "unknown_role"},
	} {
		t.Run(slip.sentence, func(t *testing.T) {
			t.Parallel()
			files := archive(t, "testdata/page.txtar").(fstest.MapFS)
			text := strings.ReplaceAll(string(files[slip.file].Data), slip.from, slip.to)
			files[slip.file] = &fstest.MapFile{Data: []byte(text)}
			_, problems := definition.Read(files, letters)
			if len(problems.Errors()) == 0 {
				t.Fatal("it was not seen")
			}
			for _, p := range problems.Errors() {
				if p.Code != slip.code {
					t.Errorf("%v is only a consequence", p)
				}
			}
		})
	}
}

// Two slips are two errors, though the first is in what the second hangs on.
func TestAMisspeltStateHidesNothing(t *testing.T) {
	t.Parallel()
	files := archive(t, "testdata/page.txtar").(fstest.MapFS)
	text := strings.Replace(string(files[proposal].Data), "to: decided,", "to: decidedd,", 1)
	text = strings.Replace(text, "- never disseminated without decided", "- never decided without on_agenda", 1)
	files[proposal] = &fstest.MapFile{Data: []byte(text)}
	_, problems := definition.Read(files, letters)
	if found := problems.Errors(); len(found) != 2 || found[0].Code != "unknown_state" || found[1].Code != "broken_promise" {
		t.Errorf("found %v", found)
	}
}
