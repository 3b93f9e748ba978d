package difference

import (
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// items compares lists whose items have no names: what is alike on both sides is
// left out, then each is held against the one that it most likely was.
func (d *differ) items(at spot, each, key string, before, after source.Node) {
	old, new := d.apart(key, before.Each(), after.Each())
	for len(old) > 0 && len(new) > 0 {
		i, j := d.likeliest(each, old, new)
		if i < 0 {
			break
		}
		inner := d.element(at, each, source.Entry{Key: new[j], Value: new[j]})
		d.inside(inner, each, old[i], new[j])
		old = append(old[:i:i], old[i+1:]...)
		new = append(new[:j:j], new[j+1:]...)
	}
	for _, n := range old {
		d.gone(at, each, source.Entry{Key: n, Value: n})
	}
	for _, n := range new {
		d.fresh(at, each, source.Entry{Key: n, Value: n})
	}
	if len(before.Each()) == len(after.Each()) && len(old)+len(new) == 0 && ordered[each] && !d.alike(key, before, after) {
		d.reordered(at, key, before, after)
	}
}

// apart leaves out the items that both lists have.
func (d *differ) apart(key string, before, after []source.Node) (old, new []source.Node) {
	taken := make([]bool, len(after))
	for _, n := range before {
		found := false
		for j, m := range after {
			if !taken[j] && !found && d.alike(key, n, m) {
				taken[j], found = true, true
			}
		}
		if !found {
			old = append(old, n)
		}
	}
	for j, m := range after {
		if !taken[j] {
			new = append(new, m)
		}
	}
	return old, new
}

// likeliest finds two items that are the same thing, changed: they agree in what
// such items are known by. Texts that differ are different things.
func (d *differ) likeliest(each string, old, new []source.Node) (int, int) {
	for _, by := range knownBy[each] {
		for i, n := range old {
			for j, m := range new {
				was, before := lookUp(long(each, "", n), by)
				is, after := lookUp(long(each, "", m), by)
				if before && after && d.alike(by, was.Value, is.Value) {
					return i, j
				}
			}
		}
	}
	if len(knownBy[each]) == 0 && old[0].Kind == source.Mapping && new[0].Kind == source.Mapping {
		return 0, 0
	}
	return -1, -1
}

// reordered tells of a list whose items are the same, in another order, where
// order has a meaning.
func (d *differ) reordered(at spot, key string, before, after source.Node) {
	var said []wording.Text
	for _, n := range after.Each() {
		said = append(said, d.said(1, at, key, n))
	}
	d.say(at, Changed, before.Pos, after.Pos, "diff.order", wording.Args{"What": d.noun(at, key), "Order": said})
}
