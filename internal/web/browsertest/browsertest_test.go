package browsertest

import (
	"bytes"
	"image/png"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

const clean = `<!DOCTYPE html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ärenden - Beredd</title>
<style>:focus { outline: 3px solid #00f } body { background: #fff; color: #000 }
@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } a { color: #9cf } :focus { outline-color: #9cf } }</style></head>
<body>
<header><a href="#huvud">Till innehållet</a></header>
<main id="huvud">
<h1>Ärenden</h1>
<p id="script">Utan script</p>
<form action="/svar"><p><label for="ord">Sök</label> <input id="ord" name="ord" type="text"></p><p><button type="submit">Sök ärende</button></p></form>
</main>
<script>document.getElementById("script").textContent = "Med script"</script>
</body></html>`

// faulty breaks one rule of each kind, on purpose.
const faulty = `<!DOCTYPE html>
<html lang="sv"><head><title>Fel</title></head><body><main><h1>Fel</h1>
<img src="/borta.png"><div><p>Ett stycke</div>
<button type="button" style="outline: none">Osynligt fokus</button>
</main></body></html>`

func serve(t *testing.T, policy string, pages map[string]string) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page, ok := pages[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		io.WriteString(w, strings.ReplaceAll(page, "{{language}}", r.Header.Get("Accept-Language")))
	}))
	t.Cleanup(server.Close)
	return server.URL
}

func TestAxeFindsNothingOnACleanPage(t *testing.T) {
	// axe is put there past the policy that keeps every script of the page's own out.
	url := serve(t, "script-src 'none'", map[string]string{"/": clean})
	for _, look := range []Look{Light, Dark, Narrow, Forced, {NoScript: true}} {
		t.Run(look.String(), func(t *testing.T) {
			tab := Open(t, look)
			tab.Visit(t, url)
			tab.Axe(t)
		})
	}
}

func TestAxeFindsThePlantedFault(t *testing.T) {
	tab := Open(t, Light)
	tab.Visit(t, serve(t, "", map[string]string{"/": faulty}))
	violations, _ := tab.AxeFindings(t)
	if !slices.ContainsFunc(violations, func(f Finding) bool { return f.Rule == "image-alt" && f.Target == "img" }) {
		t.Errorf("the picture without text is not among %v", violations)
	}
}

func TestAnAllowanceCoversItsOwnFindingOnly(t *testing.T) {
	finding := Finding{Rule: "color-contrast", Target: "#wheel > text"}
	for _, row := range []struct {
		name    string
		allowed Allowance
		want    bool
	}{
		{"the rule on the element", Allowance{"color-contrast", "#wheel", "measured in Go"}, true},
		{"another rule", Allowance{"label", "#wheel", "measured in Go"}, false},
		{"another element", Allowance{"color-contrast", "#list", "measured in Go"}, false},
		{"no reason", Allowance{"color-contrast", "#wheel", ""}, false},
	} {
		if got := covered(finding, []Allowance{row.allowed}); got != row.want {
			t.Errorf("%s: covered is %v", row.name, got)
		}
	}
}

func TestScriptOffIsReallyOff(t *testing.T) {
	url := serve(t, "", map[string]string{"/": clean})
	for want, look := range map[string]Look{"Med script": {}, "Utan script": {NoScript: true}} {
		tab := Open(t, look)
		tab.Visit(t, url)
		if got := tab.Text(t, "#script"); got != want {
			t.Errorf("%s: the page says %q, want %q", look, got, want)
		}
	}
}

func TestAFormIsSentWithoutScript(t *testing.T) {
	url := serve(t, "", map[string]string{"/": clean, "/svar": clean})
	tab := Open(t, Look{NoScript: true})
	tab.Visit(t, url)
	tab.Fill(t, "#ord", "Ölands kommuner")
	if status := tab.Follow(t, chromedp.Click(chromedp.CSS("button"))); status != http.StatusOK {
		t.Errorf("the status is %d", status)
	}
	if at := Ask(t, tab, chromedp.Location()); !strings.HasSuffix(at, "/svar?ord=%C3%96lands+kommuner") {
		t.Errorf("we are at %s", at)
	}
}

func TestTheLookReachesThePage(t *testing.T) {
	url := serve(t, "", map[string]string{"/": "<p>{{language}}</p>"})
	for _, row := range []struct {
		look Look
		asks string
	}{
		{Look{}, `document.body.innerText.startsWith("sv") && navigator.language === "sv" && innerWidth === 1280`},
		{Look{Language: "en"}, `document.body.innerText.startsWith("en")`},
		{Look{}, `matchMedia("(prefers-color-scheme: light)").matches && matchMedia("(forced-colors: none)").matches`},
		{Dark, `matchMedia("(prefers-color-scheme: dark)").matches`},
		{Narrow, `innerWidth === 320 && innerHeight === 640`},
		{Forced, `matchMedia("(forced-colors: active)").matches`},
		{Look{StillMotion: true}, `matchMedia("(prefers-reduced-motion: reduce)").matches`},
		{Look{Print: true}, `matchMedia("print").matches`},
	} {
		tab := Open(t, row.look)
		tab.Visit(t, url)
		if !Eval[bool](t, tab, row.asks) {
			t.Errorf("%s: it is not so that %s", row.look, row.asks)
		}
	}
}

