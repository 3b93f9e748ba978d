package definition

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"
	"github.com/expr-lang/expr/vm"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// mostNodes is how much a guard may say, and workroom how much it may make while
// it is asked; no condition that people can read comes near.
const (
	mostNodes = 300
	workroom  = 10_000
)

// guard reads and compiles an expression; round is the round at hand, or nil.
// One that is refused is noted, and answers nil.
func (s *scope) guard(n source.Node, round *Round) *Guard {
	source := s.r.word(n)
	if source == "" {
		return nil
	}
	words := &named{scope: s, round: round, at: n}
	program, ok := s.compiled(n, words, expr.AsBool())
	if !ok || len(words.problems.Errors()) > 0 { // it says something, and runs go on as if it might hold
		return &Guard{Source: source, Pos: n.Pos, dead: true, tree: &ast.IdentifierNode{Value: source}}
	}
	g := &Guard{Source: source, Pos: n.Pos, tree: program.Node(), run: runner(program, s.shaped.named(program.Node()))}
	if round != nil {
		g.hand = round.Name
	}
	s.guards = append(s.guards, g)
	return g
}

// runner asks a compiled guard. Each asking has its own machine, so that many
// may ask at once.
func runner(program *vm.Program, names shape) func(map[string]any) (bool, error) {
	return func(env map[string]any) (bool, error) {
		machine := vm.VM{MemoryBudget: workroom}
		answer, err := machine.Run(program, names.fill(env))
		if err != nil {
			return false, err
		}
		yes, _ := answer.(bool)
		return yes, nil
	}
}

var (
	noName  = regexp.MustCompile(`^unknown name (\w+)`)
	noField = regexp.MustCompile(`(?:unknown|has no) field (\w+)`)
)

// guardProblem notes why an expression is refused, at its place in the file.
func (s *scope) guardProblem(n source.Node, err error) {
	if s.idiomSlip(n) || s.signSlip(n) {
		return
	}
	var at *file.Error
	if !errors.As(err, &at) {
		s.r.fail(n.Pos, "guard", wording.Args{"Found": n.Shown(), "Why": whyRefused(firstLine(err.Error()))})
		return
	}
	pos := s.r.inside(n, at.From)
	for _, unknown := range []*regexp.Regexp{noName, noField} {
		if found := unknown.FindStringSubmatch(at.Message); found != nil {
			known := s.shaped.near(n.Text, at.From, found[1])
			if unknown == noName && s.nameSlip(pos, found[1], after(n.Text, at.From, found[1])) {
				return
			}
			s.r.fail(pos, "unknown_name", wording.Args{
				"Found": found[1], "Expected": oneOf(known), "Suggestion": guess.Nearest(found[1], known)})
			return
		}
	}
	s.r.fail(pos, "guard", wording.Args{"Found": n.Shown(), "Why": whyRefused(at.Message)})
}

// near lists what could stand where an unknown name does: the fields of what is
// before its dot, or every name.
func (s shape) near(source string, from int, found string) []string {
	runes := []rune(source)
	before := string(runes[:min(max(from, 0), len(runes))])
	owners := regexp.MustCompile(`(\w+)\??\.?$`).FindStringSubmatch(before)
	if !strings.HasSuffix(before, ".") && !strings.HasPrefix(string(runes[min(max(from, 0), len(runes)):]), ".") {
		owners = nil
	}
	fields := s
	if owners != nil {
		if inner, ok := s[owners[1]].(shape); ok {
			fields = inner
		}
	}
	known := make([]string, 0, len(fields))
	for name := range fields {
		known = append(known, name)
	}
	slices.Sort(known)
	return known
}

func firstLine(text string) string {
	line, _, _ := strings.Cut(text, "\n")
	return line
}

// named looks through an expression for names in quotes, which must be of
// rounds, answers, states and transitions that there are.
type named struct {
	scope    *scope
	round    *Round
	at       source.Node
	above    shape // of a computed field: the fields that it may name; else nil
	problems source.Problems
}

// Reset and ShouldRepeat have the compiler call Visit right before it checks types
// for the last time: that time it looks into calls again whose type Visit took away,
// where before it would take what they are given on trust.
func (v *named) Reset() { v.problems = nil }

// ShouldRepeat says that once is enough.
func (v *named) ShouldRepeat() bool { return false }

// Visit is called for each part of the expression.
func (v *named) Visit(part *ast.Node) {
	v.ours(*part)
	v.dates(*part)
	switch part := (*part).(type) {
	case *ast.CallNode:
		if callee, ok := part.Callee.(*ast.IdentifierNode); ok {
			v.call(callee.Value, part)
		}
	case *ast.MemberNode:
		v.further(part)
	case *ast.IdentifierNode:
		if v.round == nil && (part.Value == "answered" || part.Value == "asked") {
			v.problem("no_round_at_hand", []ast.Node{part}, wording.Args{"Found": part.Value})
		}
	case *ast.BinaryNode:
		if slices.Contains([]string{"==", "!=", "in"}, part.Operator) {
			v.compare(part.Left, part.Right)
			v.compare(part.Right, part.Left)
		}
	}
}

