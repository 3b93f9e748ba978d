package storetest

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/calendar"
	"beredd/internal/engine"
)

func listsChoose(t *testing.T, w *world) {
	minute := func(n int) time.Time { return Start.Add(time.Duration(n) * time.Minute) }
	w.save(Opening("drafted", minute(1)))
	w.save(Moving(w.save(Opening("prepared", minute(2))), "prepared", minute(10)))
	w.save(Asking(w.save(Opening("decided", minute(3))), minute(11)))
	w.save(Closing(w.save(Asking(w.save(Opening("ended", minute(4))), minute(12))), minute(13)))
	w.save(Closing(w.save(Opening("withdrawn", minute(5))), minute(14)))
	other := Opening("another's", Start)
	other.Proposal.Collaboration = "gotland"
	w.save(other)

	counts := map[engine.Tab]int{engine.TabOpen: 3, engine.TabDecided: 2, engine.TabClosed: 2, engine.TabAll: 5}
	for _, row := range []struct {
		filter engine.Filter
		want   string
		total  int
	}{
		{engine.Filter{Tab: engine.TabOpen}, "prepared, drafted, decided", 3}, // by date
		{engine.Filter{Tab: engine.TabDecided}, "ended, decided", 2},          // latest first
		{engine.Filter{Tab: engine.TabClosed}, "withdrawn, ended", 2},
		{engine.Filter{Tab: engine.TabAll}, "withdrawn, ended, decided, prepared, drafted", 5},
		{engine.Filter{}, "withdrawn, ended, decided, prepared, drafted", 5},
		{engine.Filter{Tab: engine.TabAll, Limit: 2}, "withdrawn, ended", 5},
		{engine.Filter{Tab: engine.TabAll, Limit: 2, Offset: 4}, "drafted", 5},
		{engine.Filter{Tab: engine.TabOpen, State: "prepared"}, "prepared", 1},
		{engine.Filter{Tab: engine.TabOpen, Holder: "beredning"}, "prepared, drafted, decided", 3},
		{engine.Filter{Tab: engine.TabOpen, Holder: "lgl"}, "", 0},
		{engine.Filter{Tab: engine.TabOpen, Late: true, Now: Start.AddDate(0, 0, 15)}, "prepared", 1},
		{engine.Filter{Tab: engine.TabAll, State: "decided", Words: "deci"}, "decided", 1},
	} {
		row.filter.Collaboration = Collaboration
		page, err := w.Proposals(w.ctx, row.filter)
		w.must(err)
		if rows(page) != row.want || page.Total != row.total || !maps.Equal(page.Counts, counts) {
			t.Errorf("%+v gives %s of %d, counts %v; expected %s of %d", row.filter, rows(page), page.Total, page.Counts, row.want, row.total)
		}
	}
	held, err := w.Held(w.ctx, Collaboration, []string{"lgl", "beredning"})
	w.must(err)
	if got := rows(engine.Page{Rows: held}); got != "prepared, drafted, decided" {
		t.Errorf("the bodies hold %s", got)
	}
	decided := held[2]
	if decided.Asked != len(members) || decided.Answered != 0 || !decided.Changed.Equal(minute(11)) || decided.State != "decided" {
		t.Errorf("the decided proposal's row is %+v", decided)
	}
	if held, err := w.Held(w.ctx, Collaboration, nil); err != nil || len(held) != 0 {
		t.Errorf("no bodies hold %v %v", held, err)
	}
}

func searchFinds(t *testing.T, w *world) {
	titles := []string{"Mål för äldreomsorgen", "Mala kaffe", "Hälsa på lika villkor", "Överenskommelse om e-hälsa", "Nära vård 2030"}
	for _, title := range titles {
		c := Opening(title, Start)
		c.Proposal.Summary, c.Proposal.Proposed, c.Proposal.Fields = "", "", nil
		w.save(c)
	}
	for words, want := range map[string][]string{
		"mål":            {"Mål för äldreomsorgen"},
		"MÅL":            {"Mål för äldreomsorgen"},
		"mal":            {"Mala kaffe"},
		"ä":              {"Mål för äldreomsorgen"},
		"hälsa":          {"Hälsa på lika villkor", "Överenskommelse om e-hälsa"},
		"äls":            nil,
		"om häl":         {"Överenskommelse om e-hälsa"},
		"e-hälsa":        {"Överenskommelse om e-hälsa"},
		"lika hälsa":     {"Hälsa på lika villkor"},
		"vård 203":       {"Nära vård 2030"},
		"LGL 2026-00":    titles,
		"2026-003":       {"Hälsa på lika villkor"},
		`"vård" OR (*`:   nil,
		"vård' AND":      nil,
		"!!":             titles,
		"a\u030al":       nil,
		"ma\u030al":      {"Mål för äldreomsorgen"}, // the ring by itself, as some systems write it
		"öve' ; DROP --": nil,
	} {
		page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, Words: words})
		w.must(err)
		var found []string
		for _, row := range page.Rows {
			found = append(found, row.Title)
		}
		want = slices.Clone(want)
		slices.Sort(found)
		slices.Sort(want)
		if !slices.Equal(found, want) || page.Total != len(want) {
			t.Errorf("%q finds %q (%d), expected %q", words, found, page.Total, want)
		}
	}
	p := w.opened("Gammal rubrik")
	edited := Moving(p, "prepared", Start)
	edited.Proposal.Title, edited.Events[0].Kind = "Nyskriven", engine.Edited
	w.save(edited)
	for words, want := range map[string]int{"gammal": 0, "nyskr": 1} {
		page, err := w.Proposals(w.ctx, engine.Filter{Collaboration: Collaboration, Words: words})
		w.must(err)
		if page.Total != want {
			t.Errorf("after the edit %q finds %d, expected %d", words, page.Total, want)
		}
	}
}

