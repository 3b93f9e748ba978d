package web_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"beredd/internal/engine"
)

// addresses are pages of every route that can be opened, with real names in.
func (w *world) addresses() []string {
	p := w.number("Praktiska anvisningar för habilitering")
	open := w.number("Handlingsplan för det generella")
	letters, err := w.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 1})
	must(w.t, err)
	notice := letters.Rows[0].ID
	at := "/arenden/" + strings.ReplaceAll(p.Number, " ", "-")
	other := "/arenden/" + strings.ReplaceAll(open.Number, " ", "-")
	return []string{
		"/", "/arenden", "/arenden?flik=all&sok=plan&sena=ja", "/arenden/nytt", at, "/arenden/" + p.ID,
		other + "/steg/put_on_agenda", other + "/andra", at + "/handlingar/" + p.Documents[0].ID,
		at + "/svar/dissemination/kalmar", at + "/stang/dissemination", at + "/jav",
		w.linkOf("registrator@torsas.example", p.Number),
		"/utskick", "/utskick?status=failed", "/utskick/" + notice, "/utskick/" + notice + "/brev",
		"/aret", "/aret/2027?mina=ja", "/aret/2026?vy=hjul&papper=a3", "/aret/2026/lista.csv", "/aret/2026/belastning", "/aret/2026/belastning.csv", "/arbetsflode", "/arbetsflode/" + p.Workflow, "/arbetsflode/" + p.Workflow + "/bild.svg",
		"/historik", "/historik?kontroll=ja", "/logga-in", "/logga-in/kod", "/logga-in/vem", "/installningar", "/installningar/kalendrar", "/installningar/adresser", "/installningar/brev", "/brev/nothing", "/inkommet", "/inkommet?slag=alla", "/kalender/nothing.ics",
		"/beslutat", "/beslutat?flik=utan-svar&alder=30", "/beslutat/lista.csv", "/beslutat/svar", "/beslutat/svar?saknas=ja&organisation=kalmar", "/beslutat/svar.csv", "/moten", "/moten?organ=lgl", "/moten/lagg-ut?ar=2027", "/tillganglighet", "/personuppgifter", "/hjalp", "/healthz", "/readyz", "/schema/sv/workflow.json", "/schema/sv/letter.json",
		"/demo/brevlada", "/demo/brevlada/" + w.capture.All()[0].ID, "/demo/brevlada/" + w.capture.All()[0].ID + "/brev",
		"/finns-inte", "/arenden/LGL-2019-999", "/s/nothing",
	}
}

// state is everything that a page could change, as versions and counts.
func (w *world) state() string {
	w.t.Helper()
	page, err := w.store.Proposals(w.t.Context(), engine.Filter{Collaboration: w.pack.Key, Tab: engine.TabAll, Now: w.Now(), Limit: 200})
	must(w.t, err)
	var said []string
	for _, row := range page.Rows {
		p, err := w.Proposal(w.t.Context(), row.ID)
		must(w.t, err)
		said = append(said, p.Number, p.Head)
	}
	letters, err := w.store.Deliveries(w.t.Context(), engine.DeliveryFilter{Collaboration: w.pack.Key, Limit: 10_000})
	must(w.t, err)
	for _, l := range letters.Rows {
		said = append(said, l.ID, string(l.Status))
	}
	slices.Sort(said)
	return strings.Join(said, " ")
}

func TestNoPageChangesAnythingByBeingOpened(t *testing.T) {
	w := newWorld(t, true)
	before := w.state()
	for _, who := range []string{"", "county_coordinator", "preparation_secretary"} {
		b := w.as(who)
		for _, path := range w.addresses() {
			if page := b.get(path); page.status >= 500 {
				t.Errorf("%s as %q: status %d: %s", path, who, page.status, page.text())
			}
		}
	}
	if w.state() != before {
		t.Error("opening pages has changed a proposal or a letter")
	}
}

