package web

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// An input is one field of a form, of the type that its value has.
type input struct {
	Name     string // of the value, in the pack's words
	ID       string // of the element, also what an error leads to
	Label    string
	Hint     string
	Examples []string // of what may be written, one a line
	Kind     string   // short, line, lines, tall, date, number, bool, choice, pick (one is always chosen), several, meeting
	Value    string
	Optional bool
	Later    bool // not now, but before the proposal can go on
	Fault    string
	Confirm  bool // it may stand as it is once the writer says so
	Stands   bool // and the writer has said so
	Options  []inputOption
	Groups   []optionGroup // the same, where there are many
	Most     int           // characters, or 0
}

// An optionGroup is options of one sort, under their name.
type optionGroup struct {
	Title   string
	Options []inputOption
}

// An inputOption is one value to choose.
type inputOption struct {
	Value, Title string
	Chosen       bool
}

// oneLine are the texts that are no longer than a line.
var oneLine = []string{"title", "responsible", "registration_number"}

// tall are the texts that are written at length.
var tall = []string{"summary", "proposed_decision", "decision", "statement", "recommendation"}

// longestTitle is what the engine accepts; the page counts down to it.
const longestTitle = 200

// inputFor makes a form's field of a pack's. scope keeps two fields of one name
// apart on a page.
func (s *Server) inputFor(v *visit, field definition.Field, scope, value string, optional bool) input {
	in := input{
		Name: scope + field.Name, ID: inputID(scope + field.Name),
		Label: field.Title.In(v.lang), Value: value, Optional: optional, Kind: kindOf(field),
	}
	if hint := "web.hint." + field.Name; wording.Has(v.lang, hint) {
		in.Hint = v.say(hint, nil)
	}
	if field.Type == definition.Another {
		in.Hint = v.say(map[bool]string{false: "web.hint.number_one", true: "web.hint.number_many"}[field.Many], nil)
	}
	if len(field.Hint) > 0 {
		in.Hint = field.Hint.In(v.lang)
	}
	if in.Hint == "" {
		in.Hint = engine.LimitsOf(field).In(v.lang)
	}
	if field.Name == "title" {
		in.Most = longestTitle
	}
	for _, c := range field.Choices {
		in.Options = append(in.Options, inputOption{Value: c.Name, Title: c.Title.In(v.lang), Chosen: c.Name == value})
	}
	if field.Type == definition.Chosen {
		in.Options = s.candidates(v, engine.Proposal{}, field, value)
	}
	return in
}

// inputOf is inputFor of a proposal that is there: of whom it may name, those whom its own
// bodies have.
func (s *Server) inputOf(v *visit, p engine.Proposal, field definition.Field, scope, value string, optional bool) input {
	in := s.inputFor(v, field, scope, value, optional)
	if field.Type == definition.Chosen {
		in.Options = s.candidates(v, p, field, value)
	}
	return in
}

// candidates are those whom a field of type party may name, of whom some are chosen.
func (s *Server) candidates(v *visit, p engine.Proposal, field definition.Field, chosen string) (options []inputOption) {
	for _, flow := range s.Pack.Workflows {
		if own := flow.Field(field.Name); own == nil || own.Pos != field.Pos {
			continue
		}
		for _, c := range engine.Candidates(s.Pack, flow, p, field, s.today()) {
			options = append(options, inputOption{Value: c.Key, Title: c.Name.In(v.lang), Chosen: slices.Contains(engine.Keys(chosen), c.Key)})
		}
	}
	return options
}

// inputID is the element of a field, by the field's name.
func inputID(name string) string { return "f-" + strings.NewReplacer(".", "-", "_", "-").Replace(name) }

func kindOf(field definition.Field) string {
	switch field.Type {
	case definition.Bool:
		return "bool"
	case definition.Number_:
		return "number"
	case definition.Date:
		return map[bool]string{false: "date", true: "moment"}[field.Timed]
	case definition.Choice:
		return "choice"
	case definition.Meeting:
		return "meeting"
	case definition.Chosen:
		return map[bool]string{false: "choice", true: "several"}[field.Many]
	}
	switch {
	case field.Type == definition.Another:
		return "line"
	case slices.Contains(oneLine, field.Name):
		return "line"
	case slices.Contains(tall, field.Name):
		return "tall"
	}
	return "lines"
}

