package definition

import (
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A mention is a name that must be somebody's, to be looked up when all are
// known.
type mention struct {
	node source.Node
	what string // person, organization
}

// directory reads who takes part, and then whether everybody mentioned is there.
func (r *reader) directory(t *table, d *people.Directory) {
	var mentions []mention
	if n, ok := t.opt("organizations"); ok {
		r.named(n, func(e source.Entry) { d.Organizations = append(d.Organizations, r.organization(e, &mentions)) })
	}
	if n, ok := t.opt("persons"); ok {
		r.named(n, func(e source.Entry) { d.Persons = append(d.Persons, r.person(e, &mentions)) })
	}
	if n, ok := t.must("bodies"); ok {
		r.named(n, func(e source.Entry) { d.Bodies = append(d.Bodies, r.body(e, &mentions)) })
	}
	if n, ok := t.opt("kinds"); ok {
		d.Kinds = map[string]wording.Text{}
		r.named(n, func(e source.Entry) { d.Kinds[e.Key.Text] = r.title(e.Value, source.Warning) })
	}
	if n, ok := t.opt("coordinators"); ok {
		for _, item := range n.Each() {
			d.Coordinators = append(d.Coordinators, r.word(item))
			mentions = append(mentions, mention{item, "person"})
		}
	}
	r.lookUp(d, mentions)
	r.succession(t, d)
	r.checkCopied(t, d)
	r.apart(t, d)
}

// named reads a mapping whose keys are names.
func (r *reader) named(n source.Node, read func(source.Entry)) {
	if n.Kind != source.Mapping {
		if n.Kind == source.Nothing {
			r.fail(n.Pos, "nothing", nil)
		} else {
			r.wrong(n, "table")
		}
		return
	}
	for _, e := range n.Entries {
		r.key(e.Key, plainKey)
		read(e)
	}
}

func (r *reader) organization(e source.Entry, mentions *[]mention) people.Organization {
	t := r.table(grammar.Organization, e.Value, e.Key.Pos)
	defer t.done()
	o := people.Organization{Key: e.Key.Text, Name: wording.Same(e.Key.Text), Weight: 1}
	if n, ok := t.must("name"); ok {
		o.Name = r.title(n, source.Warning)
	}
	if n, ok := t.opt("kind"); ok {
		o.Kind = r.word(n)
	}
	if n, ok := t.opt("weight"); ok {
		o.Weight = r.weight(n)
	}
	if n, ok := t.must("mailbox"); ok {
		o.Mailbox = r.address(n)
	}
	if n, ok := t.opt("language"); ok {
		o.Language = r.tongue(n)
	}
	if n, ok := t.opt("contacts"); ok {
		for _, item := range n.Each() {
			o.Contacts = append(o.Contacts, r.contact(item, mentions))
		}
	}
	o.From, o.To = r.term(t)
	return o
}

func (r *reader) contact(n source.Node, mentions *[]mention) people.Contact {
	t := r.table(grammar.Contact, n, source.Pos{})
	defer t.done()
	var c people.Contact
	if n, ok := t.must("function"); ok {
		c.Function = r.key(n, plainKey)
	}
	if n, ok := t.must("person"); ok {
		c.Person = r.word(n)
		*mentions = append(*mentions, mention{n, "person"})
	}
	return c
}

func (r *reader) person(e source.Entry, mentions *[]mention) people.Person {
	t := r.table(grammar.Person, e.Value, e.Key.Pos)
	defer t.done()
	p := people.Person{Key: e.Key.Text}
	if n, ok := t.must("name"); ok {
		p.Name = r.word(n)
	}
	if n, ok := t.must("mail"); ok {
		p.Mail = r.address(n)
	}
	if n, ok := t.opt("language"); ok {
		p.Language = r.tongue(n)
	}
	if n, ok := t.opt("substitute"); ok {
		p.Substitute = r.substitute(n, p.Key, mentions)
	}
	p.From, p.To = r.term(t)
	return p
}

func (r *reader) substitute(n source.Node, of string, mentions *[]mention) *people.Substitute {
	t := r.table(grammar.Substitute, n, source.Pos{})
	defer t.done()
	var s people.Substitute
	if n, ok := t.must("person"); ok {
		s.Person = r.word(n)
		*mentions = append(*mentions, mention{n, "person"})
		if s.Person == of {
			r.fail(n.Pos, "own_substitute", wording.Args{"Found": of})
		}
	}
	s.From, s.To = r.term(t)
	return &s
}

func (r *reader) body(e source.Entry, mentions *[]mention) people.Body {
	t := r.table(grammar.Body, e.Value, e.Key.Pos)
	defer t.done()
	b := people.Body{Key: e.Key.Text, Title: t.titled(e.Key.Text), Decides: "decision", Minutes: "notes"}
	if n, ok := t.opt("kind"); ok {
		b.Kind = r.word(n)
	}
	if n, ok := t.opt("decides"); ok {
		b.Decides = r.usual(n, grammar.Decides...)
	}
	if n, ok := t.opt("minutes"); ok {
		b.Minutes = r.usual(n, grammar.Minutes...)
	}
	if n, ok := t.opt("paragraphs"); ok {
		b.Paragraphs = r.yes(n)
	}
	if n, ok := t.opt("mailbox"); ok {
		b.Mailbox = r.address(n)
	}
	if n, ok := t.opt("seats"); ok {
		for _, item := range n.Each() {
			b.Seats = append(b.Seats, r.seat(item, mentions))
		}
	}
	if len(b.Seats) == 0 {
		at := e.Key.Pos
		if n, ok := e.Value.Get("seats"); ok {
			at = n.Pos
		}
		r.warn(at, "no_seats", wording.Args{"Found": b.Key})
	}
	return b
}

func (r *reader) seat(n source.Node, mentions *[]mention) people.Seat {
	t := r.table(grammar.Seat, n, source.Pos{})
	defer t.done()
	s := people.Seat{Role: people.Member}
	if n, ok := t.must("person"); ok {
		s.Person = r.word(n)
		*mentions = append(*mentions, mention{n, "person"})
	}
	if n, ok := t.opt("role"); ok {
		s.Role = r.choice(n, grammar.SeatRoles...)
	}
	if n, ok := t.opt("of"); ok {
		s.Of = r.word(n)
		*mentions = append(*mentions, mention{n, "organization"})
	}
	if n, ok := t.opt("weight"); ok {
		weight := r.weight(n)
		s.Weight = &weight
	}
	s.From, s.To = r.term(t)
	return s
}

// tongue reads one of the languages we speak.
func (r *reader) tongue(n source.Node) wording.Language {
	l := wording.Language(r.word(n))
	if l != "" && !wording.Known(l) {
		r.unknown(n, "language", tags(wording.Languages()))
	}
	return l
}
