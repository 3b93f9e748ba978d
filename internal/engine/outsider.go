package engine

import (
	"maps"
	"slices"
	"strings"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// An Outsider is somebody outside the collaboration whom a proposal names, as it was
// written. Nobody's key leads to them: they are told of, and forgotten, by this.
type Outsider struct {
	Name string
	Mail string // "" where it is not known, or stands in the name
}

// nameOutsiders puts in every place where the proposal names somebody outside the
// collaboration what called answers for them. Whatever comes to name such people must be
// named here too: by this alone they are found, exported and forgotten.
func (p *Proposal) nameOutsiders(called func(Outsider) Outsider) {
	for i := range p.Rounds {
		others := slices.Clone(p.Rounds[i].Others)
		for j := range others {
			if others[j].Outside != "" {
				others[j].Outside = called(Outsider{Name: others[j].Outside}).Name
			}
		}
		p.Rounds[i].Others = others
	}
	p.Documents = slices.Clone(p.Documents)
	for i, paper := range p.Documents {
		if sender, outside := senderOf(paper.From); outside {
			p.Documents[i].From = outsideKey + called(Outsider{Name: sender}).Name
		}
	}
}

// Outsiders are those outside the collaboration whom the proposal names, each once.
func (p Proposal) Outsiders() []Outsider {
	named := map[Outsider]bool{}
	p.Rounds = slices.Clone(p.Rounds)
	p.nameOutsiders(func(o Outsider) Outsider {
		named[o] = true
		return o
	})
	return slices.SortedFunc(maps.Keys(named), func(a, b Outsider) int { return strings.Compare(a.Name+a.Mail, b.Name+b.Mail) })
}

// Outsiders are those whom an event names, in the part of it that can be erased.
func (e Event) Outsiders() []Outsider {
	if sender := e.Private.Texts[SentBy]; sender != "" {
		return []Outsider{{Name: sender}}
	}
	return nil
}

// OutsideOf is what the proposal has of whom is meant, as somebody outside the
// collaboration.
func (p Proposal) OutsideOf(of Erasing) (all []PersonOutside) {
	for _, o := range p.Outsiders() {
		if !of.IsOf(o) {
			continue
		}
		has := PersonOutside{Number: p.Number, Name: o.Name, Mail: o.Mail}
		before := len(all)
		for _, round := range p.Rounds {
			if at := round.other(OutsideKey(o.Name)); at >= 0 {
				r := round.Others[at]
				has.Round, has.Answer, has.At, has.Inputs = round.Name, r.Answer, r.At, r.Inputs
				all = append(all, has)
			}
		}
		if len(all) == before {
			all = append(all, has)
		}
	}
	return all
}

// IsOf says whether somebody outside the collaboration is whom is meant: by the name, with
// or without the address that stands beside it, or by the address.
func (of Erasing) IsOf(o Outsider) bool {
	var name, mails []string
	for _, word := range strings.FieldsFunc(o.Name+" "+o.Mail, func(r rune) bool { return strings.ContainsRune(" <>(),;", r) }) {
		if strings.Contains(word, "@") {
			mails = append(mails, word)
		} else {
			name = append(name, word)
		}
	}
	is := func(meant string) bool {
		return strings.EqualFold(meant, o.Name) || len(name) > 0 && strings.EqualFold(meant, strings.Join(name, " "))
	}
	has := func(mail string) bool {
		return slices.ContainsFunc(mails, func(m string) bool { return strings.EqualFold(m, mail) })
	}
	return slices.ContainsFunc(of.Names, is) || slices.ContainsFunc(of.Addresses, has)
}

// forget leaves nothing of those outside the collaboration whom the act names but what
// stands for them from now on. History says that it was done, and not of whom: what it
// has of them is erased by itself, where no hash covers it.
func (d *deciding) forget() *fault.Error {
	if !d.act.Actor.System() {
		return fault.New(fault.Invalid, "unknown_act", wording.Args{"Act": string(d.act.Kind)})
	}
	was := d.p.Outsiders()
	d.p.nameOutsiders(func(o Outsider) Outsider {
		if instead, ok := d.act.Forgets[o]; ok {
			return instead
		}
		return o
	})
	if slices.Equal(was, d.p.Outsiders()) {
		return nil
	}
	for _, round := range d.p.Rounds {
		if len(round.Others) > 0 {
			d.touched.rounds[round.ID] = true
		}
	}
	d.happened(Forgot, Data{}, Private{})
	return nil
}

// outsiderName is what an outsider is called, also one that is forgotten.
func outsiderName(name string) wording.Text {
	if strings.HasPrefix(name, HiddenMark) {
		return wording.Both("engine.outsider.forgotten", nil)
	}
	return wording.Same(name)
}
