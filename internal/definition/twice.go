package definition

import (
	"slices"
	"strings"

	"beredd/internal/wording"
)

// saidOnce are the words whose lists say nothing more by saying a thing again: probably
// another was meant the second time. Of parties, and of states in from: and runs:,
// who reads them tells.
var saidOnce = []string{
	"needs", "takes", "only_with", "closes", "on", "opens", "not_during", "only_during", "only_after", "stops",
	"remind", "escalate", "only", "except", "in", "quiet_weeks", "stop_words", "coordinators", "contacts",
}

// twice warns of what stands again in a list of such a word. "new reason" is reason.
func (t *table) twice(key string, n node) {
	if n.kind != list || !slices.Contains(saidOnce, key) {
		return
	}
	var said []string
	for _, item := range n.items {
		if item.kind == scalar {
			item.text = strings.TrimPrefix(strings.TrimSpace(item.text), anew)
		}
		if slices.Contains(said, item.plainly()) {
			t.r.warn(item.pos, "named_twice", wording.Args{"Found": item.shown()})
		}
		said = append(said, item.plainly())
	}
}
