package source

import "fmt"

// A Pos is where in a pack's files something stands.
type Pos struct {
	File   string
	Line   int
	Column int
}

// String is the place as editors and terminals understand it.
func (p Pos) String() string {
	if p.Line == 0 {
		return p.File
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}
