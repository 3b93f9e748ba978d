package workflows_test

import (
	"regexp"
	"slices"
	"strings"
)

// ofWords are words misspelt: keys, names, and what else is one of some words.
var ofWords = []mistake{
	{kind: "a key misspelt", plant: func(p *planting, s spot) *planted {
		if s.key == (span{}) || !s.known() || len(s.name()) < 3 || strings.ContainsAny(s.key.of(p.files[s.file]), `"'`) {
			return nil
		}
		return changed(s, s.key, p.misspelt(s.name()))
	}},
	{kind: "a language misspelt", plant: func(p *planting, s spot) *planted {
		if s.name() != "sv" && s.name() != "en" || s.sort != "text" {
			return nil
		}
		return changed(s, s.key, s.name()+"g")
	}},
	misspelling("a state in from or to", flowing, []string{"transitions", "*", "from"}, []string{"transitions", "*", "from", "*"}, []string{"transitions", "*", "to"}, []string{"transitions", "*", "to", "*"}, []string{"transitions", "*", "to", "*", "state"}),
	misspelling("a role that holds", flowing, []string{"states", "*", "held_by"}),
	misspelling("a party that acts", flowing, []string{"transitions", "*", "by"}, []string{"transitions", "*", "by", "*"}),
	misspelling("a party that is asked", flowing, []string{"rounds", "*", "asks"}, []string{"rounds", "*", "asks", "*"}, []string{"follow_up", "asks"}),
	misspelling("a party that has letters", flowing, []string{"notify", "*", "to"}, []string{"notify", "*", "to", "*"}, []string{"states", "*", "deadline", "escalate", "to"}, []string{"rounds", "*", "deadline", "escalate", "to"}),
	misspelling("what letters go on", flowing, []string{"notify", "*", "on"}, []string{"notify", "*", "on", "*"}),
	misspelling("a letter", flowing, []string{"notify", "*", "template"}, []string{"notify", "*", "letter"}, []string{"rounds", "*", "letter"}, []string{"follow_up", "letter"}),
	misspelling("what a step needs", flowing, []string{"transitions", "*", "needs"}, []string{"transitions", "*", "needs", "*"}, []string{"transitions", "*", "takes"}, []string{"transitions", "*", "takes", "*"}),
	misspelling("what an answer needs", flowing, []string{"rounds", "*", "answers", "*", "needs"}, []string{"rounds", "*", "answers", "*", "needs", "*"}),
	misspelling("what fires a step", flowing, []string{"transitions", "*", "on"}, []string{"transitions", "*", "on", "*"}),
	misspelling("what opens a round", flowing, []string{"rounds", "*", "opens"}, []string{"rounds", "*", "opens", "on"}, []string{"follow_up", "opens", "on"}),
	misspelling("what expiry does", flowing, []string{"rounds", "*", "on expiry"}, []string{"rounds", "*", "on_expiry"}),
	misspelling("a type", flowing, []string{"fields", "*"}, []string{"fields", "*", "type"}),
	misspelling("how sure one must be", flowing, []string{"rounds", "*", "assurance"}),
	misspelling("when a round closes", flowing, []string{"rounds", "*", "closes"}, []string{"rounds", "*", "again"}, []string{"rounds", "*", "on edit"}),
	misspelling("a round that a step closes", flowing, []string{"transitions", "*", "closes"}),
	misspelling("a state in which a clock runs", flowing, []string{"clocks", "*", "runs"}, []string{"clocks", "*", "runs", "*"}),
	misspelling("a window", flowing, []string{"transitions", "*", "not_during"}, []string{"transitions", "*", "only_during"}, []string{"transitions", "*", "only_after"}),
	misspelling("a period", flowing, []string{"states", "*", "deadline", "within"}, []string{"rounds", "*", "deadline", "within"}, []string{"rounds", "*", "deadline", "remind"}, []string{"rounds", "*", "deadline", "every"}, []string{"rounds", "*", "deadline", "escalate", "after"}),
	misspelling("a date of the proposal", flowing, []string{"states", "*", "deadline", "at"}, []string{"follow_up", "at"}),
	{kind: "a role misspelt where it is declared", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("bodies", "*") {
			return nil
		}
		m := changed(s, s.value, p.misspelt(p.text(s)))
		m.names = []string{p.text(s)}
		return m
	}},
	misspelling("a promise", flowing, []string{"promises", "*"}),
	misspelling("a person in a seat", collaborative, []string{"bodies", "*", "seats", "*", "person"}),
	misspelling("an organization of a seat", collaborative, []string{"bodies", "*", "seats", "*", "of"}),
	misspelling("a seat", collaborative, []string{"bodies", "*", "seats", "*", "role"}),
	misspelling("a coordinator", collaborative, []string{"coordinators", "*"}),
	misspelling("a body that a role is bound to", collaborative, []string{"binds", "*", "*"}, []string{"binds", "*", "*", "*"}),
	misspelling("who stands in", collaborative, []string{"persons", "*", "substitute", "person"}),
	misspelling("a time zone", collaborative, []string{"time_zone"}),
	misspelling("a contact", collaborative, []string{"organizations", "*", "contacts", "person"}, []string{"organizations", "*", "contacts", "*", "person"}),
	misspelling("a body that meets", cyclic, []string{"meetings", "*", "body"}),
	misspelling("a rule of meetings", cyclic, []string{"meetings", "*", "on"}),
	misspelling("who prepares a meeting", cyclic, []string{"before_each", "*", "*", "who"}, []string{"after_each", "*", "*", "who"}),
	misspelling("a step of a scenario", scenic, []string{"steps", "*", "do"}),
	misspelling("who acts in a scenario", scenic, []string{"steps", "*", "as"}, []string{"steps", "*", "propose", "as"}),
	misspelling("a round of a scenario", scenic, []string{"steps", "*", "answer", "round"}),
	misspelling("an answer of a scenario", scenic, []string{"steps", "*", "answer", "with"}),
	misspelling("a state that is expected", scenic, []string{"steps", "*", "expect", "state"}),
	misspelling("who is expected to hold", scenic, []string{"steps", "*", "expect", "held_by"}),
	misspelling("a letter that is expected", scenic, []string{"steps", "*", "expect", "mail", "*", "template"}),
	misspelling("who is expected to have a letter", scenic, []string{"steps", "*", "expect", "mail", "*", "to"}),
	{kind: "the name of a role misspelt where it is bound", plant: func(p *planting, s spot) *planted {
		if s.file != "collaboration.yaml" || !s.under("binds", "*", "*") {
			return nil
		}
		return changed(s, s.key, p.misspelt(s.name()))
	}},
	{kind: "the name of a workflow misspelt where it is bound", plant: func(p *planting, s spot) *planted {
		if s.file != "collaboration.yaml" || !s.under("binds", "*") || len(s.name()) < 3 {
			return nil
		}
		return changed(s, s.key, p.misspelt(s.name()))
	}},
	{kind: "a refusal's code misspelt", plant: func(p *planting, s spot) *planted {
		if !scenic(s.file) || !s.under("steps", "*", "refused") && !s.under("steps", "*", "refused", "code") || s.sort != "text" {
			return nil
		}
		return changed(s, s.value, p.misspelt(p.text(s)))
	}},
	{kind: "a state misspelt where it is declared", plant: func(p *planting, s spot) *planted {
		if !workflow(s.file) || !s.under("states", "*") || len(s.name()) < 3 {
			return nil
		}
		m := changed(s, s.key, p.misspelt(s.name()))
		m.names = []string{`"` + s.name() + `"`}
		return m
	}},
	{kind: "a step misspelt where it is declared, and named elsewhere", plant: func(p *planting, s spot) *planted {
		text := p.files[s.file]
		if !workflow(s.file) || !s.under("transitions", "*") || len(s.name()) < 3 || !p.named(s) || strings.Contains(text[s.whole.from:s.whole.to], "on:") {
			return nil
		}
		m := changed(s, s.key, p.misspelt(s.name()))
		m.names = []string{s.name()}
		return m
	}},
}

