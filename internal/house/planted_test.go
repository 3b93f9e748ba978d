package house

import (
	"strings"
	"testing"
)

// A rule that cannot fail keeps nothing true, so each is shown a house with a
// fault planted in it, and one beside it that is in order.
func TestEveryRuleFindsWhatIsPlanted(t *testing.T) {
	for _, row := range []struct {
		what, rule, path, text string
		want                   string // part of the reason; "" if nothing is wrong
	}{
		{"a room knows one below", "arrows run downwards", "internal/web/a.go", `import "beredd/internal/engine"`, ""},
		{"a room knows one far below", "arrows run downwards", "cmd/beredd/main.go", `import "beredd/internal/cli"`, ""},
		{"a room knows one above", "arrows run downwards", "internal/engine/a.go", `import "beredd/internal/store"`, "downwards only"},
		{"a room knows its neighbour", "arrows run downwards", "internal/web/a.go", `import "beredd/internal/store"`, "one floor"},
		{"a folder in a room knows the room's neighbour", "arrows run downwards", "internal/web/chart/a.go", `import "beredd/internal/store"`, "one floor"},
		{"a folder in a room knows its room", "arrows run downwards", "internal/web/chart/a.go", `import "beredd/internal/web"`, ""},
		{"a test knows its neighbour", "arrows run downwards", "internal/web/a_test.go", `import "beredd/internal/store"`, ""},
		{"a tests' folder knows its neighbour", "arrows run downwards", "internal/web/browsertest/a.go", `import "beredd/internal/store"`, ""},
		{"a room knows one that is not in the plan", "arrows run downwards", "internal/web/a.go", `import "beredd/internal/attic"`, "attic has no floor"},
		{"app knows the files", "arrows run downwards", "internal/app/a.go", `import "beredd/migrations"`, ""},
		{"store knows the files", "arrows run downwards", "internal/store/a.go", `import "beredd/migrations"`, "app alone"},
		{"the files know a room", "arrows run downwards", "templates/a.go", `import "beredd/internal/web"`, "know no room"},

		{"the database in store", "walls stand", "internal/store/a.go", `import "github.com/jmoiron/sqlx"`, ""},
		{"the database in web", "walls stand", "internal/web/a.go", `import "database/sql"`, "only the store"},
		{"a type that says how it is stored", "walls stand", "internal/calendar/a.go", `import "database/sql/driver"`, ""},
		{"a driver's inner part in app", "walls stand", "internal/app/a.go", `import "modernc.org/sqlite/lib"`, "only the store"},
		{"HTTP in engine", "walls stand", "internal/engine/a.go", `import "net/http"`, "HTTP"},
		{"something whose name begins alike", "walls stand", "internal/engine/a.go", `import "net/httpx"`, ""},
		{"a sanitizer in mail", "walls stand", "internal/mail/a.go", `import "github.com/microcosm-cc/bluemonday"`, "one place"},
		{"the alarm clock in app", "walls stand", "internal/app/a.go", `import "github.com/go-co-op/gocron/v2"`, "only cycle"},
		{"the machine in definition", "walls stand", "internal/definition/a.go", `import "github.com/looplab/fsm"`, "engine"},
		{"SMTP in outbox", "walls stand", "internal/outbox/a.go", `import "github.com/wneessen/go-mail"`, "Sender"},
		{"chance in outbox", "walls stand", "internal/outbox/a.go", `import "math/rand/v2"`, "chance"},
		{"chance in a test", "walls stand", "internal/outbox/a_test.go", `import "math/rand/v2"`, ""},
		{"a browser in the program", "walls stand", "internal/web/a.go", `import "github.com/chromedp/chromedp/kb"`, "for tests"},

		{"a statement in store", "SQL lives in the store", "internal/store/a.go", "const q = `SELECT id FROM proposals`", ""},
		{"a statement in cycle", "SQL lives in the store", "internal/cycle/a.go", "const q = `\n\tSELECT id\n\tFROM   proposals`", "this is SQL"},
		{"another", "SQL lives in the store", "internal/cycle/a.go", `const q = "INSERT INTO proposals VALUES ($1)"`, "a.go:2"},
		{"another", "SQL lives in the store", "internal/cycle/a.go", `const q = "UPDATE proposals SET state = $1"`, "this is SQL"},
		{"another", "SQL lives in the store", "internal/cycle/a.go", `const q = "delete from proposals where id = $1"`, "this is SQL"},
		{"prose", "SQL lives in the store", "internal/cli/a.go", `const help = "Select a body from the list, or update the set. Select from: sv, en."`, ""},

		{"unescaped HTML in web", "HTML is escaped", "internal/web/a.go", "import \"html/template\"\nvar x = template.HTML(``)", "unescaped"},
		{"under another name", "HTML is escaped", "internal/web/a.go", "import ht \"html/template\"\nvar x = ht.URL(``)", "unescaped"},
		{"where it is made harmless", "HTML is escaped", "internal/prose/prose.go", "import \"html/template\"\nvar x = template.HTML(``)", ""},
		{"elsewhere in that room", "HTML is escaped", "internal/prose/a.go", "import \"html/template\"\nvar x = template.HTML(``)", "unescaped"},
		{"a template's own name", "HTML is escaped", "internal/web/a.go", "import \"html/template\"\nvar x = template.New(``)", ""},

		{"an init", "nothing runs before main", "internal/web/a.go", "func init() {}", "unasked"},
		{"a method of that name", "nothing runs before main", "internal/web/a.go", "type x int\nfunc (x) init() {}", ""},

		{"the environment in web", "only app reads the environment", "internal/web/a.go", "import \"os\"\nvar x = os.Getenv(``)", "only app"},
		{"the environment in app", "only app reads the environment", "internal/app/a.go", "import \"os\"\nvar x = os.Getenv(``)", ""},

		{"the clock in engine", "rules take the time as an argument", "internal/engine/a.go", "import \"time\"\nvar x = time.Now", "as an argument"},
		{"a date in engine", "rules take the time as an argument", "internal/engine/a.go", "import \"time\"\nvar x = time.Date", ""},
		{"the clock in web", "rules take the time as an argument", "internal/web/a.go", "import \"time\"\nvar x = time.Now", ""},
	} {
		s, err := parse(row.path, "package a\n"+row.text)
		if err != nil {
			t.Fatalf("%s: %v", row.what, err)
		}
		check(t, row.what, everyFile[row.rule](s), row.want)
	}
}

