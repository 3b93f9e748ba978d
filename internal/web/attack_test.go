package web_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beredd/internal/engine"
	"beredd/internal/people"
	"beredd/internal/web"
)

// fileForm is a form with a file of so many bytes.
func fileForm(t *testing.T, size int, values ...string) (body *bytes.Buffer, kind string) {
	t.Helper()
	body = &bytes.Buffer{}
	form := multipart.NewWriter(body)
	for i := 0; i < len(values); i += 2 {
		must(t, form.WriteField(values[i], values[i+1]))
	}
	file, err := form.CreateFormFile("fil", "rutin.pdf")
	must(t, err)
	_, err = file.Write(append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("x"), size)...))
	must(t, err)
	must(t, form.Close())
	return body, form.FormDataContentType()
}

func TestAFileFromNobodyLeavesNothingBehind(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	body, kind := fileForm(t, 12<<20, "nyckel", "k")
	response, err := http.Post(w.http.URL+"/arenden/"+strings.ReplaceAll(p.Number, " ", "-")+"/handlingar", kind, body)
	must(t, err)
	must(t, response.Body.Close())
	var left []string
	for range 200 { // the answer may come before the server has tidied up after it
		left, err = filepath.Glob(filepath.Join(folder, "*"))
		must(t, err)
		if len(left) == 0 {
			break
		}
		time.Sleep(50 * time.Millisecond)
	}
	if response.StatusCode != http.StatusForbidden || len(left) > 0 {
		t.Errorf("status %d, and %d files are left", response.StatusCode, len(left))
	}
	for _, name := range left {
		_ = os.Remove(name)
	}
}

func TestAFileThatMayNotComeIsNotKept(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	b := w.as("borgholm_social")
	body, kind := fileForm(t, 1000, "nyckel", "k")
	hash := sha256.Sum256(append([]byte("%PDF-1.7\n"), bytes.Repeat([]byte("x"), 1000)...))
	response, err := b.client.Post(b.absolute("/arenden/"+strings.ReplaceAll(p.Number, " ", "-")+"/handlingar"), kind, body)
	must(t, err)
	must(t, response.Body.Close())
	if _, err := w.store.Blob(t.Context(), hex.EncodeToString(hash[:])); response.StatusCode < 400 || err == nil {
		t.Errorf("status %d, and the file is kept", response.StatusCode)
	}
}

