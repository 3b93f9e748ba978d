package definition

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"strconv"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/types"
)

// A shape is what a guard may name: for each name the value it has where the
// proposal hasn't one, whose type is the name's type.
type shape map[string]any

// shape makes the names that guards of this workflow may use.
func (s *scope) shape() shape {
	proposal := shape{"title": "", "summary": "", "proposed_decision": "", "number": "", "documents": 0, ParentWord: ""}
	input := shape{}
	decision := shape{"text": "", "on": "", "follow_up_on": ""}
	for _, f := range s.flow.Fields {
		proposal[f.Name] = empty(f.Type)
	}
	for _, f := range vocabulary {
		input[f.Name] = empty(f.Type)
	}
	for i := range s.flow.Rounds {
		for _, f := range s.flow.Rounds[i].Fields {
			input[f.Name] = empty(f.Type)
		}
	}
	for _, f := range s.flow.Fields {
		if f.Is == nil {
			input[f.Name] = empty(f.Type)
		}
	}
	for _, word := range s.decided {
		if f, ok := s.flow.Input(word, nil); ok {
			decision[word] = empty(f.Type)
		}
	}
	names := shape{
		"proposal": proposal, "input": input, "decision": decision,
		"meeting": shape{"date": "", "name": "", "present": 0, "members": 0},
		"votes":   shape{"for": 0, "against": 0, "abstaining": 0, "casting": ""},
		"state":   "", "came_from": "", "transition": "", "today": "", "now": "",
		"asked": 0, "answered": 0,

		"decisions": 0, "recommendation": shape{"text": "", "body": "", "on": ""},

		"count":    func(...string) int { return 0 },
		"none":     func(...string) bool { return true },
		"complete": func(string) bool { return false },
		"open":     func(string) bool { return false },
		"outcome":  func(string) string { return "" },
		"left":     func(string) int { return 0 },
		"passed":   func(string) bool { return false },
	}
	maps.Copy(names, calls())
	return names
}

// empty is a field's value where nothing was given.
func empty(t FieldType) any {
	switch t {
	case Bool:
		return false
	case Number_:
		return 0.0
	case Document:
		return 0 // how many papers there are of it
	}
	return ""
}

// types are what the compiler checks names against. A name that is not there is
// refused, and not taken for nothing.
func (s shape) types() types.Map {
	m := types.Map{}
	for name, value := range s {
		if inner, ok := value.(shape); ok {
			m[name] = inner.types()
			continue
		}
		m[name] = types.TypeOf(value)
	}
	return m
}

// named is the shape of those names that an expression has: what it doesn't ask for
// need not be there.
func (s shape) named(tree ast.Node) shape {
	found := gathered{}
	ast.Walk(&tree, found)
	if found["$env"] {
		return s
	}
	some := shape{}
	for name := range found {
		if value, ok := s[name]; ok {
			some[name] = value
		}
	}
	return some
}

// gathered are the names that stand in an expression.
type gathered map[string]bool

// Visit is called for each part of the expression.
func (g gathered) Visit(part *ast.Node) {
	if name, ok := (*part).(*ast.IdentifierNode); ok {
		g[name.Value] = true
	}
}

// fill is env with exactly the names of the shape, each of its type.
func (s shape) fill(env map[string]any) map[string]any {
	filled := make(map[string]any, len(s))
	for name, otherwise := range s {
		filled[name] = fit(env[name], otherwise)
	}
	return filled
}

// fit makes value of the type that otherwise has, or gives otherwise where that
// can't be.
func fit(value, otherwise any) any {
	switch otherwise := otherwise.(type) {
	case shape:
		inner, _ := value.(map[string]any)
		return otherwise.fill(inner)
	case string:
		if value == nil {
			return otherwise
		}
		return fmt.Sprint(value)
	case bool:
		if yes, ok := value.(bool); ok {
			return yes
		}
	case int:
		return int(amount(value))
	case float64:
		return amount(value)
	default: // the functions
		if reflect.TypeOf(value) == reflect.TypeOf(otherwise) {
			return value
		}
	}
	return otherwise
}

// amount reads a number, however it was kept.
func amount(value any) float64 {
	switch value := value.(type) {
	case float64:
		return value
	case int:
		return float64(value)
	case int64:
		return float64(value)
	case json.Number:
		number, _ := value.Float64()
		return number
	case string:
		number, _ := strconv.ParseFloat(value, 64)
		return number
	}
	return 0
}
