package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/scenario"
)

// laysOut lets the coordinator lay out a year.
func (b *browser) laysOut(year string) {
	b.t.Helper()
	page := b.get("/moten/lagg-ut?ar=" + year)
	b.post("/moten/lagg-ut", page.form("/moten/lagg-ut"), http.StatusOK)
}

// laid is what a line of the cycle has laid out.
func (w *world) laid(origin string) engine.Proposal {
	w.t.Helper()
	found, err := w.store.ByOrigin(w.t.Context(), w.pack.Key, []string{origin})
	must(w.t, err)
	if len(found) != 1 {
		w.t.Fatalf("of %s %d are laid out", origin, len(found))
	}
	return found[0]
}

// lettersOf counts what has been sent of a proposal, by letter.
func (w *world) lettersOf(id string) map[string]int {
	w.t.Helper()
	list, err := w.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 10_000})
	must(w.t, err)
	counts := map[string]int{}
	for _, row := range list.Rows {
		if row.Proposal == id {
			counts[row.Letter]++
		}
	}
	return counts
}

// A coordinator changes the rule of meetings that are laid out. Before it is published
// the page shows what moves and who is told; what somebody has set stays. Publishing does
// that and nothing else, and those who had been told a day that moves get a letter.
func TestPublishingThePlanShowsAndMovesTheYear(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	b.laysOut("2026")
	must(t, scenario.Advance(t.Context(), w, time.Date(2026, 1, 20, 9, 0, 0, 0, time.UTC))) // papers for February's meeting have been asked for
	june := w.laid("meeting.lgl/2026-06-05")
	move := meetingAt(june.Number) + "/flytta"
	moves := b.post(move, b.get(move).form(move, "date", "2026-06-10"), http.StatusOK).form(move)
	for range 2 { // pressed twice
		b.post(move, moves, http.StatusOK).says("10 juni 2026")
	}

	next := nextLGL(t, w)
	before := w.lettersOf(next.ID)
	serie := "/aret/planera/rad/serie?namn=lgl"
	b.post(serie, b.get(serie).form(serie, "ordinal", "second"), http.StatusOK)
	page := b.get(publishForm)
	page.lacks("LGL-M 2027", "2027 (v.") // of a year that nobody has laid out nothing is laid out
	page.says("Det här händer med året", next.Number, next.FallsOn().Prose("sv"), next.FallsOn().AddDays(7).Prose("sv"), "Justerat protokoll",
		june.Number, "står kvar, för någon har bestämt dagen")
	if w.laid("meeting.lgl/"+next.FallsOn().String()).FallsOn() != next.FallsOn() {
		t.Fatal("looking moves a meeting")
	}
	asked := page.form(publishForm, "note", "Andra fredagen passar bättre")
	stale := url.Values{}
	for key, value := range asked {
		stale[key] = value
	}
	stale.Set("sett", "something else")
	b.post(publishForm, stale, http.StatusConflict).says("Något har ändrats sedan du såg")
	if number, err := w.store.NewestEdition(t.Context(), w.pack.Key); err != nil || number != 1 {
		t.Fatalf("what was not seen is published: edition %d, %v", number, err)
	}
	b.post(publishForm, asked, http.StatusOK).says("Utgåva 2")
	moved, _, err := w.store.Proposal(t.Context(), next.ID, "")
	must(t, err)
	if moved.FallsOn() != next.FallsOn().AddDays(7) || moved.Edition == next.Edition {
		t.Errorf("the meeting stands on %s by edition %s", moved.FallsOn(), moved.Edition)
	}
	if got, _, err := w.store.Proposal(t.Context(), june.ID, ""); err != nil || got.FallsOn().String() != "2026-06-10" {
		t.Errorf("what a coordinator had set stands on %s, %v", got.FallsOn(), err)
	}
	after := w.lettersOf(next.ID)
	if before["meeting_moved"] > 0 || after["meeting_moved"] == 0 {
		t.Errorf("nobody is told that their day has moved: %v became %v", before, after)
	}
	autumn := w.laid("meeting.lgl/2026-11-13")
	if letters := w.lettersOf(autumn.ID); len(letters) > 0 {
		t.Errorf("of a day that nobody had been told %v are sent", letters)
	}
}

// nextLGL is the next meeting of LGL's for which somebody has been asked something.
func nextLGL(t *testing.T, w *world) engine.Proposal {
	t.Helper()
	today := w.pack.Calendar.Today(w.Now())
	all, err := w.store.LaidOut(t.Context(), w.pack.Key, today, today.AddMonths(12))
	must(t, err)
	for _, p := range all {
		if p.Workflow == "meeting.lgl" && slices.ContainsFunc(p.Rounds, func(r engine.Round) bool { return r.Open() }) {
			return p
		}
	}
	t.Fatal("nobody is asked anything for any meeting")
	return engine.Proposal{}
}

func meetingAt(number string) string { return "/moten/" + strings.ReplaceAll(number, " ", "-") }

// Before a meeting is cancelled the page says who is told and where its proposals go, and
// that is what happens, once.
func TestCancellingAMeetingShowsWhatFollows(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	year := b.get("/moten/lagg-ut?ar=2026").form("/moten/lagg-ut")
	for range 2 { // pressed twice
		b.post("/moten/lagg-ut", year, http.StatusOK).says("Länsgemensam ledning")
	}
	september := w.laid("meeting.lgl/2026-09-04")
	step := "/arenden/" + strings.ReplaceAll(september.Number, " ", "-") + "/steg/cancel"
	page := b.get(step)
	prepares := w.laid("meeting.lgl.preparation/2026-09-04")
	page.says("Det här följer när mötet ställs in", "fredag 4 september 2026", "ställs in", prepares.Number)
	form := page.form(step, "reason", "För få kan komma")
	for range 2 { // pressed twice
		b.post(step, form, http.StatusOK).says("Inställt")
	}
	if got := w.laid("meeting.lgl/2026-09-04"); got.State != "cancelled" {
		t.Errorf("the meeting is %s", got.State)
	}
	for key, state := range map[string]string{"2026-09-04": "cancelled", "2026-11-06": "planned"} {
		if got := w.laid("meeting.lgl.preparation/" + key); got.State != state {
			t.Errorf("the meeting that prepares that of %s is %s, want %s", key, got.State, state)
		}
	}
}
