package grammar

import "slices"

// What a scenario says of meetings of the year: laying out, the agenda, the record, and
// what it expects of them.

// AgendaKinds and AgendaResults are how an item is taken up, and what may become of it.
var (
	AgendaKinds   = choice{"formal", "information", "round", "decision", "delegated"}
	StandingKinds = choice{"formal", "information", "round", "decision"}
	VoteSays      = choice{"for", "against", "none"}
	TakenBack     = choice{"votes", "reserved", "assigned", "background", "views", "proposed", "report", "note", "upcoming"}
	AgendaResults = choice{"none", "noted", "as_proposed", "amended", "rejected", "referred_back", "postponed", "withdrawn"}
)

// whenAndWhere is when and where a meeting is.
var whenAndWhere = []Word{
	{key: "date", is: isoDate, about: "occasion.date", example: "date: 2026-02-06"},
	{key: "time", is: aClock, about: "occasion.time", example: `time: "09:00"`},
	{key: "end", is: aClock, about: "occasion.end", example: `end: "12:00"`},
	{key: "until", is: isoDate, about: "occasion.until", example: "until: 2026-02-07"},
	{key: "place", is: text, about: "occasion.place", example: "place: The town hall"},
	{key: "link", is: text, about: "occasion.link", example: "link: https://meet.lakeside.example/board"},
}

// LayOut is a meeting that is laid out.
var LayOut = &Form{name: "lay_out", words: slices.Concat([]Word{
	{key: "series", is: names("series"), must: true, example: "series: board"},
	{key: "as", is: names("party"), about: "lay_out.as", example: "as: board.secretary"},
	{key: "refused", is: aRefusal, about: "step.refused", example: "refused: forbidden"},
}, whenAndWhere)}

// Reschedule is a meeting that has another day, hour or place.
var Reschedule = &Form{name: "reschedule", words: slices.Concat(about, []Word{
	actor,
	{key: "reason", is: text, example: "reason: The hall is taken"},
}, whenAndWhere)}

// Arrange is one change of a meeting's agenda.
var Arrange = &Form{name: "arrange", words: slices.Concat(about, []Word{
	actor,
	{key: "add", is: text, example: "add: Opening"},
	{key: "takes_up", is: text, example: "takes_up: Routine"},
	{key: "change", is: text, example: "change: Opening"},
	{key: "move", is: text, example: "move: Opening"},
	{key: "remove", is: text, example: "remove: Opening"},
	{key: "admit", is: text, example: "admit: Routine"},
	{key: "carry", is: text, example: "carry: Routine"},
	{key: "title", is: text, about: "arrange.title", example: "title: The meeting is opened"},
	{key: "kind", is: AgendaKinds, example: "kind: formal"},
	{key: "presenters", is: many{text}, example: "presenters: [\"The chair, Northtown\"]"},
	{key: "length", is: whole{0}, example: "length: 10"},
	{key: "place", is: whole{1}, example: "place: 1"},
}), sets: [][]string{{"add"}, {"takes_up"}, {"change"}, {"move"}, {"remove"}, {"admit"}, {"carry"}}, only: true}

// Record is what is recorded of a meeting.
var Record = &Form{name: "record", words: slices.Concat(about, []Word{
	actor,
	{key: "came", is: many{names("party")}, example: "came: [board.chair, bo]"},
	{key: "guests", is: many{text}, example: "guests: [An expert]"},
	{key: "left", is: many{names("party")}, example: "left: bo"},
	{key: "excused", is: many{names("party")}, example: "excused: anna"},
	{key: "absent", is: many{names("party")}, example: "absent: anna"},
	{key: "at", is: aClock, example: `at: "09:40"`},
	{key: "adjusters", is: many{names("party")}, example: "adjusters: bo"},
	{key: "item", is: text, example: "item: Routine"},
	{key: "taken_up", is: yesOrNo{}, example: "taken_up: true"},
	{key: "background", is: text, example: "background: The group has asked all members"},
	{key: "views", is: text, example: "views: Bo asks who pays"},
	{key: "note", is: text, example: "note: Anna wants this noted"},
	{key: "report", is: text, example: "report: All is well"},
	{key: "of", is: names("party"), example: "of: Northtown"},
	{key: "proposed", is: many{text}, example: "proposed: [To adopt the routine]"},
	{key: "recused", is: many{names("party")}, example: "recused: bo"},
	{key: "result", is: AgendaResults, example: "result: amended"},
	{key: "decision", is: many{text}, example: "decision: [To adopt it for a year]"},
	{key: "reserved", is: names("party"), example: "reserved: bo"},
	{key: "because", is: text, example: "because: It costs too much"},
	{key: "assigned", is: text, example: "assigned: Report what it has cost"},
	{key: "who", is: many{names("party")}, about: "record.who", example: "who: group"},
	{key: "by", is: isoDate, about: "record.by", example: "by: 2026-09-30"},
	{key: "said", is: text, example: "said: the third quarter of 2026"},
	{key: "votes", is: in{Votes}, example: "votes: {for: [anna, bo], against: clerk}"},
	{key: "upcoming", is: yesOrNo{}, example: "upcoming: true"},
	{key: "takes_back", is: TakenBack, example: "takes_back: votes"},
})}

// Votes is a vote at a meeting: by name, or how many.
var Votes = &Form{name: "votes", words: []Word{
	{key: "for", is: either{whole{0}, many{names("party")}}, example: "for: [anna, bo]"},
	{key: "against", is: either{whole{0}, many{names("party")}}, example: "against: clerk"},
	{key: "abstaining", is: either{whole{0}, many{names("party")}}, example: "abstaining: 1"},
	{key: "casting", is: VoteSays, example: "casting: for"},
	{key: "means", is: text, example: "means: To adopt it for a year"},
}}

// Point is what must hold of one item of an agenda.
var Point = &Form{name: "point", words: []Word{
	{key: "title", is: text, about: "point.title", example: "title: Routine"},
	{key: "number", is: whole{0}, example: "number: 2"},
	{key: "paragraph", is: whole{0}, example: "paragraph: 14"},
	{key: "kind", is: AgendaKinds, about: "arrange.kind", example: "kind: decision"},
	{key: "presenters", is: many{text}, about: "arrange.presenters", example: "presenters: []"},
	{key: "length", is: whole{0}, about: "arrange.length", example: "length: 10"},
	{key: "late", is: yesOrNo{}, example: "late: true"},
	{key: "waits", is: yesOrNo{}, example: "waits: false"},
	{key: "from", is: text, example: "from: board 2026-02-06"},
	{key: "to", is: text, about: "point.to", example: "to: board 2026-04-07"},
	{key: "at", is: either{nobody, aClock}, about: "point.at", example: `at: "09:40"`},
	{key: "result", is: AgendaResults, example: "result: as_proposed"},
	{key: "decision", is: many{text}, about: "point.decision", example: "decision: [To adopt it]"},
	{key: "recused", is: many{names("party")}, about: "point.recused", example: "recused: []"},
	{key: "reserved", is: many{names("party")}, about: "point.reserved", example: "reserved: bo"},
	{key: "assigned", is: many{text}, about: "point.assigned", example: "assigned: [Report what it has cost]"},
	{key: "reports", is: many{text}, example: "reports: [A draft]"},
	{key: "votes", is: many{in{Votes}}, about: "point.votes", example: "votes: {for: 2, against: 1, casting: none}"},
}}
