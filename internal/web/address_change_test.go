package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/web/browsertest"
)

// A coordinator mends an address in a form: the process is published with it, and the
// letters that waited go there. Nobody else may, and what is no address is refused. What
// waits for another address may be let never go, with the reason.
func TestACoordinatorMendsAnAddressAndItsLettersGo(t *testing.T) {
	t.Parallel()
	w := publishing(t)
	one, other := w.pack.People.Organizations[0].Mailbox, w.pack.People.Organizations[1].Mailbox
	letters := map[string]string{}
	for _, mail := range []string{one, other} {
		letters[mail] = w.homeless(mail)
	}
	c, b := w.as("county_coordinator"), w.as("preparation_secretary")
	form := func(mail, do string, more ...string) url.Values {
		values := url.Values{"nyckel": {"k" + do + more[0]}, "adress": {mail}, "gor": {do}}
		values.Set(more[0], more[1])
		return values
	}
	c.get("/").says("2 adresser levereras inte")
	c.get("/utskick?status=held").says("ingen adress fungerar")
	c.get("/installningar/adresser").says(one, "Ett brev väntar på en adress som fungerar", "Ny adress")
	tab := browsertest.Open(t, browsertest.Narrow)
	signInAs(t, tab, w, "county_coordinator")
	tab.Visit(t, w.http.URL+"/installningar/adresser")
	browsertest.Eval[int](t, tab, `(document.querySelectorAll("main details").forEach(d => d.open = true), 1)`)
	tab.Axe(t, allowed...)

	b.post("/installningar/adresser", form(one, "andra", "ny", "ny@nybro.example"), http.StatusForbidden)
	c.post("/installningar/adresser", form(one, "andra", "ny", "ny@"), http.StatusUnprocessableEntity).says("ingen adress")
	c.post("/installningar/adresser", form(one, "andra", "ny", "ny@nybro.example"), http.StatusOK).says("Adressen är ändrad").lacks(one)
	if got := w.pack.People.Organizations[0].Mailbox; got != "ny@nybro.example" {
		t.Errorf("the organization's address is %s", got)
	}
	if d, err := w.store.Delivery(t.Context(), letters[one]); err != nil || d.Mail != "ny@nybro.example" || d.Status != engine.Queued {
		t.Errorf("the letter that waited is %s to %s %v", d.Status, d.Mail, err)
	}
	c.get("/processen").says("Adressen " + one + " är ändrad till ny@nybro.example")
	if d, err := w.store.Delivery(t.Context(), letters[other]); err != nil || d.Mail != other {
		t.Errorf("a letter to another address goes to %s %v", d.Mail, err)
	}

	w.homelessAgain(letters[other], other)
	c.post("/installningar/adresser", form(other, "skicka_inte", "skal", ""), http.StatusUnprocessableEntity)
	c.post("/installningar/adresser", form(other, "skicka_inte", "skal", "De har lämnat samverkan"), http.StatusOK).says("skickas inte")
	if d, err := w.store.Delivery(t.Context(), letters[other]); err != nil || d.Status != engine.Needless || !strings.HasSuffix(d.Response, "De har lämnat samverkan") {
		t.Errorf("the letter that is not sent is %s %q %v", d.Status, d.Response, err)
	}
}

// homeless refuses an address, so that a letter to it waits. It answers the letter.
func (w *world) homeless(mail string) string {
	w.t.Helper()
	log, err := w.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 1000})
	must(w.t, err)
	for _, d := range log.Rows {
		if strings.EqualFold(d.Mail, mail) {
			_, err := w.store.FileIncoming(w.t.Context(), engine.Filing{Returned: d.ID, Message: engine.Incoming{ID: d.ID, Key: d.ID, Collaboration: w.pack.Key, Kind: engine.CameUndelivered, At: w.Now()},
				Mark: &engine.AddressMark{Collaboration: w.pack.Key, Mail: mail, Status: engine.AddressDead, Code: "5.1.1", Said: "no such user", Notice: d.ID, Since: w.Now()}})
			must(w.t, err)
			w.homelessAgain(d.ID, mail)
			return d.ID
		}
	}
	w.t.Fatalf("no letter goes to %s", mail)
	return ""
}

// homelessAgain has the worker hold a letter for want of an address.
func (w *world) homelessAgain(id, mail string) {
	w.t.Helper()
	must(w.t, w.store.Retry(w.t.Context(), id, w.Now()))
	claimed, err := w.store.Claim(w.t.Context(), "test", w.Now(), time.Hour, 1000)
	must(w.t, err)
	for _, d := range claimed {
		s := engine.Settlement{Notice: d.ID, Claim: d.Claim, Status: engine.Accepted, At: w.Now(), Response: "250 ok"}
		if d.ID == id {
			s.Status, s.Response = engine.Held, engine.NoAddress+"5.1.1"
		}
		must(w.t, w.store.Settle(w.t.Context(), []engine.Settlement{s}))
	}
	if d, err := w.store.Delivery(w.t.Context(), id); err != nil || d.Status != engine.Held {
		w.t.Fatalf("the letter to %s is %s %v", mail, d.Status, err)
	}
}