// plannedAreListed says that a round that waits for its date is among the dates and
// never late, and that what is decided and not closed is found.
func plannedAreListed(t *testing.T, w *world, p engine.Proposal) {
	other := w.save(Waiting(w.opened("Uppföljd"), Start))
	day := calendar.DateOf(Start.AddDate(0, 0, 200))
	if due, err := w.DueDates(w.ctx, Collaboration, day, day); err != nil || len(due) != 1 || due[0].About != "opening" || due[0].Number != other.Number {
		t.Errorf("on the day a round opens: %+v %v", due, err)
	}
	if late, err := w.Late(w.ctx, Collaboration, Start.AddDate(1, 0, 0)); err != nil || len(late) != 2 {
		t.Errorf("a round that waits for its date is late: %+v %v", late, err)
	}
	if decided, err := w.DecidedOpen(w.ctx, Collaboration, 10); err != nil || len(decided) != 1 || decided[0].ID != p.ID {
		t.Errorf("decided and not closed: %+v %v", decided, err)
	}
	w.save(Closing(other, Start))
}

// remainingIsListed says that a decision stays among what remains when it is closed,
// until its last question has its answers, and is then among what was never answered
// only where somebody was silent.
func remainingIsListed(t *testing.T, w *world) {
	found := func(all iter.Seq2[engine.Proposal, error]) (ids []string) {
		for p, err := range all {
			w.must(err)
			ids = append(ids, p.ID)
		}
		return ids
	}
	w.opened("Inte beslutat")
	p := w.save(Asking(w.opened("Beslutat"), Start))
	for _, step := range []string{"open", "closed"} {
		if got := found(w.Remaining(w.ctx, Collaboration)); !slices.Equal(got, []string{p.ID}) {
			t.Errorf("%s: what remains is %q", step, got)
		}
		if step == "open" {
			p = w.save(Closing(p, Start))
		}
	}
	for _, member := range members {
		if got := found(w.Remaining(w.ctx, Collaboration)); len(got) != 1 {
			t.Errorf("before %s has answered nothing remains", member)
		}
		p = w.save(Answering(p, member, Start))
	}
	if got := found(w.Remaining(w.ctx, Collaboration)); len(got) > 0 {
		t.Errorf("all have answered, and %q remains", got)
	}
	if got := found(w.Unanswered(w.ctx, Collaboration)); len(got) > 0 {
		t.Errorf("%q was never answered", got)
	}
}

