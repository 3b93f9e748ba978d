package browsertest

import (
	"context"
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// aPage is one page of a PDF, as the browser writes it.
var aPage = regexp.MustCompile(`/Type /Page\b`)

// Print is the page as it is printed, on the paper that its stylesheet names, and how
// many sheets that takes.
func (tab *Tab) Print(t testing.TB) (pdf []byte, sheets int) {
	t.Helper()
	pdf = Ask(t, tab, printed)
	return pdf, len(aPage.FindAll(pdf, -1))
}

func printed(ctx context.Context, target *chromedp.Target) ([]byte, error) {
	done, err := cdp.Call(ctx, target, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: new(true), PrintBackground: new(true)})
	return done.Data, err
}
