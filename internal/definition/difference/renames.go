package difference

import (
	"maps"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// namesOf are the kinds of names that files refer to, by where they stand.
var (
	namesOfPeople = []string{"organizations", "persons", "bodies"}
	namesOfFlow   = []string{"states", "transitions", "rounds", "fields", "clocks", "windows"}
)

// renamesOf are the names that mean the same thing in both files but are spelt
// otherwise, so that what refers to them is not told as a difference of its own. A
// name that several things have is left out.
func (d *differ) renamesOf(kind string, sections []string, before, after source.Node) map[string]string {
	all, seen := map[string]string{}, map[string]int{}
	for _, section := range sections {
		old, _ := lookUp(before, section)
		new, _ := lookUp(after, section)
		for _, e := range old.Value.Entries {
			seen[e.Key.Text]++
		}
		for _, e := range new.Value.Entries {
			if _, ok := lookUp(old.Value, e.Key.Text); !ok {
				seen[e.Key.Text]++
			}
		}
		maps.Copy(all, d.renamedIn(gatherings[kind+"."+section], old.Value.Entries, new.Value.Entries))
	}
	for from, to := range all {
		if seen[from] > 1 || seen[to] > 1 {
			delete(all, from)
		}
	}
	return all
}

// renamedIn pairs what is missing on either side: by its title, or by all it says
// but its title, where only one fits.
func (d *differ) renamedIn(each string, old, new []source.Entry) map[string]string {
	renamed := map[string]string{}
	if each == "mailing" || each == "closed_day" { // the language, the letters and the days name them, not the pack
		return renamed
	}
	for _, alike := range []func(string, source.Entry, source.Entry) bool{titledAlike, d.ledAlike, d.saidAlike} {
		gone, fresh := unpaired(old, new, renamed)
		for _, e := range gone {
			fits := slices.DeleteFunc(slices.Clone(fresh), func(f source.Entry) bool { return !alike(each, e, f) })
			if len(fits) != 1 {
				continue
			}
			back := slices.DeleteFunc(slices.Clone(gone), func(g source.Entry) bool { return !alike(each, g, fits[0]) })
			if len(back) == 1 {
				renamed[e.Key.Text] = fits[0].Key.Text
			}
		}
	}
	return renamed
}

// unpaired are the entries that neither have a namesake nor are renamed already.
func unpaired(old, new []source.Entry, renamed map[string]string) (gone, fresh []source.Entry) {
	for _, e := range old {
		if _, ok := lookUp(source.Node{Entries: new}, e.Key.Text); !ok && renamed[e.Key.Text] == "" {
			gone = append(gone, e)
		}
	}
	for _, e := range new {
		if _, ok := lookUp(source.Node{Entries: old}, e.Key.Text); !ok && nameBefore(renamed, e.Key.Text) == "" {
			fresh = append(fresh, e)
		}
	}
	return gone, fresh
}

func nameBefore(renamed map[string]string, name string) string {
	for from, to := range renamed {
		if to == name {
			return from
		}
	}
	return ""
}

// titledAlike says whether two things are called the same by people. Of persons it
// says nothing: two may hold the same office after each other.
func titledAlike(each string, a, b source.Entry) bool {
	was, is := titleOf(each, a.Value), titleOf(each, b.Value)
	return each != "person" && len(was) > 0 && maps.Equal(was, is)
}

// saidAlike says whether two things say the same but for what they are called.
func (d *differ) saidAlike(each string, a, b source.Entry) bool {
	was, is := untitled(a.Value), untitled(b.Value)
	return each != "state" && len(was.Entries) >= 2 && d.alike("", was, is)
}

// ledAlike says whether the same steps lead to and from two states.
func (d *differ) ledAlike(each string, a, b source.Entry) bool {
	if each != "state" || d.sides[0].flow == nil || d.sides[1].flow == nil {
		return false
	}
	was, is := arrows(d.sides[0].flow, a.Key.Text), arrows(d.sides[1].flow, b.Key.Text)
	return len(was) > 1 && slices.Equal(was, is)
}

// arrows are the steps that lead to a state, and from it.
func arrows(w *definition.Workflow, state string) []string {
	var names []string
	for _, t := range w.Transitions {
		if slices.Contains(t.From, state) {
			names = append(names, "from "+t.Name)
		}
		if slices.ContainsFunc(t.To, func(to definition.Target) bool { return to.State == state }) {
			names = append(names, "to "+t.Name)
		}
	}
	slices.Sort(names)
	return names
}

func untitled(n source.Node) source.Node {
	n.Entries = slices.DeleteFunc(slices.Clone(n.Entries), func(e source.Entry) bool { return e.Key.Text == "title" || e.Key.Text == "name" })
	return n
}

// titleOf is what a thing's own lines say that people call it; empty where they
// don't.
func titleOf(each string, n source.Node) wording.Text {
	if titledAlone[each] {
		return textOf(n)
	}
	for _, key := range []string{"title", "name"} {
		if title, ok := n.Get(key); ok {
			return textOf(title)
		}
	}
	return nil
}

// textOf is a text in the languages that it is written in; what is written once is
// for all.
func textOf(n source.Node) wording.Text {
	switch n.Kind {
	case source.Scalar:
		return wording.Same(strings.TrimSpace(n.Text))
	case source.Mapping:
		t := wording.Text{}
		for _, e := range n.Entries {
			if e.Value.Kind != source.Scalar || !wording.Known(wording.Language(e.Key.Text)) {
				return nil
			}
			t[wording.Language(e.Key.Text)] = strings.TrimSpace(e.Value.Text)
		}
		return t
	}
	return nil
}
