package grammar

import (
	"encoding/json"
	"fmt"
	"slices"

	"beredd/internal/wording"
)

// Names are what a pack's own things are called, by their kind: what an editor
// offers where a name stands. A name that is not among them is not refused, as it
// may be given while the schema is in use; check finds it.
type Names map[string][]string

// Schema is the JSON Schema, draft 7, for one kind of file, with what every word
// means in l. It accepts every file that the reader does.
func Schema(kind string, l wording.Language, n Names) ([]byte, error) {
	root := File(kind)
	if root == nil {
		return nil, fmt.Errorf("no file of a pack is a %q", kind)
	}
	d := &drafter{language: l, names: n, forms: draft{}}
	drawn := d.form(root)
	drawn["$schema"] = "http://json-schema.org/draft-07/schema#"
	drawn["title"] = wording.Say(l, "schema.kind."+kind, nil)
	drawn["definitions"] = d.forms
	return json.MarshalIndent(drawn, "", "  ")
}

var vocabulary = []string{
	"title", "summary", "document", "documents", "proposed_decision", "decision", "recommendation", "departs", "reason", "comment", "plan",
	"responsible", "statement", "registration_number", "note", "meeting", "date", "decided_on", "follow_up_on", "number",
}

// Vocabulary is what any workflow's acts may give.
func Vocabulary() []string { return slices.Clone(vocabulary) }

// always are the names that every pack has.
var always = Names{
	"party":   {"submitter", "handler", "followers", "coordinator", "organizations", "every organization", "system", "parent.holder", "parent.submitter", "children.holder", "children.submitter"},
	"input":   vocabulary,
	"trigger": {"rounds.complete", "minutes.published", "decision.in_force_on", "decision.follow_up_on", "meeting"},
	"target":  {"back", "here"},
	"rounds":  {"rounds"},
	"kin":     {"parent"},
	"kind":    {"municipality", "region", "county_council", "association", "authority"},
}

// named are the names of a kind that are offered.
func (d *drafter) named(kind string) []string {
	var all []string
	for _, name := range slices.Concat(d.names[kind], always[kind]) {
		if !slices.Contains(all, name) {
			all = append(all, name)
		}
	}
	return all
}
