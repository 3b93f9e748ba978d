package definition_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

func TestOneMisspeltStateIsNotADozenErrors(t *testing.T) {
	t.Parallel()
	files := archive(t, "testdata/page.txtar").(fstest.MapFS)
	text := strings.ReplaceAll(string(files[proposal].Data), "to: decided,", "to: decidedd,")
	files[proposal] = &fstest.MapFile{Data: []byte(text)}
	_, problems := definition.Read(files, letters)
	if len(problems.Errors()) == 0 {
		t.Fatal("the misspelt state was not seen")
	}
	for _, p := range problems.Errors() {
		if p.Code != "unknown_state" {
			t.Errorf("%v is only a consequence", p)
		}
	}
}
