package store_test

import (
	"fmt"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/store/storetest"
)

// BenchmarkMembers is a transition with a letter to each of 130 members against
// one with 13: the goal is at most 2.5 times the time, a ratio of 0.4 or more.
func BenchmarkMembers(b *testing.B) {
	for name, address := range map[string]func(testing.TB) string{"SQLite": file, "PostgreSQL": storetest.PostgresDurable} {
		many, few := newBenchOf(b, open(b, address(b)), withMembers(b, 130)), newBenchOf(b, open(b, address(b)), withMembers(b, 13))
		table(b, name+", members", []int{1, 8}, func(callers int) []contender {
			return []contender{
				{name: "130 members", next: func(int) func() error { return many.caller(b, 240/callers) }},
				{name: "13 members", next: func(int) func() error { return few.caller(b, 240/callers) }},
			}
		})
	}
}

// aMember is the line of an organization in the benchmarks' pack.
var aMember = regexp.MustCompile(`(?m)^  \w+: \{name: Kommunen .*\n`)

// withMembers is the benchmarks' pack with so many organizations.
func withMembers(b *testing.B, n int) fs.FS {
	b.Helper()
	files := fstest.MapFS{}
	for _, name := range []string{"collaboration.yaml", "proposal.yaml"} {
		text, err := os.ReadFile("testdata/bench/" + name)
		if err != nil {
			b.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: text}
	}
	var members strings.Builder
	for i := range n {
		fmt.Fprintf(&members, "  m%d: {name: Kommunen %d, kind: municipality, mailbox: registrator@m%d.example}\n", i, i, i)
	}
	text := aMember.ReplaceAllString(string(files["collaboration.yaml"].Data), "")
	files["collaboration.yaml"].Data = []byte(strings.Replace(text, "organizations:\n", "organizations:\n"+members.String(), 1))
	return files
}
