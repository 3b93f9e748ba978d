package house

import (
	"bytes"
	"io/fs"
	"testing"
)

func TestTheHouseStands(t *testing.T) {
	all := sources(t)
	if len(all) == 0 {
		t.Fatal("there is no Go file to look at")
	}
	for name, rule := range everyFile {
		t.Run(name, func(t *testing.T) {
			for _, s := range all {
				report(t, rule(s))
			}
		})
	}
	t.Run("every package says what it is", func(t *testing.T) { report(t, uncommented(all)) })
}

func TestEveryModuleHasItsReason(t *testing.T) {
	gomod, err := fs.ReadFile(root, "go.mod")
	if err != nil {
		t.Fatal(err)
	}
	report(t, unreasoned(string(gomod), reasons))
}

func TestNobodysAddressIsHere(t *testing.T) {
	walk(t, func(name string) {
		text, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.IndexByte(text, 0) < 0 { // else a picture, a database, a program
			report(t, addressed(name, string(text)))
		}
	})
}

func report(t *testing.T, wrong []string) {
	t.Helper()
	for _, line := range wrong {
		t.Error(line)
	}
}
