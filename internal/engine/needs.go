package engine

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// carriedTexts are what a proposal carries beside its kind's own fields.
var carriedTexts = []string{"title", "summary", "proposed_decision", "document"}

// mayGive refuses a value that the field can't have: one that is given with other
// steps alone, or lies outside what the pack says.
func (d *deciding) mayGive(field definition.Field, value any) *fault.Error {
	if field.Is != nil {
		return fault.New(fault.Invalid, "computed", wording.Args{"Field": field.Title})
	}
	if d.weighed != nil && d.act.Kind == Do && d.weighed.SetsField(field.Name) {
		return fault.New(fault.Invalid, "set_by_step", wording.Args{"Field": field.Title, "What": d.weighed.Title})
	}
	step := d.weighed != nil && slices.Contains(field.OnlyWith, d.weighed.Name)
	if len(field.OnlyWith) > 0 && d.act.Kind != AnswerAsk && !step {
		return fault.New(fault.Invalid, "only_with", wording.Args{"Field": field.Title, "Step": d.stepTitles(field.OnlyWith)})
	}
	return d.allowed(field, value)
}

// allowed refuses a value that lies outside what the pack says of its field.
func (d *deciding) allowed(field definition.Field, value any) *fault.Error {
	if f := d.onItsSide(field, value); f != nil {
		return f
	}
	number, ok := value.(float64)
	if ok && field.Whole && number != math.Trunc(number) {
		return fault.New(fault.Invalid, "not_whole", wording.Args{"Field": field.Title, "Value": shownNumber(&number)})
	}
	if !ok || (field.Least == nil || number >= *field.Least) && (field.Most == nil || number <= *field.Most) {
		return nil
	}
	f := fault.New(fault.Invalid, "not_in_range", wording.Args{
		"Field": field.Title, "Value": shownNumber(&number), "Least": shownNumber(field.Least), "Most": shownNumber(field.Most)})
	switch {
	case field.Least == nil:
		f.Saying = "too_much"
	case field.Most == nil:
		f.Saying = "too_little"
	}
	return f
}

// onItsSide refuses a day that has been where one is asked for that is to come, and
// the other way round. What stands already on the proposal may stand.
func (d *deciding) onItsSide(field definition.Field, value any) *fault.Error {
	day, _ := value.(string)
	if field.Past == nil || d.p.Fields[field.Name] == value && d.act.Kind != AnswerAsk {
		return nil
	}
	today := d.today.String()
	if field.Timed {
		today = d.now.In(d.pack.Calendar.Zone()).Format("2006-01-02 15:04")
	}
	args := wording.Args{"Field": field.Title, "Value": day, "Earliest": today, "Latest": today}
	switch {
	case *field.Past && day > today:
		return fault.New(fault.Invalid, "date_ahead", args)
	case !*field.Past && day < today:
		return fault.New(fault.Invalid, "date_passed", args)
	}
	return nil
}

// LimitsOf says between what a number lies, or on which side of today a date, as a
// form tells it beforehand; nothing where the pack doesn't say.
func LimitsOf(field definition.Field) wording.Text {
	if field.Past != nil {
		return wording.Both(map[bool]string{true: "engine.limits.past", false: "engine.limits.ahead"}[*field.Past], nil)
	}
	args := wording.Args{"Least": shownNumber(field.Least), "Most": shownNumber(field.Most)}
	switch {
	case field.Type == definition.Chosen:
		return chosenLimits(field, args)
	case field.Whole:
		return wording.Both("engine.limits.whole", args)
	case field.Least != nil && field.Most != nil:
		return wording.Both("engine.limits.between", args)
	case field.Least != nil:
		return wording.Both("engine.limits.least", args)
	case field.Most != nil:
		return wording.Both("engine.limits.most", args)
	}
	return nil
}

// stepTitles are what people call some steps, with "or" between the last two.
func (d *deciding) stepTitles(names []string) wording.Text {
	var titles []wording.Text
	for _, name := range names {
		if t := d.flow.Transition(name); t != nil {
			titles = append(titles, quoted(t.Title))
		}
	}
	return anyOf(titles)
}

// quoted is a text within its language's quotation marks.
func quoted(title wording.Text) wording.Text {
	return wording.Text{
		wording.Swedish: "”" + title.In(wording.Swedish) + "”",
		wording.English: "“" + title.In(wording.English) + "”",
	}
}

// shownNumber is a number as each language writes it.
func shownNumber(number *float64) wording.Text {
	if number == nil {
		return nil
	}
	text := strconv.FormatFloat(*number, 'f', -1, 64)
	return wording.Text{wording.Swedish: strings.ReplaceAll(text, ".", ","), wording.English: text}
}

