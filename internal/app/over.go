package app

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/fault"
	"beredd/internal/wording"
)

// built refuses a folder that does not build on what is in force: it would put back
// what has been changed since, in the web say. Whoever means that names the edition
// that is to be put aside, over.
func (s *shelf) built(ctx context.Context, folder given, over string) error {
	list, err := s.store.Editions(ctx, s.key, 0)
	if err != nil || len(list) == 0 {
		return err
	}
	newest := list[len(list)-1]
	if over != "" {
		named, f := chosen(list, over)
		switch {
		case f != nil:
			return f
		case named.Seq != newest.Seq:
			return fault.New(fault.Conflict, "publish_over", wording.Args{"Over": over, "Seq": newest.Seq})
		}
		return nil
	}
	nearest, err := s.nearest(ctx, list, folder)
	if err != nil || nearest.Seq == newest.Seq {
		return err
	}
	when := newest.At.In(s.pack().Calendar.Zone())
	return fault.New(fault.Conflict, "publish_behind", wording.Args{
		"Pack": folder.where, "Nearest": nearest.Seq, "Seq": newest.Seq, "Who": s.publisher(newest),
		"When": wording.Text{wording.Swedish: wording.PlainDay(wording.Swedish, when), wording.English: wording.PlainDay(wording.English, when)},
	})
}

// publisher is who published an edition.
func (s *shelf) publisher(p engine.Published) wording.Text {
	if p.Person == "" {
		return wording.Both("cli.publish.operator", nil)
	}
	if person := s.pack().People.Person(p.Person); person != nil {
		return wording.Same(person.Name)
	}
	return wording.Same(p.Person)
}

// mostCompared is how many editions a folder is compared with, the newest first.
const mostCompared = 50

// nearest is the edition that a folder most probably was made from: the one that the
// fewest lines have to be changed of. Of several it is the newest, unless that was
// published by somebody whom no folder shows, a coordinator.
func (s *shelf) nearest(ctx context.Context, list []engine.Published, folder given) (nearest engine.Published, err error) {
	mine, err := linesOf(folder.Files)
	if err != nil {
		return nearest, err
	}
	least, newest := -1, list[len(list)-1]
	for _, p := range slices.Backward(list[max(0, len(list)-mostCompared):]) {
		files, err := s.files(ctx, p)
		if err != nil {
			return nearest, err
		}
		theirs, err := linesOf(files)
		if err != nil {
			return nearest, err
		}
		far := apart(mine, theirs)
		if p.Edition == folder.Pack.Edition {
			far = 0
		}
		doubt := far == least && nearest.Seq == newest.Seq && newest.Person != "" && p.Edition != newest.Edition
		if least < 0 || far < least || doubt {
			nearest, least = p, far
		}
	}
	return nearest, nil
}

// linesOf counts the lines of a pack's files, each with its file's name.
func linesOf(files fs.FS) (map[string]int, error) {
	names, err := definition.Files(files)
	if err != nil {
		return nil, err
	}
	lines := map[string]int{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		for line := range strings.Lines(string(text)) {
			lines[name+"\n"+strings.TrimRight(line, "\r\n")]++
		}
	}
	return lines, nil
}

// apart is how many lines one has and the other has not.
func apart(a, b map[string]int) (n int) {
	for line, count := range a {
		n += max(0, count-b[line])
	}
	for line, count := range b {
		n += max(0, count-a[line])
	}
	return n
}
