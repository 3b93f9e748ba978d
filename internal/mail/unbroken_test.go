package mail_test

import (
	"os"
	"path/filepath"
	"testing"

	"beredd/internal/web/browsertest"
)

// On a phone a day, a time and a number are each read on one line.
func TestADayAndATimeStayOnOneLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "letter.html")
	written, err := meetingWriter(t).Message(ofMeeting(t, "minutes_published"), now)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(written.HTML), 0o600); err != nil {
		t.Fatal(err)
	}
	const broken = `(whole => {
		const all = []
		const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
		for (let node = texts.nextNode(); node; node = texts.nextNode())
			for (const found of node.data.matchAll(whole)) {
				const range = document.createRange()
				range.setStart(node, found.index)
				range.setEnd(node, found.index + found[0].length)
				if (range.getClientRects().length > 1) all.push(found[0])
			}
		return all
	})(/\d\d[.:]\d\d–\d\d[.:]\d\d|\d{1,2}\s(april|maj)|\(v\.\s\d+\)/g)`
	for width := int64(240); width <= 420; width += 10 {
		look := browsertest.Narrow
		look.Width = width
		tab := browsertest.Open(t, look)
		tab.Visit(t, "file://"+file)
		if parts := browsertest.Eval[[]string](t, tab, broken); len(parts) > 0 {
			t.Errorf("at %d px %q are broken", width, parts)
		}
	}
}
