package mail

import (
	"strings"
	"unicode/utf8"

	"beredd/internal/engine"
)

// A Letter is what a recipient reads. Both layouts show it, so that text and
// HTML say the same.
type Letter struct {
	Language    string
	Subject     string
	Preheader   string // what a list of mail shows beside the subject
	Ask         string // what to do, by when
	Action      string // what the button says
	URL         string // where it leads
	Paragraphs  []string
	Number      string // of the proposal; "" for a letter that is about none
	Title       string
	For         string // whom the recipient is asked to answer for
	Items       []Item // of a letter that tells of several things
	Sections    []Section
	Changes     []string // of a corrected decision, in words
	Facts       Rows
	Papers      Rows              // named in Words.Papers
	Attached    []engine.Document // of those, what goes with the letter
	PageURL     string
	UnfollowURL string // where whoever has the letter as a follower stops that; "" for others
	Why         string
	WrongOne    string
	Settings    string // where the recipient chooses how letters come
	Sender      []string
	Checksum    string
	PrivacyURL  string // how personal data is handled
	Words       Words
}

// A Section is a text in full under its heading.
type Section struct {
	Heading string
	Meta    string // who decided it, and when
	Written string // as somebody wrote it, in Markdown
}

// A Row is one fact. Note explains it, in smaller letters, and URL is where the
// recipient reads what it names.
type Row struct {
	Name  string
	Value string
	Note  string
	URL   string
}

// Rows are facts under one another.
type Rows []Row

// add appends a fact, unless it says nothing.
func (r *Rows) add(name, value string) {
	if value != "" {
		*r = append(*r, Row{Name: name, Value: value})
	}
}

// Words are the layout's own, in the letter's language.
type Words struct {
	Facts    string
	Papers   string
	Page     string
	Unfollow string
	Checksum string
	Items    string
	Settings string
	Privacy  string
	Changes  string
}

const (
	longestAct     = 40 // act and date are seen on the narrowest phone
	longestSubject = 90
	leastTitle     = 12  // a title cut shorter than this helps nobody
	leastBeside    = 24  // of a title beside its question
	longestBeside  = 100 // what is seen beside a subject
)

// subject is act, title and number: "Svar senast 24 mars: Gemensam rutin för
// utskrivning [LGL 2026-014]". The title gives way where there is no room. Where a
// proposal asks several questions, the one that is meant stands before its title, if
// that leaves so much of the title that one knows it.
func subject(act, question, title, number string) string {
	act = fit(oneLine(act))
	if number == "" {
		return act
	}
	tail := " [" + number + "]"
	room := longestSubject - utf8.RuneCountInString(act) - utf8.RuneCountInString(tail) - len(": ")
	title = oneLine(title)
	if named := oneLine(question) + " · "; question != "" && room-utf8.RuneCountInString(named) >= min(leastBeside, utf8.RuneCountInString(title)) {
		title = named + title
	}
	if title = cut(title, room); title == "" {
		return act + tail
	}
	return act + ": " + title + tail
}

// fit lets the first clause of an act give way where act and date would not be
// seen on a phone: "Rekommendation, svara senast 30 september" keeps the date.
func fit(act string) string {
	for utf8.RuneCountInString(act) > longestAct {
		_, rest, ok := strings.Cut(act, ", ")
		if !ok {
			return act
		}
		act = title(rest)
	}
	return act
}

// cut shortens a text to so many characters, at a space where one is near. One
// that would say next to nothing is left out.
func cut(s string, room int) string {
	runes := []rune(s)
	if len(runes) <= room {
		return s
	}
	if room < leastTitle {
		return ""
	}
	kept := string(runes[:room-1])
	if at := strings.LastIndexByte(kept, ' '); at > len(kept)*2/3 {
		kept = kept[:at]
	}
	return strings.TrimRight(kept, " ,.;:–-") + "…"
}

// oneLine makes one line of a text.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// folded are the paragraphs of a template's text: parted by empty lines, their
// own line breaks being the file's alone.
func folded(s string) []string {
	var paragraphs []string
	for _, p := range parted(s) {
		paragraphs = append(paragraphs, oneLine(p))
	}
	return paragraphs
}

// parted splits a text at its empty lines.
func parted(s string) []string {
	var parts []string
	for _, p := range strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n\n") {
		if strings.TrimSpace(p) != "" {
			parts = append(parts, p)
		}
	}
	return parts
}
