package web_test

import (
	"testing"

	"github.com/chromedp/chromedp"

	"beredd/internal/web/browsertest"
)

// signInAs lets the tab's visitor be a persona of the demo, by the demo's own
// form.
func signInAs(t testing.TB, tab *browsertest.Tab, w *world, person string) {
	t.Helper()
	tab.Visit(t, w.http.URL+"/logga-in")
	browsertest.Eval[bool](t, tab, `(() => { document.querySelector(".demo details").open = true; document.getElementById("persona").value = "`+person+`"; return true })()`)
	tab.Follow(t, chromedp.Click(chromedp.CSS(".demo form button")))
	tab.Visit(t, w.http.URL+"/")
}
