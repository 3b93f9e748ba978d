package grammar

import "slices"

// What stands in a workflow's file, but for its rounds.

// Workflow is what stands in a workflow's file.
var Workflow = &Form{name: "workflow", words: []Word{
	{key: "workflow", is: dashed, must: true, example: "workflow: agreement"},
	{key: "title", is: title, about: "any.title", example: "title: {sv: Överenskommelse, en: Agreement}"},
	{key: "bodies", is: either{many{plainName}, owned{oneTitle}}, must: true, example: "bodies: [drafting, deciding]"},
	{key: "opened_by", is: either{choice{"another proposal"}, parties, in{Opening}}, also: []string{"opened by"}, example: "opened_by: [organizations, coordinator]"},
	{key: "fields", is: fieldsSay, example: "fields: {in_force_on: {type: date, title: In force on}}"},
	{key: "states", is: owned{in{State}}, must: true, example: "states: {drafted: {title: Drafted, held_by: drafting, deadline: forever}}"},
	{key: "transitions", is: owned{in{Transition}}, must: true, example: "transitions: {submit: {title: Submit, from: drafted, to: on_agenda, by: drafting}}"},
	{key: "clocks", is: owned{in{Clock}}, example: "clocks: {handling: {title: Handling time, within: 4 months, runs: [drafted, on_agenda]}}"},
	{key: "windows", is: owned{in{Window}}, example: "windows: {summer: {title: Summer recess, from: 15 June, to: 15 August}}"},
	{key: "rounds", is: owned{in{Round}}, example: "rounds: {hearing: {title: Hearing, opens: decided, asks: organizations, question: What do you say?, answers: {says: {title: Says}}}}"},
	{key: "follow_up", is: in{Round}, example: "follow_up: {title: Follow-up, opens: {on: decided}, at: decision.follow_up_on, asks: organizations, answers: {in_use: {title: In use}}}"},
	{key: "notify", is: many{in{Notify}}, example: "notify: [{on: decided, to: every organization, template: decision}]"},
	{key: "elsewhere", is: many{in{Elsewhere}}, example: "elsewhere: [{on: decided, in: proposal.replaces, do: replace}]"},
	{key: "conflict", is: either{parties, in{Conflict}}, example: "conflict: every member of deciding"},
	{key: "confidential", is: in{Confidential}, example: "confidential: {when: proposal.simple, to: [drafting, deciding], because: Secrecy act}"},
	{key: "promises", is: many{either{sentences, text}}, example: "promises: [never closed without decided]"},
}}

// Opening is who may open a proposal of the kind, and when.
var Opening = &Form{name: "opening", words: []Word{
	{key: "by", is: parties, example: "by: [organizations, coordinator]"},
	{key: "not_during", is: many{names("window")}, example: "not_during: freeze"},
	{key: "only_during", is: many{names("window")}, example: "only_during: call"},
	{key: "unless", is: parties, example: "unless: deciding.chair"},
}}

// Field is one field of a proposal or of an answer.
var Field = &Form{name: "field", words: []Word{
	{key: "type", is: typeNames, example: "type: date"},
	{key: "choices", is: either{many{text}, keyed{each: oneTitle}}, also: []string{"values", "options"}, example: "choices: {routine: A routine, agreement: {sv: Överenskommelse, en: An agreement}}"},
	{key: "title", is: title, about: "any.title", example: "title: In force on"},
	{key: "hint", is: title, example: "hint: The day from which all follow the routine"},
	{key: "only_with", is: many{names("transition")}, example: "only_with: grant"},
	{key: "min", is: decimal{}, example: "min: 0"},
	{key: "max", is: decimal{}, example: "max: 100"},
	{key: "past", is: yesOrNo{}, example: "past: true"},
	{key: "is", is: text, example: "is: proposal.grant + proposal.own_part"},
	{key: "workflow", is: names("workflow"), example: "workflow: agreement"},
	{key: "many", is: yesOrNo{}, about: "field.several", example: "many: true"},
	{key: "of", is: parties, example: "of: every member of deciding"},
}}

