package definition

import (
	"io/fs"
	"maps"
	"net/mail"
	"regexp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A reader turns nodes into values, and collects every problem on its way
// rather than stop at the first.
type reader struct {
	kin       map[string]kin // the pack's workflows by key, as much as others name of them
	texts     map[string][]byte
	roots     []source.Node
	problems  source.Problems
	languages []wording.Language // that the pack's texts must be in
	unsaid    bool               // it does not say which, and they are taken for granted
	heard     []heard            // the texts that are in some languages
	unread    bool               // a file could not be read, so that what it names is not known
	literal   bool               // a key may be a field of the pack's own, and is never taken for a misspelt one
	published bool               // it was in order once: nothing is proved anew
	moves     int                // how many moves are looked at of each workflow; 0 for what is usual
	functions []string           // of contacts, that something names
	telling   bool               // steps of a scenario are read, where an empty text is one
}

// mostProblems is far more than anybody reads; a file that is something else
// altogether would have as many as it has words.
const mostProblems = 1000

// load reads one file of a folder, and remembers it.
func (r *reader) load(fsys fs.FS, name string) (source.File, bool) {
	s, ok := source.Load(fsys, name, r.fail)
	r.unread = r.unread || s.Torn
	if r.texts == nil {
		r.texts = map[string][]byte{}
	}
	if s.Text != nil {
		r.texts[name] = s.Text
	}
	if ok {
		r.roots = append(r.roots, s.Root)
	}
	return s, ok
}

// fail notes an error; args may hold Found, Expected and Suggestion, which are
// then the problem's own.
func (r *reader) fail(at source.Pos, code string, args wording.Args) {
	r.note(source.Error, at, code, args)
}

// warn notes what refuses nothing.
func (r *reader) warn(at source.Pos, code string, args wording.Args) {
	r.note(source.Warning, at, code, args)
}

func (r *reader) note(severity source.Severity, at source.Pos, code string, args wording.Args) {
	if len(r.problems) >= mostProblems {
		return
	}
	p := source.Problem{Pos: at, Severity: severity, Code: code, Message: wording.Both("check."+code, args)}
	p.Found, _ = args["Found"].(string)
	p.Expected, _ = args["Expected"].(wording.Text)
	p.Suggestion, _ = args["Suggestion"].(string)
	r.problems = append(r.problems, p)
}

// alsoAt adds to what was noted last where else the same name stands.
func (r *reader) alsoAt(at source.Pos) {
	if last := len(r.problems) - 1; last >= 0 {
		r.problems[last].Also = append(r.problems[last].Also, at)
	}
}

// unknown notes a name that nothing is called by.
func (r *reader) unknown(n source.Node, what string, known []string) {
	likely := guess.Nearest(n.Text, known)
	if several := listed(n.Text, known); several != "" {
		likely = several
	}
	r.fail(n.Pos, "unknown_"+what, wording.Args{"Found": n.Text, "Expected": oneOfThe(what, known), "Suggestion": likely})
}

// wrong notes a value that cannot be read, and answers what was probably meant, or "".
// want is the catalogue's word for what could stand here, under check.want.
func (r *reader) wrong(n source.Node, want string) string {
	likely := ""
	if n.Kind == source.Scalar {
		likely = meant(strings.TrimSpace(n.Text), want)
	}
	if code := misused(n, want); code != "" && likely == "" {
		r.fail(n.Pos, code, wording.Args{"Found": n.Shown()})
		return ""
	}
	day, none := noSuchDay(n.Text)
	if n.Kind == source.Scalar && likely == "" && none {
		r.fail(n.Pos, "no_such_day", day)
		return ""
	}
	r.fail(n.Pos, "wrong_value", wording.Args{"Found": n.Shown(), "Expected": wording.Both("check.want."+want, nil), "Suggestion": likely})
	return likely
}

var (
	noTime    = regexp.MustCompile(`^0 \w+$`)
	howOften  = regexp.MustCompile(`(?i)^(daily|weekly|monthly|dagligen|varje dag|varje vecka|varje månad|every (day|week|month|\d+ \w+)( after)?)$`)
	twoInText = regexp.MustCompile(`(?i)\b(before|after|day|före|efter|dagen) (and|och) `)
)

// misused is what is told of a period or a day counted from another that says something
// else: no time at all, how often, or two days at once; "" of any other.
func misused(n source.Node, want string) string {
	text := strings.TrimSpace(n.Text)
	switch {
	case n.Kind != source.Scalar:
	case want == "period" && noTime.MatchString(text):
		return "no_time"
	case want == "offset" && howOften.MatchString(text):
		return "how_often"
	case want == "offset" && twoInText.MatchString(text):
		return "two_in_text"
	}
	return ""
}

// word reads a text of one line; "" where there is none.
func (r *reader) word(n source.Node) string {
	switch n.Kind {
	case source.Scalar:
		word := strings.TrimSpace(n.Text)
		if word == "" && !r.telling && !r.published {
			r.fail(n.Pos, "nothing", nil)
		}
		return word
	case source.Nothing:
		r.fail(n.Pos, "nothing", nil)
	default:
		r.wrong(n, "text")
	}
	return ""
}

// words reads a list of texts, or one that stands alone.
func (r *reader) words(n source.Node) []string {
	var words []string
	for _, item := range n.Each() {
		if word := r.word(item); word != "" {
			words = append(words, word)
		}
	}
	return words
}

// key reads a name that pattern allows.
func (r *reader) key(n source.Node, pattern *regexp.Regexp) string {
	word := r.word(n)
	if word != "" && !pattern.MatchString(word) {
		want := "key"
		if pattern == dashedKey {
			want = "dashed_key"
		}
		r.wrong(n, want)
	}
	return word
}

var (
	plainKey  = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
	dashedKey = regexp.MustCompile(`^[a-z][a-z0-9_-]*$`)
)

// choice reads a word out of a few.
func (r *reader) choice(n source.Node, known ...string) string {
	word := r.word(n)
	if word != "" && !slices.Contains(known, word) {
		likely := guess.Nearest(word, known)
		r.fail(n.Pos, "wrong_value", wording.Args{"Found": word, "Expected": oneOf(known), "Suggestion": likely})
		return likely // one slip is one error; what nothing is near to is asked of nobody
	}
	return word
}

// usual reads a word that is mostly one of a few.
func (r *reader) usual(n source.Node, known ...string) string {
	word := r.word(n)
	if word != "" && !slices.Contains(known, word) {
		r.warn(n.Pos, "unusual", wording.Args{
			"Found": word, "Expected": oneOf(known), "Suggestion": guess.Nearest(word, known)})
	}
	return word
}

// yes reads true or false.
func (r *reader) yes(n source.Node) bool {
	switch n.Text {
	case "true", "yes":
		return true
	case "false", "no":
		return false
	}
	return r.wrong(n, "bool") == "true"
}

// number reads a whole number from least and up.
func (r *reader) number(n source.Node, least int) int {
	number, ok := n.Value.(float64)
	if n.Kind != source.Scalar || !ok || number != float64(int(number)) || int(number) < least {
		return atoi(r.wrong(n, "number"))
	}
	return int(number)
}

// text reads a title or question: one text for all languages, or one for each.
// Where a language of the pack is missing, lack says how bad that is.
func (r *reader) title(n source.Node, lack source.Severity) wording.Text {
	t := wording.Text{}
	switch n.Kind {
	case source.Scalar:
		if strings.TrimSpace(n.Text) == "" {
			r.fail(n.Pos, "nothing", nil)
			return t
		}
		for _, l := range r.languages {
			t[l] = strings.TrimSpace(n.Text)
		}
		return t
	case source.Mapping:
		r.spoken(n, t, lack)
		return t
	}
	r.wrong(n, "title")
	return t
}

// spoken reads {sv: …, en: …}.
func (r *reader) spoken(n source.Node, t wording.Text, lack source.Severity) {
	for _, e := range n.Entries {
		l := wording.Language(e.Key.Text)
		if loose(n.Entries, e, tags(wording.Languages())) {
			r.loosened(e)
			return
		}
		if !wording.Known(l) {
			r.unknown(e.Key, "language", tags(wording.Languages()))
			continue
		}
		t[l] = r.word(e.Value)
	}
	r.heard = append(r.heard, heard{n.Pos, slices.Collect(maps.Keys(t))})
	for _, l := range r.languages {
		if _, ok := t[l]; !ok {
			r.note(lack, n.Pos, "untranslated", wording.Args{"Language": string(l)})
		}
	}
}

func tags(languages []wording.Language) []string {
	words := make([]string, len(languages))
	for i, l := range languages {
		words[i] = string(l)
	}
	return words
}

// date reads an ISO date.
func (r *reader) date(n source.Node) calendar.Date {
	word := r.saying(n, "date")
	if word == "" {
		return calendar.Date{}
	}
	date, err := calendar.ParseDate(word)
	if err != nil {
		date, _ = calendar.ParseDate(r.wrong(n, "date"))
	}
	return date
}

// clock reads a time of day; "" where it cannot.
func (r *reader) clock(n source.Node) string {
	word := padded(r.saying(n, "clock"))
	if word == "" {
		return ""
	}
	if _, err := calendar.ParseClock(word); err != nil {
		return r.wrong(n, "clock")
	}
	return word
}

// padded is 9:00 as 09:00.
func padded(clock string) string {
	if len(clock) == len("9:00") {
		return "0" + clock
	}
	return clock
}

// hours reads "09:00-12:00".
func (r *reader) hours(n source.Node) (from, to string) {
	word := r.saying(n, "hours")
	if word == "" {
		return "", ""
	}
	from, to, ok := hoursOver(word)
	if !ok || from >= to {
		from, to, _ = strings.Cut(r.wrong(n, "hours"), "-")
	}
	return from, to
}

// hoursOver reads "12:00-12:00", of what does not end on the day it begins; false where
// it is no two times of day.
func hoursOver(text string) (from, to string, ok bool) {
	from, to, ok = strings.Cut(strings.NewReplacer(" ", "", "–", "-").Replace(text), "-")
	from, to = padded(from), padded(to)
	_, err := calendar.ParseClock(from)
	_, late := calendar.ParseClock(to)
	return from, to, ok && err == nil && late == nil
}

// saying reads a text of the sort that want says; "" where there is none.
func (r *reader) saying(n source.Node, want string) string {
	if n.Kind == source.Scalar || n.Kind == source.Nothing {
		return r.word(n)
	}
	r.wrong(n, want)
	return ""
}

// period reads "20 workdays".
func (r *reader) period(n source.Node) calendar.Period {
	word := r.saying(n, "period")
	if word == "" {
		return calendar.Period{}
	}
	period, err := calendar.ParsePeriod(word)
	if err != nil {
		period, _ = calendar.ParsePeriod(r.wrong(n, "period"))
	}
	return period
}

// offset reads "5 workdays before".
func (r *reader) offset(n source.Node) calendar.Offset {
	word := r.saying(n, "offset")
	if word == "" {
		return calendar.Offset{}
	}
	if side, ok := strings.CutPrefix(word, "the day "); ok {
		word = "1 day " + side
	}
	offset, err := calendar.ParseOffset(word)
	if err != nil {
		offset, _ = calendar.ParseOffset(r.wrong(n, "offset"))
	}
	return offset
}

// address reads a mail address, without a name beside it.
func (r *reader) address(n source.Node) string {
	word := r.word(n)
	if word == "" {
		return ""
	}
	parsed, err := mail.ParseAddress(word)
	if err != nil || parsed.Address != word {
		r.wrong(n, "mail")
	}
	return word
}
