package workflows_test

import (
	"slices"
	"strings"
)

// guarded says whether a spot is a condition, written in one line.
func (s spot) guarded(p *planting) bool {
	if !workflow(s.file) || s.sort != "text" {
		return false
	}
	return s.name() == "when" || s.name() == "complete" && strings.ContainsAny(p.text(s), "(<>=")
}

// condition is what a condition says, without its quotes.
func (p *planting) condition(s spot) string {
	text := p.text(s)
	if text[0] == '\'' || text[0] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}

// inGuards is a mistake in a condition, which becomes what make makes of it; "" where
// it can't be made.
func inGuards(kind string, make func(p *planting, s spot, text string) string) mistake {
	return mistake{kind: kind, plant: func(p *planting, s spot) *planted {
		if !s.guarded(p) || strings.HasPrefix(p.text(s), `"`) {
			return nil
		}
		made := make(p, s, p.condition(s))
		if made == "" {
			return nil
		}
		return changed(s, s.value, "'"+made+"'")
	}}
}

// ofGuards are mistakes in conditions.
var ofGuards = []mistake{
	inGuards("one = for two", func(p *planting, s spot, text string) string {
		if !strings.Contains(text, " == ") {
			return ""
		}
		return strings.Replace(text, " == ", " = ", 1)
	}),
	inGuards("one & for two", func(p *planting, s spot, text string) string {
		if !strings.Contains(text, " && ") {
			return ""
		}
		return strings.Replace(text, " && ", " & ", 1)
	}),
	inGuards("a parenthesis that is not closed", func(p *planting, s spot, text string) string {
		at := strings.LastIndexByte(text, ')')
		if at < 0 {
			return ""
		}
		return text[:at] + text[at+1:]
	}),
	inGuards("a name without its quotes", func(p *planting, s spot, text string) string {
		at := strings.Index(text, `("`)
		if at < 0 {
			return ""
		}
		return strings.Replace(strings.Replace(text, `("`, `(`, 1), `"`, ``, 1)
	}),
	inGuards("a name misspelt in quotes", func(p *planting, s spot, text string) string {
		_, rest, ok := strings.Cut(text, `("`)
		word, _, _ := strings.Cut(rest, `"`)
		if !ok || len(word) < 3 {
			return ""
		}
		return strings.Replace(text, `"`+word+`"`, `"`+p.misspelt(word)+`"`, 1)
	}),
	inGuards("a field misspelt", func(p *planting, s spot, text string) string {
		_, rest, ok := strings.Cut(text, "proposal.")
		word := wordly.FindString(rest)
		if !ok || len(word) < 3 {
			return ""
		}
		return strings.Replace(text, "proposal."+word, "proposal."+p.misspelt(word), 1)
	}),
	inGuards("a function misspelt", func(p *planting, s spot, text string) string {
		word, _, ok := strings.Cut(text, "(")
		names := wordly.FindAllString(word, -1)
		if !ok || len(names) == 0 || !strings.HasSuffix(word, names[len(names)-1]) || len(names[len(names)-1]) < 4 {
			return ""
		}
		word = names[len(names)-1]
		return strings.Replace(text, word+"(", p.misspelt(word)+"(", 1)
	}),
	inGuards("yes or no held against a number", func(p *planting, s spot, text string) string {
		for _, f := range p.all(s.file, "fields", "*", "type") {
			if p.text(f) == "bool" && text == "proposal."+f.path[1] {
				return text + " > 3"
			}
		}
		return ""
	}),
	inGuards("a number in quotes", func(p *planting, s spot, text string) string {
		for _, op := range []string{" >= ", " > ", " == ", " < "} {
			before, after, ok := strings.Cut(text, op)
			if number := firstNumber(after); ok && number != "" && !strings.Contains(before, "[") {
				return before + op + `"` + number + `"` + after[len(number):]
			}
		}
		return ""
	}),
	inGuards("a condition that is no yes or no", func(p *planting, s spot, text string) string {
		if s.name() == "complete" {
			return "answered + 1"
		}
		return "proposal.title"
	}),
	inGuards("parts that exclude each other", func(p *planting, s spot, text string) string {
		return "(" + text + ") && not (" + text + ")"
	}),
	inGuards("more answers than are asked", func(p *planting, s spot, text string) string {
		at := strings.Index(text, `count("`)
		if at < 0 {
			return ""
		}
		end := at + strings.IndexByte(text[at:], ')') + 1
		if strings.Contains(text[at:end], ",") && strings.Contains(text, "proposal.") {
			return ""
		}
		for _, r := range p.all(s.file, "rounds", "*", "again") {
			if p.text(r) == "adds" {
				return ""
			}
		}
		for _, r := range p.all(s.file, "rounds", "*", "starts") {
			_ = r
			return ""
		}
		if strings.Contains(p.files[s.file], "through:") {
			return ""
		}
		return text[at:end] + " > 999"
	}),
	inGuards("a regular expression", func(p *planting, s spot, text string) string {
		if s.name() == "complete" {
			return ""
		}
		return `proposal.title matches "^x+$"`
	}),
	inGuards("a date that is none", func(p *planting, s spot, text string) string {
		if s.name() == "complete" {
			return ""
		}
		return `today > "2026-02-30"`
	}),
	inGuards("nothing that there is", func(p *planting, s spot, text string) string { return "approved" }),
}

func firstNumber(text string) string {
	end := 0
	for end < len(text) && text[end] >= '0' && text[end] <= '9' {
		end++
	}
	if end < len(text) && slices.Contains([]byte("./"), text[end]) {
		return ""
	}
	return text[:end]
}
