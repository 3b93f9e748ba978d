package definition

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var code = regexp.MustCompile(`\b(?:fail|warn|note|problem|among)\([^"\n]*"([a-z_]+)"|unknown\([^"\n]*"([a-z_]+)"`)

// Codes are the codes of all problems that this package notes, read from its own
// source.
func Codes(t *testing.T) []string {
	t.Helper()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	var codes []string
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range code.FindAllStringSubmatch(string(text), -1) {
			if found[2] != "" {
				found[1] = "unknown_" + found[2]
			}
			if found[1] != "unknown_" {
				codes = append(codes, found[1])
			}
		}
	}
	if len(codes) < 60 {
		t.Fatalf("found but %d codes", len(codes))
	}
	slices.Sort(codes)
	return slices.Compact(codes)
}