func TestTabsShareNoCookies(t *testing.T) {
	url := serve(t, "", map[string]string{"/": clean})
	a, b := Open(t, Light), Open(t, Light)
	a.Visit(t, url)
	Eval[string](t, a, `document.cookie = "vem=anna"`)
	b.Visit(t, url)
	if got := Eval[string](t, b, `document.cookie`); got != "" {
		t.Errorf("one tab's cookie is seen in another: %s", got)
	}
}

func TestTheKeyboardWalksThePageInOrder(t *testing.T) {
	url := serve(t, "", map[string]string{"/": clean, "/svar": faulty})
	tab := Open(t, Light)
	tab.Visit(t, url)
	for range 2 { // a second walk starts afresh
		var names []string
		for _, stop := range tab.Keyboard(t) {
			names = append(names, stop.Role+" "+stop.Name)
		}
		if want := []string{"link Till innehållet", "textbox Sök", "button Sök ärende"}; !slices.Equal(names, want) {
			t.Errorf("the stops are %q, want %q", names, want)
		}
	}

	tab.Visit(t, url)
	tab.Type(t, kb.Tab+kb.Tab+"vatten")
	if status := tab.Enter(t); status != http.StatusOK {
		t.Errorf("the status is %d", status)
	}
	if at := Ask(t, tab, chromedp.Location()); !strings.HasSuffix(at, "/svar?ord=vatten") {
		t.Errorf("we are at %s", at)
	}
}

func TestTheKeyboardSeesWhatIsWrong(t *testing.T) {
	page := `<!DOCTYPE html><title>x</title><h1>x</h1>
		<button style="outline: none">a</button>
		<button></button>
		<button style="position: absolute; left: -999px">c</button>
		<div style="position: relative"><button>d</button><div style="position: absolute; inset: 0; background: #fff"></div></div>
		<button>e</button>`
	tab := Open(t, Look{NoScript: true})
	tab.Visit(t, serve(t, "", map[string]string{"/": page}))
	stops := tab.Stops(t)
	if len(stops) != 5 {
		t.Fatalf("the stops are %v", stops)
	}
	for i, wrong := range []bool{stops[0].Shown, stops[1].Name != "", stops[2].InView, !stops[3].Covered} {
		if wrong {
			t.Errorf("what is wrong with %+v is not seen", stops[i])
		}
	}
	if e := stops[4]; !e.Shown || !e.InView || e.Covered || e.Name != "e" {
		t.Errorf("nothing is wrong with %+v", e)
	}
}

func TestAKeyboardTrapIsFound(t *testing.T) {
	page := `<!DOCTYPE html><title>x</title><button>a</button><button id="b">b</button><button id="c">c</button><a href="/">d</a>
		<script>document.getElementById("c").onkeydown = e => { if (e.key === "Tab") { e.preventDefault(); document.getElementById("b").focus() } }</script>`
	tab := Open(t, Light)
	tab.Visit(t, serve(t, "", map[string]string{"/": page}))
	caught := &recorder{TB: t}
	tab.Stops(caught)
	if !strings.Contains(caught.said, "trapped") {
		t.Errorf("it said %q", caught.said)
	}
}

// A recorder keeps what a helper would have failed its test with.
type recorder struct {
	testing.TB
	said string
}

func (r *recorder) Errorf(format string, args ...any) { r.said += format }

func TestComplaintsAreHeard(t *testing.T) {
	page := `<!DOCTYPE html><title>x</title><img src="/borta.png" alt=""><img src="http://outside.example/x.png" alt="">
		<script>setTimeout(() => { throw new Error("planterat") })</script>`
	tab := Open(t, Light)
	tab.Visit(t, serve(t, "", map[string]string{"/": page}))
	all := strings.Join(tab.Complaints(), "\n")
	for _, want := range []string{"404", "outside.example", "planterat"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not among:\n%s", want, all)
		}
	}

	quiet := Open(t, Light)
	quiet.Visit(t, serve(t, "", map[string]string{"/": clean, "/favicon.ico": ""}))
	if got := quiet.Complaints(); len(got) > 0 {
		t.Errorf("a clean page has complaints: %q", got)
	}
}

func TestAScreenshotShowsTheWholePage(t *testing.T) {
	page := `<!DOCTYPE html><title>x</title><style>body { margin: 0; height: 3000px }</style>`
	tab := Open(t, Narrow)
	tab.Visit(t, serve(t, "", map[string]string{"/": page}))
	path := filepath.Join(t.TempDir(), "new folder", "page.png")
	tab.Screenshot(t, path)
	file, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.DecodeConfig(bytes.NewReader(file))
	if err != nil || picture.Width != 320 || picture.Height != 3000 {
		t.Errorf("the picture is %d × %d, %v", picture.Width, picture.Height, err)
	}
}

func TestHTMLFaultsAreFound(t *testing.T) {
	faults := HTMLFaults(t, map[string][]byte{"clean": []byte(clean), "faulty": []byte(faulty)})
	all := strings.Join(faults, "\n")
	if strings.Contains(all, "clean:") {
		t.Errorf("the clean page has faults:\n%s", all)
	}
	for _, want := range []string{"faulty:3:2: wcag/h37", "faulty:3:29: no-implicit-close", "no-inline-style"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not among:\n%s", want, all)
		}
	}
}
