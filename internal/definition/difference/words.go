package difference

import (
	"beredd/internal/definition"
	"beredd/internal/definition/source"
)

// gatherings are where many things of one kind stand, by the mapping that they
// stand in and the key there.
var gatherings = map[string]string{
	"collaboration.organizations": "organization",
	"collaboration.persons":       "person",
	"collaboration.bodies":        "body",
	"collaboration.kinds":         "kind",
	"collaboration.closed_days":   "closed_day",
	"collaboration.coordinators":  "coordinator",
	"collaboration.letters":       "mailing",
	"organization.contacts":       "contact",
	"body.seats":                  "seat",
	"workflow.bodies":             "role",
	"workflow.fields":             "field",
	"workflow.states":             "state",
	"workflow.transitions":        "transition",
	"workflow.rounds":             "round",
	"workflow.clocks":             "clock",
	"workflow.windows":            "window",
	"workflow.notify":             "letter",
	"workflow.promises":           "promise",
	"workflow.elsewhere":          "elsewhere",
	"field.choices":               "choice",
	"transition.to":               "target",
	"round.fields":                "field",
	"round.answers":               "answer",
	"round.outcomes":              "outcome",
	"deadline.escalate":           "escalation",
	"clock.escalate":              "escalation",
	"occasion.escalate":           "escalation",
	"duty.escalate":               "escalation",
	"cycle.meetings":              "meeting",
	"meeting.standing_items":      "standing",
	"cycle.deadlines":             "occasion",
}

// nameless are the things that stand in lists, without names of their own.
var nameless = map[string]bool{
	"contact": true, "seat": true, "letter": true, "promise": true, "elsewhere": true, "target": true, "escalation": true,
	"duty": true, "standing": true,
}

// titledAlone are the things of which a title is all that may be said.
var titledAlone = map[string]bool{"kind": true, "choice": true, "closed_day": true, "role": true}

// ordered are the things whose order has a meaning: proposals begin in the first
// state, and what is tried is tried in order.
var ordered = map[string]bool{
	"state": true, "transition": true, "round": true, "answer": true, "outcome": true, "target": true, "field": true,
	"choice": true, "coordinator": true, "standing": true,
}

// knownBy are the keys by which a thing without a name is known again, the surest
// first.
var knownBy = map[string][]string{
	"seat":      {"person"},
	"contact":   {"function", "person"},
	"letter":    {"template", "on"},
	"elsewhere": {"do", "on"},
	"target":    {"state"},
	"duty":      {"name", "title"},
	"standing":  {"title"},
}

// spoken are the keys whose value is a text that people read, in one language or
// in each.
var spoken = map[string]bool{
	"title": true, "name": true, "task": true, "question": true, "hint": true, "when not": true,
}

// verbatim are the keys whose value is a text of the pack's own, and never a name
// or a measure.
var verbatim = map[string]bool{
	"mail": true, "mailbox": true, "prefix": true, "kind": true, "time_zone": true, "office_hours": true,
	"collaboration": true, "cycle": true, "function": true, "stop_words": true,
}

// expressions are the keys whose value is a condition or a formula.
var expressions = map[string]bool{"when": true, "is": true, "with": true, "sets": true}

// spellings are other ways to write a key, and the one that is meant.
var spellings = map[string]string{
	"on_expiry": "on expiry", "on_edit": "on edit", "starts_again": "starts again", "when_not": "when not",
	"for_others": "for others", "for_each": "for each", "letter": "template", "coordinator": "coordinators",
	"values": "choices", "options": "choices", "opened by": "opened_by",
}

// spelt is a key as it is written first in the reference.
func spelt(key string) string {
	if k, ok := spellings[key]; ok {
		return k
	}
	return key
}

// briefly are the keys that tell what a new thing is, in one sentence.
var briefly = []string{
	"type", "from", "to", "by", "on", "held_by", "asks", "within", "deadline", "runs", "after", "for", "until", "final",
	"person", "role", "of", "function", "mail", "mailbox", "kind", "template", "state", "do", "body", "when", "who", "goes", "required",
}

// long is a value as it is written at length: deadline: 20 days is
// deadline: {within: 20 days}.
func long(kind, key string, n source.Node) source.Node {
	if n.Kind == source.Nothing || n.Kind == source.Mapping {
		return n
	}
	under := ""
	switch {
	case key == "deadline" && n.Text != "forever":
		under = "within"
		if definition.DateNamed(n) != nil {
			under = "at"
		}
	case key == "opens":
		under = "on"
	case key == "conflict":
		under = "by"
	case key == "from" && n.Text == definition.EveryOpen:
		under, n.Text = "every", "open state"
	case key == "number" && kind == "collaboration":
		under = "prefix"
	case key == "" && kind == "field":
		under = "type"
	case key == "" && kind == "mailing":
		under = "goes"
	case key == "" && kind == "target":
		under = "state"
	default:
		return n
	}
	return source.Node{Kind: source.Mapping, Pos: n.Pos, Entries: []source.Entry{{Key: source.Node{Kind: source.Scalar, Text: under, Pos: n.Pos}, Value: n}}}
}
