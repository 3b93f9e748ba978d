package grammar

import "slices"

// What stands in collaboration.yaml.

// Collaboration is what stands in collaboration.yaml.
var Collaboration = &Form{name: "collaboration", words: []Word{
	{key: "collaboration", is: dashed, must: true, example: "collaboration: lakeside"},
	{key: "title", is: title, about: "any.title", example: "title: {sv: Sjöbygden, en: Lakeside}"},
	{key: "time_zone", is: written(`^\s*(UTC|[A-Za-z_+-]+/[A-Za-z0-9_/+-]+)\s*$`), example: "time_zone: Europe/Stockholm"},
	{key: "languages", is: many{Languages}, example: "languages: [sv, en]"},
	{key: "number", is: either{in{Number}, text}, example: "number: {prefix: LS}"},
	{key: "office_hours", is: someHours, example: `office_hours: "07:30-16:30"`},
	{key: "holidays", is: Countries, example: "holidays: denmark"},
	{key: "closed_days", is: either{keyed{each: title, key: closedDay}, many{closedDay}}, example: "closed_days: {2026-05-15: {sv: Klämdag, en: Bridge day}, 27 December to 30 December: {sv: Mellandagarna, en: Between the holidays}}"},
	{key: "quiet_weeks", is: many{either{whole{1}, written(`^[\s\d]+(-[\s\d]+)?$`), closedDay}}, example: "quiet_weeks: [28-31, 52, 2026-10-26 to 2026-10-30]"},
	{key: "stop_words", is: many{written(`[\p{L}\p{N}]`)}, example: "stop_words: [klient*, patient*]"},
	{key: "letters", is: keyed{each: either{Goings, in{Mailing}}}, example: "letters: {information: daily, decision: {goes: office hours, required: mailboxes}}"},
	{key: "organizations", is: owned{in{Organization}}, example: "organizations: {north: {name: Northtown, mailbox: office@north.example}}"},
	{key: "persons", is: owned{in{Person}}, example: "persons: {clerk: {name: Clerk of the board, mail: clerk@lakeside.example}}"},
	{key: "bodies", is: owned{in{Body}}, must: true, example: "bodies: {board: {title: The board, seats: [{person: anna, role: chair}]}}"},
	{key: "kinds", is: owned{title}, example: "kinds: {school: {sv: skolorna, en: the schools}}"},
	{key: "coordinators", is: many{names("person")}, also: []string{"coordinator"}, example: "coordinators: [clerk]"},
	{key: "binds", is: keyed{each: keyed{each: many{names("body")}}}, example: "binds: {agreement: {drafting: [group, board], deciding: board}}"},
	{key: "demo", is: either{listing{in{Step}}, in{Demo}}, example: "demo: {personas: [clerk], steps: [{propose: {as: group, title: A draft}}]}"},
}}

// Number is how proposals are numbered.
var Number = &Form{name: "number", words: []Word{
	{key: "prefix", is: text, must: true, example: "prefix: LS"},
}}

// Mailing is how letters of a kind go, or one letter.
var Mailing = &Form{name: "mailing", words: []Word{
	{key: "goes", is: Goings, example: "goes: weekly"},
	{key: "required", is: either{yesOrNo{}, choice{"mailboxes"}}, example: "required: true"},
	{key: "attach", is: either{yesOrNo{}, written(`^\s*\d+ ?(kB|MB)\s*$`)}, example: "attach: 5 MB"},
}}

// term is how long somebody takes part, or has a seat.
var term = []Word{
	{key: "from", is: isoDate, about: "any.from", example: "from: 2026-01-01"},
	{key: "to", is: isoDate, about: "any.to", example: "to: 2026-12-31"},
}

// Organization is one member.
var Organization = &Form{name: "organization", words: slices.Concat([]Word{
	{key: "name", is: title, must: true, example: "name: Northtown"},
	{key: "kind", is: names("kind"), example: "kind: municipality"},
	{key: "weight", is: weight, example: "weight: 2.5"},
	{key: "mailbox", is: anAddress, must: true, also: []string{"mail"}, example: "mailbox: office@north.example"},
	{key: "language", is: Languages, about: "any.language", example: "language: en"},
	{key: "contacts", is: many{in{Contact}}, example: "contacts: [{function: care, person: anna}]"},
}, term)}

// Contact is a member's contact for a function.
var Contact = &Form{name: "contact", words: []Word{
	{key: "function", is: plainName, must: true, example: "function: care"},
	{key: "person", is: names("person"), must: true, about: "any.person", example: "person: anna"},
}}

// Person is one person.
var Person = &Form{name: "person", words: slices.Concat([]Word{
	{key: "name", is: text, must: true, example: "name: Head of care Northtown"},
	{key: "mail", is: anAddress, must: true, example: "mail: care@north.example"},
	{key: "language", is: Languages, about: "any.language", example: "language: en"},
	{key: "substitute", is: in{Substitute}, example: "substitute: {person: bo, from: 2026-07-01, to: 2026-08-02}"},
}, term)}

// Substitute is who stands in for a person.
var Substitute = &Form{name: "substitute", words: slices.Concat([]Word{
	{key: "person", is: names("person"), must: true, about: "any.person", example: "person: bo"},
}, term)}

// Body is one body.
var Body = &Form{name: "body", words: []Word{
	{key: "title", is: title, about: "any.title", example: "title: {sv: Rådet, en: The council}"},
	{key: "kind", is: names("body_kind"), example: "kind: advisory"},
	{key: "decides", is: Decides, example: "decides: recommendation"},
	{key: "minutes", is: Minutes, example: "minutes: notes"},
	{key: "paragraphs", is: yesOrNo{}, example: "paragraphs: true"},
	{key: "mailbox", is: anAddress, also: []string{"mail"}, example: "mailbox: council@lakeside.example"},
	{key: "seats", is: many{in{Seat}}, example: "seats: [{person: anna, role: chair, of: north}, {person: bo}]"},
}}

// Seat is one seat of a body.
var Seat = &Form{name: "seat", words: slices.Concat([]Word{
	{key: "person", is: names("person"), must: true, about: "any.person", example: "person: anna"},
	{key: "role", is: SeatRoles, example: "role: chair"},
	{key: "of", is: names("organization"), example: "of: north"},
	{key: "weight", is: weight, example: "weight: 3"},
}, term)}

// Demo is what the demonstration shows.
var Demo = &Form{name: "demo", words: []Word{
	{key: "start", is: aMoment, about: "scenario.start", example: "start: 2026-01-12 09:00"},
	{key: "personas", is: many{either{names("person"), in{Persona}}}, example: "personas: [{person: anna, title: {sv: Gruppens ordförande, en: Chair of the group}}, clerk]"},
	{key: "steps", is: listing{in{Step}}, about: "scenario.steps", example: "steps: [{propose: {as: group, title: A draft}}]"},
}}

// Persona is who a visitor of the demonstration may be.
var Persona = &Form{name: "persona", words: []Word{
	{key: "person", is: names("person"), must: true, about: "any.person", example: "person: anna"},
	{key: "title", is: title, about: "any.title", example: "title: {sv: Gruppens ordförande, en: Chair of the group}"},
}}
