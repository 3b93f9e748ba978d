package definition

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"beredd/internal/wording"
)

// say notes a difference.
func (d *differ) say(at spot, kind Differing, old, new Pos, key string, args wording.Args) {
	args["Place"] = at.place
	said := wording.Both(key, args)
	for l, s := range said {
		said[l] = capital(strings.TrimPrefix(strings.TrimPrefix(s, ": "), ", "))
	}
	d.found = append(d.found, Difference{
		Reach: at.reach, Kind: kind, Part: d.part, Of: at.of, Name: at.name, Says: said, Old: old, New: new})
}

func capital(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(first)) + s[size:]
}

// changed tells of a value that is another, new or gone.
func (d *differ) changed(at spot, key string, before, after node) {
	at.place = d.join(at.place, d.noun(at, key))
	old, new := d.said(0, at, key, before), d.said(1, at, key, after)
	switch {
	case before.kind == nothing:
		d.say(at, New, Pos{}, after.pos, "diff.value.new", wording.Args{"New": new})
	case after.kind == nothing:
		d.say(at, Gone, before.pos, Pos{}, "diff.value.gone", wording.Args{"Old": old})
	default:
		d.say(at, Changed, before.pos, after.pos, "diff.value.changed", wording.Args{"Old": old, "New": new})
	}
}

// texts tells of what people read, in each language in which it is another.
func (d *differ) texts(at spot, key string, before, after node) {
	if before.kind != mapping && after.kind != mapping {
		d.changed(at, key, before, after)
		return
	}
	place := at.place
	for _, l := range wording.Languages() {
		old, new := spokenIn(before, l), spokenIn(after, l)
		if d.alike(key, old, new) {
			continue
		}
		at.place = d.join(place, wording.Both("diff.in_language", wording.Args{
			"What": d.noun(at, key), "Language": wording.Both("diff.language."+string(l), nil)}))
		d.changed(at, "", old, new)
	}
}

// spokenIn is a text in one language, as far as it is written in it.
func spokenIn(n node, l wording.Language) node {
	if n.kind != mapping {
		return n
	}
	found, _ := n.get(string(l))
	return found
}

// gone and fresh tell of a whole thing.
func (d *differ) gone(at spot, each string, e entry) {
	inner := d.element(at, each, e)
	inner.place = at.place
	d.say(inner, Gone, e.key.pos, Pos{}, "diff.gone."+each, wording.Args{"Title": d.title(0, each, e), "Brief": d.brief(0, at, each, e.value)})
}

func (d *differ) fresh(at spot, each string, e entry) {
	inner := d.element(at, each, e)
	inner.place = at.place
	d.say(inner, New, Pos{}, e.key.pos, "diff.new."+each, wording.Args{"Title": d.title(1, each, e), "Brief": d.brief(1, at, each, e.value)})
}

// newName tells that a thing is called otherwise in the file, by which it is known.
func (d *differ) newName(at spot, each string, was, is entry) {
	inner := d.element(at, each, is)
	d.say(inner, Renamed, was.key.pos, is.key.pos, "diff.renamed", wording.Args{"Old": was.key.text, "New": is.key.text})
}

// element is the spot at one of many things.
func (d *differ) element(at spot, each string, e entry) spot {
	inner := at
	inner.kind = each
	if e.key.kind == scalar && each != "escalation" && each != "target" && e.key.text != "" {
		inner.of, inner.name = each, e.key.text
	}
	inner.place = d.join(at.place, wording.Both("diff.of."+each, wording.Args{"Title": d.title(1, each, e)}))
	return inner
}

// title is what people call a thing: what its lines say, else what it names, else
// its name made readable.
func (d *differ) title(on int, each string, e entry) wording.Text {
	if each == "closed_day" {
		return d.closedTitle(on, e)
	}
	if title := titleOf(each, e.value); len(title) > 0 && e.key.kind != mapping {
		return title
	}
	switch {
	case each == "role" && d.sides[on].flow != nil:
		return d.sides[on].pack.RoleTitle(d.sides[on].flow, e.key.text)
	case each == "promise":
		return wording.Same(e.key.text)
	case each == "duty":
		return d.dutyTitle(e.value)
	case each == "mailing":
		return mailingTitle(e.key.text)
	case each == "coordinator":
		return d.word(on, "person", e.key.text)
	}
	for _, by := range knownBy[each] {
		if n, ok := lookUp(long(each, "", e.value), by); ok {
			return d.said(on, spot{kind: each}, by, n.value)
		}
	}
	return wording.Same(humanised(e.key.text))
}

// noun is what a key means, in words.
func (d *differ) noun(at spot, key string) wording.Text {
	if at.kind == "binding" && d.sides[1].flow != nil {
		return d.sides[1].pack.RoleTitle(d.sides[1].flow, key)
	}
	if w := d.sides[1].flow; at.kind == "sets" && w != nil && w.Field(key) != nil {
		title := wording.Text{}
		for _, l := range wording.Languages() {
			title[l] = "”" + w.Field(key).Title.In(l) + "”"
		}
		return title
	}
	word := strings.ReplaceAll(key, " ", "_")
	for _, k := range []string{"diff.key." + at.kind + "_" + word, "diff.key." + word} {
		if wording.Has(wording.Swedish, k) {
			return wording.Both(k, nil)
		}
	}
	if key == "" {
		return nil
	}
	return wording.Same("”" + key + "”")
}

// join puts a place within a place.
func (d *differ) join(outer, inner wording.Text) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		t[l] = strings.TrimPrefix(strings.TrimSuffix(outer[l]+", "+inner[l], ", "), ", ")
	}
	return t
}

// alike says whether two values mean the same: one thing that stands alone is a list of
// it, keys may be spelt in several ways and stand in any order, and what is renamed is what
// it was.
func (d *differ) alike(key string, a, b node) bool {
	if a.kind == list || b.kind == list {
		if a.kind == mapping && len(b.each()) != 1 || b.kind == mapping && len(a.each()) != 1 {
			return false
		}
		was, is := a.each(), b.each()
		if len(was) != len(is) {
			return false
		}
		for i := range was {
			if !d.alike(key, was[i], is[i]) {
				return false
			}
		}
		return true
	}
	if a.kind != b.kind || a.kind == nothing {
		return a.kind == b.kind
	}
	if a.kind == scalar {
		was, is := strings.TrimSpace(a.text), strings.TrimSpace(b.text)
		return was == is || !spoken[key] && !verbatim[key] && d.renew(was) == is
	}
	same := len(a.entries) == len(b.entries)
	d.keys(a, b, func(key string, old, new entry) {
		before, after := long("", key, old.value), long("", key, new.value)
		present := old.key.kind != "" && new.key.kind != ""
		same = same && present && d.alike(key, before, after)
	})
	return same
}

var aName = regexp.MustCompile(`[a-z][a-z0-9_]*`)

// renew is a text of the old edition with the names that the new one has.
func (d *differ) renew(text string) string {
	if len(d.renamed) == 0 {
		return text
	}
	return aName.ReplaceAllStringFunc(text, func(name string) string {
		if now, ok := d.renamed[name]; ok {
			return now
		}
		return name
	})
}
