package definition

import (
	"slices"
	"strings"

	"beredd/internal/definition/source"
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
func (t *table) twice(key string, n source.Node) {
	if n.Kind != source.List || !slices.Contains(saidOnce, key) {
		return
	}
	var said []string
	for _, item := range n.Items {
		if item.Kind == source.Scalar {
			item.Text = strings.TrimPrefix(strings.TrimSpace(item.Text), anew)
		}
		if slices.Contains(said, item.Plainly()) {
			t.r.warn(item.Pos, "named_twice", wording.Args{"Found": item.Shown()})
		}
		said = append(said, item.Plainly())
	}
}
