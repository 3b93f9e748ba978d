package definition

import (
	"slices"
	"unicode/utf8"

	"beredd/internal/definition/grammar"
	"beredd/internal/wording"
)

// A table reads a mapping whose keys are known, each once, and reports the keys
// that nobody asked for.
type table struct {
	r     *reader
	form  *grammar.Form
	at    Pos // where an error about the whole stands
	node  node
	known []string
}

// table begins reading a mapping as a form. at is where what is missing from it is
// reported; the zero Pos is where the mapping begins.
func (r *reader) table(f *grammar.Form, n node, at Pos) *table {
	if at == (Pos{}) {
		at = n.pos
	}
	switch n.kind {
	case mapping:
	case nothing:
		r.fail(at, "nothing", nil)
	default:
		if at.Line > 0 && n.pos.Line > at.Line { // a list below its key: the key is in the wrong place
			n.pos = at
		}
		if as := f.Example(); as != "" {
			r.fail(n.pos, "wrong_value", wording.Args{"Found": n.shown(), "Expected": wording.Both("check.want.form", wording.Args{"Example": as})})
		} else {
			r.wrong(n, "table")
		}
	}
	return &table{r: r, form: f, at: at, node: n}
}

// opt finds a key's value, if it is there, in any of its spellings. The key is one of
// the form's words: no reader knows more of the language than the grammar does.
func (t *table) opt(key string) (node, bool) {
	w := t.form.Word(key)
	if w == nil {
		panic("the grammar has no word " + key + " in " + t.form.Name())
	}
	t.known = append(t.known, key)
	for _, e := range t.node.entries {
		if slices.Contains(w.Spellings(), e.key.text) {
			t.known = append(t.known, e.key.text)
			t.said(e, w)
			t.twice(key, e.value)
			return e.value, true
		}
	}
	if e, ok := t.meant(key); ok {
		return e.value, true
	}
	return node{kind: nothing, pos: t.at}, false
}

// said reports a key with nothing behind it, where something must be.
func (t *table) said(e entry, w *grammar.Word) {
	if e.value.kind == nothing && !w.Blank() {
		t.r.fail(e.key.pos, "nothing", nil)
	}
}

// peek finds a key's entry, and neither reads nor knows it.
func (t *table) peek(key string) (entry, bool) {
	for _, e := range t.node.entries {
		if e.key.text == key {
			return e, true
		}
	}
	return t.meant(key)
}

// meant finds a misspelt key, which done reports: so that nothing is said to be
// missing beside it, and what it says is read.
func (t *table) meant(key string) (entry, bool) {
	for _, e := range t.node.entries {
		if !t.r.literal && !grammar.Known(e.key.text) && nearest(e.key.text, []string{key}) != "" {
			e.key.text = key
			return e, true
		}
	}
	return entry{value: node{kind: nothing, pos: t.at}}, false
}

// must finds a key's value, and reports where it is missing.
func (t *table) must(key string) (node, bool) {
	n, ok := t.opt(key)
	if !ok && t.node.kind == mapping {
		t.r.fail(t.at, "missing_key", wording.Args{"Found": key})
	}
	return n, ok
}

// titled reads title:, and warns where it is missing; the title is then name as
// people read it.
func (t *table) titled(name string) wording.Text {
	n, ok := t.opt("title")
	if ok {
		return t.r.title(n, Warning)
	}
	if t.node.kind == mapping {
		t.r.warn(t.at, "untitled", wording.Args{"Found": name})
	}
	return wording.Same(humanised(name))
}

// has says whether a key is there, and neither reads nor knows it.
func (t *table) has(key string) bool {
	_, ok := t.node.get(key)
	return ok
}

// rest lists the keys that nobody has asked for, and thereby knows them.
func (t *table) rest() []entry {
	var rest []entry
	for _, e := range t.node.entries {
		if !slices.Contains(t.known, e.key.text) {
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
		case !loose(t.node.entries, e, t.known):
			t.r.unknown(e.key, "key", known)
		case !told:
			t.r.loosened(e)
			told = true
		}
		lost = lost || nearest(e.key.text, known) == ""
	}
	return lost
}

// loose says whether one of the keys is what stood behind a comma inside { }, where the
// comma ended the value that it belongs to.
func loose(all []entry, e entry, known []string) bool {
	if e.value.kind != nothing || nearest(e.key.text, known) != "" {
		return false
	}
	return slices.ContainsFunc(all, func(before entry) bool {
		return before.key.pos.Line == e.key.pos.Line && before.key.pos.Column < e.key.pos.Column
	})
}

// loosened reports what stood behind a comma.
func (r *reader) loosened(e entry) {
	line := lineOf(r.texts[e.key.pos.File], e.key.pos.Line)
	at := e.key.pos
	if from, to, found := looseCall(line); found && utf8.RuneCount(line[:from]) < at.Column && at.Column <= utf8.RuneCount(line[:to]) {
		at.Column = 1 + utf8.RuneCount(line[:from])
		r.fail(at, "loose_comma", wording.Args{"Found": string(line[from:to])})
		return
	}
	r.fail(e.key.pos, "loose_comma", wording.Args{"Found": e.key.text})
}
