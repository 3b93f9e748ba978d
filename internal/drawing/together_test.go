package drawing_test

import (
	"os"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/drawing"
	"beredd/internal/wording"
)

// A step that several take together is drawn as one, with how many must agree, and the
// words beside the picture say who.
func TestAStepTakenTogetherSaysWho(t *testing.T) {
	t.Parallel()
	pack, problems := definition.Read(os.DirFS("../../workflows/testdata/words/together"), nil)
	if pack == nil {
		t.Fatal(problems)
	}
	for language, want := range map[wording.Language][]string{
		wording.English: {"Pay (2 together) → Paid (the chair of the board and The accountant take it together)", "Book (all together) → Booked ("},
		wording.Swedish: {"Pay (2 tillsammans) → Paid (", "Book (alla tillsammans) → Booked ("},
	} {
		d := drawing.New(pack, pack.Workflows[0], language, drawing.Marks{})
		for _, said := range want {
			if !strings.Contains(d.Text(), said) {
				t.Errorf("the text lacks %q:\n%s", said, d.Text())
			}
		}
	}
}
