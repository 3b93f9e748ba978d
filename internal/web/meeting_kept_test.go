package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"beredd/internal/web/browsertest"
)

// A line is the way from a browser to the service, which can go down.
type line struct {
	*httptest.Server
	down atomic.Bool
}

func lineTo(t *testing.T, w *world) *line {
	t.Helper()
	to, err := url.Parse(w.http.URL)
	must(t, err)
	l, through := &line{}, &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Host = r.In.Host
	}}
	l.Server = httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if !l.down.Load() {
			through.ServeHTTP(out, r)
			return
		}
		if conn, _, err := out.(http.Hijacker).Hijack(); err == nil {
			_ = conn.Close()
		}
	}))
	t.Cleanup(l.Close)
	return l
}

// What a secretary has typed when the connection goes is there again when it is back, in
// its own field, and is gone from the browser once the service has it. The page can be
// used by everybody, with all that it opens.
func TestWhatASecretaryHasTypedIsKeptWhenTheConnectionGoes(t *testing.T) {
	w := newWorld(t, true)
	p := w.gathers(40)
	there := "/moten" + strings.TrimPrefix(at(p.Number), "/arenden")
	b := w.as("lgl_secretary")
	b.post(there+"/dagordning", meets("add", "gor", "add", "rubrik", "Läget i länet", "slag", "decision"), http.StatusOK)
	tab := browsertest.Open(t, browsertest.Narrow)
	signInAs(t, tab, w, "lgl_secretary")
	open := func() {
		browsertest.Eval[bool](t, tab, `(() => { document.querySelectorAll("main details").forEach(d => d.open = true); return true })()`)
	}
	tab.Visit(t, w.http.URL+there)
	open()
	tab.Axe(t, allowed...)
	w.Move(p.Meeting.Begins(w.pack.Calendar).Add(20 * time.Minute))
	b.post(there+"/anteckna", meets("came", "vad", "came", "person", "kalmar_social"), http.StatusOK)

	way := lineTo(t, w)
	tab.Visit(t, way.URL+there+"/pagar")
	open()
	tab.Axe(t, allowed...)
	if wide := browsertest.Eval[float64](t, tab, `document.documentElement.scrollWidth - document.documentElement.clientWidth`); wide > 0 {
		t.Errorf("the page is %v pixels wider than the window", wide)
	}
	tab.Do(t, chromedp.SendKeys(chromedp.CSS("#text"), "Socialcheferna ser en risk"))
	way.down.Store(true)
	way.CloseClientConnections()
	tab.Fails(t, chromedp.Click(chromedp.CSS("form:has(#text) button[type=submit]")))
	way.down.Store(false)
	tab.Visit(t, way.URL+there+"/pagar")
	value := func(field string) string {
		return browsertest.Eval[string](t, tab, `document.getElementById("`+field+`").value`)
	}
	if got := value("text"); got != "Socialcheferna ser en risk" {
		t.Errorf("what was typed is %q", got)
	}
	if said := tab.Text(t, "#unsent"); !strings.Contains(said, "inte hann sparas") {
		t.Errorf("the page says %q", said)
	}
	tab.Follow(t, chromedp.Click(chromedp.CSS("form:has(#text) button[type=submit]")))
	if parts := w.items(p.ID)[0].Parts; len(parts) != 1 || parts[0].Text != "Socialcheferna ser en risk" {
		t.Errorf("recorded %+v", parts)
	}
	tab.Visit(t, way.URL+there+"/pagar")
	if got := value("text"); got != "" {
		t.Errorf("once the text is saved the field holds %q", got)
	}
}
