package cli

import (
	"fmt"
	"runtime/debug"
)

// version tells which build this is.
type version struct{}

// Run prints the version, the commit and the compiler.
func (version) Run(t *terminal) error {
	number, commit, compiler := "devel", "", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		compiler = info.GoVersion
		if v := info.Main.Version; v != "" && v != "(devel)" {
			number = v
		}
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				commit = " " + s.Value[:min(12, len(s.Value))]
			}
		}
	}
	fmt.Fprintf(t.out, "beredd %s%s (%s)\n", number, commit, compiler)
	return nil
}
