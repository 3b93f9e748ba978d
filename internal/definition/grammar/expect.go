package grammar

// What a scenario expects.

var (
	nobody   = choice{"none", "nobody", ""}
	aDue     = either{nobody, aMoment, blank{}}
	aText    = either{text, blank{}}
	someMail = many{either{choice{"none", ""}, in{Mail}}}
)

// Expect is what must hold.
var Expect = &Form{name: "expect", open: true, words: []Word{
	{key: "on", is: text, about: "step.on", example: "on: A draft"},
	{key: "state", is: names("state"), example: "state: on_agenda"},
	{key: "held_by", is: either{nobody, names("party"), blank{}}, example: "held_by: deciding"},
	{key: "deadline", is: aDue, example: "deadline: 2026-03-02 12:00"},
	{key: "version", is: whole{0}, example: "version: 2"},
	{key: "decision", is: aText, example: "decision: To adopt it"},
	{key: "decisions", is: many{text}, example: "decisions: [To adopt it, To adopt it with a change]"},
	{key: "recommendation", is: aText, example: "recommendation: none"},
	{key: "meeting", is: aDue, example: "meeting: 2026-02-27"},
	{key: "fields", is: keyed{each: anything}, example: "fields: {summary: More of it}"},
	{key: "mail", is: someMail, example: "mail: [{to: every organization, template: decision, count: 2}]"},
	{key: "mail includes", is: someMail, also: []string{"mail_includes"}, example: "mail includes: [{to: south, template: receipt}]"},
	{key: "round", is: keyed{each: in{RoundNow}}, also: []string{"rounds"}, example: "round: {dissemination: {open: true, answered: 0, of: 2}}"},
	{key: "clock", is: keyed{each: in{ClockNow}}, also: []string{"clocks"}, example: "clock: {handling: {deadline: 2026-06-02, passed: false}}"},
	{key: "choices", is: keyed{each: many{names("transition")}}, example: "choices: {group: [submit], board: []}"},
	{key: "agreed", is: many{names("party")}, example: "agreed: [anna]"},
	{key: "recused", is: many{names("party")}, example: "recused: [anna]"},
	{key: "seen", is: many{in{Seen}}, example: "seen: {as: south, title: none, state: decided}"},
	{key: "agenda", is: many{either{text, in{Point}}}, example: "agenda: [Opening, {number: 2, title: Routine, result: as_proposed}]"},
	{key: "present", is: many{names("party")}, example: "present: [board.chair, bo]"},
	{key: "excused", is: many{names("party")}, about: "expect.excused", example: "excused: anna"},
	{key: "adjusters", is: many{names("party")}, about: "expect.adjusters", example: "adjusters: bo"},
	{key: "time", is: aClock, about: "occasion.time", example: `time: "09:00"`},
	{key: "until", is: either{nobody, isoDate}, about: "expect.until", example: "until: 2026-05-19"},
	{key: "place", is: text, about: "occasion.place", example: "place: The town hall"},
	{key: "minutes", is: in{Read}, example: "minutes: {says: Routine}"},
	{key: "history", is: many{text}, example: "history: [decide, round_opened]"},
}}

// Mail is a line of letters that must have gone.
var Mail = &Form{name: "mail", words: []Word{
	{key: "to", is: many{names("party")}, example: "to: every organization"},
	{key: "template", is: names("letter"), also: []string{"letter"}, example: "template: decision"},
	{key: "about", is: text, example: "about: deadline"},
	{key: "count", is: whole{0}, example: "count: 2"},
	{key: "status", is: Statuses, example: "status: accepted"},
	{key: "language", is: Languages, example: "language: en"},
	{key: "says", is: many{text}, example: "says: To adopt it"},
	{key: "hides", is: many{text}, example: "hides: withdrawn"},
}}

// Read is what the minutes must say, and what they may not.
var Read = &Form{name: "minutes", words: []Word{
	{key: "says", is: many{text}, example: "says: [To adopt it, \"§ 2\"]"},
	{key: "hides", is: many{text}, example: "hides: withdrawn"},
}}

// Seen is what somebody must see of a proposal, and no more.
var Seen = &Form{name: "seen", words: []Word{
	{key: "as", is: names("party"), must: true, example: "as: south"},
	{key: "title", is: aText, example: "title: none"},
	{key: "summary", is: aText, example: "summary: none"},
	{key: "state", is: text, example: "state: decided"},
	{key: "papers", is: whole{0}, example: "papers: 0"},
}}

// RoundNow is what must hold of a round.
var RoundNow = &Form{name: "round_now", words: []Word{
	{key: "answered", is: whole{0}, example: "answered: 1"},
	{key: "of", is: whole{0}, example: "of: 2"},
	{key: "late", is: whole{0}, example: "late: 0"},
	{key: "open", is: yesOrNo{}, example: "open: true"},
	{key: "complete", is: yesOrNo{}, example: "complete: false"},
	{key: "deadline", is: aDue, example: "deadline: 2026-03-04"},
	{key: "left", is: aText, example: "left: 10 workdays"},
	{key: "extended", is: keyed{each: aDue}, example: "extended: {Northtown: 2026-04-01, Southtown: none}"},
	{key: "outcome", is: aText, example: "outcome: carried"},
	{key: "others", is: keyed{each: aText}, example: "others: {Westtown: spread, The village association: declined}"},
	{key: "answers", is: keyed{each: aText}, example: "answers: {Northtown: spread, Southtown: \"\"}"},
}}

// ClockNow is what must hold of a clock.
var ClockNow = &Form{name: "clock_now", words: []Word{
	{key: "deadline", is: aDue, example: "deadline: 2026-06-02"},
	{key: "left", is: aText, example: "left: 10 workdays"},
	{key: "passed", is: yesOrNo{}, example: "passed: false"},
}}
