package source

import (
	"fmt"
	"strings"
)

// A Kind is what sort of thing stands at a place of a file.
type Kind string

// The kinds.
const (
	Nothing Kind = "nothing" // a key with nothing after it
	Scalar  Kind = "text"
	List    Kind = "list"
	Mapping Kind = "mapping"
)

// A Node is one thing of a YAML file, and knows where it stands.
type Node struct {
	Pos     Pos
	Kind    Kind
	Text    string // of a scalar, as it was written
	Value   any    // of a scalar: a string, bool or float64
	quoted  bool
	Inside  int // columns from where it stands to the scalar's first letter; -1 where that is another line
	Items   []Node
	Entries []Entry
}

// An Entry is one key of a mapping with what it says.
type Entry struct {
	Key   Node
	Value Node
}

// Get finds a key's value; nothing where the key is missing.
func (n Node) Get(key string) (Node, bool) {
	for _, e := range n.Entries {
		if e.Key.Text == key {
			return e.Value, true
		}
	}
	return Node{Pos: n.Pos, Kind: Nothing}, false
}

// Each lists what stands in a list; one thing that stands alone is a list of it.
func (n Node) Each() []Node {
	switch n.Kind {
	case List:
		return n.Items
	case Nothing:
		return nil
	}
	return []Node{n}
}

// Plainly is what a node says, whatever its places, spaces and comments: two that say
// the same are the same.
func (n Node) Plainly() string {
	var said strings.Builder
	fmt.Fprintf(&said, "%s %q", n.Kind, n.Text)
	for _, item := range n.Items {
		said.WriteString("[" + item.Plainly() + "]")
	}
	for _, e := range n.Entries {
		said.WriteString("{" + e.Key.Plainly() + ": " + e.Value.Plainly() + "}")
	}
	return said.String()
}

// Word is a scalar's text without the spaces around it; "" of anything else.
func (n Node) Word() string {
	if n.Kind != Scalar {
		return ""
	}
	return strings.TrimSpace(n.Text)
}

// Shown is a node as an error names it.
func (n Node) Shown() string {
	switch n.Kind {
	case Scalar:
		if short := []rune(n.Text); len(short) > 60 {
			return string(short[:60]) + " …"
		}
		return n.Text
	case List:
		return "[…]"
	case Mapping:
		return "{…}"
	}
	return ""
}

// Keyed finds where a key stands in a node.
func (n Node) Keyed(key string) (Pos, bool) {
	for _, e := range n.Entries {
		if e.Key.Text == key {
			return e.Key.Pos, true
		}
		if at, ok := e.Value.Keyed(key); ok {
			return at, true
		}
	}
	for _, item := range n.Items {
		if at, ok := item.Keyed(key); ok {
			return at, true
		}
	}
	return Pos{}, false
}

// At is where a key's value stands in a mapping, or the mapping itself.
func (n Node) At(key string) Pos {
	if value, ok := n.Get(key); ok {
		return value.Pos
	}
	return n.Pos
}
