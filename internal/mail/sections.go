package mail

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

// told says elsewhere in the letter what these words of an act gave.
var told = []string{"title", "summary", "proposed_decision", "decision", "decided_on", "meeting", "follow_up_on", "document", "documents"}

// first are the words whose text is read before the others'.
var first = []string{"reason", "recommendation", "statement", "plan"}

// shortText is as long as a text may be and still stand as a fact.
const shortText = 80

// sections are the texts in full: what the act said, and what was decided or is
// proposed. What the letter tells of comes first.
func (t *telling) sections() []Section {
	said, decided := append(append(t.agreeing(), t.said(t.given())...), t.reasons()...), append(append(t.decided(), t.assigned()...), t.recommended()...)
	said = append(append(said, t.agenda()...), t.withoutProposal()...)
	if t.Proposal.Decision != nil && !t.isAnswer() {
		return append(decided, said...)
	}
	return append(said, decided...)
}

// isAnswer says whether the letter tells of an answer to a round.
func (t *telling) isAnswer() bool {
	return t.Event.Kind == engine.Answered || t.Event.Kind == engine.Changed || t.Event.Kind == engine.AnsweredUnasked
}

// given is what the act gave, in the order in which it is read.
func (t *telling) given() map[string]any {
	given := map[string]any{}
	if t.turnFell() {
		return given
	}
	maps.Copy(given, t.Event.Data.Inputs)
	for word, text := range t.Event.Private.Given() {
		given[word] = text
	}
	return given
}

// said are the texts among some inputs that are too long to be facts.
func (t *telling) said(given map[string]any) []Section {
	var sections []Section
	for _, word := range t.inOrder(given) {
		text, _ := given[word].(string)
		if field := t.field(word); field.Type == definition.Text && !isShort(word, text) {
			sections = append(sections, section(field.Title.In(t.language), text)...)
		}
	}
	return sections
}

// shortFacts are the inputs that are short enough to be facts.
func (t *telling) shortFacts(given map[string]any) Rows {
	var rows Rows
	for _, word := range t.inOrder(given) {
		text, _ := given[word].(string)
		if field := t.field(word); field.Type != definition.Text || isShort(word, text) {
			rows.add(field.Title.In(t.language), t.value(field, given[word]))
		}
	}
	return rows
}

// setFacts are the fields that the step has set, with what they were.
func (t *telling) setFacts() (rows Rows) {
	for _, set := range t.Event.Data.Sets {
		if set.Now == nil {
			continue
		}
		field := t.field(set.Field)
		said := t.value(field, set.Now)
		if set.Was != nil {
			said = t.say("web.event.shift", wording.Args{"Was": t.value(field, set.Was), "Now": said})
		}
		rows.add(field.Title.In(t.language), said)
	}
	return rows
}

// isShort says whether a text stands as a fact. A reason never does: it is what
// the letter is for.
func isShort(word, text string) bool {
	return !slices.Contains(first, word) && utf8.RuneCountInString(text) <= shortText && !strings.Contains(text, "\n")
}

// inOrder lists words as they are read, without those told elsewhere: reasons first, then
// the pack's own fields as the pack has them.
func (t *telling) inOrder(given map[string]any) []string {
	var words []string
	add := func(word string) {
		if _, ok := given[word]; ok && !slices.Contains(words, word) && !slices.Contains(told, word) {
			words = append(words, word)
		}
	}
	for _, word := range first {
		add(word)
	}
	fields := t.flow.Fields
	if t.line != nil {
		fields = slices.Concat(t.line.Fields, fields)
	}
	for _, field := range fields {
		add(field.Name)
	}
	for _, word := range slices.Sorted(maps.Keys(given)) {
		add(word)
	}
	return words
}

// field is what a word asks for; an unknown one is text under its own name.
func (t *telling) field(word string) definition.Field {
	if field, ok := t.flow.Input(word, t.line); ok {
		return field
	}
	return definition.Field{Name: word, Type: definition.Text, Title: wording.Same(title(strings.ReplaceAll(word, "_", " ")))}
}

// value is a field's value as people write it.
func (t *telling) value(field definition.Field, value any) string {
	switch v := value.(type) {
	case bool:
		return t.say(map[bool]string{true: "mail.yes", false: "mail.no"}[v], nil)
	case string:
		if field.Type == definition.Date || field.Type == definition.Meeting {
			day, clock, _ := strings.Cut(v, " ")
			if date, err := calendar.ParseDate(day); err == nil {
				return t.day(date, clock).Day
			}
		}
		if field.Type == definition.Chosen {
			return engine.ChosenNames(t.pack, v).In(t.language)
		}
		for _, choice := range field.Choices {
			if choice.Name == v {
				return choice.Title.In(t.language)
			}
		}
		return prose.Line(v)
	case nil:
		return ""
	}
	return fmt.Sprint(value)
}

// decided is the decision in full with whatever was given with it, or else the
// proposed decision and its background.
func (t *telling) decided() []Section {
	p := t.Proposal
	if p.Decision == nil && t.minuted() != "" { // it was reopened since
		return section(t.say("mail.heading.decision."+t.outcomeKind(), nil), t.minuted())
	}
	if p.Decision == nil {
		return t.proposed()
	}
	var meta []string
	for _, s := range []string{t.name(p.Decision.Body), p.Decision.On.Prose(t.language)} {
		if s != "" {
			meta = append(meta, s)
		}
	}
	sections := section(t.say("mail.heading.decision."+t.outcomeKind(), nil), cmp.Or(t.minuted(), p.Decision.Text))
	for i := range sections {
		sections[i].Meta = strings.Join(meta, ", ")
	}
	return append(sections, t.said(t.alongside())...)
}

// alongside is what else was given with the decision: how it is spread, say. A
// letter that tells of the decision itself has it from there, and a receipt is no
// place for it.
func (t *telling) alongside() map[string]any {
	if t.Proposal.Decision == nil || t.isAnswer() {
		return nil
	}
	inputs, given := maps.Clone(t.Proposal.Decision.Inputs), t.given()
	maps.DeleteFunc(inputs, func(word string, _ any) bool { _, told := given[word]; return told })
	return inputs
}

// recommended is what was recommended before the decision, body by body, apart
// from it. What the letter's own event recommends is said already, and an answer's
// receipt is no place for any of it.
func (t *telling) recommended() []Section {
	if t.isAnswer() {
		return nil
	}
	var sections []Section
	for _, r := range t.Proposal.Recommended() {
		if t.Event.Data.Inputs["recommendation"] == r.Text {
			continue
		}
		said := section(t.say("mail.heading.recommendation", wording.Args{"Body": title(t.name(r.Body))}), r.Text)
		for i := range said {
			said[i].Meta = r.On.Prose(t.language)
		}
		sections = append(sections, said...)
	}
	return sections
}

func (t *telling) proposed() []Section {
	return append(t.standing("proposed_decision", t.say("mail.heading.proposed", nil)),
		t.standing("summary", t.say("mail.heading.summary", nil))...)
}

// section is what somebody wrote, under a heading; or none where there is no text.
func section(heading, written string) []Section {
	if strings.TrimSpace(written) == "" {
		return nil
	}
	return []Section{{Heading: heading, Written: written}}
}