// State is one state.
var State = &Form{name: "state", words: []Word{
	{key: "title", is: title, must: true, about: "any.title", example: "title: {sv: Granskas, en: Under review}"},
	{key: "task", is: title, example: "task: {sv: Granska och säg vad som gäller, en: Review and say what holds}"},
	{key: "final", is: yesOrNo{}, example: "final: true"},
	{key: "held_by", is: either{names("role"), choice{"submitter"}, names("chosen")}, example: "held_by: drafting"},
	{key: "deadline", is: aDeadline, example: "deadline: {within: 20 workdays, remind: on the day, escalate: {after: 3 workdays, to: coordinator}}"},
	{key: "needs", is: taken, example: "needs: meeting"},
	{key: "edits", is: either{choice{"nobody"}, parties}, example: "edits: [deciding.secretary, submitter]"},
}}

// Transition is one step.
var Transition = &Form{name: "transition", words: []Word{
	{key: "title", is: title, about: "any.title", example: "title: {sv: Återremittera, en: Refer back}"},
	{key: "from", is: many{either{choice{"every open state"}, names("state"), in{EveryState}}}, must: true, example: "from: {every: open state, but: decided}"},
	{key: "to", is: many{either{names("target"), in{Target}}}, must: true, example: "to: [{state: on_agenda, when: came_from == \"on_agenda\"}, drafted]"},
	{key: "by", is: either{parties, in{Together}}, example: "by: [deciding.chair, deciding.secretary]"},
	{key: "but", is: many{names("party")}, example: "but: [submitter, whoever took submit]"},
	{key: "on", is: many{either{names("trigger"), in{Holds}}}, example: "on: [dissemination.complete, 180 days]"},
	{key: "needs", is: needed, about: "any.needs", example: "needs: [new document, reason, {budget: proposal.cost > 100000}]"},
	{key: "takes", is: taken, about: "any.takes", example: "takes: [document, summary]"},
	{key: "when", is: when, example: "when: proposal.documents > 0"},
	{key: "reopens", is: yesOrNo{}, example: "reopens: true"},
	{key: "when_not", is: title, also: []string{"when not"}, example: "when_not: {sv: det saknas handlingar, en: there are no documents}"},
	{key: "not_during", is: many{names("window")}, example: "not_during: summer"},
	{key: "only_during", is: many{names("window")}, example: "only_during: appeal"},
	{key: "only_after", is: many{names("window")}, example: "only_after: notice"},
	{key: "unless", is: names("transition"), example: "unless: exception"},
	{key: "closes", is: many{names("rounds")}, example: "closes: review"},
	{key: "submitter", is: either{choice{"whoever takes it"}, names("chosen")}, example: "submitter: whoever takes it"},
	{key: "sets", is: keyed{each: text}, example: `sets: {expires_on: 'plus(proposal.expires_on, "12 months")'}`},
}}

// EveryState is the states that a step leads from which leads from all that are open.
var EveryState = &Form{name: "every_state", words: []Word{
	{key: "every", is: choice{"open state"}, must: true, example: "every: open state"},
	{key: "but", is: many{names("state")}, example: "but: [decided, on_agenda]"},
}}

// Together is a step that several take together.
var Together = &Form{name: "together", words: []Word{
	{key: "all", is: parties, must: true, example: "all: [deciding.chair, accountant]"},
}}

// Holds is what takes a step as soon as a condition holds.
var Holds = &Form{name: "holds", words: []Word{
	{key: "when", is: when, must: true, example: `when: count("support", "signs") >= 3`},
}}

// Target is where a step leads on a condition.
var Target = &Form{name: "target", words: []Word{
	{key: "state", is: names("target"), must: true, also: []string{"to"}, example: "state: on_agenda"},
	{key: "when", is: when, about: "any.when", example: `when: came_from == "on_agenda"`},
}}

// ending is at what time of day something ends, and who is told before and after.
var ending = []Word{
	{key: "time", is: aClock, about: "deadline.time", example: `time: "12:00"`},
	{key: "else", is: ElseDays, about: "any.else", example: "else: next workday"},
	{key: "remind", is: many{anOffset}, about: "any.remind", example: "remind: [5 workdays before, on the day]"},
	{key: "every", is: either{aPeriod, anOffset}, about: "deadline.every", example: "every: 7 days after"},
	{key: "escalate", is: many{in{Escalation}}, about: "any.escalate", example: "escalate: [{after: 3 workdays, to: coordinator}]"},
}

// Deadline is by when a state is to be left, and who is told.
var Deadline = &Form{name: "deadline", words: slices.Concat(byWhen, ending), sets: [][]string{{"within"}, {"at"}}, only: true}

