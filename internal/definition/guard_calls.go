package definition

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/calendar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// TextChanged is how a guard's "edited" is remembered: that the text or the papers
// changed. No name of a pack looks like it.
const TextChanged = "(edited)"

// A phrase is a function of a guard over what has been or over values: how it is
// written, from how many parts to how many (0: any number), and as it answers where
// the engine doesn't speak of it. Where all parts are names, it takes any number as
// far as the compiler knows, so that what is wrong is said in the pack's own terms.
type phrase struct {
	like        string
	least, most int
	otherwise   any
}

var phrases = map[string]phrase{
	"times":   {`times("submit")`, 1, 1, func(...string) int { return 0 }},
	"last":    {`last("submit")`, 1, 1, func(...string) string { return "" }},
	"ended":   {`ended("round")`, 1, 1, func(...string) string { return "" }},
	"seats":   {`seats("role")`, 1, 1, func(...string) int { return 0 }},
	"sum":     {`sum("round", "field"), or sum("round", "answer", "field")`, 2, 3, func(...string) float64 { return 0 }},
	"average": {`average("round", "field"), or average("round", "answer", "field")`, 2, 3, func(...string) float64 { return 0 }},
	"answer":  {`answer("round", "who"), or answer("who")`, 1, 2, func(...string) string { return "" }},
	"weight":  {`weight("answer"), weight("round", "answer") or weight()`, 0, 2, func(...string) float64 { return 0 }},

	"others": {`others("answer") or others("round", "answer")`, 1, 2, func(...string) int { return 0 }},

	"asked_of":    {`asked_of("part") or asked_of("round", "part")`, 1, 2, func(...string) int { return 0 }},
	"answered_of": {`answered_of("part") or answered_of("round", "part")`, 1, 2, func(...string) int { return 0 }},
	"weight_of":   {`weight_of("part") or weight_of("round", "part")`, 1, 2, func(...string) float64 { return 0 }},

	"plus":         {`plus(decision.on, "14 days"), or plus(decision.on, proposal.days, "days")`, 2, 4, func(string, ...any) string { return "" }},
	"later":        {`later(decision.on, today)`, 1, 0, func(...string) string { return "" }},
	"earlier":      {`earlier(decision.on, today)`, 1, 0, func(...string) string { return "" }},
	"latest_known": {`latest_known(proposal.first_due, proposal.granted_to)`, 1, 0, func(...string) string { return "" }},
	"next":         {`next("15 April", last("prepared"))`, 2, 2, func(string, string) string { return "" }},
	"days":         {`days(decision.on, today)`, 2, 2, func(string, string) int { return 0 }},
	"workdays":     {`workdays(decision.on, today)`, 2, 2, func(string, string) int { return 0 }},
}

// calls are the functions of phrases, as a guard may name them.
func calls() shape {
	names := shape{}
	for name, p := range phrases {
		names[name] = p.otherwise
	}
	return names
}

// called checks a call of one of the phrases, and says whether it is one.
func (v *named) called(function string, call *ast.CallNode) bool {
	p, ok := phrases[function]
	if !ok {
		return false
	}
	if n := len(call.Arguments); n < p.least || p.most > 0 && n > p.most {
		v.problem("call_words", []ast.Node{call.Callee}, wording.Args{"Found": function, "Like": p.like})
		return true
	}
	switch function {
	case "plus":
		v.later(call, p)
	case "next":
		v.comesYearly(call, p)
	case "later", "earlier", "latest_known", "days", "workdays":
	default:
		v.allNamed(function, call)
	}
	return true
}

// allNamed checks the phrases whose parts are all names.
func (v *named) allNamed(function string, call *ast.CallNode) {
	if !v.quoted(call.Arguments) {
		return
	}
	switch function {
	case "times", "last":
		v.happened(call)
	case "ended":
		v.among("unknown_round", call.Arguments[0], v.scope.rounds)
	case "seats":
		v.among("unknown_role", call.Arguments[0], v.scope.roles)
	case "sum", "average":
		v.summed(call.Arguments)
	case "weight":
		v.weighed(call)
	case "others":
		v.othered(call)
	case "asked_of", "answered_of", "weight_of":
		v.parted(function, call)
	case "answer":
		v.whoAnswered(call)
	}
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
	case slices.Contains(v.scope.rounds, round) && (what == "opened" || what == "expired" || slices.Contains(v.scope.outcomes[round], what)):
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
		for _, outcome := range s.outcomes[round] {
			known = append(known, round+"."+outcome)
		}
	}
	return append(known, "edited")
}

// summed checks sum("round", "field") and sum("round", "answer", "field").
func (v *named) summed(words []ast.Node) {
	v.among("unknown_round", words[0], v.scope.rounds)
	round := v.scope.flow.Round(words[0].(*ast.StringNode).Value)
	if round == nil {
		return
	}
	if len(words) == 3 {
		v.among("unknown_answer", words[1], v.scope.answersOf(round))
	}
	last := words[len(words)-1].(*ast.StringNode)
	if f, ok := v.scope.flow.Input(last.Value, round); ok && f.Type == Number_ {
		return
	}
	known := v.scope.numbers(round)
	v.problem("not_counted", []ast.Node{last}, wording.Args{
		"Found": last.Value, "Round": round.Name, "Expected": oneOf(known), "Suggestion": guess.Nearest(last.Value, known)})
}

// numbers lists the numbers that an answer of a round may give.
func (s *scope) numbers(round *Round) []string {
	return slices.DeleteFunc(s.flow.inputs(round), func(word string) bool {
		f, _ := s.flow.Input(word, round)
		return f.Type != Number_
	})
}

// weighed checks weight() of the round at hand, weight("answer") and weight("round", "answer").
func (v *named) weighed(call *ast.CallNode) {
	switch {
	case len(call.Arguments) == 0 && v.round == nil:
		v.problem("no_round_at_hand", []ast.Node{call.Callee}, wording.Args{"Found": "weight"})
	case len(call.Arguments) > 0:
		if v.round == nil && len(call.Arguments) == 1 {
			v.placed(call)
		}
		v.counted(call.Arguments)
	}
}

// counting checks the period of plus(), which is counted in days and longer, and may
// be counted backwards.
func (v *named) counting(part ast.Node) {
	word, quoted := part.(*ast.StringNode)
	found := part.String()
	if quoted {
		found = word.Value
		if _, ok := Counting(word.Value); ok {
			return
		}
	}
	v.problem("period_words", []ast.Node{part}, wording.Args{"Found": found})
}

// Counting reads the period of a guard's plus(): "14 days", "-90 days".
func Counting(text string) (calendar.Offset, bool) {
	o := calendar.Offset{Side: calendar.After}
	text, back := strings.CutPrefix(strings.TrimSpace(text), "-")
	if back {
		o.Side = calendar.Before
	}
	var err error
	o.Period, err = calendar.ParsePeriod(text)
	return o, err == nil && o.Period.Unit != calendar.Hours && o.Period.Unit != calendar.Minutes
}

// weight reads what an organization's answer weighs.
func (r *reader) weight(n source.Node) float64 {
	weight, err := strconv.ParseFloat(r.word(n), 64)
	if err != nil || weight < 0 || math.IsInf(weight, 0) || math.IsNaN(weight) {
		r.wrong(n, "weight")
		return 1
	}
	return weight
}
