package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A Need is a word that must be given where its guard holds.
type Need struct {
	Word string
	When *Guard
}

// anew stands before a word that must come anew.
const anew = "new "

// needs reads a needs: line: words, words that are needed where a guard holds,
// and, of a step, words that must come anew.
func (s *scope) needs(n source.Node, round *Round) (always []string, sometimes []Need) {
	for _, item := range n.Each() {
		if item.Kind == source.Nothing {
			s.r.fail(item.Pos, "nothing", nil)
			continue
		}
		if item.Kind != source.Mapping {
			always = append(always, s.words(item, round)...)
			continue
		}
		for _, e := range item.Entries {
			words := s.words(e.Key, round)
			if guard := s.guard(e.Value, round); guard != nil && len(words) == 1 {
				sometimes = append(sometimes, Need{words[0], guard})
			}
		}
	}
	return always, sometimes
}

// asksAnew takes "new" off the words of a step's needs: line that have it, and
// says which these are.
func asksAnew(n source.Node) (source.Node, []string) {
	var fresh []string
	items := slices.Clone(n.Each())
	for i, item := range items {
		if item.Kind != source.Scalar {
			continue
		}
		if word, ok := strings.CutPrefix(strings.TrimSpace(item.Text), anew); ok {
			items[i].Text = strings.TrimSpace(word)
			items[i].Pos.Column += len(anew)
			fresh = append(fresh, items[i].Text)
		}
	}
	if len(fresh) == 0 {
		return n, nil
	}
	return source.Node{Kind: source.List, Pos: n.Pos, Items: items}, fresh
}

// given lists the words of a needs: or takes: line, as far as they are some.
func given(n source.Node) []string {
	n, _ = asksAnew(n)
	words := texts(n)
	for _, item := range n.Each() {
		if item.Kind == source.Mapping {
			words = append(words, keysOf(item)...)
		}
	}
	return words
}

// stepNeeds reads what a step asks for.
func (s *scope) stepNeeds(n source.Node, tr *Transition) {
	bare, fresh := asksAnew(n)
	tr.Needs, tr.NeedsWhen = s.needs(bare, nil)
	for _, word := range fresh {
		f, ok := s.flow.Input(word, nil)
		if !ok {
			continue
		}
		tr.Fresh = append(tr.Fresh, f.Name)
		if !s.flow.holds(f.Name) {
			s.r.warn(s.r.within(n.Pos, word), "needless_new", wording.Args{"Found": word})
		}
	}
}

// givenOnlyWith lets each step take the fields that are given with it alone.
func (s *scope) givenOnlyWith() {
	for _, f := range s.flow.Fields {
		for _, name := range f.OnlyWith {
			t := s.flow.Transition(name)
			if t != nil && !slices.Contains(t.words(), f.Name) && !t.SetsField(f.Name) {
				t.Takes = append(t.Takes, f.Name)
			}
		}
	}
}

// givenWith lists the fields that are given only with certain steps, of which one
// is this.
func (s *scope) givenWith(step string) []string {
	var words []string
	for _, f := range s.flow.Fields {
		if slices.Contains(f.OnlyWith, step) {
			words = append(words, f.Name)
		}
	}
	return words
}

// words are what a step needs or takes by its own lines.
func (t *Transition) words() []string {
	words := slices.Concat(t.Needs, t.Takes)
	for _, n := range t.NeedsWhen {
		words = append(words, n.Word)
	}
	return words
}

// limits reads with which steps alone a field is given, and between what a number
// lies.
func (s *scope) limits(t *table, f *Field) {
	if n, ok := t.opt("only_with"); ok {
		f.OnlyWith = s.onlyWith(n)
	}
	s.past(t, f)
	f.Least, f.Most = s.limit(t, "min", f), s.limit(t, "max", f)
	if f.Least != nil && f.Most != nil && *f.Least > *f.Most {
		n, _ := t.node.Get("max")
		s.r.fail(n.Pos, "limits_crossed", wording.Args{"Found": n.Text})
	}
}

// past reads whether a date has been or is to come.
func (s *scope) past(t *table, f *Field) {
	n, ok := t.opt("past")
	switch {
	case !ok:
	case f.Type != Date:
		s.r.fail(n.Pos, "past_no_date", wording.Args{"Field": f.Name})
	default:
		been := s.r.yes(n)
		f.Past = &been
	}
}

// onlyWith reads the steps that a field of the workflow is given with.
func (s *scope) onlyWith(n source.Node) []string {
	if s.asking {
		s.r.fail(n.Pos, "only_with_answers", nil)
		return nil
	}
	var steps []string
	for _, item := range n.Each() {
		name := s.r.word(item)
		if name != "" && !slices.Contains(s.transitions, name) {
			s.r.unknown(item, "transition", s.transitions)
		}
		steps = append(steps, name)
	}
	return steps
}

// limit reads the least or the most that a number may be.
func (s *scope) limit(t *table, key string, f *Field) *float64 {
	n, ok := t.opt(key)
	if !ok {
		return nil
	}
	number, ok := n.Value.(float64)
	switch {
	case f.Type == Chosen && f.Many:
		return s.chosenLimit(n, key, f)
	case f.Type != Number_:
		s.r.fail(n.Pos, "limits_no_number", wording.Args{"Found": key, "Field": f.Name})
	case n.Kind != source.Scalar || !ok:
		s.r.wrong(n, "amount")
	default:
		return &number
	}
	return nil
}

// edits reads who may change the text and papers in a state: nobody, or parties.
func (s *scope) edits(t *table, st *State) {
	n, ok := t.opt("edits")
	if !ok {
		return
	}
	if n.Kind == source.Scalar && n.Text != "nobody" && guess.Namesake(n.Text, []string{"nobody"}) != "" {
		s.r.unknown(n, "party", []string{"nobody"})
		n.Text = "nobody"
	}
	if n.Kind == source.Scalar && n.Text == "nobody" {
		st.EditsNobody = true
		return
	}
	st.Edits = s.parties(n)
	if slices.ContainsFunc(st.Edits, func(p people.Party) bool { return p.Kind == people.System }) {
		s.r.fail(n.Pos, "edits_system", nil)
	}
}
