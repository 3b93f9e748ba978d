package definition

// A LetterKind is what a letter is to its recipient: when it goes, and whether it can
// be turned off, hangs on its kind.
type LetterKind string

// The kinds.
const (
	TaskLetter        LetterKind = "task"        // it is the recipient's turn
	MeetingLetter     LetterKind = "meeting"     // a meeting is called, changed or cancelled
	DecisionLetter    LetterKind = "decision"    // what was decided, for the organization's records
	ReceiptLetter     LetterKind = "receipt"     // an answer was received
	ReminderLetter    LetterKind = "reminder"    // something is about to be late, or is
	InformationLetter LetterKind = "information" // good to know; nothing is asked
)

// LetterKinds lists them all, the most pressing first.
func LetterKinds() []LetterKind {
	return []LetterKind{TaskLetter, MeetingLetter, DecisionLetter, ReceiptLetter, ReminderLetter, InformationLetter}
}

// kindOfLetter is the kind of each letter that is not a task.
var kindOfLetter = map[string]LetterKind{
	"meeting_notice": MeetingLetter, "meeting_moved": MeetingLetter, "meeting_cancelled": MeetingLetter, "meeting_reopened": MeetingLetter, "meeting_left": MeetingLetter,
	"agenda_sent": MeetingLetter, "dates_moved": MeetingLetter, "not_needed": MeetingLetter, "year_plan": MeetingLetter,
	"decision": DecisionLetter, "extract": DecisionLetter, "rejected": DecisionLetter, "joint_plan": DecisionLetter,
	"spread_through_channels": DecisionLetter, "recommendation": DecisionLetter,
	"receipt": ReceiptLetter, "answer_changed": ReceiptLetter, "recused": ReceiptLetter,
	"reminder": ReminderLetter, "escalation": ReminderLetter,
	"information": InformationLetter, "on_agenda": InformationLetter, "withdrawn": InformationLetter, "lapsed": InformationLetter,
	"disseminated": InformationLetter, "minutes_published": InformationLetter,
}

// KindOfLetter is the kind of a letter by its name: a task where nothing else is known
// of it.
func KindOfLetter(letter string) LetterKind {
	if kind, ok := kindOfLetter[letter]; ok {
		return kind
	}
	return TaskLetter
}
