package workflows_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// fewestWays is how many ways of working the reference shows at least.
const fewestWays = 38

// Each way of working that the reference lists has a pack that says it, and a scenario of
// that pack that plays it: what stands there is played by the tests of the packs.
func TestEachWayOfWorkingIsShownByAScenario(t *testing.T) {
	_, table, found := strings.Cut(reference(t), "| way of working | shown by |\n|---|---|\n")
	if !found {
		t.Fatal("the reference has no such table")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	rows := strings.Split(table, "\n")
	if len(rows) < fewestWays {
		t.Errorf("there are but %d ways", len(rows))
	}
	shown := regexp.MustCompile("`([a-z_-]+)/([a-z0-9_]+)`")
	for _, row := range rows {
		all := shown.FindAllStringSubmatch(row, -1)
		if len(all) == 0 {
			t.Errorf("nothing shows %s", row)
		}
		for _, one := range all {
			if !stands(one[1], "scenarios", one[2]+".yaml") && !stands("testdata", "words", one[1], "scenarios", one[2]+".yaml") {
				t.Errorf("there is no %s/%s", one[1], one[2])
			}
		}
	}
}

func stands(path ...string) bool {
	_, err := os.Stat(filepath.Join(path...))
	return err == nil
}
