package minutes

import (
	"slices"
	"strings"

	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

// Extract is one item's record, for an organization: with what was decided, what is
// the organization's to do, and how far the minutes have come. key is the
// organization's, and name what it is called.
func (d Document) Extract(i Item, key, name string) sheet.Sheet {
	s := d.begin(Extract)
	s.Title = d.say("extract_title", wording.Args{"Paper": d.named(Extract), "Item": i.Mark, "Body": d.Body, "Date": d.Date.String()})
	s.facts(
		[2]string{d.say("fact.to", nil), name},
		[2]string{d.say("fact.meeting", nil), d.Title},
		[2]string{d.say("fact.time", nil), d.When},
		[2]string{d.say("fact.place", nil), d.Place},
		[2]string{d.say("fact.present", nil), d.counted()},
		[2]string{d.say("fact.chair", nil), d.Chair},
		[2]string{d.say("fact.secretary", nil), d.Secretary},
		[2]string{d.say("fact.adjusters", nil), strings.Join(d.Adjusters, ", ")},
		[2]string{d.say("fact.approved", nil), d.approvedOn()},
	)
	d.recordedItem(s, i)
	d.yours(s, i, key)
	s.heading(2, "", d.say("heading.true_copy", nil), "copy")
	s.add(sheet.Block{Kind: sheet.Signatures, Signs: []sheet.Sign{{Role: d.say("sign.true_copy", nil)}}})
	return s.Sheet
}

// counted is how many were there, and from how many organizations.
func (d Document) counted() string {
	people := 0
	for _, g := range d.Present {
		people += len(g.Attendees)
	}
	if people == 0 {
		return ""
	}
	return d.say("counted", wording.Args{"Count": people, "Organizations": len(d.Present)})
}

// yours are the assignments that the organization has.
func (d Document) yours(s *setter, i Item, key string) {
	var own []Assignment
	for _, a := range i.Assigned {
		if slices.Contains(a.Parties, key) {
			own = append(own, a)
		}
	}
	if len(own) == 0 || i.Withheld {
		return
	}
	s.heading(2, "", d.say("heading.yours", nil), "yours")
	for _, a := range own {
		s.add(sheet.Block{Kind: sheet.Point, Level: 1, Mark: "–", Runs: []prose.Run{{Text: d.assigns(a)}}})
	}
}

// Taking is the item that takes up a proposal, by number or id.
func (d Document) Taking(proposal string) (Item, bool) {
	for _, i := range d.Items {
		if proposal != "" && (i.Proposal == proposal || i.About.ID == proposal || i.ID == proposal) {
			return i, true
		}
	}
	return Item{}, false
}
