package definition_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition"
)

// Where several bodies may have a role of what a round opens, it is told that nothing says
// which, unless the one that opens it has the role too.
func TestItIsToldWhenNothingSaysWhoseAnOpenedProposalIs(t *testing.T) {
	bodies := strings.Replace(small, "bodies: {group:", "bodies: {alfa: {title: Alfa, seats: [{person: p}]}, beta: {title: Beta, seats: [{person: p}]}, group:", 1)
	binds := func(flow, other string) string {
		return strings.Replace(bodies, "binds: {flow: {group: group}}", "binds: {flow: {"+flow+"}, other: {"+other+"}}", 1)
	}
	opens := func(roles, as string) string {
		return strings.Replace(head, "bodies: group", "bodies: "+roles, 1) + `states: {a: {title: A, held_by: group, deadline: forever}, b: {title: B, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: group, needs: title}}
rounds: {more: {title: More, opens: go, starts: {workflow: other` + as + `, with: {title: input.title}}, deadline: forever}}
`
	}
	const other = `workflow: other
title: Other
bodies: [board, group]
states: {a: {title: A, held_by: board, deadline: forever}, b: {title: B, held_by: group, deadline: forever}, c: {title: C, final: true}}
transitions: {go: {title: Go, from: a, to: b, by: board}, end: {title: End, from: b, to: c, by: group}}
`
	for _, row := range []struct {
		sentence, flow, other, opens, want string
	}{
		{"one body for each role", "group: group", "board: alfa, group: group", opens("group", ""), ""},
		{"either may draft it", "group: group", "board: [alfa, beta], group: group", opens("group", ""), "role board of other"},
		{"either may draft it, and one is named", "group: group", "board: [alfa, beta], group: group", opens("group", ", as: beta"), ""},
		{"either may have its other role", "group: group", "board: alfa, group: [beta, alfa]", opens("group", ""), "it is always beta"},
		{"either may, and it follows the one that opens it", "group: [alfa, beta]", "board: alfa, group: [beta, alfa]", opens("group", ""), ""},
		{"the one that opens it may have a body that may not", "group: [alfa, group]", "board: alfa, group: [beta, alfa]", opens("group", ""), "role group of other"},
	} {
		_, problems := definition.Read(fstest.MapFS{
			"collaboration.yaml": &fstest.MapFile{Data: []byte(binds(row.flow, row.other))},
			"flow.yaml":          &fstest.MapFile{Data: []byte(row.opens)},
			"other.yaml":         &fstest.MapFile{Data: []byte(other)},
		}, nil)
		found := problems.Error()
		if told := strings.Contains(found, "which is opened here"); told != (row.want != "") || !strings.Contains(found, row.want) {
			t.Errorf("%s: want %q, found: %s", row.sentence, row.want, found)
		}
	}
}
