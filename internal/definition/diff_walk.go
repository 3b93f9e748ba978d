package definition

import (
	"slices"

	"beredd/internal/wording"
)

// A spot is where in a file a differ stands.
type spot struct {
	kind  string       // what the mapping there is: workflow, state, seat, …
	of    string       // the nearest thing with a name: its kind
	name  string       // and its name
	place wording.Text // what people call the place; nil at the top of a file
	reach Reach
}

// keys calls with each key that either mapping has, spelt as it is spelt first; what the
// one lacks has kind nothing.
func (d *differ) keys(before, after node, each func(key string, old, new entry)) {
	missing := func(n node, key string) entry {
		return entry{key: node{text: key}, value: node{kind: nothing}}
	}
	for _, e := range after.entries {
		old, ok := lookUp(before, spelt(e.key.text))
		if !ok {
			old = missing(before, e.key.text)
		}
		each(spelt(e.key.text), old, e)
	}
	for _, e := range before.entries {
		if _, ok := lookUp(after, spelt(e.key.text)); !ok {
			each(spelt(e.key.text), e, missing(after, e.key.text))
		}
	}
}

// lookUp finds a key under any of its spellings.
func lookUp(n node, key string) (entry, bool) {
	for _, e := range n.entries {
		if spelt(e.key.text) == key {
			return e, true
		}
	}
	return entry{}, false
}

// mapping compares two mappings, key by key.
func (d *differ) mapping(at spot, before, after node) {
	d.keys(before, after, func(key string, old, new entry) {
		if at.kind == "collaboration" && key == "binds" || at.kind == "workflow" && key == "workflow" {
			return
		}
		d.value(at, key, old, new)
	})
}

// value compares what two mappings say under one key.
func (d *differ) value(at spot, key string, old, new entry) {
	if at.kind == "collaboration" && key == "demo" || key == "promises" {
		at.reach = Nobody
	}
	before, after := long(at.kind, key, old.value), long(at.kind, key, new.value)
	each, gathered := gatherings[at.kind+"."+key]
	switch {
	case before.kind == nothing && after.kind == nothing && old.key.kind != new.key.kind:
		was, is := before, node{kind: list, pos: new.key.pos} // the key alone has come
		if new.key.kind == "" {
			was, is = node{kind: list, pos: old.key.pos}, after
		}
		d.changed(at, key, was, is)
	case d.alike(key, before, after):
	case at.kind == "collaboration" && key == "demo":
		was, is := d.firstUnlike(before, after)
		d.say(at, Changed, was.pos, is.pos, "diff.demo", wording.Args{})
	case at.kind == "cycle" && sections[key]:
		d.duties(at, key, before, after)
	case (key == "dates" || key == "except") && before.kind == list && after.kind == list:
		d.days(at, key, before, after)
	case gathered && nameless[each]:
		d.items(at, each, key, before, after)
	case gathered:
		d.named(at, each, key, before, after)
	case spoken[key]:
		d.texts(at, key, before, after)
	case before.kind == mapping && after.kind == mapping:
		d.mapping(at.within(d, key), before, after)
	default:
		d.changed(at, key, before, after)
	}
}

// within is the spot inside a mapping that has no name of its own: a deadline.
func (at spot) within(d *differ, key string) spot {
	inner := at
	inner.kind = key
	if at.kind == "workflow" && key == FollowUp {
		inner.kind, inner.of, inner.name = "round", "round", FollowUp
	}
	inner.place = d.join(at.place, d.noun(at, key))
	return inner
}

// named compares mappings whose keys are names of the pack's own.
func (d *differ) named(at spot, each, key string, before, after node) {
	old, new := elements(before), elements(after)
	renamed := d.renamedIn(each, old, new)
	for _, e := range old {
		name := e.key.text
		if now, ok := renamed[name]; ok {
			name = now
		}
		if _, ok := lookUp(node{entries: new}, name); !ok {
			d.gone(at, each, e)
		}
	}
	for _, e := range new {
		was, ok := lookUp(node{entries: old}, e.key.text)
		if from := nameBefore(renamed, e.key.text); from != "" {
			was, ok = lookUp(node{entries: old}, from)
			d.newName(at, each, was, e)
		}
		if !ok {
			d.fresh(at, each, e)
			continue
		}
		inner := d.element(at, each, e)
		d.inside(inner, each, was.value, e.value)
	}
	d.order(at, each, key, old, new, renamed)
}

// inside compares one element with what it was: a mapping, or its title alone.
func (d *differ) inside(at spot, each string, before, after node) {
	before, after = long(each, "", before), long(each, "", after)
	switch {
	case d.alike("title", before, after) || d.alike("", before, after) && !titledAlone[each]:
	case titledAlone[each]:
		d.texts(at, "title", before, after)
	case before.kind == mapping && after.kind == mapping:
		d.mapping(at, before, after)
	default:
		d.changed(at, "", before, after)
	}
}

// order tells that what stays stands in another order, where order has a meaning.
func (d *differ) order(at spot, each, key string, old, new []entry, renamed map[string]string) {
	if !ordered[each] {
		return
	}
	var were, are []string
	for _, e := range old {
		name := e.key.text
		if now, ok := renamed[name]; ok {
			name = now
		}
		if _, ok := lookUp(node{entries: new}, name); ok {
			were = append(were, name)
		}
	}
	for _, e := range new {
		if slices.Contains(were, e.key.text) {
			are = append(are, e.key.text)
		}
	}
	if slices.Equal(were, are) || len(new) == 0 {
		return
	}
	var titles []wording.Text
	for _, e := range new {
		titles = append(titles, d.title(1, each, e))
	}
	d.say(at, Changed, old[0].key.pos, new[0].key.pos, "diff.order", wording.Args{"What": d.noun(at, key), "Order": titles})
}

// elements are the entries of a mapping, or of a list of names.
func elements(n node) []entry {
	if n.kind == mapping {
		return n.entries
	}
	var entries []entry
	for _, item := range n.each() {
		entries = append(entries, entry{key: item, value: node{kind: nothing, pos: item.pos}})
	}
	return entries
}

// firstUnlike is where two values first differ.
func (d *differ) firstUnlike(before, after node) (was, is node) {
	was, is = before, after
	d.keys(before, after, func(key string, old, new entry) {
		if was.pos == before.pos && is.pos == after.pos && !d.alike(key, old.value, new.value) && old.value.kind != nothing && new.value.kind != nothing {
			was, is = d.firstUnlike(old.value, new.value)
		}
	})
	for i, n := range before.items {
		if i < len(after.items) && !d.alike("", n, after.items[i]) {
			return d.firstUnlike(n, after.items[i])
		}
	}
	return was, is
}
