package rewrite

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
)

// offset is where a node begins, in bytes.
func (w *rewriting) offset(n ast.Node) int {
	at := n.GetToken().Position
	switch n := n.(type) {
	case *ast.MappingNode:
		if n.IsFlowStyle || len(n.Values) == 0 {
			at = n.Start.Position
		} else {
			return w.offset(n.Values[0].Key)
		}
	case *ast.MappingValueNode:
		return w.offset(n.Key)
	case *ast.SequenceNode:
		at = n.Start.Position
	}
	start := w.lines[min(at.Line, len(w.lines))-1]
	for range at.Column - 1 {
		_, size := utf8.DecodeRuneInString(w.text[start:])
		start += size
	}
	return start
}

// end is where a node ends, in bytes. Within brackets, a comma ends a text.
func (w *rewriting) end(n ast.Node, flow bool) (int, error) {
	switch n := n.(type) {
	case *ast.MappingNode:
		if n.IsFlowStyle {
			return w.closing(w.offset(n))
		}
		return w.end(n.Values[len(n.Values)-1], false)
	case *ast.MappingValueNode:
		if n.Value.Type() == ast.NullType {
			return w.offset(n.Key) + len(n.Key.String()) + 1, nil
		}
		return w.end(n.Value, flow)
	case *ast.SequenceNode:
		if n.IsFlowStyle {
			return w.closing(w.offset(n))
		}
		return w.end(n.Values[len(n.Values)-1], false)
	case *ast.StringNode, *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode:
		return w.scalarEnd(w.offset(n), flow)
	}
	return 0, ErrByHand
}

// closing is after the bracket that closes the one at start.
func (w *rewriting) closing(start int) (int, error) {
	depth := 0
	for i := start; i < len(w.text); i++ {
		switch c := w.text[i]; {
		case c == '[' || c == '{':
			depth++
		case c == ']' || c == '}':
			if depth--; depth == 0 {
				return i + 1, nil
			}
		case (c == '"' || c == '\'') && strings.ContainsRune(" [{,:", rune(w.text[i-1])):
			end, err := w.quoted(i)
			if err != nil {
				return 0, err
			}
			i = end - 1
		case c == '#' && (w.text[i-1] == ' ' || w.text[i-1] == '\n'):
			return 0, ErrByHand
		}
	}
	return 0, ErrByHand
}

func (w *rewriting) quoted(start int) (int, error) {
	quote := w.text[start]
	for i := start + 1; i < len(w.text); i++ {
		switch {
		case w.text[i] == '\\' && quote == '"':
			i++
		case w.text[i] == quote && quote == '\'' && strings.HasPrefix(w.text[i+1:], "'"):
			i++
		case w.text[i] == quote:
			return i + 1, nil
		}
	}
	return 0, ErrByHand
}

// scalarEnd is where a text on one line ends.
func (w *rewriting) scalarEnd(start int, flow bool) (int, error) {
	if c := w.text[start]; c == '"' || c == '\'' {
		return w.quoted(start)
	}
	end := start
	for ; end < len(w.text) && w.text[end] != '\n'; end++ {
		c := w.text[end]
		if flow && strings.ContainsRune(",]}", rune(c)) || c == '#' && w.text[end-1] == ' ' {
			break
		}
	}
	return start + len(strings.TrimRight(w.text[start:end], " \r")), nil
}

// blocked is a new entry on lines of its own.
func blocked(key string, value any, indent int) string {
	pad := strings.Repeat(" ", indent)
	switch value := value.(type) {
	case []Pair:
		if len(value) > 3 || len(value) == 1 && isTree(value[0].Value) || slices.ContainsFunc(value, func(p Pair) bool { return isList(p.Value) }) {
			text := pad + key + ":\n"
			for _, p := range value {
				text += blocked(p.Key, p.Value, indent+2)
			}
			return text
		}
	case []any:
		text := pad + key + ":\n"
		for _, one := range value {
			text += pad + "  - " + flowed(one) + "\n"
		}
		return text
	}
	return pad + key + ": " + flowed(value) + "\n"
}

func isList(value any) bool {
	_, list := value.([]any)
	return list
}

func isTree(value any) bool {
	switch value.(type) {
	case []Pair, []any:
		return true
	}
	return false
}

// flowed is a value on one line.
func flowed(value any) string {
	switch value := value.(type) {
	case []Pair:
		var parts []string
		for _, p := range value {
			if p.Value != nil {
				parts = append(parts, plainOrQuoted(p.Key)+": "+flowed(p.Value))
			}
		}
		return "{" + strings.Join(parts, ", ") + "}"
	case []any:
		var parts []string
		for _, one := range value {
			parts = append(parts, flowed(one))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case []string:
		var parts []string
		for _, one := range value {
			parts = append(parts, plainOrQuoted(one))
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case string:
		return plainOrQuoted(value)
	}
	return fmt.Sprint(value)
}

var (
	safe     = regexp.MustCompile(`^[\p{L}][\p{L}\p{N} _.\-–/()+]*$|^\d{4}-\d\d-\d\d$|^\d+ [a-z]+ (before|after)$|^\d+ [a-z]+$`)
	reserved = regexp.MustCompile(`(?i)^(yes|no|true|false|null|on|off|y|n|~)$`)
)

// plainOrQuoted is a text as it can stand anywhere in a file.
func plainOrQuoted(text string) string {
	if safe.MatchString(text) && !reserved.MatchString(text) && strings.TrimSpace(text) == text {
		return text
	}
	return strconv.Quote(text)
}

// applied is a tree with what stands at a path made another, or taken away by nil, and
// with it what then is empty.
func applied(tree any, at []string, value any) any {
	if len(at) == 0 {
		return value
	}
	if strings.HasPrefix(at[0], "#") {
		return appliedTo(tree, at, value)
	}
	left := map[string]any{}
	if in, ok := tree.(map[string]any); ok {
		maps.Copy(left, in)
	}
	if left[at[0]] = applied(left[at[0]], at[1:], value); left[at[0]] == nil {
		delete(left, at[0])
	}
	if len(left) == 0 {
		return nil
	}
	return left
}

// appliedTo is applied where the path goes into a list.
func appliedTo(tree any, at []string, value any) any {
	in, _ := tree.([]any)
	in = slices.Clone(in)
	i, err := strconv.Atoi(at[0][1:])
	switch {
	case at[0] == "#+":
		in = append(in, applied(nil, at[1:], value))
	case err != nil || i >= len(in):
		return tree
	default:
		if in[i] = applied(in[i], at[1:], value); in[i] == nil {
			in = slices.Delete(in, i, i+1)
		}
	}
	if len(in) == 0 {
		return nil
	}
	return in
}
