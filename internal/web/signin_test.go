package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"beredd/internal/web"
)

// codeTo is the latest code that an address was sent.
func (w *world) codeTo(address string) string {
	w.t.Helper()
	w.server.Wait()
	for _, m := range w.capture.Of(address) {
		if found := regexp.MustCompile(`\d{3} \d{3}`).FindString(m.Subject + m.Text); found != "" {
			return found
		}
	}
	w.t.Fatalf("%s has no code", address)
	return ""
}

func (b *browser) askForCode(mail, next string) opened {
	b.t.Helper()
	page := b.get("/logga-in?next=" + url.QueryEscape(next))
	return b.post("/logga-in", page.form("/logga-in", "mail", mail), http.StatusOK)
}

func TestOneSignsInByACode(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("")
	page := b.askForCode("Socialchef@Borgholm.example", "/arenden?flik=decided")
	code := w.codeTo("socialchef@borgholm.example")
	before := b.client.Jar.Cookies(page.url)[0].Value
	in := b.post("/logga-in/kod", page.form("/logga-in/kod", "kod", " "+code+" "), http.StatusOK)
	if in.url.RequestURI() != "/arenden?flik=decided" {
		t.Errorf("signed in, one stands at %s", in.url)
	}
	in.says("Socialchef Borgholm")
	if after := b.client.Jar.Cookies(page.url)[0].Value; after == before {
		t.Error("the session has the same token after signing in")
	}
	b.post("/logga-ut", nil, http.StatusOK).says("Du är utloggad")
	if b.get("/arenden").url.Path != "/logga-in" {
		t.Error("whoever signed out is still let in")
	}
}

func TestAnUnknownAddressIsAnsweredAlike(t *testing.T) {
	w := newWorld(t, true)
	known, unknown := w.as("").askForCode("socialchef@borgholm.example", "/"), w.as("").askForCode("nobody@nowhere.example", "/")
	if known.text() != unknown.text() || known.status != unknown.status {
		t.Errorf("known: %s\nunknown: %s", known.text(), unknown.text())
	}
	w.server.Wait()
	if len(w.capture.Of("nobody@nowhere.example")) > 0 {
		t.Error("a stranger was sent a code")
	}
}

func TestACodeIsForOneBrowserFiveTriesAndTenMinutes(t *testing.T) {
	w := newWorld(t, true)
	const mail = "socialchef@borgholm.example"
	try := func(b *browser, code string, want int) {
		b.post("/logga-in/kod", url.Values{"kod": {code}}, want)
	}
	thief := w.as("")
	thief.askForCode("socialchef@kalmar.example", "/")
	b := w.as("")
	b.askForCode(mail, "/")
	code := w.codeTo(mail)
	try(thief, code, http.StatusUnprocessableEntity)
	for range 5 {
		try(b, "000000", http.StatusUnprocessableEntity)
	}
	try(b, code, http.StatusUnprocessableEntity) // the tries are spent

	late := w.as("")
	late.askForCode(mail, "/")
	code = w.codeTo(mail)
	w.Move(w.Now().Add(11 * time.Minute))
	try(late, code, http.StatusUnprocessableEntity)

	once := w.as("")
	once.askForCode(mail, "/")
	code = w.codeTo(mail)
	try(once, code, http.StatusOK)
	once.post("/logga-ut", nil, http.StatusOK)
	try(once, code, http.StatusUnprocessableEntity)
}

func TestTooManyCodesAreHeldBack(t *testing.T) {
	w := newWorld(t, false)
	b := w.as("")
	var last int
	for range 12 {
		request := url.Values{"mail": {"socialchef@borgholm.example"}, "next": {"/"}}
		response, err := b.client.PostForm(b.absolute("/logga-in"), request)
		must(t, err)
		response.Body.Close()
		last = response.StatusCode
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("the twelfth try within a moment answers %d", last)
	}
	w.server.Wait()
	if n := len(w.capture.Of("socialchef@borgholm.example")); n > 4 {
		t.Errorf("one mailbox was sent %d codes", n)
	}
}

func TestAFormalAnswerAsksForACode(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	w.pack.Workflow(p.Workflow).Round("dissemination").Assurance = "code"
	path := w.linkOf("registrator@torsas.example", p.Number)
	b := w.as("")
	form := b.get(path).form(path, "gor", "granska", "svar", "declined", "declined.reason", "Berör inte oss")
	check := b.post(path, form, http.StatusOK).says("bekräftas med en kod")
	code := b.post(path, check.form(path, "gor", "skicka"), http.StatusOK).says("r•••@torsas.example")
	b.post(path, code.form(path, "gor", "kod", "kod", "123456"), http.StatusUnprocessableEntity).says("Koden är fel")
	if r := w.respondent(p, "dissemination", "torsas"); r.Answer != "" {
		t.Fatal("the answer was kept without its code")
	}
	b.post(path, code.form(path, "gor", "kod", "kod", w.codeTo("registrator@torsas.example")), http.StatusOK).says("Tack, svaret är mottaget")
	if r := w.respondent(p, "dissemination", "torsas"); r.Answer != "declined" || r.Assurance != "code" {
		t.Errorf("kept is %q by %q", r.Answer, r.Assurance)
	}
}

func TestAnAnswerMayAskForASignIn(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	w.pack.Workflow(p.Workflow).Round("dissemination").Assurance = "login"
	path := w.linkOf("registrator@vimmerby.example", p.Number)
	b := w.as("")
	page := b.get(path).says("behöver man logga in", p.Decision.Text)
	if strings.Contains(page.body, "<form") {
		t.Error("the page of the link has a form")
	}
	b.post(path, url.Values{"nyckel": {"x"}, "gor": {"skicka"}, "svar": {"received"}}, http.StatusForbidden)
	reply := at(p.Number) + "/svar/dissemination/vimmerby"
	if to := b.get(reply).url; to.Path != "/logga-in" || to.Query().Get("next") != reply {
		t.Errorf("one is led to %s", to)
	}
	borgholm := w.as("borgholm_social")
	if got := borgholm.get(reply); got.status != http.StatusForbidden {
		t.Errorf("another organization's manager gets %d", got.status)
	}
	own := at(p.Number) + "/svar/dissemination/borgholm"
	form := borgholm.get(own).form(own, "gor", "granska", "svar", "declined", "declined.reason", "Berör inte oss")
	borgholm.post(own, borgholm.post(own, form, http.StatusOK).form(own, "gor", "skicka"), http.StatusOK).says("Tack, svaret är mottaget")
	if r := w.respondent(p, "dissemination", "borgholm"); r.Answer != "declined" || r.Assurance != "login" {
		t.Errorf("kept is %q by %q", r.Answer, r.Assurance)
	}
}

func TestTheCookieIsForOurHTTPSAlone(t *testing.T) {
	w := newWorld(t, false, func(c *web.Config) {
		c.PublicURL = &url.URL{Scheme: "https", Host: "beredd.example"}
	})
	plain, err := http.DefaultTransport.RoundTrip(mustPost(t, w.http.URL+"/logga-in", "mail=socialchef%40borgholm.example"))
	must(t, err)
	defer plain.Body.Close()
	cookie := plain.Header.Get("Set-Cookie")
	for _, part := range []string{"__Host-", "Secure", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("the cookie %q lacks %s", cookie, part)
		}
	}
	if plain.Header.Get("Strict-Transport-Security") == "" {
		t.Error("an https site does not say so for the future")
	}
}

func mustPost(t *testing.T, address, body string) *http.Request {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, address, strings.NewReader(body))
	must(t, err)
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return request
}
