package mail

import (
	"mime/quotedprintable"
	"strings"
	"testing"
)

// Whatever a letter says, it is encoded as the standard library encodes it.
func FuzzQuotedPrintable(f *testing.F) {
	for n := range 82 {
		f.Add(strings.Repeat("a", n) + " ")
		f.Add(strings.Repeat("a", n) + "å=b")
		f.Add(strings.Repeat("a", n) + "\t\nb \r\n")
	}
	f.Add("Svar senast 24 mars:\r\n\r\nGemensam rutin\n \n\n=\n" + strings.Repeat("å ", 100))
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "") // of a lone one the library makes what it makes
		var want strings.Builder
		w := quotedprintable.NewWriter(&want)
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		for _, text := range []string{text, strings.ReplaceAll(text, "\n", "\r\n")} {
			if got := string(quotedPrintable(nil, text)); got != want.String() {
				t.Errorf("%q is\n%q, want\n%q", text, got, want.String())
			}
		}
	})
}
