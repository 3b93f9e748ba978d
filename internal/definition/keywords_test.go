package definition

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var asked = regexp.MustCompile(`t\.(?:opt|must|peek)\(([^)]*)\)`)

// Every key that a file may have is a keyword, so that none is taken for another
// one misspelt. Scenarios have fields of the pack among their keys, and are read
// to the letter.
func TestEveryKeyIsAKeyword(t *testing.T) {
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasPrefix(f.Name(), "story") {
			continue
		}
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, call := range asked.FindAllStringSubmatch(string(text), -1) {
			for _, word := range regexp.MustCompile(`"([^"]+)"`).FindAllStringSubmatch(call[1], -1) {
				if !slices.Contains(keywords, word[1]) {
					t.Errorf("%s asks for %q, which is no keyword", f.Name(), word[1])
				}
			}
		}
	}
}
