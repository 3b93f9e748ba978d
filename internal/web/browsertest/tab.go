package browsertest

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// A Look is how somebody meets a page. The zero Look is Swedish, light, with
// script, on a screen of 1280 × 900.
type Look struct {
	Width, Height int64
	Dark          bool
	ForcedColors  bool // a high-contrast theme of the operating system
	StillMotion   bool // prefers-reduced-motion
	Print         bool
	NoScript      bool
	Language      string // Accept-Language
}

// The looks that every page is checked in.
var (
	Light  = Look{}
	Dark   = Look{Dark: true}
	Narrow = Look{Width: 320, Height: 640}
	Forced = Look{ForcedColors: true}
)

// Step is something done on a page that answers nothing, as chromedp.Click.
type Step = chromedp.Action[chromedp.Void]

// A Tab is a window of its own: it shares neither cookies nor storage with others.
type Tab struct {
	ctx  context.Context
	look Look

	mu         sync.Mutex
	complaints []string
}

// Open opens a tab that is closed when t ends.
func Open(t testing.TB, look Look) *Tab {
	t.Helper()
	look.Width = cmp.Or(look.Width, 1280)
	look.Height = cmp.Or(look.Height, 900)
	look.Language = cmp.Or(look.Language, "sv")

	ctx, cancel := chromedp.NewContext(one.running(t), chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	tab := &Tab{ctx: ctx, look: look}
	// The first step binds the tab's life to its context, so it has no deadline of its own.
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	if err := chromedp.Listen(ctx, tab.listen); err != nil {
		t.Fatalf("opening a tab: %v", err)
	}
	tab.Do(t, look.put)
	return tab
}

// put makes the tab of the context look as l says.
func (l Look) put(ctx context.Context, t *chromedp.Target) (none chromedp.Void, err error) {
	version, err := chromedp.CallBrowser(ctx, browser.GetVersion, cdp.Empty{})
	if err != nil {
		return none, err
	}
	_, err = cdp.Call(ctx, t, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
		UserAgent: version.UserAgent, AcceptLanguage: l.Language})
	if err != nil {
		return none, err
	}
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: either(l.Dark, "dark", "light")},
		{Name: "forced-colors", Value: either(l.ForcedColors, "active", "none")},
		{Name: "prefers-reduced-motion", Value: either(l.StillMotion, "reduce", "no-preference")},
	}}
	if l.Print {
		media.Media = "print"
	}
	if _, err := cdp.Call(ctx, t, emulation.SetEmulatedMedia, media); err != nil {
		return none, err
	}
	if _, err := scripts(!l.NoScript)(ctx, t); err != nil {
		return none, err
	}
	// Tabs run side by side, and each behaves as if it were the one in front.
	_, err = cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	if err != nil {
		return none, err
	}
	return chromedp.EmulateViewport(l.Width, l.Height)(ctx, t)
}

// scripts turns the page's own script on or off.
func scripts(on bool) Step {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		_, err := cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !on})
		return err
	})
}

func either(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// listen notes what a person with the developer tools open would see in red.
// The browser calls it, so it must not ask the browser anything.
func (tab *Tab) listen(event any) {
	var said string
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		said = event.ExceptionDetails.Text
		if thrown := event.ExceptionDetails.Exception; thrown != nil {
			said += " " + thrown.Description
		}
	case *log.EventEntryAdded:
		if event.Entry.Level != log.EntryLevelError {
			return
		}
		said = event.Entry.Text + " " + event.Entry.URL
	default:
		return
	}
	tab.mu.Lock()
	defer tab.mu.Unlock()
	tab.complaints = append(tab.complaints, said)
}

// Complaints are the errors on the page's console so far: exceptions, what the
// content security policy refused, and files that were not there.
func (tab *Tab) Complaints() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return slices.Clone(tab.complaints)
}

