package storetest

import (
	"errors"
	"testing"

	"beredd/internal/calendar"
	"beredd/internal/engine"
	"beredd/internal/fault"
)

// gathered is the change that lays a meeting out.
func gathered(origin, day string) engine.Change {
	date := must(calendar.ParseDate(day))
	c := Opening("Länsgemensam ledning", Start)
	c.Proposal.Workflow, c.Proposal.Number = "meeting.lgl", "LGL-M 2026"
	c.Proposal.Meeting = &engine.Meeting{ID: c.Proposal.ID, Name: "lgl", Date: date, Time: "09:00", Body: "lgl"}
	c.Proposal.Origin = &engine.Origin{Key: origin}
	return c
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// versions are how far some proposals have come.
func (w *world) versions(all ...engine.Proposal) (list []int) {
	w.t.Helper()
	for _, p := range all {
		read, _, err := w.Proposal(w.ctx, p.ID, "")
		w.must(err)
		list = append(list, read.Version)
	}
	return list
}

func allOrNone(t *testing.T, w *world) {
	a, b := w.opened("Första"), w.opened("Andra")
	fresh := Opening("Ny", Start)
	next := fresh.Proposal
	moved := Moving(next, "prepared", Start)
	outcomes, err := w.SaveTogether(w.ctx, []engine.Change{Moving(a, "prepared", Start), fresh, moved, Moving(b, "prepared", Start)})
	w.must(err)
	if len(outcomes) != 4 || outcomes[2].Proposal.Number != "LGL 2026-003" || outcomes[1].Proposal.Number != "LGL 2026-003" {
		t.Fatalf("together they came to %+v", outcomes)
	}
	read, _, err := w.Proposal(w.ctx, next.ID, "")
	w.must(err)
	if read.State != "prepared" || read.Number != "LGL 2026-003" || read.Version != 2 {
		t.Errorf("a proposal opened and moved together stands as %s %s, version %d", read.Number, read.State, read.Version)
	}
	w.whole()

	a, b = outcomes[0].Proposal, outcomes[3].Proposal
	before := w.versions(a, b)
	w.save(Moving(b, "on_agenda", Start)) // somebody else, meanwhile
	late := []engine.Change{Moving(a, "on_agenda", Start), Opening("Aldrig", Start), Moving(b, "on_agenda", Start)}
	if _, err := w.SaveTogether(w.ctx, late); !errors.Is(err, engine.ErrStale) {
		t.Fatalf("changes of which one is stale answer %v", err)
	}
	if after := w.versions(a); after[0] != before[0] {
		t.Errorf("of changes of which the last was stale the first was kept: %v, then %v", before, after)
	}
	if _, _, err := w.Proposal(w.ctx, late[1].Proposal.ID, ""); err == nil {
		t.Error("a proposal was opened by changes that were refused")
	}
	if number := w.opened("Därefter").Number; number != "LGL 2026-004" {
		t.Errorf("what was refused took a number: the next is %s", number)
	}

	once := []engine.Change{Moving(a, "on_agenda", Start), Opening("En gång", Start)}
	first, err := w.SaveTogether(w.ctx, once)
	w.must(err)
	again, err := w.SaveTogether(w.ctx, once)
	w.must(err)
	if again[1].Proposal.ID != first[1].Proposal.ID || again[1].Proposal.Number != first[1].Proposal.Number {
		t.Errorf("saved twice they came to %s, then to %s", first[1].Proposal.Number, again[1].Proposal.Number)
	}
	if list, err := w.SaveTogether(w.ctx, nil); err != nil || len(list) > 0 {
		t.Errorf("nothing together came to %v %v", list, err)
	}
	w.whole()
}

func yearApart(t *testing.T, w *world) {
	w.opened("Ett ärende")
	april := w.save(gathered("lgl/2026-04-07", "2026-04-14"))
	w.save(gathered("lgl/2026-06-02", "2026-06-02"))
	if april.Number != "LGL-M 2026-001" {
		t.Errorf("the first meeting has the number %s", april.Number)
	}
	if _, err := w.Save(w.ctx, gathered("lgl/2026-04-07", "2026-04-07")); fault.As(err) == nil || fault.As(err).Code != "laid_out" {
		t.Errorf("a line of the cycle that has been laid out already answers %v", err)
	}
	for _, span := range []struct {
		from, to string
		want     int
	}{{"2026-01-01", "2026-12-31", 2}, {"2026-04-14", "2026-04-14", 1}, {"2026-04-01", "2026-04-13", 0}, {"2027-01-01", "2027-12-31", 0}} {
		list, err := w.LaidOut(w.ctx, Collaboration, must(calendar.ParseDate(span.from)), must(calendar.ParseDate(span.to)))
		w.must(err)
		if len(list) != span.want {
			t.Errorf("from %s to %s there are %d laid out, expected %d", span.from, span.to, len(list), span.want)
		}
	}
	list, err := w.ByOrigin(w.ctx, Collaboration, []string{"lgl/2026-04-07", "lgl/2026-05-05"})
	w.must(err)
	if len(list) != 1 || list[0].ID != april.ID || list[0].FallsOn().String() != "2026-04-14" {
		t.Errorf("by its origin there is %+v", list)
	}

	for _, tab := range []engine.Tab{engine.TabAll, engine.TabOpen} {
		page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, Tab: tab})
		w.must(err)
		if rows(page) != "Ett ärende" || page.Total != 1 || page.Counts[engine.TabAll] != 1 || page.Counts[engine.TabOpen] != 1 {
			t.Errorf("%s lists %s, counts %v", tab, rows(page), page.Counts)
		}
	}
	page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, OfYear: true, Words: "länsgemensam"})
	w.must(err)
	if page.Total != 2 {
		t.Errorf("of the year %d are found", page.Total)
	}
	held, err := w.Held(w.ctx, Collaboration, []string{"beredning"})
	w.must(err)
	if got := rows(engine.Page{Rows: held}); got != "Ett ärende" {
		t.Errorf("the body holds %s", got)
	}
	w.save(Closing(april, Start))
	if page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, Tab: engine.TabClosed}); err != nil || page.Total != 0 {
		t.Errorf("a meeting that is over is among %d closed proposals, %v", page.Total, err)
	}
	w.whole()
}

func meetingsTakeUp(t *testing.T, w *world) {
	on := func(title string, meeting engine.Meeting) {
		c := Opening(title, Start)
		c.Proposal.Meeting = &meeting
		w.save(c)
	}
	april := must(calendar.ParseDate("2026-04-07"))
	on("Uppgjort", engine.Meeting{ID: "m1", Name: "lgl", Date: april})
	on("Bara en dag", engine.Meeting{Name: "lgl", Date: april})
	on("Ett annat", engine.Meeting{ID: "m2", Name: "lgl", Date: april})
	w.opened("På ingen dagordning")
	for keys, want := range map[[2]string]int{{"m1", "m1"}: 1, {"m1", "lgl/2026-04-07"}: 2, {"m3", ""}: 0} {
		list, err := w.TakenUp(w.ctx, Collaboration, keys[:])
		w.must(err)
		if len(list) != want {
			t.Errorf("the meetings %v take up %d, expected %d", keys, len(list), want)
		}
	}
	w.whole()
}