// meetingOptions are the coming meetings of a body, the first of them chosen
// where nothing else is. One that takes no more is left out.
func (s *Server) meetingOptions(v *visit, body, chosen string) []inputOption {
	today := s.today()
	var options []inputOption
	for _, m := range engine.MeetingsOf(s.Pack, body, today, today.AddMonths(14)) {
		if engine.StopOf(s.Pack, m).Turns(s.Now()) {
			continue
		}
		iso := m.Date.String()
		options = append(options, inputOption{
			Value: iso, Title: s.meetingWords(v, m), Chosen: iso == chosen || chosen == "" && len(options) == 0})
	}
	return options
}

// readInputs reads the values of fields from a form, as text for the engine to
// weigh. What was left empty is left out.
func readInputs(r *http.Request, scope string, fields []definition.Field) map[string]any {
	values := readSent(r, scope, fields)
	maps.DeleteFunc(values, func(_ string, value any) bool { return value == "" })
	return values
}

// readSent reads the same, and what was emptied as empty.
func readSent(r *http.Request, scope string, fields []definition.Field) map[string]any {
	values := map[string]any{}
	for _, field := range fields {
		sent := r.PostForm[scope+field.Name]
		if len(sent) == 0 || field.Type == definition.Document {
			continue
		}
		if field.Type == definition.Chosen {
			values[field.Name] = strings.Join(slices.DeleteFunc(slices.Clone(sent), func(key string) bool { return tidy(key) == "" }), ", ")
			continue
		}
		raw := tidy(sent[len(sent)-1]) // of a box, what follows the "no" that stands before it
		if (field.Type == definition.Date || field.Type == definition.Meeting) && !field.Timed {
			raw = isoDate(raw)
		}
		values[field.Name] = raw
	}
	return values
}

// tidy drops what no text should hold: carriage returns, NUL, and the marks that
// turn the direction of what follows.
func tidy(text string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case r < ' ' || r == 0x7f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200b, r == 0xfeff:
			return -1
		}
		return r
	}, text))
}

// isoDate reads "2027-03-24" and "24 mars 2027" alike. What is neither is left
// for the engine to refuse.
func isoDate(text string) string {
	if _, err := calendar.ParseDate(text); err == nil {
		return text
	}
	words := strings.Fields(strings.ToLower(text))
	if len(words) != 3 {
		return text
	}
	day, dayErr := strconv.Atoi(words[0])
	year, yearErr := strconv.Atoi(words[2])
	for m := 1; m <= 12 && dayErr == nil && yearErr == nil; m++ {
		for _, l := range wording.Languages() {
			if words[1] == strings.ToLower(wording.Month(l, time.Month(m))) {
				return realDate(fmt.Sprintf("%04d-%02d-%02d", year, m, day), text)
			}
		}
	}
	return text
}

// realDate is a date, or what was typed where there is no such day: that is what
// people are told of.
func realDate(iso, typed string) string {
	if _, err := calendar.ParseDate(iso); err != nil {
		return typed
	}
	return iso
}

// valueWords is a value as people say it.
func (s *Server) valueWords(v *visit, field definition.Field, value any) string {
	said := strings.TrimSpace(fmt.Sprint(value))
	switch field.Type {
	case definition.Bool:
		if said == "true" || said == "yes" {
			return v.say("web.yes", nil)
		}
		return v.say("web.no", nil)
	case definition.Date, definition.Meeting:
		day, clock, timed := strings.Cut(said, " ")
		if timed {
			clock = " " + v.say("web.clock", wording.Args{"Clock": clock})
		}
		return isoProse(v, day) + clock
	case definition.Number_:
		if n, ok := value.(float64); ok {
			said = strconv.FormatFloat(n, 'f', -1, 64)
		}
		if v.lang == wording.Swedish {
			return strings.ReplaceAll(said, ".", ",")
		}
	case definition.Chosen:
		return engine.ChosenNames(s.Pack, said).In(v.lang)
	case definition.Choice:
		for _, c := range field.Choices {
			if c.Name == said {
				return c.Title.In(v.lang)
			}
		}
	}
	return said
}

// A formError is one line of a form's error summary, leading to its field.
type formError struct{ Anchor, Said string }

// faultsOn puts a refusal's sentences at the fields they concern, and lists them
// all for the summary.
func faultsOn(v *visit, f *fault.Error, inputs []input) []formError {
	var errors []formError
	for _, cause := range f.All() {
		said := cause.In(v.lang)
		anchor := "form"
		for i := range inputs {
			name := inputs[i].Name
			if cause.Field != "" && (name == cause.Field || strings.HasSuffix(name, "."+cause.Field)) {
				inputs[i].Fault, anchor = strings.TrimSpace(inputs[i].Fault+" "+said), inputs[i].ID
				inputs[i].Confirm = engine.IsConfirmable(cause)
			}
		}
		errors = append(errors, formError{anchor, said})
	}
	return errors
}
