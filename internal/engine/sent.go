package engine

import (
	"context"
	"fmt"
	"strings"

	"beredd/internal/definition"
)

// A PaperWriter writes a paper of a meeting as all its readers may see it, stores it,
// and answers what is known of it.
type PaperWriter func(ctx context.Context, pack *definition.Pack, meeting Proposal, kind string) (Document, error)

// Papering has write called when a step sends out a meeting's agenda or publishes its
// minutes. What it stores stands among the meeting's documents from that step on, so
// that what went out can be read however the meeting goes on.
func (e *Engine) Papering(write PaperWriter) *Engine {
	e.write = write
	return e
}

// sends are the papers that go out when a meeting comes to a state.
var sends = map[string]string{stateAgenda: "agenda", statePublished: "minutes"}

// statePublished is where the minutes are for all who may read them.
const statePublished = "published"

// withPaper decides a step that sends a paper anew, with the paper.
func (e *Engine) withPaper(ctx context.Context, pack *definition.Pack, p Proposal, act Act, change Change) (Change, error) {
	after := change.Proposal
	kind := sends[after.State]
	if e.write == nil || act.Kind != Do || after.Gathering == nil || after.State == p.State || kind == "" {
		return change, nil
	}
	document, err := e.write(ctx, pack, after, kind)
	if err != nil {
		return change, fmt.Errorf("writing the %s of %s: %w", kind, p.Number, err)
	}
	document.Sent = kind
	act.Sent = &document
	return Decide(pack, p, act, e.now())
}

// keepSent adds the paper that the step sends, as the next version of its name.
func (d *deciding) keepSent() []string {
	if d.act.Sent == nil {
		return nil
	}
	doc := *d.act.Sent
	doc.ID, doc.Person, doc.At, doc.Version = d.ids.next(), d.act.Actor.Person, d.now, 1
	for _, earlier := range d.p.Documents {
		if earlier.From == "" && strings.EqualFold(earlier.Name, doc.Name) && earlier.Version >= doc.Version {
			doc.Version = earlier.Version + 1
		}
	}
	d.p.Documents = append(d.p.Documents, doc)
	return []string{doc.Name + " sha256:" + doc.Hash}
}

// SentPaper is the newest of a kind that the meeting has sent out, or nil.
func (p Proposal) SentPaper(kind string) *Document {
	for i := len(p.Documents) - 1; i >= 0; i-- {
		if p.Documents[i].Sent == kind {
			return &p.Documents[i]
		}
	}
	return nil
}

// A meeting's papers tell of so many meetings to come, within so many days.
const (
	nextMeetings = 4
	DaysAhead    = 366
)

// ComingAfter are the next meetings of the same body after p that its papers tell of,
// of those that are laid out.
func ComingAfter(p Proposal, laid []Proposal) (next []Proposal) {
	for _, m := range laid {
		together := m.Gathering != nil && p.Gathering != nil && len(m.Gathering.Bodies) > 0 && len(p.Gathering.Bodies) > 0 &&
			m.Gathering.Bodies[0] == p.Gathering.Bodies[0]
		if together && m.State != stateCancelled && len(next) < nextMeetings {
			next = append(next, m)
		}
	}
	return next
}
