package definition

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// isYAML says whether a file is one that a pack may have.
func isYAML(name string) bool { return path.Ext(name) == ".yaml" || path.Ext(name) == ".yml" }

// calledWrong reports a file that is by its name none of what it says at its top, which
// would be read as a workflow.
func (r *reader) calledWrong(f source.File) bool {
	for _, kind := range []struct{ key, name string }{
		{"collaboration", CollaborationFile}, {"cycle", CycleFile}, {"scenario", path.Join(scenarioFolder, f.Name)},
	} {
		for _, e := range f.Root.Entries {
			if e.Key.Text == kind.key && f.Name != CollaborationFile && f.Name != CycleFile {
				r.fail(e.Key.Pos, "file_called", wording.Args{"Found": kind.key, "Name": kind.name})
				r.unread = r.unread || kind.name == CollaborationFile || kind.name == CycleFile // what it says is lacking elsewhere
				return true
			}
		}
	}
	of := func(e source.Entry) bool {
		return slices.Contains([]string{"workflow", "states", "transitions"}, e.Key.Text)
	}
	if f.Root.Kind == source.Mapping && !slices.ContainsFunc(f.Root.Entries, of) && f.Name != CollaborationFile && f.Name != CycleFile {
		r.fail(f.Root.Pos, "no_pack_file", nil)
		return true
	}
	return false
}

// passedOver warns of what stands in a pack's folder as if it were read, and is not:
// files of a folder that is no part of a pack, and one with another ending after its own.
func (r *reader) passedOver(fsys fs.FS, e fs.DirEntry) {
	name := e.Name()
	switch {
	case strings.HasPrefix(name, ".") || e.IsDir() && name == scenarioFolder:
	case !e.IsDir() && path.Ext(name) == ".txt" && isYAML(strings.TrimSuffix(name, ".txt")):
		r.warn(source.Pos{File: name, Line: 1, Column: 1}, "unread_file", wording.Args{"Found": name, "Suggestion": strings.TrimSuffix(name, ".txt")})
	case e.IsDir():
		within, _ := fs.ReadDir(fsys, name)
		for _, one := range within {
			if !one.IsDir() && isYAML(one.Name()) {
				likely := guess.Nearest(name, []string{scenarioFolder})
				r.warn(source.Pos{File: path.Join(name, one.Name()), Line: 1, Column: 1}, "unread_folder", wording.Args{"Found": name, "Suggestion": likely})
				return
			}
		}
	}
}
