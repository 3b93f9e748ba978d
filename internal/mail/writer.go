package mail

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/wording"
)

// Links are the addresses that letters carry. Who signs them is not mail's to
// know.
type Links interface {
	Answer(link.Claim) string   // where the recipient answers without an account
	Follow(link.Claim) string   // where the recipient stops following the proposal, without an account
	Proposal(ref string) string // the page of the proposal with that id or number
	// A document by its id: for the claim's recipient, and for whoever may sign in.
	AnswerPaper(c link.Claim, document string) string
	Paper(ref, document string) string
	// A meeting's paper, and what its minutes say of one proposal for an organization, for
	// whoever may sign in.
	MeetingPaper(ref, paper string) string
	Extract(ref, proposal, organization string) string
	Year(year int) string // the wheel of a year, and where calendars to subscribe to are, for whoever may sign in
	Calendars() string
	LetterSettings(link.Claim) string             // where the recipient chooses how letters come, without an account
	Privacy() string                              // the page on how personal data is handled
	ReturnTo(mailbox string, c link.Claim) string // the address that the letter comes back to
}

// A Letterhead is who letters come from.
type Letterhead struct {
	From    string // address; its domain is that of every Message-ID
	Name    string // "" is the collaboration's title
	ReplyTo string // a function mailbox that people read; "" is From
	Bounce  string // letters that come back go here, each to an address with its own mark; "" is From
}

// A Writer writes letters: from facts to a message that is ready to send.
type Writer struct {
	letters *Letters
	head    Letterhead
	packs   func(collaboration string) *definition.Pack
	links   Links
	files   Files // of papers that go with letters; nil where none do
}

// NewWriter makes a writer of letters about the packs' proposals.
func NewWriter(letters *Letters, head Letterhead, links Links, packs ...*definition.Pack) (*Writer, error) {
	of := map[string]*definition.Pack{}
	for _, pack := range packs {
		of[pack.Key] = pack
	}
	return NewWriterOf(letters, head, links, func(collaboration string) *definition.Pack { return of[collaboration] })
}

// NewWriterOf is NewWriter where packs change: each letter asks for the one in
// force, nil where there is none.
func NewWriterOf(letters *Letters, head Letterhead, links Links, packs func(collaboration string) *definition.Pack) (*Writer, error) {
	if err := head.check(); err != nil {
		return nil, err
	}
	return &Writer{letters: letters, head: head, links: links, packs: packs}, nil
}

// Letter writes what the recipient reads: one letter, or several in one.
func (w *Writer) Letter(facts engine.LetterFacts, now time.Time) (Letter, error) {
	if len(facts.Along) > 0 {
		return w.gathered(facts, now)
	}
	return w.single(facts, now)
}

// single writes a letter that goes alone.
func (w *Writer) single(facts engine.LetterFacts, now time.Time) (Letter, error) {
	pack := w.packOf(facts.Proposal)
	if pack == nil {
		return Letter{}, fmt.Errorf("there is no collaboration %q to write a letter for", facts.Proposal.Collaboration)
	}
	if facts.Event.ID != facts.Notice.Event {
		return Letter{}, errors.New("the event that the letter tells of is not at hand")
	}
	t := tell(facts, pack, spoken(facts.Language), now)
	m := t.matter()
	words, err := w.words(t, m)
	if err != nil {
		return Letter{}, err
	}
	letter := w.compose(t, m, words)
	if m.Year != nil {
		w.ofYear(t, m, words, &letter)
	}
	return letter, nil
}

// packOf is the pack as a proposal sees it, by the edition that it runs on.
func (w *Writer) packOf(p engine.Proposal) *definition.Pack {
	pack := w.packs(p.Collaboration)
	if pack == nil {
		return nil
	}
	return pack.At(p.Workflow, p.Edition)
}

// letterOf is the letter's template: a reminder that comes after the day is
// worded as overdue.
func letterOf(facts engine.LetterFacts) string {
	if facts.Letter == "reminder" && facts.Event.Data.Late {
		return "overdue"
	}
	return facts.Letter
}

// words fills in every block of the letter. A question that rides in a letter
// which has no words for it is put in the words of asked.
func (w *Writer) words(t *telling, m Matter) (map[string]string, error) {
	own, err := w.letters.form(letterOf(t.LetterFacts), t.language)
	if err != nil {
		return nil, err
	}
	words, err := own.sayAll(m)
	if err != nil || !m.Asks || own.asks {
		return words, err
	}
	asked, err := w.letters.form("asked", t.language)
	if err != nil {
		return nil, err
	}
	question, err := asked.sayAll(m)
	if err != nil {
		return nil, err
	}
	if s := words["subject"] + ", " + lower(question["subject"]); len([]rune(s)) <= longestAct {
		words["subject"] = s
	}
	words["body"] += "\n\n" + question["body"]
	words["ask"], words["action"] = question["ask"], question["action"]
	return words, nil
}

