package definition

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/wording"
)

// mostListed is how many possibilities an error lists before it stops.
const mostListed = 18

// oneOf says that one of words is expected, and of many how many more there are.
func oneOf(words []string) wording.Text {
	listed := strings.Join(words[:min(len(words), mostListed)], ", ")
	switch {
	case len(words) == 0:
		return nil
	case len(words) == 1:
		return wording.Same(listed)
	case len(words) > mostListed:
		return wording.Both("check.want.one_of_many", wording.Args{"Words": listed, "More": len(words) - mostListed})
	}
	return wording.Both("check.want.one_of", wording.Args{"Words": listed})
}

// oneOfThe says that a name of a sort is expected, and of many where they all stand.
func oneOfThe(what string, words []string) wording.Text {
	if len(words) <= mostListed {
		return oneOf(words)
	}
	where := "all_in_workflow"
	switch what {
	case "input", "letter", "key", "refusal", "step":
		where = "all_in_reference"
	case "person", "organization", "body", "party", "kind", "function":
		where = "all_in_collaboration"
	}
	return wording.Both("check.want.one_of_listed", wording.Args{
		"Words": strings.Join(words[:mostListed], ", "), "More": len(words) - mostListed, "Where": wording.Both("check.want."+where, nil)})
}

// between is what people write between the parts of a list.
var between = regexp.MustCompile(`\s*[,;/]\s*|\s+(?:and|och|&|or|eller)\s+`)

// listed is a text that names several of some words as the list that it should be; ""
// where it is none.
func listed(found string, words []string) string {
	parts := between.Split(found, -1)
	if len(parts) < 2 || slices.ContainsFunc(parts, func(part string) bool { return !slices.Contains(words, part) }) {
		return ""
	}
	return "[" + strings.Join(parts, ", ") + "]"
}
