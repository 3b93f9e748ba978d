package definition

import (
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/wording"
)

// TextChanged is how a guard's "edited" is remembered: that the text or the papers
// changed. No name of a pack looks like it.
const TextChanged = "(edited)"

// calls are the functions of a guard over what has been, each as it answers where
// the engine doesn't speak of it. They take any number of words, so that what is
// wrong with these is said in the pack's own terms.
func calls() shape {
	return shape{
		"times": func(...string) int { return 0 },
		"last":  func(...string) string { return "" },
	}
}

// spelled is how each of the calls is written.
var spelled = map[string]string{
	"times": `times("submit")`,
	"last":  `last("submit")`,
}

// called checks a call of one of the functions above, and says whether it is one.
func (v *named) called(function string, call *ast.CallNode) bool {
	switch function {
	case "times", "last":
		if v.takes(function, call, 1, 1) && v.quoted(call.Arguments) {
			v.happened(call)
		}
	default:
		return false
	}
	return true
}

// takes says whether a call has as many parts as it should, and notes it where not.
func (v *named) takes(function string, call *ast.CallNode, least, most int) bool {
	if n := len(call.Arguments); n >= least && (n <= most || most == 0) {
		return true
	}
	v.problem("call_words", []ast.Node{call.Callee}, wording.Args{"Found": function, "Like": spelled[function]})
	return false
}

// happened checks what times() and last() ask about, and puts the name by which it
// is remembered in its place: a round's name is its opening's.
func (v *named) happened(call *ast.CallNode) {
	word := call.Arguments[0].(*ast.StringNode)
	own := slices.Concat(v.scope.states, v.scope.transitions)
	round, what, dotted := strings.Cut(word.Value, ".")
	remembered := word.Value
	switch {
	case slices.Contains(own, word.Value):
	case slices.Contains(v.scope.rounds, round) && !dotted:
		remembered += "." + string(OnOpened)
	case slices.Contains(v.scope.rounds, round) && (what == "opened" || what == "expired"):
	case word.Value == "edited":
		remembered = TextChanged
	default:
		v.among("unknown_past", word, v.scope.happenings())
	}
	if remembered == word.Value {
		return
	}
	patched := &ast.StringNode{Value: remembered}
	patched.SetLocation(word.Location())
	call.Arguments = []ast.Node{patched}
}

// happenings lists all that times() and last() may ask about.
func (s *scope) happenings() []string {
	known := slices.Concat(s.states, s.transitions, s.rounds)
	for _, round := range s.rounds {
		known = append(known, round+".expired")
	}
	return append(known, "edited")
}
