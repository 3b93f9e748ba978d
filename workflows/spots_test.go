package workflows_test

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// A spot is one thing that a file of a pack says: the entry of a mapping, or an item
// of a list. Its places are bytes of the file.
type spot struct {
	file  string
	path  []string // keys from the top of the file; items are numbered
	key   span     // empty for an item
	value span
	whole span // with what separates it from the next, so that it can be taken out
	flow  bool // it stands inside { } or [ ]
	first bool // nothing stands before it in its mapping or list
	sort  string
}

// A span is a part of a file.
type span struct{ from, to int }

func (s span) of(text string) string { return text[s.from:s.to] }

// name is the spot's own key or number.
func (s spot) name() string { return s.path[len(s.path)-1] }

// under says whether the spot stands under these keys, where * is any one.
func (s spot) under(pattern ...string) bool {
	if len(s.path) != len(pattern) {
		return false
	}
	for i, p := range pattern {
		if p != "*" && p != s.path[i] {
			return false
		}
	}
	return true
}

// spots are all that a file says, in order.
func spots(t *testing.T, file, text string) []spot {
	t.Helper()
	tree, err := parser.ParseBytes([]byte(text), 0)
	if err != nil || len(tree.Docs) == 0 {
		t.Fatalf("%s: %v", file, err)
	}
	w := &spotter{file: file, text: text}
	w.node(tree.Docs[0].Body, nil, false)
	return w.all
}

type spotter struct {
	file, text string
	all        []spot
}

func (w *spotter) node(n ast.Node, path []string, flow bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		for i, v := range n.Values {
			w.entry(v, path, flow || n.IsFlowStyle, i == 0)
		}
	case *ast.MappingValueNode:
		w.entry(n, path, flow, true)
	case *ast.SequenceNode:
		for i, v := range n.Values {
			w.item(v, i, path, flow || n.IsFlowStyle)
		}
	case *ast.AnchorNode:
		w.node(n.Value, path, flow)
	}
}

func (w *spotter) entry(v *ast.MappingValueNode, path []string, flow, first bool) {
	key := w.offset(v.Key.GetToken().Position.Line, v.Key.GetToken().Position.Column)
	s := spot{file: w.file, path: append(append([]string{}, path...), v.Key.GetToken().Value), flow: flow, first: first, sort: sortOf(v.Value)}
	s.key = span{key, w.plainEnd(key, true)}
	at := s.key.to + 1
	for at < len(w.text) && w.text[at] == ' ' {
		at++
	}
	s.value = span{at, w.end(at, s.key.from, flow)}
	s.whole = w.wholeOf(span{s.key.from, s.value.to}, flow)
	w.all = append(w.all, s)
	w.node(v.Value, s.path, flow)
}

func (w *spotter) item(n ast.Node, i int, path []string, flow bool) {
	at := n.GetToken().Position
	from := w.offset(at.Line, at.Column)
	dash := from
	if m, ok := n.(*ast.MappingNode); ok && !m.IsFlowStyle && len(m.Values) > 0 {
		at = m.Values[0].Key.GetToken().Position
	}
	if m, ok := n.(*ast.MappingValueNode); ok {
		at = m.Key.GetToken().Position
	}
	from = w.offset(at.Line, at.Column)
	for !flow && dash > 0 && w.text[dash] != '-' {
		dash--
	}
	s := spot{file: w.file, path: append(append([]string{}, path...), strconv.Itoa(i)), flow: flow, first: i == 0, sort: sortOf(n)}
	s.value = span{from, w.end(from, from, flow)}
	if !flow && w.begins(from, from) {
		s.value.to = w.blockEnd(dash, true)
	}
	s.whole = w.wholeOf(s.value, flow)
	w.all = append(w.all, s)
	w.node(n, s.path, flow)
}

func sortOf(n ast.Node) string {
	switch n := n.(type) {
	case *ast.MappingNode, *ast.MappingValueNode:
		return "mapping"
	case *ast.SequenceNode:
		return "list"
	case *ast.StringNode:
		return "text"
	case *ast.NullNode, nil:
		return "nothing"
	case *ast.AnchorNode:
		return "anchor"
	case *ast.AliasNode:
		return "alias"
	case *ast.LiteralNode:
		return "literal"
	default:
		return strings.ToLower(n.Type().String())
	}
}

