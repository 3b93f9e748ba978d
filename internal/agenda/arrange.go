package agenda

import (
	"slices"
	"strings"
	"time"

	"beredd/internal/fault"
	"beredd/internal/wording"
)

// An Arrangement is one change of what a meeting is to take up.
type Arrangement struct {
	Do    Verb `json:"do"`
	Item  Item `json:"item"`            // of Add and Change as it is to be; of the others its ID alone
	Place int  `json:"place,omitempty"` // of Add and Move: where it is to stand, from 1; 0 is last
}

// A Verb is what an arrangement does.
type Verb string

// The verbs.
const (
	Add    Verb = "add"
	Change Verb = "change" // title, kind, presenters, length and papers become the item's; all else stands
	Move   Verb = "move"
	Remove Verb = "remove"
	Admit  Verb = "admit" // the chair or the secretary says yes to one that is late
	Carry  Verb = "carry" // to another meeting, which Item.To names
)

// Arrange makes one change. Once the numbers are fixed an item may still be added,
// as a late one with the number after the last, and its presenters, length and
// papers change; none is moved, removed or called something else.
func (g Gathering) Arrange(a Arrangement) (Gathering, *fault.Error) {
	g = g.clone()
	if a.Do == Add {
		return g.add(a.Item, a.Place)
	}
	i := g.index(a.Item.ID)
	if i < 0 {
		return g, fault.New(fault.NotFound, "unknown_item", nil)
	}
	if !g.Items[i].Pending() {
		return g, fault.New(fault.Conflict, "item_settled", wording.Args{"Item": g.Items[i].Title})
	}
	switch a.Do {
	case Change:
		return g.change(i, a.Item)
	case Admit:
		if g.Items[i].Waits && !g.Fixed.IsZero() {
			g.Items[i].Number = g.last() + 1
		}
		g.Items[i].Waits = false
		return g.announced(g.Items[i]), nil
	case Carry:
		g.Items[i].To, g.Items[i].Waits = a.Item.To, false
		if !g.Fixed.IsZero() {
			g.Items[i].Result = Postponed
		}
		return g, nil
	}
	if !g.Fixed.IsZero() {
		return g, fault.New(fault.Conflict, "agenda_fixed", nil)
	}
	item := g.Items[i]
	g.Items = slices.Delete(g.Items, i, i+1)
	switch a.Do {
	case Remove:
		return g, nil
	case Move:
		return g.insert(item, a.Place), nil
	}
	return g, fault.New(fault.Invalid, "unknown_act", wording.Args{"Act": string(a.Do)})
}

func (g Gathering) add(item Item, place int) (Gathering, *fault.Error) {
	if f := item.whole(); f != nil {
		return g, f
	}
	item.Number, item.Paragraph, item.Result = 0, 0, Open
	if !g.Fixed.IsZero() {
		item.Late, place = true, 0
		if !item.Waits { // what waits for a yes has its number with it
			item.Number = g.last() + 1
		}
	}
	return g.insert(item, place).announced(item), nil
}

func (g Gathering) insert(item Item, place int) Gathering {
	if place < 1 || place > len(g.Items) {
		place = g.end(item.Last)
	}
	g.Items = slices.Insert(g.Items, place-1, item)
	return g
}

// end is the place of what is put last: before the items that always are, unless it is
// one of those, or their numbers stand.
func (g Gathering) end(last bool) int {
	place := len(g.Items) + 1
	for !last && g.Fixed.IsZero() && place > 1 && g.Items[place-2].Last {
		place--
	}
	return place
}

func (g Gathering) change(i int, to Item) (Gathering, *fault.Error) {
	if f := to.whole(); f != nil {
		return g, f
	}
	item := &g.Items[i]
	renamed := item.Title != to.Title || item.Kind != to.Kind
	if renamed && !g.Fixed.IsZero() {
		return g, fault.New(fault.Conflict, "agenda_fixed", nil)
	}
	item.Title, item.Kind, item.Presenters, item.Length, item.Papers = to.Title, to.Kind, to.Presenters, to.Length, to.Papers
	return g, nil
}

// whole says what keeps an item from standing on an agenda, or nil.
func (i Item) whole() *fault.Error {
	switch {
	case strings.TrimSpace(i.Title) == "":
		return fault.New(fault.Invalid, "item_untitled", nil).On("title")
	case !slices.Contains(Kinds(), i.Kind):
		return fault.New(fault.Invalid, "item_kind", nil).On("kind")
	case i.Length < 0 || i.Length > longest:
		return fault.New(fault.Invalid, "item_length", wording.Args{"Most": longest}).On("length")
	}
	return nil
}

