// Package rewrite changes one entry in the text of a pack's file, and leaves every other
// line as its author wrote it.
package rewrite

import (
	"errors"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"beredd/internal/definition/source"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
)

// A Pair is a key of an entry with what it says.
type Pair struct {
	Key   string
	Value any // a string, bool or int, a []string, or []Pair; nil takes the key away
}

// ErrByHand says that an entry is written in a way that only whoever reads the file
// should change.
var ErrByHand = errors.New("the entry is written in a way that cannot be changed by itself")

// Entry changes one entry of a pack's file, and leaves every other line as it is,
// comments too. The entry is named by its keys from the outermost; "#2" is the third of
// a list, and "#+" a new one at its end. What is not there is added, and nil takes away.
//
// It answers ErrRewrite rather than change anything but that entry.
func Entry(text string, at []string, value any) (string, error) {
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	file, err := source.Parse([]byte(text))
	if err != nil {
		return "", ErrByHand
	}
	w := &rewriting{text: text, lines: lineStarts(text)}
	var root ast.Node
	if bodies := source.Documents(file); len(bodies) == 1 {
		root = bodies[0]
	}
	if err := w.at(root, at, value, 0); err != nil {
		return "", err
	}
	if !onlyThat(text, w.text, at, value) {
		return "", ErrByHand
	}
	return w.text, nil
}

// A rewriting is a file's text on its way to another.
type rewriting struct {
	text  string
	lines []int // where each begins
}

func lineStarts(text string) []int {
	starts := []int{0}
	for i := range len(text) {
		if text[i] == '\n' {
			starts = append(starts, i+1)
		}
	}
	return starts
}

// at goes to the entry, and changes it.
func (w *rewriting) at(in ast.Node, path []string, value any, indent int) error {
	key := path[0]
	if strings.HasPrefix(key, "#") {
		return w.item(in, path, value, indent)
	}
	pairs, flow, ok := pairsOf(in)
	if !ok {
		return ErrByHand
	}
	for i, pair := range pairs {
		switch {
		case pair.Key.String() != key:
			continue
		case len(path) > 1 && pair.Value.Type() != ast.NullType:
			if value == nil && w.alone(pair.Value, path[1:]) {
				return w.remove(pairs, i, flow)
			}
			return w.at(pair.Value, path[1:], value, pair.Key.GetToken().Position.Column-1)
		case value == nil:
			return w.remove(pairs, i, flow)
		}
		return w.replace(pair, nested(path[1:], value), flow)
	}
	if value == nil {
		return nil
	}
	return w.add(in, pairs, flow, key, nested(path[1:], value), indent)
}

// alone says whether what is to be taken away is all that its parent has.
func (w *rewriting) alone(in ast.Node, path []string) bool {
	if len(path) > 1 {
		return false
	}
	if seq, ok := in.(*ast.SequenceNode); ok {
		return len(seq.Values) == 1
	}
	pairs, _, _ := pairsOf(in)
	return len(pairs) == 1 && pairs[0].Key.String() == path[0]
}

// nested is a value with the keys that lead to it and are not there yet.
func nested(path []string, value any) any {
	for _, key := range slices.Backward(path) {
		if strings.HasPrefix(key, "#") {
			value = []any{value}
		} else {
			value = []Pair{{key, value}}
		}
	}
	return value
}

// pairsOf are a mapping's entries, and whether it stands in braces.
func pairsOf(in ast.Node) (pairs []*ast.MappingValueNode, flow, ok bool) {
	switch in := in.(type) {
	case nil:
		return nil, false, true
	case *ast.MappingNode:
		return in.Values, in.IsFlowStyle, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{in}, false, true
	}
	return nil, false, false
}

// replace puts another value behind a key.
func (w *rewriting) replace(pair *ast.MappingValueNode, value any, flow bool) error {
	colon := w.offset(pair.Key) + len(pair.Key.String())
	if colon >= len(w.text) || w.text[colon] != ':' {
		return ErrByHand
	}
	end := colon + 1
	if pair.Value.Type() != ast.NullType {
		var err error
		if end, err = w.end(pair.Value, flow); err != nil {
			return err
		}
	}
	w.text = w.text[:colon+1] + " " + flowed(value) + w.text[end:]
	return nil
}

