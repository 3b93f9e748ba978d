package workflows_test

import (
	"regexp"
	"slices"
	"strings"
)

var (
	aDate   = regexp.MustCompile(`^20\d\d-\d\d-\d\d`)
	aClock  = regexp.MustCompile(`^"?\d\d:\d\d`)
	aPeriod = regexp.MustCompile(`^(\d+) (days|workdays|weeks|months|day|hours)\b`)
)

// ofValues are values that are none, or that go against each other.
var ofValues = []mistake{
	{kind: "a date that does not exist", plant: func(p *planting, s spot) *planted {
		text := p.text(s)
		if !aDate.MatchString(text) || s.under("steps", "*", "number") || s.name() == "says" {
			return nil
		}
		return changed(s, span{s.value.from + 5, s.value.from + 10}, "02-30")
	}},
	{kind: "a time of day that does not exist", plant: func(p *planting, s spot) *planted {
		text := p.text(s)
		if !aClock.MatchString(text) || s.name() != "time" && s.name() != "office_hours" {
			return nil
		}
		at := s.value.from + strings.IndexAny(text, "0123456789")
		return changed(s, span{at, at + 2}, "25")
	}},
	{kind: "an address that is none", plant: func(p *planting, s spot) *planted {
		at := strings.IndexByte(p.text(s), '@')
		if s.file != "collaboration.yaml" || at < 0 || s.sort != "text" {
			return nil
		}
		return changed(s, span{s.value.from + at, s.value.from + at + 1}, " ")
	}},
	{kind: "a period of less than nothing", plant: func(p *planting, s spot) *planted {
		if s.file == "cycle.yaml" || !aPeriod.MatchString(p.text(s)) || scenic(s.file) || s.under("promises", "*") {
			return nil
		}
		return changed(s, span{s.value.from, s.value.from}, "-")
	}},
	{kind: "a period without its unit", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || s.name() != "within" || !aPeriod.MatchString(p.text(s)) {
			return nil
		}
		return changed(s, s.value, strings.Fields(p.text(s))[0])
	}},
	{kind: "a word for yes or no", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || p.text(s) != "true" && p.text(s) != "false" || s.under("fields", "*", "is") {
			return nil
		}
		return changed(s, s.value, "perhaps")
	}},
	{kind: "a text where keys are wanted", plant: func(p *planting, s spot) *planted {
		if !s.flow && !strings.HasPrefix(p.text(s), "{") || s.sort != "mapping" || s.key == (span{}) || s.name() == "title" || s.name() == "question" || s.under("fields", "*") || s.under("fields", "*", "choices") || s.under("fields", "*", "choices", "*") || s.name() == "opens" || s.name() == "number" || s.name() == "fields" || s.name() == "contacts" || scenic(s.file) || slices.Contains(s.path, "demo") || s.name() == "when_not" || s.name() == "hint" || s.name() == "task" || slices.Contains(s.path, "kinds") {
			return nil
		}
		return changed(s, s.value, "anything")
	}},
	{kind: "a list where one text is wanted", plant: func(p *planting, s spot) *planted {
		if s.name() != "held_by" && s.name() != "type" && s.name() != "name" && s.name() != "within" && s.name() != "when" && s.name() != "mailbox" && s.name() != "state" || scenic(s.file) {
			return nil
		}
		if s.sort != "text" || strings.ContainsAny(p.text(s), `"',`) {
			return nil
		}
		return changed(s, s.value, "["+p.text(s)+", "+p.text(s)+"]")
	}},
	{kind: "more answers wanted than are asked", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("rounds", "*", "complete") && !s.under("follow_up", "complete") {
			return nil
		}
		return changed(s, s.value, "999")
	}},
	{kind: "a fraction of more than all", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("rounds", "*", "complete") {
			return nil
		}
		return changed(s, s.value, "3/2")
	}},
	{kind: "a number written as a word", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("rounds", "*", "complete") {
			return nil
		}
		return changed(s, s.value, "three")
	}},
	{kind: "from after to", plant: func(p *planting, s spot) *planted {
		parent := p.parent(s)
		if s.file != "collaboration.yaml" || s.name() != "to" || parent == nil || !aDate.MatchString(p.text(s)) || p.find(s.file, append(slices.Clone(parent.path), "from")...) == nil {
			return nil
		}
		return changed(s, s.value, "1999-01-01")
	}},
	{kind: "escalations out of order", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || len(s.path) < 2 || s.name() != "escalate" || s.sort != "mapping" || !s.flow || !strings.Contains(p.text(s), "after") {
			return nil
		}
		return changed(s, s.value, "["+p.text(s)+", {after: 0 days, to: coordinator}]")
	}},
	{kind: "escalations out of order, counted otherwise", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || s.name() != "escalate" || s.sort != "mapping" || !s.flow || !strings.Contains(p.text(s), "after") {
			return nil
		}
		return changed(s, s.value, "[{after: 4 months, to: coordinator}, {after: 1 workday, to: coordinator}]")
	}},
	{kind: "reminders again before the day", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || s.name() != "every" || !strings.Contains(p.text(s), " after") {
			return nil
		}
		return changed(s, s.value, strings.Replace(p.text(s), " after", " before", 1))
	}},
	{kind: "a reminder before the time begins", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || s.name() != "remind" || s.sort != "text" || !strings.HasSuffix(p.text(s), "days before") {
			return nil
		}
		if within := p.says(s.file, append(slices.Clone(s.path[:len(s.path)-1]), "within")...); !strings.Contains(within, "days") {
			return nil
		}
		return changed(s, s.value, "400 days before")
	}, warns: true},
	{kind: "two lengths of one time", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || s.name() != "within" || !s.flow || slices.Contains(s.path, "clocks") {
			return nil
		}
		return changed(s, span{s.value.to, s.value.to}, ", at: meeting")
	}},
	{kind: "one's own substitute", plant: func(p *planting, s spot) *planted {
		if s.file != "collaboration.yaml" || !s.under("persons", "*", "substitute", "person") {
			return nil
		}
		return changed(s, s.value, s.path[1])
	}},
	{kind: "a body without members", plant: func(p *planting, s spot) *planted {
		if s.file != "collaboration.yaml" || !s.under("bodies", "*", "seats") {
			return nil
		}
		return changed(s, s.value, "[]")
	}, warns: true},
	{kind: "a window that ends first", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("windows", "*", "to") {
			return nil
		}
		from := p.find(s.file, "windows", s.path[1], "from")
		if from == nil || !strings.ContainsAny(p.text(*from), "0123456789") || !strings.Contains(p.text(*from), " before ") && !aDate.MatchString(p.text(*from)) {
			return nil
		}
		return &planted{edits: []edit{{s.file, s.value, p.text(*from)}, {s.file, from.value, p.text(s)}}}
	}},
	{kind: "a clock that never runs", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("clocks", "*", "runs") {
			return nil
		}
		for _, final := range p.all(s.file, "states", "*", "final") {
			return changed(s, s.value, final.path[1])
		}
		return nil
	}},
	{kind: "a quiet week that no year has", plant: func(p *planting, s spot) *planted {
		if !s.under("quiet_weeks", "*") {
			return nil
		}
		return changed(s, s.value, "28-61")
	}},
	{kind: "two workflows of one name", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("workflow") {
			return nil
		}
		for _, o := range p.spots {
			if workflow(o.file) && o.under("workflow") && o.file < s.file {
				return changed(s, s.value, p.text(o))
			}
		}
		return nil
	}},
	{kind: "a step and a state of one name", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("transitions", "*") {
			return nil
		}
		return changed(s, s.key, p.all(s.file, "states", "*")[0].name())
	}},
}
