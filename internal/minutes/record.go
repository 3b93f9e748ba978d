package minutes

import (
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/minutes/sheet"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

// minutes are the record whole.
func (d Document) minutes(s *setter) {
	s.facts(
		[2]string{d.say("fact.meeting", nil), d.Title},
		[2]string{d.say("fact.time", nil), d.When},
		[2]string{d.say("fact.place", nil), d.Place},
		[2]string{d.say("fact.chair", nil), d.Chair},
		[2]string{d.say("fact.secretary", nil), d.Secretary},
		[2]string{d.say("fact.adjusters", nil), strings.Join(d.Adjusters, ", ")},
		[2]string{d.say("fact.approved", nil), d.approvedOn()},
	)
	d.attended(s)
	for _, i := range d.Items {
		d.recordedItem(s, i)
	}
	d.assigned(s)
	d.upcoming(s, 2)
	d.signed(s)
}

func (d Document) approvedOn() string {
	switch {
	case d.State != Approved || d.Notes:
		return ""
	case len(d.Approvals) > 0:
		return strings.Join(d.Approvals, "; ")
	case d.Approved.IsZero():
		return ""
	}
	return d.day(d.Approved)
}

// attended is a table of who was there, by organization, and who was not.
func (d Document) attended(s *setter) {
	if len(d.Present)+len(d.Absent) == 0 {
		return
	}
	s.heading(2, "", d.say("heading.present", nil), "present")
	t := &sheet.Table{Caption: d.say("heading.present", nil), Widths: []float64{3, 4, 3},
		Heads: []string{d.say("head.organization", nil), d.say("head.name", nil), d.say("head.as", nil)}}
	for _, g := range d.Present {
		for _, a := range g.Attendees {
			t.Rows = append(t.Rows, [][]prose.Run{sheet.Say(g.Organization), sheet.Say(a.Name), sheet.Say(strings.Join(some(a.As, a.While), ", "))})
		}
	}
	if len(t.Rows) > 0 {
		s.add(sheet.Block{Kind: sheet.Grid, Table: t})
	}
	var away []string
	for _, a := range d.Absent {
		said := strings.Join(some(a.Name, a.Organization), ", ")
		if a.Excused {
			said = d.say("excused", wording.Args{"Who": said})
		}
		away = append(away, said)
	}
	if len(away) > 0 {
		s.heading(3, "", d.say("heading.absent", nil), "")
		s.points("–", away)
	}
}

// recordedItem is one item: what was told, proposed, decided and assigned.
func (d Document) recordedItem(s *setter, i Item) {
	s.heading(2, i.Mark, i.Title, "item-"+i.ID)
	if i.Withheld {
		s.say(d.say("withheld.why", nil))
		return
	}
	s.facts([2]string{d.say("fact.number", nil), i.Proposal}, [2]string{d.say("fact.from", nil), i.Originates},
		[2]string{d.say("fact.papers", nil), strings.Join(i.Papers, ", ")})
	if len(i.Presenters) > 0 {
		s.say(d.say("presented", wording.Args{"Who": apart(i.Presenters)}))
	}
	if len(i.Recused) > 0 {
		s.say(d.say("recused", wording.Args{"Who": wording.List(d.Language, i.Recused), "Count": len(i.Recused)}))
	}
	d.gathered(s, i)
	d.parts(s, i, false)
	s.points("–", i.Next)
	d.ended(s, i)
}

// ended is what came of an item.
func (d Document) ended(s *setter, i Item) {
	for _, v := range i.Votes {
		d.voted(s, v)
	}
	if i.Decided() {
		s.heading(3, "", d.say("heading."+d.Decides, nil), "")
	}
	for _, said := range i.Outcome {
		s.say(said)
	}
	s.points("–", i.Decision)
	for _, r := range i.Reserved {
		s.heading(3, "", d.say("heading.reservation", nil), "")
		s.say(d.say("reserved", wording.Args{"Who": r.Who}))
		s.written(r.Text)
	}
	for _, a := range i.Assigned {
		s.add(sheet.Block{Kind: sheet.Text, Runs: []prose.Run{{Text: d.say("assignment", nil) + " ", Strong: true}, {Text: d.assigns(a)}}})
	}
}

// assigns is an assignment in a sentence: what, who, by when.
func (d Document) assigns(a Assignment) string {
	said := strings.TrimSuffix(strings.TrimSpace(a.What), ".") + "."
	if a.Who != "" {
		said += " " + d.say("assigned_to", wording.Args{"Who": a.Who})
	}
	if a.By != "" {
		said += " " + d.say("assigned_by", wording.Args{"By": a.By})
	}
	return said
}

// parts are the passages of an item. Before the meeting they are its background and
// what is proposed.
func (d Document) parts(s *setter, i Item, before bool) {
	for _, p := range i.Parts {
		if before && p.Kind != agenda.Background && p.Kind != agenda.Proposed {
			continue
		}
		switch p.Kind {
		case agenda.Views, agenda.Proposed, agenda.Note:
			s.heading(3, "", d.say("heading."+string(p.Kind), nil), "")
		case agenda.Report:
			if p.Who != "" {
				s.heading(3, "", p.Who, "")
			}
		}
		if p.Kind == agenda.Note && p.Who != "" {
			s.say(d.say("note_by", wording.Args{"Who": p.Who}))
		}
		s.written(p.Text)
		s.points("–", p.Points)
	}
}

// assigned is a table of all that was assigned, at the end, where each finds its own.
func (d Document) assigned(s *setter) {
	t := &sheet.Table{Caption: d.say("heading.assigned", nil), Widths: []float64{0.9, 3.7, 3.5, 2.9},
		Heads: []string{d.say("head.item", nil), d.say("head.what", nil), d.say("head.who", nil), d.say("head.by", nil)}}
	for _, i := range d.Items {
		for _, a := range i.Assigned {
			t.Rows = append(t.Rows, [][]prose.Run{sheet.Say(i.Mark), sheet.Say(a.What), sheet.Say(a.Who), sheet.Say(strings.Join(some(a.Said, a.Date.String()), ", "))})
		}
	}
	if len(t.Rows) > 0 {
		s.heading(2, "", d.say("heading.assigned", nil), "assigned")
		s.add(sheet.Block{Kind: sheet.Grid, Table: t})
	}
}

// signed are the lines that the minutes are signed on. Plain notes have none.
func (d Document) signed(s *setter) {
	if d.Notes {
		return
	}
	signs := []sheet.Sign{{Role: d.say("sign.secretary", nil), Name: d.Secretary}}
	if d.Chair != "" {
		signs = append(signs, sheet.Sign{Role: d.say("sign.chair", nil), Name: d.Chair})
	}
	for _, name := range d.Adjusters {
		signs = append(signs, sheet.Sign{Role: d.say("sign.adjuster", nil), Name: name})
	}
	s.heading(2, "", d.say("heading.signatures", nil), "signatures")
	s.add(sheet.Block{Kind: sheet.Signatures, Signs: signs})
}
