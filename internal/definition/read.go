package definition

import (
	"io/fs"
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

const (
	CollaborationFile = "collaboration.yaml"
	CycleFile         = "cycle.yaml"
)

// Read reads a pack from its folder and checks it whole. letters are the
// templates there are; with none, letters' names are not checked. Every problem
// is answered at once; where one of them is an error, there is no pack.
//
// Scenarios are read by ReadScenarios.
func Read(fsys fs.FS, letters []string) (*Pack, source.Problems) {
	return read(&reader{languages: wording.Languages()}, fsys, letters)
}

// ReadThoroughly is Read that takes its time: it explores workflows of which Read
// says that they are too large.
func ReadThoroughly(fsys fs.FS, letters []string) (*Pack, source.Problems) {
	return read(&reader{languages: wording.Languages(), moves: thoroughMoves}, fsys, letters)
}

func read(r *reader, fsys fs.FS, letters []string) (*Pack, source.Problems) {
	p := r.pack(fsys, letters)
	problems := r.causes(r.problems.Sorted(), fsys)
	if problems.Err() != nil {
		return nil, problems
	}
	return p, problems
}

// pack reads all files, the collaboration's before those that name its people.
func (r *reader) pack(fsys fs.FS, letters []string) *Pack {
	files := r.files(fsys)
	at := slices.IndexFunc(files, func(s source.File) bool { return s.Name == CollaborationFile })
	if at < 0 {
		if _, err := fs.Stat(fsys, CollaborationFile); err != nil && !slices.ContainsFunc(r.problems, isCollaboration) {
			r.fail(source.Pos{File: CollaborationFile}, "no_collaboration", nil)
		}
		return nil
	}
	p, t := r.collaboration(files[at])
	bindings := r.binds(t, p)
	p.Edition, p.letters, p.Sources = editionOf(files), letters, files
	if post, ok := t.opt("letters"); ok {
		p.Post = r.post(post, letters)
	}
	scopes := r.workflows(files, p)
	if demo, ok := t.opt("demo"); ok && !r.unread {
		p.Demo = r.demo(demo, p)
	}
	if !r.unread {
		r.bound(p, bindings, boundAt(t))
	}
	t.done()
	r.loneFunctions(t, p.People)
	r.unweighed(t, scopes)
	for _, s := range scopes {
		s.checkNext(p)
		s.check()
		s.checkWhoMet(p)
		s.checkMet(p, bindings)
	}
	r.checkTongues()
	r.year(p, files)
	r.checkMinutes(p)
	return p
}

// isCollaboration says whether a problem is that the collaboration's file has another name.
func isCollaboration(p source.Problem) bool {
	return p.Code == "file_called" && p.Found == "collaboration"
}

// boundAt is where an unbound role is reported: at binds:, where it should be.
func boundAt(t *table) source.Pos {
	for _, e := range t.node.Entries {
		if e.Key.Text == "binds" {
			return e.Key.Pos
		}
	}
	return t.at
}

// files loads every YAML file of the folder, in order of name.
func (r *reader) files(fsys fs.FS) []source.File {
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		r.fail(source.Pos{File: "."}, "unreadable", wording.Args{"Why": err.Error()})
		return nil
	}
	var files []source.File
	for _, e := range entries {
		if e.IsDir() || !isYAML(e.Name()) || strings.HasPrefix(e.Name(), ".") {
			r.passedOver(fsys, e)
			continue
		}
		s, ok := r.load(fsys, e.Name())
		if !ok {
			r.unread = true
			continue
		}
		if r.calledWrong(s) {
			continue
		}
		files = append(files, s)
	}
	return files
}

// workflows reads every file that is none of the other kinds.
func (r *reader) workflows(files []source.File, p *Pack) []*scope {
	var scopes []*scope
	r.gatherKin(files)
	for _, f := range files {
		switch f.Name {
		case CollaborationFile:
		case CycleFile:
			p.Cycle = r.cycle(f, p)
		default:
			if isMachine(f, files) {
				continue
			}
			w, s := r.workflow(f, p)
			if w.Key == "" {
				r.unread = true
			}
			if p.Workflow(w.Key) != nil {
				r.fail(w.Pos, "named_twice", wording.Args{"Found": w.Key})
				r.alsoAt(p.Workflow(w.Key).Pos)
				continue
			}
			p.Workflows = append(p.Workflows, w)
			scopes = append(scopes, s)
		}
	}
	r.families(scopes, p)
	if len(p.Workflows) == 0 && !r.unread {
		r.warn(source.Pos{File: CollaborationFile, Line: 1, Column: 1}, "no_workflows", nil)
	}
	return scopes
}
