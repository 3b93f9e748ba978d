package engine

import (
	"strings"

	"beredd/internal/definition"
)

// A LetterKind is what a letter is to its recipient: when it goes, and whether it can
// be turned off, hangs on its kind.
type LetterKind = definition.LetterKind

// The kinds, as packs name them.
const (
	TaskLetter        = definition.TaskLetter
	MeetingLetter     = definition.MeetingLetter
	DecisionLetter    = definition.DecisionLetter
	ReceiptLetter     = definition.ReceiptLetter
	ReminderLetter    = definition.ReminderLetter
	InformationLetter = definition.InformationLetter
)

// Kind is what the letter is to its recipient. One that carries a question is a task,
// whatever else it tells.
func (n Notice) Kind() LetterKind {
	kind := definition.KindOfLetter(n.Letter)
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

// IsOptional says whether its recipient may turn the letter off, or have it gathered.
func (n Notice) IsOptional(post definition.Post) bool {
	return post.Optional(n.Kind(), n.Letter, n.Person == "")
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

// instead is when letters go to who has chosen a pace: at once is no sooner than the office
// is open, but where the pack lets them go at any hour.
func (p Pace) instead(usual definition.Going) definition.Going {
	switch p {
	case Daily:
		return definition.GoesDaily
	case Weekly:
		return definition.GoesWeekly
	case AtOnce:
		if usual != definition.GoesAtOnce {
			return definition.GoesOffice
		}
	}
	return usual
}

// UsualPace is how letters for information come to who has not chosen.
func UsualPace(post definition.Post) Pace {
	switch post.Goes(InformationLetter, "") {
	case definition.GoesDaily:
		return Daily
	case definition.GoesWeekly:
		return Weekly
	}
	return AtOnce
}

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
