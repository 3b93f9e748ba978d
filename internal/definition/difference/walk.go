package difference

import (
	"slices"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
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
func (d *differ) keys(before, after source.Node, each func(key string, old, new source.Entry)) {
	missing := func(n source.Node, key string) source.Entry {
		return source.Entry{Key: source.Node{Text: key}, Value: source.Node{Kind: source.Nothing}}
	}
	for _, e := range after.Entries {
		old, ok := lookUp(before, spelt(e.Key.Text))
		if !ok {
			old = missing(before, e.Key.Text)
		}
		each(spelt(e.Key.Text), old, e)
	}
	for _, e := range before.Entries {
		if _, ok := lookUp(after, spelt(e.Key.Text)); !ok {
			each(spelt(e.Key.Text), e, missing(after, e.Key.Text))
		}
	}
}

// lookUp finds a key under any of its spellings.
func lookUp(n source.Node, key string) (source.Entry, bool) {
	for _, e := range n.Entries {
		if spelt(e.Key.Text) == key {
			return e, true
		}
	}
	return source.Entry{}, false
}

// mapping compares two mappings, key by key.
func (d *differ) mapping(at spot, before, after source.Node) {
	d.keys(before, after, func(key string, old, new source.Entry) {
		if at.kind == "collaboration" && key == "binds" || at.kind == "workflow" && key == "workflow" {
			return
		}
		d.value(at, key, old, new)
	})
}

// value compares what two mappings say under one key.
func (d *differ) value(at spot, key string, old, new source.Entry) {
	if at.kind == "collaboration" && key == "demo" || key == "promises" {
		at.reach = Nobody
	}
	before, after := long(at.kind, key, old.Value), long(at.kind, key, new.Value)
	each, gathered := gatherings[at.kind+"."+key]
	switch {
	case before.Kind == source.Nothing && after.Kind == source.Nothing && old.Key.Kind != new.Key.Kind:
		was, is := before, source.Node{Kind: source.List, Pos: new.Key.Pos} // the key alone has come
		if new.Key.Kind == "" {
			was, is = source.Node{Kind: source.List, Pos: old.Key.Pos}, after
		}
		d.changed(at, key, was, is)
	case d.alike(key, before, after):
	case at.kind == "collaboration" && key == "demo":
		was, is := d.firstUnlike(before, after)
		d.say(at, Changed, was.Pos, is.Pos, "diff.demo", wording.Args{})
	case at.kind == "cycle" && sections[key]:
		d.duties(at, key, before, after)
	case (key == "dates" || key == "except") && before.Kind == source.List && after.Kind == source.List:
		d.days(at, key, before, after)
	case gathered && nameless[each]:
		d.items(at, each, key, before, after)
	case gathered:
		d.named(at, each, key, before, after)
	case spoken[key]:
		d.texts(at, key, before, after)
	case before.Kind == source.Mapping && after.Kind == source.Mapping:
		d.mapping(at.within(d, key), before, after)
	default:
		d.changed(at, key, before, after)
	}
}

// within is the spot inside a mapping that has no name of its own: a deadline.
func (at spot) within(d *differ, key string) spot {
	inner := at
	inner.kind = key
	if at.kind == "workflow" && key == definition.FollowUp {
		inner.kind, inner.of, inner.name = "round", "round", definition.FollowUp
	}
	inner.place = d.join(at.place, d.noun(at, key))
	return inner
}

// named compares mappings whose keys are names of the pack's own.
func (d *differ) named(at spot, each, key string, before, after source.Node) {
	old, new := elements(before), elements(after)
	renamed := d.renamedIn(each, old, new)
	for _, e := range old {
		name := e.Key.Text
		if now, ok := renamed[name]; ok {
			name = now
		}
		if _, ok := lookUp(source.Node{Entries: new}, name); !ok {
			d.gone(at, each, e)
		}
	}
	for _, e := range new {
		was, ok := lookUp(source.Node{Entries: old}, e.Key.Text)
		if from := nameBefore(renamed, e.Key.Text); from != "" {
			was, ok = lookUp(source.Node{Entries: old}, from)
			d.newName(at, each, was, e)
		}
		if !ok {
			d.fresh(at, each, e)
			continue
		}
		inner := d.element(at, each, e)
		d.inside(inner, each, was.Value, e.Value)
	}
	d.order(at, each, key, old, new, renamed)
}

// inside compares one element with what it was: a mapping, or its title alone.
func (d *differ) inside(at spot, each string, before, after source.Node) {
	before, after = long(each, "", before), long(each, "", after)
	switch {
	case d.alike("title", before, after) || d.alike("", before, after) && !titledAlone[each]:
	case titledAlone[each]:
		d.texts(at, "title", before, after)
	case before.Kind == source.Mapping && after.Kind == source.Mapping:
		d.mapping(at, before, after)
	default:
		d.changed(at, "", before, after)
	}
}

// order tells that what stays stands in another order, where order has a meaning.
func (d *differ) order(at spot, each, key string, old, new []source.Entry, renamed map[string]string) {
	if !ordered[each] {
		return
	}
	var were, are []string
	for _, e := range old {
		name := e.Key.Text
		if now, ok := renamed[name]; ok {
			name = now
		}
		if _, ok := lookUp(source.Node{Entries: new}, name); ok {
			were = append(were, name)
		}
	}
	for _, e := range new {
		if slices.Contains(were, e.Key.Text) {
			are = append(are, e.Key.Text)
		}
	}
	if slices.Equal(were, are) || len(new) == 0 {
		return
	}
	var titles []wording.Text
	for _, e := range new {
		titles = append(titles, d.title(1, each, e))
	}
	d.say(at, Changed, old[0].Key.Pos, new[0].Key.Pos, "diff.order", wording.Args{"What": d.noun(at, key), "Order": titles})
}

// elements are the entries of a mapping, or of a list of names.
func elements(n source.Node) []source.Entry {
	if n.Kind == source.Mapping {
		return n.Entries
	}
	var entries []source.Entry
	for _, item := range n.Each() {
		entries = append(entries, source.Entry{Key: item, Value: source.Node{Kind: source.Nothing, Pos: item.Pos}})
	}
	return entries
}

// firstUnlike is where two values first differ.
func (d *differ) firstUnlike(before, after source.Node) (was, is source.Node) {
	was, is = before, after
	d.keys(before, after, func(key string, old, new source.Entry) {
		if was.Pos == before.Pos && is.Pos == after.Pos && !d.alike(key, old.Value, new.Value) && old.Value.Kind != source.Nothing && new.Value.Kind != source.Nothing {
			was, is = d.firstUnlike(old.Value, new.Value)
		}
	})
	for i, n := range before.Items {
		if i < len(after.Items) && !d.alike("", n, after.Items[i]) {
			return d.firstUnlike(n, after.Items[i])
		}
	}
	return was, is
}
