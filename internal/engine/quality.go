package engine

import (
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// Qualities are all the qualities in which the recipient has the letter, the one that
// it is addressed in first.
func (n Notice) Qualities() []Quality {
	return append([]Quality{{n.Party, n.Why, n.For, n.Organization, n.Body, n.As}}, n.Also...)
}

// withQualitiesOf are the other qualities of a letter that goes in another's place too.
func (n Notice) withQualitiesOf(other Notice) []Quality {
	also := slices.Clone(n.Also)
	for _, r := range other.Qualities() {
		told := func(known Quality) bool { known.Party, known.As = r.Party, r.As; return known == r }
		if !slices.ContainsFunc(n.Qualities(), told) && !slices.ContainsFunc(also, told) {
			also = append(also, r)
		}
	}
	return also
}

// oncePerPerson lets a person who has the same letter in several qualities have it
// once, with all of them. Two letters that ask on behalf of two are two, each with its
// own question.
func oncePerPerson(notices []Notice) []Notice {
	at := map[[4]string][]int{}
	kept := notices[:0]
	for _, n := range notices {
		if n.Person == "" {
			kept = append(kept, n)
			continue
		}
		key := [4]string{n.Person, n.Letter, n.Event, n.About}
		i := slices.IndexFunc(at[key], func(i int) bool {
			return (kept[i].Round == "" || n.Round == "") && strings.EqualFold(kept[i].Mail, n.Mail)
		})
		if i < 0 {
			at[key] = append(at[key], len(kept))
			kept = append(kept, n)
			continue
		}
		first := &kept[at[key][i]]
		if first.Round == "" && n.Round != "" {
			n, *first = *first, n
		}
		first.Also, first.Last = first.withQualitiesOf(n), first.Last || n.Last
	}
	return kept
}

// ownToo remembers a letter about what its recipient does itself.
func (d *deciding) ownToo(n Notice) {
	if person := d.act.Actor.Person; person != "" && n.Person == person && n.For == "" && !slices.Contains(invitations, n.Letter) {
		d.own = append(d.own, n.ID)
	}
}

// invitations are the letters that calendars read, which who sends them has a calendar for too.
var invitations = []string{"meeting_notice", "meeting_reopened", "meeting_cancelled", letterMoved, "agenda_sent"}

// withoutOwn leaves out the letters that would tell who acts of the own act, but for
// those that ask something.
func (d *deciding) withoutOwn(notices []Notice) []Notice {
	if len(d.own) == 0 {
		return notices
	}
	return slices.DeleteFunc(notices, func(n Notice) bool { return n.Round == "" && slices.Contains(d.own, n.ID) })
}

// QualitiesText says in which qualities somebody has a letter, as what "you" do, "have a
// seat in the board and the council and follow the matter", or of a mailbox whose it is.
func QualitiesText(pack *definition.Pack, all []Quality, mailbox bool, l wording.Language) string {
	seat := func(q Quality) bool { return q.Why == string(people.WhySeat) && !mailbox }
	var said, bodies []string
	for _, q := range all {
		if name := RespondentName(pack, q.Body).In(l); seat(q) && !slices.Contains(bodies, name) {
			bodies = append(bodies, name)
		}
	}
	first := slices.IndexFunc(all, seat)
	for i, q := range all {
		if !seat(q) || i == first {
			said = append(said, q.text(pack, wording.Same(wording.List(l, bodies)), mailbox).In(l))
		}
	}
	return wording.List(l, said)
}

// text says one quality, that of a seat as one in all the seated bodies.
func (q Quality) text(pack *definition.Pack, seated wording.Text, mailbox bool) wording.Text {
	kind, body := q.Why, RespondentName(pack, q.Body)
	switch {
	case kind == string(people.WhySeat) && mailbox:
		kind = "body_mailbox"
	case kind == string(people.WhySeat):
		body = seated
	case kind == string(people.WhySubstitute) && q.Body != "":
		kind = "substitute_in"
	}
	if !wording.Has(wording.Swedish, "engine.reason."+kind) {
		kind = string(people.WhyPerson)
	}
	return wording.Both("engine.reason."+kind, wording.Args{
		"Body": body, "Organization": RespondentName(pack, q.Organization),
		"Collaboration": pack.Title, "Who": RespondentName(pack, q.For),
	})
}
