package grammar

import (
	"maps"
	"slices"

	"beredd/internal/calendar"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// A saying is what may stand behind a word.
type saying interface {
	parts() []saying // what it is made of
	drawn(d *drafter) draft
}

// The sayings. Where a text may stand, so may a number and true or false: it is read
// as it was written.
type (
	written string                // a text of this pattern; any text where there is none
	whole   struct{ least int }   // a whole number
	decimal struct{}              // a number
	yesOrNo struct{}              // true or false
	blank   struct{}              // nothing at all
	choice  []string              // one of these words
	usual   []string              // mostly one of these words
	names   string                // something that has a name, of this kind
	in      struct{ form *Form }  // a mapping of words
	owned   struct{ each saying } // a mapping of names that are given here
	keyed   struct {              // a mapping of names that were given elsewhere
		each saying
		key  written
	}
	listing struct{ each saying } // a list
	many    struct{ each saying } // a list, or one that stands alone
	either  []saying              // any of these
)

func (written) parts() []saying   { return nil }
func (whole) parts() []saying     { return nil }
func (decimal) parts() []saying   { return nil }
func (yesOrNo) parts() []saying   { return nil }
func (blank) parts() []saying     { return nil }
func (choice) parts() []saying    { return nil }
func (usual) parts() []saying     { return nil }
func (names) parts() []saying     { return nil }
func (in) parts() []saying        { return nil }
func (s owned) parts() []saying   { return []saying{s.each} }
func (s keyed) parts() []saying   { return []saying{s.each} }
func (s listing) parts() []saying { return []saying{s.each} }
func (s many) parts() []saying    { return []saying{s.each} }
func (s either) parts() []saying  { return s }

// blanks says whether nothing may stand where a saying may.
func blanks(s saying) bool {
	if _, ok := s.(blank); ok {
		return true
	}
	some, _ := s.(either)
	for _, part := range some {
		if blanks(part) {
			return true
		}
	}
	return false
}

// aMonth is a month's name in English, as far as a pattern tells.
const aMonth = `([Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]u[nl]|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec)[a-z]*`

// What is said in many places. The patterns let through what the reader does: that
// a day exists, the reader alone knows.
const (
	text          = written("")
	condition     = written("") // an expression of the language
	plainName     = written(`^[a-z][a-z0-9_]*$`)
	dashed        = written(`^[a-z][a-z0-9_-]*$`)
	isoDate       = written(`^\s*\d{4}-\d{2}-\d{2}\s*$`)
	someDays      = written(`^\s*\d{4}-\d{2}-\d{2}(\s+to\s+\d{4}-\d{2}-\d{2})?\s*$`)
	closedDay     = written(`^\s*(\d{4}-\d{2}-\d{2}(\s+to\s+\d{4}-\d{2}-\d{2})?|[A-Za-z0-9]+\s+[A-Za-z0-9].*)\s*$`)
	aYearDay      = written(`^\s*\d{1,2}\s+[A-Za-z]+\s*$`)
	aClock        = written(`^\s*\d{1,2}:\d{2}\s*$`)
	someHours     = written(`^\s*\d{1,2}:\d{2}\s*[-–]\s*\d{1,2}:\d{2}\s*$`)
	aMoment       = written(`^\s*\d{4}-\d{2}-\d{2}([T ]\s*\d{1,2}:\d{2}(:00)?)?\s*$`)
	someDaysOnEnd = written(`^\s*[1-7]\s+days?\s*$`)
	aPeriod       = written(`^\s*[0-9+]+\s+(minute|hour|day|workday|week|month|year)s?\s*$`)
	anOffset      = written(`^\s*(on\s+the\s+day|.*\s(before|after))\s*$`)
	aDate         = written(`^\s*(.*\s)?(meeting(\.date|\s+begins)?|(decision|proposal)\.\S+|\d{1,2}\s+` + aMonth + `)\s*$`)
	aRule         = written(`^\s*[A-Za-z0-9]+\s+\S`)
	anEdge        = written(`^\s*(\d{1,2}\s+[A-Za-z]+|((([0-9+]+\s+(day|week|month)s?|the\s+[A-Za-z]+(\s+[0-9+]+\s+weeks?)?)\s+(before|after))\s+)?(Good\s+Friday|Easter(\s+Monday)?|Ascension\s+Day|Pentecost|Midsummer\s+Eve|All\s+Saints)|\d{4}-\d{2}-\d{2}|(.*\s)?(meeting(\.date)?|(decision|proposal)\.\S+))\s*$`)
	anAddress     = written(`^[^@\s]+@[^@\s]+$`)
	aReply        = written(`^\s*[45]\d\d`)
)

// Words of which a line may have one. The reader knows no others.
var (
	SeatRoles  = choice(people.SeatRoles())
	Languages  = choice{string(wording.Swedish), string(wording.English)}
	Assurances = choice{"link", "code", "login"}
	Decides    = usual{"decision", "recommendation", "position"}
	Minutes    = usual{"approved", "notes"}
	Agains     = choice{"replaces", "adds", "the silent"}
	Closings   = choice{"when complete", "early", "at deadline"}
	EditRules  = choice{"stands", "refuse", "ask again"}
	ElseDays   = choice{calendar.ElseNext, calendar.ElsePrevious}
	YearElse   = choice{calendar.ElseNext, calendar.ElsePrevious, calendar.ElseSame}
	Countries  = choice(calendar.Countries())
	Goings     = choice{"at once", "office hours", "daily", "weekly"}
	Papers     = choice{"all", "none"}
	Avoided    = choice{"closed days", "quiet weeks"}
	LateItems  = choice{"the chair decides", "refuse", "next meeting"}
	Recurring  = choice{"year", "half-year", "quarter", "month"}
	Statuses   = choice{"queued", "deferred", "accepted", "failed"}
	FieldTypes = choice{"text", "bool", "number", "date", "datetime", "choice", "document", "proposal", "party"}
	Months     = choice{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	sentences  = usual{
		"from every state a final state can be reached", "every waiting state has a deadline",
		"every decision is followed up", "nobody is asked twice at once"}
)

// OtherTypes are the names that other languages have for the types of fields.
var OtherTypes = map[string]string{
	"string": "text", "boolean": "bool", "integer": "number", "int": "number", "decimal": "number", "enum": "choice",
}

// What is said in several ways, or of the pack's own names.
var (
	title     = either{written(`\S`), in{Spoken}}
	oneTitle  = either{title, in{Titled}} // {title: {sv: …, en: …}} is read too
	when      = condition
	parties   = either{many{names("party")}, in{Several}}
	needed    = many{either{names("input"), keyed{each: condition}}}
	taken     = many{names("input")}
	triggers  = many{names("trigger")}
	anything  = either{text, listing{text}, blank{}}
	aDeadline = either{choice{"forever"}, aPeriod, aDate, in{Deadline}}

	// OthersMay says whether who is not asked may answer in a round, too.
	OthersMay = choice{"may answer"}

	// Electorates say whether those whom a round asks stay as they were when it opened.
	Electorates = choice{"frozen", "living"}

	aRoundDeadline = either{choice{"forever"}, aPeriod, aDate, in{RoundDeadline}}
	completion     = either{choice{"all"}, whole{1}, written(`^\s*\d{1,6} ?/ ?\d{1,6}\s*$|[(<>=&| ]`)}
	typeNames      = either{FieldTypes, choice(slices.Sorted(maps.Keys(OtherTypes)))}
	fieldsSay      = owned{either{typeNames, in{Field}}}
	weight         = written(`^\s*\+?[0-9.]+(e[0-9+-]+)?\s*$`)
)

// Spoken is a text in each language.
var Spoken = &Form{name: "spoken", words: []Word{
	{key: "sv", is: text, example: "sv: Bereds"},
	{key: "en", is: text, example: "en: Being prepared"},
}}

// Titled is a title in a mapping of its own.
var Titled = &Form{name: "titled", words: []Word{{key: "title", is: title, must: true, about: "any.title", example: "title: {sv: Bereds, en: Being prepared}"}}}

// Several is several bodies.
var Several = &Form{name: "several", words: []Word{{key: "bodies", is: many{names("party")}, must: true, example: "bodies: [group, board]"}}}