func (v *named) call(function string, call *ast.CallNode) {
	call.SetType(nil)
	known := slices.Contains([]string{"complete", "open", "count", "none", "outcome", "left", "passed"}, function)
	if v.called(function, call) || known && !v.quoted(call.Arguments) {
		return
	}
	switch function {
	case "complete", "open", "outcome":
		for _, a := range call.Arguments {
			v.among("unknown_round", a, v.scope.rounds)
		}
	case "left", "passed":
		for _, a := range call.Arguments {
			v.among("unknown_clock", a, v.scope.clocks)
			v.scope.heeded = append(v.scope.heeded, a.(*ast.StringNode).Value)
		}
	case "count", "none":
		if v.round == nil && len(call.Arguments) == 1 {
			v.placed(call)
		}
		v.counted(call.Arguments)
	}
}

// quoted says whether every argument is a name in quotes, and notes those that
// aren't: the compiler takes whatever it is given.
func (v *named) quoted(arguments []ast.Node) bool {
	all := true
	for _, a := range arguments {
		switch a := a.(type) {
		case *ast.StringNode:
			continue
		case *ast.IdentifierNode:
			v.problem("unquoted", []ast.Node{a}, wording.Args{"Found": a.Value, "Suggestion": a.Value})
		default:
			v.problem("guard_words", []ast.Node{a}, wording.Args{})
		}
		all = false
	}
	return all
}

// placed puts the round before an answer that stands alone where no round is at
// hand: the only one that has that answer.
func (v *named) placed(call *ast.CallNode) {
	answer := call.Arguments[0].(*ast.StringNode)
	var rounds []string
	for _, name := range v.scope.rounds {
		if slices.Contains(v.scope.countable(name), answer.Value) {
			rounds = append(rounds, name)
		}
	}
	if len(rounds) > 1 {
		v.problem("which_round", call.Arguments, wording.Args{"Found": answer.Value, "Expected": oneOf(rounds)})
	}
	if len(rounds) == 1 {
		round := &ast.StringNode{Value: rounds[0]}
		round.SetLocation(answer.Location())
		call.Arguments = []ast.Node{round, answer}
	}
}

// counted checks count("answer") and count("round", "answer").
func (v *named) counted(arguments []ast.Node) {
	switch len(arguments) {
	case 1:
		v.among("unknown_answer", arguments[0], v.scope.countableOf(v.round))
	case 2:
		v.among("unknown_round", arguments[0], v.scope.rounds)
		if r := v.scope.flow.Round(arguments[0].(*ast.StringNode).Value); r != nil {
			v.among("unknown_answer", arguments[1], v.scope.countableOf(r))
		}
	default:
		v.problem("guard_words", arguments, wording.Args{})
	}
}

// compare checks the names that state, came_from, transition and a field of
// choices are held against.
func (v *named) compare(what, with ast.Node) {
	known, code := v.names(what)
	if code == "" {
		return
	}
	if many, ok := with.(*ast.ArrayNode); ok {
		for _, one := range many.Nodes {
			v.among(code, one, known)
		}
		return
	}
	v.among(code, with, known)
}

// names are what a part of the expression can be equal to, and the code for what
// it can't; "" where that is free.
func (v *named) names(part ast.Node) (known []string, code string) {
	switch part := part.(type) {
	case *ast.CallNode:
		return v.outcomesOf(part)
	case *ast.IdentifierNode:
		switch part.Value {
		case "state", "came_from":
			return v.scope.states, "unknown_state"
		case "transition":
			return v.scope.transitions, "unknown_transition"
		}
	case *ast.MemberNode:
		name, ok := part.Property.(*ast.StringNode)
		if !ok {
			return nil, ""
		}
		if part.String() == "votes.casting" {
			return castings, "unknown_choice"
		}
		if f, ok := v.scope.flow.Input(name.Value, v.round); ok && f.Type == Choice {
			for _, c := range f.Choices {
				known = append(known, c.Name)
			}
			return known, "unknown_choice"
		} else if ok && f.Type == Chosen && !f.Many {
			return v.scope.respondents(&Round{Asks: f.Of}), "unknown_choice"
		}
	}
	return nil, ""
}

// among checks one name in quotes; "" stands for none.
func (v *named) among(code string, part ast.Node, known []string) {
	name, ok := part.(*ast.StringNode)
	if !ok || name.Value == "" || slices.Contains(known, name.Value) {
		return
	}
	v.problem(code, []ast.Node{part}, wording.Args{
		"Found": name.Value, "Expected": oneOf(known), "Suggestion": guess.Nearest(name.Value, known)})
}

func (v *named) problem(code string, parts []ast.Node, args wording.Args) {
	pos := v.at.Pos
	if len(parts) > 0 {
		pos = v.scope.r.inside(v.at, parts[0].Location().From)
	}
	r := reader{}
	r.fail(pos, code, args)
	for _, p := range r.problems {
		if !slices.ContainsFunc(v.problems, func(q source.Problem) bool { return q.Pos == p.Pos && q.Code == p.Code }) {
			v.problems = append(v.problems, p)
		}
	}
}
