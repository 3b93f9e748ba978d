package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"beredd/internal/engine"
	"beredd/internal/web/browsertest"
)

// A coordinator sees whom the letters that are held would go to and why, and lets
// them go, or says why they never do; nobody else decides, and the clock is the
// operator's.
func TestACoordinatorDecidesOnLettersThatAreHeld(t *testing.T) {
	w := newWorld(t, true)
	b, nils := w.as("county_coordinator"), w.as("borgholm_social")
	key := func(values ...string) url.Values {
		form := url.Values{"nyckel": {"k1"}}
		for i := 0; i < len(values); i += 2 {
			form.Set(values[i], values[i+1])
		}
		return form
	}
	held := func(want bool) {
		t.Helper()
		h, err := w.store.OnHold(t.Context())
		if err != nil || (h != nil) != want {
			t.Fatalf("the hold is %v %v", h, err)
		}
	}
	b.get("/utskick").says("Håll alla brev")
	nils.get("/utskick").lacks("Håll alla brev")
	b.post("/utskick", key("gor", "held"), 200)
	held(true)
	b.get("/utskick").says("Ska de här breven gå?", "Släpp alla brev")
	nils.get("/utskick").lacks("Släpp alla brev")
	nils.post("/utskick", key("gor", "released"), 403)
	held(true)
	b.post("/utskick", key("gor", "released"), 200)
	held(false)

	if err := w.store.Hold(t.Context(), engine.Hold{Why: engine.TooMany, Since: w.Now()}); err != nil {
		t.Fatal(err)
	}
	b.get("/utskick").says("många fler på en gång")
	b.post("/utskick", key("gor", "discarded"), 422)
	held(true)
	b.post("/utskick", key("gor", "discarded", "skal", "Importen var ett prov"), 200)
	held(false)

	if err := w.store.Hold(t.Context(), engine.Hold{Why: engine.ClockBack, Since: w.Now()}); err != nil {
		t.Fatal(err)
	}
	if page := b.get("/utskick"); strings.Contains(page.text(), "Släpp alla brev") {
		t.Error("a coordinator releases letters whose clock is in doubt")
	}
	b.post("/utskick", key("gor", "released"), 409)
	held(true)
}

// Of letters that are held a coordinator lets some go and has some never sent, chosen by
// their kind, whom they are for, their day or one by one; the others wait on, and so does
// what has come to a group since the page was shown.
func TestACoordinatorDecidesOnSomeOfTheLettersThatAreHeld(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	ctx := t.Context()
	w.owesAMass()
	log, err := w.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 1000})
	must(t, err)
	b := w.as("county_coordinator")
	page := b.get("/utskick?efter=organisation")
	page.says("Efter organisation", "Borgholms kommun", "Släpp de valda")
	form := page.form("/utskick")
	form.Del("brev")
	left := func(want func(engine.Delivery) (engine.DeliveryStatus, bool), when string) {
		t.Helper()
		now, err := w.store.Deliveries(ctx, engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 1000})
		must(t, err)
		n := map[bool]int{}
		for _, d := range now.Rows {
			status, through := want(d)
			if n[through]++; d.Status != status || d.LetThrough != through {
				t.Fatalf("%s: the letter %s to %s is %s, let through: %v", when, d.Letter, d.Name, d.Status, d.LetThrough)
			}
		}
		if n[true] == 0 || n[false] == 0 {
			t.Errorf("%s: %d are let through, %d are not", when, n[true], n[false])
		}
	}
	was := map[string]engine.DeliveryStatus{}
	for _, d := range log.Rows {
		was[d.ID] = d.Status
	}
	choose := func(do string, status int, values ...string) opened {
		t.Helper()
		sent := url.Values{"nyckel": form["nyckel"], "efter": form["efter"], "sett": form["sett"], "gor": {do}}
		for i := 0; i < len(values); i += 2 {
			sent.Add(values[i], values[i+1])
		}
		return b.post("/utskick", sent, status)
	}
	ofBorgholm := func(d engine.Delivery) bool {
		o := w.pack.People.MailboxBehind(d.Person, d.Organization, d.Body, w.pack.Calendar.Today(w.Now()))
		return o != nil && o.Key == "borgholm"
	}
	choose("some_released", 422).says("minst en grupp")
	choose("some_released", 200, "grupp", "o:borgholm").says("De andra väntar kvar").lacks("Borgholms kommun:")
	left(func(d engine.Delivery) (engine.DeliveryStatus, bool) {
		return was[d.ID], was[d.ID] == engine.Queued && ofBorgholm(d)
	}, "when Borgholm's may go")

	one := ""
	for _, d := range log.Rows {
		if d.Status == engine.Queued && !ofBorgholm(d) {
			one = d.ID
		}
	}
	choose("some_discarded", 422, "brev", one, "skal", " ").says("varför")
	choose("some_discarded", 200, "brev", one, "skal", "Det var ett prov").says("Skälet står på vart och ett")
	if d, err := w.store.Delivery(ctx, one); err != nil || d.Status != engine.Needless || d.Response != engine.Discarded+"Det var ett prov" {
		t.Errorf("the letter that is never sent is %s %q %v", d.Status, d.Response, err)
	}
	if h, err := w.store.OnHold(ctx); err != nil || h == nil {
		t.Errorf("the others are not held any more %v", err)
	}
	b.get("/utskick?efter=dag").says("Efter dag")
	b.get("/utskick?efter=arende").says("Efter ärende")

	form.Set("efter", "")
	form.Set("sett", w.Now().AddDate(-5, 0, 0).Format("2006-01-02T15:04:05Z07:00"))
	letter := log.Rows[0].Letter
	choose("some_released", 409, "grupp", letter).says("just bestämt")
	w.as("borgholm_social").post("/utskick", url.Values{"nyckel": {"k"}, "gor": {"some_released"}, "brev": {one}}, 403)
}

