package agenda

import (
	"slices"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// attend records that somebody came, left, was excused or was never there.
func (g Gathering) attend(e Entry) (Gathering, *fault.Error) {
	if e.Present.Person == "" && e.Present.Name == "" {
		return g, fault.New(fault.Invalid, "nobody_named", nil).On("person")
	}
	i := slices.IndexFunc(g.Present, e.Present.same)
	if i < 0 {
		e.Present.Spells, e.Present.Excused = nil, false
		g.Present = append(g.Present, e.Present)
		i = len(g.Present) - 1
	}
	p, f := g.Present[i].attended(e)
	if f != nil {
		return g, f
	}
	g.Present[i] = p
	return g, nil
}

// same says whether both are about one person: by key, of guests by name.
func (p Presence) same(other Presence) bool {
	if p.Person != "" || other.Person != "" {
		return p.Person == other.Person
	}
	return p.Name == other.Name && p.Organization == other.Organization
}

func (p Presence) attended(e Entry) (Presence, *fault.Error) {
	spells := slices.Clone(p.Spells)
	there := p.There("")
	switch {
	case e.What == Excused || e.What == Absent:
		p.Excused, p.Spells = e.What == Excused, nil
		return p, nil
	case e.What == Came && there, e.What == Left && !there:
		return p, fault.New(fault.Conflict, "presence_already", wording.Args{"Who": p.Name})
	case e.What == Left && e.At != "" && e.At < spells[len(spells)-1].From,
		e.What == Came && len(spells) > 0 && e.At < spells[len(spells)-1].To:
		return p, fault.New(fault.Invalid, "presence_order", wording.Args{"Who": p.Name, "Value": e.At}).On("at")
	case e.What == Came:
		p.Spells, p.Excused = append(spells, Spell{From: e.At}), false
	default:
		spells[len(spells)-1].To = e.At
		p.Spells = spells
		if e.At == "" { // to the end, which is no leaving
			return p, fault.New(fault.Invalid, "presence_when", wording.Args{"Who": p.Name}).On("at")
		}
	}
	return p, nil
}

// There says whether the person was at the meeting at a time, "09:40"; "" is as
// far as has been recorded.
func (p Presence) There(at string) bool {
	if at == "" {
		return len(p.Spells) > 0 && p.Spells[len(p.Spells)-1].To == ""
	}
	return slices.ContainsFunc(p.Spells, func(s Spell) bool { return s.From <= at && (s.To == "" || at < s.To) })
}

// Attended says whether the person was there at any time.
func (p Presence) Attended() bool { return len(p.Spells) > 0 }

// Partaking are those who were there when an item was taken up, but for those who
// had a conflict of interest in it.
func (g Gathering) Partaking(item Item) []Presence {
	var there []Presence
	for _, p := range g.Present {
		was := p.Attended()
		if item.At != "" {
			was = p.There(item.At)
		}
		if was && !slices.Contains(item.Recused, p.Name) {
			there = append(there, p)
		}
	}
	return there
}
