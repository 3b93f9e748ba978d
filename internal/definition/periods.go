package definition

import (
	"cmp"
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/calendar"
	"beredd/internal/definition/guess"
	"beredd/internal/wording"
)

// mostOf is how many of a unit a number of the proposal may be, where plus() counts by it:
// a hundred years, whatever the unit.
var mostOf = map[calendar.Unit]float64{
	calendar.Days: 36_500, calendar.Workdays: 36_500, calendar.WholeWeeks: 5_200, calendar.Months: 1_200, calendar.Years: 100,
}

// later checks plus(): of a date and a period, or of a date, a number and a unit.
func (v *named) later(call *ast.CallNode, p phrase) {
	switch {
	case len(call.Arguments) == 2:
		v.counting(call.Arguments[1])
	case !v.isNumber(call.Arguments[1]):
		v.problem("counts_no_number", []ast.Node{call.Arguments[1]}, wording.Args{"Found": call.Arguments[1].String(), "Like": p.like})
	default:
		v.countedBy(call, p)
	}
}

// isNumber says whether a part of an expression is a number.
func (v *named) isNumber(part ast.Node) bool {
	if call, ok := part.(*ast.CallNode); ok { // whose type is looked into again
		callee, _ := call.Callee.(*ast.IdentifierNode)
		return callee != nil && (callee.Value == "count" || callee.Value == "left" || isNumeric(phrases[callee.Value].otherwise))
	}
	is := sort(part.Type())
	return is == string(Number_)
}

func isNumeric(function any) bool {
	switch function.(type) {
	case func(...string) int, func(...string) float64, func(string, string) int:
		return true
	}
	return false
}

// countedBy checks plus() of a number and a unit. A field that it counts by alone is named
// to the engine, for which a number that nobody has given is none, and not nought.
func (v *named) countedBy(call *ast.CallNode, p phrase) {
	word, quoted := call.Arguments[2].(*ast.StringNode)
	units := []string{"days", "workdays", "weeks", "months", "years"}
	if !quoted || !slices.Contains(units, word.Value) {
		v.problem("counts_no_unit", []ast.Node{call.Arguments[2]}, wording.Args{
			"Found": call.Arguments[2].String(), "Expected": oneOf(units), "Suggestion": guess.Nearest(call.Arguments[2].String(), units)})
		return
	}
	by := call.Arguments[1]
	if minus, ok := by.(*ast.UnaryNode); ok && minus.Operator == "-" {
		by = minus.Node
	}
	member, _ := by.(*ast.MemberNode)
	if member == nil {
		member = &ast.MemberNode{Node: &ast.NilNode{}, Property: &ast.NilNode{}}
	}
	name, _ := ownField(member)
	f := v.scope.flow.Field(name)
	own := f != nil && f.Type == Number_ && f.Is == nil
	switch {
	case len(call.Arguments) == 4:
		if last, ok := call.Arguments[3].(*ast.StringNode); !ok || !own || last.Value != name {
			v.problem("call_words", []ast.Node{call.Callee}, wording.Args{"Found": "plus", "Like": p.like})
		}
	case own:
		v.scope.countedIn(name, calendar.Unit(word.Value))
		named := &ast.StringNode{Value: name}
		named.SetLocation(by.Location())
		call.Arguments = append(call.Arguments, named)
	}
}

// countedIn notes that dates are counted by a field, in a unit.
func (s *scope) countedIn(field string, unit calendar.Unit) {
	if s.countsBy == nil {
		s.countsBy = map[string]float64{}
	}
	s.countsBy[field] = min(mostOf[unit], cmp.Or(s.countsBy[field], mostOf[unit]))
}

// boundCounts lets the fields by which dates are counted be whole numbers from nought to
// what a calendar has, or as the pack says.
func (s *scope) boundCounts() {
	for i := range s.flow.Fields {
		f := &s.flow.Fields[i]
		most, counts := s.countsBy[f.Name]
		if !counts {
			continue
		}
		least := 0.0
		f.Whole = true
		if f.Least == nil {
			f.Least = &least
		}
		if f.Most == nil || *f.Most > most {
			f.Most = &most
		}
	}
}

// countsBy is the field by which a call of plus() counts, "" where it is none.
func countsBy(call *ast.CallNode) string {
	if len(call.Arguments) < 4 {
		return ""
	}
	name, _ := call.Arguments[3].(*ast.StringNode)
	if name == nil {
		return ""
	}
	return name.Value
}
