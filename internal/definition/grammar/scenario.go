package grammar

import "slices"

// What stands in a scenario's file, and in the steps of the demo. What an act gives
// stands among the words, by the names of fields.

// Scenario is what stands in a scenario's file.
var Scenario = &Form{name: "scenario", words: []Word{
	{key: "scenario", is: text, must: true, example: "scenario: The board decides"},
	{key: "start", is: aMoment, example: "start: 2026-02-02 09:00"},
	{key: "steps", is: listing{in{Step}}, must: true, example: "steps: [{propose: {as: group.chair, title: Routine}}, {expect: {state: drafted}}]"},
}}

// Step is one step of a scenario.
var Step = &Form{name: "step", open: true, words: []Word{
	{key: "propose", is: in{Propose}, example: "propose: {as: group.chair, title: Routine, documents: [routine.pdf]}"},
	{key: "do", is: names("transition"), example: "do: submit"},
	{key: "answer", is: in{Reply}, example: "answer: {round: dissemination, as: Northtown, with: spread, plan: By letter}"},
	{key: "edit", is: in{Edit}, example: "edit: {as: anna, summary: More of it}"},
	{key: "close", is: in{Close}, example: "close: {round: dissemination, as: coordinator, reason: All said so}"},
	{key: "extend", is: in{Extend}, example: "extend: {round: dissemination, as: clerk, for: Northtown, to: 2026-04-01, reason: Their council meets then}"},
	{key: "recuse", is: in{Recuse}, example: "recuse: {as: anna, reason: My brother applies}"},
	{key: "unrecuse", is: in{Recuse}, example: "unrecuse: {as: anna}"},
	{key: "follow", is: in{Follow}, example: "follow: {as: anna}"},
	{key: "unfollow", is: in{Follow}, example: "unfollow: {as: anna}"},
	{key: "lay_out", is: in{LayOut}, example: "lay_out: {series: board, date: 2026-02-06}"},
	{key: "reschedule", is: in{Reschedule}, example: "reschedule: {on: board, as: board.secretary, date: 2026-02-13}"},
	{key: "arrange", is: in{Arrange}, example: "arrange: {on: board, as: board.secretary, add: Opening, kind: formal, place: 1}"},
	{key: "record", is: in{Record}, example: "record: {on: board, as: board.secretary, came: [board.chair, bo]}"},
	{key: "wait", is: either{choice{"next"}, aPeriod, written(`^\s*(until\s.*\S|\d{4}-\d{2}-\d{2}.*)$`), in{Wait}}, example: "wait: until 2026-02-23 08:00"},
	{key: "mailbox", is: in{Mailbox}, example: "mailbox: {of: Southtown, fails: 550}"},
	{key: "expect", is: in{Expect}, example: "expect: {state: on_agenda, held_by: deciding, mail: []}"},
	{key: "on", is: text, example: "on: A draft"},
	{key: "refused", is: aRefusal, example: "refused: {code: missing_input, field: decision}"},
	{key: "as", is: names("party"), about: "any.as", example: "as: deciding.secretary"},
	{key: "version", is: whole{1}, example: "version: 2"},
	{key: "key", is: text, example: "key: one-click"},
	{key: "take_back", is: yesOrNo{}, also: []string{"take back"}, example: "take_back: true"},
}, sets: [][]string{{"propose"}, {"do", "as"}, {"answer"}, {"edit"}, {"close"}, {"extend"}, {"recuse"}, {"unrecuse"}, {"follow"}, {"unfollow"}, {"lay_out"}, {"reschedule"}, {"arrange"}, {"record"}, {"wait"}, {"mailbox"}, {"expect"}}, only: true}

// aRefusal is a refusal by its code, or any, or with more about it.
var aRefusal = either{yesOrNo{}, text, in{Refused}}

// about is what a step that acts may say inside its own mapping.
var about = []Word{
	{key: "on", is: text, about: "step.on", example: "on: A draft"},
	{key: "refused", is: aRefusal, about: "step.refused", example: "refused: forbidden"},
}

var actor = Word{key: "as", is: names("party"), must: true, about: "any.as", example: "as: group.chair"}

// Propose is the opening of a proposal.
var Propose = &Form{name: "propose", open: true, words: []Word{
	actor,
	{key: "workflow", is: names("workflow"), example: "workflow: agreement"},
	{key: "refused", is: aRefusal, about: "step.refused", example: "refused: forbidden"},
}}

// Reply is what a respondent says.
var Reply = &Form{name: "reply", open: true, words: slices.Concat(about, []Word{
	{key: "round", is: names("round"), must: true, example: "round: dissemination"},
	actor,
	{key: "with", is: text, must: true, example: "with: spread"},
	{key: "from", is: text, example: "from: The village association"},
	{key: "assurance", is: Assurances, example: "assurance: link"},
})}

// Edit is a change of the text.
var Edit = &Form{name: "edit", open: true, words: slices.Concat(about, []Word{actor})}

// Close is the closing of a round.
var Close = &Form{name: "close", words: slices.Concat(about, []Word{
	{key: "round", is: names("round"), must: true, example: "round: dissemination"},
	actor,
	{key: "reason", is: text, example: "reason: All said so"},
})}

// Extend is more time that somebody is given to answer.
var Extend = &Form{name: "extend", words: slices.Concat(about, []Word{
	{key: "round", is: names("round"), must: true, example: "round: dissemination"},
	actor,
	{key: "for", is: names("party"), must: true, example: "for: Northtown"},
	{key: "to", is: isoDate, must: true, example: "to: 2026-04-01"},
	{key: "reason", is: text, example: "reason: Their council meets then"},
})}

// Recuse is a conflict of interest that is declared or taken back.
var Recuse = &Form{name: "recuse", open: true, words: slices.Concat(about, []Word{
	actor,
	{key: "for", is: names("party"), example: "for: bo"},
})}

// Follow is somebody who asks to be told, or no longer.
var Follow = &Form{name: "follow", words: slices.Concat(about, []Word{actor})}

// Wait is time that passes.
var Wait = &Form{name: "wait", words: []Word{
	{key: "until", is: text, must: true, example: "until: 2026-02-23 08:00"},
}}

// Mailbox is an address that fails or works.
var Mailbox = &Form{name: "mailbox", words: []Word{
	{key: "of", is: names("party"), must: true, example: "of: Southtown"},
	{key: "fails", is: either{whole{400}, aReply}, example: "fails: 550"},
	{key: "works", is: yesOrNo{}, example: "works: true"},
}, sets: [][]string{{"fails"}, {"works"}}}

// Refused is how an act is refused.
var Refused = &Form{name: "refused", words: []Word{
	{key: "code", is: text, example: "code: missing_input"},
	{key: "field", is: text, example: "field: decision"},
	{key: "says", is: text, example: "says: Decision"},
}}