// longest is how many minutes an item may be planned to take.
const longest = 24 * 60

// Kinds lists the kinds of item.
func Kinds() []Kind { return []Kind{Formal, Information, Round, Decision, Delegated} }

// Fix lets the items' numbers stand from now on. What is late and has had no yes
// is left without a number, to be carried over.
func (g Gathering) Fix(at time.Time) Gathering {
	if !g.Fixed.IsZero() {
		return g
	}
	g = g.clone()
	g.Fixed, g.Sent = at, nil
	n := 0
	for i := range g.Items {
		if item := &g.Items[i]; item.Standing() {
			n++
			item.Number = n
			g.Sent = append(g.Sent, *item)
		}
	}
	return g
}

// announced adds to the agenda that has gone out what comes to stand on it later.
func (g Gathering) announced(item Item) Gathering {
	if !g.Fixed.IsZero() && item.Standing() {
		g.Sent = append(slices.Clone(g.Sent), item)
	}
	return g
}

// AsSent is the gathering with the agenda that went out, however it is changed and
// recorded since; before that, as it stands.
func (g Gathering) AsSent() Gathering {
	if len(g.Sent) > 0 {
		g.Items = g.Sent
	}
	return g
}

// Loose lets the numbers follow the order again: the agenda is called back.
func (g Gathering) Loose() Gathering {
	g = g.clone()
	g.Fixed, g.Sent = time.Time{}, nil
	for i := range g.Items {
		g.Items[i].Number = 0
	}
	return g
}

// Standing says whether the item is to be taken up at this meeting: it is neither
// carried over, nor late and without a yes.
func (i Item) Standing() bool { return !i.Waits && (i.To == (Matter{}) || i.Result != Open) }

// Pending says whether the item waits to be dealt with, at this meeting and no other.
func (i Item) Pending() bool { return i.Result == Open && i.To == (Matter{}) }

// Numbered are the items as the agenda shows them, each with the number that it has
// or, before numbers are fixed, would have.
func (g Gathering) Numbered() []Item {
	items := slices.Clone(g.Items)
	n := 0
	for i := range items {
		if g.Fixed.IsZero() && items[i].Standing() {
			n++
			items[i].Number = n
		}
	}
	return items
}

// last is the highest number that is fixed.
func (g Gathering) last() int {
	last := 0
	for _, item := range g.Items {
		last = max(last, item.Number)
	}
	return last
}

// Paragraphs is how many items of the minutes are to have a paragraph and have none.
func (g Gathering) Paragraphs() int {
	n := 0
	for _, item := range g.Items {
		if item.Number > 0 && item.Paragraph == 0 {
			n++
		}
	}
	return n
}

// Paragraphed gives the items without a paragraph theirs, in the agenda's order,
// the first given being first.
func (g Gathering) Paragraphed(first int) Gathering {
	g = g.clone()
	for i := range g.Items {
		if item := &g.Items[i]; item.Number > 0 && item.Paragraph == 0 {
			item.Paragraph = first
			first++
		}
	}
	return g
}

// Find is the item of that id, or nil. It is not to be changed.
func (g Gathering) Find(id string) *Item {
	if i := g.index(id); i >= 0 {
		return &g.Items[i]
	}
	return nil
}

// On is the item that takes up a proposal, by id: the one that is not settled where
// there are several, else the latest, or nil. It is not to be changed.
func (g Gathering) On(proposal string) *Item {
	var found *Item
	for i := range g.Items {
		if item := &g.Items[i]; item.About.ID == proposal {
			if found == nil || !found.Pending() {
				found = item
			}
		}
	}
	return found
}

// Next is the item after one, in the agenda's order, that has not been dealt with;
// of "" the first. It is nil where none is left, and not to be changed.
func (g Gathering) Next(id string) *Item {
	for i := g.index(id) + 1; i < len(g.Items); i++ {
		if item := &g.Items[i]; item.Standing() && item.Result == Open {
			return item
		}
	}
	return nil
}

func (g Gathering) index(id string) int {
	return slices.IndexFunc(g.Items, func(item Item) bool { return id != "" && item.ID == id })
}

// clone is a gathering whose items and presences may be changed: what stands within
// each is replaced, never changed in place.
func (g Gathering) clone() Gathering {
	g.Items, g.Present = slices.Clone(g.Items), slices.Clone(g.Present)
	return g
}
