package definition

import (
	"strings"

	"beredd/internal/calendar"
	"beredd/internal/definition/grammar"
	"beredd/internal/definition/source"
	"beredd/internal/wording"
)

// A LayOutStep lays out a meeting of a series.
type LayOutStep struct {
	Series string
	As     string            // "" is the cycle itself
	When   map[string]string // date, time, end, until, place, link, where written
}

// A RescheduleStep gives a meeting another day, hour or place.
type RescheduleStep struct {
	As     string
	Reason string
	When   map[string]string
}

// An ArrangeStep changes a meeting's agenda by one item.
type ArrangeStep struct {
	As         string
	Do         string // add, takes_up, change, move, remove, admit or carry
	Item       string // by title or number; of add its title, of takes_up a proposal
	Title      string
	Kind       string
	Presenters []string // nil where not written
	Length     *int
	Place      int
}

// A RecordStep records what happened at a meeting. What is not written is not recorded.
type RecordStep struct {
	As         string
	Presence   map[string][]string // came, left, excused, absent
	Guests     []string
	At         string
	Adjusters  *[]string
	Item       string // by title or number
	TakenUp    bool
	Texts      map[string]string // background, views, note, report
	Of         string            // whose report
	Proposed   []string
	Recused    *[]string
	Result     string
	Decision   []string
	Reserved   string
	Because    string
	Assigned   string
	AssignedTo []string
	By         string
	Said       string
	Votes      *VoteSaid
	Upcoming   bool
	TakesBack  string // of what the latest is taken back: votes, reserved, assigned, or a kind of passage
}

// layOut reads {series, as, date, …}.
func (s *story) layOut(n source.Node, step *Step) {
	t := s.r.table(grammar.LayOut, n, source.Pos{})
	defer t.done()
	step.LayOut = &LayOutStep{}
	if n, ok := t.opt("refused"); ok {
		step.Refused = s.refused(n)
	}
	if n, ok := t.must("series"); ok {
		step.LayOut.Series = s.seriesNamed(n)
	}
	if n, ok := t.opt("as"); ok {
		step.LayOut.As = s.as(n)
	}
	step.LayOut.When = s.occasion(t)
}

// seriesNamed reads the name of a series of the cycle.
func (s *story) seriesNamed(n source.Node) string {
	var known []string
	name := s.r.word(n)
	if s.pack.Cycle != nil {
		for series := range s.pack.Cycle.Every() {
			if series.Name == name {
				return name
			}
			known = append(known, series.Name)
		}
	}
	s.r.unknown(n, "series", known)
	return name
}

func (s *story) occasion(t *table) map[string]string {
	when := map[string]string{}
	for _, word := range []string{"date", "until"} {
		if n, ok := t.opt(word); ok {
			when[word] = s.r.date(n).String()
		}
	}
	for _, word := range []string{"time", "end"} {
		if n, ok := t.opt(word); ok {
			when[word] = s.r.clock(n)
		}
	}
	for _, word := range []string{"place", "link"} {
		if n, ok := t.opt(word); ok {
			when[word] = s.r.word(n)
		}
	}
	return when
}

func (s *story) reschedule(n source.Node, step *Step) {
	t := s.r.table(grammar.Reschedule, n, source.Pos{})
	defer t.done()
	step.Reschedule = &RescheduleStep{}
	s.within(t, step)
	s.word(t, "reason", &step.Reschedule.Reason)
	if n, ok := t.must("as"); ok {
		step.Reschedule.As = s.as(n)
	}
	step.Reschedule.When = s.occasion(t)
}

// arrange reads one change of an agenda.
func (s *story) arrange(n source.Node, step *Step) {
	t := s.r.table(grammar.Arrange, n, source.Pos{})
	defer t.done()
	a := &ArrangeStep{}
	step.Arrange = a
	s.within(t, step)
	if n, ok := t.must("as"); ok {
		a.As = s.as(n)
	}
	for _, do := range []string{"add", "takes_up", "change", "move", "remove", "admit", "carry"} {
		n, ok := t.opt(do)
		switch {
		case ok && a.Do != "":
			s.r.fail(n.Pos, "two_steps", wording.Args{"Found": do, "First": a.Do})
		case ok:
			a.Do, a.Item = do, s.r.word(n)
		}
	}
	if a.Do == "" && t.node.Kind == source.Mapping {
		s.r.fail(t.at, "missing_key", wording.Args{"Found": "add"})
	}
	s.word(t, "title", &a.Title)
	if n, ok := t.opt("kind"); ok {
		a.Kind = s.r.choice(n, grammar.AgendaKinds...)
	}
	if n, ok := t.opt("presenters"); ok {
		a.Presenters = append([]string{}, s.r.words(n)...)
	}
	a.Length = s.count(t, "length", 0)
	if place := s.count(t, "place", 1); place != nil {
		a.Place = *place
	}
}