// neededWhen refuses for want of what is needed as things stand with what was
// given. line and round are those at hand, or nil.
func (d *deciding) neededWhen(needs []definition.Need, line *definition.Round, round *Round) *fault.Error {
	var refused []*fault.Error
	for _, need := range needs {
		field, ok := d.flow.Input(need.Word, line)
		if ok && !d.has(field) && d.holds(need.When, round) {
			if f := d.lacking(field); f != nil {
				refused = append(refused, f)
			}
		}
	}
	return fault.Join(refused...)
}

// needsNow is what a step needs as things stand, of what it needs only sometimes.
func (d *deciding) needsNow(t *definition.Transition) []definition.Field {
	var fields []definition.Field
	for _, need := range t.NeedsWhen {
		field, ok := d.flow.Input(need.Word, nil)
		if ok && !waitsForInput(need.When) && !d.has(field) && d.holds(need.When, nil) {
			fields = append(fields, field)
		}
	}
	return fields
}

// hasFor says whether a needed value is there for the act at hand.
func (d *deciding) hasFor(field definition.Field) bool {
	return d.hasAt(d.weighed, field)
}

// hasAt says whether what a step needs is there; what must come anew has come
// with it, or since the proposal came to its state.
func (d *deciding) hasAt(t *definition.Transition, field definition.Field) bool {
	if t == nil || !slices.Contains(t.Fresh, field.Name) {
		return d.has(field)
	}
	value, given := d.given[field.Name]
	if field.Type == definition.Meeting && given && d.p.Meeting != nil {
		day, _, _ := strings.Cut(value.(string), " ")
		return day != d.p.Meeting.Date.String()
	}
	return given || slices.Contains(d.p.Renewed, field.Name)
}

// missingFor is the refusal for want of a field in the act at hand.
func (d *deciding) missingFor(field definition.Field) *fault.Error {
	return d.missingAt(d.weighed, field)
}

// missingAt is the refusal for want of what a step needs. Where the proposal has
// some already, it says that it must come anew.
func (d *deciding) missingAt(t *definition.Transition, field definition.Field) *fault.Error {
	f := missingInput(field)
	switch {
	case d.answering != nil && field.Name == documentWord:
		f.Saying = "missing_paper"
	case t == nil || !slices.Contains(t.Fresh, field.Name):
	case field.Type == definition.Meeting && d.p.Meeting != nil:
		f.Saying = "missing_new_meeting"
	case field.Name == documentWord && d.p.ownDocuments() > 0, field.Type == definition.Document && d.has(field):
		f.Saying = "missing_new_document"
	case d.has(field):
		f.Saying = "missing_new"
	}
	return f
}

// renew remembers what was given, of what some step asks for anew.
func (d *deciding) renew() { d.renewGiven(func(any) bool { return true }) }

// renewPapers remembers the same of papers alone: of a step that waits for others' words
// they have come, while the rest of what was given has not.
func (d *deciding) renewPapers() {
	d.renewGiven(func(value any) bool { _, papers := value.([]Document); return papers })
}

func (d *deciding) renewGiven(has func(value any) bool) {
	for _, word := range sortedKeys(d.given) {
		if !has(d.given[word]) {
			continue
		}
		asked := slices.ContainsFunc(d.flow.Transitions, func(t definition.Transition) bool { return slices.Contains(t.Fresh, word) })
		if asked && word != "meeting" && d.given[word] != "" && !slices.Contains(d.p.Renewed, word) {
			d.p.Renewed = append(slices.Clone(d.p.Renewed), word)
		}
	}
}

// mayEditHere says why the acting person may not change text and papers in a
// state that says who may, or nil.
func (d *deciding) mayEditHere(state *definition.State, what wording.Text) *fault.Error {
	if state.EditsNobody {
		return fault.New(fault.Conflict, "text_locked", wording.Args{"State": state.Title})
	}
	if slices.ContainsFunc(state.Edits, d.is) {
		return nil
	}
	return d.forbidden(state.Edits, what)
}

// locked refuses a step that changes text or papers where the state says that
// they stand still, or that others change them, unless the step asks for them.
func (d *deciding) locked(t *definition.Transition) *fault.Error {
	state := d.flow.State(d.p.State)
	if state == nil || len(state.Edits) == 0 && !state.EditsNobody {
		return nil
	}
	var refused []*fault.Error
	for _, word := range sortedKeys(d.given) {
		text := slices.Contains(carriedTexts, word) || d.flow.Field(word) != nil
		if !text || slices.Contains(t.Needs, word) || slices.Contains(t.MayTake(), word) {
			continue
		}
		if f := d.mayEditHere(state, wording.Both("engine.did.edit", nil)); f != nil {
			refused = append(refused, f.On(word))
		}
	}
	return fault.Join(refused...)
}
