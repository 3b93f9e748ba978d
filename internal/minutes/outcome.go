package minutes

import (
	"slices"
	"strings"

	"beredd/internal/agenda"
	"beredd/internal/prose"
	"beredd/internal/wording"
)

// Points are the points of a decision that somebody wrote, and what leads to them:
// the list, or each of the paragraphs where there is none.
func Points(text string) (lead string, points []string) {
	var loose []string
	for _, p := range prose.Passages(text) {
		switch {
		case p.Mark != "":
			points = append(points, p.Words())
		case p.Depth > 0 && len(points) > 0: // more of the point before
			points[len(points)-1] += "\n" + p.Words()
		default:
			loose = append(loose, p.Words())
		}
	}
	if len(points) == 0 {
		return "", loose
	}
	return strings.Join(loose, "\n\n"), points
}

// outcome is what came of an item, in sentences, and the decision's points where
// the sentence does not say it all.
func (d Document) outcome(i Item) (said, points []string) {
	switch i.Result {
	case agenda.Open:
		return nil, i.Item.Decision
	case agenda.Noted:
		if i.Kind != agenda.Formal { // nobody thanks for an opening
			said = append(said, d.say("result.noted", nil))
		}
		points = i.Item.Decision
	case agenda.AsProposed, agenda.Amended, agenda.Rejected:
		said = append(said, d.say("result."+d.Decides+"."+string(i.Result), wording.Args{"Body": d.Body}))
		if i.Result != agenda.AsProposed || !slices.Equal(i.Item.Decision, i.Proposed()) {
			points = i.Item.Decision
		}
	case agenda.Postponed:
		said = append(said, d.say("result.postponed", nil))
		points = i.Item.Decision
	default:
		said = append(said, d.say("result."+string(i.Result), wording.Args{"Body": d.Body}))
		points = i.Item.Decision
	}
	if i.ForwardTo != "" {
		said = append(said, d.say("carried_to", wording.Args{"Meeting": i.ForwardTo}))
	}
	return said, points
}