func TestAPackageNamedForWhatItIsMadeOfIsFound(t *testing.T) {
	for name, want := range map[string]string{"util": "name the place", "models": "name the place", "models_test": "name the place", "engine": ""} {
		s, err := parse("internal/x/a.go", "package "+name)
		if err != nil {
			t.Fatal(err)
		}
		check(t, name, named(s), want)
	}
}

func TestAPackageWithoutACommentIsFound(t *testing.T) {
	said, _ := parse("internal/a/a.go", "// Package a does.\npackage a")
	more, _ := parse("internal/a/b.go", "package a")
	silent, _ := parse("internal/b/b.go", "package b")
	test, _ := parse("internal/b/b_test.go", "// Package b does.\npackage b")
	check(t, "one file of two says it", uncommented([]source{said, more}), "")
	check(t, "only a test says it", uncommented([]source{said, silent, test}), "internal/b has no package comment")
}

func TestAModuleWithoutAReasonIsFound(t *testing.T) {
	gomod := "module beredd\n\ngo 1.26.0\n\nrequire example.com/alone v1.0.0\n\nrequire (\n\texample.com/direct v1.0.0\n\texample.com/other v0.1.0 // indirect\n)\n"
	alone, direct := "example.com/alone", "example.com/direct"
	check(t, "all have one", unreasoned(gomod, map[string]string{alone: "a", direct: "b"}), "")
	check(t, "an indirect one may", unreasoned(gomod, map[string]string{alone: "a", direct: "b", "example.com/other": "c"}), "")
	check(t, "one has none", unreasoned(gomod, map[string]string{direct: "b"}), "requires "+alone)
	check(t, "one in a block has none", unreasoned(gomod, map[string]string{alone: "a"}), "requires "+direct)
	check(t, "one is gone", unreasoned(gomod, map[string]string{alone: "a", direct: "b", "example.com/gone": "c"}), "does not require it")
}

func TestAnAddressThatSomebodyMayHaveIsFound(t *testing.T) {
	at := "@" // no such address stands in this file either
	for text, want := range map[string]string{
		"anna" + at + "kommunen.se":                      "may be a person's",
		"<anna.b+x" + at + "mail.kommunen.se>":           "a.txt:1",
		"anna" + at + "kalmar.example":                   "",
		"anna" + at + "kalmar.example.com":               "may be a person's",
		"anna" + at + "mail.test, bo" + at + "x.invalid": "",
		"go install x.org/y" + at + "v1.2.3":             "",
		"npm install axe-core" + at + "4.14.1":           "",
	} {
		check(t, text, addressed("a.txt", text), want)
	}
}

func check(t *testing.T, what string, wrong []string, want string) {
	t.Helper()
	got := strings.Join(wrong, "\n")
	if want == "" && got != "" || want != "" && !strings.Contains(got, want) {
		t.Errorf("%s: it said %q, want %q", what, got, want)
	}
}