// RoundDeadline is by when a round wants its answers.
var RoundDeadline = &Form{name: "round_deadline", words: slices.Concat(byWhen, []Word{
	{key: "runs", is: many{names("state")}, example: "runs: [on_agenda, heard]"},
}, ending), sets: [][]string{{"within"}, {"at"}}, only: true}

// byWhen is when a deadline ends, and during what its time stands still.
var byWhen = []Word{
	{key: "within", is: aPeriod, about: "deadline.within", example: "within: 20 workdays"},
	{key: "at", is: aDate, about: "deadline.at", example: "at: 15 October"},
	{key: "stops", is: many{either{names("round"), names("window")}}, about: "deadline.stops", example: "stops: [objection, recess]"},
}

// Escalation is who is told when a deadline has been passed for so long.
var Escalation = &Form{name: "escalation", words: []Word{
	{key: "after", is: aPeriod, must: true, example: "after: 3 workdays"},
	{key: "to", is: parties, must: true, example: "to: coordinator"},
}}

// Clock is a time of the whole proposal.
var Clock = &Form{name: "clock", words: slices.Concat([]Word{
	{key: "title", is: title, about: "any.title", example: "title: {sv: Handläggningstid, en: Handling time}"},
	{key: "within", is: aPeriod, must: true, example: "within: 4 months"},
	{key: "runs", is: many{names("state")}, must: true, example: "runs: [drafted, on_agenda]"},
	{key: "stops", is: many{either{names("round"), names("window")}}, example: "stops: [hearing, recess]"},
	{key: "starts again", is: triggers, also: []string{"starts_again"}, example: "starts again: start_over"},
	{key: "until", is: triggers, example: "until: decided"},
}, ending)}

// Window is a time with a beginning and an end.
var Window = &Form{name: "window", words: []Word{
	{key: "title", is: title, about: "any.title", example: "title: {sv: Sommaruppehåll, en: Summer recess}"},
	{key: "after", is: triggers, example: "after: submit"},
	{key: "for", is: aPeriod, example: "for: 3 weeks"},
	{key: "stops", is: many{names("window")}, example: "stops: recess"},
	{key: "from", is: anEdge, example: "from: 15 June"},
	{key: "to", is: anEdge, example: "to: 15 August"},
}, sets: [][]string{{"after", "for"}, {"from", "to"}}}

// Notify is one line of letters.
var Notify = &Form{name: "notify", words: []Word{
	{key: "on", is: triggers, must: true, example: "on: decided"},
	{key: "to", is: parties, must: true, example: "to: [every organization, submitter]"},
	{key: "only", is: many{names("said")}, about: "any.only", example: "only: hearing.objects"},
	{key: "but", is: many{either{names("said"), names("party")}}, about: "any.but", example: "but: [hearing.joins, submitter]"},
	{key: "template", is: names("letter"), must: true, also: []string{"letter"}, example: "template: decision"},
	{key: "when", is: when, about: "any.when", example: "when: proposal.documents > 0"},
	{key: "title", is: title, about: "any.title", example: "title: {sv: Beslutet, en: The decision}"},
}}

// Elsewhere is a step in another proposal.
var Elsewhere = &Form{name: "elsewhere", words: []Word{
	{key: "on", is: triggers, must: true, example: "on: decided"},
	{key: "in", is: names("kin"), must: true, example: "in: proposal.replaces"},
	{key: "do", is: text, must: true, example: "do: replace"},
	{key: "when", is: when, about: "any.when", example: `when: proposal.joins != ""`},
}}

// Conflict is who may declare a conflict of interest.
var Conflict = &Form{name: "conflict", words: []Word{
	{key: "by", is: parties, must: true, example: "by: [every member of deciding, drafting]"},
	{key: "for_others", is: parties, also: []string{"for others"}, example: "for_others: [deciding.chair, coordinator]"},
	{key: "keeps", is: choice{"submitter"}, example: "keeps: submitter"},
	{key: "title", is: title, about: "any.title", example: "title: {sv: Anmäl jäv, en: Declare a conflict of interest}"},
}}

// Confidential is when a proposal is confidential, and who may read it.
var Confidential = &Form{name: "confidential", words: []Word{
	{key: "when", is: when, example: "when: proposal.simple"},
	{key: "to", is: parties, must: true, example: "to: [drafting, deciding, submitter]"},
	{key: "because", is: title, must: true, example: "because: {sv: 19 kap. 3 § OSL, en: Secrecy act}"},
}}
