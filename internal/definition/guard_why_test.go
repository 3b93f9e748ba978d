package definition_test

import (
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/wording"
)

// What is wrong with a condition is said in the reader's own language, and not in
// the library's.
func TestACompilersComplaintIsSaidInWords(t *testing.T) {
	for _, row := range []struct{ when, sv, en string }{
		{`proposal.title > 3`, "en text och ett tal går inte ihop med >", "a text and a number don't go together with >"},
		{`proposal.title`, "det är en text, och ett villkor är sant eller falskt", "it is a text, and a condition is true or false"},
		{`proposal.documents > `, "det slutar för tidigt", "it ends too soon"},
		{`proposal.documents > 3)`, "parentesen ) saknar sin andra hälft i villkoret", "the bracket ) lacks its other half"},
		{`proposal.documents > 3 4`, "4 väntades inte här", "4 was not expected here"},
	} {
		c := change{row.when, proposal, "when: proposal.simple", "when: '«" + row.when + "'", "guard", ""}
		fsys, _ := c.made(t)
		_, problems := definition.Read(fsys, letters)
		if got := problems.In(wording.Swedish); !strings.Contains(got, row.sv) {
			t.Errorf("%s\n%s, want\n%s", row.when, got, row.sv)
		}
		if got := problems.In(wording.English); !strings.Contains(got, row.en) {
			t.Errorf("%s\n%s, want\n%s", row.when, got, row.en)
		}
	}
}
