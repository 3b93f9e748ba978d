package definition

import (
	"regexp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// propose reads the opening of a proposal.
func (s *story) propose(n source.Node, step *Step) {
	t := s.r.table(grammar.Propose, n, source.Pos{})
	p := &ProposeStep{}
	step.Propose = p
	if n, ok := t.opt("refused"); ok {
		step.Refused = s.refused(n)
	}
	if n, ok := t.must("as"); ok {
		p.As = s.as(n)
	}
	if n, ok := t.opt("workflow"); ok {
		p.Workflow = s.r.word(n)
		if s.pack.Workflow(p.Workflow) == nil {
			s.r.unknown(n, "workflow", workflowKeys(s.pack))
		}
	} else if len(s.pack.Workflows) > 1 && t.node.Kind == source.Mapping {
		s.r.fail(t.at, "which_workflow", wording.Args{"Expected": oneOf(workflowKeys(s.pack))})
	}
	if w := s.pack.Workflow(p.Workflow); w != nil {
		s.flow = w
	} else if len(s.pack.Workflows) == 1 {
		s.flow = s.pack.Workflows[0]
	}
	p.Inputs = s.inputs(t, step, nil)
	if title, ok := p.Inputs["title"].(string); ok && step.Refused == nil {
		s.titled[title] = s.flow
	}
}

func workflowKeys(p *Pack) []string {
	keys := make([]string, len(p.Workflows))
	for i, w := range p.Workflows {
		keys[i] = w.Key
	}
	return keys
}

// do reads a transition, whose inputs stand beside it.
func (s *story) do(n source.Node, t *table, step *Step) {
	d := &DoStep{Transition: s.r.word(n)}
	step.Do = d
	if known := s.transitions(); d.Transition != "" && !step.mayBeWrong("unknown_transition") && !slices.Contains(known, d.Transition) {
		s.r.unknown(n, "transition", known)
	}
	if n, ok := t.must("as"); ok {
		d.As = s.as(n)
	}
	if n, ok := t.opt("version"); ok {
		d.Expected = s.r.number(n, 1)
	}
	if n, ok := t.opt("key"); ok {
		d.Key = s.r.word(n)
	}
	if n, ok := t.opt("take_back"); ok {
		d.Back = s.r.yes(n)
	}
	d.Inputs = s.inputs(t, step, nil)
}

// answer reads what a respondent says in a round.
func (s *story) answer(n source.Node, step *Step) {
	t := s.r.table(grammar.Reply, n, source.Pos{})
	a := &AnswerStep{}
	step.Answer = a
	s.within(t, step)
	var round *Round
	if n, ok := t.must("round"); ok {
		a.Round = s.r.word(n)
		round = s.round(n)
	}
	if n, ok := t.must("as"); ok {
		a.As = s.as(n)
	}
	if n, ok := t.must("with"); ok {
		a.With = s.r.word(n)
		if !step.mayBeWrong("unknown_answer") {
			s.known(n, round)
		}
	}
	if _, own := s.field("assurance", round); !own {
		if n, ok := t.opt("assurance"); ok {
			a.Assurance = s.r.choice(n, grammar.Assurances...)
		}
	}
	if _, own := s.field("from", round); !own {
		if n, ok := t.opt("from"); ok {
			a.From = s.r.word(n)
		}
	}
	a.Inputs = s.inputs(t, step, round)
}

// known checks an answer's name.
func (s *story) known(n source.Node, round *Round) {
	if round == nil || n.Kind != source.Scalar || round.Answer(s.r.word(n)) != nil {
		return
	}
	var names []string
	for _, a := range round.Answers {
		names = append(names, a.Name)
	}
	s.r.unknown(n, "answer", names)
}

// round finds a round by its name; nil where there is none.
func (s *story) round(n source.Node) *Round {
	var known []string
	name, nth, numbered := strings.Cut(n.Text, " ")
	for _, w := range s.flows() {
		if r := w.Round(n.Text); r != nil {
			return r
		}
		if r := w.Round(name); r != nil && r.Again == Adds && numbered && strings.Trim(nth, "0123456789") == "" {
			return r
		}
		for _, r := range w.Rounds {
			known = append(known, r.Name)
		}
	}
	if n.Kind != source.Scalar {
		return nil
	}
	s.r.unknown(n, "round", known)
	if likely := guess.Nearest(n.Text, known); likely != "" && likely != n.Text {
		for _, w := range s.flows() { // what was probably meant is read on
			if r := w.Round(likely); r != nil {
				return r
			}
		}
	}
	return nil
}

func (s *story) edit(n source.Node, step *Step) {
	t := s.r.table(grammar.Edit, n, source.Pos{})
	step.Edit = &EditStep{}
	s.within(t, step)
	if n, ok := t.must("as"); ok {
		step.Edit.As = s.as(n)
	}
	step.Edit.Inputs = s.inputs(t, step, nil)
}

func (s *story) close(n source.Node, step *Step) {
	t := s.r.table(grammar.Close, n, source.Pos{})
	defer t.done()
	step.Close = &CloseStep{}
	s.within(t, step)
	if n, ok := t.must("round"); ok {
		step.Close.Round = s.r.word(n)
		s.round(n)
	}
	if n, ok := t.must("as"); ok {
		step.Close.As = s.as(n)
	}
	if n, ok := t.opt("reason"); ok {
		step.Close.Reason = s.r.word(n)
	}
}

// extend reads that somebody is given more time to answer.
func (s *story) extend(n source.Node, step *Step) {
	t := s.r.table(grammar.Extend, n, source.Pos{})
	defer t.done()
	x := &ExtendStep{}
	step.Extend = x
	s.within(t, step)
	if n, ok := t.must("round"); ok {
		x.Round = s.r.word(n)
		s.round(n)
	}
	if n, ok := t.must("as"); ok {
		x.As = s.as(n)
	}
	if n, ok := t.must("for"); ok {
		x.For = s.as(n)
	}
	if n, ok := t.must("to"); ok {
		x.To = s.r.date(n).String()
	}
	if n, ok := t.opt("reason"); ok {
		x.Reason = s.r.word(n)
	}
}

// within reads on: and refused: where they stand inside the step's own mapping.
func (s *story) within(t *table, step *Step) {
	if t.has("on") || t.has("refused") {
		s.about(t, step)
	}
}

// inputs reads what is left of a step: the values that the act gives, of which
// some may stand under fields. Where the act is to be refused they may be wrong on
// purpose.
func (s *story) inputs(t *table, step *Step, round *Round) map[string]any {
	given := map[string]any{}
	rest := t.rest()
	if n, ok := t.node.Get("fields"); ok && n.Kind == source.Mapping {
		t.known = append(t.known, "fields")
		rest = append(t.rest(), n.Entries...)
	}
	for _, e := range rest {
		t.known = append(t.known, e.Key.Text)
		field, ok := s.field(e.Key.Text, round)
		if !ok && step.Refused == nil {
			s.r.unknown(e.Key, "input", s.words(round))
			continue
		}
		if e.Value.Kind == source.Nothing && step.Refused == nil {
			s.r.fail(e.Key.Pos, "nothing", nil)
		}
		name := field.Name
		if !ok {
			name = e.Key.Text
		}
		if field.Type == Document {
			given[paperWord(field)] = Papers(s.r.words(e.Value))
			continue
		}
		given[name] = s.value(e.Value, field)
		if step.Refused == nil {
			s.day(e.Value, field)
		}
	}
	return given
}

// field is what an input's name means in any workflow it may be for.
func (s *story) field(name string, round *Round) (Field, bool) {
	for _, w := range s.flows() {
		if f, ok := w.Input(name, round); ok {
			return f, true
		}
	}
	return Field{}, false
}

// words lists the inputs there are.
func (s *story) words(round *Round) []string {
	var known []string
	for _, w := range s.flows() {
		known = append(known, w.inputs(round)...)
	}
	return known
}

// value is what was written: yes or no and numbers where the field is such, else
// the text as it stands.
func (s *story) value(n source.Node, field Field) any {
	if n.Kind == source.Nothing {
		return ""
	}
	if field.Type == Another || field.Type == Chosen { // [LGL 2026-001, LGL 2026-002], [anna, bo]
		return strings.Join(s.r.words(n), ", ")
	}
	if (field.Type == Bool || field.Type == Number_) && n.Kind == source.Scalar {
		return n.Value
	}
	return s.r.word(n)
}

// Papers are the names of the papers that a scenario's step gives.
type Papers []string

// paperWord is the input that a paper is given under: its field's own, or that of
// any paper.
func paperWord(field Field) string {
	if field.Name == string(Document) {
		return "documents"
	}
	return field.Name
}

// day reports what is given for a date, or for a meeting by its date, and is none: the
// step would be refused. "" takes a date away.
func (s *story) day(n source.Node, field Field) {
	text := n.Text
	if field.Timed || field.Type == Meeting { // with a time of day
		text, _, _ = strings.Cut(strings.Replace(text, "T", " ", 1), " ")
	}
	dated := field.Type == Date || field.Type == Meeting && startsWithDigit.MatchString(text)
	if _, err := calendar.ParseDate(text); err != nil && n.Kind == source.Scalar && text != "" && dated {
		s.r.wrong(n, "date")
		return
	}
	s.realDay(n, field)
}

var startsWithDigit = regexp.MustCompile(`^\d`)

// realDay reports a date that no calendar has.
func (s *story) realDay(n source.Node, field Field) {
	day := n.Text[:min(len(n.Text), len("2006-01-02"))]
	if n.Kind != source.Scalar || field.Type != Date && field.Type != Meeting || !looksLikeDate.MatchString(day) {
		return
	}
	if _, err := calendar.ParseDate(day); err != nil {
		s.r.wrong(n, "date")
	}
}

var looksLikeDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)