// named says whether a letter, a round's beginning or a promise names a step.
func (p *planting) named(s spot) bool {
	return slices.ContainsFunc(p.spots, func(o spot) bool {
		if o.file != s.file || o.sort != "text" || p.text(o) != s.name() {
			return false
		}
		return o.under("notify", "*", "on") || o.under("rounds", "*", "opens", "on") || o.under("rounds", "*", "opens") || o.under("rounds", "*", "on expiry") && s.name() != "close" // which is a word there
	})
}

func flowing(file string) bool       { return workflow(file) }
func collaborative(file string) bool { return file == "collaboration.yaml" }
func cyclic(file string) bool        { return file == "cycle.yaml" }
func scenic(file string) bool        { return strings.Contains(file, "/") }

// misspelling is a word misspelt that stands in some of these places.
func misspelling(what string, in func(file string) bool, places ...[]string) mistake {
	return mistake{kind: "misspelt " + what, plant: func(p *planting, s spot) *planted {
		if !in(s.file) || s.sort != "text" || !slices.ContainsFunc(places, func(place []string) bool { return s.under(place...) }) {
			return nil
		}
		text := p.text(s)
		word := longest(text)
		if len(word) < 3 || strings.ContainsAny(text[:1], `'`) || strings.Contains(text, "@") { // any address may be expected
			return nil
		}
		at := strings.Index(text, word)
		return changed(s, span{s.value.from + at, s.value.from + at + len(word)}, p.misspelt(word))
	}}
}

