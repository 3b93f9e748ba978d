package definition_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

// A body in which nobody sits who may act is one error at the state that waits for it, and
// not one at each of its steps as well.
func TestAStateWaitsForSomebody(t *testing.T) {
	for _, seats := range []string{"seats: []", "seats: [{person: p, role: adjunct}]"} {
		fsys, _ := flow(`states:
  a: {title: A, held_by: group, deadline: forever}
  b: {title: B, final: true}
transitions: {go: {title: Go, from: a, to: b, by: group}}
`)
		text := strings.Replace(string(fsys[collaboration].Data), "seats: [{person: p}]", seats, 1)
		fsys[collaboration] = &fstest.MapFile{Data: []byte(text)}
		_, problems := definition.Read(fsys, nil)
		var codes []string
		for _, p := range problems.Errors() {
			codes = append(codes, p.Pos.String()+" "+p.Code)
		}
		if want := []string{"flow.yaml:5:3 nobody_there"}; !slices.Equal(codes, want) {
			t.Errorf("%s: found %v, want %v", seats, codes, want)
		}
	}
}

// Who coordinates may be called so: nobody else is meant.
func TestACoordinatorMayBeCalledSo(t *testing.T) {
	fsys, _ := flow("states: {a: {title: A, final: true}}\ntransitions: {}\n")
	text := strings.Replace(string(fsys[collaboration].Data), "coordinators: [p]", "coordinators: [coordinator]", 1)
	text = strings.Replace(text, "persons: {p:", "persons: {coordinator: {name: C, mail: c@a.example}, p:", 1)
	fsys[collaboration] = &fstest.MapFile{Data: []byte(text)}
	if pack, problems := definition.Read(fsys, nil); problems.Err() != nil || pack.People.Coordinators[0] != "coordinator" {
		t.Error(problems)
	}
}
