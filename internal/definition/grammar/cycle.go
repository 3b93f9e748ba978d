package grammar

import "slices"

// What stands in cycle.yaml.

// Cycle is what stands in cycle.yaml.
var Cycle = &Form{name: "cycle", words: []Word{
	{key: "cycle", is: text, must: true, example: "cycle: Lakeside"},
	{key: "title", is: title, about: "any.title", example: "title: The year at the lake"},
	{key: "year_begins", is: aYearDay, example: "year_begins: 1 July"},
	{key: "phases", is: owned{title}, example: "phases: {training: \"Phase 1: training\"}"},
	{key: "meetings", is: owned{in{Meeting}}, example: "meetings: {board: {body: board, on: first Friday of every month, time: \"09:00-12:00\"}}"},
	{key: "before_each", is: keyed{each: many{in{Duty}}}, example: "before_each: {board: [{name: notice, when: 7 days before, who: board.secretary}]}"},
	{key: "after_each", is: keyed{each: many{in{Duty}}}, example: "after_each: {board: [{name: minutes, when: 10 days after, who: board.secretary}]}"},
	{key: "deadlines", is: owned{in{Yearly}}, example: "deadlines: {evaluation: {title: Evaluation, on: 2026-08-31, who: board}}"},
}}

// Meeting is one Recurring meeting.
var Meeting = &Form{name: "meeting", words: []Word{
	{key: "title", is: title, about: "any.title", example: "title: The board"},
	{key: "body", is: many{names("body")}, must: true, example: "body: [board, group]"},
	{key: "time", is: either{someHours, aClock}, about: "year.time", example: `time: "09:00-12:00"`},
	{key: "on", is: aRule, example: "on: first Friday of February, April, September"},
	{key: "dates", is: many{someDays}, example: "dates: [2026-02-20, 2026-10-14 to 2026-10-15]"},
	{key: "except", is: many{isoDate}, example: "except: 2026-06-05"},
	{key: "place", is: text, example: "place: The town hall"},
	{key: "times_a_year", is: whole{1}, example: "times_a_year: 2"},
	{key: "in", is: many{Months}, example: "in: [April, November]"},
	{key: "avoid", is: many{Avoided}, example: "avoid: [closed days, quiet weeks]"},
	{key: "else", is: YearElse, about: "year.else", example: "else: next workday"},
	{key: "late_items", is: LateItems, example: "late_items: next meeting"},
	{key: "standing_items", is: many{in{Standing}}, example: "standing_items: [{title: Opening}, {title: Next meetings, kind: information, last: true}]"},
}, sets: [][]string{{"on"}, {"dates"}, {"times_a_year"}}}

// Standing is an item that stands on every agenda of a series.
var Standing = &Form{name: "standing", words: []Word{
	{key: "title", is: title, must: true, about: "any.title", example: "title: Opening of the meeting"},
	{key: "kind", is: StandingKinds, example: "kind: information"},
	{key: "last", is: yesOrNo{}, example: "last: true"},
}}

// charge is whose a duty or a deadline of the year is, and what reminds.
var charge = []Word{
	{key: "title", is: title, about: "any.title", example: "title: Notice of meeting"},
	{key: "time", is: either{someHours, aClock}, about: "year.time", example: `time: "12:00"`},
	{key: "who", is: parties, must: true, about: "year.who", example: "who: board.secretary"},
	{key: "to", is: many{names("party")}, about: "year.to", example: "to: board"},
	{key: "remind", is: many{anOffset}, about: "any.remind", example: "remind: [10 workdays before, 2 workdays before]"},
	{key: "escalate", is: many{in{Escalation}}, about: "any.escalate", example: "escalate: {after: 5 workdays, to: coordinator}"},
	{key: "else", is: YearElse, about: "year.else", example: "else: next workday"},
}

// Duty is what is to be done by a day counted from a meeting.
var Duty = &Form{name: "duty", words: slices.Concat([]Word{
	{key: "name", is: plainName, must: true, example: "name: stop_date"},
	{key: "when", is: anOffset, must: true, example: "when: 15 workdays before"},
	{key: "meeting", is: yesOrNo{}, example: "meeting: true"},
	{key: "lasts", is: someDaysOnEnd, example: "lasts: 2 days"},
}, charge)}

// Yearly is a deadline that the year itself has.
var Yearly = &Form{name: "yearly", words: slices.Concat([]Word{
	{key: "every", is: Recurring, example: "every: half-year"},
	{key: "by", is: many{aRule}, example: "by: [15 May, 1 June to 31 August]"},
	{key: "on", is: many{either{someDays, aRule}}, example: "on: 2026-08-31"},
	{key: "phase", is: names("phase"), example: "phase: training"},
}, charge), sets: [][]string{{"by"}, {"on"}}}