var wordly = regexp.MustCompile(`[A-Za-z_][A-Za-z0-9_]*`)

// longest is the longest word of a text.
func longest(text string) string {
	word := ""
	for _, w := range wordly.FindAllString(text, -1) {
		if len(w) > len(word) {
			word = w
		}
	}
	return word
}

// misspelt is a word with a letter dropped, doubled or changed, or two swapped.
func (p *planting) misspelt(word string) string {
	for {
		at := 1 + p.chance.IntN(len(word)-1)
		wrong := word
		switch p.chance.IntN(4) {
		case 0:
			wrong = word[:at] + word[at+1:]
		case 1:
			wrong = word[:at] + word[at:at+1] + word[at:]
		case 2:
			wrong = word[:at] + "x" + word[at+1:]
		case 3:
			wrong = word[:at-1] + word[at:at+1] + word[at-1:at] + word[at+1:]
		}
		if wrong != word && !p.words[wrong] && !usual[wrong] {
			return wrong
		}
	}
}

// usual are words that mean something whatever the pack says.
var usual = map[string]bool{"day": true, "days": true, "text": true, "date": true, "week": true, "month": true, "hour": true, "year": true, "minute": true, "workday": true, "al": true}

// places are where a key is one of the language's own, by the keys above it.
var places = map[string][][]string{
	"workflow": {{}, {"fields", "*"}, {"states", "*"}, {"states", "*", "deadline"}, {"states", "*", "deadline", "escalate"},
		{"transitions", "*"}, {"transitions", "*", "to", "*"}, {"rounds", "*"}, {"rounds", "*", "opens"}, {"rounds", "*", "deadline"},
		{"rounds", "*", "answers", "*"}, {"rounds", "*", "outcomes", "*"}, {"rounds", "*", "through"}, {"clocks", "*"}, {"windows", "*"},
		{"notify", "*"}, {"elsewhere", "*"}, {"conflict"}, {"rounds", "*", "starts"}, {"follow_up"}, {"follow_up", "deadline"}},
	"collaboration": {{}, {"organizations", "*"}, {"organizations", "*", "contacts", "*"}, {"persons", "*"}, {"persons", "*", "substitute"},
		{"bodies", "*"}, {"bodies", "*", "seats", "*"}, {"number"}, {"demo"}, {"demo", "personas", "*"}},
	"cycle":    {{}, {"meetings", "*"}, {"before_each", "*", "*"}, {"after_each", "*", "*"}, {"deadlines", "*"}},
	"scenario": {{}, {"steps", "*"}, {"steps", "*", "propose"}, {"steps", "*", "answer"}, {"steps", "*", "expect"}, {"steps", "*", "expect", "mail", "*"}, {"steps", "*", "close"}},
}

// known says whether a spot's key is one of the language's own.
func (s spot) known() bool {
	kind := "workflow"
	switch {
	case scenic(s.file):
		kind = "scenario"
	case collaborative(s.file):
		kind = "collaboration"
	case cyclic(s.file):
		kind = "cycle"
	}
	above := spot{path: s.path[:len(s.path)-1]}
	return slices.ContainsFunc(places[kind], func(place []string) bool { return above.under(place...) })
}
