package app

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/fault"
	"beredd/internal/wording"
	"beredd/templates"
	"beredd/workflows"
)

// A Found is a pack as it was read, with all that is wrong with it. Where there
// are errors among the problems, Pack is nil or must not be used.
type Found struct {
	Pack      *definition.Pack
	Scenarios []definition.Scenario
	Problems  source.Problems // with the folder before each file's name
	Files     fs.FS
}

// FindPack reads the pack in a folder, or one of those that come with the
// program by its name. It refuses with the fault no_pack where there is neither.
func FindPack(where string) (Found, error) { return findPack(where, definition.Read) }

// FindPackThoroughly is FindPack that takes its time to prove what Read gives up.
func FindPackThoroughly(where string) (Found, error) {
	return findPack(where, definition.ReadThoroughly)
}

func findPack(where string, read func(fs.FS, []string) (*definition.Pack, source.Problems)) (Found, error) {
	files, err := packFiles(where)
	if err != nil {
		return Found{}, err
	}
	letters, err := letterNames(templates.FS)
	if err != nil {
		return Found{}, err
	}
	found := Found{Files: files}
	pack, problems := read(files, letters)
	if pack != nil && problems.Err() == nil {
		found.Pack = pack
		var more source.Problems
		found.Scenarios, more = definition.ReadScenarios(files, pack)
		problems = append(problems, more...)
	}
	found.Problems = problems.Under(strings.TrimSuffix(where, "/"))
	for _, s := range found.Scenarios {
		for i := range s.Steps {
			s.Steps[i].Pos.File = path.Join(where, s.Steps[i].Pos.File)
		}
	}
	return found, nil
}

// UsePack is FindPack for who means to run it: errors in it are refused.
func UsePack(where string) (*definition.Pack, error) {
	found, err := usable(where)
	return found.Pack, err
}

// usable is UsePack, with the pack's files.
func usable(where string) (Found, error) {
	found, err := FindPack(where)
	if err == nil {
		err = found.Problems.Err()
	}
	if err != nil {
		return Found{}, err
	}
	return found, nil
}

// packFiles opens a folder on disk, else one that is embedded, named with or
// without the folder of packs before it.
func packFiles(where string) (fs.FS, error) {
	info, err := os.Stat(where)
	switch {
	case err == nil && info.IsDir():
		return os.DirFS(where), nil
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("opening the pack: %w", err)
	}
	name := path.Base(path.Clean("/" + where))
	if slices.Contains(EmbeddedPacks(), name) {
		return fs.Sub(workflows.FS, name)
	}
	return nil, fault.New(fault.NotFound, "no_pack", wording.Args{
		"Where": where, "Names": strings.Join(EmbeddedPacks(), ", ")})
}

// EmbeddedPacks names the packs that come with the program.
func EmbeddedPacks() []string {
	entries, err := fs.ReadDir(workflows.FS, ".")
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if e.IsDir() {
			names = append(names, e.Name())
		}
	}
	return names
}

// letterNames are the letters there are templates for, by the name before the
// language.
func letterNames(files fs.FS) ([]string, error) {
	found, err := fs.Glob(files, "mail/*.sv.txt")
	if err != nil {
		return nil, fmt.Errorf("listing the letters: %w", err)
	}
	for i, name := range found {
		found[i] = strings.TrimSuffix(path.Base(name), ".sv.txt")
	}
	return found, nil
}
