package source

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/wording"
)

// A converter makes nodes of one file's syntax tree, with its aliases put in.
type converter struct {
	fail    Telling
	file    string
	anchors map[string]Node
	sizes   map[string]int // nodes of an anchor, to count what an alias adds
	count   int
	torn    bool // something in it could not be read
	over    bool // it grew too large, and what has been made is cut off
}

// node converts one node of the tree.
func (c *converter) node(from ast.Node, depth int) Node {
	n := Node{Pos: c.pos(from), Kind: Nothing}
	if c.tooMuch(n.Pos, depth, 1) {
		return n
	}
	switch from := from.(type) {
	case *ast.MappingNode:
		c.mapping(&n, from.Values, depth)
		if !from.IsFlowStyle && len(n.Entries) > 0 {
			n.Pos = n.Entries[0].Key.Pos
		}
	case *ast.MappingValueNode:
		c.mapping(&n, []*ast.MappingValueNode{from}, depth)
	case *ast.SequenceNode:
		n.Kind = List
		for _, value := range from.Values {
			n.Items = append(n.Items, c.node(value, depth+1))
		}
	case *ast.AnchorNode:
		before := c.count
		n = c.node(from.Value, depth+1)
		c.remember(from, n, c.count-before)
	case *ast.AliasNode:
		n = c.alias(from, n)
	case *ast.TagNode:
		c.torn = true
		c.fail(n.Pos, "tag", wording.Args{"Found": from.Start.Value})
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

func (c *converter) mapping(n *Node, values []*ast.MappingValueNode, depth int) {
	n.Kind = Mapping
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
		e := Entry{Key: c.key(value.Key, depth), Value: c.node(value.Value, depth+1)}
		if line, twice := lines[e.Key.Text]; twice {
			c.fail(e.Key.Pos, "duplicate_key", wording.Args{"Found": e.Key.Text, "Line": line})
			continue
		}
		lines[e.Key.Text] = e.Key.Pos.Line
		c.apart(e)
		n.Entries = append(n.Entries, e)
	}
	for _, value := range merged {
		c.merge(n, value, depth)
	}
}

// apart refuses a key and a value with no space between, and a colon within a text
// that is not in quotes: the parser takes both for what was meant, and other readers
// of YAML for something else.
func (c *converter) apart(e Entry) {
	if !e.Key.quoted && e.Value.Kind == Scalar && e.Value.Pos.Line == e.Key.Pos.Line && e.Value.Pos.Column == e.Key.Pos.Column+utf8.RuneCountInString(e.Key.Text)+1 {
		c.fail(e.Key.Pos, "no_space", wording.Args{"Found": e.Key.Text})
	}
	if e.Value.Kind != Scalar || e.Value.quoted || e.Value.Inside != 0 {
		return
	}
	before, _, colon := strings.Cut(e.Value.Text, ": ")
	switch key := before[strings.LastIndexByte(before, ' ')+1:]; {
	case !colon:
	case key != before && grammar.Known(key):
		c.fail(e.Value.Pos, "no_comma", wording.Args{"Found": key})
	default:
		c.fail(e.Value.Pos, "loose_colon", wording.Args{"Found": e.Value.Text})
	}
}

// key converts a key, which must be a plain word.
func (c *converter) key(from ast.Node, depth int) Node {
	if explicit, ok := from.(*ast.MappingKeyNode); ok {
		from = explicit.Value
	}
	key := c.node(from, depth+1)
	if key.Kind != Scalar {
		c.fail(key.Pos, "not_a_key", nil)
	}
	return key
}

// merge adds the keys of "<<", where the mapping hasn't its own.
func (c *converter) merge(n *Node, value *ast.MappingValueNode, depth int) {
	for _, from := range c.node(value.Value, depth+1).Each() {
		for _, e := range from.Entries {
			if _, has := n.Get(e.Key.Text); !has {
				n.Entries = append(n.Entries, e)
			}
		}
	}
}

func (c *converter) remember(from *ast.AnchorNode, n Node, size int) {
	if c.sizes == nil {
		c.sizes = map[string]int{}
	}
	name := from.Name.GetToken().Value
	c.anchors[name], c.sizes[name] = n, size
}

// alias puts in what an anchor before it said.
func (c *converter) alias(from *ast.AliasNode, n Node) Node {
	name := from.Value.GetToken().Value
	said, ok := c.anchors[name]
	if !ok {
		c.torn = true
		c.fail(n.Pos, "unknown_alias", wording.Args{"Found": name, "Suggestion": guess.Nearest(name, slices.Sorted(maps.Keys(c.anchors)))})
		return n
	}
	if c.tooMuch(n.Pos, 0, c.sizes[name]) {
		return n
	}
	return said
}

// scalar converts a text, number or yes-or-no, and keeps how it was written.
func (c *converter) scalar(n *Node, from ast.Node) {
	n.Kind = Scalar
	switch from := from.(type) {
	case *ast.LiteralNode:
		n.Text, n.Inside = from.Value.Value, -1
		n.Value = n.Text
		return
	case *ast.StringNode:
		n.Text, n.Value = from.Value, from.Value
		n.quoted = from.Token.Type == token.SingleQuoteType || from.Token.Type == token.DoubleQuoteType
		if n.quoted {
			n.Inside = 1
		}
		return
	}
	n.Text = from.GetToken().Value
	n.Value = n.Text
	switch from := from.(type) {
	case *ast.BoolNode:
		n.Value = from.Value
	case *ast.IntegerNode, *ast.FloatNode:
		if number, err := strconv.ParseFloat(n.Text, 64); err == nil {
			n.Value = number
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
