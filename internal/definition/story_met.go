package definition

import (
	"strings"

	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
)

// A PointExpect is what must hold of one item of an agenda.
type PointExpect struct {
	Title, Kind, Result, From, To, At                        *string
	Number, Paragraph, Length                                *int
	Late, Waits                                              *bool
	Presenters, Decision, Recused, Reserved, Assigned, Gives *[]string
	Votes                                                    []VoteSaid // all of them, in order; nil where not written
}

// agendaNow reads what an agenda must be: its items in order, each by its title or with
// more about it.
func (s *story) agendaNow(n source.Node) *[]PointExpect {
	points := []PointExpect{}
	for _, item := range n.Each() {
		if item.Kind == source.Scalar {
			title := s.r.word(item)
			points = append(points, PointExpect{Title: &title})
			continue
		}
		points = append(points, s.point(item))
	}
	return &points
}

func (s *story) point(item source.Node) PointExpect {
	t := s.r.table(grammar.Point, item, source.Pos{})
	defer t.done()
	x := PointExpect{Recused: s.several(t, "recused"), Reserved: s.several(t, "reserved")}
	for key, at := range map[string]**string{"title": &x.Title, "from": &x.From, "to": &x.To, "at": &x.At} {
		if n, ok := t.opt(key); ok {
			said := s.orNone(n)
			*at = &said
		}
	}
	if n, ok := t.opt("kind"); ok {
		kind := s.r.choice(n, grammar.AgendaKinds...)
		x.Kind = &kind
	}
	if n, ok := t.opt("result"); ok {
		result := strings.TrimPrefix(s.r.choice(n, grammar.AgendaResults...), "none")
		x.Result = &result
	}
	for key, at := range map[string]**int{"number": &x.Number, "paragraph": &x.Paragraph, "length": &x.Length} {
		*at = s.count(t, key, 0)
	}
	for key, at := range map[string]**bool{"late": &x.Late, "waits": &x.Waits} {
		if n, ok := t.opt(key); ok {
			yes := s.r.yes(n)
			*at = &yes
		}
	}
	for key, at := range map[string]**[]string{"presenters": &x.Presenters, "decision": &x.Decision, "assigned": &x.Assigned, "reports": &x.Gives} {
		if n, ok := t.opt(key); ok {
			said := append([]string{}, s.r.words(n)...)
			*at = &said
		}
	}
	if n, ok := t.opt("votes"); ok {
		x.Votes = []VoteSaid{}
		for _, item := range n.Each() {
			x.Votes = append(x.Votes, *s.votes(item))
		}
	}
	return x
}

// met reads what must hold of a meeting. Of a proposal that has a field of such a name,
// the word is the field's.
func (s *story) met(t *table, x *Expect) {
	some := func(key string, at **[]string) {
		if s.ofMeeting(key) {
			*at = s.several(t, key)
		}
	}
	some("present", &x.Present)
	some("excused", &x.Excused)
	some("adjusters", &x.Adjusters)
	for key, at := range map[string]**string{"time": &x.Time, "until": &x.Until, "place": &x.Place} {
		if !s.ofMeeting(key) {
			continue
		}
		if n, ok := t.opt(key); ok {
			said := s.orNone(n)
			switch {
			case said == "":
			case key == "time":
				said = s.r.clock(n)
			case key == "until":
				said = s.r.date(n).String()
			}
			*at = &said
		}
	}
	if s.ofMeeting("agenda") {
		if n, ok := t.opt("agenda"); ok {
			x.Agenda = s.agendaNow(n)
		}
	}
	if s.ofMeeting("minutes") {
		if n, ok := t.opt("minutes"); ok {
			x.Minutes = s.minutesSay(n)
		}
	}
}

// ofMeeting says whether a word of what is expected is about a meeting, and not a field
// that a proposal has.
func (s *story) ofMeeting(key string) bool {
	if s.flow != nil && s.flow.OfYear() {
		return true
	}
	_, carried := s.carries(key)
	return !carried
}

func (s *story) minutesSay(n source.Node) *MinutesExpect {
	t := s.r.table(grammar.Read, n, source.Pos{})
	defer t.done()
	x := &MinutesExpect{}
	s.texts(t, "says", &x.Says)
	s.texts(t, "hides", &x.Hides)
	return x
}
