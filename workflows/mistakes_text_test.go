package workflows_test

import (
	"strings"
)

// ofText are mistakes in the text as YAML.
var ofText = []mistake{
	{kind: "a tab for a margin", plant: func(p *planting, s spot) *planted {
		at := s.margin(p)
		if at.to-at.from < 2 {
			return nil
		}
		return changed(s, at, "\t")
	}},
	{kind: "a line too far in", plant: func(p *planting, s spot) *planted {
		at := s.margin(p)
		if at.to == at.from || s.first || s.key == (span{}) {
			return nil
		}
		return changed(s, span{at.from, at.from}, " ")
	}},
	{kind: "a line too far out", plant: func(p *planting, s spot) *planted {
		at := s.margin(p)
		if parent := p.parent(s); at.to-at.from < 4 || s.first || s.key == (span{}) || parent == nil || parent.key == (span{}) || s.name() == "refused" { // which may stand further out
			return nil
		}
		return changed(s, span{at.from, at.from + 2}, "")
	}},
	{kind: "a key said twice", plant: func(p *planting, s spot) *planted {
		if s.key == (span{}) || !s.flow && s.sort != "text" {
			return nil
		}
		text := span{s.key.from, s.value.to}.of(p.files[s.file])
		if s.flow {
			return changed(s, span{s.value.to, s.value.to}, ", "+text)
		}
		next := span{s.whole.to, s.whole.to}
		return changed(s, next, strings.Repeat(" ", s.column(p))+text+"\n")
	}},
	{kind: "a bracket that is not closed", plant: func(p *planting, s spot) *planted {
		if s.flow || !strings.HasPrefix(p.text(s), "{") && !strings.HasPrefix(p.text(s), "[") || strings.Contains(p.text(s), "\n") {
			return nil
		}
		return changed(s, span{s.value.to - 1, s.value.to}, "")
	}},
	{kind: "a quote that is not closed", plant: func(p *planting, s spot) *planted {
		if text := p.text(s); len(text) < 2 || text[0] != '"' || strings.Contains(text, "\n") {
			return nil
		}
		return changed(s, span{s.value.to - 1, s.value.to}, "")
	}},
	{kind: "a colon left out", plant: func(p *planting, s spot) *planted {
		if s.key == (span{}) || s.sort != "text" {
			return nil
		}
		return changed(s, span{s.key.to, s.value.from}, " ")
	}},
	{kind: "no space after a colon", plant: func(p *planting, s spot) *planted {
		if s.key == (span{}) || s.sort != "text" || strings.ContainsAny(p.text(s)[:1], `"'`) {
			return nil
		}
		return changed(s, span{s.key.to, s.value.from}, ":")
	}},
	{kind: "a comma that is not in quotes", plant: func(p *planting, s spot) *planted {
		text := p.text(s)
		space := strings.IndexByte(text, ' ')
		if !s.flow || s.sort != "text" || space < 1 || strings.ContainsAny(text[:1], `"'`) || s.key == (span{}) {
			return nil
		}
		return changed(s, span{s.value.from + space, s.value.from + space}, ",")
	}},
	{kind: "quotes left out around a comma", plant: func(p *planting, s spot) *planted {
		text := p.text(s)
		if !s.flow || s.key == (span{}) || len(text) < 2 || text[0] != '"' || !strings.Contains(text, ", ") {
			return nil
		}
		return changed(s, s.value, text[1:len(text)-1])
	}},
	{kind: "a colon in a text that is not in quotes", plant: func(p *planting, s spot) *planted {
		text := p.text(s)
		space := strings.IndexByte(text, ' ')
		if s.sort != "text" || space < 1 || strings.ContainsAny(text[:1], `"'`) || s.key == (span{}) {
			return nil
		}
		return changed(s, span{s.value.from + space, s.value.from + space}, ":")
	}},
	{kind: "a key with nothing after it", plant: func(p *planting, s spot) *planted {
		if s.key == (span{}) || s.sort != "text" || s.name() == "held_by" && p.text(s) == "nobody" || s.under("summary") || s.under("steps", "*", "expect", "fields", "*") { // nothing may be there
			return nil
		}
		return changed(s, s.value, "")
	}},
}

// margin is what stands before a spot on its line, where that is nothing but space.
func (s spot) margin(p *planting) span {
	text := p.files[s.file]
	from := strings.LastIndexByte(text[:s.begins()], '\n') + 1
	if strings.TrimLeft(text[from:s.begins()], " ") != "" {
		return span{from, from}
	}
	return span{from, s.begins()}
}

func (s spot) begins() int {
	if s.key == (span{}) {
		return s.value.from
	}
	return s.key.from
}

// column is how far in a spot stands.
func (s spot) column(p *planting) int {
	return s.begins() - strings.LastIndexByte(p.files[s.file][:s.begins()], '\n') - 1
}
