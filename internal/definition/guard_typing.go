package definition

import (
	"regexp"
	"slices"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/calendar"
	"beredd/internal/wording"
)

// operators are those that conditions are written with. What else the library
// reads is not ours to promise.
var operators = []string{
	"+", "-", "*", "/", "%", "==", "!=", "<", "<=", ">", ">=", "&&", "and", "||", "or", "in", "contains", "startsWith", "endsWith",
}

// ours reports what the library would read and the language does not know.
func (v *named) ours(part ast.Node) {
	found := ""
	switch part := part.(type) {
	case *ast.BinaryNode:
		if !slices.Contains(operators, part.Operator) {
			found = part.Operator
		}
	case *ast.ConditionalNode:
		found = "? :"
	case *ast.BuiltinNode:
		if !slices.Contains([]string{"len", "lower", "trim"}, part.Name) {
			found = part.Name
		}
	case *ast.PredicateNode, *ast.PointerNode:
		found = "#"
	case *ast.VariableDeclaratorNode:
		found = "let"
	case *ast.SequenceNode:
		found = ";"
	case *ast.MapNode:
		found = "{ }"
	}
	if found != "" && len(v.problems.Errors()) == 0 {
		v.problem("guard_operator", []ast.Node{part}, wording.Args{"Found": found})
	}
}

// A nature is what a part of a condition is, beyond its type: dates are texts to the
// compiler.
type nature int

const (
	anything nature = iota
	aText
	aDate // or a moment, which begins with one
)

var dateFunctions = []string{"plus", "later", "earlier", "latest_known", "next", "ended", "last"}

// nature is what a part of a condition is.
func (v *named) nature(part ast.Node) nature {
	switch part := part.(type) {
	case *ast.IdentifierNode:
		if part.Value == "today" || part.Value == "now" {
			return aDate
		}
	case *ast.CallNode:
		if callee, ok := part.Callee.(*ast.IdentifierNode); ok && slices.Contains(dateFunctions, callee.Value) {
			return aDate
		}
	case *ast.MemberNode:
		owner, named := part.Node.(*ast.IdentifierNode)
		name, ok := part.Property.(*ast.StringNode)
		if named && ok {
			return v.carried(owner.Value, name.Value)
		}
	}
	return anything
}

// carried is what a name of proposal, input, decision or meeting is.
func (v *named) carried(owner, name string) nature {
	switch owner + "." + name {
	case "meeting.date", "decision.on", "decision.follow_up_on":
		return aDate
	case "meeting.name", "decision.text", "proposal.title", "proposal.summary", "proposal.proposed_decision", "proposal.number":
		return aText
	case "proposal.documents", "meeting.present", "meeting.members", "votes.for", "votes.against", "votes.abstaining", "votes.casting":
		return anything
	}
	field := Field{}
	if own := v.scope.flow.Field(name); own != nil && owner != "input" {
		field = *own
	} else if input, ok := v.scope.flow.Input(name, v.round); ok && owner != "proposal" {
		field = input
	}
	switch field.Type {
	case Date, Meeting:
		return aDate
	case Text, Choice, Chosen:
		return aText
	}
	return anything
}

var moment = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?$`)

// dates reports a date that is held against what is none.
func (v *named) dates(part ast.Node) {
	switch part := part.(type) {
	case *ast.BinaryNode:
		if slices.Contains([]string{"==", "!=", "<", "<=", ">", ">=", "in"}, part.Operator) {
			v.against(part.Left, part.Right)
			v.against(part.Right, part.Left)
		}
	case *ast.CallNode:
		callee, _ := part.Callee.(*ast.IdentifierNode)
		if callee == nil || !slices.Contains([]string{"plus", "later", "earlier", "latest_known", "next", "days", "workdays"}, callee.Value) {
			return
		}
		for i, argument := range part.Arguments {
			if isDatePart(callee.Value, i) {
				v.against(callee, argument)
			}
		}
	}
}

// isDatePart says whether a part of a call over dates is one: not what plus() counts by, nor
// the day that next() looks for.
func isDatePart(function string, part int) bool {
	switch function {
	case "plus":
		return part == 0
	case "next":
		return part == 1
	}
	return true
}

// against checks what a date is held against: a date, a text in quotes that is one,
// or nothing.
func (v *named) against(what, with ast.Node) {
	callee, isCallee := what.(*ast.IdentifierNode)
	if !(isCallee && slices.Contains(append(dateFunctions, "days", "workdays"), callee.Value)) && v.nature(what) != aDate {
		return
	}
	switch with := with.(type) {
	case *ast.ArrayNode:
		for _, one := range with.Nodes {
			v.against(what, one)
		}
	case *ast.StringNode:
		if with.Value == "" {
			return
		}
		if _, err := calendar.ParseDate(with.Value[:min(10, len(with.Value))]); err != nil || !moment.MatchString(with.Value) {
			v.problem("not_a_date", []ast.Node{with}, wording.Args{"Found": with.Value})
		}
	default:
		if v.nature(with) == aText {
			v.problem("compares_unlike", []ast.Node{with}, wording.Args{"Found": with.String(), "With": what.String()})
		}
	}
}