// Do takes the steps in order, and fails t at the first that does not succeed.
func (tab *Tab) Do(t testing.TB, steps ...Step) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// Ask is what the action answers on the tab.
//
//	h1 := browsertest.Ask(t, tab, chromedp.Text(chromedp.CSS("h1")))
func Ask[T any](t testing.TB, tab *Tab, question chromedp.Action[T]) T {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	answer, err := chromedp.Run(ctx, question)
	if err != nil {
		t.Fatal(err)
	}
	return answer
}

// Eval is the value of a JavaScript expression on the page, awaited if it is a
// promise. It works with the page's own script off too, since it is the test
// that asks, but for what waits on a timer.
func Eval[T any](t testing.TB, tab *Tab, expression string) T {
	t.Helper()
	return Ask(t, tab, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
}

// Visit goes to the address, as typed in, and answers with the HTTP status.
func (tab *Tab) Visit(t testing.TB, url string) (status int) {
	t.Helper()
	return tab.Follow(t, chromedp.Navigate(url))
}

// Follow takes steps that lead to another page, waits until that has loaded,
// and answers with its HTTP status.
//
//	tab.Follow(t, chromedp.Click(chromedp.CSS("main form button")))
func (tab *Tab) Follow(t testing.TB, steps ...Step) (status int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	response, err := chromedp.RunResponse(ctx, steps...)
	if err != nil {
		t.Fatalf("following: %v", err)
	}
	if response == nil {
		t.Fatal("following: no page came of it")
	}
	return int(response.Status)
}

// Fails takes steps that lead to a page which cannot be reached, and waits until that
// has shown.
func (tab *Tab) Fails(t testing.TB, steps ...Step) {
	t.Helper()
	ctx, cancel := context.WithTimeout(tab.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, steps...); err == nil || ctx.Err() != nil {
		t.Fatalf("the page was reached, or nothing came of it: %v", err)
	}
}

// Text is what a person reads in the first element that matches the CSS selector.
func (tab *Tab) Text(t testing.TB, selector string) string {
	t.Helper()
	return Ask(t, tab, chromedp.Text(chromedp.CSS(selector)))
}

// Click clicks the first element that matches, and does not wait for a page: see Follow.
func (tab *Tab) Click(t testing.TB, selector string) {
	t.Helper()
	tab.Do(t, chromedp.Click(chromedp.CSS(selector)))
}

// Fill empties the first field that matches and types the text into it.
func (tab *Tab) Fill(t testing.TB, selector, text string) {
	t.Helper()
	tab.Do(t, chromedp.Clear(chromedp.CSS(selector)), chromedp.SendKeys(chromedp.CSS(selector), text))
}

// Type types the text, or presses keys as kb.Tab, wherever the focus is.
func (tab *Tab) Type(t testing.TB, keys string) {
	t.Helper()
	tab.Do(t, chromedp.KeyEvent(keys))
}

// Enter presses Enter where the focus is, and waits for the page it leads to.
func (tab *Tab) Enter(t testing.TB) (status int) {
	t.Helper()
	return tab.Follow(t, chromedp.KeyEvent(kb.Enter))
}

// Screenshot saves the whole page, also what is below the fold, as a PNG.
func (tab *Tab) Screenshot(t testing.TB, path string) {
	t.Helper()
	picture := Ask(t, tab, chromedp.FullScreenshot(100))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, picture, 0o644); err != nil {
		t.Fatal(err)
	}
}

// String says the look in a test's name: `1280x900 dark sv`.
func (l Look) String() string {
	name := fmt.Sprintf("%dx%d", cmp.Or(l.Width, 1280), cmp.Or(l.Height, 900))
	for _, said := range []struct {
		yes  bool
		word string
	}{{l.Dark, "dark"}, {l.ForcedColors, "forced colours"}, {l.StillMotion, "still"}, {l.Print, "print"}, {l.NoScript, "no script"}} {
		if said.yes {
			name += " " + said.word
		}
	}
	return name + " " + cmp.Or(l.Language, "sv")
}
