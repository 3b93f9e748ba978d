package definition

import (
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// ReadScenarios reads every file of the folder scenarios, in order of name, and
// checks each step's words against the pack. A pack without scenarios has none.
func ReadScenarios(fsys fs.FS, p *Pack) ([]Scenario, source.Problems) {
	r := &reader{languages: p.Languages, literal: true}
	entries, err := fs.ReadDir(fsys, scenarioFolder)
	if err != nil {
		return nil, nil
	}
	var scenarios []Scenario
	for _, e := range entries {
		if e.IsDir() || !isYAML(e.Name()) {
			continue
		}
		if s, ok := r.load(fsys, scenarioFolder+"/"+e.Name()); ok {
			scenarios = append(scenarios, r.scenario(s, p))
		}
	}
	return scenarios, r.problems.Sorted()
}

func (r *reader) scenario(src source.File, p *Pack) Scenario {
	t := r.table(grammar.Scenario, src.Root, src.Root.Pos)
	defer t.done()
	s := Scenario{Pos: src.Root.Pos, Start: "2026-01-05 09:00"}
	if n, ok := t.must("scenario"); ok {
		s.Name = r.word(n)
	}
	if n, ok := t.opt("start"); ok {
		s.Start = r.instant(n)
	}
	if n, ok := t.must("steps"); ok {
		s.Steps = r.steps(n, p)
		r.inTime(s.Start, s.Steps)
	}
	return s
}

// demo reads {start, personas, steps}, or the steps alone.
func (r *reader) demo(n source.Node, p *Pack) Demo {
	literal := r.literal
	r.literal = true
	defer func() { r.literal = literal }()
	if n.Kind == source.List {
		return Demo{Steps: r.steps(n, p)}
	}
	t := r.table(grammar.Demo, n, source.Pos{})
	defer t.done()
	var d Demo
	if n, ok := t.opt("start"); ok {
		d.Start = r.instant(n)
	}
	if n, ok := t.opt("personas"); ok {
		for _, item := range n.Each() {
			d.Personas = append(d.Personas, r.persona(item, p))
		}
	}
	if n, ok := t.opt("steps"); ok {
		d.Steps = r.steps(n, p)
		r.inTime(d.Start, d.Steps)
	}
	return d
}

// persona reads {person, title}, or the person alone.
func (r *reader) persona(item source.Node, p *Pack) Persona {
	person, title := item, source.Node{Kind: source.Nothing}
	if item.Kind == source.Mapping {
		t := r.table(grammar.Persona, item, source.Pos{})
		defer t.done()
		person, _ = t.must("person")
		title, _ = t.opt("title")
	}
	var found Persona
	if person.Kind == source.Nothing {
		return found
	}
	found.Person = r.word(person)
	known := p.People.Person(found.Person)
	if found.Person != "" && known == nil {
		r.unknown(person, "person", personKeys(p.People))
	}
	if title.Kind != source.Nothing {
		found.Title = r.title(title, source.Warning)
	} else if known != nil {
		found.Title = wording.Same(known.Name)
	}
	return found
}

// A story reads the steps of one scenario. It knows which workflow the proposal
// at hand is of, where that can be known without playing the steps.
type story struct {
	r      *reader
	pack   *Pack
	flow   *Workflow            // of the proposal that the step is about; nil where it can be any
	latest *Workflow            // of the latest proposal; nil where it can be any
	titled map[string]*Workflow // proposals by title
}

func (r *reader) steps(n source.Node, p *Pack) []Step {
	defer func(before bool) { r.telling = before }(r.telling)
	r.telling = true
	s := &story{r: r, pack: p, titled: map[string]*Workflow{}}
	if len(p.Workflows) == 1 {
		s.flow, s.latest = p.Workflows[0], p.Workflows[0]
	}
	if n.Kind != source.List {
		r.wrong(n, "list")
		return nil
	}
	var steps []Step
	for _, item := range n.Items {
		steps = append(steps, s.step(item))
	}
	return steps
}

// stepWords are what a step can be, one each.
var stepWords = []string{"propose", "do", "answer", "edit", "close", "extend", "recuse", "unrecuse", "follow", "unfollow", "lay_out", "reschedule", "arrange", "record", "wait", "mailbox", "expect"}

func (s *story) step(item source.Node) Step {
	step := Step{Pos: item.Pos}
	t := s.r.table(grammar.Step, item, source.Pos{})
	if t.node.Kind != source.Mapping {
		return step
	}
	word := s.stepWord(item)
	if word == "" {
		return step
	}
	n, _ := t.opt(word)
	s.flow = s.latest
	s.about(t, &step)
	switch word {
	case "propose":
		s.propose(n, &step)
	case "do":
		s.do(n, t, &step)
	case "answer":
		s.answer(n, &step)
	case "edit":
		s.edit(n, &step)
	case "close":
		s.close(n, &step)
	case "extend":
		s.extend(n, &step)
	case "recuse", "unrecuse":
		s.recuse(n, &step, word == "unrecuse")
	case "follow", "unfollow":
		s.follow(n, &step, word == "unfollow")
	case "lay_out":
		s.layOut(n, &step)
	case "reschedule":
		s.reschedule(n, &step)
	case "arrange":
		s.arrange(n, &step)
	case "record":
		s.record(n, &step)
	case "wait":
		step.Wait = s.wait(n)
	case "mailbox":
		step.Mailbox = s.mailbox(n)
	case "expect":
		step.Expect = s.expect(n, &step)
	}
	t.done()
	if step.Propose != nil && step.Refused == nil {
		s.latest = s.flow
	}
	return step
}

// stepWord finds which kind of step it is.
func (s *story) stepWord(item source.Node) string {
	var found []source.Entry
	for _, e := range item.Entries {
		if slices.Contains(stepWords, e.Key.Text) {
			found = append(found, e)
		}
	}
	switch {
	case len(found) == 0 && len(item.Entries) > 0:
		s.r.unknown(item.Entries[0].Key, "step", stepWords)
		return ""
	case len(found) == 0:
		s.r.fail(item.Pos, "nothing", nil)
		return ""
	case len(found) > 1:
		s.r.fail(found[1].Key.Pos, "two_steps", wording.Args{"Found": found[1].Key.Text, "First": found[0].Key.Text})
	}
	return found[0].Key.Text
}

// about reads what any step may say: which proposal, and that it is refused.
func (s *story) about(t *table, step *Step) {
	s.which(t, step)
	if n, ok := t.opt("refused"); ok {
		step.Refused = s.refused(n)
	}
}

// which reads the proposal that a step is about.
func (s *story) which(t *table, step *Step) {
	n, ok := t.opt("on")
	if !ok {
		return
	}
	step.On = s.r.word(n)
	if w, ok := s.titled[step.On]; ok {
		s.flow = w
	} else if w := s.meetingNamed(step.On); w != nil {
		s.flow = w
	} else if len(s.pack.Workflows) != 1 {
		s.flow = nil
	}
}

// flows are the workflows that the proposal at hand may be of.
func (s *story) flows() []*Workflow {
	if s.flow != nil {
		return []*Workflow{s.flow}
	}
	return s.pack.Workflows
}

// as reads who acts: a role, a body, a person or an organization, by key or name.
func (s *story) as(n source.Node) string {
	word := s.r.word(n)
	if word != "" && !s.somebody(word) {
		known := s.everybody()
		s.r.fail(n.Pos, "unknown_party", wording.Args{"Found": word, "Expected": oneOf(known), "Suggestion": guess.Nearest(word, known)})
	}
	return word
}

// somebody says whether a word names a party of the pack, perhaps with a seat or
// a function behind a dot, or a mail address.
func (s *story) somebody(word string) bool {
	name, part, dotted := strings.Cut(word, ".")
	d := s.pack.People
	each, many := people.Every(word)
	switch {
	case many:
		return s.many(each)
	case slices.Contains(reservedParties, word), word == "every organization", strings.Contains(word, "@"):
		return true
	case d.FindOrganization(word) != nil, d.FindBody(word) != nil, d.FindPerson(word) != nil:
		return true
	case s.hasRole(name), d.Body(name) != nil:
		return !dotted || slices.Contains(people.SeatRoles(), part)
	case d.Organization(name) != nil, name == "organizations":
		return slices.Contains(functions(d), part)
	}
	return false
}

func (s *story) hasRole(name string) bool {
	return slices.ContainsFunc(s.flows(), func(w *Workflow) bool { return slices.Contains(w.Roles, name) })
}

// everybody lists who may be named.
func (s *story) everybody() []string {
	var known []string
	for _, w := range s.flows() {
		known = append(known, w.Roles...)
	}
	known = append(known, reservedParties...)
	d := s.pack.People
	known = slices.Concat(known, bodyKeys(d), organizationKeys(d), personKeys(d))
	for _, o := range d.Organizations {
		known = append(known, o.Name.In(s.pack.Languages[0]))
	}
	return known
}

// mailbox reads {of, fails} or {of, works: true}.
func (s *story) mailbox(n source.Node) *MailboxStep {
	t := s.r.table(grammar.Mailbox, n, source.Pos{})
	defer t.done()
	var m MailboxStep
	if n, ok := t.must("of"); ok {
		m.Of = s.as(n)
	}
	if n, ok := t.opt("fails"); ok {
		m.Fails = s.r.word(n)
		if !regexp.MustCompile(`^[45]\d\d`).MatchString(m.Fails) {
			s.r.wrong(n, "smtp_reply")
		}
	}
	if n, ok := t.opt("works"); ok && s.r.yes(n) {
		m.Fails = ""
	}
	if !t.has("fails") && !t.has("works") && n.Kind == source.Mapping {
		s.r.fail(t.at, "missing_key", wording.Args{"Found": "fails"})
	}
	return &m
}
