package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"beredd/internal/agenda"
	"beredd/internal/engine"
)

// minuted is the change that gives the minutes of a meeting with so many items their
// paragraphs.
func minuted(p engine.Proposal, items int) engine.Change {
	c := Moving(p, "minutes_approved", Start)
	g := agenda.Gathering{Bodies: []string{"lgl"}}
	for n := range items {
		g.Items = append(g.Items, agenda.Item{ID: fmt.Sprint("i", n), Number: n + 1, Kind: agenda.Formal, Title: "Punkt"})
	}
	c.Proposal.Gathering = &g
	c.Paragraphs = engine.ParagraphsOf("lgl", p.Meeting.Date)
	return c
}

// paragraphsOf are the paragraphs of a meeting's minutes as they are kept.
func (w *world) paragraphsOf(id string) (given []int) {
	w.t.Helper()
	p, _, err := w.Proposal(w.ctx, id, "")
	w.must(err)
	for _, item := range p.Gathering.Items {
		given = append(given, item.Paragraph)
	}
	return given
}

// paragraphsAtOnce finishes the minutes of many meetings at the same time: each has its
// paragraphs on end, and together they are all there are.
func paragraphsAtOnce(t *testing.T, w *world) {
	const meetings, items = 12, 3
	var changes []engine.Change
	for n := range meetings {
		day := fmt.Sprintf("2026-%02d-02", n+1)
		changes = append(changes, minuted(w.save(gathered("lgl/"+day, day)), items))
	}
	refused := make([]error, meetings)
	together(meetings, func(i int) { _, refused[i] = w.Save(w.ctx, changes[i]) })
	var all []int
	for i, c := range changes {
		w.must(refused[i])
		given := w.paragraphsOf(c.Proposal.ID)
		if given[items-1] != given[0]+items-1 {
			t.Errorf("one meeting's paragraphs are %v", given)
		}
		all = append(all, given...)
	}
	slices.Sort(all)
	for i, paragraph := range all {
		if paragraph != i+1 {
			t.Fatalf("the paragraphs are %v", all)
		}
	}
	w.whole()
}

func paragraphsHaveNoGaps(t *testing.T, w *world) {
	april, june := w.save(gathered("lgl/2026-04-07", "2026-04-07")), w.save(gathered("lgl/2026-06-05", "2026-06-05"))
	open, err := w.Open(w.ctx, Collaboration, []string{"meeting.lgl", "meeting.presidium"})
	w.must(err)
	if len(open) != 2 || open[0].ID != april.ID || open[1].ID != june.ID {
		t.Errorf("open are %d meetings, want April's and June's", len(open))
	}
	late := minuted(april, 3)
	w.save(minuted(april, 2))
	if _, err := w.Save(w.ctx, late); !errors.Is(err, engine.ErrStale) {
		t.Errorf("minutes of a meeting that has moved on: %v, want ErrStale", err)
	}
	w.save(minuted(june, 2))
	if first, second := w.paragraphsOf(april.ID), w.paragraphsOf(june.ID); !slices.Equal(first, []int{1, 2}) || !slices.Equal(second, []int{3, 4}) {
		t.Errorf("the paragraphs are %v and %v: some are missing", first, second)
	}
	w.whole()
}
