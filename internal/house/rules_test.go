package house

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// A rule says what is wrong with a file, and why that matters: a line a fault.
type rule func(source) []string

// everyFile are the rules that a file can be judged by alone.
var everyFile = map[string]rule{
	"arrows run downwards":               arrows,
	"walls stand":                        walled,
	"SQL lives in the store":             noSQL,
	"HTML is escaped":                    escaped,
	"nothing runs before main":           noInit,
	"a package is a place":               named,
	"only app reads the environment":     noEnvironment,
	"rules take the time as an argument": noClock,
}

func arrows(s source) (wrong []string) {
	if s.forTests() {
		return nil
	}
	from := s.room()
	for imported := range s.imports() {
		dir, ours := strings.CutPrefix(imported, module+"/")
		if !ours || room(dir) == from {
			continue
		}
		if reason := arrow(from, room(dir)); reason != "" {
			wrong = append(wrong, fmt.Sprintf("%s imports %s: %s", s.path, imported, reason))
		}
	}
	return wrong
}

// arrow says why one room must not know another, or nothing if it may.
func arrow(from, to string) string {
	switch {
	case slices.Contains(data, from):
		return "the data folders are files, and know no room"
	case slices.Contains(data, to):
		if from == "app" {
			return ""
		}
		return "the data folders are seen by app alone, which hands out what is in them, so that a room can be tried with other files"
	case floor(from) < 0:
		return fmt.Sprintf("%s has no floor: say in internal/house which station on a datum's path it is", from)
	case floor(to) < 0:
		return fmt.Sprintf("%s has no floor: say in internal/house which station on a datum's path it is", to)
	case floor(to) == floor(from):
		return "rooms on one floor never know each other: what both need stands below, and app brings them together"
	case floor(to) < floor(from):
		return "arrows run downwards only: what is below serves what is above, and does not know it"
	}
	return ""
}

// floor counts from the roof; -1 is outside the house.
func floor(room string) int {
	return slices.IndexFunc(floors, func(rooms []string) bool { return slices.Contains(rooms, room) })
}

func walled(s source) (wrong []string) {
	if s.forTests() {
		return nil
	}
	for imported := range s.imports() {
		for _, w := range walls {
			if !slices.Contains(w.rooms, s.room()) && w.hides(imported) {
				wrong = append(wrong, fmt.Sprintf("%s imports %s, which belongs in %s: %s", s.path, imported, homes(w.rooms), w.reason))
			}
		}
	}
	return wrong
}

func (w wall) hides(imported string) bool {
	return !slices.Contains(open, imported) && slices.ContainsFunc(w.packages, func(p string) bool {
		return imported == p || strings.HasPrefix(imported, p+"/")
	})
}

func homes(rooms []string) string {
	if len(rooms) == 0 {
		return "tests"
	}
	return strings.Join(rooms, ", ")
}

// statement finds SQL as we write it, and as somebody else might. The small
// letters must stand first, since prose, too, selects something from somewhere.
var statement = regexp.MustCompile(`(?s)\bSELECT\b.*\bFROM\b|\bINSERT\s+INTO\b|\bUPDATE\s+\S+\s+SET\b|\bDELETE\s+FROM\b` +
	`|^\s*(select\s.*\sfrom|insert\s+into|update\s+\S+\s+set|delete\s+from)\s`)

func noSQL(s source) (wrong []string) {
	if s.forTests() || s.room() == "store" || s.room() == "migrations" {
		return nil
	}
	ast.Inspect(s.file, func(node ast.Node) bool {
		literal, ok := node.(*ast.BasicLit)
		if !ok || literal.Kind != token.STRING {
			return true
		}
		if text, err := strconv.Unquote(literal.Value); err == nil && statement.MatchString(text) {
			wrong = append(wrong, s.at(literal)+": this is SQL, which lives in store and migrations: one room knows the tables, and one suite tries its statements on both databases")
		}
		return true
	})
	return wrong
}

// escaped lets nothing past html/template's escaping but in the few files that
// the house trusts with it.
func escaped(s source) (wrong []string) {
	if s.forTests() || slices.Contains(trusted, s.path) {
		return nil
	}
	for _, use := range s.uses("html/template", "HTML", "HTMLAttr", "JS", "JSStr", "CSS", "URL", "Srcset") {
		wrong = append(wrong, s.at(use)+": this goes unescaped to the page, which only prose, where what people write is made harmless, may say of a text")
	}
	return wrong
}

