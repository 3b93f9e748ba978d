package workflows_test

import (
	"regexp"
	"strings"
)

var (
	aQuoted = regexp.MustCompile(`"([a-z_]+)"`)
	twoEach = regexp.MustCompile(`^  +$`)
)

// ofOffice are what word processors and forms make of what is pasted from them.
var ofOffice = []mistake{
	{kind: "hard spaces for a margin", plant: func(p *planting, s spot) *planted {
		at := s.margin(p)
		if !twoEach.MatchString(at.of(p.files[s.file])) || s.key == (span{}) {
			return nil
		}
		return changed(s, at, strings.Repeat("\u00a0", at.to-at.from))
	}},
	{kind: "a long dash for the hyphen of a list", plant: func(p *planting, s spot) *planted {
		text := p.files[s.file]
		if s.flow || s.key != (span{}) || s.sort != "text" || s.value.from < 2 || text[s.value.from-2:s.value.from] != "- " {
			return nil
		}
		return changed(s, span{s.value.from - 2, s.value.from - 1}, "–")
	}},
	inValue("a word processor's quotation marks in a condition", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.name() != "when" || !aQuoted.MatchString(text) || !strings.HasPrefix(text, "'") || strings.Contains(text, "\n") {
			return ""
		}
		return aQuoted.ReplaceAllString(text, "”$1”")
	}),
	inValue("a word processor's apostrophes in a condition", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.name() != "when" || !aQuoted.MatchString(text) || !strings.HasPrefix(text, "'") || strings.Contains(text, "\n") {
			return ""
		}
		return aQuoted.ReplaceAllString(text, "’$1’")
	}),
	inValue("an address with a blank", func(p *planting, s spot, text string) string {
		if at := strings.IndexByte(text, '@'); s.file == "collaboration.yaml" && s.under("persons", "*", "mail") && at > 1 {
			return text[:1] + " " + text[1:]
		}
		return ""
	}),
	inValue("an address with its name", func(p *planting, s spot, text string) string {
		if s.file != "collaboration.yaml" || !s.under("persons", "*", "mail") && !s.under("organizations", "*", "mailbox") || !strings.Contains(text, "@") {
			return ""
		}
		return `"Kansliet <` + text + `>"`
	}),
	inValue("two addresses for one", func(p *planting, s spot, text string) string {
		if s.file != "collaboration.yaml" || !s.under("persons", "*", "mail") || !strings.Contains(text, "@") {
			return ""
		}
		return `"` + text + "; " + text + `"`
	}),
	inValue("a name with å for a", func(p *planting, s spot, text string) string {
		if !p.isName(s) || !strings.Contains(text, "a") {
			return ""
		}
		return strings.Replace(text, "a", "å", 1)
	}),
	inValue("a language by its name", func(p *planting, s spot, text string) string {
		if s.file != "collaboration.yaml" || !s.under("persons", "*", "language") && !s.under("languages", "*") {
			return ""
		}
		return "svenska"
	}),
	inValue("a quiet week with its year", func(p *planting, s spot, text string) string {
		if s.file != "collaboration.yaml" || !s.under("quiet_weeks", "*") || len(text) > 5 {
			return ""
		}
		return "2026-W" + text[:2]
	}),
	inValue("the thirty-first of November", func(p *planting, s spot, text string) string {
		if !aDate.MatchString(text) || len(text) != 10 || s.under("steps", "*", "number") || s.name() == "says" {
			return ""
		}
		return text[:5] + "11-31"
	}),
	inValue("a letter by its file", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.name() != "template" || !aName.MatchString(text) {
			return ""
		}
		return text + ".txt"
	}),
	inValue("a scenario's step that there is not", func(p *planting, s spot, text string) string {
		if !scenic(s.file) || !s.under("steps", "*", "do") || !aName.MatchString(text) {
			return ""
		}
		return text + "_again"
	}),
	{kind: "what is copied with its old key", plant: func(p *planting, s spot) *planted {
		if s.key == (span{}) || s.first || !s.under("states", "*") && !s.under("transitions", "*") && !s.under("persons", "*") && !s.under("organizations", "*") && !s.under("bodies", "*") {
			return nil
		}
		for _, o := range p.all(s.file, s.path[0], "*") {
			if o.first {
				return changed(s, s.key, o.name())
			}
		}
		return nil
	}},
}
