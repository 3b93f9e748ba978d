package source

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"beredd/internal/wording"
)

// A Severity says whether a pack can be used in spite of a problem.
type Severity string

// The severities.
const (
	Error   Severity = "error"   // the pack is refused
	Warning Severity = "warning" // it can be used, and is hardly meant so
)

// A Problem is one thing that is wrong with a pack's files.
type Problem struct {
	Pos        Pos
	Severity   Severity
	Code       string       // of the sentence, in the catalogue under check.
	Message    wording.Text // what is wrong, naming what was found
	Found      string       // as it stands in the file
	Expected   wording.Text // what could stand there instead; empty where nothing could
	Suggestion string       // what was probably meant, or ""
	Also       []Pos        // where else the same name stands
}

// Problems are all that is wrong with a pack, in the order of its files. It is
// an error, though one of warnings alone refuses nothing: see Err.
type Problems []Problem

// In is the problem as a line in l, beginning with its place.
func (p Problem) In(l wording.Language) string {
	var line strings.Builder
	line.WriteString(p.Pos.String() + ": ")
	if p.Severity == Warning {
		line.WriteString(wording.Say(l, "check.warning", nil) + " ")
	}
	line.WriteString(p.Message.In(l))
	if len(p.Expected) > 0 {
		line.WriteString(": " + wording.Say(l, "check.expected", wording.Args{"Expected": p.Expected}))
	}
	if p.Suggestion != "" {
		line.WriteString("; " + wording.Say(l, "check.did_you_mean", wording.Args{"Suggestion": p.Suggestion}))
	}
	if len(p.Also) > 0 {
		line.WriteString("; " + wording.Say(l, "check.also", wording.Args{"Lines": p.also()}))
	}
	return line.String()
}

// also are the lines where the same name stands, with the file where it is another.
func (p Problem) also() string {
	var lines []string
	for _, at := range p.Also {
		line := fmt.Sprint(at.Line)
		if at.File != p.Pos.File {
			line = fmt.Sprintf("%s:%d", at.File, at.Line)
		}
		if !slices.Contains(lines, line) {
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, ", ")
}

// String is the problem as a line in English.
func (p Problem) String() string { return p.In(wording.English) }

// In is every problem in l, a line each.
func (ps Problems) In(l wording.Language) string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.In(l)
	}
	return strings.Join(lines, "\n")
}

// Error is every problem in English, a line each.
func (ps Problems) Error() string { return ps.In(wording.English) }

// Err is the problems as an error, or nil where there are but warnings.
func (ps Problems) Err() error {
	if len(ps.Errors()) == 0 {
		return nil
	}
	return ps
}

// Errors are those that refuse the pack.
func (ps Problems) Errors() Problems { return ps.of(Error) }

// Warnings are those that don't.
func (ps Problems) Warnings() Problems { return ps.of(Warning) }

func (ps Problems) of(severity Severity) Problems {
	var some Problems
	for _, p := range ps {
		if p.Severity == severity {
			some = append(some, p)
		}
	}
	return some
}

// Under puts a folder before the name of every file.
func (ps Problems) Under(folder string) Problems {
	moved := slices.Clone(ps)
	under := func(at *Pos) { at.File = strings.TrimSuffix(folder, "/") + "/" + at.File }
	for i := range moved {
		under(&moved[i].Pos)
		moved[i].Also = slices.Clone(moved[i].Also)
		for j := range moved[i].Also {
			under(&moved[i].Also[j])
		}
	}
	return moved
}

// Sorted orders problems by place, and drops what was said twice.
func (ps Problems) Sorted() Problems {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File), cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column), cmp.Compare(a.Code, b.Code), cmp.Compare(a.Found, b.Found))
	})
	return slices.CompactFunc(ps, func(a, b Problem) bool {
		return a.Pos == b.Pos && a.Code == b.Code && a.Message.In(wording.English) == b.Message.In(wording.English)
	})
}
