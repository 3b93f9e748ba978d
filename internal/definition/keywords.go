package definition

// keywords are the keys of a pack's files, but for scenarios. What is none of
// them may be one misspelt.
var keywords = []string{
	"about", "after", "after_each", "again", "answers", "as", "asks", "assurance", "at", "avoid",
	"before_each", "binds", "bodies", "body", "by", "choices", "clocks", "closed_days", "closes", "collaboration",
	"complete", "conflict", "contacts", "coordinator", "coordinators", "counts", "cycle", "dates", "deadline",
	"deadlines", "decides", "demo", "else", "escalate", "every", "fields", "final",
	"follow_up", "for others", "for_others", "from", "function", "held_by", "hint", "in", "kind", "kinds", "language", "languages",
	"letter", "mail", "mailbox", "meeting", "meetings", "minutes", "name", "needs", "notify",
	"number", "of", "office_hours", "on", "on edit", "on expiry", "on_edit", "on_expiry", "opens", "options", "organizations", "outcomes",
	"person", "personas", "persons", "prefix", "promises", "question", "quiet_weeks",
	"remind", "role", "rounds", "runs", "seats", "start", "starts again", "starts_again", "state", "states", "steps", "stops", "substitute",
	"takes", "task", "template", "through", "time", "time_zone", "times_a_year", "title", "to", "transitions",
	"edits", "is", "max", "min", "only_with", "past", "reopens",
	"type", "until", "values", "weight", "when", "when not", "when_not", "who", "within", "workflow",

	// of proposals that belong together
	"do", "documents", "elsewhere", "many", "starts", "with",
	"for", "not_during", "only_after", "only_during", "unless", "windows",
}
