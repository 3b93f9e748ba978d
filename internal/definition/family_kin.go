package definition

import (
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// A kin is as much of a workflow as another one names, known before either is
// read.
type kin struct {
	key    string
	states []string
	finals []string
	fields map[string]FieldType
}

// gatherKin learns what the workflows of a pack are called, and what is in them,
// from their files as they stand.
func (r *reader) gatherKin(files []source.File) {
	r.kin = map[string]kin{}
	for _, f := range files {
		key, ok := f.Root.Get("workflow")
		if !ok || f.Name == CollaborationFile || f.Name == CycleFile {
			continue
		}
		k := kin{key: strings.TrimSpace(key.Text), fields: map[string]FieldType{}}
		states, _ := f.Root.Get("states")
		for _, e := range states.Entries {
			k.states = append(k.states, e.Key.Text)
			if final, ok := e.Value.Get("final"); ok && final.Value == true {
				k.finals = append(k.finals, e.Key.Text)
			}
		}
		fields, _ := f.Root.Get("fields")
		for _, e := range fields.Entries {
			k.fields[e.Key.Text] = rawType(e.Value)
		}
		r.kin[k.key] = k
	}
}

// rawType is a field's type as its file says it, "" where that says none.
func rawType(n source.Node) FieldType {
	text := n.Text
	if _, ok := n.Get("choices"); ok {
		return Choice
	}
	if t, ok := n.Get("type"); ok {
		text = t.Text
	}
	if t, ok := grammar.OtherTypes[text]; ok {
		return FieldType(t)
	}
	return FieldType(strings.TrimSpace(text))
}

// kinNames lists the pack's workflows.
func (r *reader) kinNames() []string { return slices.Sorted(maps.Keys(r.kin)) }

// givable are the words beside its fields that a new proposal may be given.
var givable = []string{"title", "summary", "proposed_decision"}

// takes says which type a word of the workflow has when a proposal is opened.
func (k kin) takes(word string) (FieldType, bool) {
	if slices.Contains(givable, word) {
		return Text, true
	}
	t, ok := k.fields[word]
	return t, ok
}

func (k kin) words() []string {
	return slices.Concat(givable, slices.Sorted(maps.Keys(k.fields)))
}

// answering lists the states of a workflow that answer the round that opens it:
// those that until: names, and every final one.
func (k kin) answering(until []string) []string {
	names := slices.Clone(until)
	for _, final := range k.finals {
		if !slices.Contains(names, final) {
			names = append(names, final)
		}
	}
	return names
}

// gatherStarts learns which of a round's answers are states of another workflow.
func (s *scope) gatherStarts(name string, own *table) {
	starts, ok := own.peek("starts")
	if !ok {
		return
	}
	workflow, _ := starts.Value.Get("workflow")
	until, _ := starts.Value.Get("until")
	s.opensOthers[name] = true
	s.answers[name] = s.r.kin[strings.TrimSpace(workflow.Text)].answering(texts(until))
}

// lent gathers the words after input. in an expression.
type lent struct{ words []string }

// Visit is called for each part of the expression.
func (l *lent) Visit(part *ast.Node) {
	member, ok := (*part).(*ast.MemberNode)
	if !ok {
		return
	}
	of, isName := member.Node.(*ast.IdentifierNode)
	word, isWord := member.Property.(*ast.StringNode)
	if isName && isWord && of.Value == "input" && !slices.Contains(l.words, word.Value) {
		l.words = append(l.words, word.Value)
	}
}

// typeOf is the type of field that an expression's value is one of, "" where the
// compiler doesn't know.
func typeOf(n ast.Node) FieldType {
	t := n.Type()
	if t == nil {
		return ""
	}
	switch t.Kind() {
	case reflect.String:
		return Text
	case reflect.Bool:
		return Bool
	case reflect.Int, reflect.Float64:
		return Number_
	}
	return ""
}

// Chosen is the field that says which body drafts a new proposal, "" where the
// pack says it.
func (s *Starts) Chosen() string {
	field, ok := strings.CutPrefix(s.As, "input.")
	if !ok {
		return ""
	}
	return field
}