func (f form) sayAll(m Matter) (map[string]string, error) {
	words := map[string]string{}
	for _, block := range blocks {
		said, err := f.say(block, m)
		if err != nil {
			return nil, err
		}
		words[block] = said
	}
	return words, nil
}

// lower begins a text as it stands inside a sentence.
func lower(s string) string { return strings.ToLower(s[:min(1, len(s))]) + s[min(1, len(s)):] }

// compose puts the letter together.
func (w *Writer) compose(t *telling, m Matter, words map[string]string) Letter {
	question := t.question(m)
	l := Letter{
		Language: string(t.language), Subject: subject(words["subject"], question, t.Proposal.Title, t.Proposal.Number),
		Preheader: title(oneLine(words["preheader"])), Ask: oneLine(words["ask"]), Action: oneLine(words["action"]),
		Paragraphs: folded(words["body"]), Number: t.Proposal.Number, Title: t.Proposal.Title,
		Sections: t.sections(), Changes: t.changes(m), Facts: t.facts(m),
		PageURL: w.links.Proposal(ref(t.Proposal)), Why: strings.TrimSpace(t.why() + " " + t.saidBefore()), WrongOne: t.say("mail.wrong_one", nil),
		For: t.asksWhom(m), Settings: w.links.LetterSettings(t.Notice.Claim(link.Letters)),
		Sender: []string{t.pack.Title.In(t.language)}, Checksum: t.checksum(), PrivacyURL: w.links.Privacy(), Words: wordsOf(t.language),
	}
	if !strings.Contains(l.Subject, question) && !strings.Contains(l.Preheader, question) { // there was no room
		l.Preheader = cut(question+" · "+l.Preheader, longestBeside)
	}
	if why := t.whyNow(); why != "" {
		l.Paragraphs = append([]string{why}, l.Paragraphs...)
	}
	if secret := t.secret(); secret != "" {
		l.Preheader, l.Paragraphs = t.say("mail.secret.preheader", nil), append([]string{secret}, l.Paragraphs...)
	}
	if m.Gathering != nil {
		l.Words.Page = t.say("mail.page_meeting", nil)
	}
	l.Papers, l.Attached = w.papers(t, m)
	l.URL = w.leads(t, m, l.PageURL)
	if t.follows() {
		l.UnfollowURL = w.links.Follow(t.Notice.Claim(link.Follow))
	}
	if m.Asks {
		l.URL = w.links.Answer(t.Notice.Claim(link.Answer))
	}
	return l
}

// ref is a proposal in an address: its number, which people recognize.
func ref(p engine.Proposal) string {
	if p.Number == "" {
		return p.ID
	}
	return refOf(p.Number)
}

// refOf is a number in an address.
func refOf(number string) string { return strings.ReplaceAll(number, " ", "-") }

// wordsOf are the layout's own words.
func wordsOf(l wording.Language) Words {
	return Words{
		Facts: wording.Say(l, "mail.heading.facts", nil), Papers: wording.Say(l, "mail.heading.papers", nil),
		Page: wording.Say(l, "mail.page", nil), Unfollow: wording.Say(l, "mail.unfollow", nil), Checksum: wording.Say(l, "mail.heading.checksum", nil),
		Settings: wording.Say(l, "mail.settings", nil), Privacy: wording.Say(l, "mail.privacy", nil), Changes: wording.Say(l, "mail.heading.changes", nil),
	}
}

// spoken is a language that letters are written in.
func spoken(l string) wording.Language {
	if wording.Known(wording.Language(l)) {
		return wording.Language(l)
	}
	return wording.Swedish
}

// text is the letter as plain text, complete in itself.
func (w *Writer) text(l Letter) (string, error) {
	draft := w.letters.draft()
	defer w.letters.drafts.Put(draft)
	if err := w.letters.text.Execute(draft, l); err != nil {
		return "", fmt.Errorf("writing a letter as text: %w", err)
	}
	return tidy(draft.Bytes()), nil
}

// html is the same letter as HTML.
func (w *Writer) html(l Letter) (string, error) {
	draft := w.letters.draft()
	defer w.letters.drafts.Put(draft)
	if err := w.letters.html.Execute(draft, l); err != nil {
		return "", fmt.Errorf("writing a letter as HTML: %w", err)
	}
	return unbroken(draft.Bytes()), nil
}

// tidy leaves at most one empty line between paragraphs.
func tidy(text []byte) string {
	text = bytes.TrimSpace(text)
	var b strings.Builder
	b.Grow(len(text) + len("\n"))
	wasEmpty := false
	for line := range bytes.Lines(text) {
		isEmpty := string(line) == "\n"
		if !isEmpty || !wasEmpty {
			b.Write(line)
		}
		wasEmpty = isEmpty
	}
	return b.String() + "\n"
}
