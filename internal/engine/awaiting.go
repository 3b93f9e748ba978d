package engine

import (
	"context"
	"fmt"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition"
)

// awaiting finds the proposals that were put on a meeting's day while nobody had laid
// the meeting out, and those whose decisions the bodies that meet are to hear of.
func (e *Engine) awaiting(ctx context.Context, pack *definition.Pack, act Act) ([]string, error) {
	if act.Kind != Propose || !isMeeting(act.Workflow) {
		return nil, nil
	}
	text, _ := act.Inputs["date"].(string)
	date, err := calendar.ParseDate(strings.TrimSpace(text))
	if err != nil {
		return nil, nil // which Decide refuses
	}
	keys := []string{Meeting{Name: SeriesOf(act.Workflow), Date: date}.Key()}
	for _, body := range pack.Bodies(act.Workflow, gathered) {
		keys = append(keys, reportsTo(body))
	}
	found, err := e.store.TakenUp(ctx, act.Collaboration, keys)
	if err != nil {
		return nil, fmt.Errorf("asking what waits for a meeting: %w", err)
	}
	var ids []string
	for _, p := range found {
		if p.Closed.IsZero() || p.Unreported != "" {
			ids = append(ids, p.ID)
		}
	}
	return ids, nil
}

// reportsTo is what a proposal is found by whose decision a body is to hear of.
func reportsTo(body string) string { return "reports/" + body }

// gatherAwaiting tells those proposals that their meeting is laid out: each then asks
// to be taken up there.
func (d *deciding) gatherAwaiting() {
	for _, id := range d.act.Awaiting {
		d.errand(Errand{Kind: Tell, To: id, Family: Family{News: MeetsOn, Meeting: d.p.Meeting}})
	}
}

// numbered is the number, or "" of what is not kept yet and has its series alone.
func (k Kin) numbered() string {
	if at := strings.LastIndexByte(k.Number, '-'); at < 0 || strings.Contains(k.Number[at:], " ") {
		return ""
	}
	return k.Number
}
