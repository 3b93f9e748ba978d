package definition

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/expr-lang/expr/ast"
)

// mostCases is how many ways in which conditions may fall out are tried together;
// of more, nothing is said.
const mostCases = 4096

// A factor is something that several conditions are about: how a field stands to
// the values that it is held against, which of two dates is the earlier, whether
// one thing holds. Each of its cases says how those conditions fall out then.
type factor []map[string]bool

// leafKey names a condition: what it says, and of which round at hand, where it says
// something of that.
func leafKey(n ast.Node, hand string) string {
	if hand != "" && !ofHand(n) {
		hand = ""
	}
	return hand + "|" + n.String()
}

// ofHand says whether a condition may be about the round at hand: all but what a
// proposal itself carries.
func ofHand(n ast.Node) bool {
	about := false
	ast.Find(n, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallNode:
			about = true
		case *ast.IdentifierNode:
			about = about || n.Value == "asked" || n.Value == "answered" || n.Value == "input"
		}
		return about
	})
	return about
}

// A held is a comparison of a subject with a value that is written out.
type held struct {
	key      string
	operator string
	values   []string
}

// A freedom gathers conditions into factors.
type freedom struct {
	seen    map[string]bool
	held    map[string][]held          // by subject
	pairs   map[string][]held          // by the two that are compared
	met     map[string]*ast.BinaryNode // comparisons of how many are present and have a voice, by key
	alone   []string
	numbers map[string]bool   // subjects that are held against numbers
	least   map[string]int    // subjects that count: how much at least
	domains map[string]domain // what subjects can be at all, where that is known
	apart   map[string]bool   // pairs that never come at once
	flow    *Workflow
	graph   *graph // whose place they are weighed at, or nil
	place   place
}

// newFreedom gathers the conditions of a workflow at a place of its graph, or at none.
func newFreedom(w *Workflow, g *graph, at place) *freedom {
	return &freedom{seen: map[string]bool{}, held: map[string][]held{}, pairs: map[string][]held{}, met: map[string]*ast.BinaryNode{}, numbers: map[string]bool{},
		least: map[string]int{}, domains: map[string]domain{}, apart: map[string]bool{}, flow: w, graph: g, place: at}
}

// add takes in one condition.
func (f *freedom) add(n ast.Node, hand string) {
	key := leafKey(n, hand)
	if f.seen[key] {
		return
	}
	f.seen[key] = true
	b, ok := n.(*ast.BinaryNode)
	if !ok || !f.compares(b, key, hand) {
		f.alone = append(f.alone, key)
	}
}

func (f *freedom) compares(b *ast.BinaryNode, key, hand string) bool {
	if b.Operator == "in" {
		return f.among(b, key, hand)
	}
	if _, known := mirrored[b.Operator]; !known {
		return false
	}
	if f.flow.mostSeats > 0 && ofWhoMet(b) {
		f.met[key] = b
		return true
	}
	left, right, operator := b.Left, b.Right, b.Operator
	if _, _, written := literal(left); written {
		left, right, operator = right, left, mirrored[operator]
	}
	if value, number, written := literal(right); written {
		subject := leafKey(left, hand)
		f.numbers[subject] = f.numbers[subject] || number
		f.often(left, subject)
		f.bound(left, subject)
		f.held[subject] = append(f.held[subject], held{key, operator, []string{value}})
		return true
	}
	one, other := leafKey(left, hand), leafKey(right, hand)
	if one > other {
		one, other, operator = other, one, mirrored[operator]
	}
	f.apart[one+"\n"+other] = f.neverAtOnce(left, right)
	f.pairs[one+"\n"+other] = append(f.pairs[one+"\n"+other], held{key, operator, nil})
	return true
}

// among takes in state in ["a", "b"].
func (f *freedom) among(b *ast.BinaryNode, key, hand string) bool {
	list, ok := b.Right.(*ast.ArrayNode)
	if !ok {
		return false
	}
	var values []string
	for _, item := range list.Nodes {
		value, number, written := literal(item)
		if !written || number {
			return false
		}
		values = append(values, value)
	}
	subject := leafKey(b.Left, hand)
	f.bound(b.Left, subject)
	f.held[subject] = append(f.held[subject], held{key, "==", values})
	return true
}

// mirrored are comparisons, and what they are read from the right.
var mirrored = map[string]string{"==": "==", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}

