package engine

import (
	"slices"

	"beredd/internal/agenda"
	"beredd/internal/definition"
)

// stand puts on the meeting's agenda what stands there by itself, but for what stood in
// the edition before: that is there, or somebody has taken it away.
func (d *deciding) stand(before []definition.StandingItem) {
	g := *d.p.Gathering
	for i, one := range d.flow.Standing {
		title := one.Title.In(d.pack.Languages[0])
		called := func(other definition.StandingItem) bool { return other.Title.In(d.pack.Languages[0]) == title }
		there := slices.ContainsFunc(g.Items, func(item agenda.Item) bool { return item.Title == title })
		if there || slices.ContainsFunc(before, called) {
			continue
		}
		place := 0
		if !one.Last {
			place = d.placeAfter(g.Items, d.flow.Standing[:i])
		}
		item := agenda.Item{ID: d.ids.next(), Kind: agenda.Kind(one.Kind), Title: title, Last: one.Last}
		if arranged, f := g.Arrange(agenda.Arrangement{Do: agenda.Add, Item: item, Place: place}); f == nil {
			g = arranged
		}
	}
	d.p.Gathering = &g
}

// standsThere says whether an item is one that every agenda of the series has, with nothing
// said of it that the next would lack.
func (d *deciding) standsThere(item agenda.Item) bool {
	return item.About.ID == "" && len(item.Parts) == 0 && slices.ContainsFunc(d.flow.Standing, func(one definition.StandingItem) bool {
		return one.Title.In(d.pack.Languages[0]) == item.Title
	})
}

// placeAfter is the place on the agenda after the items that stand before one, from 1.
func (d *deciding) placeAfter(items []agenda.Item, before []definition.StandingItem) int {
	place := 1
	for _, one := range before {
		at := slices.IndexFunc(items, func(item agenda.Item) bool { return item.Title == one.Title.In(d.pack.Languages[0]) })
		if !one.Last && at >= 0 {
			place = at + 2
		}
	}
	return place
}