// remove takes an entry away, with its comma or its lines.
func (w *rewriting) remove(pairs []*ast.MappingValueNode, at int, flow bool) error {
	start := w.offset(pairs[at].Key)
	end, err := w.end(pairs[at], flow)
	if err != nil {
		return err
	}
	if !flow {
		w.cutLines(start, end)
		return nil
	}
	w.cutItem(start, end)
	return nil
}

// cutLines takes away the lines from one place to another, whole.
func (w *rewriting) cutLines(start, end int) {
	start = strings.LastIndexByte(w.text[:start], '\n') + 1
	if next := strings.IndexByte(w.text[end:], '\n'); next >= 0 {
		end += next + 1
	} else {
		end = len(w.text)
	}
	w.text = w.text[:start] + w.text[end:]
}

// cutItem takes away one of several in brackets, with the comma beside it.
func (w *rewriting) cutItem(start, end int) {
	rest := strings.TrimLeft(w.text[end:], " ")
	if after, ok := strings.CutPrefix(rest, ","); ok {
		w.text = w.text[:start] + strings.TrimLeft(after, " ")
		return
	}
	w.text = strings.TrimSuffix(strings.TrimRight(w.text[:start], " "), ",") + w.text[end:]
}

// add puts in a new entry after the last of its siblings.
func (w *rewriting) add(in ast.Node, pairs []*ast.MappingValueNode, flow bool, key string, value any, indent int) error {
	if flow {
		end, err := w.end(in, true)
		if err != nil {
			return err
		}
		comma := ", "
		if len(pairs) == 0 {
			comma = ""
		}
		w.text = strings.TrimRight(w.text[:end-1], " ") + comma + key + ": " + flowed(value) + w.text[end-1:]
		return nil
	}
	if len(pairs) == 0 {
		w.text += blocked(key, value, indent)
		return nil
	}
	last := pairs[len(pairs)-1]
	end, err := w.end(last, false)
	if err != nil {
		return err
	}
	w.insertAfter(end, blocked(key, value, last.Key.GetToken().Position.Column-1))
	return nil
}

// insertAfter puts lines after the line where something ends.
func (w *rewriting) insertAfter(end int, lines string) {
	if next := strings.IndexByte(w.text[end:], '\n'); next >= 0 {
		end += next + 1
	}
	w.text = w.text[:end] + lines + w.text[end:]
}

// item changes, adds or takes away one of a list.
func (w *rewriting) item(in ast.Node, path []string, value any, indent int) error {
	seq, ok := in.(*ast.SequenceNode)
	if !ok {
		return ErrByHand
	}
	if path[0] == "#+" {
		return w.append(seq, nested(path[1:], value), indent)
	}
	at, err := strconv.Atoi(path[0][1:])
	if err != nil || at < 0 || at >= len(seq.Values) {
		return ErrByHand
	}
	one := seq.Values[at]
	if len(path) > 1 {
		return w.at(one, path[1:], value, indent+2)
	}
	end, err := w.end(one, seq.IsFlowStyle)
	if err != nil {
		return err
	}
	switch {
	case value != nil:
		w.text = w.text[:w.offset(one)] + flowed(value) + w.text[end:]
	case seq.IsFlowStyle:
		w.cutItem(w.offset(one), end)
	default:
		w.cutLines(w.offset(one), end)
	}
	return nil
}

// append adds to the end of a list.
func (w *rewriting) append(seq *ast.SequenceNode, value any, indent int) error {
	end, err := w.end(seq, seq.IsFlowStyle)
	if err != nil {
		return err
	}
	if seq.IsFlowStyle {
		comma := ", "
		if len(seq.Values) == 0 {
			comma = ""
		}
		w.text = w.text[:end-1] + comma + flowed(value) + w.text[end-1:]
		return nil
	}
	column := max(indent, seq.Start.Position.Column-1)
	w.insertAfter(end, strings.Repeat(" ", column)+"- "+flowed(value)+"\n")
	return nil
}

// onlyThat says whether two texts differ in one entry alone, and that has the value.
func onlyThat(before, after string, at []string, value any) bool {
	var old, new any
	if yaml.Unmarshal([]byte(before), &old) != nil && strings.TrimSpace(before) != "" {
		return false
	}
	file, err := source.Parse([]byte(after))
	if err != nil || len(source.Documents(file)) > 1 || yaml.Unmarshal([]byte(after), &new) != nil {
		return false
	}
	var wanted any
	if value != nil && yaml.Unmarshal([]byte(flowed(value)), &wanted) != nil {
		return false
	}
	return reflect.DeepEqual(applied(old, at, wanted), new)
}
