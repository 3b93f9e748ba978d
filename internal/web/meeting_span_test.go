package web_test

import (
	"net/http"
	"os"
	"strings"
	"testing"

	"beredd/internal/definition"
)

// A meeting from lunch to lunch, by rule, stands on both its days in the year, in the
// wheel, in a calendar and on its own page, planned and laid out alike; what is counted
// from it is counted from the first, and nothing says that it has moved.
func TestAMeetingFromLunchToLunchStandsOnBothDays(t *testing.T) {
	t.Parallel()
	pack, problems := definition.Read(os.DirFS("../../workflows/testdata/words/closed_every_year"), nil)
	must(t, problems.Err())
	w := worldOf(t, pack, false)
	b := w.as("eva")
	const row = "2026-06-11 – 2026-06-12"
	year := func(said string) {
		t.Helper()
		b.get("/aret/2026").says(row, "2026-05-18 – 2026-05-19", "12.00–12.00").lacks("flyttat")
		list := b.get("/aret/2026/lista.csv").body
		for _, line := range []string{";2026-06-11;2026-06-12;", ";2026-05-26;2026-05-26;"} { // five workdays after 18 May, of which 25 May is none
			if !strings.Contains(list, line) {
				t.Errorf("%s the list lacks %s:\n%s", said, line, list)
			}
		}
		if wheel := b.get("/aret/2026?vy=hjul").body; !strings.Contains(wheel, `class="span meeting"`) {
			t.Errorf("%s the wheel has no arc for the meeting's days", said)
		}
	}
	year("planned")
	b.get("/aret/2026").says("måndag 18 maj 2026 (v. 21)", "närmast följande arbetsdagar")
	b.post("/moten/lagg-ut", b.get("/moten/lagg-ut?ar=2026").form("/moten/lagg-ut"), http.StatusOK)
	year("laid out")
	b.get("/moten/M-M-2026-001").says("måndag 18 maj 2026 (v. 21) kl. 12.00–tisdag 19 maj 2026 (v. 21) kl. 12.00")

	b.get("/moten").says("måndag 18 maj 2026 (v. 21) kl. 12.00–tisdag 19 maj 2026 (v. 21) kl. 12.00")
	const move = "/moten/M-M-2026-002/flytta"
	form := b.get(move).form(move, "date", "2026-06-17", "reason", "Salen är upptagen") // the last day goes along
	seen := b.post(move, form, http.StatusOK).form(move)
	b.post(move, seen, http.StatusOK).says("onsdag 17 juni 2026 (v. 25) kl. 12.00–torsdag 18 juni 2026 (v. 25) kl. 12.00")
	b.get("/aret/2026").says("2026-06-17 – 2026-06-18", "2026-06-24").lacks(row)
}

// What prepares a meeting and lasts two days stands on both in the year, the wheel and a
// calendar, moves whole with the meeting that it prepares, and is set up in the form.
func TestWhatPreparesAMeetingMayLastTwoDays(t *testing.T) {
	t.Parallel()
	pack, problems := definition.Read(os.DirFS("../../workflows/testdata/words/before_a_meeting"), nil)
	must(t, problems.Err())
	w := worldOf(t, pack, false)
	b := w.as("eva")
	year := func() {
		t.Helper()
		b.get("/aret/2026").says("2026-05-12 – 2026-05-13", "2026-09-10 – 2026-09-11", "12.00–12.00")
		if wheel := b.get("/aret/2026?vy=hjul").body; strings.Count(wheel, `class="span meeting"`) != 2 {
			t.Errorf("the wheel has %d arcs for the meetings' days", strings.Count(wheel, `class="span meeting"`))
		}
	}
	year()
	b.post("/moten/lagg-ut", b.get("/moten/lagg-ut?ar=2026").form("/moten/lagg-ut"), http.StatusOK)
	year()
	b.get("/moten").says("torsdag 10 september 2026 (v. 37) kl. 12.00–fredag 11 september 2026 (v. 37) kl. 12.00")
	feed := b.subscribes("body:committee")
	lasts := func(from, to string) {
		t.Helper()
		event := titled(w.events(feed), "The committee")
		for _, one := range w.events(feed) { // the later of two
			if start, err := one.GetStartAt(); err == nil && start.Month() >= 9 {
				event = one
			}
		}
		start, err := event.GetStartAt()
		must(t, err)
		end, err := event.GetEndAt()
		must(t, err)
		zone := w.pack.Calendar.Zone()
		if got := start.In(zone).Format("2006-01-02 15:04") + " " + end.In(zone).Format("2006-01-02 15:04"); got != from+" 12:00 "+to+" 12:00" {
			t.Errorf("the calendar has it %s", got)
		}
	}
	lasts("2026-09-10", "2026-09-11")

	const move = "/moten/V-M-2026-004/flytta" // the council of September, a week later
	seen := b.post(move, b.get(move).form(move, "date", "2026-09-24", "reason", "Salen är upptagen"), http.StatusOK)
	seen.says("torsdag 17 september 2026 (v. 38)")
	b.post(move, seen.form(move), http.StatusOK)
	b.get("/moten").says("torsdag 17 september 2026 (v. 38) kl. 12.00–fredag 18 september 2026 (v. 38) kl. 12.00")
	lasts("2026-09-17", "2026-09-18")
}
