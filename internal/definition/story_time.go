package definition

import (
	"errors"
	"regexp"
	"slices"
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/guess"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// firstYear is the first that a scenario may be of: one of another millennium is a slip.
const firstYear = 1000

// instants are the ways to write a date with a time of day; seconds say nothing.
var instants = regexp.MustCompile(`^(\S+?)[T ]\s*(\d{1,2}):(\d\d)(?::00)?$`)

// instant reads "2026-02-02 09:00", or a date, which begins when offices do.
func (r *reader) instant(n source.Node) string {
	word := r.word(n)
	date, clock := word, ""
	if found := instants.FindStringSubmatch(word); found != nil {
		date, clock = found[1], strings.Repeat("0", 2-len(found[2]))+found[2]+":"+found[3]
	}
	day, err := calendar.ParseDate(date)
	if err == nil && day.Year < firstYear {
		err = errors.New("the year lacks a digit")
	}
	if err == nil && clock != "" {
		_, err = calendar.ParseClock(clock)
	}
	if word != "" && err != nil {
		r.wrong(n, "instant")
	}
	return strings.TrimSpace(date + " " + clock)
}

// due reads when a deadline ends or a meeting is, as exact as it is written, or
// that there is none.
func (s *story) due(n source.Node) *string {
	if n.Kind == source.Nothing {
		s.r.fail(n.Pos, "nothing", nil)
	}
	when := s.orNone(n)
	if when != "" {
		when = s.r.instant(n)
	}
	return &when
}

var until = regexp.MustCompile(`^until\s+["']?(.+?)["']?$`)

// wait reads "20 days", "until 2026-02-23 08:00", "until lgl" or "next". An
// instant may stand alone, and what follows until behind a colon.
func (s *story) wait(n source.Node) *Wait {
	if n.Kind == source.Mapping {
		t := s.r.table(grammar.Wait, n, source.Pos{})
		defer t.done()
		when, ok := t.must("until")
		if !ok {
			return &Wait{}
		}
		return s.until(when, s.r.word(when))
	}
	word := s.r.word(n)
	found := until.FindStringSubmatch(word)
	switch {
	case word == "next":
		return &Wait{Next: true}
	case found != nil:
		return s.until(n, found[1])
	case dated.MatchString(word):
		return s.until(n, word)
	}
	period, err := calendar.ParsePeriod(word)
	if err != nil && word != "" {
		s.r.wrong(n, "wait")
	}
	return &Wait{For: period}
}

var dated = regexp.MustCompile(`^\d{4}-\d\d-`)

// until reads an instant, or the name of a meeting.
func (s *story) until(n source.Node, word string) *Wait {
	switch {
	case word == "":
		return &Wait{}
	case word[0] >= '0' && word[0] <= '9':
		n.Text = word
		return &Wait{Until: s.r.instant(n)}
	}
	s.meeting(n, word)
	return &Wait{Meeting: word}
}

// meeting checks the name of a meeting to wait for.
func (s *story) meeting(n source.Node, name string) {
	known := []string{"meeting"}
	if s.pack.Cycle != nil {
		for _, m := range s.pack.Cycle.Meetings {
			known = append(known, m.Name)
		}
	}
	if !slices.Contains(known, name) {
		s.r.fail(n.Pos, "unknown_series", wording.Args{"Found": name, "Expected": oneOf(known), "Suggestion": guess.Nearest(name, known)})
	}
}
