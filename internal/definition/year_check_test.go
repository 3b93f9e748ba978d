package definition_test

import (
	"testing"

	"beredd/internal/definition"
)

// ofYear are what the page's pack cannot say of its year.
var ofYear = []change{
	{"a meeting of nobody that meets", year, `- {name: preparation, title: {sv: Beredning}, when: "the Friday 2 weeks before", who: beredning,`, `- «{name: preparation, title: {sv: Beredning}, when: "the Friday 2 weeks before", who: coordinator,`, "meets_nobody", ""},
}

// TestTheYearIsChecked plants each mistake in the cycle, and finds it at its place.
func TestTheYearIsChecked(t *testing.T) {
	for _, row := range ofYear {
		t.Run(row.sentence, func(t *testing.T) { row.found(t, definition.Error) })
	}
}
