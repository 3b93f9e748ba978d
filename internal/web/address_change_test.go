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
			w.comesBack(d)
			return d.ID
		}
	}
	w.t.Fatalf("no letter goes to %s", mail)
	return ""
}

// comesBack refuses the address of a letter, so that it waits.
func (w *world) comesBack(d engine.Delivery) {
	w.t.Helper()
	_, err := w.store.FileIncoming(w.t.Context(), engine.Filing{Returned: d.ID, Message: engine.Incoming{ID: d.ID, Key: d.ID, Collaboration: w.pack.Key, Kind: engine.CameUndelivered, At: w.Now()},
		Mark: &engine.AddressMark{Collaboration: w.pack.Key, Mail: d.Mail, Status: engine.AddressDead, Code: "5.1.1", Said: "no such user", Notice: d.ID, Since: w.Now()}})
	must(w.t, err)
	w.homelessAgain(d.ID, d.Mail)
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

// A letter that reaches nobody is sent to another contact that a coordinator chooses: who
// speaks for the organization has it with the link to answer by, others to read, and the
// log says why. It goes once.
func TestALetterThatReachesNobodyGoesToAnotherContact(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	asked := w.asked("borgholm")
	w.comesBack(asked)
	c := w.as("county_coordinator")
	page := "/utskick/" + asked.ID
	c.get(page).says("Skicka till en annan kontakt", "Socialchef Borgholm")
	form := func(to, why string) url.Values {
		return url.Values{"nyckel": {"k" + to + why}, "till": {to}, "skal": {why}}
	}
	w.as("borgholm_social").post(page+"/till", form("borgholm_social", "Jag vill"), http.StatusForbidden)
	c.post(page+"/till", form("", "Tar över"), http.StatusUnprocessableEntity).says("Välj en kontakt")
	c.post(page+"/till", form("borgholm_social", " "), http.StatusUnprocessableEntity).says("varför")
	c.post(page+"/till", form("borgholm_social", "Registratorn är obemannad i juli"), http.StatusOK).says("Skickat till en annan kontakt", "Registratorn är obemannad i juli")
	c.post(page+"/till", form("deputy_coordinator", "Igen"), http.StatusConflict)
	sent := func(person string) engine.Delivery {
		t.Helper()
		log, err := w.store.Deliveries(t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Status: engine.Queued, Limit: 1000})
		must(t, err)
		for _, d := range log.Rows {
			if d.Notice.Person == person && d.Why == "sent_on" {
				return d
			}
		}
		t.Fatalf("nothing was sent on to %s", person)
		return engine.Delivery{}
	}
	to := sent("borgholm_social")
	if to.Round != asked.Round || to.Respondent != "borgholm" || to.Letter != asked.Letter {
		t.Errorf("the letter that was sent on is %+v", to.Notice)
	}
	c.get("/utskick/" + to.ID).says("utsågs av en samordnare att få det i stället för Borgholms kommun")
	_, body, err := w.server.Letters.Letter(t.Context(), to.ID)
	if err != nil || !strings.Contains(string(body), "/s/") || !strings.Contains(string(body), "utsågs av en samordnare") {
		t.Errorf("the letter is %v\n%s", err, body)
	}

	other := w.asked("torsas")
	w.comesBack(other)
	all := form("deputy_coordinator", "Hjälper till")
	all.Set("adress", other.Mail)
	all.Set("gor", "skicka_till")
	c.get("/installningar/adresser").says("Skicka breven till en annan kontakt")
	c.post("/installningar/adresser", all, http.StatusOK).says("Skickat till en annan kontakt")
	if to := sent("deputy_coordinator"); to.Round != "" || to.Respondent != "" || to.Organization != "" {
		t.Errorf("who does not speak for the organization may answer for it: %+v", to.Notice)
	}
}

// asked is a letter to an organization's mailbox that asks it.
func (w *world) asked(organization string) engine.Delivery {
	w.t.Helper()
	log, err := w.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 1000})
	must(w.t, err)
	for _, d := range log.Rows {
		if d.Person == "" && d.Organization == organization && d.Round != "" && d.Respondent == organization {
			return d
		}
	}
	w.t.Fatalf("nothing asks %s", organization)
	return engine.Delivery{}
}
