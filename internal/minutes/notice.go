package minutes

import (
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
)

// notice is when and where, and what is taken up in short.
func (d Document) notice(s *setter) {
	s.facts(
		[2]string{d.say("fact.meeting", nil), d.Title},
		[2]string{d.say("fact.time", nil), d.When},
		[2]string{d.say("fact.place", nil), d.Place},
		[2]string{d.say("fact.link", nil), d.Link},
	)
	if len(d.Items) == 0 {
		s.say(d.say("no_items", nil))
	} else {
		s.heading(2, "", d.say("heading.items", nil), "items")
		for _, i := range d.Items {
			point := sheet.Block{Kind: sheet.Point, Level: 1, Mark: i.Place, Runs: sheet.Say(i.Title)}
			if more := some(i.Named, i.Proposal); len(more) > 0 {
				point.Runs = append(point.Runs, prose.Run{Text: " (" + strings.Join(more, ", ") + ")"})
			}
			s.add(point)
		}
	}
	s.say(d.say("tell_absence", nil))
	d.upcoming(s, 2)
}

// agenda is each item with who presents it, its papers and what is proposed.
func (d Document) agenda(s *setter) {
	s.facts(
		[2]string{d.say("fact.meeting", nil), d.Title},
		[2]string{d.say("fact.time", nil), d.When},
		[2]string{d.say("fact.place", nil), d.Place},
		[2]string{d.say("fact.link", nil), d.Link},
	)
	if len(d.Items) == 0 {
		s.say(d.say("no_items", nil))
	}
	for _, i := range d.Items {
		s.heading(2, i.Place, i.Title, "item-"+i.ID)
		if i.Withheld {
			s.say(d.say("withheld.why", nil))
			continue
		}
		s.facts(d.itemFacts(i)...)
		d.gathered(s, i)
		d.parts(s, i, true)
		s.points("–", i.Next)
	}
}

// itemFacts are what stands beside an item's title, before the meeting.
func (d Document) itemFacts(i Item) [][2]string {
	late, kind := "", i.Named
	if i.Late {
		late = d.say("late", nil)
	}
	if i.Kind == agenda.Formal {
		kind = ""
	}
	return [][2]string{
		{d.say("fact.kind", nil), kind},
		{d.say("fact.number", nil), i.Proposal},
		{d.say("fact.presenters", nil), apart(i.Presenters)},
		{d.say("fact.length", nil), i.Duration},
		{d.say("fact.papers", nil), strings.Join(i.Papers, ", ")},
		{d.say("fact.from", nil), i.Originates},
		{d.say("fact.late", nil), late},
	}
}

// gathered are the delegated decisions that an item reports.
func (d Document) gathered(s *setter, i Item) {
	var all []string
	for _, m := range i.Gathers {
		all = append(all, strings.Join(some(m.Number, m.Title), ", "))
	}
	s.points("–", all)
}

// upcoming are the next meetings, where no item tells of them.
func (d Document) upcoming(s *setter, level int) {
	for _, i := range d.Items {
		if len(i.Next) > 0 {
			return
		}
	}
	if len(d.Next) > 0 {
		s.heading(level, "", d.say("heading.next", nil), "next")
		s.points("–", d.Next)
	}
}
