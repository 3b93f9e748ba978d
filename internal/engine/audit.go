package engine

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// An Audit is what a check of a collaboration's history found.
type Audit struct {
	Proposals   int
	Events      int
	Erased      int // events whose private part has been erased, which is lawful
	Checkpoints int
	Latest      time.Time // of the latest checkpoint
	Findings    []Finding // what is wrong; none is good news
}

// Whole says whether nothing is wrong.
func (a Audit) Whole() bool { return len(a.Findings) == 0 }

// A Finding is one thing wrong with what is kept.
type Finding struct {
	Kind     FindingKind
	Proposal string // its id, where it is about one
	Number   string
	Seq      int    // of the event or checkpoint concerned
	What     string // for the operator: what was found and what was expected
}

// A FindingKind sorts what can be wrong.
type FindingKind string

// The kinds of finding.
const (
	BrokenChain     FindingKind = "broken_chain"     // an event is missing, changed or out of order
	WrongHead       FindingKind = "wrong_head"       // a proposal isn't what its events made it
	WrongCommitment FindingKind = "wrong_commitment" // a private part is not what was committed to
	WrongRow        FindingKind = "wrong_row"        // a deadline, round or list row differs from its proposal
	WrongNumber     FindingKind = "wrong_number"     // a series of numbers has a gap
	WrongCheckpoint FindingKind = "wrong_checkpoint" // a checkpoint isn't linked, signed or borne out
	WrongEdition    FindingKind = "wrong_edition"    // an edition isn't what was published
)

// Contradictions says where a proposal is not what its events made it, for the
// operator. An event's private part counts only while it is there.
func Contradictions(p Proposal, events []Event) []string {
	var found []string
	differ := func(what string, has, made any) {
		if has != made {
			found = append(found, fmt.Sprintf("the proposal's %s is %q, and its history made it %q", what, has, made))
		}
	}
	state, edition, texts, secret := "", "", map[string]string{}, false
	rounds, decided := roundsMade{}, resolved{}
	for _, e := range events {
		switch e.Kind {
		case Proposed, Transited:
			state = e.Data.To
		case Adopted:
			state = cmp.Or(e.Data.To, state)
		case Veiled, Unveiled:
			secret = e.Kind == Veiled
		}
		edition = cmp.Or(e.Data.Edition, edition)
		rounds.remember(e)
		decided.hear(e)
		for _, word := range []string{"title", "summary", "proposed_decision"} {
			if slices.Contains(e.Data.Lent, word) {
				continue
			}
			if text, ok := e.Private.Texts[word]; ok {
				texts[word] = text
			} else if e.Salt == "" {
				delete(texts, word) // erased, so that nothing can be said of it
			}
		}
	}
	differ("state", p.State, state)
	if edition != "" { // what began before history told of it has none
		differ("edition", p.Edition, edition)
	}
	differ("number of standing conflicts of interest", p.recusals(), recusedIn(events))
	decided.compare(p, differ)
	differ("confidentiality", fmt.Sprint(p.Secret != nil), fmt.Sprint(secret))
	for word, has := range map[string]string{"title": p.Title, "summary": p.Summary, "proposed_decision": p.Proposed} {
		if made, ok := texts[word]; ok {
			differ(word, has, made)
		}
	}
	rounds.differ(p, differ)
	if len(p.Past) > 0 && !slices.EqualFunc(p.Past, PastOf(events), same) { // what began before there was one has none
		differ("past", marks(p.Past), marks(PastOf(events)))
	}
	found = append(found, p.clocksContradict(events)...)
	found = append(found, p.pausesContradict(events)...)
	found = append(found, p.extensionsContradict(events)...)
	slices.Sort(found)
	return found
}
