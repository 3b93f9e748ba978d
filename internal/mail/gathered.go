package mail

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"beredd/internal/definition"
	"beredd/internal/engine"
	"beredd/internal/link"
	"beredd/internal/wording"
)

// An Item is a proposal in a letter that tells of several, with what it tells of it.
type Item struct {
	Title   string
	Number  string
	Entries []Entry
}

// An Entry is what a letter of its own would have said.
type Entry struct {
	Ask        string
	For        string // the respondent that is asked, where it is one of several
	Paragraphs []string
	Sections   []Section // of a decision, which stands in it in full
	Action     string
	URL        string
}

// The letters that tell of several proposals.
const (
	letterReminders = "reminders"
	letterDigest    = "digest"
	letterAway      = "while_away"
)

// gathered writes one letter of several. Those of one proposal are its most pressing
// letter with the others beneath; a day's reminders and a digest have words of their own.
func (w *Writer) gathered(facts engine.LetterFacts, now time.Time) (Letter, error) {
	letters := parts(facts)
	if isSummary(facts) {
		return w.summary(facts, letters, now)
	}
	letter, err := w.single(lead(facts), now)
	if err != nil {
		return Letter{}, err
	}
	others := slices.DeleteFunc(letters, func(l engine.LetterFacts) bool { return l.ID == lead(facts).ID })
	letter.Items, err = w.items(others, now)
	if len(letter.Items) > 0 {
		letter.Items[0].Title, letter.Items[0].Number = "", "" // the letter has them
		letter.Words.Items = wording.Say(wording.Language(letter.Language), "mail.heading.also", nil)
	}
	return letter, err
}

// parts are the letters that go in one, each as it would go alone: reminders by their
// last days, the first first, and all else in the order it happened.
func parts(facts engine.LetterFacts) []engine.LetterFacts {
	letters := latest(append([]engine.LetterFacts{facts}, facts.Along...))
	for i := range letters { // one letter is in one language
		letters[i].Language = facts.Language
	}
	if facts.IsReminders() {
		slices.SortStableFunc(letters, func(a, b engine.LetterFacts) int { return a.DueAt().Compare(b.DueAt()) })
	}
	return letters
}

// isSummary says whether facts become a letter of several proposals, or of several
// reminders.
func isSummary(facts engine.LetterFacts) bool {
	return facts.IsAway() || (facts.IsDigest() || facts.IsReminders()) && len(parts(facts)) > 1
}

// lead is the most pressing of the letters that go in one, the latest of those: whose
// thread, links and invitation the message has.
func lead(facts engine.LetterFacts) engine.LetterFacts {
	if len(facts.Along) == 0 {
		return facts
	}
	letters := parts(facts)
	order := definition.LetterKinds()
	rank := func(l engine.LetterFacts) int {
		if l.Notice.Round != "" {
			return -1
		}
		return slices.Index(order, l.Kind())
	}
	first := letters[0]
	for _, l := range letters[1:] {
		if rank(l) <= rank(first) {
			first = l
		}
	}
	return first
}

// latest leaves out what a later letter says anew: the same of the same proposal, to the
// same respondent.
func latest(letters []engine.LetterFacts) []engine.LetterFacts {
	slices.SortStableFunc(letters, func(a, b engine.LetterFacts) int { return a.At.Compare(b.At) })
	same := func(l engine.LetterFacts) string {
		return strings.Join([]string{l.Notice.Proposal, l.Letter, l.About, l.Notice.Round, l.Respondent, string(l.Event.Kind), l.Event.Data.Transition}, "|")
	}
	last := map[string]int{}
	for i, l := range letters {
		last[same(l)] = i
	}
	var kept []engine.LetterFacts
	for i, l := range letters {
		if last[same(l)] == i {
			l.Along = nil
			kept = append(kept, l)
		}
	}
	return kept
}

// items are what letters say, by proposal in the order of their first.
func (w *Writer) items(letters []engine.LetterFacts, now time.Time) ([]Item, error) {
	var items []Item
	at := map[string]int{}
	for _, l := range letters {
		own, err := w.single(l, now)
		if err != nil {
			return nil, fmt.Errorf("what goes along in a letter: %w", err)
		}
		i, seen := at[l.Notice.Proposal]
		if !seen {
			i, at[l.Notice.Proposal] = len(items), len(items)
			items = append(items, Item{Title: own.Title, Number: own.Number})
		}
		entry := Entry{Ask: own.Ask, For: own.For, Action: own.Action, URL: own.URL}
		if !l.IsReminders() { // what a reminder adds stands in the letter that it reminds of
			entry.Paragraphs = own.Paragraphs
		}
		if definition.KindOfLetter(l.Letter) == definition.DecisionLetter {
			entry.Sections = own.Sections
		}
		w.answered(l, &entry, now)
		items[i].Entries = append(items[i].Entries, entry)
	}
	return items, nil
}

// summary is a letter of several proposals, in words of its own.
func (w *Writer) summary(facts engine.LetterFacts, letters []engine.LetterFacts, now time.Time) (Letter, error) {
	items, err := w.items(letters, now)
	if err != nil {
		return Letter{}, err
	}
	name := summaryOf(facts)
	pack, language := w.packOf(facts.Proposal), spoken(facts.Language)
	form, err := w.letters.form(name, language)
	if err != nil {
		return Letter{}, err
	}
	words, err := form.sayAll(Matter{Gathered: len(letters), Matters: len(items)})
	if err != nil {
		return Letter{}, err
	}
	collaboration := wording.Args{"Collaboration": pack.Title.In(language)}
	return Letter{
		Language: string(language), Subject: oneLine(words["subject"]), Preheader: oneLine(words["preheader"]),
		Ask: oneLine(words["ask"]), Paragraphs: folded(words["body"]), Items: items,
		Why: wording.Say(language, "mail.why."+name, collaboration), WrongOne: wording.Say(language, "mail.wrong_one", nil),
		Settings: w.links.LetterSettings(facts.Notice.Claim(link.Letters)), Sender: []string{pack.Title.In(language)},
		PrivacyURL: w.links.Privacy(), Words: wordsOf(language),
	}, nil
}

// summaryOf is what a letter of several is called.
func summaryOf(facts engine.LetterFacts) string {
	switch {
	case facts.IsDigest():
		return letterDigest
	case facts.IsAway():
		return letterAway
	}
	return letterReminders
}

// unsubscribe is where a recipient turns letters of the kind off with one click: ""
// where none in it is optional.
func (w *Writer) unsubscribe(facts engine.LetterFacts) string {
	post := w.packOf(facts.Proposal).Post
	if !slices.ContainsFunc(parts(facts), func(l engine.LetterFacts) bool { return l.IsOptional(post) }) {
		return ""
	}
	return w.links.LetterSettings(facts.Notice.Claim(link.Letters))
}