// literal is a value that is written out.
func literal(n ast.Node) (value string, number, written bool) {
	switch n := n.(type) {
	case *ast.StringNode:
		return n.Value, false, true
	case *ast.IntegerNode:
		return strconv.Itoa(n.Value), true, true
	case *ast.FloatNode:
		return strconv.FormatFloat(n.Value, 'g', -1, 64), true, true
	case *ast.UnaryNode:
		if value, number, written = literal(n.Node); number && n.Operator == "-" {
			return "-" + value, true, written
		}
	}
	return "", false, false
}

// factors are the conditions gathered, by what they are about.
func (f *freedom) factors() []factor {
	var all []factor
	for _, key := range f.alone {
		all = append(all, factor{{key: true}, {key: false}})
	}
	if len(f.met) > 0 {
		all = append(all, f.presences())
	}
	for _, subject := range sortedKeys(f.held) {
		all = append(all, f.values(subject))
	}
	for _, pair := range sortedKeys(f.pairs) {
		var three factor
		for _, order := range []int{-1, 0, 1} {
			if order == 0 && f.apart[pair] {
				continue
			}
			falls := map[string]bool{}
			for _, h := range f.pairs[pair] {
				falls[h.key] = obeys(h.operator, order)
			}
			three = append(three, falls)
		}
		all = append(all, three)
	}
	return all
}

// values is the factor of a subject: it is one of the values that it is held
// against, or lies between two of them.
func (f *freedom) values(subject string) factor {
	var values []string
	for _, h := range f.held[subject] {
		values = append(values, h.values...)
	}
	order := cmp.Compare[string]
	if f.numbers[subject] {
		order = func(a, b string) int { return cmp.Compare(asNumber(a), asNumber(b)) }
	}
	slices.SortFunc(values, order)
	values = slices.CompactFunc(values, func(a, b string) bool { return order(a, b) == 0 })
	if d, known := f.domains[subject]; known && d.closed() {
		return f.each(subject, d.values, order)
	}
	var cases factor
	for point := range 2*len(values) + 1 { // odd points are values, even ones lie between
		if least, counts := f.least[subject]; counts && !f.reaches(values, point, least) {
			continue
		}
		if d, known := f.domains[subject]; known && !d.reaches(values, point) || !f.numbers[subject] && point == 0 && len(values) > 0 && values[0] == "" {
			continue
		}
		cases = append(cases, f.falls(subject, func(v string) int {
			at := slices.IndexFunc(values, func(w string) bool { return order(v, w) == 0 })
			return cmp.Compare(point, 2*at+1)
		}))
	}
	return cases
}

// each is the factor of a subject that is one of some values, and nothing else.
func (f *freedom) each(subject string, values []string, order func(a, b string) int) factor {
	var cases factor
	for _, value := range values {
		cases = append(cases, f.falls(subject, func(v string) int { return order(value, v) }))
	}
	return cases
}

// falls is how the conditions about a subject fall out, by how it stands to each value.
func (f *freedom) falls(subject string, stands func(to string) int) map[string]bool {
	falls := map[string]bool{}
	for _, h := range f.held[subject] {
		holds := false
		for _, v := range h.values {
			holds = holds || obeys(h.operator, stands(v))
		}
		falls[h.key] = holds
	}
	return falls
}

func asNumber(text string) float64 {
	number, _ := strconv.ParseFloat(text, 64)
	return number
}

// obeys says whether a comparison holds of two that stand in this order.
func obeys(operator string, order int) bool {
	return compared(operator, float64(order), 0) == surely
}

func sortedKeys(m map[string][]held) []string {
	keys := make([]string, 0, len(m))
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

// cases tries every way in which factors may fall out together, until one is
// found that does; not known where there are too many.
func cases(factors []factor, does func(falls map[string]bool) bool) (found, known bool) {
	total := 1
	for _, f := range factors {
		if total *= len(f); total > mostCases {
			return false, false
		}
	}
	falls := map[string]bool{}
	var try func(at int) bool
	try = func(at int) bool {
		if at == len(factors) {
			return does(falls)
		}
		for _, one := range factors[at] {
			for key, holds := range one {
				falls[key] = holds
			}
			if try(at + 1) {
				return true
			}
		}
		return false
	}
	return try(0), true
}

// assuming weighs conditions as they fall out.
func assuming(falls map[string]bool) func(ast.Node, string) verdict {
	return func(n ast.Node, hand string) verdict {
		if holds, ok := falls[leafKey(n, hand)]; ok {
			return truth(holds)
		}
		return maybe
	}
}
