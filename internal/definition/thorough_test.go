package definition

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"beredd/internal/wording"
)

// multiplying is a workflow with so many rounds open at once, each of which something
// waits for, and promises that hold.
func multiplying(rounds int) map[string]string {
	var b strings.Builder
	b.WriteString("workflow: flow\ntitle: Flow\nbodies: group\nstates:\n  s0: {title: S, held_by: group, deadline: forever}\n  s1: {title: T, held_by: group, deadline: forever}\n  done: {title: Done, final: true}\ntransitions:\n  go: {title: On, from: s0, to: s1, by: group}\n")
	for i := range rounds {
		fmt.Fprintf(&b, "  take%d: {title: Take, from: s1, to: done, on: r%d.good, when: 'outcome(\"r%d\") != \"bad\"'}\n", i, i, (i+1)%rounds)
	}
	b.WriteString("  end: {title: End, from: s1, to: done, on: rounds.complete}\nrounds:\n")
	for i := range rounds {
		fmt.Fprintf(&b, "  r%d: {title: Round %d, opens: {on: s1}, asks: organizations, question: Q, answers: {\"yes\": {title: Y}, \"no\": {title: N}}, deadline: {within: 30 days, escalate: {after: 5 days, to: coordinator}}, outcomes: {good: {title: G, when: 'count(\"yes\") * 3 > asked * 2'}, bad: {title: B}}}\n", i, i)
	}
	b.WriteString("promises: [never done without s1, never s0 after done, after go always done]\n")
	return map[string]string{"flow.yaml": b.String()}
}

// Rounds that multiply make check give up in time: it names each promise that it has
// not proved, proves those that it can without all runs, and does the whole where
// somebody asks it to take its time.
func TestWhatIsTooLargeForUsualIsProvedThoroughly(t *testing.T) {
	files := sized(1, 0, 9)
	files["flow.yaml"].Data = []byte(multiplying(5)["flow.yaml"])
	pack, problems := read(&reader{languages: wording.Languages(), moves: 2_000}, files, nil)
	var unproved []string
	for _, p := range problems {
		if p.Code == "unproved" {
			unproved = append(unproved, p.Found)
		}
	}
	if pack == nil || !slices.Equal(unproved, []string{"never s0 after done", "after go always done"}) {
		t.Errorf("not proved are %q: %v", unproved, problems)
	}
	if _, problems := ReadThoroughly(files, nil); len(problems) != 0 {
		t.Errorf("taking its time it says %v", problems)
	}
}
