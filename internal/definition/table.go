package definition

import (
	"slices"
	"unicode/utf8"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A table reads a mapping whose keys are known, each once, and reports the keys
// that nobody asked for.
type table struct {
	r     *reader
	form  *grammar.Form
	at    source.Pos // where an error about the whole stands
	node  source.Node
	known []string
}

// table begins reading a mapping as a form. at is where what is missing from it is
// reported; the zero Pos is where the mapping begins.
func (r *reader) table(f *grammar.Form, n source.Node, at source.Pos) *table {
	if at == (source.Pos{}) {
		at = n.Pos
	}
	switch n.Kind {
	case source.Mapping:
	case source.Nothing:
		r.fail(at, "nothing", nil)
	default:
		if at.Line > 0 && n.Pos.Line > at.Line { // a list below its key: the key is in the wrong place
			n.Pos = at
		}
		if as := f.Example(); as != "" {
			r.fail(n.Pos, "wrong_value", wording.Args{"Found": n.Shown(), "Expected": wording.Both("check.want.form", wording.Args{"Example": as})})
		} else {
			r.wrong(n, "table")
		}
	}
	return &table{r: r, form: f, at: at, node: n}
}

// opt finds a key's value, if it is there, in any of its spellings. The key is one of
// the form's words: no reader knows more of the language than the grammar does.
func (t *table) opt(key string) (source.Node, bool) {
	w := t.form.Word(key)
	if w == nil {
		panic("the grammar has no word " + key + " in " + t.form.Name())
	}
	t.known = append(t.known, key)
	for _, e := range t.node.Entries {
		if slices.Contains(w.Spellings(), e.Key.Text) {
			t.known = append(t.known, e.Key.Text)
			t.said(e, w)
			t.twice(key, e.Value)
			return e.Value, true
		}
	}
	if e, ok := t.meant(key); ok {
		return e.Value, true
	}
	return source.Node{Kind: source.Nothing, Pos: t.at}, false
}

// said reports a key with nothing behind it, where something must be.
func (t *table) said(e source.Entry, w *grammar.Word) {
	if e.Value.Kind == source.Nothing && !w.Blank() {
		t.r.fail(e.Key.Pos, "nothing", nil)
	}
}

// peek finds a key's entry, and neither reads nor knows it.
func (t *table) peek(key string) (source.Entry, bool) {
	for _, e := range t.node.Entries {
		if e.Key.Text == key {
			return e, true
		}
	}
	return t.meant(key)
}

// meant finds a misspelt key, which done reports: so that nothing is said to be
// missing beside it, and what it says is read.
func (t *table) meant(key string) (source.Entry, bool) {
	for _, e := range t.node.Entries {
		if !t.r.literal && !grammar.Known(e.Key.Text) && guess.Nearest(e.Key.Text, []string{key}) != "" {
			e.Key.Text = key
			return e, true
		}
	}
	return source.Entry{Value: source.Node{Kind: source.Nothing, Pos: t.at}}, false
}

// must finds a key's value, and reports where it is missing.
func (t *table) must(key string) (source.Node, bool) {
	n, ok := t.opt(key)
	if !ok && t.node.Kind == source.Mapping {
		t.r.fail(t.at, "missing_key", wording.Args{"Found": key})
	}
	return n, ok
}

// titled reads title:, and warns where it is missing; the title is then name as
// people read it.
func (t *table) titled(name string) wording.Text {
	n, ok := t.opt("title")
	if ok {
		return t.r.title(n, source.Warning)
	}
	if t.node.Kind == source.Mapping {
		t.r.warn(t.at, "untitled", wording.Args{"Found": name})
	}
	return wording.Same(Humanised(name))
}

// has says whether a key is there, and neither reads nor knows it.
func (t *table) has(key string) bool {
	_, ok := t.node.Get(key)
	return ok
}

// rest lists the keys that nobody has asked for, and thereby knows them.
func (t *table) rest() []source.Entry {
	var rest []source.Entry
	for _, e := range t.node.Entries {
		if !slices.Contains(t.known, e.Key.Text) {
			rest = append(rest, e)
		}
	}
	return rest
}

// done reports the keys that nobody has asked for, and says whether there are
// such that nothing is near to: what they were to say is lost.
func (t *table) done() (lost bool) {
	var known []string
	for _, k := range t.known {
		if !slices.Contains(known, k) {
			known = append(known, k)
		}
	}
	told := false
	for _, e := range t.rest() {
		switch {
		case !loose(t.node.Entries, e, t.known):
			t.r.unknown(e.Key, "key", known)
		case !told:
			t.r.loosened(e)
			told = true
		}
		lost = lost || guess.Nearest(e.Key.Text, known) == ""
	}
	return lost
}

// loose says whether one of the keys is what stood behind a comma inside { }, where the
// comma ended the value that it belongs to.
func loose(all []source.Entry, e source.Entry, known []string) bool {
	if e.Value.Kind != source.Nothing || guess.Nearest(e.Key.Text, known) != "" {
		return false
	}
	return slices.ContainsFunc(all, func(before source.Entry) bool {
		return before.Key.Pos.Line == e.Key.Pos.Line && before.Key.Pos.Column < e.Key.Pos.Column
	})
}

// loosened reports what stood behind a comma.
func (r *reader) loosened(e source.Entry) {
	line := lineOf(r.texts[e.Key.Pos.File], e.Key.Pos.Line)
	at := e.Key.Pos
	if from, to, found := source.LooseCall(line); found && utf8.RuneCount(line[:from]) < at.Column && at.Column <= utf8.RuneCount(line[:to]) {
		at.Column = 1 + utf8.RuneCount(line[:from])
		r.fail(at, "loose_comma", wording.Args{"Found": string(line[from:to])})
		return
	}
	r.fail(e.Key.Pos, "loose_comma", wording.Args{"Found": e.Key.Text})
}