// offset is the byte at which a line and column stand.
func (w *spotter) offset(line, column int) int {
	at := 0
	for ; line > 1; line-- {
		at += strings.IndexByte(w.text[at:], '\n') + 1
	}
	for ; column > 1; column-- {
		_, size := utf8.DecodeRuneInString(w.text[at:])
		at += size
	}
	return at
}

// end is where a value ends that begins at a byte. In a block it ends before the next
// line that stands no deeper than its key.
func (w *spotter) end(at, key int, flow bool) int {
	switch {
	case at >= len(w.text):
		return len(w.text)
	case w.text[at] == '{' || w.text[at] == '[':
		return w.bracketEnd(at)
	case flow || w.text[at] != '\n' && w.text[at] != '|' && w.text[at] != '>' && w.text[at] != '#' && !w.begins(at, key):
		return w.plainEnd(at, flow)
	}
	return w.blockEnd(key, false)
}

// begins says whether a block begins at a byte, as for an item that is a mapping.
func (w *spotter) begins(at, key int) bool {
	line := w.text[at:]
	if i := strings.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	return at == key && (strings.Contains(line, ": ") || strings.HasSuffix(line, ":")) && line[0] != '"' && line[0] != '\''
}

func (w *spotter) bracketEnd(at int) int {
	depth := 0
	for at < len(w.text) {
		switch w.text[at] {
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return at + 1
			}
		case '"', '\'':
			if before := w.text[at-1]; before == ' ' || before == '[' || before == '{' || before == '(' {
				at = w.quoteEnd(at)
				continue
			}
		case '#':
			if w.text[at-1] == ' ' {
				at += strings.IndexByte(w.text[at:], '\n')
			}
		}
		at++
	}
	return at
}

func (w *spotter) quoteEnd(at int) int {
	quote := w.text[at]
	for at++; at < len(w.text); at++ {
		switch {
		case quote == '"' && w.text[at] == '\\':
			at++
		case quote == '\'' && w.text[at] == quote && at+1 < len(w.text) && w.text[at+1] == quote:
			at++
		case w.text[at] == quote:
			return at + 1
		}
	}
	return at
}

func (w *spotter) plainEnd(at int, flow bool) int {
	if at < len(w.text) && (w.text[at] == '"' || w.text[at] == '\'') {
		return w.quoteEnd(at)
	}
	from := at
	for at < len(w.text) {
		rest := w.text[at:]
		ends := rest[0] == '\n' || flow && strings.ContainsAny(rest[:1], ",}]") || strings.HasPrefix(rest, " #") || flow && (strings.HasPrefix(rest, ": ") || strings.HasPrefix(rest, ":\n"))
		if ends {
			break
		}
		at++
	}
	return from + len(strings.TrimRight(w.text[from:at], " "))
}

// blockEnd is where a block ends that stands deeper than its key, or its item's dash.
func (w *spotter) blockEnd(key int, item bool) int {
	indent := w.column(key)
	at, end := w.nextLine(key), -1
	for at < len(w.text) {
		line := w.text[at:w.nextLine(at)]
		trimmed := strings.TrimLeft(line, " ")
		deep := len(line) - len(trimmed)
		if trimmed != "\n" && trimmed != "" && trimmed[0] != '#' && deep <= indent && (item || trimmed[0] != '-' || deep < indent) {
			break
		}
		at = w.nextLine(at)
		if trimmed != "\n" && trimmed != "" && trimmed[0] != '#' {
			end = at
		}
	}
	if end < 0 {
		return w.nextLine(key) - 1
	}
	return end - 1
}

func (w *spotter) column(at int) int { return at - (strings.LastIndexByte(w.text[:at], '\n') + 1) }

func (w *spotter) nextLine(at int) int {
	if i := strings.IndexByte(w.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(w.text)
}

// wholeOf widens what a spot says by what separates it from its neighbours.
func (w *spotter) wholeOf(s span, flow bool) span {
	if !flow {
		from := strings.LastIndexByte(w.text[:s.from], '\n') + 1
		return span{from, w.nextLine(s.to)}
	}
	for s.to < len(w.text) && strings.ContainsAny(w.text[s.to:s.to+1], " \n") {
		s.to++
	}
	if s.to < len(w.text) && w.text[s.to] == ',' {
		for s.to++; strings.ContainsAny(w.text[s.to:s.to+1], " \n"); s.to++ {
		}
		return s
	}
	from := strings.TrimRight(w.text[:s.from], " \n")
	if strings.HasSuffix(from, ",") {
		s.from = len(from) - 1
	}
	return s
}
