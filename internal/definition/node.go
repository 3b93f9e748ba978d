package definition

import (
	"fmt"
	"strings"
)

// A kind is what sort of thing stands at a place of a file.
type kind string

// The kinds.
const (
	nothing kind = "nothing" // a key with nothing after it
	scalar  kind = "text"
	list    kind = "list"
	mapping kind = "mapping"
)

// A node is one thing of a YAML file, and knows where it stands.
type node struct {
	pos     Pos
	kind    kind
	text    string // of a scalar, as it was written
	value   any    // of a scalar: a string, bool or float64
	quoted  bool
	inside  int // columns from where it stands to the scalar's first letter; -1 where that is another line
	items   []node
	entries []entry
}

// An entry is one key of a mapping with what it says.
type entry struct {
	key   node
	value node
}

// get finds a key's value; nothing where the key is missing.
func (n node) get(key string) (node, bool) {
	for _, e := range n.entries {
		if e.key.text == key {
			return e.value, true
		}
	}
	return node{pos: n.pos, kind: nothing}, false
}

// each lists what stands in a list; one thing that stands alone is a list of it.
func (n node) each() []node {
	switch n.kind {
	case list:
		return n.items
	case nothing:
		return nil
	}
	return []node{n}
}

// plainly is what a node says, whatever its places, spaces and comments: two that say
// the same are the same.
func (n node) plainly() string {
	var said strings.Builder
	fmt.Fprintf(&said, "%s %q", n.kind, n.text)
	for _, item := range n.items {
		said.WriteString("[" + item.plainly() + "]")
	}
	for _, e := range n.entries {
		said.WriteString("{" + e.key.plainly() + ": " + e.value.plainly() + "}")
	}
	return said.String()
}

// word is a scalar's text without the spaces around it; "" of anything else.
func (n node) word() string {
	if n.kind != scalar {
		return ""
	}
	return strings.TrimSpace(n.text)
}

// shown is a node as an error names it.
func (n node) shown() string {
	switch n.kind {
	case scalar:
		if short := []rune(n.text); len(short) > 60 {
			return string(short[:60]) + " …"
		}
		return n.text
	case list:
		return "[…]"
	case mapping:
		return "{…}"
	}
	return ""
}

// keyed finds where a key stands in a node.
func (n node) keyed(key string) (Pos, bool) {
	for _, e := range n.entries {
		if e.key.text == key {
			return e.key.pos, true
		}
		if at, ok := e.value.keyed(key); ok {
			return at, true
		}
	}
	for _, item := range n.items {
		if at, ok := item.keyed(key); ok {
			return at, true
		}
	}
	return Pos{}, false
}

// at is where a key's value stands in a mapping, or the mapping itself.
func (n node) at(key string) Pos {
	if value, ok := n.get(key); ok {
		return value.pos
	}
	return n.pos
}
