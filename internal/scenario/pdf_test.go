package scenario

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"testing"
)

// A reader finds a PDF's objects by the table at its end: each must stand where
// the table says.
func TestAPaperIsAWholePDF(t *testing.T) {
	for _, name := range []string{"rutin.pdf", "Rutin (förslag) \\ åäö €.PDF"} {
		text := paper(name)
		if !bytes.HasPrefix(text, []byte("%PDF-1.4\n")) || !bytes.HasSuffix(text, []byte("%%EOF\n")) {
			t.Errorf("%s neither begins nor ends as a PDF", name)
		}
		start := regexp.MustCompile(`startxref\n(\d+)\n`).FindSubmatch(text)
		if start == nil {
			t.Fatalf("%s has no table", name)
		}
		at, err := strconv.Atoi(string(start[1]))
		if err != nil || !bytes.HasPrefix(text[at:], []byte("xref\n0 6\n")) {
			t.Fatalf("the table of %s does not stand at %s", name, start[1])
		}
		for i, row := range regexp.MustCompile(`(\d{10}) 00000 n `).FindAllSubmatch(text[at:], -1) {
			offset, err := strconv.Atoi(string(row[1]))
			if want := fmt.Sprintf("%d 0 obj\n", i+1); err != nil || !bytes.HasPrefix(text[offset:], []byte(want)) {
				t.Errorf("object %d of %s does not stand at %d", i+1, name, offset)
			}
		}
	}
}

func TestAPaperOfAnotherKindIsItsName(t *testing.T) {
	if got := string(paper("bilaga.docx")); got != "bilaga.docx\n" {
		t.Errorf("the paper holds %q", got)
	}
}
