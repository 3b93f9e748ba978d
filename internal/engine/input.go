package engine

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// longest is how many characters a title may have; it stands in every subject.
const longest = 200

// fields are the fields behind words of a pack's needs: and takes: lines.
// round is the round whose own fields count too, or nil.
func (d *deciding) fields(words []string, round *definition.Round) []definition.Field {
	var fields []definition.Field
	for _, word := range words {
		if field, ok := d.flow.Input(word, round); ok {
			fields = append(fields, field)
		}
	}
	return fields
}

// take reads what the act gives into d.given, each value of its field's type,
// and refuses what can't be read and what must be given but is not.
func (d *deciding) take(needs, takes []string, round *definition.Round) *fault.Error {
	d.given = map[string]any{}
	var refused []*fault.Error
	for _, word := range sortedKeys(d.act.Inputs) {
		field, ok := d.flow.Input(word, round)
		if !ok {
			refused = append(refused, fault.New(fault.Invalid, "unknown_input", wording.Args{"Field": word}).On(word))
			continue
		}
		value, f := d.read(field, d.act.Inputs[word])
		if value == nil && f == nil && d.act.Kind == Edit {
			value, f = d.emptied(field)
		}
		if f == nil && value != nil {
			f = d.mayGive(field, value)
		}
		if f != nil {
			refused = append(refused, f.On(word))
			continue
		}
		if found := d.delicate(field, value); len(found) > 0 {
			refused = append(refused, found...)
			continue
		}
		if value != nil {
			d.given[field.Name] = value
		}
	}
	for _, field := range d.fields(needs, round) {
		if !d.hasFor(field) && !about(refused, field.Name) {
			if f := d.lacking(field); f != nil {
				refused = append(refused, f)
			}
		}
	}
	return fault.Join(refused...)
}

// lacking refuses for want of a field, or only notes it in a preview.
func (d *deciding) lacking(field definition.Field) *fault.Error {
	if d.lenient {
		d.missing = append(d.missing, field)
		return nil
	}
	return d.missingFor(field)
}

func missingInput(field definition.Field) *fault.Error {
	f := fault.New(fault.Invalid, "missing_input", wording.Args{"Field": field.Title}).On(field.Name)
	switch {
	case field.Name == documentWord:
		f.Saying = "missing_document"
	case field.Type == definition.Document:
		f.Saying = "missing_kind"
	}
	return f
}

// about says whether one of the refusals concerns a field already.
func about(refused []*fault.Error, field string) bool {
	return slices.ContainsFunc(refused, func(f *fault.Error) bool { return f.Field == field })
}

// has says whether a needed value is there: given with the act, or carried by
// the proposal already.
func (d *deciding) has(field definition.Field) bool {
	if _, given := d.given[field.Name]; given {
		return true
	}
	if slices.Contains(d.lent, field.Name) { // what this one has is not the other's
		return false
	}
	switch field.Name {
	case "document":
		if d.answering != nil { // the matter's own papers are none of the answer's
			return len(d.answering.Papers) > 0
		}
		return d.p.ownDocuments() > 0
	case "title":
		return d.p.Title != ""
	case "summary":
		return d.p.Summary != ""
	case "proposed_decision":
		return d.p.Proposed != ""
	case "meeting":
		return d.p.Meeting != nil && !d.p.Meeting.Date.Before(d.today)
	}
	if field.Type == definition.Document && d.answering != nil {
		return slices.ContainsFunc(d.p.PapersOf(*d.answering), func(paper Document) bool { return paper.Kind == field.Name })
	}
	if field.Type == definition.Document {
		return d.p.ofKind(field.Name) > 0
	}
	_, carried := d.p.Fields[field.Name]
	return carried
}

// read turns a raw value into one of the field's type: text, bool, number
// (float64), a date or a meeting's date as ISO 8601 text. Nothing given is nil.
func (d *deciding) read(field definition.Field, raw any) (any, *fault.Error) {
	text := strings.TrimSpace(clean(fmt.Sprint(raw)))
	if raw == nil || (text == "" && field.Type != definition.Document) {
		return nil, nil
	}
	bad := func(code string) *fault.Error {
		return fault.New(fault.Invalid, code, wording.Args{"Field": field.Title, "Value": text})
	}
	switch field.Type {
	case definition.Bool:
		value, ok := truth[strings.ToLower(text)]
		if !ok {
			return nil, bad("not_yes_or_no")
		}
		return value, nil
	case definition.Number_:
		value, err := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(text, " ", ""), ",", "."), 64)
		if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
			return nil, bad("not_a_number")
		}
		return value, nil
	case definition.Date:
		return d.readDate(field, text)
	case definition.Meeting:
		return d.readMeeting(field, text)
	case definition.Choice:
		if !slices.ContainsFunc(field.Choices, func(c definition.FieldChoice) bool { return c.Name == text }) {
			return nil, bad("not_a_choice")
		}
		return text, nil
	case definition.Document:
		papers, ok := raw.([]Document)
		if !ok && text != "" {
			return nil, fault.New(fault.Invalid, "not_a_paper", wording.Args{"Field": field.Title})
		}
		if len(papers) == 0 {
			return nil, nil
		}
		return papers, nil
	case definition.Another:
		return d.readNumbers(field, text)
	case definition.Chosen:
		return d.readChosen(field, text)
	}
	if field.Name == "title" {
		text = oneLine(text)
	}
	if field.Name == "title" && len([]rune(text)) > longest {
		return nil, fault.New(fault.Invalid, "title_too_long", wording.Args{"Count": len([]rune(text)), "Most": longest})
	}
	return text, nil
}

// truth is how people say yes and no.
var truth = map[string]bool{
	"true": true, "yes": true, "ja": true, "on": true, "1": true,
	"false": false, "no": false, "nej": false, "off": false, "0": false,
}

// readDate reads a civil date. One that is to come must not have passed.
func (d *deciding) readDate(field definition.Field, text string) (any, *fault.Error) {
	clock := ""
	if field.Timed { // "2026-03-20 17:00", or as browsers send it, "2026-03-20T17:00"
		day, hour, _ := strings.Cut(strings.Replace(text, "T", " ", 1), " ")
		at, err := calendar.ParseClock(strings.TrimSpace(hour))
		if err != nil {
			return nil, fault.New(fault.Invalid, "not_a_time", wording.Args{"Field": field.Title, "Value": text})
		}
		text, clock = day, at.String()
	}
	date, err := calendar.ParseDate(text)
	if err != nil {
		return nil, fault.New(fault.Invalid, "not_a_date", wording.Args{"Field": field.Title, "Value": text})
	}
	if field.Timed {
		return date.String() + " " + clock, nil
	}
	if field.Name == "follow_up_on" && date.Before(d.today) {
		return nil, fault.New(fault.Invalid, "date_passed", wording.Args{
			"Field": field.Title, "Value": date.String(), "Earliest": d.today.String()})
	}
	return date.String(), nil
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}
