package drawing_test

import (
	"os"
	"strings"
	"testing"

	"beredd/internal/definition"
	"beredd/internal/drawing"
	"beredd/internal/wording"
)

// A step that leads from every open state is drawn once, at a box of its own, and said once
// in the words, whichever states it leaves out; a proposal's way through it is numbered there.
func TestAStepFromEveryOpenStateIsDrawnOnce(t *testing.T) {
	t.Parallel()
	pack, problems := definition.Read(os.DirFS("../../workflows/testdata/words/every_open_state"), nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	marks := drawing.Marks{Current: "withdrawn", Taken: []drawing.Taken{{Transition: "submit", From: "drafted", To: "reviewed"}, {Transition: "withdraw", From: "reviewed", To: "withdrawn"}}}
	for language, want := range map[wording.Language][]string{
		wording.English: {"Wherever it stands\n  Every open stage\n    - Withdraw → Withdrawn (somebody takes it) [the proposal's step 2]\n  Every open stage (but for Drafted)\n    - Suspend"},
		wording.Swedish: {"Var det än står\n  Varje öppet läge\n    - Återta → Återtaget (någon tar steget) [ärendets steg 2]\n  Varje öppet läge (utom Utarbetas)\n    - Vila"},
	} {
		d := drawing.New(pack, pack.Workflows[0], language, marks)
		for _, said := range want {
			if strings.Count(d.Text(), said) != 1 {
				t.Errorf("the text does not say once %q:\n%s", said, d.Text())
			}
		}
	}
	stays, problems := definition.Read(os.DirFS("../../workflows/testdata/words/stays_where_it_stands"), nil)
	if err := problems.Err(); err != nil {
		t.Fatal(err)
	}
	told := drawing.New(stays, stays.Workflows[0], wording.English, drawing.Marks{Taken: []drawing.Taken{{Transition: "remark", From: "major", To: "major"}}}).Text()
	if said := "Every open stage\n    - Make a note (it stays where it stands) [the proposal's step 1]\n"; strings.Count(told, said) != 1 {
		t.Errorf("the text does not say once %q:\n%s", said, told)
	}
	if lines := strings.Count(drawing.New(pack, pack.Workflows[0], wording.English, marks).Mermaid(), ": Withdraw\n"); lines != 1 {
		t.Errorf("Mermaid draws the step %d times, not once", lines)
	}
}
