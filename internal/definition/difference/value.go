package difference

import (
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// mostSaid is how much of a text is told.
const mostSaid = 240

// said is a value in words, by the titles that its edition gives.
func (d *differ) said(on int, at spot, key string, n source.Node) wording.Text {
	switch n.Kind {
	case source.Nothing:
		return wording.Both("diff.nothing", nil)
	case source.List:
		return d.each(on, at, key, n)
	case source.Mapping:
		if text := textOf(n); len(text) > 0 {
			return quoted(text)
		}
		return d.told(on, at, n)
	}
	word := strings.TrimSpace(n.Text)
	switch {
	case expressions[key] && at.kind != "duty":
		return quoted(wording.Same(word))
	case spoken[key] || verbatim[key] || key == "" || strings.Contains(word, "\n"):
		return quoted(wording.Same(cut(word)))
	}
	return d.word(on, key, word)
}

func quoted(t wording.Text) wording.Text {
	return wording.Both("diff.quoted", wording.Args{"Text": t})
}

func cut(text string) string {
	if letters := []rune(text); len(letters) > mostSaid {
		return string(letters[:mostSaid]) + " …"
	}
	return text
}

// each is a list in words.
func (d *differ) each(on int, at spot, key string, n source.Node) wording.Text {
	if len(n.Items) == 0 {
		return wording.Both("diff.nothing", nil)
	}
	t := wording.Text{}
	for _, l := range wording.Languages() {
		var words []string
		for _, item := range n.Items {
			words = append(words, d.said(on, at, key, item).In(l))
		}
		t[l] = wording.List(l, words)
	}
	return t
}

// told is a mapping in words: what its keys mean, with what they say.
func (d *differ) told(on int, at spot, n source.Node) wording.Text {
	return d.pairs(n.Entries, func(e source.Entry) wording.Text {
		return wording.Both("diff.pair", wording.Args{"What": d.noun(at, spelt(e.Key.Text)), "Value": d.said(on, at, spelt(e.Key.Text), e.Value)})
	})
}

// brief is the most important of what a new thing says.
func (d *differ) brief(on int, at spot, each string, n source.Node) wording.Text {
	var some []source.Entry
	for _, key := range briefly {
		e, ok := lookUp(n, key)
		if ok && e.Value.Kind != source.Mapping && !slices.ContainsFunc(e.Value.Items, func(i source.Node) bool { return i.Kind == source.Mapping }) {
			some = append(some, e)
		}
	}
	if by := knownBy[each]; len(by) > 0 {
		some = slices.DeleteFunc(some, func(e source.Entry) bool { return e.Key.Text == by[0] })
	}
	at.kind = each
	said := d.told(on, at, source.Node{Entries: some})
	for l, s := range said {
		if s != "" {
			said[l] = ": " + s
		}
	}
	return said
}

func (d *differ) pairs(entries []source.Entry, say func(source.Entry) wording.Text) wording.Text {
	t := wording.Text{}
	for _, l := range wording.Languages() {
		var words []string
		for _, e := range entries {
			words = append(words, say(e).In(l))
		}
		t[l] = strings.Join(words, ", ")
	}
	return t
}

// word is one word of the language, or a name, as people say it.
func (d *differ) word(on int, key, word string) wording.Text {
	if known := "diff.word." + strings.ReplaceAll(word, " ", "_"); wording.Has(wording.Swedish, known) {
		return wording.Both(known, nil)
	}
	if period, err := calendar.ParsePeriod(word); err == nil {
		return period.Text()
	}
	if offset, err := calendar.ParseOffset(strings.Replace(word, "the day ", "1 day ", 1)); err == nil {
		return offset.Text()
	}
	if t := d.ofYear(on, key, word); t != nil {
		return t
	}
	if t := d.date(on, word); t != nil {
		return t
	}
	parts := []func(int, string) wording.Text{d.ofFlow, d.input, d.party}
	if towards[key] {
		parts = []func(int, string) wording.Text{d.party, d.ofFlow, d.input}
	}
	if key == "needs" || key == "takes" {
		parts = []func(int, string) wording.Text{d.input, d.ofFlow}
	}
	if key == "only" || key == "but" {
		parts = []func(int, string) wording.Text{d.answered, d.party, d.ofFlow}
	}
	for _, named := range parts {
		if t := named(on, word); t != nil {
			return t
		}
	}
	return wording.Same(word)
}

// towards are the keys that name parties.
var towards = map[string]bool{
	"by": true, "to": true, "asks": true, "held_by": true, "who": true, "person": true, "of": true, "body": true,
	"coordinators": true, "for others": true, "edits": true, "bodies": true, "for each": true,
}

// ofFlow is the title of a state, step, round, clock or window, and of what
// becomes of one; nil where nothing is called so.
func (d *differ) ofFlow(on int, word string) wording.Text {
	w := d.sides[on].flow
	if w == nil {
		if w = d.sides[on].pack.Workflow(word); w != nil {
			return w.Title
		}
		return nil
	}
	name, what, dotted := strings.Cut(word, ".")
	title := titleIn(w, name)
	if title == nil || !dotted {
		return title
	}
	if r := w.Round(name); r != nil && r.Outcome(what) != nil {
		return wording.Both("diff.became.outcome", wording.Args{"Title": title, "Outcome": r.Outcome(what).Title})
	}
	return wording.Both("diff.became."+what, wording.Args{"Title": title})
}

// answered is an answer of a round, by which somebody is asked or left out.
func (d *differ) answered(on int, word string) wording.Text {
	name, answer, _ := strings.Cut(word, ".")
	w := d.sides[on].flow
	if w == nil {
		return nil
	}
	r := w.Round(name)
	if r == nil || r.Answer(answer) == nil {
		return nil
	}
	return wording.Both("narrow.said", wording.Args{"Answer": r.Answer(answer).Title, "Round": r.Title})
}

// titleIn is what people call something of a workflow that other lines name.
func titleIn(w *definition.Workflow, name string) wording.Text {
	if s := w.State(name); s != nil {
		return s.Title
	}
	if t := w.Transition(name); t != nil {
		return t.Title
	}
	if r := w.Round(name); r != nil {
		return r.Title
	}
	if c := w.Clock(name); c != nil {
		return c.Title
	}
	if v := w.Window(name); v != nil {
		return v.Title
	}
	if name == definition.AllRounds {
		return wording.Both("diff.every_round", nil)
	}
	return nil
}

// input is what a step or an answer gives.
func (d *differ) input(on int, word string) wording.Text {
	w := d.sides[on].flow
	if w == nil {
		return nil
	}
	if f, ok := w.Input(word, nil); ok {
		return f.Title
	}
	for i := range w.Rounds {
		if f, ok := w.Input(word, &w.Rounds[i]); ok {
			return f.Title
		}
	}
	return nil
}

// date is a date that a proposal carries.
func (d *differ) date(on int, word string) wording.Text {
	if ref := definition.DateNamed(source.Node{Kind: source.Scalar, Text: word}); ref != nil && d.sides[on].flow != nil && (ref.Offset.Side != "" || ref.Of == "meeting" || strings.Contains(word, ".")) {
		return d.sides[on].flow.DateTitle(ref)
	}
	return nil
}

// party is who a word of the language names.
func (d *differ) party(on int, word string) wording.Text {
	p, w := d.sides[on].pack, d.sides[on].flow
	name, part, _ := strings.Cut(word, ".")
	party, many := people.Every(word)
	switch {
	case definition.ReservedParty(word) != "":
		return p.People.Describe(people.Party{Kind: definition.ReservedParty(word)})
	case name == definition.ProposalWord && w != nil && w.Field(part) != nil:
		return w.ChosenTitle(people.Party{Kind: people.Chosen, Name: part})
	case name == "organizations":
		return p.People.Describe(people.Party{Kind: people.Organizations, Function: part})
	case many && party.Each:
		return d.seats(on, party)
	case many:
		return p.People.Describe(party)
	case w != nil && slices.Contains(w.Roles, name), p.People.Body(name) != nil:
		return d.seats(on, people.Party{Name: name, Seat: part})
	case p.People.Organization(name) != nil:
		return p.People.Organization(name).Name
	case p.People.Person(name) != nil:
		return wording.Same(p.People.Person(name).Name)
	}
	return nil
}

// seats is a body, or those with a seat in it; a role is the bodies that have it.
func (d *differ) seats(on int, party people.Party) wording.Text {
	p, w := d.sides[on].pack, d.sides[on].flow
	bodies := []string{party.Name}
	if w != nil && slices.Contains(w.Roles, party.Name) {
		bodies = p.Bodies(w.Key, party.Name)
	}
	switch {
	case len(bodies) > fewBodies && party.Seat == "":
		return wording.Both("diff.groups", wording.Args{"Count": len(bodies)})
	case len(bodies) > fewBodies:
		party.Kind, party.Name = people.Role, p.RoleTitle(w, party.Name).In(p.Languages[0])
		return p.People.Describe(party)
	}
	var said []wording.Text
	for _, body := range bodies {
		party.Kind, party.Name = people.ABody, body
		said = append(said, p.People.Describe(party))
	}
	return wording.Each(func(l wording.Language) string {
		var words []string
		for _, one := range said {
			words = append(words, one.In(l))
		}
		return wording.AnyOf(l, words)
	})
}

// fewBodies are as many as are told one by one.
const fewBodies = 3
