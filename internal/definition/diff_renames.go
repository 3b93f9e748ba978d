package definition

import (
	"maps"
	"slices"
	"strings"

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
func (d *differ) renamesOf(kind string, sections []string, before, after node) map[string]string {
	all, seen := map[string]string{}, map[string]int{}
	for _, section := range sections {
		old, _ := lookUp(before, section)
		new, _ := lookUp(after, section)
		for _, e := range old.value.entries {
			seen[e.key.text]++
		}
		for _, e := range new.value.entries {
			if _, ok := lookUp(old.value, e.key.text); !ok {
				seen[e.key.text]++
			}
		}
		maps.Copy(all, d.renamedIn(gatherings[kind+"."+section], old.value.entries, new.value.entries))
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
func (d *differ) renamedIn(each string, old, new []entry) map[string]string {
	renamed := map[string]string{}
	if each == "mailing" || each == "closed_day" { // the language, the letters and the days name them, not the pack
		return renamed
	}
	for _, alike := range []func(string, entry, entry) bool{titledAlike, d.ledAlike, d.saidAlike} {
		gone, fresh := unpaired(old, new, renamed)
		for _, e := range gone {
			fits := slices.DeleteFunc(slices.Clone(fresh), func(f entry) bool { return !alike(each, e, f) })
			if len(fits) != 1 {
				continue
			}
			back := slices.DeleteFunc(slices.Clone(gone), func(g entry) bool { return !alike(each, g, fits[0]) })
			if len(back) == 1 {
				renamed[e.key.text] = fits[0].key.text
			}
		}
	}
	return renamed
}

// unpaired are the entries that neither have a namesake nor are renamed already.
func unpaired(old, new []entry, renamed map[string]string) (gone, fresh []entry) {
	for _, e := range old {
		if _, ok := lookUp(node{entries: new}, e.key.text); !ok && renamed[e.key.text] == "" {
			gone = append(gone, e)
		}
	}
	for _, e := range new {
		if _, ok := lookUp(node{entries: old}, e.key.text); !ok && nameBefore(renamed, e.key.text) == "" {
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
func titledAlike(each string, a, b entry) bool {
	was, is := titleOf(each, a.value), titleOf(each, b.value)
	return each != "person" && len(was) > 0 && maps.Equal(was, is)
}

// saidAlike says whether two things say the same but for what they are called.
func (d *differ) saidAlike(each string, a, b entry) bool {
	was, is := untitled(a.value), untitled(b.value)
	return each != "state" && len(was.entries) >= 2 && d.alike("", was, is)
}

// ledAlike says whether the same steps lead to and from two states.
func (d *differ) ledAlike(each string, a, b entry) bool {
	if each != "state" || d.sides[0].flow == nil || d.sides[1].flow == nil {
		return false
	}
	was, is := arrows(d.sides[0].flow, a.key.text), arrows(d.sides[1].flow, b.key.text)
	return len(was) > 1 && slices.Equal(was, is)
}

// arrows are the steps that lead to a state, and from it.
func arrows(w *Workflow, state string) []string {
	var names []string
	for _, t := range w.Transitions {
		if slices.Contains(t.From, state) {
			names = append(names, "from "+t.Name)
		}
		if slices.ContainsFunc(t.To, func(to Target) bool { return to.State == state }) {
			names = append(names, "to "+t.Name)
		}
	}
	slices.Sort(names)
	return names
}

func untitled(n node) node {
	n.entries = slices.DeleteFunc(slices.Clone(n.entries), func(e entry) bool { return e.key.text == "title" || e.key.text == "name" })
	return n
}

// titleOf is what a thing's own lines say that people call it; empty where they
// don't.
func titleOf(each string, n node) wording.Text {
	if titledAlone[each] {
		return textOf(n)
	}
	for _, key := range []string{"title", "name"} {
		if title, ok := n.get(key); ok {
			return textOf(title)
		}
	}
	return nil
}

// textOf is a text in the languages that it is written in; what is written once is
// for all.
func textOf(n node) wording.Text {
	switch n.kind {
	case scalar:
		return wording.Same(strings.TrimSpace(n.text))
	case mapping:
		t := wording.Text{}
		for _, e := range n.entries {
			if e.value.kind != scalar || !wording.Known(wording.Language(e.key.text)) {
				return nil
			}
			t[wording.Language(e.key.text)] = strings.TrimSpace(e.value.text)
		}
		return t
	}
	return nil
}
