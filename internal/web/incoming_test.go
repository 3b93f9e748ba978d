package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"beredd/internal/engine"
	"beredd/internal/web/browsertest"
)

// What came by mail is the coordinator's to place, is shown to who holds the proposal
// and to nobody else, and answers nothing.
func TestWhatCameByMailIsPlacedAndShownToWhoHoldsIt(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	p := w.number("Handlingsplan för det generella")
	dead := w.pack.People.Organizations[0].Mailbox
	letters, err := w.store.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 1})
	must(t, err)
	file := func(f engine.Filing) {
		f.Message.Collaboration, f.Message.Key, f.Message.At = w.pack.Key, f.Message.ID, w.Now()
		_, err := w.store.FileIncoming(t.Context(), f)
		must(t, err)
	}
	file(engine.Filing{Raw: []byte("Subject: Fråga\r\n\r\n<script>"), Message: engine.Incoming{ID: "m1", Kind: engine.CameUnplaced, Reason: "unknown",
		From: "chef@nybro.example", Name: "Chefen", Subject: "Fråga <b>om planen</b>", Text: "Vi tycker <i>ja</i>\n\nDen 3 mars skrev:\n> hemligt"}})
	file(engine.Filing{Message: engine.Incoming{ID: "m2", Kind: engine.CameUndelivered}, Mark: &engine.AddressMark{
		Collaboration: w.pack.Key, Mail: dead, Status: engine.AddressDead, Code: "5.1.1", Notice: letters.Rows[0].ID, Since: w.Now()}})
	c := w.as("county_coordinator")
	c.get("/").says("1 adress levereras inte", "1 inkommet meddelande väntar på dig")
	c.get("/inkommet").says("Chefen", "Fråga <b>om planen</b>", "Kunde inte placeras")
	c.get("/inkommet/m1").says("Vi tycker <i>ja</i>", "Det går inte att se vilket ärende", "Avsändaren är inte kontrollerad")
	original := c.get("/inkommet/m1/original")
	if original.header.Get("Content-Disposition") == "" || !strings.Contains(original.header.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("the message as it came is served with %v", original.header)
	}
	c.post("/inkommet/m1", url.Values{"nyckel": {"k"}, "gor": {"placera"}, "arende": {"LGL 1999-001"}}, http.StatusUnprocessableEntity).says("Det finns inget ärende med det numret")
	b := w.as("preparation_secretary")
	if page := b.get("/inkommet/m1"); page.status != http.StatusForbidden {
		t.Errorf("who holds nothing of it reads the message: %d", page.status)
	}
	c.post("/inkommet/m1", url.Values{"nyckel": {"k"}, "gor": {"placera"}, "arende": {p.Number}}, http.StatusOK).says("Meddelandet ligger i ärendet", "Inget meddelande väntar")
	c.get("/inkommet/m1").says("Omhändertaget").lacks("Det går inte att se vilket ärende")
	at := "/arenden/" + strings.ReplaceAll(p.Number, " ", "-")
	c.get(at).says("Inkomna meddelanden", "räknas inte som ett svar", "Vi tycker <i>ja</i>")
	b.get(at).says("Inkomna meddelanden", "Chefen")
	if now, err := w.Proposal(t.Context(), p.ID); err != nil || now.Head != p.Head {
		t.Errorf("placing a message has changed the proposal (%v)", err)
	}
	c.get("/installningar/adresser").says(dead, "Levereras inte", "5.1.1")
	c.post("/installningar/adresser", url.Values{"nyckel": {"k"}, "adress": {dead}}, http.StatusOK).says("Fungerar, enligt")
	b.post("/installningar/adresser", url.Values{"nyckel": {"k"}, "adress": {dead}}, http.StatusForbidden)
	for _, look := range []browsertest.Look{browsertest.Light, browsertest.Dark, browsertest.Narrow} {
		tab := browsertest.Open(t, look)
		signInAs(t, tab, w, "county_coordinator")
		for _, path := range []string{"/", "/inkommet?slag=reply", "/inkommet/m1", "/installningar/adresser", at} {
			tab.Visit(t, w.http.URL+path)
			tab.Axe(t, allowed...)
			if wide := browsertest.Eval[float64](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
				t.Errorf("%s: %s is %v pixels wider than the window", look, path, wide)
			}
		}
	}
}
