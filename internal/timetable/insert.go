package timetable

import (
	"bytes"
	"fmt"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// Insert is cycle.yaml with lines added first in its phases: and deadlines:, all that
// stands there left as it is. A section that there is not comes last, and a file that
// there is not begins with name. One written on a single line is refused.
func Insert(cycle []byte, lines Lines, name string) ([]byte, *fault.Error) {
	if len(bytes.TrimSpace(cycle)) == 0 {
		cycle = fmt.Appendf(nil, "cycle: %q\n", name)
	}
	var f *fault.Error
	if cycle, f = under(cycle, "phases", lines.Phases); f != nil {
		return nil, f
	}
	return under(cycle, "deadlines", lines.Deadlines)
}

// under is the text with lines added first in a section.
func under(text []byte, section, lines string) ([]byte, *fault.Error) {
	if lines == "" {
		return text, nil
	}
	var out strings.Builder
	found := false
	for line := range strings.Lines(string(text)) {
		out.WriteString(line)
		rest, is := strings.CutPrefix(line, section+":")
		if !is || found {
			continue
		}
		if said, _, _ := strings.Cut(rest, "#"); strings.TrimSpace(said) != "" {
			return nil, fault.New(fault.Conflict, "table_one_line", wording.Args{"Section": section})
		}
		found = true
		if !strings.HasSuffix(line, "\n") {
			out.WriteByte('\n')
		}
		out.WriteString(lines)
	}
	if !found {
		if out.Len() > 0 && !strings.HasSuffix(out.String(), "\n") {
			out.WriteByte('\n')
		}
		out.WriteString(section + ":\n" + lines)
	}
	return []byte(out.String()), nil
}

// Taken are the keys that a pack's cycle has already.
func Taken(pack *definition.Pack) []string {
	var keys []string
	if pack.Cycle == nil {
		return nil
	}
	for _, m := range pack.Cycle.Meetings {
		keys = append(keys, m.Name)
	}
	for _, y := range pack.Cycle.Yearly {
		keys = append(keys, y.Name)
	}
	for _, p := range pack.Cycle.Phases {
		keys = append(keys, p.Name)
	}
	return keys
}