func TestNextLeadsNowhereElse(t *testing.T) {
	w := newWorld(t, false)
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	for _, next := range []string{
		"//evil.example", `/\evil.example`, "/%2Fevil.example", "/%2f%2fevil.example", "/%5Cevil.example", "https://evil.example",
		"/\t/evil.example", "javascript:alert(1)", "/%09/evil.example", "/.//evil.example",
	} {
		for _, form := range []string{"/sprak", "/demo/tid"} {
			response, err := client.PostForm(w.http.URL+form, url.Values{"next": {next}, "sprak": {"en"}})
			must(t, err)
			must(t, response.Body.Close())
			to, err := url.Parse(response.Header.Get("Location"))
			must(t, err)
			if to.Host != "" || strings.HasPrefix(to.Path, "//") || strings.HasPrefix(to.Path, `/\`) {
				t.Errorf("%s with %q leads to %q", form, next, response.Header.Get("Location"))
			}
		}
	}
}

func TestWhoeverSaysToComeFromElsewhereIsHeldBackAllTheSame(t *testing.T) {
	w := newWorld(t, false, func(c *web.Config) { c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	ask := func(headers ...string) int {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.http.URL+"/s/a.b", nil)
		must(t, err)
		request.Header["X-Forwarded-For"] = headers
		response, err := http.DefaultClient.Do(request)
		must(t, err)
		must(t, response.Body.Close())
		return response.StatusCode
	}
	for name, row := range map[string]func(i int) []string{
		"the proxy adds to the header":       func(i int) []string { return []string{fmt.Sprintf("10.0.0.%d, 192.0.2.1", i)} },
		"the proxy adds a header":            func(i int) []string { return []string{fmt.Sprintf("10.0.0.%d", i), "192.0.2.2"} },
		"many addresses of one IPv6 network": func(i int) []string { return []string{fmt.Sprintf("2001:db8::%x", i)} },
	} {
		last := 0
		for i := range 40 {
			last = ask(row(i)...)
		}
		if last != http.StatusTooManyRequests {
			t.Errorf("%s: the 40th guess is answered with %d", name, last)
		}
	}
}

func TestALinkCannotUndoWhatTookACode(t *testing.T) {
	w := newWorld(t, true)
	w.pack.Workflows[0].Round("dissemination").Assurance = "" // a receipt by the link, what settles by a code
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@torsas.example", p.Number)
	_, err := w.Act(t.Context(), engine.Act{Kind: engine.AnswerAsk, Proposal: p.ID, Round: "dissemination", Respondent: "torsas", Answer: "declined",
		Actor: engine.Actor{Organization: "torsas", Mailbox: true, Assurance: "code"}, Inputs: map[string]any{"reason": "Vi berörs inte."}})
	must(t, err)
	b := w.as("")
	page := b.get(path)
	b.post(path, page.form(path, "gor", "skicka", "svar", "received"), http.StatusOK)
	if r := w.respondent(p, "dissemination", "torsas"); r.Answer != "declined" || r.Assurance != "code" {
		t.Errorf("a link alone made the answer %q, by %q", r.Answer, r.Assurance)
	}
}

func TestWhoIsNoLongerAskedHasNoLink(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@torsas.example", p.Number)
	b := w.as("")
	if page := b.get(path); page.status != http.StatusOK {
		t.Fatalf("status %d", page.status)
	}
	w.pack.People.Organization("torsas").Mailbox = "kommun@torsas.example"
	if page := b.get(path); page.status != http.StatusGone {
		t.Errorf("the mailbox is another's, and its link answers %d", page.status)
	}
}

func TestAnAnswerThatWasChangedOnTheWayBackIsAnotherAnswer(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	path := w.linkOf("registrator@torsas.example", p.Number)
	b := w.as("")
	page := b.get(path)
	b.post(path, page.form(path, "gor", "skicka", "svar", "declined", "declined.reason", "Vi berörs inte."), http.StatusOK)
	b.post(path, page.form(path, "gor", "skicka", "svar", "received"), http.StatusOK) // the form as the browser had it
	if r := w.respondent(p, "dissemination", "torsas"); r.Answer != "received" || r.Changes != 1 {
		t.Errorf("a receipt was shown for %q, and %q stands", "received", r.Answer)
	}
}

func TestAKeyThatTwoShareOpensNothing(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Praktiska anvisningar för habilitering")
	dir := w.pack.People
	dir.Persons = append(slices.Clone(dir.Persons), people.Person{Key: "torsas", Name: "En annan", Mail: "annan@lan.example"})
	w.pack.Demo.Personas = append(w.pack.Demo.Personas, w.pack.Demo.Personas[0])
	w.pack.Demo.Personas[len(w.pack.Demo.Personas)-1].Person = "torsas"
	b := w.as("torsas")
	if page := b.get("/arenden/" + strings.ReplaceAll(p.Number, " ", "-") + "/svar/dissemination/torsas"); page.status != http.StatusForbidden {
		t.Errorf("whoever has an organization's key as a person answers for it: %d", page.status)
	}
}

func TestAnAnswerThatStandsIsNotOfferedToBeChanged(t *testing.T) {
	w := newWorld(t, true)
	p := w.number("Överenskommelse kring personer med riskbruk") // its last day has passed
	path := w.linkOf("registrator@vastervik.example", p.Number)
	page := w.as("").get(path)
	if strings.Contains(page.text(), "Granska svaret") || strings.Contains(page.text(), "Ni kan fortfarande svara") {
		t.Error("an answer that can't be changed is offered to be changed")
	}
	page.says("svaret kan inte ändras")
}

func TestAProxyThatIsNotAmongOursIsWarnedOfOnce(t *testing.T) {
	for trusted, want := range map[string]int{"10.0.0.0/8": 1, "127.0.0.0/8": 0} {
		var log bytes.Buffer
		w := newWorld(t, false, func(c *web.Config) {
			c.Proxies = []netip.Prefix{netip.MustParsePrefix(trusted)}
			c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))
		})
		for _, header := range []string{"", "X-Forwarded-For", "Forwarded", "X-Forwarded-For"} {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.http.URL+"/healthz", nil)
			must(t, err)
			if header != "" {
				request.Header.Set(header, "for=192.0.2.1")
			}
			response, err := http.DefaultClient.Do(request)
			must(t, err)
			must(t, response.Body.Close())
		}
		w.close()
		if n := strings.Count(log.String(), "BEREDD_PROXIES"); n != want || strings.Contains(log.String(), "192.0.2.1") {
			t.Errorf("with %s it was warned of %d times, expected %d: %s", trusted, n, want, log.String())
		}
	}
}

func TestWhatTheDatabaseCannotDoJustNowIsSaidToPass(t *testing.T) {
	full := errors.New("full")
	for away, want := range map[bool]int{true: http.StatusServiceUnavailable, false: http.StatusInternalServerError} {
		w := newWorld(t, false, func(c *web.Config) {
			c.Store = brokenStore{c.Store, full}
			c.Away = func(err error) bool { return away && errors.Is(err, full) }
		})
		response, err := http.PostForm(w.http.URL+"/logga-in", url.Values{"mail": {kalmar(t).People.Persons[0].Mail}})
		must(t, err)
		page, err := io.ReadAll(response.Body)
		must(t, errors.Join(err, response.Body.Close()))
		if response.StatusCode != want || bytes.Count(page, []byte("</html>")) != 1 {
			t.Errorf("away %v: %d, expected %d and one page: %s", away, response.StatusCode, want, page)
		}
	}
}

// A brokenStore keeps no sessions.
type brokenStore struct {
	web.Store
	err error
}

func (b brokenStore) Commit(string, []byte, time.Time) error { return b.err }
