package definition

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"beredd/internal/definition/source"
)

// sized is a pack of so many states in a row, with a step on and one back between each
// two, and so many rounds of which each is put on the way and decides the next step,
// by how many of so many members say what.
func sized(states, rounds, members int) fstest.MapFS {
	var people, flow strings.Builder
	people.WriteString("collaboration: sized\ntitle: Sized\nlanguages: [en]\norganizations:\n")
	for i := range members {
		fmt.Fprintf(&people, "  m%d: {name: Member %d, mailbox: m%d@sized.example}\n", i, i, i)
	}
	people.WriteString("persons: {p: {name: P, mail: p@sized.example}}\nbodies: {group: {title: Group, seats: [{person: p}]}}\ncoordinators: [p]\nbinds: {flow: {group: group}}\n")
	flow.WriteString("workflow: flow\ntitle: Flow\nbodies: group\nstates:\n")
	for i := range states {
		fmt.Fprintf(&flow, "  s%d: {title: State %d, held_by: group, deadline: forever}\n", i, i)
	}
	flow.WriteString("  done: {title: Done, final: true}\ntransitions:\n")
	for i := range states - 1 {
		fmt.Fprintf(&flow, "  on%d: {title: On, from: s%d, to: s%d, by: group}\n  back%d: {title: Back, from: s%d, to: s%d, by: group}\n", i, i, i+1, i, i+1, i)
	}
	fmt.Fprintf(&flow, "  end: {title: End, from: s%d, to: done, by: group}\n", states-1)
	for i := range rounds {
		fmt.Fprintf(&flow, "  take%d: {title: Take, from: s%d, to: done, on: r%d.complete, when: 'count(\"r%d\", \"no\") * 2 > asked'}\n", i, i%states, i, i)
	}
	if rounds > 0 {
		flow.WriteString("rounds:\n")
	}
	for i := range rounds {
		fmt.Fprintf(&flow, "  r%d: {title: Round %d, opens: {on: s%d}, asks: organizations, question: Q, answers: {\"yes\": {title: Y}, \"no\": {title: N}}, deadline: {within: 30 days, escalate: {after: 5 days, to: coordinator}}, on expiry: close}\n", i, i, (i+1)%states)
	}
	return fstest.MapFS{"collaboration.yaml": {Data: []byte(people.String())}, "flow.yaml": {Data: []byte(flow.String())}}
}

// A workflow that is too large says so, and which rounds make it that. It is not refused
// for what was not looked at.
func TestATooLargeWorkflowSaysWhatMultiplies(t *testing.T) {
	files := sized(6, 11, 9)
	files["flow.yaml"].Data = append(files["flow.yaml"].Data, "promises: [from every state a final state can be reached, after on1 always done]\n"...)
	pack, problems := Read(files, nil)
	if pack == nil {
		t.Fatalf("it is refused: %v", problems)
	}
	for _, p := range problems {
		if p.Code == "too_large_to_explore" {
			if told := p.String(); !strings.Contains(told, "7 states") || !strings.Contains(told, "Round ") || p.Severity != source.Warning {
				t.Errorf("told %s", told)
			}
			return
		}
	}
	t.Errorf("nothing is said: %v", problems)
}

// A round of very many members that may say many things is looked at by samples, and
// check says so.
func TestARoundOfTooManyWaysIsSaidToBeSampled(t *testing.T) {
	files := sized(3, 1, 90)
	text := string(files["flow.yaml"].Data)
	files["flow.yaml"].Data = []byte(strings.Replace(text, `"no": {title: N}}`, `"no": {title: N}, perhaps: {title: P}, later: {title: L}}`, 1))
	_, problems := Read(files, nil)
	for _, p := range problems {
		if p.Code == "sampled" && p.Pos.Line > 10 {
			return
		}
	}
	t.Errorf("nothing is said: %v", problems)
}

// BenchmarkExploring shows how the cost grows with states, rounds and members.
func BenchmarkExploring(b *testing.B) {
	for _, size := range [][3]int{
		{5, 2, 12}, {10, 2, 12}, {25, 2, 12}, {50, 2, 12},
		{10, 1, 12}, {10, 4, 12}, {10, 6, 12}, {10, 8, 12},
		{10, 2, 3}, {10, 2, 30}, {10, 2, 100}, {10, 2, 300},
	} {
		b.Run(fmt.Sprintf("states=%d,rounds=%d,members=%d", size[0], size[1], size[2]), func(b *testing.B) {
			pack, problems := Read(sized(size[0], size[1], size[2]), nil)
			if pack == nil {
				b.Fatal(problems)
			}
			places, moves := 0, 0
			for b.Loop() {
				g := explore(pack.Workflows[0], nil, usualMoves)
				places, moves = len(g.places), len(g.moves)
			}
			b.ReportMetric(float64(places), "places")
			b.ReportMetric(float64(moves), "moves")
		})
	}
}
