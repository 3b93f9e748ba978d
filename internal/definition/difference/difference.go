// Package difference says in sentences what two editions of a pack say unlike, whom that
// concerns, and which running proposals would be left without a place.
package difference

import (
	"cmp"
	"maps"
	"slices"

	"beredd/internal/definition"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A Reach says whom a difference between two editions of a pack concerns.
type Reach string

// The reaches, in the order in which a coordinator must know of them.
const (
	AtOnce  Reach = "at_once" // everything that runs: people, bodies and calendar are always today's
	Onwards Reach = "onwards" // new proposals, and those that are moved to the edition
	Nobody  Reach = "nobody"  // no proposal: promises, the demo, layout
)

// A Differing sorts differences.
type Differing string

// What may differ.
const (
	Gone    Differing = "gone"
	Renamed Differing = "renamed"
	New     Differing = "new"
	Changed Differing = "changed"
)

// A Difference is one thing that two editions of a pack say unlike, in a
// sentence by the pack's own titles.
type Difference struct {
	Reach Reach
	Kind  Differing
	Part  wording.Text // the workflow, the collaboration or the year that it is in
	Of    string       // what it is, or what it is in: state, transition, round, …; "" for the file itself
	Name  string       // of that, in the new edition where it is there
	Says  wording.Text
	Old   source.Pos // the zero Pos where the old edition has no such thing
	New   source.Pos // the same of the new one
}

// Between says what differs in meaning between two editions of a pack. Whatever a
// file may say is compared, also what this program gives no sentence of its own:
// where editions differ there is a difference. What concerns those who run comes
// first.
func Between(before, after *definition.Pack) []Difference {
	d := &differ{sides: [2]edited{{pack: before}, {pack: after}}}
	d.everybody = d.renamesOf("collaboration", namesOfPeople, fileNamed(before, definition.CollaborationFile), fileNamed(after, definition.CollaborationFile))
	d.leave()
	d.file(definition.CollaborationFile, "collaboration")
	d.binds()
	d.workflows()
	d.file(definition.CycleFile, "cycle")
	if len(d.found) == 0 && before.Edition != after.Edition {
		d.found = append(d.found, Difference{
			Reach: Nobody, Kind: Changed, Part: after.Title, Says: wording.Both("diff.layout", nil),
			Old: source.Pos{File: definition.CollaborationFile, Line: 1, Column: 1}, New: source.Pos{File: definition.CollaborationFile, Line: 1, Column: 1}})
	}
	slices.SortStableFunc(d.found, func(a, b Difference) int {
		return cmp.Or(
			cmp.Compare(slices.Index(reaches, a.Reach), slices.Index(reaches, b.Reach)),
			cmp.Compare(slices.Index(differing, a.Kind), slices.Index(differing, b.Kind)))
	})
	return d.found
}

var (
	reaches   = []Reach{AtOnce, Onwards, Nobody}
	differing = []Differing{Gone, Renamed, New, Changed}
)

// A differ compares two editions. Where it stands in a workflow both sides know
// theirs.
type differ struct {
	sides     [2]edited
	part      wording.Text
	renamed   map[string]string // what is called otherwise now, in the file at hand: old name -> new
	everybody map[string]string // the same of people and bodies
	found     []Difference
}

// An edited pack is one of the two editions.
type edited struct {
	pack *definition.Pack
	flow *definition.Workflow // at hand, or nil
}

// fileNamed is what the file of a name says; nothing where there is none.
func fileNamed(p *definition.Pack, name string) source.Node {
	for _, s := range p.Sources {
		if s.Name == name {
			return s.Root
		}
	}
	return source.Node{Kind: source.Nothing, Pos: source.Pos{File: name, Line: 1, Column: 1}}
}

// fileOf is what the file of a workflow says.
func fileOf(p *definition.Pack, workflow string) source.Node {
	for _, s := range p.Sources {
		if n, ok := s.Root.Get("workflow"); ok && n.Text == workflow && s.Name != definition.CollaborationFile && s.Name != definition.CycleFile {
			return s.Root
		}
	}
	return source.Node{Kind: source.Nothing}
}

// file compares the one file of a name.
func (d *differ) file(name, kind string) {
	d.part = wording.Both("diff.part."+kind, nil)
	before, after := fileNamed(d.sides[0].pack, name), fileNamed(d.sides[1].pack, name)
	d.mapping(spot{kind: kind, reach: AtOnce}, before, after)
}

// binds compares who has the roles: it goes with the workflow's edition, and each
// workflow's is told among what it says.
func (d *differ) binds() {
	before, _ := fileNamed(d.sides[0].pack, definition.CollaborationFile).Get("binds")
	after, _ := fileNamed(d.sides[1].pack, definition.CollaborationFile).Get("binds")
	d.keys(before, after, func(key string, old, new source.Entry) {
		d.at(key)
		if d.sides[0].flow == nil || d.sides[1].flow == nil {
			return // the workflow itself is new or gone, which says more
		}
		d.mapping(spot{kind: "binding", name: key, reach: Onwards}, old.Value, new.Value)
	})
	d.leave()
}

// at goes to a workflow, and learns what it calls otherwise now.
func (d *differ) at(key string) {
	for i := range d.sides {
		d.sides[i].flow = d.sides[i].pack.Workflow(key)
	}
	d.part = wording.Same(key)
	for _, s := range d.sides {
		if s.flow != nil {
			d.part = s.flow.Title
		}
	}
	if d.sides[0].flow != nil && d.sides[1].flow != nil {
		d.leaveNames()
		maps.Copy(d.renamed, d.renamesOf("workflow", namesOfFlow, fileOf(d.sides[0].pack, key), fileOf(d.sides[1].pack, key)))
	}
}

func (d *differ) leave() {
	d.sides[0].flow, d.sides[1].flow = nil, nil
	d.leaveNames()
}

func (d *differ) leaveNames() { d.renamed = maps.Clone(d.everybody) }

// workflows compares each with its namesake.
func (d *differ) workflows() {
	before, after := d.sides[0].pack, d.sides[1].pack
	for _, w := range before.Workflows {
		if after.Workflow(w.Key) == nil {
			d.whole(Gone, w, w.Pos, source.Pos{})
		}
	}
	for _, w := range after.Workflows {
		if before.Workflow(w.Key) == nil {
			d.whole(New, w, source.Pos{}, w.Pos)
			continue
		}
		d.at(w.Key)
		d.mapping(spot{kind: "workflow", name: w.Key, reach: Onwards}, fileOf(before, w.Key), fileOf(after, w.Key))
	}
	d.leave()
}

// whole tells of a workflow that is new or gone.
func (d *differ) whole(kind Differing, w *definition.Workflow, old, new source.Pos) {
	d.found = append(d.found, Difference{
		Reach: Onwards, Kind: kind, Part: w.Title, Of: "workflow", Name: w.Key, Old: old, New: new,
		Says: wording.Both("diff."+string(kind)+".workflow", wording.Args{"Title": w.Title})})
}
