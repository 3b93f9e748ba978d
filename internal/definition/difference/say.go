package difference

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// say notes a difference.
func (d *differ) say(at spot, kind Differing, old, new source.Pos, key string, args wording.Args) {
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
func (d *differ) changed(at spot, key string, before, after source.Node) {
	at.place = d.join(at.place, d.noun(at, key))
	old, new := d.said(0, at, key, before), d.said(1, at, key, after)
	switch {
	case before.Kind == source.Nothing:
		d.say(at, New, source.Pos{}, after.Pos, "diff.value.new", wording.Args{"New": new})
	case after.Kind == source.Nothing:
		d.say(at, Gone, before.Pos, source.Pos{}, "diff.value.gone", wording.Args{"Old": old})
	default:
		d.say(at, Changed, before.Pos, after.Pos, "diff.value.changed", wording.Args{"Old": old, "New": new})
	}
}

// texts tells of what people read, in each language in which it is another.
func (d *differ) texts(at spot, key string, before, after source.Node) {
	if before.Kind != source.Mapping && after.Kind != source.Mapping {
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
func spokenIn(n source.Node, l wording.Language) source.Node {
	if n.Kind != source.Mapping {
		return n
	}
	found, _ := n.Get(string(l))
	return found
}

// gone and fresh tell of a whole thing.
func (d *differ) gone(at spot, each string, e source.Entry) {
	inner := d.element(at, each, e)
	inner.place = at.place
	d.say(inner, Gone, e.Key.Pos, source.Pos{}, "diff.gone."+each, wording.Args{"Title": d.title(0, each, e), "Brief": d.brief(0, at, each, e.Value)})
}

func (d *differ) fresh(at spot, each string, e source.Entry) {
	inner := d.element(at, each, e)
	inner.place = at.place
	d.say(inner, New, source.Pos{}, e.Key.Pos, "diff.new."+each, wording.Args{"Title": d.title(1, each, e), "Brief": d.brief(1, at, each, e.Value)})
}

// newName tells that a thing is called otherwise in the file, by which it is known.
func (d *differ) newName(at spot, each string, was, is source.Entry) {
	inner := d.element(at, each, is)
	d.say(inner, Renamed, was.Key.Pos, is.Key.Pos, "diff.renamed", wording.Args{"Old": was.Key.Text, "New": is.Key.Text})
}

// element is the spot at one of many things.
func (d *differ) element(at spot, each string, e source.Entry) spot {
	inner := at
	inner.kind = each
	if e.Key.Kind == source.Scalar && each != "escalation" && each != "target" && e.Key.Text != "" {
		inner.of, inner.name = each, e.Key.Text
	}
	inner.place = d.join(at.place, wording.Both("diff.of."+each, wording.Args{"Title": d.title(1, each, e)}))
	return inner
}

// title is what people call a thing: what its lines say, else what it names, else
// its name made readable.
func (d *differ) title(on int, each string, e source.Entry) wording.Text {
	if each == "closed_day" {
		return d.closedTitle(on, e)
	}
	if title := titleOf(each, e.Value); len(title) > 0 && e.Key.Kind != source.Mapping {
		return title
	}
	switch {
	case each == "role" && d.sides[on].flow != nil:
		return d.sides[on].pack.RoleTitle(d.sides[on].flow, e.Key.Text)
	case each == "promise":
		return wording.Same(e.Key.Text)
	case each == "duty":
		return d.dutyTitle(e.Value)
	case each == "mailing":
		return definition.MailingTitle(e.Key.Text)
	case each == "coordinator":
		return d.word(on, "person", e.Key.Text)
	}
	for _, by := range knownBy[each] {
		if n, ok := lookUp(long(each, "", e.Value), by); ok {
			return d.said(on, spot{kind: each}, by, n.Value)
		}
	}
	return wording.Same(definition.Humanised(e.Key.Text))
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
func (d *differ) alike(key string, a, b source.Node) bool {
	if a.Kind == source.List || b.Kind == source.List {
		if a.Kind == source.Mapping && len(b.Each()) != 1 || b.Kind == source.Mapping && len(a.Each()) != 1 {
			return false
		}
		was, is := a.Each(), b.Each()
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
	if a.Kind != b.Kind || a.Kind == source.Nothing {
		return a.Kind == b.Kind
	}
	if a.Kind == source.Scalar {
		was, is := strings.TrimSpace(a.Text), strings.TrimSpace(b.Text)
		return was == is || !spoken[key] && !verbatim[key] && d.renew(was) == is
	}
	same := len(a.Entries) == len(b.Entries)
	d.keys(a, b, func(key string, old, new source.Entry) {
		before, after := long("", key, old.Value), long("", key, new.Value)
		present := old.Key.Kind != "" && new.Key.Kind != ""
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
