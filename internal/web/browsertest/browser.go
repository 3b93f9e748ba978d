// Package browsertest looks at rendered pages the way people do: through a real
// browser, in its light, dark and high-contrast clothes, with script off, by
// keyboard alone, and through the eyes of an accessibility checker. It knows
// nothing of Beredd's pages; a test of the web room brings the address.
//
// What it borrows from npm stands in npm/package.json, is installed by
// `make test`, and is neither committed nor served.
package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// Main runs the tests, then closes the browser they started, if any. A test
// binary that does without is not left with a stray browser, only with one that
// ends a moment after its tests.
//
//	func TestMain(m *testing.M) { os.Exit(browsertest.Main(m)) }
func Main(m *testing.M) int {
	code := m.Run()
	one.stop()
	return code
}

// one is the browser that all tabs of a test binary share.
var one chromium

type chromium struct {
	once    sync.Once
	err     error // why it did not start
	ctx     context.Context
	close   context.CancelFunc
	profile string
	keep    *os.File // the profile is swept away when this closes
	sweeper *exec.Cmd
}

var errNoBrowser = errors.New("there is no Chromium on this machine: `make test` installs it, or `apt-get install chromium`")

// running is the context of the browser, which is started for the first who asks.
func (b *chromium) running(t testing.TB) context.Context {
	t.Helper()
	b.once.Do(func() { b.err = b.start() })
	if b.err != nil {
		missing(t, b.err)
	}
	return b.ctx
}

// missing ends a test that lacks a tool. With CI=true nothing may be missing.
func missing(t testing.TB, err error) {
	t.Helper()
	if (errors.Is(err, errNoBrowser) || errors.Is(err, errNoPackage)) && os.Getenv("CI") != "true" {
		t.Skip("SKIPPED, NOT PASSED: " + err.Error())
	}
	t.Fatal(err)
}

func (b *chromium) start() error {
	path, err := executable()
	if err != nil {
		return err
	}
	if err := b.prepareProfile(); err != nil {
		return err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path),
		chromedp.UserDataDir(b.profile),
		chromedp.Env("HOME="+b.profile, "XDG_CONFIG_HOME="+b.profile, "XDG_CACHE_HOME="+b.profile),
		chromedp.NoSandbox, // root has no sandbox, and the pages are our own
		chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		// A page that needs anything from outside its own server is broken here, as it should be.
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"),
		// Lets a script ask for the name that assistive technology would say.
		chromedp.Flag("enable-blink-features", "ComputedAccessibilityInfo"),
	)
	allocated, release := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocated)
	b.ctx = ctx
	b.close = func() { cancel(); release() }
	if err := chromedp.Do(ctx); err != nil {
		b.stop()
		return fmt.Errorf("starting %s: %w", path, err)
	}
	return nil
}

func executable() (string, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", errNoBrowser
}

// prepareProfile makes the browser's folder, and sees to it that the folder
// goes when we do, also after kill -9: then the kernel closes our end of the
// sweeper's standard input. (The browser itself ends when its own pipe breaks.)
func (b *chromium) prepareProfile() (err error) {
	if b.profile, err = os.MkdirTemp("", "beredd-browser"); err != nil {
		return err
	}
	theirs, ours, err := os.Pipe()
	if err != nil {
		return err
	}
	defer theirs.Close()
	b.keep = ours
	b.sweeper = exec.Command("/bin/sh", "-c",
		`read -r nothing; for try in 1 2 3 4 5; do rm -rf "$1" && [ ! -e "$1" ] && exit; sleep 0.2; done 2>/dev/null`, "sweeper", b.profile)
	b.sweeper.Stdin = theirs
	b.sweeper.SysProcAttr = &syscall.SysProcAttr{Setsid: true} // Ctrl-C is not for it
	return b.sweeper.Start()
}

func (b *chromium) stop() {
	if b.close != nil {
		b.close()
	}
	if b.keep != nil {
		b.keep.Close()
		b.sweeper.Wait() // whether all was swept is no news to a test
	}
}

// patience bounds one step on a page; a page that takes longer is broken, even
// on a busy machine.
const patience = 30 * time.Second

// fromNPM is the path of a file in the tests' own npm folder.
func fromNPM(path ...string) (string, error) {
	root, err := moduleRoot()
	if err != nil {
		return "", err
	}
	file := filepath.Join(append([]string{root, "internal", "web", "browsertest", "npm", "node_modules"}, path...)...)
	if _, err := os.Stat(file); err != nil {
		return "", fmt.Errorf("%w (%s)", errNoPackage, filepath.Join(path...))
	}
	return file, nil
}

var errNoPackage = errors.New("the page tests' npm packages are not installed: `make test` installs them, or `npm ci` in internal/web/browsertest/npm")

func moduleRoot() (string, error) {
	dir, err := os.Getwd() // go test runs in the folder of the package under test
	for err == nil {
		if _, none := os.Stat(filepath.Join(dir, "go.mod")); none == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", errors.New("no go.mod above the working directory")
		}
		dir = filepath.Dir(dir)
	}
	return "", err
}
