package scenario

import (
	"fmt"
	"io"
	"strings"

	"beredd/internal/wording"
)

// Report writes a failure for people: which step, what was expected, what
// happened, and the journal so far.
func (r Result) Report(w io.Writer, l wording.Language) {
	if r.Failure == nil {
		return
	}
	f := r.Failure
	fmt.Fprintf(w, "  %s\n", wording.Say(l, "scenario.failed_at", wording.Args{
		"Step": f.Step, "File": f.Pos.File, "Line": f.Pos.Line, "Column": f.Pos.Column}))
	for _, problem := range f.Problems {
		problem.report(w, l)
	}
	if len(f.Journal) > 0 {
		fmt.Fprintf(w, "    %s\n%s", wording.Say(l, "scenario.journal", nil), indented(f.Journal.String(), "      "))
	}
}

// Text is the report as text.
func (r Result) Text(l wording.Language) string {
	var b strings.Builder
	r.Report(&b, l)
	return b.String()
}

func (p Problem) report(w io.Writer, l wording.Language) {
	fmt.Fprintf(w, "    %s\n", p.What)
	listed(w, wording.Say(l, "scenario.expected", nil), p.Want)
	listed(w, wording.Say(l, "scenario.happened", nil), p.Got)
}

// listed writes values one a line beneath each other.
func listed(w io.Writer, label string, values []string) {
	for i, value := range values {
		if i > 0 {
			label = strings.Repeat(" ", len([]rune(label)))
		}
		fmt.Fprintf(w, "      %s  %s\n", label, value)
	}
}

func indented(text, by string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		b.WriteString(by + line)
	}
	return b.String()
}
