package browsertest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
)

//go:embed .htmlvalidate.json
var htmlRules string

//go:embed htmlvalidate.js
var htmlChecker string

// HTMLValidate fails t for every fault that html-validate finds in the pages,
// which are whole documents by name. The rules stand in .htmlvalidate.json.
func HTMLValidate(t testing.TB, pages map[string][]byte) {
	t.Helper()
	for _, fault := range HTMLFaults(t, pages) {
		t.Error(fault)
	}
}

// HTMLFaults is HTMLValidate for who would rather look than fail: a line a
// fault, `page:line:column: rule: what is wrong`.
//
// The checker runs in the browser. Its command line wants a newer Node than a
// Debian release has, and the browser here is always a new one.
func HTMLFaults(t testing.TB, pages map[string][]byte) []string {
	t.Helper()
	scripts, err := npmScripts()
	if err != nil {
		missing(t, err)
	}
	texts := make(map[string]string, len(pages))
	for name, page := range pages {
		texts[name] = string(page)
	}
	packages, err := json.Marshal(scripts)
	if err != nil {
		t.Fatal(err)
	}
	documents, err := json.Marshal(texts)
	if err != nil {
		t.Fatal(err)
	}
	return Eval[[]string](t, Open(t, Look{}), fmt.Sprintf("(%s)(%s, %s, %s)", strings.TrimSpace(htmlChecker), packages, htmlRules, documents))
}

// npmScripts is every file that html-validate may ask for, by its path below node_modules.
func npmScripts() (map[string]string, error) {
	root, err := fromNPM("html-validate", "dist", "cjs")
	if err != nil {
		return nil, err
	}
	modules := os.DirFS(path.Join(root, "../../.."))
	files := map[string]string{}
	err = fs.WalkDir(modules, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if base := entry.Name(); base == "axe-core" || base == "esm" || base == "types" || base == "bin" || base == ".bin" {
				return fs.SkipDir
			}
			return nil
		}
		if ext := path.Ext(name); ext != ".js" && ext != ".json" {
			return nil
		}
		text, err := fs.ReadFile(modules, name)
		files[name] = string(text)
		return err
	})
	return files, err
}
