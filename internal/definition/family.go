package definition

import (
	"cmp"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Starts says which proposal a round opens instead of asking somebody: the states
// it comes to are its answers.
type Starts struct {
	Workflow  string
	With      []Given
	As        string            // a role or a body that drafts it, or input.FIELD; "" is the first that may
	Each      []people.Party    // a proposal of its own for each of these bodies, which drafts it; empty for one alone
	Bodies    map[string]string // who has another role of it: a role here, or a body
	Documents bool              // it has the papers too
	Until     []string          // the states that answer before a final one does
	Pos       source.Pos
	until     source.Node
	drafts    source.Node
	each      source.Node
	bodies    source.Node
}

// A Given is one value that a new proposal is opened with.
type Given struct {
	Field string
	Value *Formula
	Pos   source.Pos
}

// An Elsewhere line takes a step in another proposal when something happens in
// this one.
type Elsewhere struct {
	On   []Trigger
	When *Guard
	In   Kin
	Do   string // a step of the other's workflow, which the system takes
	Pos  source.Pos
	do   source.Node
}

// Kin says which other proposals are meant: those that a field names, the one
// that this one comes from, or those that a round has opened.
type Kin struct {
	Field  string
	Parent bool
	Round  string
}

// A Formula is an expression with any value, of the names that a guard may use.
type Formula struct {
	Source string
	Pos    source.Pos
	gives  FieldType // "" where that is not known
	inputs []string  // the words after input. that it names
	run    func(env map[string]any) (any, error)
}

// In is what the formula comes to in env, as Guard.Holds has it.
func (f *Formula) In(env map[string]any) (any, error) { return f.run(env) }

// ParentWord is what elsewhere: calls the proposal that this one comes from.
const ParentWord = "parent"

// formula reads and compiles an expression that is no condition; round is the one
// at hand, or nil. One that is refused is noted, and answers nil.
func (s *scope) formula(n source.Node, round *Round) *Formula {
	source := s.r.word(n)
	if source == "" {
		return nil
	}
	words := &named{scope: s, round: round, at: n}
	lent := &lent{}
	program, err := expr.Compile(source,
		expr.Env(s.shaped.types()), expr.MaxNodes(mostNodes), expr.Optimize(false),
		expr.DisableAllBuiltins(), expr.EnableBuiltin("len"), expr.EnableBuiltin("lower"), expr.EnableBuiltin("trim"),
		expr.Patch(words), expr.Patch(lent))
	if err != nil {
		s.guardProblem(n, err)
		return nil
	}
	s.r.problems = append(s.r.problems, words.problems...)
	shaped := s.shaped
	return &Formula{
		Source: source, Pos: n.Pos, gives: typeOf(program.Node()), inputs: lent.words,
		run: func(env map[string]any) (any, error) {
			machine := vm.VM{MemoryBudget: workroom}
			return machine.Run(program, shaped.fill(env))
		},
	}
}

// starts reads what a round opens.
func (s *scope) starts(n source.Node, r *Round) *Starts {
	t := s.r.table(grammar.Starts, n, source.Pos{})
	defer t.done()
	st := &Starts{Pos: n.Pos}
	var child kin
	if n, ok := t.must("workflow"); ok {
		st.Workflow = s.r.word(n)
		var known bool
		if child, known = s.r.kin[st.Workflow]; !known && st.Workflow != "" {
			s.r.unknown(n, "workflow", s.r.kinNames())
		}
	}
	if n, ok := t.opt("with"); ok {
		st.With = s.with(n, r, child)
	}
	if n, ok := t.opt("as"); ok {
		st.As, st.drafts = s.r.word(n), n
	}
	s.startsEach(t, st)
	s.startsBodies(t, st)
	if n, ok := t.opt("documents"); ok {
		st.Documents = s.r.choice(n, grammar.Papers...) == "all"
	}
	if n, ok := t.opt("until"); ok {
		st.until = n
		for _, item := range n.Each() {
			name := s.r.word(item)
			if name != "" && child.key != "" && !slices.Contains(child.states, name) {
				s.r.unknown(item, "state", child.states)
				continue
			}
			st.Until = append(st.Until, name)
		}
	}
	return st
}

// with reads what the new proposal is given: expressions by the names of its own
// fields.
func (s *scope) with(n source.Node, r *Round, child kin) []Given {
	if n.Kind != source.Mapping {
		s.r.wrong(n, "table")
		return nil
	}
	var all []Given
	for _, e := range n.Entries {
		wants, known := child.takes(e.Key.Text)
		if !known && child.key != "" {
			s.r.unknown(e.Key, "input", child.words())
			continue
		}
		f := s.formula(e.Value, s.flow.Round(atHand(r.Opens)))
		if f == nil {
			continue
		}
		if gives := s.giver(f); !fits(f.gives, wants) || wants == Date && gives != "" && gives != Date {
			f.gives = cmp.Or(gives, f.gives)
			s.r.fail(e.Value.Pos, "gives_another", wording.Args{"Found": f.Source, "Is": string(f.gives), "Wants": string(wants), "Field": e.Key.Text})
		}
		all = append(all, Given{Field: e.Key.Text, Value: f, Pos: e.Key.Pos})
	}
	return all
}

// giver is the type of the one field that an expression is, "" where it is more.
func (s *scope) giver(f *Formula) FieldType {
	_, word, dotted := strings.Cut(f.Source, ".")
	field, ok := s.flow.Input(word, nil)
	if !dotted || !ok || field.Is != nil {
		return ""
	}
	return field.Type
}

// fits says whether a value of one type can be given for another. Dates, choices
// and numbers of proposals are texts.
func fits(gives, wants FieldType) bool {
	if gives == "" || wants == "" || gives == wants {
		return true
	}
	return gives == Text && wants != Bool && wants != Number_
}

// elsewhere reads the steps that are taken in other proposals.
func (s *scope) elsewhere(t *table) {
	n, ok := t.opt("elsewhere")
	if !ok {
		return
	}
	for _, item := range n.Each() {
		s.flow.Elsewhere = append(s.flow.Elsewhere, s.elsewhereLine(item))
	}
}

func (s *scope) elsewhereLine(item source.Node) Elsewhere {
	t := s.r.table(grammar.Elsewhere, item, source.Pos{})
	defer t.done()
	line := Elsewhere{Pos: item.Pos}
	if n, ok := t.must("on"); ok {
		line.On = s.triggers(n, false)
	}
	if n, ok := t.must("in"); ok {
		line.In = s.kinOf(n)
	}
	if n, ok := t.must("do"); ok {
		line.Do, line.do = s.r.word(n), n
	}
	if n, ok := t.opt("when"); ok {
		line.When = s.guard(n, s.flow.Round(atHand(line.On)))
	}
	return line
}

// kinOf reads which proposals a step is taken in.
func (s *scope) kinOf(n source.Node) Kin {
	word := s.r.word(n)
	known := []string{ParentWord}
	for _, f := range s.flow.Fields {
		if f.Type == Another {
			known = append(known, "proposal."+f.Name)
		}
		if word == "proposal."+f.Name && f.Type == Another {
			return Kin{Field: f.Name}
		}
	}
	for _, r := range s.rounds {
		if s.opensOthers[r] {
			known = append(known, r)
		}
	}
	switch {
	case word == "":
	case word == ParentWord:
		return Kin{Parent: true}
	case s.opensOthers[word]:
		return Kin{Round: word}
	default:
		s.r.fail(n.Pos, "not_a_proposal", wording.Args{"Found": word, "Expected": oneOf(known), "Suggestion": guess.Nearest(word, known)})
	}
	return Kin{}
}

// bySystem says whether a step is one that the system may be asked to take.
func (t *Transition) bySystem() bool {
	return slices.ContainsFunc(t.By, func(p people.Party) bool { return p.Kind == people.System })
}

// OpensOthers says whether a pack's proposals open other proposals, or take steps
// in them.
func (p *Pack) OpensOthers() bool {
	return slices.ContainsFunc(p.Workflows, func(w *Workflow) bool {
		return len(w.Elsewhere) > 0 || slices.ContainsFunc(w.Rounds, func(r Round) bool { return r.Starts != nil })
	})
}

// Lends are the words that a transition takes for the proposals it opens: they
// are given to these, and not kept on this one.
func (w *Workflow) Lends(t *Transition) []string {
	var words []string
	for i := range w.Rounds {
		r := &w.Rounds[i]
		if r.Starts == nil || !slices.ContainsFunc(r.Opens, func(on Trigger) bool { return on.opensBy(t) }) {
			continue
		}
		for _, given := range r.Starts.With {
			words = append(words, given.Value.inputs...)
		}
		if field := r.Starts.Chosen(); field != "" {
			words = append(words, field)
		}
	}
	return words
}

// opensBy says whether a transition brings about what a trigger waits for.
func (on Trigger) opensBy(t *Transition) bool {
	return on.Kind == OnTransition && on.Name == t.Name ||
		on.Kind == OnState && slices.ContainsFunc(t.To, func(to Target) bool { return to.State == on.Name })
}

// another reads which proposals a field may name.
func (s *scope) another(t *table, f *Field) {
	if n, ok := t.opt("workflow"); ok {
		f.Workflow = s.r.word(n)
		if _, known := s.r.kin[f.Workflow]; !known && f.Workflow != "" {
			s.r.unknown(n, "workflow", s.r.kinNames())
		}
	}
	if n, ok := t.opt("many"); ok {
		f.Many = s.r.yes(n)
	}
}

// NamesOthers says whether a workflow has a field that names other proposals.
func (w *Workflow) NamesOthers() bool {
	another := func(f Field) bool { return f.Type == Another }
	return slices.ContainsFunc(w.Fields, another) ||
		slices.ContainsFunc(w.Rounds, func(r Round) bool { return slices.ContainsFunc(r.Fields, another) })
}