// record reads what is recorded of a meeting.
func (s *story) record(n source.Node, step *Step) {
	t := s.r.table(grammar.Record, n, source.Pos{})
	defer t.done()
	r := &RecordStep{Presence: map[string][]string{}, Texts: map[string]string{}}
	step.Record = r
	s.within(t, step)
	if n, ok := t.must("as"); ok {
		r.As = s.as(n)
	}
	for _, how := range []string{"came", "left", "excused", "absent"} {
		if some := s.several(t, how); some != nil {
			r.Presence[how] = *some
		}
	}
	s.texts(t, "guests", &r.Guests)
	if n, ok := t.opt("at"); ok {
		r.At = s.r.clock(n)
	}
	r.Adjusters = s.several(t, "adjusters")
	s.recordItem(t, r)
}

// recordItem reads what is recorded of one item.
func (s *story) recordItem(t *table, r *RecordStep) {
	s.word(t, "item", &r.Item)
	if n, ok := t.opt("taken_up"); ok {
		r.TakenUp = s.r.yes(n)
	}
	for _, kind := range []string{"background", "views", "note", "report"} {
		if n, ok := t.opt(kind); ok {
			r.Texts[kind] = s.r.word(n)
		}
	}
	s.party(t, "of", &r.Of)
	s.texts(t, "proposed", &r.Proposed)
	r.Recused = s.several(t, "recused")
	if n, ok := t.opt("result"); ok {
		r.Result = s.r.choice(n, grammar.AgendaResults...)
	}
	s.texts(t, "decision", &r.Decision)
	s.party(t, "reserved", &r.Reserved)
	s.word(t, "because", &r.Because)
	s.word(t, "assigned", &r.Assigned)
	if who := s.several(t, "who"); who != nil {
		r.AssignedTo = *who
	}
	if n, ok := t.opt("by"); ok {
		r.By = s.r.date(n).String()
	}
	s.word(t, "said", &r.Said)
	if n, ok := t.opt("votes"); ok {
		r.Votes = s.votes(n)
	}
	if n, ok := t.opt("upcoming"); ok {
		r.Upcoming = s.r.yes(n)
	}
	if n, ok := t.opt("takes_back"); ok {
		r.TakesBack = s.r.choice(n, grammar.TakenBack...)
	}
	about := r.TakenUp || len(r.Texts) > 0 || r.Proposed != nil || r.Recused != nil || r.Result != "" || r.Reserved != "" || r.Assigned != "" || r.Votes != nil || r.Upcoming || r.TakesBack != ""
	if about && r.Item == "" {
		s.r.fail(t.at, "missing_key", wording.Args{"Found": "item"})
	}
}

func (s *story) word(t *table, key string, to *string) {
	if n, ok := t.opt(key); ok {
		*to = s.r.word(n)
	}
}

func (s *story) party(t *table, key string, to *string) {
	if n, ok := t.opt(key); ok {
		*to = s.as(n)
	}
}

func (s *story) texts(t *table, key string, to *[]string) {
	if n, ok := t.opt(key); ok {
		*to = append([]string{}, s.r.words(n)...)
	}
}

func (s *story) count(t *table, key string, least int) *int {
	n, ok := t.opt(key)
	if !ok {
		return nil
	}
	count := s.r.number(n, least)
	return &count
}

// several reads parties; nil where the word is not written.
func (s *story) several(t *table, key string) *[]string {
	n, ok := t.opt(key)
	if !ok {
		return nil
	}
	who := []string{}
	for _, item := range n.Each() {
		who = append(who, s.as(item))
	}
	return &who
}

// meetingNamed is the workflow of the meeting that a word names: a series, or a series
// and a day; nil where it names none.
func (s *story) meetingNamed(word string) *Workflow {
	series, day, dated := strings.Cut(word, " ")
	if _, err := calendar.ParseDate(day); dated && err != nil || s.pack.Cycle == nil || s.pack.Cycle.Series(series) == nil {
		return nil
	}
	return s.pack.Workflow(MeetingFlow + series)
}
