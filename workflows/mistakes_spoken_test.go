package workflows_test

import (
	"regexp"
	"slices"
	"strings"
)

// inSwedish are keys as a Swede would write them.
var inSwedish = map[string]string{"title": "titel", "from": "från", "to": "till", "by": "av", "within": "inom", "question": "fråga", "answers": "svar", "states": "lägen", "deadline": "sista_dag"}

// naming are the keys of a workflow whose value is the name of a state or a party.
var naming = []string{"from", "to", "by", "held_by", "asks"}

// isName says whether a spot is one name of a state or a party.
func (p *planting) isName(s spot) bool {
	return workflow(s.file) && s.sort == "text" && s.key != (span{}) && slices.Contains(naming, s.name()) && aName.MatchString(p.text(s)) &&
		(s.under("states", "*", "*") || s.under("transitions", "*", "*") || s.under("rounds", "*", "*"))
}

var (
	aName   = regexp.MustCompile(`^[a-z_]+$`)
	aCalled = regexp.MustCompile(`plus\(([^,()]+), "(-?\d+ \w+)"\)`)
)

// inValue is a mistake that makes something else of a value; "" where it can't be made.
func inValue(kind string, make func(p *planting, s spot, text string) string) mistake {
	return mistake{kind: kind, plant: func(p *planting, s spot) *planted {
		if made := make(p, s, p.text(s)); made != "" {
			return changed(s, s.value, made)
		}
		return nil
	}}
}

// ofSpeech are what people write as they speak, or as another program would have it.
var ofSpeech = []mistake{
	{kind: "a key in Swedish", plant: func(p *planting, s spot) *planted {
		word := inSwedish[s.name()]
		if !workflow(s.file) || s.key == (span{}) || word == "" || !s.under("states", "*", "*") && !s.under("transitions", "*", "*") && !s.under("rounds", "*", "*") && len(s.path) > 1 {
			return nil
		}
		return changed(s, s.key, word)
	}},
	{kind: "a section with a capital", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || len(s.path) != 1 || s.key == (span{}) {
			return nil
		}
		return changed(s, span{s.key.from, s.key.from + 1}, strings.ToUpper(p.files[s.file][s.key.from:s.key.from+1]))
	}},
	{kind: "an equals sign for a colon", plant: func(p *planting, s spot) *planted {
		if !p.isName(s) {
			return nil
		}
		return changed(s, span{s.key.to, s.value.from}, " = ")
	}},
	{kind: "a semicolon for a comma", plant: func(p *planting, s spot) *planted {
		text := p.files[s.file]
		if !p.isName(s) || !s.flow || !strings.HasSuffix(text[:s.key.from], ", ") {
			return nil
		}
		return changed(s, span{s.key.from - 2, s.key.from - 1}, ";")
	}},
	inValue("a name with a full stop", func(p *planting, s spot, text string) string {
		if !p.isName(s) {
			return ""
		}
		return text + "."
	}),
	inValue("a name with a capital", func(p *planting, s spot, text string) string {
		if !p.isName(s) {
			return ""
		}
		return strings.ToUpper(text[:1]) + text[1:]
	}),
	inValue("two names with and between", func(p *planting, s spot, text string) string {
		if !p.isName(s) || s.name() == "to" {
			return ""
		}
		return text + " and " + text
	}),
	inValue("a state that is nobody's but a word's", func(p *planting, s spot, text string) string {
		if !p.isName(s) || s.name() != "held_by" {
			return ""
		}
		return "the office"
	}),
	inValue("a date by slashes", func(p *planting, s spot, text string) string {
		if !aDate.MatchString(text) || len(text) != 10 || scenic(s.file) && !s.under("start") {
			return ""
		}
		return text[8:] + "/" + text[5:7] + "/" + text[:4]
	}),
	inValue("a unit of another trade", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.name() != "within" || !aPeriod.MatchString(text) {
			return ""
		}
		return strings.Fields(text)[0] + " sprints"
	}),
	inValue("how often for when", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.name() != "remind" || s.sort != "text" {
			return ""
		}
		return "weekly"
	}),
	inValue("two days in one text", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.name() != "remind" || s.sort != "text" || !strings.HasSuffix(text, "before") {
			return ""
		}
		return text + " and on the day"
	}),
	inValue("an escalation after no time", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.name() != "after" || !aPeriod.MatchString(text) {
			return ""
		}
		return "0 days"
	}),
	inValue("an end that is when somebody says so", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || !s.under("transitions", "*", "on") || !strings.HasSuffix(text, ".complete") {
			return ""
		}
		return strings.TrimSuffix(text, "complete") + "done"
	}),
	inValue("a period without quotes", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.sort != "text" || text[0] != '\'' || !aCalled.MatchString(text) {
			return ""
		}
		return aCalled.ReplaceAllString(text, "plus($1, $2)")
	}),
	inValue("a day added as a number is", func(p *planting, s spot, text string) string {
		if !workflow(s.file) || s.sort != "text" || text[0] != '\'' || !aCalled.MatchString(text) {
			return ""
		}
		return aCalled.ReplaceAllString(text, "$1 + $2")
	}),
	inGuards("a share in percent", func(p *planting, s spot, text string) string {
		if !strings.HasPrefix(text, "count(") || !strings.HasSuffix(text, "answered") && !strings.HasSuffix(text, "asked") || strings.Contains(text, "&") {
			return ""
		}
		return text[:strings.IndexByte(text, ')')+1] + " > 50 %"
	}),
	inGuards("a condition as it is spoken", func(p *planting, s spot, text string) string { return "if " + text + " then" }),
	inGuards("a text in quotes of a book", func(p *planting, s spot, text string) string {
		if strings.Count(text, `"`) < 2 {
			return ""
		}
		return strings.Replace(strings.Replace(text, `"`, "“", 1), `"`, "”", 1)
	}),
}
