package engine

import "time"

// A Published is one edition of a collaboration's pack that has been put in force.
// It is never changed, and never taken away.
type Published struct {
	Collaboration string
	Seq           int               // of the collaboration's, from 1; the last is in force
	Edition       string            // of the pack
	Workflows     map[string]string // key -> edition
	Files         []byte            // all of the pack, as a zip archive; nil in lists
	At            time.Time
	Person        string // who published it, "" where it was an operator
	Note          string // why
}

// A Standing is how many proposals that are not closed stand in one state of one
// edition of a workflow.
type Standing struct {
	Workflow string
	Edition  string
	State    string
	Count    int
}

// A Mapping says what becomes of what a new edition has not by the same name: old
// name to new.
type Mapping struct {
	States map[string]string `json:"states,omitempty"`
	Rounds map[string]string `json:"rounds,omitempty"` // to "" closes the round: its question falls
}

// EditionsOf is the edition of its workflow by which p went on when each of its
// events happened, in their order.
func EditionsOf(p Proposal, events []Event) []string {
	editions := make([]string, len(events))
	now := p.Edition
	for i := len(events) - 1; i >= 0; i-- {
		editions[i] = now
		if events[i].Kind == Adopted {
			now = events[i].Data.Instead
		}
	}
	return editions
}
