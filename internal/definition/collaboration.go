package definition

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/people"
	"beredd/internal/wording"
)

// collaboration reads collaboration.yaml, but for what needs the workflows:
// binds and demo.
func (r *reader) collaboration(s source.File) (*Pack, *table) {
	t := r.table(grammar.Collaboration, s.Root, s.Root.Pos)
	p := &Pack{People: &people.Directory{}, Binds: map[string]map[string][]string{}}
	if n, ok := t.must("collaboration"); ok {
		p.Key = r.key(n, dashedKey)
	}
	r.languages = []wording.Language{wording.Swedish}
	r.unsaid = !t.has("languages")
	if n, ok := t.opt("languages"); ok {
		r.languages = r.tongues(n)
	}
	p.Languages, p.People.Language = r.languages, r.languages[0]
	p.Title = t.titled(p.Key)
	if n, ok := t.opt("number"); ok {
		p.Number = r.numbering(n)
	}
	days, closed, quiet := r.days(t)
	p.Calendar, p.ClosedDays, p.QuietTimes = calendar.New(days), closed, quiet
	if n, ok := t.opt("stop_words"); ok {
		p.StopWords = r.stopWords(n)
	}
	r.directory(t, p.People)
	return p, t
}

// tongues reads the languages that the pack's texts are in.
func (r *reader) tongues(n source.Node) []wording.Language {
	var languages []wording.Language
	for _, item := range n.Each() {
		l := wording.Language(r.word(item))
		switch {
		case l == "":
		case !wording.Known(l):
			r.unknown(item, "language", tags(wording.Languages()))
		case slices.Contains(languages, l):
			r.warn(item.Pos, "named_twice", wording.Args{"Found": item.Text})
		default:
			languages = append(languages, l)
		}
	}
	if len(languages) == 0 {
		return []wording.Language{wording.Swedish}
	}
	return languages
}

// numbering reads {prefix: LGL}, or the prefix alone.
func (r *reader) numbering(n source.Node) Number {
	if n.Kind == source.Scalar {
		return Number{Prefix: r.word(n)}
	}
	t := r.table(grammar.Number, n, source.Pos{})
	defer t.done()
	if prefix, ok := t.must("prefix"); ok {
		return Number{Prefix: r.word(prefix)}
	}
	return Number{}
}

// days reads what the collaboration says of its calendar, and its own closed days and quiet
// times as it says them.
func (r *reader) days(t *table) (c calendar.Config, closed []ClosedDay, quiet []QuietTime) {
	if n, ok := t.opt("time_zone"); ok {
		c.Zone = r.zone(n)
	}
	if n, ok := t.opt("office_hours"); ok {
		from, to := r.hours(n)
		c.Open, _ = calendar.ParseClock(from)
		c.Shut, _ = calendar.ParseClock(to)
	}
	if n, ok := t.opt("holidays"); ok {
		c.Holidays = r.country(n)
	}
	if n, ok := t.opt("closed_days"); ok {
		closed = r.closed(n)
		r.closedAlready(closed, c)
		closes(&c, closed)
	}
	if n, ok := t.opt("quiet_weeks"); ok {
		quiet = r.quiet(n)
		quiets(&c, quiet)
	}
	return c, closed, quiet
}

// country reads whose public holidays are kept. Of one whose holidays are not known it
// says which are, all of them, and what to write instead.
func (r *reader) country(n source.Node) string {
	word := r.word(n)
	if word == "" || slices.Contains(grammar.Countries, word) {
		return word
	}
	known := slices.DeleteFunc(slices.Sorted(slices.Values(grammar.Countries)), func(one string) bool { return one == "none" })
	likely := guess.Nearest(word, grammar.Countries)
	r.fail(n.Pos, "unknown_country", wording.Args{"Found": word, "Known": strings.Join(known, ", "), "Suggestion": likely})
	return likely
}

// stopWords reads words that titles may not have. One without a letter or a digit
// would stop everything, or nothing.
func (r *reader) stopWords(n source.Node) []string {
	var words []string
	for _, item := range n.Each() {
		word := r.word(item)
		switch {
		case word == "":
		case !strings.ContainsFunc(word, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsNumber(c) }):
			r.wrong(item, "stop_word")
		default:
			words = append(words, word)
		}
	}
	return words
}

// zone reads a time zone of the world's list, as Europe/Stockholm.
func (r *reader) zone(n source.Node) *time.Location {
	word := r.word(n)
	if word == "" {
		return nil
	}
	zone, err := time.LoadLocation(word)
	if err != nil || word == "Local" || !strings.Contains(word, "/") && word != "UTC" {
		r.fail(n.Pos, "unknown_zone", wording.Args{
			"Found": word, "Expected": wording.Both("check.want.zone", nil), "Suggestion": nearestZone(word)})
		return nil
	}
	return zone
}

// zones are those that a pack in Europe is likely to mean.
var zones = []string{"Europe/Stockholm", "Europe/Helsinki", "Europe/Copenhagen", "Europe/Oslo", "Europe/London", "Europe/Dublin", "Europe/Berlin", "Europe/Paris", "Europe/Brussels",
	"Europe/Amsterdam", "Europe/Zurich", "Europe/Vienna", "Europe/Madrid", "Europe/Rome", "Europe/Lisbon", "Europe/Warsaw", "Europe/Tallinn", "Europe/Riga", "Europe/Vilnius", "Atlantic/Reykjavik", "Europe/Mariehamn", "UTC"}

// nearestZone is the time zone that was probably meant, also by its city alone.
func nearestZone(word string) string {
	if near := guess.Nearest(word, zones); near != "" {
		return near
	}
	var cities []string
	for _, zone := range zones {
		cities = append(cities, zone[strings.LastIndexByte(zone, '/')+1:])
	}
	at := slices.Index(cities, guess.Nearest(word[strings.LastIndexByte(word, '/')+1:], cities))
	if at < 0 {
		return ""
	}
	return zones[at]
}

var weekRange = regexp.MustCompile(`^(\d{1,2})(?:-(\d{1,2}))?$`)

// atoi is the number that a pattern has found, of a few digits.
func atoi(digits string) int {
	number := 0
	for _, d := range digits {
		number = number*10 + int(d-'0')
	}
	return number
}
