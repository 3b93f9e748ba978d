package grammar

// What stands in a workflow's rounds.

// Round is one question to many.
var Round = &Form{name: "round", words: []Word{
	{key: "title", is: title, about: "any.title", example: "title: {sv: Spridning, en: Dissemination}"},
	{key: "question", is: title, example: "question: {sv: Hur sprids beslutet hos er?, en: How do you spread the decision?}"},
	{key: "opens", is: either{triggers, in{Opens}}, must: true, example: "opens: {on: decided, when: proposal.documents > 0}"},
	{key: "at", is: aDate, about: "opens.at", example: "at: decision.follow_up_on"},
	{key: "fields", is: fieldsSay, example: "fields: {channels: {type: text, title: Channels}}"},
	{key: "starts", is: in{Starts}, example: "starts: {workflow: agreement, with: {title: input.title}}"},
	{key: "asks", is: parties, example: "asks: [organizations, board.chair]"},
	{key: "only", is: many{names("said")}, about: "any.only", example: "only: hearing.objects"},
	{key: "but", is: many{either{names("said"), names("party")}}, about: "any.but", example: "but: submitter"},
	{key: "parts", is: owned{parties}, example: "parts: {regions: every region, municipalities: every municipality}"},
	{key: "electorate", is: Electorates, example: "electorate: living"},
	{key: "others", is: OthersMay, example: "others: may answer"},
	{key: "assurance", is: Assurances, example: "assurance: code"},
	{key: "answers", is: owned{in{Answer}}, example: "answers: {spread: {title: Spread, needs: plan}, declined: {title: Not spread, needs: reason}}"},
	{key: "through", is: in{Through}, example: "through: {asks: every member, answer: {approves: count(\"approves\") * 2 > answered, returns: }}"},
	{key: "secret", is: yesOrNo{}, example: "secret: true"},
	{key: "again", is: Agains, example: "again: adds"},
	{key: "on edit", is: EditRules, also: []string{"on_edit"}, example: "on edit: ask again"},
	{key: "deadline", is: aRoundDeadline, example: "deadline: {within: 30 days, remind: 7 days before, escalate: {after: 14 days, to: coordinator}}"},
	{key: "extension", is: in{Extension}, example: "extension: {by: deciding.secretary, at_most: 3 weeks}"},
	{key: "complete", is: completion, example: "complete: 2/3"},
	{key: "on expiry", is: either{choice{"close"}, names("transition")}, also: []string{"on_expiry"}, example: "on expiry: close"},
	{key: "outcomes", is: owned{in{Outcome}}, example: "outcomes: {returned: {title: Returned, when: count(\"returns\") > 0}, carried: {title: Supported}}"},
	{key: "closes", is: Closings, example: "closes: early"},
	{key: "letter", is: names("letter"), also: []string{"template"}, example: "letter: asked"},
}, sets: [][]string{{"starts"}, {"asks", "answers", "question"}, {"asks", "answers", "title"}}}

// Opens is when a round opens.
var Opens = &Form{name: "opens", words: []Word{
	{key: "on", is: triggers, must: true, example: "on: decided"},
	{key: "at", is: aDate, example: "at: 90 days before proposal.expires_on"},
	{key: "not_during", is: many{names("window")}, example: "not_during: [summer, freeze]"},
	{key: "when", is: when, about: "any.when", example: "when: proposal.documents > 0"},
}}

// Answer is one answer of a round.
var Answer = &Form{name: "answer", words: []Word{
	{key: "title", is: title, must: true, about: "any.title", example: "title: {sv: Sprids, en: Spread}"},
	{key: "needs", is: needed, about: "any.needs", example: "needs: [plan, {reason: input.number < 50}]"},
	{key: "takes", is: taken, about: "any.takes", example: "takes: registration_number"},
	{key: "final", is: yesOrNo{}, example: "final: true"},
	{key: "counts", is: yesOrNo{}, example: "counts: false"},
}}

// Outcome is what a round may come to.
var Outcome = &Form{name: "outcome", words: []Word{
	{key: "title", is: title, must: true, about: "any.title", example: "title: {sv: Tillstyrkt, en: Supported}"},
	{key: "when", is: when, example: `when: count("supports") * 2 > answered`},
}}

// Through is how a group answers through its members.
var Through = &Form{name: "through", words: []Word{
	{key: "asks", is: choice{"every member", "member", "every chair", "chair", "every vice_chair", "vice_chair", "every secretary", "secretary", "every substitute", "substitute", "every adjunct", "adjunct"}, example: "asks: every member"},
	{key: "complete", is: completion, example: "complete: 1/2"},
	{key: "answer", is: owned{either{condition, blank{}}}, must: true, example: "answer: {approves: count(\"approves\") * 2 > answered, returns: }"},
}}

// Extension is more time to answer, for one of those whom a round asks.
var Extension = &Form{name: "extension", words: []Word{
	{key: "by", is: parties, example: "by: [deciding.secretary, coordinator]"},
	{key: "at_most", is: aPeriod, must: true, example: "at_most: 3 weeks"},
}}

// Starts is the proposal that a round opens.
var Starts = &Form{name: "starts", words: []Word{
	{key: "workflow", is: names("workflow"), must: true, example: "workflow: agreement"},
	{key: "with", is: keyed{each: text}, example: "with: {title: input.title, expires_on: proposal.expires_on}"},
	{key: "as", is: text, example: "as: drafting"},
	{key: "for each", is: parties, also: []string{"for_each"}, example: "for each: every body of kind local"},
	{key: "bodies", is: keyed{each: text}, example: "bodies: {deciding: board}"},
	{key: "documents", is: Papers, example: "documents: all"},
	{key: "until", is: many{text}, example: "until: decided"},
}}
