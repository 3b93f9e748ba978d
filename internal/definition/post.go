package definition

import (
	"slices"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// Post is how a collaboration's letters go: those of a kind, or one letter, by its name.
type Post map[string]Mailing

// A Mailing is how a letter goes. What is empty is as usual.
type Mailing struct {
	Goes     Going
	Required Requirement
	Attach   int64 // so many bytes of papers go with the letter, the rest as links; 0 is none
}

// A Going is when a letter goes.
type Going string

// The ways to go.
const (
	GoesAtOnce Going = "at once"
	GoesOffice Going = "office hours" // at once, or when the office opens
	GoesDaily  Going = "daily"        // gathered, each workday
	GoesWeekly Going = "weekly"
)

// A Requirement says who may not turn a letter off.
type Requirement string

// The requirements.
const (
	OfEverybody Requirement = "true"
	OfMailboxes Requirement = "mailboxes" // a person may turn it off, a function mailbox may not
	OfNobody    Requirement = "false"
)

// Goes is when a letter of a kind goes to who has not chosen.
func (p Post) Goes(kind LetterKind, letter string) Going {
	for _, name := range namesOfLetter(kind, letter) {
		if goes := p[name].Goes; goes != "" {
			return goes
		}
	}
	if kind == ReminderLetter || kind == InformationLetter {
		return GoesOffice
	}
	return GoesAtOnce
}

// Optional says whether who has a letter may turn it off, or choose to have it gathered.
func (p Post) Optional(kind LetterKind, letter string, mailbox bool) bool {
	if !kind.mayWait() {
		return false
	}
	for _, name := range namesOfLetter(kind, letter) {
		switch p[name].Required {
		case OfEverybody:
			return false
		case OfNobody:
			return true
		case OfMailboxes:
			return !mailbox
		}
	}
	return kind == InformationLetter
}

// namesOfLetter are the names by which a pack may speak of a letter, the nearest first. One
// that asks something besides is of another kind than its name says, and goes as that.
func namesOfLetter(kind LetterKind, letter string) []string {
	if KindOfLetter(letter) != kind {
		return []string{string(kind)}
	}
	return []string{letter, string(kind)}
}

// mayWait says whether letters of a kind may be gathered, and turned off: nobody waits
// for what they ask.
func (k LetterKind) mayWait() bool { return k == DecisionLetter || k == InformationLetter }

// post reads how letters go, by kinds and names.
func (r *reader) post(n source.Node, letters []string) Post {
	if n.Kind != source.Mapping {
		r.wrong(n, "table")
		return nil
	}
	p := Post{}
	for _, e := range n.Entries {
		kind, known := LetterKind(e.Key.Text), slices.Contains(LetterKinds(), LetterKind(e.Key.Text))
		if !known {
			kind = KindOfLetter(e.Key.Text)
		}
		switch {
		case known:
		case slices.Contains(alwaysAtOnce, e.Key.Text):
			r.fail(e.Key.Pos, "letter_of_its_own", wording.Args{"Found": e.Key.Text})
			continue
		case len(letters) > 0 && !slices.Contains(letters, e.Key.Text):
			r.unknown(e.Key, "letter", append(kindNames(), letters...))
			continue
		}
		p[e.Key.Text] = r.mailing(e.Value, kind)
	}
	return p
}

// alwaysAtOnce are the letters that somebody waits for, and those that others become.
var alwaysAtOnce = []string{"sign_in_code", "assurance_code", "auto_reply", "reminders", "overdue", "digest", "while_away"}

// mailing reads {goes: daily, required: true}, or when a letter goes alone.
func (r *reader) mailing(n source.Node, kind LetterKind) (m Mailing) {
	if n.Kind == source.Scalar {
		m.Goes = r.going(n, kind)
		return m
	}
	t := r.table(grammar.Mailing, n, source.Pos{})
	defer t.done()
	if n, ok := t.opt("goes"); ok {
		m.Goes = r.going(n, kind)
	}
	if n, ok := t.opt("required"); ok {
		m.Required = r.requirement(n, kind)
	}
	if n, ok := t.opt("attach"); ok {
		m.Attach = r.attach(n, kind, m.Goes)
	}
	return m
}

func (r *reader) going(n source.Node, kind LetterKind) Going {
	goes := Going(r.choice(n, grammar.Goings...))
	if (goes == GoesDaily || goes == GoesWeekly) && !kind.mayWait() {
		r.fail(n.Pos, "letter_cannot_wait", wording.Args{"Found": string(goes), "Kind": wording.Both("diff.mailing."+string(kind), nil)})
	}
	return goes
}

func (r *reader) requirement(n source.Node, kind LetterKind) Requirement {
	var required Requirement
	switch n.Text {
	case "true", "yes":
		required = OfEverybody
	case "false", "no":
		required = OfNobody
	case string(OfMailboxes):
		required = OfMailboxes
	default:
		r.wrong(n, "required")
		return ""
	}
	if required != OfEverybody && !kind.mayWait() {
		r.fail(n.Pos, "letter_required", wording.Args{"Kind": wording.Both("diff.mailing."+string(kind), nil)})
	}
	return required
}

func kindNames() (names []string) {
	for _, k := range LetterKinds() {
		names = append(names, string(k))
	}
	return names
}

// MailingTitle is what people call a kind of letters, or one letter.
func MailingTitle(name string) wording.Text {
	for _, key := range []string{"diff.mailing." + name, "engine.letter." + name} {
		if wording.Has(wording.Swedish, key) {
			return wording.Both(key, nil)
		}
	}
	return wording.Same(Humanised(name))
}
