package definition

import (
	"reflect"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/vm"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A Value is what a computed field is: an expression over what guards may name,
// without what comes with an act. It is never given and never kept.
type Value struct {
	Source string
	Pos    source.Pos
	tree   ast.Node
	run    func(env map[string]any) (any, error)
}

// In is the value in env, which is as for a Guard, of the field's type: text and
// dates are text. One that was refused is nil.
func (v *Value) In(env map[string]any) (any, error) {
	if v.run == nil {
		return nil, nil
	}
	return v.run(env)
}

// Computes says whether some of the workflow's fields are computed.
func (w *Workflow) Computes() bool {
	return slices.ContainsFunc(w.Fields, func(f Field) bool { return f.Is != nil })
}

// computed keeps a field's is: until every name is known that it may name.
func (s *scope) computed(t *table, f *Field) {
	n, ok := t.opt("is")
	if !ok {
		return
	}
	if s.asking {
		s.r.fail(n.Pos, "computed_answer", nil)
		return
	}
	if only, ok := t.node.Get("only_with"); ok {
		s.r.fail(only.Pos, "computed_needed", wording.Args{"Found": f.Name})
	}
	if f.Timed {
		s.r.fail(n.Pos, "moment_given", wording.Args{"Found": f.Name})
		return
	}
	f.Is = &Value{Source: s.r.word(n), Pos: n.Pos}
	s.computes = append(s.computes, n)
}

// compute compiles the computed fields, in the file's order: each may name those
// above it.
func (s *scope) compute() {
	whole := s.shaped
	defer func() { s.shaped = whole }()
	names := without(whole, "input", "transition", "votes")
	own := without(whole["proposal"].(shape))
	names["meeting"] = without(whole["meeting"].(shape), "present", "members")
	names["proposal"] = own
	s.shaped = names
	for _, f := range s.flow.Fields {
		if f.Is != nil {
			delete(own, f.Name)
		}
	}
	next := 0
	for i := range s.flow.Fields {
		f := &s.flow.Fields[i]
		if f.Is == nil {
			continue
		}
		s.value(s.computes[next], f, own)
		own[f.Name] = empty(f.Type)
		next++
	}
}

// without is a copy of a shape that lacks some names.
func without(s shape, names ...string) shape {
	some := shape{}
	for name, value := range s {
		if !slices.Contains(names, name) {
			some[name] = value
		}
	}
	return some
}

// value compiles one computed field.
func (s *scope) value(n source.Node, f *Field, above shape) {
	if f.Is.Source != "" {
		s.valued(n, f.Is, &named{scope: s, at: n, above: above}, f.Type)
	}
}

// valued compiles an expression whose value is a field's, and says whether it is one that
// fits.
func (s *scope) valued(n source.Node, is *Value, words *named, wants FieldType) bool {
	program, ok := s.compiled(n, words)
	if !ok {
		return false
	}
	tree := program.Node()
	if found := sort(tree.Type()); found != sort(reflect.TypeOf(empty(wants))) || wants == Document {
		s.r.fail(n.Pos, "computed_type", wording.Args{
			"Found": n.Shown(), "Is": wording.Both("check.want.sort."+found, nil), "Wants": wording.Both("check.want.sort."+string(wants), nil)})
		return false
	}
	is.tree, is.run = tree, reckoner(program, s.shaped.named(tree), empty(wants))
	return true
}

// sort is the kind of value that a type has, as check calls it.
func sort(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return string(Bool)
	case reflect.Int, reflect.Float64:
		return string(Number_)
	case reflect.String:
		return string(Text)
	}
	return "mixed"
}

// reckoner works out a compiled value, of the type that otherwise has.
func reckoner(program *vm.Program, names shape, otherwise any) func(map[string]any) (any, error) {
	return func(env map[string]any) (any, error) {
		machine := vm.VM{MemoryBudget: workroom}
		value, err := machine.Run(program, names.fill(env))
		if err != nil {
			return nil, err
		}
		return fit(value, otherwise), nil
	}
}

// compiled compiles an expression. What words finds wrong with it goes before what
// the compiler does.
func (s *scope) compiled(n source.Node, words *named, as ...expr.Option) (*vm.Program, bool) {
	program, err := expr.Compile(strings.TrimSpace(n.Text), append(as,
		expr.Env(s.shaped.types()), expr.MaxNodes(mostNodes), expr.Optimize(false),
		expr.DisableAllBuiltins(), expr.EnableBuiltin("len"), expr.EnableBuiltin("lower"), expr.EnableBuiltin("trim"),
		expr.Patch(words))...)
	s.r.problems = append(s.r.problems, words.problems...)
	if err != nil && len(words.problems.Errors()) == 0 {
		s.guardProblem(n, err)
	}
	return program, err == nil
}

// further refuses the name of a field that is computed further down, or is the very
// one.
func (v *named) further(part *ast.MemberNode) {
	of, plain := part.Node.(*ast.IdentifierNode)
	name, dotted := part.Property.(*ast.StringNode)
	if v.above == nil || !plain || !dotted || of.Value != "proposal" {
		return
	}
	if _, known := v.above[name.Value]; !known && v.scope.flow.Field(name.Value) != nil {
		v.problem("computed_order", []ast.Node{name}, wording.Args{"Found": name.Value})
	}
}