func noInit(s source) (wrong []string) {
	for _, decl := range s.file.Decls {
		if f, ok := decl.(*ast.FuncDecl); ok && f.Recv == nil && f.Name.Name == "init" {
			wrong = append(wrong, s.at(f)+": an init runs unasked and cannot fail: make it a constructor that app calls")
		}
	}
	return wrong
}

func named(s source) []string {
	name := strings.TrimSuffix(s.file.Name.Name, "_test")
	if slices.Contains([]string{"util", "utils", "common", "helpers", "models", "types"}, name) {
		return []string{fmt.Sprintf("%s: package %s is named for what it is made of: name the place, and put the shared part where its subject lives", s.path, name)}
	}
	return nil
}

func noEnvironment(s source) (wrong []string) {
	if s.forTests() || s.room() == "app" {
		return nil
	}
	for _, use := range s.uses("os", "Getenv", "LookupEnv", "Environ", "ExpandEnv") {
		wrong = append(wrong, s.at(use)+": only app reads the environment, so that `beredd config` can print all there is to set")
	}
	return wrong
}

func noClock(s source) (wrong []string) {
	if s.forTests() || !slices.Contains(pure, s.room()) {
		return nil
	}
	for _, use := range s.uses("time", "Now", "Since", "Until", "After", "Sleep", "NewTimer", "NewTicker", "Tick", "AfterFunc") {
		wrong = append(wrong, s.at(use)+": "+s.room()+" decides and does not look at the clock: the time comes in as an argument, so that a year can be played in a second")
	}
	return wrong
}

// uncommented are the folders whose package does not say what it is.
func uncommented(all []source) (wrong []string) {
	says := map[string]bool{}
	for _, s := range all {
		if strings.HasSuffix(s.path, "_test.go") {
			continue
		}
		says[s.dir()] = says[s.dir()] || s.file.Doc != nil
	}
	for dir, said := range says {
		if !said {
			wrong = append(wrong, fmt.Sprintf("%s has no package comment: say what happens there, and what it does not know", dir))
		}
	}
	return wrong
}

// unreasoned compares what go.mod requires with the reasons given for it.
func unreasoned(gomod string, reasons map[string]string) (wrong []string) {
	required := map[string]bool{} // and whether directly
	inBlock := false
	for line := range strings.Lines(gomod) {
		code, comment, _ := strings.Cut(line, "//")
		words := strings.Fields(code)
		switch {
		case len(words) == 2 && words[0] == "require" && words[1] == "(":
			inBlock = true
			continue
		case len(words) == 1 && words[0] == ")":
			inBlock = false
		case len(words) == 3 && words[0] == "require":
			words = words[1:]
		case !inBlock:
			continue
		}
		if len(words) == 2 {
			required[words[0]] = strings.TrimSpace(comment) != "indirect"
		}
	}
	for name, direct := range required {
		if direct && reasons[name] == "" {
			wrong = append(wrong, fmt.Sprintf("go.mod requires %s, and nothing says why: a dependency is a wall, and is added on purpose", name))
		}
	}
	for name := range reasons {
		if _, ok := required[name]; !ok {
			wrong = append(wrong, fmt.Sprintf("there is a reason for %s, and go.mod does not require it", name))
		}
	}
	return wrong
}

var (
	address  = regexp.MustCompile(`[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+`)
	nobodys  = regexp.MustCompile(`(?i)\.(example|test|invalid|localhost)$|@localhost`)
	versions = regexp.MustCompile(`@v?[0-9]`)
)

// addressed are the e-mail addresses in a text that somebody could have.
func addressed(name, text string) (wrong []string) {
	if path.Base(name) == "go.sum" {
		return nil
	}
	for number, line := range strings.Split(text, "\n") {
		for _, found := range address.FindAllString(line, -1) {
			if !nobodys.MatchString(found) && !versions.MatchString(found) {
				wrong = append(wrong, fmt.Sprintf("%s:%d: %s may be a person's: addresses here end in .example, which nobody can have", name, number+1, found))
			}
		}
	}
	return wrong
}
