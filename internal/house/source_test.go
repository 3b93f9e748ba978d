package house

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strconv"
	"strings"
	"testing"
)

const module = "beredd"

// root is the top of the checkout, as a test in this folder sees it.
var root = os.DirFS("../..")

// A source is one Go file, and where it stands in the house.
type source struct {
	path string // from the top, as internal/web/routes.go
	file *ast.File
	set  *token.FileSet
}

// sources are all Go files of the program.
func sources(t *testing.T) []source {
	t.Helper()
	var all []source
	walk(t, func(name string) {
		if path.Ext(name) != ".go" {
			return
		}
		text, err := fs.ReadFile(root, name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := parse(name, string(text))
		if err != nil {
			t.Error(err)
			return
		}
		all = append(all, s)
	})
	return all
}

func parse(name, text string) (source, error) {
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, name, text, parser.ParseComments)
	return source{name, file, set}, err
}

// walk visits the files that are ours: neither git's, nor npm's, nor built ones.
func walk(t *testing.T, visit func(name string)) {
	t.Helper()
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (name == ".git" || name == ".bin" || entry.Name() == "node_modules"):
			return fs.SkipDir
		case entry.Type().IsRegular():
			visit(name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s source) dir() string { return path.Dir(s.path) }

// room is the room that the file stands in; a folder inside a room is that room.
func (s source) room() string { return room(s.dir()) }

// forTests says whether the file is no part of the program: a test, or in a
// folder that only tests import, as storetest.
func (s source) forTests() bool {
	return strings.HasSuffix(s.path, "_test.go") || strings.HasSuffix(s.dir(), "test")
}

// at is the place of the node, as a compiler would write it.
func (s source) at(node ast.Node) string {
	return s.path + ":" + strconv.Itoa(s.set.Position(node.Pos()).Line)
}

// imports are the import paths of the file.
func (s source) imports() map[string]*ast.ImportSpec {
	all := map[string]*ast.ImportSpec{}
	for _, spec := range s.file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			all[name] = spec
		}
	}
	return all
}

// uses are the places where the file names one of the package's names, as time.Now.
func (s source) uses(importPath string, names ...string) []ast.Node {
	spec, ok := s.imports()[importPath]
	if !ok {
		return nil
	}
	local := path.Base(importPath)
	if spec.Name != nil {
		local = spec.Name.Name
	}
	var found []ast.Node
	ast.Inspect(s.file, func(node ast.Node) bool {
		selector, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		if x, ok := selector.X.(*ast.Ident); !ok || x.Name != local {
			return true
		}
		for _, name := range names {
			if selector.Sel.Name == name {
				found = append(found, selector)
			}
		}
		return true
	})
	return found
}

// room is the room of a folder: web of internal/web/browsertest, cmd of cmd/beredd.
func room(dir string) string {
	parts := strings.Split(dir, "/")
	if parts[0] == "internal" && len(parts) > 1 {
		return parts[1]
	}
	return parts[0]
}
