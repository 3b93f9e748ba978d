package definition

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// A converter makes nodes of one file's syntax tree, with its aliases put in.
type converter struct {
	fail    telling
	file    string
	anchors map[string]node
	sizes   map[string]int // nodes of an anchor, to count what an alias adds
	count   int
	torn    bool // something in it could not be read
	over    bool // it grew too large, and what has been made is cut off
}

// node converts one node of the tree.
func (c *converter) node(from ast.Node, depth int) node {
	n := node{pos: c.pos(from), kind: nothing}
	if c.tooMuch(n.pos, depth, 1) {
		return n
	}
	switch from := from.(type) {
	case *ast.MappingNode:
		c.mapping(&n, from.Values, depth)
		if !from.IsFlowStyle && len(n.entries) > 0 {
			n.pos = n.entries[0].key.pos
		}
	case *ast.MappingValueNode:
		c.mapping(&n, []*ast.MappingValueNode{from}, depth)
	case *ast.SequenceNode:
		n.kind = list
		for _, value := range from.Values {
			n.items = append(n.items, c.node(value, depth+1))
		}
	case *ast.AnchorNode:
		before := c.count
		n = c.node(from.Value, depth+1)
		c.remember(from, n, c.count-before)
	case *ast.AliasNode:
		n = c.alias(from, n)
	case *ast.TagNode:
		c.torn = true
		c.fail(n.pos, "tag", wording.Args{"Found": from.Start.Value})
	case *ast.NullNode:
	default:
		c.scalar(&n, from)
	}
	return n
}

// tooMuch counts nodes, and stops a file that is too large or nested too far.
func (c *converter) tooMuch(at Pos, depth, count int) bool {
	c.count += count
	if !c.over && (c.count > most || depth > deepest) {
		c.fail(at, "too_many", wording.Args{"Most": most})
		c.over = true
	}
	return c.over
}

func (c *converter) mapping(n *node, values []*ast.MappingValueNode, depth int) {
	n.kind = mapping
	lines := map[string]int{} // where each key stands
	var merged []*ast.MappingValueNode
	for _, value := range values {
		if c.over {
			return
		}
		if value.Key.IsMergeKey() {
			merged = append(merged, value)
			continue
		}
		e := entry{key: c.key(value.Key, depth), value: c.node(value.Value, depth+1)}
		if line, twice := lines[e.key.text]; twice {
			c.fail(e.key.pos, "duplicate_key", wording.Args{"Found": e.key.text, "Line": line})
			continue
		}
		lines[e.key.text] = e.key.pos.Line
		c.apart(e)
		n.entries = append(n.entries, e)
	}
	for _, value := range merged {
		c.merge(n, value, depth)
	}
}

// apart refuses a key and a value with no space between, and a colon within a text
// that is not in quotes: the parser takes both for what was meant, and other readers
// of YAML for something else.
func (c *converter) apart(e entry) {
	if !e.key.quoted && e.value.kind == scalar && e.value.pos.Line == e.key.pos.Line && e.value.pos.Column == e.key.pos.Column+utf8.RuneCountInString(e.key.text)+1 {
		c.fail(e.key.pos, "no_space", wording.Args{"Found": e.key.text})
	}
	if e.value.kind != scalar || e.value.quoted || e.value.inside != 0 {
		return
	}
	before, _, colon := strings.Cut(e.value.text, ": ")
	switch key := before[strings.LastIndexByte(before, ' ')+1:]; {
	case !colon:
	case key != before && grammar.Known(key):
		c.fail(e.value.pos, "no_comma", wording.Args{"Found": key})
	default:
		c.fail(e.value.pos, "loose_colon", wording.Args{"Found": e.value.text})
	}
}

// key converts a key, which must be a plain word.
func (c *converter) key(from ast.Node, depth int) node {
	if explicit, ok := from.(*ast.MappingKeyNode); ok {
		from = explicit.Value
	}
	key := c.node(from, depth+1)
	if key.kind != scalar {
		c.fail(key.pos, "not_a_key", nil)
	}
	return key
}

// merge adds the keys of "<<", where the mapping hasn't its own.
func (c *converter) merge(n *node, value *ast.MappingValueNode, depth int) {
	for _, from := range c.node(value.Value, depth+1).each() {
		for _, e := range from.entries {
			if _, has := n.get(e.key.text); !has {
				n.entries = append(n.entries, e)
			}
		}
	}
}

func (c *converter) remember(from *ast.AnchorNode, n node, size int) {
	if c.sizes == nil {
		c.sizes = map[string]int{}
	}
	name := from.Name.GetToken().Value
	c.anchors[name], c.sizes[name] = n, size
}

// alias puts in what an anchor before it said.
func (c *converter) alias(from *ast.AliasNode, n node) node {
	name := from.Value.GetToken().Value
	said, ok := c.anchors[name]
	if !ok {
		c.torn = true
		c.fail(n.pos, "unknown_alias", wording.Args{"Found": name, "Suggestion": nearest(name, slices.Sorted(maps.Keys(c.anchors)))})
		return n
	}
	if c.tooMuch(n.pos, 0, c.sizes[name]) {
		return n
	}
	return said
}

// scalar converts a text, number or yes-or-no, and keeps how it was written.
func (c *converter) scalar(n *node, from ast.Node) {
	n.kind = scalar
	switch from := from.(type) {
	case *ast.LiteralNode:
		n.text, n.inside = from.Value.Value, -1
		n.value = n.text
		return
	case *ast.StringNode:
		n.text, n.value = from.Value, from.Value
		n.quoted = from.Token.Type == token.SingleQuoteType || from.Token.Type == token.DoubleQuoteType
		if n.quoted {
			n.inside = 1
		}
		return
	}
	n.text = from.GetToken().Value
	n.value = n.text
	switch from := from.(type) {
	case *ast.BoolNode:
		n.value = from.Value
	case *ast.IntegerNode, *ast.FloatNode:
		if number, err := strconv.ParseFloat(n.text, 64); err == nil {
			n.value = number
		}
	}
}

func (c *converter) pos(from ast.Node) Pos {
	if from == nil || from.GetToken() == nil || from.GetToken().Position == nil {
		return Pos{c.file, 1, 1}
	}
	at := from.GetToken().Position
	return Pos{c.file, max(1, at.Line), max(1, at.Column)}
}