func TestEveryAnswerCarriesItsHeaders(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	for _, path := range w.addresses() {
		page := b.get(path)
		policy := page.header.Get("Content-Security-Policy")
		for _, must := range []string{"default-src 'none'"} {
			if !strings.Contains(policy, must) {
				t.Errorf("%s: the policy %q lacks %s", path, policy, must)
			}
		}
		if strings.Contains(page.header.Get("Content-Type"), "html") && !strings.Contains(policy, "sandbox") &&
			(!strings.Contains(policy, "script-src 'nonce-") || !strings.Contains(policy, "frame-ancestors 'none'")) {
			t.Errorf("%s: the policy of a page is %q", path, policy)
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Cross-Origin-Opener-Policy": "same-origin",
			"Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store",
		} {
			public := name == "Cache-Control" && path == "/schema/sv/workflow.json" // which is the same for everybody
			if got := page.header.Get(name); got != want && !public {
				t.Errorf("%s: %s is %q", path, name, got)
			}
		}
		if page.header.Get("Referrer-Policy") == "" || page.header.Get("X-Request-Id") == "" || page.header.Get("Content-Type") == "" {
			t.Errorf("%s lacks a header: %v", path, page.header)
		}
		if strings.HasPrefix(path, "/s/") && (page.header.Get("Referrer-Policy") != "no-referrer" ||
			!strings.Contains(page.header.Get("X-Robots-Tag"), "noindex") || page.header.Get("Set-Cookie") != "") {
			t.Errorf("%s, a link's page, has the headers %v", path, page.header)
		}
	}
}

func TestAnotherSiteCannotPost(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("county_coordinator")
	before := w.state()
	p := w.number("Handlingsplan för det generella")
	for _, path := range []string{
		"/logga-ut", "/sprak", "/demo/tid", "/arenden/nytt", "/arenden/" + p.ID + "/steg/refer_back", "/arenden/" + p.ID + "/andra",
		w.linkOf("registrator@torsas.example", w.number("Praktiska anvisningar för habilitering").Number),
	} {
		request, err := http.NewRequest(http.MethodPost, b.absolute(path), strings.NewReader("nyckel=x&reason=y&gor=skicka&svar=received"))
		must(t, err)
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		request.Header.Set("Sec-Fetch-Site", "cross-site")
		request.Header.Set("Origin", "https://elsewhere.example")
		response, err := b.client.Do(request)
		must(t, err)
		page := b.read(response)
		if page.status != http.StatusForbidden {
			t.Errorf("POST %s from another site: status %d", path, page.status)
		}
	}
	if w.state() != before {
		t.Error("another site has changed something")
	}
}

func TestWhoIsNotSignedInIsShownTheWay(t *testing.T) {
	w := newWorld(t, true)
	b := w.as("")
	page := b.get("/arenden?flik=decided")
	if page.url.Path != "/logga-in" || page.url.Query().Get("next") != "/arenden?flik=decided" {
		t.Errorf("sent to %s", page.url)
	}
	kept := b.post("/arenden/"+w.number("Handlingsplan").ID+"/andra", url.Values{
		"nyckel": {"k"}, "summary": {"En lång text som inte får gå förlorad"}}, http.StatusForbidden)
	kept.says("Du har blivit utloggad", "En lång text som inte får gå förlorad")
	if kept.form("/arenden/"+w.number("Handlingsplan").ID+"/andra").Get("summary") == "" {
		t.Error("the form to send again has lost the text")
	}
}

func TestThePathBackIsOurOwn(t *testing.T) {
	w := newWorld(t, false)
	b := w.as("")
	for _, next := range []string{"https://elsewhere.example/", "//elsewhere.example", `/\elsewhere.example`, "javascript:alert(1)", "\t//x"} {
		page := b.get("/logga-in?next=" + url.QueryEscape(next))
		if got := page.form("/logga-in").Get("next"); got != "/" {
			t.Errorf("after signing in from %q one comes to %q", next, got)
		}
	}
}
