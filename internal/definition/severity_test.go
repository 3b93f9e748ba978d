package definition

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

var noted = regexp.MustCompile(`\b(fail|warn|note|problem|among|unknown)\((?:[^"\n]*, )?"([a-z_]+)"`)

// The reference says of every problem whether it is an error or a warning, as it is.
func TestReferenceSaysWhatIsAWarning(t *testing.T) {
	reference, err := os.ReadFile("../../workflows/README.md")
	if err != nil {
		t.Fatal(err)
	}
	how := severities(t)
	rows := regexp.MustCompile("(?m)^\\| ((?:`[a-z_]+`(?:, )?)+) ?(\\((?:error or )?warnings?\\))? \\|").FindAllStringSubmatch(string(reference), -1)
	checked := 0
	for _, row := range rows {
		for _, c := range regexp.MustCompile("`([a-z_]+)`").FindAllStringSubmatch(row[1], -1) {
			kinds, known := how[c[1]]
			if !known {
				continue
			}
			checked++
			want := ""
			switch {
			case slices.Contains(kinds, "note") || slices.Contains(kinds, "warn") && len(kinds) > 1:
				want = "(error or warning)"
			case slices.Contains(kinds, "warn"):
				want = "(warning)"
			}
			if said := strings.Replace(row[2], "warnings", "warning", 1); said != want {
				t.Errorf("the reference says %q of %s, which is %q", said, c[1], want)
			}
		}
	}
	if checked < 150 {
		t.Errorf("the reference has but %d problems that are known", checked)
	}
}

// severities are the ways in which each problem is noted: fail, warn, or note where it
// hangs on more.
func severities(t *testing.T) map[string][]string {
	t.Helper()
	files, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	how := map[string][]string{}
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		text, err := os.ReadFile(f.Name())
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range noted.FindAllStringSubmatch(string(text), -1) {
			kind, code := found[1], found[2]
			if kind == "unknown" {
				code = "unknown_" + code
			}
			if kind != "warn" && kind != "note" {
				kind = "fail"
			}
			if !slices.Contains(how[code], kind) {
				how[code] = append(how[code], kind)
			}
		}
	}
	return how
}