// The choice is made with the keyboard alone and without a script, and the key that ends
// the writing of a reason lets no letter go.
func TestLettersThatAreHeldAreChosenInTheBrowser(t *testing.T) {
	t.Parallel()
	w := newWorld(t, true)
	w.owesAMass()
	tab := browsertest.Open(t, browsertest.Narrow)
	signInAs(t, tab, w, "county_coordinator")
	tab.Visit(t, w.http.URL+"/utskick?efter=organisation")
	browsertest.Eval[int](t, tab, `(document.querySelectorAll("main details").forEach(d => d.open = true), 1)`)
	tab.Axe(t, allowed...)
	if wide := browsertest.Eval[int](t, tab, `document.documentElement.scrollWidth`); wide > 320 {
		t.Errorf("the page is %d px wide on 320", wide)
	}
	tab.Click(t, `input[name="grupp"]`)
	tab.Click(t, "#skal-valda")
	tab.Type(t, "Ett prov")
	tab.Enter(t)
	if !strings.Contains(tab.Text(t, "body"), "De valda breven skickas aldrig") {
		t.Errorf("the key in the reason did something else:\n%.400s", tab.Text(t, "main"))
	}
	tab.Visit(t, w.http.URL+"/utskick?efter=organisation")
	tab.Click(t, `input[name="grupp"]`)
	tab.Follow(t, chromedp.Click(chromedp.CSS(`button[value="some_released"]`)))
	if !strings.Contains(tab.Text(t, "body"), "De valda breven är släppta") {
		t.Errorf("the button let no letter go:\n%.400s", tab.Text(t, "main"))
	}
}

// owesAMass owes many letters anew that have gone, so that they are held.
func (w *world) owesAMass() {
	w.t.Helper()
	log, err := w.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 60})
	must(w.t, err)
	for i, d := range log.Rows {
		n := d.Notice
		n.ID, n.At = fmt.Sprintf("0190aaaa-aaaa-7aaa-8aaa-%012d", i), w.Now()
		must(w.t, w.store.SendAgain(w.t.Context(), engine.Instead{Of: d.ID, Notice: n}))
	}
	must(w.t, w.store.Hold(w.t.Context(), engine.Hold{Why: engine.TooMany, Since: w.Now()}))
}
