package engine

import "strings"

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

// Optional says whether a recipient may turn letters of the kind off, or choose to
// have them gathered.
func (k LetterKind) Optional() bool { return k == InformationLetter }

// Waits says whether letters of the kind wait for office hours.
func (k LetterKind) Waits() bool { return k == ReminderLetter || k == InformationLetter }

// kindOfLetter is the kind of each letter that is not a task.
var kindOfLetter = map[string]LetterKind{
	"meeting_notice": MeetingLetter, "meeting_moved": MeetingLetter, "meeting_cancelled": MeetingLetter, "meeting_reopened": MeetingLetter,
	"agenda_sent": MeetingLetter, "dates_moved": MeetingLetter, letterNotNeeded: MeetingLetter,
	"decision": DecisionLetter, "rejected": DecisionLetter, "joint_plan": DecisionLetter,
	"spread_through_channels": DecisionLetter, "recommendation": DecisionLetter,
	letterReceipt: ReceiptLetter, letterChanged: ReceiptLetter, letterRecused: ReceiptLetter,
	letterReminder: ReminderLetter, letterEscalation: ReminderLetter,
	letterInformation: InformationLetter, "on_agenda": InformationLetter, "withdrawn": InformationLetter, "lapsed": InformationLetter,
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

// Kind is what the letter is to its recipient. One that carries a question is a task,
// whatever else it tells.
func (n Notice) Kind() LetterKind {
	kind := KindOfLetter(n.Letter)
	if n.Round != "" && (kind == DecisionLetter || kind == InformationLetter) {
		return TaskLetter
	}
	return kind
}

// Recipient is who has the letter: a person's key, or the address of a function
// mailbox.
func (n Notice) Recipient() string {
	if n.Person != "" {
		return n.Person
	}
	return strings.ToLower(strings.TrimSpace(n.Mail))
}

// A Pace is how soon a recipient wants letters of a kind.
type Pace string

// The paces. Who has not chosen has them AtOnce.
const (
	AtOnce Pace = "at_once"
	Daily  Pace = "daily"
	Weekly Pace = "weekly"
	Never  Pace = "never"
)

// Paces lists them in the order in which they are shown.
func Paces() []Pace { return []Pace{AtOnce, Daily, Weekly, Never} }

// LetterChoices are what a recipient has chosen, by kind.
type LetterChoices map[LetterKind]Pace

// A LetterChoice is how a recipient wants letters of a kind.
type LetterChoice struct {
	Collaboration string
	Recipient     string // as Notice.Recipient has it
	Mail          string // the address that its letters go to now
	Kind          LetterKind
	Pace          Pace // "" is as the collaboration has it
}
