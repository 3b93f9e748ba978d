package definition

import (
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"path"
	"slices"
	"strings"

	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// An editionKey names one edition of one workflow.
type editionKey struct{ workflow, edition string }

// Since is the pack with the workflows of earlier ones beside its own, each with
// the roles bound as they were then: the way of proposals that began on them.
// People, bodies and calendar are this pack's alone. The packs given, of which the
// later wins where two have the same edition, are not changed.
func (p *Pack) Since(earlier ...*Pack) *Pack {
	living := *p
	living.editions, living.earlier = map[editionKey]*Pack{}, earlier
	for _, then := range earlier {
		for w := range then.flows() {
			living.editions[editionKey{w.Key, w.Edition}] = living.asOf(w, then.Binds[w.Key])
		}
	}
	for w := range living.flows() {
		living.editions[editionKey{w.Key, w.Edition}] = &living
	}
	for _, view := range living.editions {
		view.newest = &living
	}
	living.newest = &living
	return &living
}

// Over is the pack as it would be in force after another: with that one's workflows,
// and those of every pack before it, at hand.
func (p *Pack) Over(inForce *Pack) *Pack {
	inForce = inForce.Newest()
	return p.Since(append(slices.Clone(inForce.earlier), inForce)...)
}

// asOf is the pack as a proposal sees it that runs on another edition of one
// workflow.
func (p *Pack) asOf(w *Workflow, binds map[string][]string) *Pack {
	view := *p
	view.Binds = maps.Clone(p.Binds)
	view.Binds[w.Key] = binds
	if w.OfYear() {
		view.Year = with(p.Year, w)
	} else {
		view.Workflows = with(p.Workflows, w)
	}
	return &view
}

// with are workflows with one more, in the place of its namesake where there is one.
func with(flows []*Workflow, w *Workflow) []*Workflow {
	flows = slices.Clone(flows)
	at := slices.IndexFunc(flows, func(other *Workflow) bool { return other.Key == w.Key })
	if at < 0 {
		return append(flows, w)
	}
	flows[at] = w
	return flows
}

// flows are all that something may run on here: the kinds of proposal, then what is of
// the year.
func (p *Pack) flows() iter.Seq[*Workflow] {
	return func(yield func(*Workflow) bool) {
		for _, all := range [][]*Workflow{p.Workflows, p.Year} {
			for _, w := range all {
				if !yield(w) {
					return
				}
			}
		}
	}
}

// At is the pack as a proposal sees it that runs on an edition of a workflow: all
// is as in the newest but that workflow and its bindings. Of an edition that nobody
// kept it is the newest.
func (p *Pack) At(workflow, edition string) *Pack {
	if found := p.editions[editionKey{workflow, edition}]; found != nil {
		return found
	}
	return p.Newest()
}

// Newest is the pack that is in force, of whatever edition this one is seen as.
func (p *Pack) Newest() *Pack {
	if p.newest == nil {
		return p
	}
	return p.newest
}

// WorkflowOf is a workflow in the edition that a proposal runs on, in the newest
// where that is not known, or nil.
func (p *Pack) WorkflowOf(workflow, edition string) *Workflow {
	return p.At(workflow, edition).Workflow(workflow)
}

// Editions are the editions of a workflow that are kept, the newest first.
func (p *Pack) Editions(workflow string) (all []*Workflow) {
	seen := map[string]bool{}
	for then := range p.backwards() {
		if w := then.Workflow(workflow); w != nil && !seen[w.Edition] {
			seen[w.Edition] = true
			all = append(all, w)
		}
	}
	return all
}

// backwards are the packs that are and were in force, the newest first.
func (p *Pack) backwards() iter.Seq[*Pack] {
	return func(yield func(*Pack) bool) {
		newest := p.Newest()
		if !yield(newest) {
			return
		}
		for _, then := range slices.Backward(newest.earlier) {
			if !yield(then) {
				return
			}
		}
	}
}

// Called is what people call an organization, a body or a person; of one that the pack
// has no more, what they were called in the latest edition that had them. It is nil of
// who never was there.
func (p *Pack) Called(key string) wording.Text {
	for then := range p.backwards() {
		if o := then.People.Organization(key); o != nil {
			return o.Name
		}
		if b := then.People.Body(key); b != nil {
			return b.Title
		}
		if person := then.People.Person(key); person != nil {
			return wording.Same(person.Name)
		}
	}
	return nil
}

// Ways are the workflows that some proposal may run on, each with its roles bound as
// they are for that: the pack's own, and every edition that is kept, of those too that
// the pack has no more. They come in no particular order, and may come twice.
func (p *Pack) Ways() iter.Seq2[*Workflow, map[string][]string] {
	return func(yield func(*Workflow, map[string][]string) bool) {
		for w := range p.flows() {
			if !yield(w, p.Binds[w.Key]) {
				return
			}
		}
		for key, view := range p.editions {
			if !yield(view.Workflow(key.workflow), view.Binds[key.workflow]) {
				return
			}
		}
	}
}

// Keeps says whether an edition of a workflow is known, be it the newest.
func (p *Pack) Keeps(workflow, edition string) bool {
	if p.editions[editionKey{workflow, edition}] != nil {
		return true
	}
	w := p.Workflow(workflow)
	return w != nil && w.Edition == edition
}

// Reread reads a pack that was published, and so was found to be in order then. It
// proves nothing anew: what a later program would refuse to publish must go on
// running. Its problems are what cannot be read at all; with those there may be no
// pack.
func Reread(fsys fs.FS) (*Pack, source.Problems) {
	r := &reader{languages: wording.Languages(), published: true}
	p := r.pack(fsys, nil)
	return p, r.problems.Sorted()
}

// EditionOf is the edition of a pack's files as they stand, whatever is wrong with
// them: "" where none can be read.
func EditionOf(fsys fs.FS) string {
	r := &reader{languages: wording.Languages()}
	sources := r.files(fsys)
	if len(sources) == 0 {
		return ""
	}
	return editionOf(sources)
}

// CollaborationOf is the key of the collaboration that a pack's files are of, whatever
// else is wrong with them: "" where they do not say.
func CollaborationOf(fsys fs.FS) string {
	text, err := fs.ReadFile(fsys, CollaborationFile)
	if err != nil {
		return ""
	}
	for line := range strings.Lines(string(text)) {
		value, found := strings.CutPrefix(line, "collaboration:")
		value, _, _ = strings.Cut(value, "#")
		if value = strings.Trim(value, " \t\r\n'\""); found && dashedKey.MatchString(value) {
			return value
		}
	}
	return ""
}

// scenarioFolder is where a pack's scenarios stand.
const scenarioFolder = "scenarios"

// Files are the names of all files of a pack that are kept when it is published:
// those of its edition, its scenarios, and what is written beside them for people.
func Files(fsys fs.FS) ([]string, error) {
	var names []string
	for _, pattern := range []string{"*.yaml", "*.yml", "*.md", scenarioFolder + "/*.yaml", scenarioFolder + "/*.yml"} {
		found, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, fmt.Errorf("listing a pack's files: %w", err)
		}
		names = append(names, found...)
	}
	names = slices.DeleteFunc(names, func(name string) bool { return strings.HasPrefix(path.Base(name), ".") })
	slices.Sort(names)
	return names, nil
}
