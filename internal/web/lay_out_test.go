package web_test

import (
	"net/http"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// A coordinator copies a year to the next: what the cycle has a rule for goes by the
// rule, with how each day was found; what it has no day for goes on on the same weekday
// of the same week, once that is asked for; what somebody moved by hand is told of. All
// of it is shown before anything is laid out.
func TestAYearIsCopiedToTheNext(t *testing.T) {
	w := publishingIn(newWorld(t, false))
	b := w.as("county_coordinator")
	b.laysOut("2026")
	b.writes("cycle.yaml", "vidare", ", 2027-02-19, 2027-10-22", "")
	b.post(publishForm, b.get(publishForm).form(publishForm, "note", "Presidiets dagar sätts av samordnaren"), http.StatusOK)
	there := "/moten/" + strings.ReplaceAll(w.laid("meeting.lgl/2026-11-06").Number, " ", "-") + "/flytta"
	page := b.post(there, meets("show", "date", "2026-11-13", "time", "09:00", "end", "12:00"), http.StatusOK)
	b.post(there, meets("do", "date", "2026-11-13", "time", "09:00", "end", "12:00", "sett", page.form(there).Get("sett")), http.StatusOK)

	const path = "/moten/lagg-ut?ar=2027"
	b.get(path).says("Länsgemensam ledning, fredag 5 februari 2027 (v. 5): nytt (första fredagen i februari 2027)", "Rapport om informationsöverföringen, tisdag 30 november 2027 (v. 48): nytt").lacks("nytt (tisdag 30", "Presidiekonferens, ", "för hand")
	page = b.get(path+"&fran-i-fjol=ja").says("Presidiekonferens, fredag 26 februari 2027", "samma veckodag", "flyttades för hand till fredag 13 november 2026", "I år är dagen fredag 5 november 2027")
	page.lacks("Vem som får brevet om året")
	page = b.get(path+"&fran-i-fjol=ja&brev=ja").says("Vem som får brevet om året, och varför (", "har en plats i")
	b.post("/moten/lagg-ut", page.form("/moten/lagg-ut"), http.StatusOK).says("Året är utlagt")
	if letters := w.mailed("year_plan"); letters < 40 {
		t.Errorf("%d have their year by mail", letters)
	}
	if day := w.laid("meeting.presidium/2027-02-26").FallsOn().String(); day != "2027-02-26" {
		t.Errorf("the copied conference is laid out on %s", day)
	}
	b.get(path+"&fran-i-fjol=ja").says("Inget ändras", "Inget nytt att lägga ut").lacks("Det här läggs ut")
}

// mailed is how many letters of a kind are owed.
func (w *world) mailed(letter string) (n int) {
	w.t.Helper()
	list, err := w.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 10_000})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, d := range list.Rows {
		if d.Letter == letter {
			n++
		}
	}
	return n
}