func askedDueLate(t *testing.T, w *world) {
	p := w.save(Asking(w.opened("Spridning"), Start))
	p = w.save(Answering(p, "kalmar", Start))
	asked, err := w.Asked(w.ctx, Collaboration, []string{"kalmar", "nybro"}, true)
	w.must(err)
	if len(asked) != 2 || asked[0].Number != p.Number || !asked[0].Open || asked[0].Due != calendar.DateOf(Start.AddDate(0, 0, 30)) ||
		!asked[0].DueAt.Equal(Start.AddDate(0, 0, 30)) || asked[0].RoundName != "dissemination" {
		t.Errorf("asked of two: %+v", asked)
	}
	answers := map[string]string{}
	for _, a := range asked {
		answers[a.Respondent] = a.Answer
	}
	if answers["kalmar"] != "spread" || answers["nybro"] != "" {
		t.Errorf("the answers are %v", answers)
	}
	if asked, err := w.Asked(w.ctx, Collaboration, nil, true); err != nil || len(asked) != 0 {
		t.Errorf("asked of nobody: %v %v", asked, err)
	}
	due, err := w.DueDates(w.ctx, Collaboration, calendar.DateOf(Start), calendar.DateOf(Start.AddDate(1, 0, 0)))
	w.must(err)
	if len(due) != 2 || due[0].About != "state" || due[1].About != "round" || due[1].Outstanding != len(members)-1 ||
		due[1].Moment.Explanation.In("sv") != "tjugo dagar" || due[0].Title != "Spridning" {
		t.Errorf("the dates are %+v", due)
	}
	if due, err = w.DueDates(w.ctx, Collaboration, due[1].Moment.Date, due[1].Moment.Date); err != nil || len(due) != 1 {
		t.Errorf("on the round's own day: %+v %v", due, err)
	}
	plannedAreListed(t, w, p)
	for days, want := range map[int]int{0: 0, 19: 0, 20: 1, 30: 2} {
		late, err := w.Late(w.ctx, Collaboration, Start.AddDate(0, 0, days))
		w.must(err)
		if len(late) != want {
			t.Errorf("after %d days %d are late, expected %d", days, len(late), want)
		}
	}
	p = w.save(Closing(p, Start.Add(time.Hour)))
	if late, err := w.Late(w.ctx, Collaboration, Start.AddDate(1, 0, 0)); err != nil || len(late) != 0 {
		t.Errorf("late of a closed proposal: %+v %v", late, err)
	}
	closed := Moving(p, "closed", Start)
	closed.Proposal.Rounds[0].ClosedAt = Start
	closed.Rounds = closed.Proposal.Rounds
	w.save(closed)
	if asked, err := w.Asked(w.ctx, Collaboration, []string{"nybro"}, true); err != nil || len(asked) != 0 {
		t.Errorf("asked by a closed round: %+v %v", asked, err)
	}
	if asked, err := w.Asked(w.ctx, Collaboration, []string{"nybro"}, false); err != nil || len(asked) != 1 || asked[0].Open {
		t.Errorf("asked by any round: %+v %v", asked, err)
	}
}

func timeShallDo(t *testing.T, w *world) {
	if _, ok, err := w.NextDue(w.ctx, Collaboration); err != nil || ok {
		t.Errorf("with nothing kept, something is due: %v", err)
	}
	first, second := w.opened("Först"), w.save(Opening("Sedan", Start.Add(time.Second)))
	reminder := first.Deadlines[0].Timers[0]
	next, ok, err := w.NextDue(w.ctx, Collaboration)
	w.must(err)
	if !ok || !next.Equal(reminder.DueAt) {
		t.Errorf("next due %v, expected the first reminder at %v", next, reminder.DueAt)
	}
	due, err := w.DueProposals(w.ctx, reminder.DueAt.Add(-time.Microsecond), 10)
	if err != nil || len(due) != 0 {
		t.Errorf("a microsecond early, due is %v %v", due, err)
	}
	due, err = w.DueProposals(w.ctx, reminder.DueAt, 10)
	w.must(err)
	if len(due) != 1 || due[0].Proposal != first.ID || due[0].Timer != reminder.ID || !due[0].At.Equal(reminder.DueAt) {
		t.Errorf("due at the reminder's time: %+v", due)
	}
	done := Moving(first, "drafted", Start)
	done.Proposal.Deadlines = slices.Clone(first.Deadlines)
	done.Proposal.Deadlines[0].Timers = slices.Clone(first.Deadlines[0].Timers)
	done.Proposal.Deadlines[0].Timers[0].Done = reminder.DueAt
	done.Deadlines = done.Proposal.Deadlines
	w.save(done)
	due, err = w.DueProposals(w.ctx, Start.AddDate(1, 0, 0), 10)
	w.must(err)
	if len(due) != 2 || due[0].Proposal != second.ID || due[1].Timer != first.Deadlines[0].Timers[1].ID {
		t.Errorf("when the reminder is done, due is %+v", due)
	}
	w.whole()
}

// rows is a page's titles, for comparing.
func rows(page engine.Page) string {
	var titles []string
	for _, row := range page.Rows {
		titles = append(titles, row.Title)
	}
	return strings.Join(titles, ", ")
}

// decisionsAreFound says that a decision is found in each year in which something
// happened to it, and what is not decided in none.
func decisionsAreFound(t *testing.T, w *world) {
	found := func(from, to time.Time) (ids []string) {
		for p, err := range w.Decided(w.ctx, Collaboration, from, to) {
			w.must(err)
			ids = append(ids, p.ID)
		}
		return ids
	}
	w.opened("Inte beslutat")
	p := w.save(Asking(w.opened("Beslutat"), Start))
	for name, row := range map[string]struct {
		from, to time.Time
		want     []string
	}{
		"of the time":        {Start.Add(-time.Hour), Start.Add(time.Hour), []string{p.ID}},
		"from the very time": {Start, Start.Add(time.Hour), []string{p.ID}},
		"before it":          {Start.Add(-48 * time.Hour), Start.Add(-24 * time.Hour), nil},
		"after it":           {Start.Add(24 * time.Hour), Start.Add(48 * time.Hour), nil},
	} {
		if got := found(row.from, row.to); !slices.Equal(got, row.want) {
			t.Errorf("decisions %s are %q, expected %q", name, got, row.want)
		}
	}
}
